// One subject on one sheet of A4: a copy of the comparison, as large as the page allows.
const SHEET = { size: "A4 landscape", margin: 9, width: 279, height: 192 }; // millimetres
const TYPE = { largest: 10.5, smallest: 6, step: 0.25 }; // points

function printSheet(content) {
  const sheet = h("div", { class: "nexus nx-lens-sheet" }, content);
  sheet.style.width = `${SHEET.width}mm`;
  const page = h("style", {}, `@page { size: ${SHEET.size}; margin: ${SHEET.margin}mm; }`);
  document.body.append(sheet);
  document.head.append(page);
  document.documentElement.classList.add("nx-printing");
  const room = (SHEET.height / 25.4) * 96;
  let points = TYPE.largest;
  do sheet.style.fontSize = `${points}pt`; while (sheet.getBoundingClientRect().height > room && (points -= TYPE.step) >= TYPE.smallest);
  window.addEventListener("afterprint", () => {
    sheet.remove();
    page.remove();
    document.documentElement.classList.remove("nx-printing");
  }, { once: true });
  window.print();
}
