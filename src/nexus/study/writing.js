// A short text of the learner's own, with a checklist that the learner ticks.
function render({ model, el }) {
  const question = model.get("question");
  const kept = keptLine(model);
  const before = (model.get("kept") || {})[question.question_id] || { text: "", ticks: [] };
  const text = h("textarea", { rows: 5, maxlength: 8000, input: count });
  text.value = before.text;
  const words = h("span", { class: "nx-quiet", role: "status" });
  const ticks = question.choices.map((_, at) => h("input", { type: "checkbox", checked: before.ticks.includes(at + 1) }));
  const model_answer = h("details", { class: "nx-twin" }, h("summary", {}, "After you have written: what a good answer could hold"),
    question.feedback.map((line) => h("p", {}, line)));
  function count() {
    words.textContent = sayWords(countWords(text.value));
  }
  const save = button("Keep", () => {
    if (!text.value.trim()) {
      words.textContent = "There is nothing to keep yet.";
      text.focus();
      return;
    }
    const ticked = ticks.flatMap((tick, at) => (tick.checked ? [at + 1] : []));
    keep(model, kept, question.question_id, { text: text.value, ticks: ticked });
  });
  count();
  const checklist = ticks.length ? h("div", { role: "group", "aria-label": "Checklist", class: "nx-checklist" },
    ticks.map((tick, at) => h("label", { class: "nx-check" }, tick, question.choices[at]))) : null;
  el.replaceChildren(h("section", { class: "nexus nx-panel nx-writing", "aria-label": model.get("name") },
    h("div", { class: "nx-card" }, labelled(question.prompt, text), checklist,
      h("div", { class: "nx-row" }, save, words), model_answer, kept.line)));
}

export default { render };
