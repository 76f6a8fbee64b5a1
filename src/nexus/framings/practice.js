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
