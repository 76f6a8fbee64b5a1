// Questions with choices: feedback for the choice that was taken, as often as one likes.
function render({ model, el }) {
  const kept = keptLine(model);
  const cards = model.get("questions").map((question, at) =>
    question.kind === "several" ? severalCard(model, kept, question, at + 1) : choiceCard(model, kept, question, at + 1));
  el.replaceChildren(h("section", { class: "nexus nx-panel nx-quiz", "aria-label": model.get("name") },
    cards, kept.line));
}

// What the question is about, where it is about one claim; and the paragraphs, one click away.
function aboutLine(model, question) {
  const holder = h("div");
  const shown = question.claim ? h("p", { class: "nx-serif nx-claim" }, question.claim) : null;
  const paragraphs = (question.paragraphs || []).filter((one) => (model.get("paragraphs") || {})[one]);
  const line = paragraphs.length ? h("p", { class: "nx-line" }, "Read ", paragraphs.flatMap((one, at) =>
    [at ? ", " : "", locator(model, one, holder, question.kind !== "several")])) : null;
  return [shown, line, holder];
}

function choiceCard(model, kept, question, number) {
  const group = freshId("answers");
  const feedback = h("div", { class: "nx-feedback", role: "status" });
  const radios = question.choices.map((_, at) => h("input", { type: "radio", name: group, value: at + 1 }));
  let tries = 0;
  const check = button("Check", () => {
    const at = radios.findIndex((radio) => radio.checked);
    if (at < 0) {
      feedback.replaceChildren(h("p", {}, "Choose one of the answers first."));
      return;
    }
    tries += 1;
    show(at);
    keep(model, kept, question.question_id, { choice: at + 1, right: question.answer.includes(at + 1), tries });
  });
  function show(at) {
    const right = question.answer.includes(at + 1);
    const others = question.answer.filter((one) => one !== at + 1).map((one) => question.choices[one - 1]);
    feedback.replaceChildren(h("p", { class: right ? "nx-right" : "nx-again" }, question.feedback[at],
      h("b", {}, right ? " ✓ This fits." : " ↻ Look again, and try another.")),
    ...(right && others.length ? [h("p", {}, `Also accepted: ${others.join("; ")}.`)] : []));
  }
  const before = (model.get("kept") || {})[question.question_id];
  if (before && radios[before.choice - 1]) {
    radios[before.choice - 1].checked = true;
    tries = before.tries;
    show(before.choice - 1);
  }
  return h("fieldset", { class: "nx-card" },
    h("legend", {}, `${number}. ${question.prompt}`), aboutLine(model, question),
    question.choices.map((text, at) => h("label", { class: "nx-choice" }, radios[at], h("span", {}, text))),
    h("div", { class: "nx-row" }, check), feedback);
}

// Tick all that hold: feedback for each choice that was ticked or missed.
function severalCard(model, kept, question, number) {
  const boxes = question.choices.map(() => h("input", { type: "checkbox" }));
  const feedback = h("div", { class: "nx-feedback", role: "status" });
  let tries = 0;
  const ticked = () => boxes.flatMap((box, at) => (box.checked ? [at + 1] : []));
  const check = button("Check", () => {
    if (!ticked().length) {
      feedback.replaceChildren(h("p", {}, "Tick at least one first."));
      return;
    }
    tries += 1;
    show();
    const right = ticked().join() === question.answer.join();
    keep(model, kept, question.question_id, { choices: ticked(), right, tries });
  });
  function show() {
    const lines = boxes.flatMap((box, at) => {
      if (!box.checked) return [];
      const holds = question.answer.includes(at + 1);
      return [h("li", { class: holds ? "nx-right" : "nx-again" }, h("b", {}, `${at + 1}. `),
        question.feedback[at], h("b", {}, holds ? " ✓ It holds." : " ↻ Look again."))];
    });
    // What was left out is counted, not named, so that there is something left to find.
    const left = question.answer.filter((one) => !boxes[one - 1].checked).length;
    feedback.replaceChildren(h("ul", { class: "nx-plain" }, lines, left ? h("li", { class: "nx-again" }, `${left} more ${left === 1 ? "holds" : "hold"}. `, h("b", {}, "↻ Read again what is asked.")) : null));
  }
  const before = (model.get("kept") || {})[question.question_id];
  if (before && Array.isArray(before.choices)) {
    before.choices.forEach((one) => { if (boxes[one - 1]) boxes[one - 1].checked = true; });
    tries = before.tries;
    show();
  }
  return h("fieldset", { class: "nx-card" },
    h("legend", {}, `${number}. ${question.prompt} Tick all that hold.`), aboutLine(model, question),
    question.choices.map((text, at) => h("label", { class: "nx-choice" }, boxes[at], h("span", {}, `${at + 1}. ${text}`))),
    h("div", { class: "nx-row" }, check), feedback);
}

export default { render };
