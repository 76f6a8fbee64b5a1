// Questions with choices: feedback for the choice that was made, and always another try.
function render({ model, el }) {
  const kept = keptLine(model);
  const questions = model.get("questions").map((question, at) => choiceQuestion(model, kept, question, at + 1));
  el.replaceChildren(h("section", { class: "nexus nx-panel nx-quiz", "aria-label": model.get("name") }, questions, kept.line));
}

function choiceQuestion(model, kept, question, number) {
  const group = freshId("choice");
  const feedback = h("div", { class: "nx-feedback", role: "status" });
  const radios = question.choices.map((_, at) =>
    h("input", { type: "radio", name: group, value: at, change: () => feedback.replaceChildren() }));
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
    feedback.replaceChildren(h("p", { class: right ? "nx-right" : "nx-again" }, question.feedback[at],
      h("b", {}, right ? " ✓ This fits the record." : " ↻ Look again, and try another.")));
  }
  const before = (model.get("kept") || {})[question.question_id];
  if (before && radios[before.choice - 1]) {
    radios[before.choice - 1].checked = true;
    tries = before.tries;
    show(before.choice - 1);
  }
  return h("fieldset", { class: "nx-card" },
    h("legend", {}, `${number}. ${question.prompt}`),
    question.choices.map((text, at) => h("label", { class: "nx-choice" }, radios[at], h("span", {}, text))),
    h("div", { class: "nx-row" }, check), feedback);
}

export default { render };
