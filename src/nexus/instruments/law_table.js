// Instruments against fields or grounds: issuers fold, arrow keys go from cell to cell, a line says where one is.
const ACTION_SIGNS = {
  ban: ["B", "ban"], cap: ["C", "cap"], freeze: ["F", "freeze"], "travel-ban": ["T", "travel ban"], inspection: ["I", "inspection"],
  presumption: ["S", "presumption"], permit: ["P", "permit"], report: ["R", "report"], other: ["O", "other"],
};
// What restricts is filled, what allows or tells is outlined: a second sign beside the letter.
const RESTRICTS = ["ban", "cap", "freeze", "travel-ban", "inspection", "presumption"];
const actionMark = (action) => h("span", { class: `nx-law-mark${RESTRICTS.includes(action) ? " nx-law-filled" : ""}` }, ACTION_SIGNS[action][0]);
// In a row of one instrument: what its measures do, or a dot for a ground that it names.
const textMark = (mark) => (ACTION_SIGNS[mark] ? actionMark(mark) : h("span", { class: "nx-law-mark nx-law-filled" }, mark));
const actionLegend = () => h("p", { class: "nx-legend" }, Object.keys(ACTION_SIGNS).map((action) =>
  h("span", { class: "nx-entry" }, actionMark(action), ACTION_SIGNS[action][1])), h("span", { class: "nx-entry" }, h("b", {}, "3"), "of an issuer: instruments"));

// `open` is the set of unfolded issuers; `openCard(id, field)` shows an instrument.
function lawTable({ open, openCard, redraw }) {
  const table = h("table", { role: "grid", class: "nx-law-table" });
  const place = { row: "", column: 0 };
  const body = h("tbody");
  const top = h("thead");
  table.append(top, body);
  const drawn = new Map();
  let rows = [];
  let columns = [];
  const said = h("p", { class: "nx-law-said", role: "status" });

  // A cell's words: what the live line says, and what a screen reader reads in it.
  function words(row, column) {
    const name = columns[column - 1];
    if (!column) return row.id ? `${row.one.short_title}, ${sayDay(row.one.adopted)}. Enter opens its card.` :
      `${row.group}: ${countOf(row.count, "instrument")}. Enter ${open.has(row.group) ? "folds" : "unfolds"} them.`;
    const cell = row.cells[column - 1];
    return `${row.id ? row.one.short_title : row.group}, ${fieldWords(name)}: ${cell.said}`;
  }

  function draw(next) {
    const held = table.contains(document.activeElement);
    ({ rows, columns } = next);
    const head = [next.corner, ...columns].join("|");
    if (head !== top.dataset.of) {
      top.dataset.of = head;
      top.replaceChildren(h("tr", {}, h("th", { scope: "col" }, next.corner), columns.map((name) => h("th", { scope: "col", class: "nx-law-top" }, h("span", {}, fieldWords(name))))));
    }
    // Most rows are the same on another day: only what changed is made anew.
    const lines = rows.map((row) => {
      const content = [row.count, row.chosen, row.id || open.has(row.group), ...row.cells.map((cell) => cell.said)].join("|");
      if (drawn.get(row.key)?.content !== content) drawn.set(row.key, { content, line: rowOf(row) });
      return drawn.get(row.key).line;
    });
    lines.forEach((line, at) => { if (body.rows[at] !== line) body.insertBefore(line, body.rows[at] || null); });
    while (body.rows.length > lines.length) body.lastChild.remove();
    table.setAttribute("aria-label", next.label);
    if (!rows.some((row) => row.key === place.row)) place.row = rows.length ? rows[0].key : "";
    place.column = Math.min(place.column, columns.length);
    const cell = mark();
    if (held) cell?.focus({ preventScroll: true });
  }
  function rowOf(row) {
    const label = row.id ? [row.one.short_title, row.one.short_title.includes(row.one.adopted.slice(0, 4)) ? "" : h("span", { class: "nx-law-when" }, ` ${row.one.adopted.slice(0, 4)}`)] :
      [h("span", { "aria-hidden": "true" }, open.has(row.group) ? "▾ " : "▸ "), row.group, h("span", { class: "nx-law-when" }, ` ${row.count}`)];
    const now = () => rows.find((one) => one.key === row.key);
    const first = button("", () => act(now(), 0), { class: "nx-link", tabindex: -1, "aria-expanded": row.id ? null : String(open.has(row.group)) });
    first.append(...label);
    return h("tr", { class: row.id ? (row.chosen ? "nx-law-chosen" : "") : "nx-law-group", "data-row": row.key }, h("th", { scope: "row" }, first),
      row.cells.map((cell, at) => h("td", { tabindex: -1, "aria-label": cell.marks.length ? cell.said : null, click: () => act(now(), at + 1) },
        cell.marks.map((mark) => (row.id ? textMark(mark) : mark)))));
  }
  function act(row, column) {
    Object.assign(place, { row: row.key, column });
    if (row.id) openCard(row.id, column ? columns[column - 1] : "");
    else {
      open[open.has(row.group) ? "delete" : "add"](row.group);
      redraw();
      mark()?.focus();
    }
  }
  // Only one cell is a stop of the Tab key; the arrows go on from there.
  function mark() {
    const row = body.rows[rows.findIndex((one) => one.key === place.row)];
    const cell = row && (place.column ? row.cells[place.column] : row.cells[0].firstChild);
    table.querySelectorAll("[tabindex='0']").forEach((other) => { other.tabIndex = -1; });
    if (cell) cell.tabIndex = 0;
    return cell;
  }
  table.addEventListener("keydown", (event) => {
    const at = rows.findIndex((one) => one.key === place.row);
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -99], End: [0, 99] }[event.key];
    if (step) {
      place.row = rows[Math.max(0, Math.min(rows.length - 1, at + step[0]))].key;
      place.column = Math.max(0, Math.min(columns.length, place.column + step[1]));
      mark()?.focus();
    } else if (event.key === "Enter" && place.column) act(rows[at], place.column);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  table.addEventListener("focusin", (event) => {
    const cell = event.target.closest("td, th");
    const row = rows.find((one) => one.key === cell?.parentElement.dataset.row);
    if (!row) return;
    Object.assign(place, { row: row.key, column: cell.cellIndex });
    mark();
    said.textContent = words(row, place.column);
  });
  return { table, said, draw, back: () => mark()?.focus() };
}
