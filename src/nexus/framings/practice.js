// Shared by the exercises of lesson 6: a school's badge, a table, and steps to tick.
const badge = (schools, id) => {
  const school = schools.find((one) => one.id === id);
  return h("span", { class: `nx-practice-badge nx-practice-${school.letter}`, "aria-hidden": "true" }, school.letter);
};

// A text twin: a sentence and a table, folded away. The table is {columns, rows}.
const tableOf = (table, summary, sentence) => h("details", { class: "nx-twin" }, h("summary", {}, summary), h("p", {}, sentence),
  h("div", { class: "nx-scroll", tabindex: "0", role: "region", "aria-label": "Table" },
    h("table", {}, h("thead", {}, h("tr", {}, table.columns.map((name) => h("th", { scope: "col" }, String(name))))),
      h("tbody", {}, table.rows.map((row) => h("tr", {}, row.map((cell) => h("td", {}, String(cell)))))))));

// The steps of a reading beside a text of one's own: each is read, and ticked if one's own text
// holds it. Nothing is guessed at. `ticks` are [step, what is ticked], `steps` the reading's texts.
function stepTicks({ ticks, steps, about, ticked, change }) {
  const held = new Set(ticked);
  return h("div", { role: "group", "aria-label": `Checklist: ${about}`, class: "nx-practice-ticks" }, ticks.map(([step, label]) =>
    h("div", {}, h("label", { class: "nx-check" }, h("input", { type: "checkbox", checked: held.has(step), change: (event) => {
      if (event.target.checked) held.add(step);
      else held.delete(step);
      change(ticks.map(([one]) => one).filter((one) => held.has(one)));
    } }), label), h("p", {}, `“${steps[step]}”`))));
}
