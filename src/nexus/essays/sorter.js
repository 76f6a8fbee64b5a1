// One claim at a time beside its paragraph; the kind is chosen, answered, defended, undone.
const COUNTS = "Your dissent counts as defended. Let a partner judge whether it is a reason.";

function render({ model, el }) {
  const questions = model.get("questions");
  const kinds = model.get("kinds");
  const kept = keptLine(model);
  const answers = new Map();
  for (const question of questions) {
    const before = (model.get("kept") || {})[question.question_id];
    if (before && before.choice) answers.set(question.question_id, { ...before });
  }
  const past = [];
  let at = Math.max(0, questions.findIndex((question) => !answers.has(question.question_id)));
  const now = () => questions[at];
  const nameOf = (choice) => kinds[choice - 1][0];

  // ---- one answer
  function answer(choice) {
    const id = now().question_id;
    const before = answers.get(id);
    past.push([id, before]);
    put(id, { choice, first: before ? before.first : choice, tries: (before ? before.tries : 0) + 1,
      right: now().answer.includes(choice), dissent: before ? before.dissent : "" });
    show();
  }
  function put(id, value) {
    if (value) answers.set(id, value);
    else answers.delete(id);
    keep(model, kept, id, value || {});
    result();
  }
  function undo() {
    const last = past.pop();
    if (!last) { kept.say("There is nothing to undo."); return; }
    put(...last);
    go(questions.findIndex((question) => question.question_id === last[0]));
  }
  function go(to) {
    at = Math.min(questions.length - 1, Math.max(0, to));
    show();
    card.querySelector("input:checked, input")?.focus();
  }

  // ---- the claim and its paragraph
  const beside = h("div", { class: "nx-beside" });
  const card = h("div", { class: "nx-sort" });
  const place = choose(questions.map((question, one) => [String(one), `${one + 1}. ${question.claim_ids[0]}`]), (value) => go(Number(value)));
  const progress = h("span", { class: "nx-quiet" });
  function show() {
    const question = now();
    const given = answers.get(question.question_id);
    place.value = String(at);
    progress.textContent = `Claim ${at + 1} of ${questions.length}`;
    if (beside.dataset.at !== String(at)) {
      beside.dataset.at = String(at);
      beside.replaceChildren(...question.paragraphs.map((one) => passage(model, one)));
    }
    const group = freshId("kind");
    const radios = kinds.map((_, one) => h("input", { type: "radio", name: group, value: one + 1, checked: given && given.choice === one + 1,
      change: () => feedback.replaceChildren() }));
    const feedback = h("div", { class: "nx-feedback", role: "status" });
    const check = button("Check", () => {
      const chosen = radios.findIndex((radio) => radio.checked);
      if (chosen < 0) { feedback.replaceChildren(h("p", {}, "Choose one of the six kinds first.")); return; }
      answer(chosen + 1);
      card.querySelector(".nx-next").focus();
    });
    const next = button(at + 1 < questions.length ? "Next claim" : "To the result", () => {
      if (at + 1 < questions.length) go(at + 1);
      else outcome.scrollIntoView({ block: "nearest" });
    }, { class: "nx-next" });
    card.replaceChildren(h("fieldset", { class: "nx-card", keydown: (event) => {
      const number = Number(event.key);
      if (number >= 1 && number <= kinds.length && event.target.type === "radio") {
        event.preventDefault();
        event.stopPropagation();
        radios[number - 1].checked = true;
        radios[number - 1].focus();
        feedback.replaceChildren();
      } else if (event.key === "Enter" && event.target.type === "radio") { event.preventDefault(); check.click(); }
    } },
      h("legend", {}, question.prompt),
      h("p", { class: "nx-serif nx-claim" }, question.claim),
      kinds.map(([kind, meaning], one) => h("label", { class: "nx-choice" }, radios[one],
        h("span", {}, `${one + 1} `, h("b", {}, kind), h("span", { class: "nx-quiet" }, ` ${meaning}`)))),
      h("div", { class: "nx-row" }, check, next), feedback, given ? verdict(question, given, feedback) : null));
  }
  function verdict(question, given, feedback) {
    const fits = question.answer.includes(given.choice);
    const others = question.answer.filter((one) => one !== given.choice).map(nameOf);
    feedback.replaceChildren(h("p", { class: fits ? "nx-right" : "nx-again" }, question.feedback[given.choice - 1],
      h("b", {}, fits ? " ✓ The key has it so, or accepts it." : " ↻ The key has another kind. Look again, or defend yours.")),
      ...(fits && others.length ? [h("p", {}, `The key's own kind is ${nameOf(question.answer[0])}; it accepts ${question.answer.slice(1).map(nameOf).join(" and ")} as well.`)] : []));
    if (fits) return null;
    const reason = h("textarea", { rows: 3, maxlength: 2000 });
    reason.value = given.dissent || "";
    const said = h("span", { class: "nx-quiet", role: "status" }, given.dissent ? COUNTS : "");
    return h("details", { class: "nx-twin", open: Boolean(given.dissent) }, h("summary", {}, `I defend “${nameOf(given.choice)}”`),
      labelled("Why, with a word or a place in the sentence", reason),
      h("div", { class: "nx-row" }, button("Keep my dissent", () => {
        if (countWords(reason.value) < 5) { said.textContent = "A defence needs a reason: at least five words."; reason.focus(); return; }
        past.push([question.question_id, { ...given }]);
        put(question.question_id, { ...given, dissent: reason.value.trim() });
        given.dissent = reason.value.trim();
        said.textContent = COUNTS;
      }), said));
  }

  // ---- the result
  const outcome = h("section", { "aria-label": "Result" });
  const sentence = h("p", { role: "status" });
  const taken = confusionView(model, { empty: "No claim is sorted yet", one: "claim", many: "claims", kinds: "kinds" });
  function result() {
    const done = questions.filter((question) => answers.has(question.question_id));
    const fits = done.filter((question) => question.answer.includes(answers.get(question.question_id).choice));
    const defended = done.filter((question) => !fits.includes(question) && answers.get(question.question_id).dissent);
    const first = done.filter((question) => question.answer.includes(answers.get(question.question_id).first));
    const counts = fits.length + defended.length;
    sentence.textContent = `${done.length} of ${questions.length} claims sorted. ${counts} count: ${fits.length} fit the key, ` +
      `${defended.length} carry a defended dissent; ${first.length} fitted at the first try. ` +
      (counts >= model.get("needed") ? `That reaches the aim of ${model.get("needed")}.` : `The aim is ${model.get("needed")}.`);
    taken.fill(kinds.map(([kind]) => kind), done.map((question) => {
      const { first: chosen } = answers.get(question.question_id);
      return { key: nameOf(question.answer.includes(chosen) ? chosen : question.answer[0]), chosen: nameOf(chosen) };
    }));
  }
  outcome.append(sentence, ...taken.parts);

  el.replaceChildren(h("section", { class: "nexus nx-panel nx-sorter", "aria-label": model.get("name") },
    h("div", { class: "nx-row" }, labelled("Go to", place), button("Earlier claim", () => go(at - 1)), button("Undo last answer", undo),
      button("To the result", () => outcome.scrollIntoView({ block: "nearest" })), progress),
    h("div", { class: "nx-two" }, beside, card), kept.line, outcome));
  show();
  result();
  taken.drawn.then(() => { el.firstChild.dataset.ready = "yes"; });
}

export default { render };
