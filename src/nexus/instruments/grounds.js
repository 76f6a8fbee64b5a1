// Grounds by issuer on a chosen day: the controls send their counts to the chart.
async function render({ model, el }) {
  const law = model.get("law");
  const today = new Date().toISOString().slice(0, 10);
  const state = { day: model.get("day"), binding: model.get("binding") };
  let view = null;

  function shown() {
    const held = instrumentsOn(law, state.day).filter((one) => !state.binding || one.binding);
    const counts = groundsBy(held, law.grounds, "group");
    const rows = law.groups.flatMap((issuer) => law.grounds.map((ground) => {
      const [of, instruments] = [held.filter((one) => one.group === issuer).length, counts.get(issuer)?.[ground] || 0];
      return { issuer, ground, instruments, of, said: `${issuer}, ${ground}: ${instruments} of ${of}` };
    }));
    return { held, rows };
  }

  const apply = inFrame(() => paint());
  function paint() {
    const { held, rows } = shown();
    const finding = rightsFinding(held);
    if (view) view.signal("headline", linesOf(`${finding} (${sayDay(state.day)})`)).data("grounds", rows).run();
    const naming = held.filter((one) => one.grounds.includes("rights"));
    const issuers = law.groups.filter((group) => naming.some((one) => one.group === group));
    status.textContent = `${sayDay(state.day)}: ${held.length} texts are in force${state.binding ? " and bind" : ", binding or not"}; ${naming.length} name rights${issuers.length ? ` (${issuers.join(", ")})` : ""}.`;
    fill(rows);
    tell();
  }
  const tell = afterPause(() => {
    model.set("day", state.day);
    model.set("binding", state.binding);
    model.save_changes();
  });

  const status = h("p", { class: "nx-status", role: "status" });
  const body = h("tbody");
  function fill(rows) {
    body.replaceChildren(...law.groups.map((issuer) => h("tr", {}, h("th", { scope: "row" }, issuer),
      rows.filter((row) => row.issuer === issuer).map((row) => h("td", {}, row.of ? String(row.instruments) : "none in force")))));
  }
  const twin = h("details", { class: "nx-twin" }, h("summary", {}, "Read this chart"),
    h("p", {}, "Each number counts the texts in force on the chosen day that name the ground."),
    h("div", { class: "nx-scroll", tabindex: 0, role: "region", "aria-label": "Grounds by issuer" },
      h("table", {}, h("thead", {}, h("tr", {}, ["Issuer", ...law.grounds].map((name) => h("th", { scope: "col" }, name)))), body)));
  const days = dayControls({ first: law.instruments[0].adopted, last: today, stops: [...model.get("stops"), [today, "today"]], end: today,
    endSaid: `today, ${sayDay(today)}`, change: (iso) => { state.day = iso; apply(); } });
  const box = h("input", { type: "checkbox", checked: state.binding, change: () => { state.binding = box.checked; apply(); } });
  const chart = h("div", { class: "nx-chart" }, h("p", { class: "nx-quiet nx-empty" },
    "The chart is being drawn. If it does not come, run the first cell of this notebook again."));
  el.replaceChildren(h("section", { class: "nexus nx-panel nx-law nx-law-grounds", "aria-label": model.get("name") },
    h("div", { class: "nx-row" }, labelled("The law on", days.stop), labelled("Day", days.day), labelled("Slide the day", days.slider), days.problem,
      h("label", { class: "nx-check" }, box, "binding only")),
    status, chart, h("p", { class: "nx-source" }, model.get("source")), twin));
  days.set(state.day);
  paint();
  const host = await chartsReady();
  view = (await host.chart(chart, model.get("spec"))).view;
  paint();
  el.firstChild.dataset.ready = "yes";
}

export default { render };
