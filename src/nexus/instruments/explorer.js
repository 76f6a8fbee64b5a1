// The instrument explorer: the law on a chosen day, by issuer, against fields or grounds; one instrument whole.
function render({ model, el }) {
  const law = model.get("law");
  const byId = new Map(law.instruments.map((one) => [one.id, one]));
  const today = new Date().toISOString().slice(0, 10);
  const first = law.instruments[0].adopted;
  const state = { day: model.get("day"), columns: "fields", group: "", ground: "", field: "", text: "", standing: "in force",
    binding: model.get("binding"), comparison: false, selected: model.get("selected"), from: "" };
  const open = new Set(model.get("unfolded"));

  // ---- what is shown
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const searched = new Map(law.instruments.map((one) => [one.id, folded(`${one.short_title} ${one.title} ${one.issuer} ${one.id}`)]));
  function shown(cells) {
    const asked = folded(state.text).split(/\s+/).filter(Boolean);
    return instrumentsOn(law, state.day, state.comparison, state.standing).filter((one) => (!state.binding || one.binding) &&
      (!state.group || one.group === state.group) && (!state.ground || one.grounds.includes(state.ground)) &&
      (!state.field || cells.get(one.id)?.has(state.field)) && asked.every((word) => searched.get(one.id).includes(word)));
  }

  const apply = inFrame(() => paint());
  function paint() {
    const cells = state.standing === "in force" ? cellsOf(measuresOn(law, state.day, state.comparison)) : new Map();
    const seen = shown(cells);
    const rows = law.groups.flatMap((group) => rowsOf(group, seen.filter((one) => one.group === group), cells));
    const columns = law[state.columns];
    table.draw({ rows, columns, corner: "Issuer and text",
      label: `Instruments ${state.standing} on ${sayDay(state.day)} against ${state.columns === "fields" ? "fields" : "grounds"}` });
    describe(seen);
    drawCard(seen);
    tell();
  }
  function rowsOf(group, some, cells) {
    if (!some.length) return [];
    const whole = { key: group, group, count: some.length, cells: law[state.columns].map((name) => {
      const touched = some.filter((one) => state.columns === "grounds" ? one.grounds.includes(name) : cells.get(one.id)?.has(name)).length;
      return { marks: touched ? [String(touched)] : [], said: touched ? `${touched} of ${countOf(some.length, "instrument")}` : "none" };
    }) };
    const unfolded = open.has(group) || state.text.trim();
    return [whole, ...(unfolded ? some.map((one) => ({ key: one.id, id: one.id, one, group, chosen: one.id === state.selected,
      cells: law[state.columns].map((name) => (state.columns === "grounds" ? groundCell(one, name) : fieldCell(cells.get(one.id)?.get(name)))) })) : [])];
  }
  const groundCell = (one, name) => one.grounds.includes(name) ? { marks: ["●"], said: "names it" } : { marks: [], said: "does not name it" };
  function fieldCell(measures) {
    if (!measures) return { marks: [], said: "none" };
    const actions = actionsOf(measures);
    return { marks: actions, said: `${countOf(measures.length, "measure")}: ${actions.map((name) => ACTION_SIGNS[name][1]).join(", ")}` };
  }
  const tell = afterPause(() => {
    model.set("day", state.day);
    model.set("selected", state.selected);
    model.save_changes();
  });

  // ---- words for all of it
  const title = h("h4", {});
  const status = h("p", { class: "nx-status", role: "status" });
  function describe(seen) {
    const all = instrumentsOn(law, state.day, state.comparison, state.standing);
    const when = sayDay(state.day);
    const kept = all.filter((one) => !state.binding || one.binding);
    title.textContent = state.standing === "ended" ? `${countOf(all.length, "instrument")} had ended by ${when}` :
      `${state.columns === "grounds" ? rightsFinding(kept) : fieldsFinding(kept, measuresOn(law, state.day, state.comparison), law.fields)}`;
    const issuers = new Set(seen.map((one) => one.group)).size;
    status.textContent = seen.length ? `${when}: ${seen.length} of ${countOf(all.length, "instrument")} ${state.standing === "ended" ? "that had ended" : "in force"} ${seen.length === 1 ? "is" : "are"} shown, of ${countOf(issuers, "issuer")}` +
      `${state.binding ? ", only those that bind" : `; ${seen.filter((one) => one.binding).length} of them bind`}. What was adopted, added or ended after this day is not here.` :
      `No instrument of ${all.length} fits these choices on ${when}. Take a filter back, or choose a later day.`;
    list(seen);
  }
  // The list is long: it is made anew when the reader pauses, not within the frame.
  let listed = null;
  const list = afterPause((seen) => {
    const ids = seen.map((one) => one.id).join();
    if (ids !== listed) {
      listed = ids;
      pick.replaceChildren(h("option", { value: "" }, seen.length ? "choose an instrument" : "none is shown"),
        ...law.groups.map((group) => [group, seen.filter((one) => one.group === group)]).filter(([, some]) => some.length).map(([group, some]) =>
          h("optgroup", { label: group }, some.map((one) => h("option", { value: one.id }, `${one.short_title} (${sayDay(one.adopted)})`)))));
    }
    pick.value = state.selected;
  }, 60);

  // ---- one instrument
  const holder = h("div", { class: "nx-holder nx-law-holder" });
  let carded = null;
  function drawCard(seen) {
    if (state.selected && !seen.some((one) => one.id === state.selected)) state.selected = "";
    const key = [state.selected, state.day, state.from].join(" ");
    if (key === carded) return;
    carded = key;
    holder.replaceChildren(state.selected ? lawCard(law, byId.get(state.selected), state.day, state.from, table.back) :
      h("p", { class: "nx-quiet nx-empty" }, "Choose an instrument in the table or from the list to read it whole: grounds, measures, names, ways out, sources."));
  }
  function select(id, field = "") {
    Object.assign(state, { selected: id, from: law.fields.includes(field) ? field : "" });
    if (id) open.add(byId.get(id).group);
    paint();
  }
  function openCard(id, field) {
    select(id, field);
    holder.querySelector("h4").focus();
  }

  // ---- controls
  const days = dayControls({ first, last: today, stops: [...model.get("stops"), [today, "today"]], end: today, endSaid: `today, ${sayDay(today)}`,
    change: (iso) => { state.day = iso; apply(); } });
  const filter = (name, options) => choose(options, (value) => { state[name] = value; apply(); });
  const tick = (name, text) => {
    const box = h("input", { type: "checkbox", checked: state[name], change: () => { state[name] = box.checked; apply(); } });
    return h("label", { class: "nx-check" }, box, text);
  };
  const named = (some, all) => [["", all], ...some.map((one) => [one, one])];
  const search = h("input", { type: "search", autocomplete: "off", input: () => { state.text = search.value; apply(); } });
  const filters = { group: filter("group", named(law.groups, "all issuers")), ground: filter("ground", named(law.grounds, "all grounds")),
    field: filter("field", named(law.fields, "all fields")), standing: filter("standing", [["in force", "in force"], ["ended", "ended by this day"]]) };
  const columns = filter("columns", [["fields", "fields they touch"], ["grounds", "grounds they name"]]);
  const boxes = [tick("binding", "binding only"), tick("comparison", "on other countries (for comparison)")];
  // By arrow keys a list passes every instrument on the way, so the focus stays in it.
  const pick = choose([], (value) => select(value));
  const table = lawTable({ open, openCard, redraw: paint });
  function reset() {
    Object.assign(state, { group: "", ground: "", field: "", text: "", standing: "in force", binding: model.get("binding"), comparison: false });
    for (const [name, control] of Object.entries(filters)) control.value = state[name];
    search.value = "";
    boxes[0].firstChild.checked = state.binding;
    boxes[1].firstChild.checked = false;
    open.clear();
    apply();
  }

  el.replaceChildren(h("section", { class: "nexus nx-panel nx-law", "aria-label": model.get("name") },
    h("div", { class: "nx-row" }, labelled("The law on", days.stop), labelled("Day", days.day), labelled("Slide the day", days.slider), days.problem),
    h("div", { class: "nx-row" }, labelled("Columns", columns), labelled("Find", search), labelled("Issuer", filters.group), boxes[0]),
    h("details", { class: "nx-twin" }, h("summary", {}, "More filters"),
      h("div", { class: "nx-row" }, labelled("Ground", filters.ground), labelled("Field", filters.field), labelled("Standing", filters.standing), boxes[1], button("Show everything again", reset))),
    title, status,
    h("div", { class: "nx-law-scroll", role: "region", "aria-label": "Table of instruments" }, table.table), table.said, actionLegend(),
    h("div", { class: "nx-row nx-pick" }, labelled("Instrument", pick)), holder,
    h("p", { class: "nx-source" }, model.get("source"))));
  days.set(state.day);
  paint();
  el.firstChild.dataset.ready = "yes";
}

export default { render };
