// One subject through two lenses side by side, step by step; a third lens and an own reading beside them.
const KIND_PLURALS = { claim: "Claims", event: "Events", instrument: "Instruments", proposal: "Proposals" };
const THIRD_KEY = (id) => `third-${id}`;

function render({ model, el }) {
  const subjects = model.get("subjects");
  const byId = Object.fromEntries(subjects.map((one) => [one.subject_id, one]));
  const steps = model.get("steps");
  const order = steps.map(([step]) => step);
  const lenses = model.get("lenses");
  const signs = model.get("signs");
  const familyOf = (lens) => lenses[lens].family;
  const members = (family) => model.get("order").filter((lens) => familyOf(lens) === family);
  const kept = keptLine(model);
  const thirds = new Map(Object.entries(model.get("kept")).map(([id, answer]) => [id.slice(THIRD_KEY("").length), answer]));
  const past = [];
  const state = { id: model.get("subject"), realist: model.get("pair")[0], liberal: model.get("pair")[1], other: "", mode: "all", step: 0, hidden: false, editing: false };
  const now = () => byId[state.id];
  // A line of the reader's file that was changed by hand may hold anything.
  const third = () => { const one = thirds.get(state.id); return one?.steps && !one.removed ? one : null; };

  // ---- choosing a subject
  const optionText = (one) => `${/^[HC]\d/.test(one.subject_id) ? `${one.subject_id} ` : one.when ? `${sayDay(one.when)} · ` : ""}${one.title}`;
  const matches = (one, words) => words.every((word) => `${one.subject_id} ${one.title} ${one.words}`.toLowerCase().includes(word));
  const subject = h("select", { change: (event) => show(event.target.value) });
  const found = h("p", { class: "nx-quiet nx-lens-found", role: "status" });
  const find = h("input", { type: "search", input: list, keydown: (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      const first = subject.querySelector("option:not([data-stays])");
      if (first) show(first.value);
    } else if (event.key === "Escape" && find.value) { event.stopPropagation(); find.value = ""; list(); }
  } });
  function list() {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const hits = subjects.filter((one) => matches(one, words));
    // What is on the page stays in the list, so that the list never says something else.
    const groups = Object.entries(KIND_PLURALS).map(([kind, plural]) => [plural, subjects.filter((one) => one.kind === kind && (hits.includes(one) || one.subject_id === state.id))]);
    subject.replaceChildren(...groups.filter(([, group]) => group.length).map(([plural, group]) => h("optgroup", { label: plural },
      group.map((one) => h("option", { value: one.subject_id, "data-stays": !hits.includes(one) }, optionText(one))))));
    subject.value = state.id;
    found.textContent = !words.length ? "" : !hits.length ? "Nothing matches; try another word." :
      `${hits.length} of ${subjects.length} match. Enter opens the first.`;
  }
  const grouped = Object.keys(KIND_PLURALS).flatMap((kind) => subjects.filter((one) => one.kind === kind));
  const go = (by) => show(grouped[(grouped.indexOf(now()) + by + grouped.length) % grouped.length].subject_id);

  // ---- the columns
  const lensSelect = (family, change) => {
    const set = choose(members(family).map((lens) => [lens, lenses[lens].name.replace(` ${family}`, "")]), change);
    set.dataset.family = family;
    return set;
  };
  const selects = {
    realist: lensSelect("realist", (value) => { state.realist = value; draw(); }),
    liberal: lensSelect("liberal", (value) => { state.liberal = value; draw(); }),
  };
  const beside = choose([["", "nobody"], ...members("other").map((lens) => [lens, lenses[lens].name])], (value) => { state.other = value; draw(); });
  const sides = () => (now().first === "realist" ? ["realist", "liberal"] : ["liberal", "realist"]);
  const pair = () => sides().map((side) => state[side]);
  // Columns from left to right: the two families, whoever is asked beside them, the reader.
  const columns = () => [...sides().map((side) => ({ lens: state[side], family: side })),
    ...(state.other ? [{ lens: state.other, family: "other" }] : []), ...(third() ? [{ own: third() }] : [])];
  const partings = () => partingSteps(order, now(), ...pair());
  const nameOf = (column, at) => (column.own ? `Your reading: ${column.own.name}` : state.hidden ? `Reading ${"ABC"[at]}` : capital(lenses[column.lens].name));
  const shownSteps = () => {
    const plain = steps.filter(([step]) => !(state.hidden && step in lenses[state.realist]));
    if (state.mode === "partings") return plain.filter(([step]) => partings().some((one) => one.step === step));
    return state.mode === "one" ? [plain[Math.min(state.step, plain.length - 1)]] : plain;
  };

  const strip = (column) => h("span", { class: "nx-lens-strip", "data-family": column.own ? "own" : state.hidden ? "hidden" : column.family });
  const head = (column, at) => h("th", { scope: "col", class: "nx-lens-head" }, strip(column),
    column.own || state.hidden || column.family === "other" ? h("span", { class: "nx-lens-name" }, nameOf(column, at)) :
      [h("span", { class: "nx-lens-family" }, column.family), labelled(["Variant", h("span", { class: "nx-hidden" }, ` of the ${column.family} reading`)], selects[column.family])]);
  function cell(column, step, heading) {
    if (column.own) {
      const text = column.own.steps[step];
      return h("td", { class: "nx-lens-own" }, !text ? h("span", { class: "nx-quiet" }, "Not filled in.") : step === "verdict" ? verdictWord(signs, text) : h("p", {}, text),
        step === "evidence" && column.own.sources ? h("p", { class: "nx-quiet" }, `Sources: ${column.own.sources}`) : "");
    }
    const text = stepText(model, now(), column.lens, step);
    return h("td", {}, step === "verdict" ? verdictWord(signs, text) : h("p", {}, text), state.hidden ? "" :
      sourceFold(model, stepSources(model, now(), column.lens, step), { about: `${lenses[column.lens].name}, ${heading.toLowerCase()}`, paragraphs: now().paragraphs,
        cite: `“${now().title}”, read by the ${lenses[column.lens].name}: ${heading.toLowerCase()} (Nexus, reading ${now().readings[column.lens].reading_id}).` }));
  }
  function rows([step, heading], at) {
    const parting = state.hidden ? null : partings().find((one) => one.step === step);
    const verdicts = pair().map((lens) => now().readings[lens].verdict);
    const same = step === "verdict" && verdicts[0] === verdicts[1];
    const across = columns().length + 1;
    const note = !parting ? null : h("tr", { class: "nx-lens-parting" }, h("td", { colspan: across },
      h("span", { class: "nx-lens-sign", "aria-hidden": "true" }, "≠"), h("b", {}, " They part here: "), parting.why,
      parting.source_ids.length ? sourceFold(model, parting.source_ids, { about: "this parting", paragraphs: now().paragraphs,
        cite: `“${now().title}”: where the ${lenses[state.realist].name} and the ${lenses[state.liberal].name} part (Nexus).` }) : ""));
    return h("tbody", { class: parting ? "nx-lens-parts" : "", "data-step": step },
      h("tr", {}, h("th", { scope: "row" }, heading,
        parting ? h("span", { class: "nx-lens-flag" }, h("span", { "aria-hidden": "true" }, "≠ "), "they part here") :
          same ? h("span", { class: "nx-lens-flag" }, h("span", { "aria-hidden": "true" }, "= "), "the same verdict") : null),
      columns().map((column) => cell(column, step, heading))), note);
  }

  // ---- the whole
  const card = h("div", { class: "nx-lens-subject" });
  const shared = h("p", { class: "nx-lens-shared" });
  const table = h("table", { class: "nx-lens-table" });
  const status = h("p", { class: "nx-status", role: "status" });
  const mode = choose([["all", "all steps"], ["partings", "only where they part"], ["one", "one step at a time"]], (value) => { state.mode = value; state.step = 0; draw(); });
  const turn = (by) => { state.step = Math.max(0, Math.min(count() - 1, state.step + by)); draw(); };
  const count = () => steps.filter(([step]) => !(state.hidden && step in lenses[state.realist])).length;
  const earlier = button("Earlier step", () => turn(-1));
  const later = button("Next step", () => turn(1));
  const labels = button("Hide labels", () => { state.hidden = !state.hidden; state.step = 0; draw(); }, { "aria-pressed": "false" });

  function subjectCard() {
    const one = now();
    const holder = h("div");
    card.replaceChildren(
      h("p", { class: "nx-over" }, [one.kind, /^[HC]\d/.test(one.subject_id) ? one.subject_id : one.when && sayDay(one.when)].filter(Boolean).join(" · ")),
      h("h4", {}, one.title), h("p", { class: "nx-serif nx-claim" }, one.words, h("span", { class: "nx-quiet" }, " (our words)")),
      h("p", { class: "nx-line" }, h("b", {}, "In the essays "), one.paragraphs.length ? one.paragraphs.flatMap((name, at) => [at ? ", " : "", locator(model, name, holder)]) :
        "neither essay names it."), holder);
  }
  function say() {
    const [a, b] = pair().map((lens) => [lenses[lens].name, now().readings[lens].verdict]);
    const parted = partings();
    const headings = Object.fromEntries(steps);
    const marked = now().partings.some((one) => one.lenses.includes(state.realist) && one.lenses.includes(state.liberal));
    status.textContent = state.hidden ? `Labels are hidden for “${now().title}”. Which lens is reading A, which is reading B, and by which step do you know? What a lens asks, expects and misses, the sources and the partings are hidden too.` :
      `“${now().title}”: the ${a[0]} ${verdictVerb(a[1])}, the ${b[0]} ${verdictVerb(b[1])}. ` +
      (parted.length ? `They part at ${parted.map((one) => headings[one.step].toLowerCase()).join(" and at ")}. ` : "They give the same verdict. ") +
      (marked ? "" : "For this pair only the verdicts are compared: find the step yourself. ") + (third() ? `Your own reading stands beside them.` : "");
    const held = parted.find((one) => one.shared);
    shared.replaceChildren(...(held && !state.hidden ? [h("b", {}, "Common ground: "), held.shared] : [h("b", {}, "Common ground: "), state.hidden ? "hidden with the labels." : "not marked for this pair."]));
  }
  function draw() {
    const wide = columns().length;
    const current = shownSteps();
    const focused = document.activeElement;
    Object.entries(selects).forEach(([side, set]) => { set.value = state[side]; });
    table.dataset.columns = wide;
    table.replaceChildren(h("thead", {}, h("tr", {}, h("th", { scope: "col", class: "nx-lens-corner" }, "Step"), columns().map(head))),
      ...(current.length ? current.map(rows) : [h("tbody", {}, h("tr", {}, h("td", { colspan: wide + 1, class: "nx-empty" }, "This pair gives one verdict, and no other parting is marked. Show all steps and compare.")))]));
    labels.textContent = state.hidden ? "Show labels" : "Hide labels";
    labels.setAttribute("aria-pressed", String(state.hidden));
    const stepping = state.mode === "one";
    earlier.disabled = !stepping || state.step === 0;
    later.disabled = !stepping || state.step >= count() - 1;
    say();
    // One step at a time is for the projector: what is not about this step leaves it the room.
    panel.dataset.mode = state.mode;
    shared.hidden = stepping && !partings().some((one) => one.step === current[0][0]);
    drawThird();
    // A control that was put into a new row keeps the keyboard.
    if (el.contains(focused) && focused !== document.activeElement) focused.focus();
  }
  function show(id) {
    state.id = id;
    state.step = 0;
    state.editing = false;
    list();
    subjectCard();
    draw();
    tell(id);
  }
  const tell = afterPause((id) => { model.set("subject", id); model.save_changes(); });

  // ---- the reader's own reading
  const own = h("section", { "aria-label": "Your own reading" });
  const ownSaid = h("span", { class: "nx-quiet", role: "status" });
  function put(id, answer) {
    if (answer) thirds.set(id, answer);
    else thirds.delete(id);
    keep(model, kept, THIRD_KEY(id), answer || { removed: true });
  }
  function change(answer, said) {
    past.push([state.id, thirds.get(state.id)]);
    put(state.id, answer);
    state.editing = false;
    draw();
    ownSaid.textContent = said;
  }
  const undo = button("Undo", () => {
    const [id, before] = past.pop();
    put(id, before);
    if (id === state.id) draw();
    else show(id);
    ownSaid.textContent = "The last change is taken back.";
    undoOr(write).focus();
  });
  const undoOr = (other) => (undo.disabled ? other : undo);
  const write = button("Write a third reading", () => { state.editing = true; ownSaid.textContent = ""; drawThird(); own.querySelector("input").focus(); });
  let form = null;
  let formOf = "";
  function drawThird() {
    const held = third();
    undo.disabled = !past.length;
    write.textContent = held ? "Edit my reading" : "Write a third reading";
    write.disabled = state.editing;
    // What is typed and not yet kept stays while a lens or a step is changed.
    if (state.editing && formOf !== state.id) {
      formOf = state.id;
      form = ownForm(model, held, {
        keepIt: (reading) => { formOf = ""; change(reading, "Your reading stands beside the others."); write.focus(); },
        cancel: () => { state.editing = false; formOf = ""; drawThird(); write.focus(); } });
    }
    own.replaceChildren(h("h4", {}, "Your own reading"),
      h("p", {}, "A third reading has the same steps as theirs. It stands beside them from then on; nobody scores it."),
      h("div", { class: "nx-row" }, write, held && !state.editing ? askingButton("Remove my reading", "Remove it from this subject?", () => { change({ ...held, removed: true }, "Your reading is removed. Undo puts it back."); undo.focus(); }) : "", undo, ownSaid),
      state.editing ? form : "");
  }

  // ---- on paper
  function print() {
    const width = columns();
    const row = ([step, heading]) => {
      const parting = partings().find((one) => one.step === step);
      return [h("tr", { class: parting ? "nx-lens-parts" : "" }, h("th", { scope: "row" }, heading, parting ? " ≠" : ""),
        width.map((column) => h("td", {}, step === "verdict" ? verdictWord(signs, column.own ? column.own.steps[step] : now().readings[column.lens].verdict) :
          column.own ? column.own.steps[step] || "—" : stepText(model, now(), column.lens, step)))),
      parting && !state.hidden ? h("tr", { class: "nx-lens-parts" }, h("td", { colspan: width.length + 1 }, h("b", {}, "≠ They part here: "), parting.why)) : ""];
    };
    const shownNow = state.mode === "all" ? shownSteps() : steps.filter(([step]) => !(state.hidden && step in lenses[state.realist]));
    const ids = [...new Set(width.filter((column) => !column.own).flatMap((column) => [...now().readings[column.lens].sources, ...lenses[column.lens].sources]))];
    printSheet([
      h("p", { class: "nx-over" }, `${now().kind} · ${optionText(now())} · ${now().paragraphs.map((name) => model.get("paragraphs")[name].said).join(", ") || "in neither essay"}`),
      h("p", { class: "nx-lens-words" }, now().words, " (our words)"),
      state.hidden ? "" : h("p", {}, shared.textContent),
      h("table", { class: "nx-lens-table" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Step"), width.map((column, at) => h("th", { scope: "col" }, strip(column), nameOf(column, at))))), h("tbody", {}, shownNow.flatMap(row))),
      state.hidden ? "" : h("p", { class: "nx-lens-refs" }, h("b", {}, "Sources: "), sourcesOf(model, ids).map((source) => source.label).join("; "), "."),
      h("p", { class: "nx-lens-refs" }, model.get("plain")),
    ]);
  }

  document.addEventListener("nexus-subject", (event) => {
    if (!el.isConnected || !byId[event.detail.subject_id]) return;
    show(event.detail.subject_id);
    el.scrollIntoView({ block: "start" });
    subject.focus();
  });

  const panel = h("section", { class: "nexus nx-panel nx-lens-side", "aria-label": model.get("name") },
    h("div", { class: "nx-row" }, labelled("Find a subject", find), labelled("Subject", subject), button("Earlier subject", () => go(-1)), button("Next subject", () => go(1)), found),
    card,
    h("div", { class: "nx-row" }, labelled("Read beside them", beside), labels, button("Print this subject", print), labelled("Show", mode), earlier, later),
    status, shared, h("div", { class: "nx-lens-wide" }, table), own, kept.line, h("p", { class: "nx-source" }, model.get("plain")));
  el.replaceChildren(panel);
  list();
  subjectCard();
  draw();
  panel.dataset.ready = "yes";
}

export default { render };
