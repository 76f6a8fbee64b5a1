// Readings without labels: name the lens or its family, say by which step, answer, undo.
const STAGES = { family: "the family (three)", lens: "the lens (six)" };
const STAGE = "blind-stage";

function render({ model, el }) {
  const decks = model.get("decks");
  const lenses = model.get("lenses");
  const families = model.get("families");
  const steps = model.get("steps");
  const headings = model.get("headings");
  const sources = model.get("sources");
  const kept = keptLine(model);
  const before = model.get("kept") || {};
  const answers = new Map(Object.entries(before).filter(([, answer]) => answer.choice));
  const past = [];
  let stage = before[STAGE]?.stage || "family";
  let deck = before[STAGE]?.deck || 0;
  let at = 0;

  const cards = () => decks[deck];
  const now = () => cards()[at];
  const idOf = (card) => `blind-${stage}-${card.reading_id}`;
  const keyOf = (card) => (stage === "lens" ? card.lens_id : card.family);
  const options = () => (stage === "lens" ? lenses.map((lens) => [lens.lens_id, lens.name]) : families.map((family) => [family.family, family.name, family.lenses]));
  const nameOf = (choice) => options().find(([id]) => id === choice)[1];
  const lensOf = (id) => lenses.find((lens) => lens.lens_id === id);
  const start = () => Math.max(0, cards().findIndex((card) => !answers.has(idOf(card))));

  // ---- one answer
  function put(id, value) {
    if (value) answers.set(id, value);
    else answers.delete(id);
    keep(model, kept, id, value || {});
    result();
  }
  function answer(choice, step) {
    const id = idOf(now());
    const given = answers.get(id);
    past.push([stage, deck, at, id, given]);
    put(id, { choice, step, first: given ? given.first : choice, by: given ? given.by : step, tries: (given ? given.tries : 0) + 1, shown: given ? given.shown : false });
    show();
  }
  function undo() {
    const last = past.pop();
    if (!last) { kept.say("There is nothing to undo."); return; }
    [stage, deck, at] = last;
    stagePick.value = stage;
    deckPick.value = String(deck);
    put(last[3], last[4]);
    go(at);
  }
  function go(to) {
    at = Math.min(cards().length - 1, Math.max(0, to));
    show();
    card.querySelector("input:checked, input")?.focus();
  }
  function turn() {
    keep(model, kept, STAGE, { stage, deck });
    at = start();
    show();
    result();
  }

  // ---- the reading
  const card = h("div", { class: "nx-sort" });
  const progress = h("span", { class: "nx-quiet" });
  const place = choose(cards().map((_, one) => [String(one), `Reading ${one + 1}`]), (value) => go(Number(value)));
  const stagePick = choose(Object.entries(STAGES), (value) => { stage = value; turn(); });
  const deckPick = choose(decks.map((_, one) => [String(one), `Deck ${one + 1}`]), (value) => { deck = Number(value); turn(); });
  stagePick.value = stage;
  deckPick.value = String(deck);
  function show() {
    const one = now();
    const given = answers.get(idOf(one));
    place.value = String(at);
    progress.textContent = `Reading ${at + 1} of ${cards().length}`;
    const feedback = h("div", { class: "nx-feedback", role: "status" });
    const clear = () => feedback.replaceChildren();
    const radiosOf = (list, chosen) => {
      const group = freshId("pick");
      return list.map(([value]) => h("input", { type: "radio", name: group, value, checked: value === chosen, change: clear }));
    };
    const names = radiosOf(options(), given?.choice);
    const ways = radiosOf(steps, given?.step);
    const check = button("Check", () => {
      const chosen = names.find((radio) => radio.checked);
      const way = ways.find((radio) => radio.checked);
      if (!chosen || !way) {
        feedback.replaceChildren(h("p", {}, !chosen ? `Name ${stage === "lens" ? "one of the six lenses" : "a family"} first.` : "Say first by which step you knew."));
        return;
      }
      answer(chosen.value, way.value);
      card.querySelector(".nx-next").focus();
    });
    const next = button(at + 1 < cards().length ? "Next reading" : "To the result", () => {
      if (at + 1 < cards().length) go(at + 1);
      else { outcome.scrollIntoView({ block: "nearest" }); outcome.focus(); }
    }, { class: "nx-next" });
    const choices = (list, radios) => list.map(([, text, more], index) => h("label", { class: "nx-choice" }, radios[index], h("span", {}, text, more ? h("span", { class: "nx-quiet" }, ` (${more})`) : "")));
    const holder = h("div");
    const where = one.paragraphs.flatMap((name, index) => [index ? ", " : "", locator(model, name, holder)]);
    card.replaceChildren(h("div", { class: "nx-two" },
      h("article", { class: "nx-card", "aria-label": `Reading ${at + 1}, without its label` },
        h("p", {}, `Of the ${one.kind} `, h("b", {}, one.title)),
        where.length ? h("p", { class: "nx-line" }, "Read ", where) : null, holder,
        headings.flatMap(([step, heading]) => [h("p", { class: "nx-over" }, heading), h("p", { class: step === "reading" ? "nx-serif" : "" }, one.steps[step])])),
      h("div", {}, h("fieldset", { class: "nx-card" }, h("legend", {}, stage === "lens" ? "Whose reading is it?" : "Of which family is it?"), choices(options(), names)),
        h("fieldset", { class: "nx-card" }, h("legend", {}, "By which step did you know?"), choices(steps, ways)),
        h("div", { class: "nx-row" }, check, next), feedback)));
    if (given) verdict(one, given, feedback);
  }

  // ---- what is said of an answer
  function verdict(one, given, feedback) {
    const fits = given.choice === keyOf(one);
    if (fits || given.shown) { feedback.replaceChildren(...revealed(one, given, fits)); return; }
    const showIt = button("Show whose it is", () => {
      past.push([stage, deck, at, idOf(one), given]);
      put(idOf(one), { ...given, shown: true });
      show();
      card.querySelector(".nx-next").focus();
    });
    const taken = stage === "lens" ? [lensOf(given.choice)] : lenses.filter((lens) => lens.family === given.choice);
    feedback.replaceChildren(h("p", { class: "nx-again" }, h("b", {}, `↻ Not the ${nameOf(given.choice)}. `), "Look again, and try another."),
      ...taken.map((lens) => h("p", {}, `The ${lens.name} asks first: “${lens.core_question}” On the same ${one.kind} such a reader would say: “${one.others[lens.lens_id].mechanism}”`)),
      h("p", {}, "Ask of each step: would that lens need it?"), h("div", { class: "nx-row" }, showIt));
  }
  function revealed(one, given, fits) {
    const lens = lensOf(one.lens_id);
    const other = lensOf(one.near);
    const many = one.alike;
    const lines = [
      h("p", { class: fits ? "nx-right" : "nx-again" }, h("b", {}, fits ? `✓ Yes, ${stage === "lens" ? "" : "of this family: "}it is the ${lens.name}. ` : `It is the ${lens.name}. `),
        `Its first question: “${lens.core_question}” Listen for “${lens.listen_for}”.`),
      h("p", {}, `The mechanism gives it away: “${one.steps.mechanism}”`),
      h("p", {}, `A near lens, the ${other.name}, ${one.others[other.lens_id].says} here, and would have said instead: “${one.others[other.lens_id].mechanism}”`),
    ];
    if (given.step === "verdict") {
      lines.push(h("p", {}, many ? `You knew it by the verdict. ${many} of the other five lenses ${many === 1 ? "gives" : "give"} the same verdict here, so look for the mechanism.` :
        "You knew it by the verdict. No other lens gives this verdict here; on most subjects several do."));
    }
    lines.push(h("details", { class: "nx-twin" }, h("summary", {}, "Sources of this reading"), sourceList(one.source_ids.map((id) => sources[id]))));
    return lines;
  }

  // ---- the result
  const outcome = h("section", { "aria-label": "Result", tabindex: "-1" });
  const sentence = h("p", { role: "status" });
  const byStep = h("tbody");
  const taken = confusionView(model, { empty: "No reading is named yet", one: "reading", many: "readings", kinds: "names" });
  function result() {
    const done = cards().filter((one) => answers.has(idOf(one)));
    const of = (one) => answers.get(idOf(one));
    const named = done.filter((one) => of(one).choice === keyOf(one));
    const first = done.filter((one) => of(one).first === keyOf(one));
    sentence.textContent = `${done.length} of ${cards().length} readings answered. ${named.length} named, ${first.length} of them at the first try.`;
    byStep.replaceChildren(...steps.map(([step, text]) => {
      const mine = done.filter((one) => of(one).by === step);
      const good = mine.filter((one) => of(one).first === keyOf(one));
      return h("tr", {}, h("th", { scope: "row" }, text), h("td", {}, mine.length ? `${good.length} of ${mine.length}` : "not used"));
    }));
    taken.fill(options().map(([, name]) => name), done.map((one) => ({ key: nameOf(keyOf(one)), chosen: nameOf(of(one).first) })));
  }
  outcome.append(sentence, h("table", { class: "nx-practice-steps" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "You knew it by"), h("th", { scope: "col" }, "Right at the first try"))), byStep), ...taken.parts);

  el.replaceChildren(h("section", { class: "nexus nx-panel nx-practice nx-blind", "aria-label": model.get("name") },
    h("div", { class: "nx-row" }, labelled("Name", stagePick), labelled("Readings", deckPick), labelled("Go to", place), button("Earlier reading", () => go(at - 1)),
      button("Undo last answer", undo), progress),
    card, kept.line, outcome));
  at = start();
  show();
  result();
  taken.drawn.then(() => { el.firstChild.dataset.ready = "yes"; });
}

export default { render };
