// Sources as every card ends: title, publisher and year, whether primary, and the way there.
const sourceList = (sources) => h("ul", { class: "nx-sources" }, sources.map((source) =>
  h("li", {}, `${source.label}${source.primary ? " · primary" : ""} · `,
    h("a", { href: source.url, target: "_blank", rel: "noopener noreferrer",
      "aria-label": `open at the source: ${source.label}` }, "open at the source"))));

// A button that copies a citation, or shows it where the browser lets nothing be copied.
function citeLine(text) {
  const copied = h("span", { role: "status", class: "nx-quiet" });
  const cite = button("Cite", async () => {
    try {
      await navigator.clipboard.writeText(text);
      copied.textContent = "The citation is copied.";
    } catch {
      const shown = h("textarea", { readonly: true, rows: 4, "aria-label": "Citation to copy" }, text);
      copied.replaceChildren(shown);
      shown.select();
    }
  });
  return h("p", { class: "nx-line" }, cite, " ", copied);
}
