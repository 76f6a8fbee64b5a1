// A reader's own copy of the essays: paste it or choose a file; the paragraphs are found and kept.
function render({ model, el }) {
  const paragraphs = model.get("paragraphs");
  const text = h("textarea", { rows: 6, maxlength: 2000000 });
  const file = h("input", { type: "file", accept: ".txt,.md,.html,.htm,.pdf,.docx" });
  const said = h("div", { role: "status" });
  const holder = h("div");
  const state = h("div", { class: "nx-copies" });
  const find = button("Find the paragraphs", send);

  async function send() {
    const chosen = file.files[0];
    if (!text.value.trim() && !chosen) {
      tell("Paste an essay or choose a file first.", true);
      text.focus();
      return;
    }
    tell("Looking for the paragraphs.");
    if (chosen) model.send({ copy: chosen.name }, undefined, [await chosen.arrayBuffer()]);
    else model.send({ copy: "", text: text.value });
  }
  function tell(sentence, warn = false) {
    said.replaceChildren(h("p", { class: warn ? "nx-warn" : "" }, sentence));
  }
  model.on("msg:custom", (message) => {
    if (message.copied === undefined) return;
    tell(message.copied, message.fault);
    if (!message.fault) {
      text.value = "";
      file.value = "";
      document.dispatchEvent(new Event("nexus-copy"));
    }
    show(message.shares);
  });
  function show(shares) {
    const essays = grouped();
    state.replaceChildren(...[...essays].map(([essay, names]) => {
      const held = names.filter((one) => shares[one]);
      return h("div", {}, h("p", { class: "nx-line" }, h("b", {}, essay), ` ${held.length} of ${names.length} paragraphs in your copy`),
        h("p", { class: "nx-chips" }, names.map((one) => {
          const share = shares[one] || 0;
          const word = share >= 0.8 ? "there" : share ? "in part" : "missing";
          const chip = locator(model, one, holder);
          chip.setAttribute("aria-label", `${paragraphs[one].said}: ${word}. Open the passage`);
          return h("span", { class: "nx-chip" }, chip, " ", share >= 0.8 ? "✓" : share ? "½" : "–", h("span", { class: "nx-quiet" }, ` ${word}`));
        })));
    }));
  }
  function grouped() {
    const groups = new Map();
    for (const one of Object.keys(paragraphs)) groups.set(paragraphs[one].essay, [...(groups.get(paragraphs[one].essay) || []), one]);
    return groups;
  }
  const live = model.get("live");
  const own = live ? [
    labelled("Paste the essay as you find it", text), labelled("or choose a file (text, Markdown, HTML, PDF, Word)", file),
    h("div", { class: "nx-row" }, find,
      askingButton("Remove my copy", "Take both essays out of your folder?", () => model.send({ forget: true })))] :
    [h("p", { class: "nx-quiet" }, "On this page nothing can be kept. Open the notebook to put in your own copy; here each locator opens our paraphrase.")];
  el.replaceChildren(h("section", { class: "nexus nx-panel nx-copy nx-writing", "aria-label": model.get("name") },
    own, said, state, holder));
  show(model.get("shares"));
}

export default { render };
