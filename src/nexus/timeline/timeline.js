// The timeline: Vega filters and zooms; this file only turns controls into Vega's signals.
const LANES = ["weapons", "sanctions", "rights", "diplomacy"];
const NEVER = 4102444800000;

async function render({ model, el }) {
  const get = (name) => model.get(name);
  const events = get("events");
  const byId = new Map(events.map((event) => [event.event_id, event]));
  const [first, last] = get("span").map(dayNumber);
  const state = {
    cutOff: get("cut_off"), lanes: new Set(get("lanes")), essay: get("essay"),
    from: first, to: last, selected: get("selected"),
  };
  let view = null;

  // ---- what is shown
  const known = (event) => !state.cutOff || event.known_from <= state.cutOff;
  const kept = (event) => state.lanes.has(event.lane) && (!state.essay || event.essays.includes(state.essay));
  const inPeriod = (event) => dayNumber(event.date) >= state.from && dayNumber(event.date) <= state.to;
  const shown = () => events.filter((event) => known(event) && kept(event) && inPeriod(event));

  const apply = inFrame(() => paint());
  function paint() {
    const visible = shown();
    if (!visible.some((event) => event.event_id === state.selected)) state.selected = "";
    if (view) {
      const signals = {
        cut_off: state.cutOff ? dayNumber(state.cutOff) * DAY : NEVER,
        cut_off_said: state.cutOff ? sayDay(state.cutOff) : "",
        view_from: state.from * DAY, view_to: state.to * DAY, essay: state.essay, selected: state.selected,
      };
      signals.headline = headline(visible);
      for (const lane of LANES) signals[lane] = state.lanes.has(lane);
      for (const [name, value] of Object.entries(signals)) view.signal(name, value);
      view.run();
    }
    describe(visible);
    tell();
  }
  const tell = afterPause(() => {
    model.set("cut_off", state.cutOff);
    model.set("essay", state.essay);
    model.set("lanes", LANES.filter((lane) => state.lanes.has(lane)));
    model.set("selected", state.selected);
    model.save_changes();
  });

  // ---- the knowledge cut-off
  const today = "today: nothing is hidden";
  const days = dayControls({ first: isoDay(first), last: isoDay(last), stops: [["", today], ...get("stops")],
    end: "", endSaid: today, change: setCutOff });
  function setCutOff(iso) {
    state.cutOff = iso;
    days.set(iso);
    apply();
  }

  // ---- filters and zoom
  const signs = get("signs");
  const boxes = LANES.map((lane) => {
    const box = h("input", { type: "checkbox", checked: state.lanes.has(lane), change: () => {
      state.lanes[box.checked ? "add" : "delete"](lane);
      apply();
    } });
    box.dataset.lane = lane;
    return h("label", { class: "nx-check" }, box, sign(signs[lane].shape, signs[lane].color), lane);
  });
  const essay = choose(get("essays"), (value) => { state.essay = value; apply(); });
  essay.value = state.essay;
  const periods = get("periods");
  const period = choose([...periods.map(([name], at) => [String(at), name]), ["own", "own choice"]], (value) => {
    if (value !== "own") look(...periods[Number(value)].slice(1).map(dayNumber));
  });
  function look(from, to) {
    const length = Math.min(Math.max(to - from, 60), last - first);
    state.from = Math.min(Math.max(from, first), last - length);
    state.to = state.from + length;
    const named = periods.findIndex(([, a, b]) => dayNumber(a) === state.from && dayNumber(b) === state.to);
    period.value = named < 0 ? "own" : String(named);
    apply();
  }
  function zoom(factor) {
    const chosen = byId.get(state.selected);
    const cut = state.cutOff && dayNumber(state.cutOff);
    const inView = cut && cut > state.from && cut < state.to;
    const middle = chosen ? dayNumber(chosen.date) : inView ? cut : (state.from + state.to) / 2;
    const half = Math.round(((state.to - state.from) * factor) / 2);
    look(Math.round(middle - half), Math.round(middle + half));
  }
  const move = (share) => {
    const step = Math.round((state.to - state.from) * share);
    look(state.from + step, state.to + step);
  };

  // ---- one event
  const holder = h("div", { class: "nx-holder", "aria-live": "polite" });
  const pick = choose([], (value) => select(value));
  const previous = button("Earlier event", () => step(-1));
  const next = button("Later event", () => step(1));
  function step(by) {
    const visible = shown();
    const at = visible.findIndex((event) => event.event_id === state.selected);
    const to = at < 0 ? (by > 0 ? 0 : visible.length - 1) : at + by;
    if (visible[to]) select(visible[to].event_id);
  }
  function select(id) {
    state.selected = id;
    apply();
  }

  // ---- words for all of it
  function headline(visible) {
    const counts = LANES.map((lane) => [visible.filter((event) => event.lane === lane).length, lane]);
    const most = Math.max(...counts.map(([count]) => count));
    if (!most) return "No event is shown";
    const lanes = counts.filter(([count]) => count === most).map(([, lane]) => lane);
    const said = lanes.join(" and ");
    const verb = said === "diplomacy" ? "leads" : "lead";
    return `${said[0].toUpperCase()}${said.slice(1)} ${verb}${lanes[1] ? ", each" : ""} with ${most} of the ${visible.length} events shown`;
  }
  const status = h("p", { class: "nx-status", role: "status" });
  const rows = h("tbody");
  const sentence = h("p");
  const twin = h("details", { class: "nx-twin", toggle: () => fillTwin(shown()) },
    h("summary", {}, "Read this chart"), sentence,
    h("div", { class: "nx-scroll", tabindex: 0, role: "region", "aria-label": "Events shown" },
      h("table", {}, h("thead", {}, h("tr", {}, ["Day", "Lane", "Event", "Status"].map((name) =>
        h("th", { scope: "col" }, name)))), rows)));
  function fillTwin(visible) {
    if (!twin.open) return;
    rows.replaceChildren(...visible.map((event) => h("tr", {}, h("td", {}, event.said), h("td", {}, event.lane),
      h("td", {}, button(event.title, () => { select(event.event_id); holder.scrollIntoView({ block: "nearest" }); },
        { class: "nx-link" })), h("td", {}, event.status))));
  }
  let listed = null;
  let carded = null;
  // The list of events is long: it is made anew when the reader pauses, not within the frame.
  const relist = afterPause((visible) => list(visible), 60);
  function list(visible) {
    const ids = visible.map((event) => event.event_id).join();
    if (ids !== listed) {
      listed = ids;
      pick.replaceChildren(h("option", { value: "" }, visible.length ? "choose an event" : "no event is shown"),
        ...visible.map((event) => h("option", { value: event.event_id }, `${event.said}: ${event.title}`)));
      fillTwin(visible);
    }
    pick.value = state.selected;
  }
  function describe(visible) {
    const counts = LANES.map((lane) => `${visible.filter((event) => event.lane === lane).length} ${lane}`).join(", ");
    const hidden = events.filter((event) => !known(event)).length;
    status.textContent = `${visible.length} of ${events.length} events shown: ${counts}.` +
      (state.cutOff ? ` ${hidden} are hidden: nobody in public could know them on ${sayDay(state.cutOff)}.` : "");
    sentence.textContent = `${status.textContent} ${visible.length ?
      `The first shown is “${visible[0].title}” (${visible[0].said}); the last is “${visible.at(-1).title}” (${visible.at(-1).said}).` :
      "Nothing is left: tick a lane, choose another essay or move the cut-off."}`;
    relist(visible);
    const event = byId.get(state.selected);
    // A card holds what was known on the day, so it is written anew when the day moves.
    if (`${state.selected} ${state.cutOff}` !== carded) {
      carded = `${state.selected} ${state.cutOff}`;
      holder.replaceChildren(event ? eventCard(model, event, signs, state.cutOff) :
        h("p", { class: "nx-quiet nx-empty" }, "Choose an event from the list, or click a mark, to read what happened and where that is from."));
    }
  }

  // ---- the page
  const chart = h("div", { class: "nx-chart", tabindex: 0, role: "group",
    "aria-label": "Timeline. Left and right arrows move from event to event, plus and minus zoom.",
    keydown: (event) => {
      const act = { ArrowLeft: () => step(-1), ArrowRight: () => step(1), "+": () => zoom(0.5), "-": () => zoom(2) }[event.key];
      if (act) { event.preventDefault(); event.stopPropagation(); act(); }
    } }, h("p", { class: "nx-quiet nx-empty" },
    "The chart is being drawn. If it does not come, run the first cell of this notebook again."));
  const forecasts = get("forecasts");
  el.replaceChildren(h("section", { class: "nexus nx-panel nx-timeline", "aria-label": get("name") },
    h("div", { class: "nx-row" }, labelled("Show what was known on", days.stop), labelled("Day", days.day), labelled("Slide the day", days.slider), days.problem),
    h("div", { class: "nx-row" },
      h("div", { role: "group", "aria-label": "Lanes", class: "nx-checks" }, boxes), labelled("Essay", essay)),
    h("div", { class: "nx-row" }, labelled("Period", period), button("Zoom in", () => zoom(0.5)), button("Zoom out", () => zoom(2)),
      button("Move earlier", () => move(-0.25)), button("Move later", () => move(0.25)),
      button("Show everything", () => {
        state.lanes = new Set(LANES);
        boxes.forEach((label) => { label.querySelector("input").checked = true; });
        essay.value = state.essay = "";
        setCutOff("");
        look(first, last);
      })),
    status, chart, h("p", { class: "nx-source" }, get("source")), twin,
    h("div", { class: "nx-row nx-pick" }, labelled("Event", pick), previous, next), holder,
    forecasts.length ? forecastPanel(model, forecasts, showUntil) : null));
  function showUntil(iso) {
    setCutOff(iso);
    chart.scrollIntoView({ block: "center" });
    chart.focus({ preventScroll: true });
  }
  days.set(state.cutOff);
  period.value = "0";
  model.on("change:cut_off", () => { if (get("cut_off") !== state.cutOff) setCutOff(get("cut_off")); });

  describe(shown());
  const host = await chartsReady();
  const wide = () => Math.max(Math.floor(chart.clientWidth), 480);
  view = (await host.chart(chart, { ...get("spec"), width: wide() })).view;
  view.addEventListener("click", (_, item) => { if (item?.datum?.id) select(item.datum.id); });
  // The projector's switch stands in the styles; marks and lanes grow with the words.
  const magnify = parseFloat(getComputedStyle(chart).getPropertyValue("--nexus-scale")) || 1;
  view.signal("magnify", magnify).height(get("spec").height * magnify);
  new ResizeObserver(() => { if (chart.clientWidth) view.width(wide()).runAsync(); }).observe(chart);
  paint();
  el.firstChild.dataset.ready = "yes";
}

export default { render };
