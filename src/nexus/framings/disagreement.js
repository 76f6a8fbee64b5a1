// Every subject through six lenses: where the families agree, split, part or talk past each other.
function render({ model, el }) {
  const subjects = model.get("subjects");
  const lenses = model.get("lenses");
  const signs = model.get("signs");
  const headings = model.get("steps");
  const all = model.get("order");
  const words = model.get("verdicts");
  const of = (family) => all.filter((lens) => lenses[lens].family === family);
  const state = { kind: "", essay: "", lens: "", stand: "", open: null };
  const verdict = (one, lens) => one.readings[lens].verdict;
  const verdicts = (one, family) => of(family).map((lens) => verdict(one, lens));
  const standing = new Map(subjects.map((one) => [one, standOf(verdicts(one, "realist"), verdicts(one, "liberal"))]));
  const splits = (one) => ["realist", "liberal"].filter((family) => new Set(verdicts(one, family)).size > 1);
  const standWords = (one) => {
    const stand = standing.get(one);
    if (stand !== "split within") return STAND_SAID[stand].replace("they ", "");
    return splits(one).length === 2 ? "both families split" : `the ${splits(one)[0]} family splits`;
  };
  const standGlyph = { "talk past": "⇄", agree: "=", part: "≠", "split within": "÷" };

  // ---- the picture: built once, so that a filter only hides
  const markName = (one, lens) => `${one.title}: the ${lenses[lens].name} ${verdictVerb(verdict(one, lens))}`;
  const marks = new Map();
  const rows = subjects.map((one) => {
    const cells = all.map((lens) => {
      const mark = h("button", { type: "button", class: "nx-lens-open", tabindex: "-1", "aria-label": markName(one, lens), "aria-expanded": "false",
        "data-subject": one.subject_id, "data-lens": lens, click: () => toggle(one, lens), keydown: move }, verdictMark(signs, verdict(one, lens)));
      marks.set(mark, [one, lens]);
      return h("td", { "data-lens": lens }, mark);
    });
    const stand = standing.get(one);
    return h("tr", { "data-subject": one.subject_id },
      h("th", { scope: "row" }, /^[HC]\d/.test(one.subject_id) ? h("span", { class: "nx-quiet" }, `${one.subject_id} `) : "", one.title), cells,
      h("td", { class: "nx-lens-stand", "data-stand": stand }, h("span", { "aria-hidden": "true", class: "nx-lens-sign" }, standGlyph[stand]), ` ${standWords(one)}`));
  });
  const rowOf = (one) => rows[subjects.indexOf(one)];
  const kinds = [...new Set(subjects.map((one) => one.kind))];
  const bodies = new Map(kinds.map((kind) => [kind, h("tbody", {}, h("tr", { class: "nx-lens-kind" }, h("th", { colspan: all.length + 2, scope: "rowgroup" }, `${kind}s`)),
    subjects.filter((one) => one.kind === kind).map(rowOf))]));
  const families = [...new Set(all.map((lens) => lenses[lens].family))];
  const familyHeads = families.map((family) => h("th", { colspan: of(family).length, scope: "colgroup", "data-family-head": family },
    h("span", { class: "nx-lens-strip", "data-family": family }), family === "other" ? "Beside both" : `${capital(family)} family`));
  const table = h("table", { class: "nx-lens-map" },
    h("thead", {}, h("tr", {}, h("th", { rowspan: 2, scope: "col" }, "Subject"), familyHeads, h("th", { rowspan: 2, scope: "col" }, "The two families")),
      h("tr", {}, all.map((lens) => h("th", { scope: "col", "data-lens": lens }, lenses[lens].name.replace(/ (realist|liberal)$/, ""))))),
    kinds.map((kind) => bodies.get(kind)));

  // ---- one reading, under its row
  const opened = h("tr", { class: "nx-lens-opened" });
  function toggle(one, lens) {
    const same = state.open && state.open[0] === one && state.open[1] === lens;
    close();
    if (same) return;
    state.open = [one, lens];
    const mark = markOf(one, lens);
    mark.setAttribute("aria-expanded", "true");
    const name = lenses[lens].name;
    const reading = one.readings[lens];
    const shut = button("Close", () => { close(); mark.focus(); });
    opened.replaceChildren(h("td", { colspan: all.length + 2 }, h("article", { class: "nx-card", "aria-label": markName(one, lens), keydown: (event) => {
      if (event.key === "Escape") { event.stopPropagation(); close(); mark.focus(); }
    } },
      h("div", { class: "nx-row nx-lens-top" }, h("p", { class: "nx-over" }, `${capital(name)} on ${one.kind === "claim" || one.kind === "proposal" ? one.subject_id : `the ${one.kind}`}`), shut), h("h4", {}, one.title),
      h("p", {}, verdictWord(signs, reading.verdict)), h("p", {}, reading.reading),
      headings.filter(([step]) => ["mechanism", "evidence", "would_change_it"].includes(step)).map(([step, heading]) => h("p", { class: "nx-line" }, h("b", {}, `${heading} `), reading[step])),
      sourceFold(model, reading.sources, { about: name, paragraphs: one.paragraphs, cite: `“${one.title}”, read by the ${name} (Nexus, reading ${reading.reading_id}).` }),
      h("div", { class: "nx-row" }, document.querySelector(".nx-lens-side") ? button("Open it side by side", () =>
        document.dispatchEvent(new CustomEvent("nexus-subject", { detail: { subject_id: one.subject_id } }))) : ""))));
    rowOf(one).after(opened);
    shut.focus({ preventScroll: true });
    opened.scrollIntoView({ block: "nearest" });
  }
  function close() {
    if (!state.open) return;
    markOf(...state.open).setAttribute("aria-expanded", "false");
    state.open = null;
    opened.remove();
  }
  const markOf = (one, lens) => [...marks.keys()].find((mark) => marks.get(mark)[0] === one && marks.get(mark)[1] === lens);

  // ---- keys: arrows go from mark to mark, Tab leaves the picture
  function move(event) {
    const by = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    if (!by && !["Home", "End"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    const [one, lens] = marks.get(event.currentTarget);
    const list = kinds.flatMap((kind) => subjects.filter((each) => each.kind === kind && shows(each)));
    const columns = shownLenses();
    const down = event.key === "Home" ? 0 : event.key === "End" ? list.length - 1 : Math.max(0, Math.min(list.length - 1, list.indexOf(one) + by[0]));
    const right = by ? Math.max(0, Math.min(columns.length - 1, columns.indexOf(lens) + by[1])) : columns.indexOf(lens);
    enter(markOf(list[down], columns[right])).focus();
  }
  function enter(mark) {
    for (const one of marks.keys()) if (one.tabIndex === 0) one.tabIndex = -1;
    mark.tabIndex = 0;
    return mark;
  }

  // ---- filters
  const inEssay = (one) => !state.essay || (state.essay === "none" ? !one.essays : one.essays.includes(state.essay));
  const shows = (one) => (!state.kind || one.kind === state.kind) && inEssay(one) && (!state.stand || standing.get(one) === state.stand);
  const shownLenses = () => all.filter((lens) => !state.lens || lens === state.lens || lenses[lens].family === state.lens);
  const title = h("h4");
  const status = h("p", { class: "nx-status", role: "status" });
  const twin = h("tbody");
  function finding(list) {
    if (!list.length || !lenses[state.lens]) return standFinding(list.map((one) => standing.get(one)));
    const count = (word) => list.filter((one) => verdict(one, state.lens) === word).length;
    return `On ${list.length} ${list.length === 1 ? "subject" : "subjects"} the ${lenses[state.lens].name} ${words.filter(count).map((word) => `${verdictVerb(word)} on ${count(word)}`).join(", ")}`;
  }
  function draw() {
    close();
    const list = subjects.filter(shows);
    const columns = shownLenses();
    rows.forEach((row, at) => { row.hidden = !shows(subjects[at]); });
    bodies.forEach((body, kind) => { body.hidden = !list.some((one) => one.kind === kind); });
    table.querySelectorAll("[data-lens]").forEach((cell) => { if (cell.tagName !== "BUTTON") cell.hidden = !columns.includes(cell.dataset.lens); });
    familyHeads.forEach((head) => {
      const many = of(head.dataset.familyHead).filter((lens) => columns.includes(lens)).length;
      head.hidden = !many;
      if (many) head.colSpan = many;
    });
    title.textContent = finding(list);
    status.textContent = `${list.length} of ${subjects.length} subjects, ${columns.length} of ${all.length} lenses shown. ` + (list.length ? company(list) : "No subject fits these filters together; widen one.");
    if (read.open) drawTwin();
    if (list.length) enter(markOf(kinds.flatMap((kind) => list.filter((one) => one.kind === kind))[0], columns[0]));
  }
  function drawTwin() {
    const columns = shownLenses();
    twin.replaceChildren(...subjects.filter(shows).map((one) => h("tr", {}, h("th", { scope: "row" }, one.title), columns.map((lens) => h("td", {}, verdictVerb(verdict(one, lens)))), h("td", {}, standWords(one)))));
    twinHead.replaceChildren(...["Subject", ...columns.map((lens) => lenses[lens].name), "The two families"].map((name) => h("th", { scope: "col" }, name)));
  }
  // Who most often keeps company across the line, as company() in disagreement.py counts it.
  function company(list) {
    const pairs = of("realist").flatMap((one) => of("liberal").map((other) => ({ one, other,
      same: list.filter((each) => verdict(each, one) === verdict(each, other) && verdict(each, one) !== SILENT).length })));
    const best = pairs.reduce((found, each) => (each.same > found.same ? each : found));
    return `Nearest across the line: the ${lenses[best.one].name} and the ${lenses[best.other].name} give the same verdict on ${best.same} of ${list.length}.`;
  }
  const twinHead = h("tr");
  // In words, once somebody asks: a closed table need not follow each filter.
  const read = h("details", { class: "nx-twin", toggle: () => { if (read.open) drawTwin(); } }, h("summary", {}, "Read this chart"),
    h("div", { class: "nx-scroll", tabindex: "0", role: "region", "aria-label": "Table" }, h("table", {}, h("thead", {}, twinHead), twin)));

  const filters = {
    kind: choose([["", "all"], ...kinds.map((kind) => [kind, `${kind}s`])], (value) => { state.kind = value; draw(); }),
    essay: choose([["", "all"], ["C", "named by Cha & Lloyd"], ["H", "named by Hurley"], ["none", "named by neither"]], (value) => { state.essay = value; draw(); }),
    lens: choose([["", "all six lenses"], ...families.map((family) => [family, family === "other" ? "beside both families" : `the ${family} family`]), ...all.map((lens) => [lens, lenses[lens].name])], (value) => { state.lens = value; draw(); }),
    stand: choose([["", "any"], ...STANDS.map((name) => [name, STAND_SAID[name]])], (value) => { state.stand = value; draw(); }),
  };
  const everything = button("Show everything", () => { Object.keys(filters).forEach((name) => { state[name] = ""; filters[name].value = ""; }); draw(); });
  const legend = h("p", { class: "nx-legend" }, words.map((word) => h("span", { class: "nx-entry" }, verdictMark(signs, word), ` ${verdictVerb(word)}`)));
  const rules = h("ul", { class: "nx-plain" }, STANDS.map((name) => h("li", {}, h("b", {}, `${standGlyph[name]} ${STAND_SAID[name]} `), model.get("rules")[name])));

  el.replaceChildren(h("section", { class: "nexus nx-panel nx-lens-disagreement", "aria-label": model.get("name") },
    h("div", { class: "nx-row" }, labelled("Subjects", filters.kind), labelled("Essay", filters.essay), labelled("Lenses", filters.lens), labelled("The two families", filters.stand), everything),
    title, status, legend, h("div", { class: "nx-lens-wide" }, table),
    h("p", { class: "nx-quiet" }, "Enter opens a reading, Escape closes it, arrow keys go from mark to mark."),
    h("details", { class: "nx-twin" }, h("summary", {}, "What the last column means"), h("p", {}, "The first rule that fits is the one that is shown. It counts the two realist and the two liberal lenses. Nobody wins: a verdict says where a holder would stand, not who is right."), rules),
    read,
    h("p", { class: "nx-source" }, model.get("source"))));
  draw();
  el.firstChild.dataset.ready = "yes";
}

export default { render };
