// A locator opens the passage of the reader's own copy beside what is said of it; without a copy
// it opens our paraphrase and the way to the essay.
function locator(model, paragraph, holder, paraphrase = true) {
  const known = (model.get("paragraphs") || {})[paragraph];
  if (!known) return document.createTextNode(paragraph);
  const open = button(known.said, () => {
    const same = holder.dataset.paragraph === paragraph;
    holder.replaceChildren();
    delete holder.dataset.paragraph;
    if (!same) {
      holder.dataset.paragraph = paragraph;
      holder.append(passage(model, paragraph, paraphrase));
    }
  }, { class: "nx-link", "aria-label": `${known.said}: open the passage` });
  return open;
}

// The passage itself. The paraphrase stands there at once; the reader's own text replaces it.
// Where our paraphrase would be the answer, only the reader's own copy is shown.
function passage(model, paragraph, paraphrase = true) {
  const known = model.get("paragraphs")[paragraph];
  const text = h("div", { class: "nx-serif" }, paraphrase ? h("ul", {}, known.ours.map((line) => h("li", {}, line))) : null);
  const note = h("p", { class: "nx-quiet" }, paraphrase ? "Our paraphrase. Put your own copy into lesson 01, and the passage stands here." :
    "Our paraphrase would give the answer away. Read the passage at the source, or put your own copy into lesson 01.");
  if (model.get("live")) {
    const heard = (message) => {
      if (message.passage !== paragraph || !message.text) return;
      text.replaceChildren(h("p", {}, message.text));
      note.textContent = "From your own copy.";
    };
    model.on("msg:custom", heard);
    const ask = () => model.send({ passage: paragraph });
    document.addEventListener("nexus-copy", ask);
    ask();
  }
  return h("section", { class: "nx-passage", "aria-label": `Paragraph ${known.said}` },
    h("p", { class: "nx-over" }, `${known.said} · ${known.essay} · `,
      h("a", { href: known.url, target: "_blank", rel: "noopener noreferrer",
        "aria-label": `open at the source: ${known.essay}` }, "open at the source")),
    text, note);
}
