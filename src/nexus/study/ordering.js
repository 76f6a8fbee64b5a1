// Put events in order with buttons, a place list, or Alt with the arrow keys. Never by drag alone.
function render({ model, el }) {
  const question = model.get("question");
  const byId = new Map(model.get("items").map((item) => [item.id, item]));
  const kept = keptLine(model);
  const list = h("ol", { class: "nx-order" });
  const summary = h("p", { class: "nx-status", role: "status" });
  const before = (model.get("kept") || {})[question.question_id];
  const start = model.get("items").map((item) => item.id);
  const fits = before && before.order.length === start.length && before.order.every((id) => byId.has(id));
  let order = fits ? before.order : [...start];
  let tries = fits ? before.tries : 0;
  let past = [];
  let checked = false;
  let dates = false;

  function place(id, to) {
    const from = order.indexOf(id);
    if (to < 0 || to >= order.length || to === from) return;
    past.push([...order]);
    order.splice(from, 1);
    order.splice(to, 0, id);
    checked = false;
    draw(id);
    summary.textContent = `“${byId.get(id).title}” is now ${to + 1} of ${order.length}.`;
  }
  function verdict(id) {
    const item = byId.get(id);
    const later = order.slice(order.indexOf(id) + 1).find((other) => byId.get(other).date < item.date);
    const sooner = order.slice(0, order.indexOf(id)).reverse().find((other) => byId.get(other).date > item.date);
    if (later) return ["↓", `Too early: “${byId.get(later).title}” came before it.`];
    if (sooner) return ["↑", `Too late: “${byId.get(sooner).title}” came after it.`];
    return ["✓", "Stands right to all the others."];
  }
  function draw(focused) {
    const held = document.activeElement?.dataset?.act;
    list.replaceChildren(...order.map((id, at) => {
      const item = byId.get(id);
      const act = (name, to, off) => {
        const one = button(name, () => place(id, to), { "aria-label": `Move ${name.toLowerCase()}: ${item.title}`, disabled: off });
        one.dataset.act = name;
        return one;
      };
      const where = choose(order.map((_, n) => [String(n), String(n + 1)]), (value) => place(id, Number(value)));
      where.setAttribute("aria-label", `Place of: ${item.title}`);
      where.value = String(at);
      where.dataset.act = "place";
      const [mark, words] = checked ? verdict(id) : ["", ""];
      const row = h("li", { keydown: (event) => {
        const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : 0;
        if (by) { event.preventDefault(); event.stopPropagation(); place(id, at + by); }
      } },
      h("span", { class: "nx-place" }, where), h("span", { class: "nx-what" }, item.title,
        dates ? h("small", {}, ` ${item.said}`) : null,
        checked ? h("small", { class: mark === "✓" ? "nx-right" : "nx-again" }, ` ${words} ${mark}`) : null),
      h("span", { class: "nx-acts" }, act("Up", at - 1, at === 0), act("Down", at + 1, at === order.length - 1)));
      row.dataset.id = id;
      return row;
    }));
    undo.disabled = past.length === 0;
    if (focused && held) {
      const row = [...list.children].find((one) => one.dataset.id === focused);
      const same = row.querySelector(`[data-act="${held}"]:not(:disabled)`);
      (same || row.querySelector("select")).focus();
    }
  }
  const undo = button("Undo", () => { order = past.pop(); checked = false; draw(); }, { disabled: true });
  const check = button("Check my order", () => {
    tries += 1;
    checked = true;
    const right = order.filter((id) => verdict(id)[0] === "✓").length;
    draw();
    summary.textContent = `${right} of ${order.length} stand right to all the others.` +
      (right === order.length ? " That is the order of the record." : " Move those that do not, and check again.");
    reveal.disabled = false;
    keep(model, kept, question.question_id, { order, right, tries });
  });
  const reveal = button("Show the dates", () => { dates = true; draw(); }, { disabled: tries === 0 });
  const again = askingButton("Start again", "Give up this order?", () => {
    order = [...start]; past = []; checked = dates = false; draw(); summary.textContent = "Back to the first order.";
  });
  draw();
  el.replaceChildren(h("section", { class: "nexus nx-panel nx-ordering", "aria-label": model.get("name") },
    h("p", { class: "nx-prompt" }, question.prompt), list,
    h("div", { class: "nx-row" }, check, undo, reveal, again), summary, kept.line));
}

export default { render };
