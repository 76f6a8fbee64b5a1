// Limits as steps in time: one picture for each thing and issuer.
async function render({ model, el }) {
  const pictures = model.get("pictures");
  const state = { thing: model.get("commodity"), issuer: model.get("issuer") };
  const of = (thing) => pictures.filter((one) => one.commodity === thing);
  const things = [...new Set(pictures.map((one) => one.commodity))];

  const status = h("p", { class: "nx-status", role: "status" });
  const chart = h("div", { class: "nx-chart" }, h("p", { class: "nx-quiet nx-empty" },
    "The chart is being drawn. If it does not come, run the first cell of this notebook again."));
  const source = h("p", { class: "nx-source" });
  const head = h("tr");
  const body = h("tbody");
  const thing = choose(things.map((one) => [one, one]), (value) => { state.thing = value; draw(); });
  const issuer = choose([], (value) => { state.issuer = value; draw(); });
  const again = (control, options, value) => {
    control.replaceChildren(...options.map((one) => h("option", { value: one }, one)));
    control.value = value;
  };

  let drawn = 0;
  async function draw() {
    const some = of(state.thing);
    const one = some.find((each) => each.issuer === state.issuer) || some[0];
    state.issuer = one.issuer;
    thing.value = state.thing;
    again(issuer, some.map((each) => each.issuer), state.issuer);
    status.textContent = `${one.rows.length} ${one.rows.length === 1 ? "step" : "steps"} of the ${one.issuer}. ${one.finding}`;
    source.textContent = one.source;
    head.replaceChildren(...one.columns.map((name) => h("th", { scope: "col" }, name)));
    body.replaceChildren(...one.rows.map((row) => h("tr", {}, row.map((cell) => h("td", {}, cell)))));
    model.set("commodity", state.thing);
    model.set("issuer", state.issuer);
    model.save_changes();
    const mine = ++drawn;
    const host = await chartsReady();
    // A choice made while a picture was being drawn counts.
    if (mine === drawn) await host.chart(chart, one.spec);
  }

  el.replaceChildren(h("section", { class: "nexus nx-panel nx-law nx-law-caps", "aria-label": model.get("name") },
    h("div", { class: "nx-row" }, labelled("What is limited", thing), labelled("By whom", issuer)),
    status, chart, source,
    h("details", { class: "nx-twin" }, h("summary", {}, "Read this chart"),
      h("div", { class: "nx-scroll", tabindex: 0, role: "region", "aria-label": "Steps" }, h("table", {}, h("thead", {}, head), body)))));
  await draw();
  el.firstChild.dataset.ready = "yes";
}

export default { render };
