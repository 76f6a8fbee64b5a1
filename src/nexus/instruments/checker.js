// The exit checker: answers for one case or two, and at once what each law then lets whom do.
const SIGNS = { met: ["●", "tests met"], free: ["◇", "open, and nothing is asked of the state under sanctions"], closed: ["○", "tests missing"], none: ["–", "no such way recorded here"] };
const COLUMNS = [["suspend", ["suspension"]], ["end", ["termination"]], ["waive or strike a name", ["waiver", "delisting"]]];
const SHORT = { "not met": "not met", progress: "progress", "significant progress": "significant", met: "met" };
const ASKS = { progress: "asks for progress", "significant progress": "asks for significant progress", met: "asks that it be met" };
const CASES = ["First case", "Second case"];
// The whole of a text before its parts, and these before single cases.
const wholeFirst = (some, of) => some.map((one) => [["whole", "part", "case"].indexOf(of(one).reach), one]).sort((a, b) => a[0] - b[0]).map(([, one]) => one);
const capital = (text) => `${text[0].toUpperCase()}${text.slice(1)}`;
const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

function render({ model, el }) {
  const data = model.get("data");
  const byId = new Map(data.conditions.map((row) => [row.id, row]));
  const scenarios = new Map(data.scenarios.map((one) => [one.id, one]));
  const titles = new Map(data.instruments.map((one) => [one.id, one]));
  const kept = keptLine(model);
  const today = new Date().toISOString().slice(0, 10);
  const stops = [...model.get("stops"), [today, "today"]];
  const before = (model.get("kept") || {})[data.key];
  const sides = (before ? before.sides : model.get("sides")).map((side) => ({ ...side, answers: { ...side.answers } }));
  const state = { beside: before ? before.beside : model.get("beside"), chosen: model.get("chosen") };
  const shown = () => (state.beside ? sides : sides.slice(0, 1));
  const scenarioOf = (side) => scenarios.get(side.scenario);
  const nameOf = (side) => `${scenarioOf(side) ? scenarioOf(side).title : "Your own answers"}${changed(side) ? ", changed by you" : ""}`;
  function changed(side) {
    const ready = scenarioOf(side);
    if (!ready) return false;
    const ids = new Set([...Object.keys(ready.answers), ...Object.keys(side.answers)]);
    return [...ids].some((id) => (ready.answers[id] || LEVELS[0]) !== (side.answers[id] || LEVELS[0]));
  }

  // ---- what is read: the law of each case's day, and the instruments to which a case speaks
  let laws = [];
  function readLaws() { laws = sides.map((side) => lawOn(data, side.day)); }
  const speaks = (side, id) => spokenTo(side).includes(id);
  function spokenTo(side) {
    const ready = scenarioOf(side);
    if (ready && ready.kind === "history") return ready.instruments;
    return data.instruments.filter((one) => !one.comparison).map((one) => one.id);
  }
  // In sight is what has a way out by the law of a case's day; a comparison shows its texts always.
  const hasWay = (at, id) => laws[at].ways.some((way) => way.instrument === id) || titles.get(id).comparison && laws[at].instruments.get(id).standing === "in force";
  const inSight = () => {
    const ids = new Set(shown().flatMap((side, at) => spokenTo(side).filter((id) => hasWay(at, id))));
    return data.instruments.filter((one) => ids.has(one.id));
  };
  function asked() {
    const ids = new Set(shown().flatMap(spokenTo));
    return data.conditions.filter((row) => ids.has(row.instrument) && row.role === "test" && ["target", "person"].includes(row.asks) && !row.same_as.length &&
      shown().some((_, at) => laws[at].conditions.has(row.id)));
  }

  const tell = afterPause(() => {
    model.set("sides", sides);
    model.set("beside", state.beside);
    model.set("chosen", state.chosen);
    model.save_changes();
    keep(model, kept, data.key, { sides, beside: state.beside });
  }, 400);

  // ---- one case's head: the day, the scenario, what it supposes
  const heads = sides.map((side, at) => {
    const name = CASES[at];
    const day = h("input", { type: "date", min: "1975-01-03", max: "2100-12-31", change: () => { if (day.value) setDay(day.value); else day.value = side.day; } });
    const stop = choose([...stops, ["other", "another day"]], (value) => { if (value === "other") day.focus(); else setDay(value); });
    const group = (kind, label) => h("optgroup", { label }, data.scenarios.filter((one) => one.kind === kind).map((one) => h("option", { value: one.id }, one.title)));
    const scenario = h("select", { change: () => take(scenario.value) }, h("option", { value: "" }, "your own answers: nothing met yet"),
      group("deal", "North Korea"), group("history", "Other countries, for comparison"));
    const said = h("p", { class: "nx-exit-said" });
    function setDay(iso) {
      side.day = iso;
      readLaws();
      drawAll();
      tell();
    }
    function take(id) {
      side.scenario = id;
      const ready = scenarios.get(id);
      side.answers = { ...(ready ? ready.answers : {}) };
      if (ready) side.day = ready.day;
      if (ready && ready.kind === "history") [state.chosen] = ready.instruments;
      readLaws();
      drawAll();
      tell();
    }
    function refresh() {
      day.value = side.day;
      stop.value = stops.some(([iso]) => iso === side.day) ? side.day : "other";
      scenario.value = side.scenario;
      const ready = scenarioOf(side);
      said.textContent = ready ? ready.summary : "Answer the tests below as you suppose the case to be. What is not answered counts as not met.";
    }
    const box = h("fieldset", { class: "nx-card nx-exit-head" }, h("legend", {}, name),
      h("div", { class: "nx-row" }, labelled("The law on", stop), labelled("Day", day)),
      h("div", { class: "nx-row nx-pick" }, labelled("Scenario", scenario)), said);
    return { box, refresh };
  });
  const besideBox = h("input", { type: "checkbox", checked: state.beside, change: () => { state.beside = besideBox.checked; drawAll(); tell(); } });

  // ---- the tests
  const tests = h("div", { class: "nx-exit-tests" });
  const open = new Set(["us-nkspea-2016"]);
  function drawTests() {
    const groups = new Map();
    for (const row of asked()) groups.set(row.instrument, [...(groups.get(row.instrument) || []), row]);
    const most = [...groups].sort((a, b) => b[1].length - a[1].length);
    if (most.length && !most.some(([id]) => open.has(id))) open.add(most[0][0]);
    tests.replaceChildren(...most.map(([id, rows]) => {
      const count = h("span", { class: "nx-quiet" });
      const note = () => { count.textContent = ` · ${plural(rows.length, "test")}, ${shown().map((side, at) => `${state.beside ? `case ${at + 1}: ` : ""}${rows.filter((row) => side.answers[row.id] && side.answers[row.id] !== LEVELS[0]).length} answered`).join("; ")}`; };
      note();
      return h("details", { class: "nx-exit-group", open: open.has(id), toggle: (event) => { open[event.target.open ? "add" : "delete"](id); } },
        h("summary", {}, h("b", {}, titles.get(id).short_title), count),
        sections(rows).map((part) => table(part, note)));
    }));
    if (!groups.size) tests.replaceChildren(h("p", { class: "nx-quiet" }, "No test of these tables was law on this day. Choose a later day."));
  }
  // Sections 401 and 402 of one act are two exits, and are read apart.
  function sections(rows) {
    const found = new Map();
    for (const row of rows) found.set(row.way, [...(found.get(row.way) || []), row]);
    return wholeFirst([...found.values()], (part) => part[0]);
  }
  function table(rows, note) {
    const asks = `${capital(rows[0].exit)}: what is asked`;
    const names = state.beside ? shown().map((_, at) => CASES[at]) : data.levels.map((level) => SHORT[level]);
    return h("table", { class: "nx-exit-table" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, asks), names.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, rows.map((row) => testRow(row, note))));
  }
  function testRow(row, note) {
    const cells = shown().flatMap((side, at) => {
      if (!speaks(side, row.instrument)) return [h("td", { colspan: state.beside ? 1 : data.levels.length, class: "nx-quiet nx-exit-list" }, "not this case")];
      if (!laws[at].conditions.has(row.id)) return [h("td", { colspan: state.beside ? 1 : data.levels.length, class: "nx-quiet nx-exit-list" }, row.from > side.day ? "not yet law that day" : "no longer law that day")];
      return state.beside ? [listCell(row, side, at, note)] : radioCells(row, side, at, note);
    });
    const reasons = shown().flatMap((side) => {
      const ready = scenarioOf(side);
      const why = ready && ready.reasons[row.id];
      return why && (side.answers[row.id] || LEVELS[0]) === ready.answers[row.id] ? [h("span", { class: "nx-why" }, `${ready.title}, ${why.basis}: ${why.reason}`)] : [];
    });
    return h("tr", {}, h("th", { scope: "row" }, h("b", {}, row.provision), ` ${row.requirement} `, h("span", { class: "nx-quiet" }, `(${ASKS[row.threshold]}${row.unverified ? "; unverified" : ""})`), reasons), cells);
  }

  const enough = (row, level) => LEVELS.indexOf(level) >= LEVELS.indexOf(row.threshold);
  function answer(row, at, level, note) {
    sides[at].answers[row.id] = level;
    note();
    heads[at].refresh();
    drawResult();
    tell();
  }
  function radioCells(row, side, at, note) {
    const group = freshId("level");
    const given = side.answers[row.id] || LEVELS[0];
    return data.levels.map((level) => h("td", { class: enough(row, level) ? "nx-exit-enough" : "" }, h("label", {},
      h("input", { type: "radio", name: group, value: level, checked: given === level, "aria-label": `${row.provision}: ${level}, ${enough(row, level) ? "" : "not "}enough`,
        change: () => answer(row, at, level, note) }), enough(row, level) ? h("span", { class: "nx-exit-tick", "aria-hidden": "true" }, "✓") : null)));
  }
  // Two cases leave no room for four columns each.
  function listCell(row, side, at, note) {
    const tick = h("span", { class: "nx-exit-tick" });
    const list = choose(data.levels.map((level) => [level, SHORT[level]]), (level) => { answer(row, at, level, note); mark(); });
    const mark = () => { tick.textContent = enough(row, list.value) ? "✓" : ""; tick.parentElement?.classList.toggle("nx-exit-enough", enough(row, list.value)); };
    list.value = side.answers[row.id] || LEVELS[0];
    list.setAttribute("aria-label", `${CASES[at]}: ${row.provision}`);
    const cell = h("td", { class: "nx-exit-list" }, list, tick);
    mark();
    return cell;
  }

  // ---- what follows, at a glance
  const status = h("p", { class: "nx-status nx-exit-status", role: "status" });
  const matrix = h("div", { class: "nx-exit-matrix" });
  let verdicts = [];
  function drawResult() {
    verdicts = shown().map((side, at) => new Map(inSight().map((one) => [one.id, verdictOf(laws[at], side.answers, one.id)])));
    status.replaceChildren(...shown().map((side, at) => h("span", { class: "nx-exit-line" }, sentence(side, at))));
    drawMatrix();
    drawCard();
  }
  function sentence(side, at) {
    const all = [...verdicts[at].values()].filter((one) => one.standing === "in force" && speaks(side, one.id) && hasWay(at, one.id));
    const stay = all.filter((one) => one.stays).length;
    const met = all.flatMap((one) => one.states).filter((one) => one.role === "test" && one.open && one.tests);
    const lead = `${state.beside ? `Case ${at + 1}. ` : ""}${nameOf(side)}, under the law of ${sayDay(side.day)}: `;
    if (!all.length) return `${lead}none of its texts was law on that day.`;
    const own = verdicts[at].get("us-nkspea-2016");
    const ways = own && own.standing === "in force" && !titles.get(own.id).comparison && speaks(side, own.id) ?
      own.states.filter((one) => one.reach === "whole" && ["suspension", "termination"].includes(one.exit)).map((one) => ` Section ${one.exit === "suspension" ? "401 (suspension)" : "402 (end)"} of the 2016 Act is ${one.open ? "open" : `closed: ${one.missing.length} of ${plural(one.tests, "test")} missing`}.`).join("") : "";
    return `${lead}${all.length === 1 ? `its one text ${stay ? "stays" : "does not stay"} as a whole` : `${stay} of ${all.length} texts ${stay === 1 ? "stays" : "stay"} as a whole`}; ${met.length ? `the tests of ${plural(met.length, "way")} out are met` : "in none are the tests of a way out met"}.${ways}`;
  }
  // Texts of one issuer that end alike, with as many tests met, stand in one row.
  function rowsOf() {
    const found = new Map();
    for (const one of inSight()) {
      const key = verdicts.map((map) => map.get(one.id).states.map((each) => [each.exit, each.role, each.reach, each.decider, each.missing.length, each.tests].join()).join(";") || one.id).join("|");
      const name = `${one.issuer}|${key}`;
      found.set(name, [...(found.get(name) || []), one]);
    }
    return [...found.values()];
  }
  // "President (executive order)" and "President (proclamation)" are one hand with two tools.
  function saidOnce(names) {
    const found = new Map();
    for (const name of inOrder(names)) {
      const [, who, how] = name.match(/^([^(]*) \(([^()]*)\)$/) || [null, name, ""];
      found.set(who, [...(found.get(who) || []), ...(how ? [how] : [])]);
    }
    return [...found].map(([who, hows]) => hows.length ? `${who} (${hows.join(", ")})` : who).join("; ");
  }
  const whoOf = (one) => one.decider === "none" ? "the law itself" : state.beside ? one.decider : one.decided_by;
  const kindOf = (one) => !one.open ? "closed" : one.tests ? "met" : "free";
  function cell(found, exits) {
    if (found.standing !== "in force") return [h("span", { class: "nx-quiet" }, found.standing)];
    const states = found.states.filter((one) => exits.includes(one.exit) && one.role === "test");
    const lines = ["whole", "part", "case"].flatMap((reach) => {
      const here = states.filter((one) => one.reach === reach);
      const best = ["met", "free", "closed"].find((kind) => here.some((one) => kindOf(one) === kind));
      if (!best) return [];
      const some = here.filter((one) => kindOf(one) === best);
      const who = saidOnce(some.map(whoOf));
      const least = Math.min(...some.map((one) => one.missing.length));
      const how = { whole: "", part: "a part: ", case: "case by case: " }[reach];
      return [h("span", { class: `nx-exit-cell nx-exit-${best}` }, h("b", { "aria-hidden": "true" }, SIGNS[best][0]), h("span", {}, ` ${how}${best === "closed" ? `closed, ${least} missing` : who}`, best === "met" ? h("span", { class: "nx-hidden" }, " (tests met)") : null))];
    });
    const lapse = exits.includes("termination") ? found.states.filter((one) => one.role === "sunset") : [];
    if (lapse.length) lines.push(h("span", { class: "nx-exit-cell nx-exit-free" }, h("b", { "aria-hidden": "true" }, SIGNS.free[0]), h("span", {}, ` lapses unless prolonged: ${saidOnce(lapse.map(whoOf))}`)));
    return lines.length ? lines : [h("span", { class: "nx-quiet" }, SIGNS.none[0], h("span", { class: "nx-hidden" }, SIGNS.none[1]))];
  }
  function cellsOf(side, at, id) {
    const left = state.beside ? "nx-exit-side" : "";
    if (!speaks(side, id)) return [h("td", { colspan: 3, class: `nx-quiet ${left}` }, "not this case")];
    return COLUMNS.map(([, exits], place) => h("td", { class: place ? "" : left }, cell(verdicts[at].get(id), exits)));
  }
  function drawMatrix() {
    const held = matrix.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    const groups = new Map();
    for (const row of rowsOf()) groups.set(row[0].issuer, [...(groups.get(row[0].issuer) || []), row]);
    const head = h("thead", {}, state.beside ? h("tr", {}, h("td", {}), shown().map((_, at) => h("th", { scope: "colgroup", colspan: 3, class: "nx-exit-side" }, CASES[at]))) : null,
      h("tr", {}, h("th", { scope: "col" }, "Text"), shown().flatMap(() => COLUMNS.map(([name], place) => h("th", { scope: "col", class: place || !state.beside ? "" : "nx-exit-side" }, name)))));
    // Issuers who ask something of the state come first.
    const asks = ([, rows]) => verdicts.some((map) => rows.some((row) => map.get(row[0].id).states.some((one) => one.tests)));
    const bodies = [...groups].sort((a, b) => asks(b) - asks(a)).flatMap(([issuer, rows]) => group(issuer, rows, groups.size === 1));
    matrix.replaceChildren(h("table", { class: "nx-exit-table" }, head, bodies));
    if (held) matrix.querySelector(`[data-id="${held}"]`)?.focus();
  }
  // The two issuers of whose exits the essays speak stand open, and the one of the chosen text, until a reader folds them.
  const UNFOLDED = ["United States", "UN Security Council"];
  const folds = new Map();
  function group(issuer, rows, alone) {
    const texts = rows.flat();
    const open = folds.get(issuer) ?? (alone || UNFOLDED.includes(issuer) || texts.some((one) => one.id === state.chosen));
    const staying = (side, at) => texts.filter((one) => speaks(side, one.id) && hasWay(at, one.id) && verdicts[at].get(one.id).stays).length;
    const stay = shown().map((side, at) => `${state.beside ? `case ${at + 1}: ` : ""}${staying(side, at)} ${staying(side, at) === 1 ? "stays" : "stay"} as a whole`).join("; ");
    const lines = h("tbody", { class: "nx-exit-texts", hidden: !open }, rows.map((row) => h("tr", { class: row.some((one) => one.id === state.chosen) ? "nx-exit-chosen" : "" },
      h("th", { scope: "row" }, pick(row)),
      shown().flatMap((side, at) => cellsOf(side, at, row[0].id)))));
    const fold = button([h("span", { "aria-hidden": "true" }, open ? "▾ " : "▸ "), issuer, h("span", { class: "nx-quiet" }, ` · ${plural(texts.length, "text")}, ${stay}`)], () => {
      lines.hidden = !lines.hidden;
      folds.set(issuer, !lines.hidden);
      fold.setAttribute("aria-expanded", String(!lines.hidden));
      fold.firstChild.textContent = lines.hidden ? "▸ " : "▾ ";
    }, { class: "nx-exit-fold", "aria-expanded": String(open), "data-id": issuer });
    return [h("tbody", {}, h("tr", {}, h("th", { scope: "rowgroup", colspan: 1 + 3 * shown().length, class: "nx-exit-issuer" }, fold))), lines];
  }
  function pick(row) {
    const label = row.length === 1 ? row[0].short_title : `${row.length} alike: ${row.map((one) => one.short_title).join(", ")}`;
    return button(label, () => { state.chosen = row[0].id; drawMatrix(); drawCard(); tell(); card.scrollIntoView({ block: "nearest" }); },
      { class: "nx-link", "data-id": row[0].id, "aria-pressed": String(row.some((one) => one.id === state.chosen)) });
  }
  const legend = h("p", { class: "nx-legend" }, Object.values(SIGNS).map(([mark, words]) => h("span", { class: "nx-entry" }, h("b", {}, mark), words)));

  // ---- one text, whole: each way out, why not, and by whom
  const card = h("div", { class: "nx-holder" });
  function drawCard() {
    const rows = rowsOf();
    const row = rows.find((some) => some.some((one) => one.id === state.chosen)) || rows[0];
    if (!row) { card.replaceChildren(h("p", { class: "nx-quiet nx-empty" }, "Nothing of these tables was law on this day.")); return; }
    const one = row[0];
    card.replaceChildren(h("article", { class: "nx-card nx-exit-card", "aria-label": `Exits of ${one.short_title}` },
      h("p", { class: "nx-over" }, `${one.issuer} · ${one.kind} · ${sayDay(one.adopted)}`),
      h("h4", {}, one.title),
      row.length > 1 ? h("p", { class: "nx-line" }, `The same holds of ${row.slice(1).map((each) => each.short_title).join(", ")}.`) : null,
      h("div", { class: state.beside ? "nx-exit-two" : "" }, shown().map((side, at) => column(side, at, one))),
      one.kind === "statute" && one.issuer === "United States" ? h("p", { class: "nx-line" }, "Whatever the tests say: Congress may change or repeal its own act by another act, signed by the President or passed again over a veto.") : null,
      sourcesOf(one)));
  }
  function column(side, at, one) {
    if (!speaks(side, one.id)) return h("section", { "aria-label": `Case ${at + 1}` }, h("h5", {}, `Case ${at + 1}: ${nameOf(side)}`), h("p", {}, "This text is not part of the case."));
    const found = verdicts[at].get(one.id);
    return h("section", { "aria-label": state.beside ? `Case ${at + 1}` : "Exits" },
      state.beside ? h("h5", {}, `Case ${at + 1}: ${nameOf(side)}, ${sayDay(side.day)}`) : null,
      h("p", { class: "nx-exit-verdict" }, h("b", {}, `${capital(found.words)}.`)),
      wholeFirst(found.states, (one) => one).map(way), records(side, one));
  }
  function way(one) {
    const list = (name, lines) => lines.length ? [h("p", { class: "nx-line" }, h("b", {}, name)), h("ul", {}, lines.map((line) => h("li", {}, line)))] : [];
    const role = { sunset: "lapses unless prolonged", review: "review" }[one.role] || one.exit;
    const reach = { whole: "the whole", part: "a part", case: "case by case" }[one.reach];
    const lasts = one.days ? ` ${one.exit === "termination" ? "Takes" : "One grant lasts"} ${one.exit === "termination" ? "" : "at most "}${one.days} days.` : "";
    const more = [list("Why not: still missing", one.missing.map(sayMissing)),
      list(one.decider === "none" ? "What the text says" : "The one who decides must find", one.findings),
      one.tests || one.findings.length ? [] : list("What the text says", one.rows.filter((row) => !row.same_as.length).map((row) => `${row.requirement} (${row.provision})`)),
      list("Also needed", one.steps), list("Limits", one.limits), list("Renewed", one.renewal)].flat();
    const head = [h("b", { "aria-hidden": "true" }, `${SIGNS[one.role === "test" ? kindOf(one) : "free"][0]} `), h("b", {}, `${capital(role)}, ${reach}. `), `${capital(sayState(one))}. `];
    const provisions = inOrder(one.rows.map((row) => row.provision));
    // An act has several waivers; closed up, only the provision tells them apart.
    if (one.reach !== "whole") head.push(h("span", { class: "nx-quiet" }, provisions.length > 2 ? `${provisions[0]} and ${provisions.length - 1} more` : provisions.join("; ")));
    const by = h("p", { class: "nx-line" }, `${provisions.join("; ")}. Decided by: ${one.decided_by}.${one.role === "test" ? lasts : ""}`);
    return h("details", { class: "nx-exit-way", open: one.reach === "whole" }, h("summary", {}, head), by, more);
  }
  function records(side, one) {
    const rows = data.conditions.filter((row) => row.instrument === one.id && row.role === "record");
    const said = (row) => h("p", { class: "nx-line" }, `${sayDay(row.from)}: ${row.requirement} (${row.provision})`);
    const then = rows.filter((row) => row.from <= side.day);
    const later = rows.filter((row) => row.from > side.day);
    return [then.length ? [h("p", { class: "nx-line" }, h("b", {}, "What happened in fact")), then.map(said)] : [],
      later.length ? h("details", { class: "nx-twin" }, h("summary", {}, "What came later"), later.map(said)) : []].flat(2);
  }
  function sourcesOf(one) {
    const rows = data.conditions.filter((row) => row.instrument === one.id);
    const own = shown().flatMap((side) => (scenarioOf(side) && speaks(side, one.id) ? scenarioOf(side).sources : []));
    const ids = [...new Set([...rows.flatMap((row) => row.sources), ...own])].filter((id) => data.sources[id]);
    return h("footer", {}, h("details", { class: "nx-twin" }, h("summary", {}, `Sources: ${ids.length}, for the provisions and the scenarios shown`),
      h("ul", { class: "nx-sources" }, ids.map((id) => {
        const source = data.sources[id];
        return h("li", {}, `${source.label}${source.primary ? " · primary" : ""} · `, h("a", { href: source.url, target: "_blank", rel: "noopener noreferrer", "aria-label": `open at the source: ${source.label}` }, "open at the source"));
      }))));
  }

  // ---- the page
  const frame = h("div", { class: "nx-exit-heads" });
  function drawAll() {
    besideBox.checked = state.beside;
    // What stands already stays, so that a reader keeps the focus.
    if (frame.childElementCount !== shown().length) frame.replaceChildren(...heads.slice(0, shown().length).map((one) => one.box));
    frame.classList.toggle("nx-exit-two", state.beside);
    heads.forEach((one) => one.refresh());
    drawTests();
    drawResult();
  }
  const clear = askingButton("Clear all answers", "Set every test to not met, in each case shown?", () => {
    shown().forEach((side) => { side.answers = {}; side.scenario = ""; });
    drawAll();
    tell();
  });
  el.replaceChildren(h("section", { class: "nexus nx-panel nx-exit", "aria-label": model.get("name") },
    frame,
    h("div", { class: "nx-row" }, h("label", { class: "nx-check" }, besideBox, "Set a second case beside it"), clear),
    h("h4", {}, "What you suppose has been done"),
    h("p", { class: "nx-quiet" }, "Shaded cells with a tick are enough for that test. Answers are suppositions: nothing here says what Pyongyang has done."),
    tests, status,
    h("h4", {}, "What the law then allows"), legend, matrix, card,
    h("p", { class: "nx-source" }, model.get("source")), kept.line));
  readLaws();
  drawAll();
  el.firstChild.dataset.ready = "yes";
}

export default { render };
