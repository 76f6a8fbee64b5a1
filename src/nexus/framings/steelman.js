// The other side's best case: write it, hold it against a checklist, let a peer sign it.
function render({ model, el }) {
  const records = model.get("records");
  const lenses = model.get("lenses");
  const checks = model.get("checks");
  const sources = model.get("sources");
  const aim = model.get("aim");
  const kept = keptLine(model);
  const answers = new Map(Object.entries(model.get("kept") || {}));
  let subject = records[0].subject_id;
  let lens = lenses[0].lens_id;
  const last = answers.get("steelman-place");
  if (last && records.some((one) => one.subject_id === last.subject) && lenses.some((one) => one.lens_id === last.lens)) ({ subject, lens } = last);
  const record = () => records.find((one) => one.subject_id === subject);
  const held = () => lenses.find((one) => one.lens_id === lens);
  const idOf = () => `steelman-${subject}--${lens}`;
  const mine = () => ({ text: "", ticks: [], signed: null, ...answers.get(idOf()) });
  const citeOf = (id) => id.replace(/^([HC])0?/, "$1");
  function put(change) {
    answers.set(idOf(), { ...mine(), ...change });
    keep(model, kept, idOf(), answers.get(idOf()));
  }

  // ---- what one writes for and against
  const about = h("div");
  const holder = h("div");
  const words = h("p", { class: "nx-serif nx-claim" });
  const where = h("p", { class: "nx-line" });
  function material() {
    words.textContent = record().words;
    holder.replaceChildren();
    delete holder.dataset.paragraph;
    where.replaceChildren(`${citeOf(subject)}, in our words. Read `, ...record().paragraphs.flatMap((one, index) => [index ? ", " : "", locator(model, one, holder)]));
    about.replaceChildren(h("p", {}, h("b", {}, `The ${held().name} asks first: `), held().core_question),
      h("p", {}, h("b", {}, "Strongest objection to the claim: "), record().objection),
      h("p", {}, h("b", {}, "Strongest objection to the lens: "), held().blind_spot),
      h("p", { class: "nx-prompt" }, "Caricatures to keep out"),
      h("ul", { class: "nx-plain" }, held().caricatures.map((one) => h("li", {}, `“${one.caricature}”`,
        h("details", { class: "nx-twin" }, h("summary", {}, "Why a holder would not sign it"), h("p", {}, one.why_unfair), sourceList(one.source_ids.map((id) => sources[id])))))));
  }

  // ---- the text, its checklist, the signature
  const sheet = h("div");
  const boxes = (ticked, change) => {
    const every = checks.map(([id, text]) => [id, h("input", { type: "checkbox", checked: ticked.includes(id), change: () => change(read()) }), text]);
    const read = () => every.filter(([, box]) => box.checked).map(([id]) => id);
    return { read, element: (name) => h("div", { role: "group", "aria-label": name, class: "nx-checklist" }, every.map(([, box, text]) => h("label", { class: "nx-check" }, box, text))) };
  };
  function write() {
    const text = h("textarea", { rows: 9, maxlength: 4000, input: count, change: () => { put({ text: text.value }); signature(); } });
    text.value = mine().text;
    const many = h("span", { class: "nx-quiet", role: "status" });
    function count() { many.textContent = `${sayWords(countWords(text.value))}; about ${aim} are asked`; }
    const own = boxes(mine().ticks, (ticks) => put({ ticks }));
    const state = h("p", { role: "status" });
    const name = h("input", { type: "text", maxlength: 60, autocomplete: "off" });
    const change = h("textarea", { rows: 2, maxlength: 600 });
    const theirs = boxes(mine().signed ? mine().signed.ticks : [], () => {});
    if (mine().signed) { name.value = mine().signed.name; change.value = mine().signed.change; }
    const sign = button("Sign", () => {
      const problem = !text.value.trim() ? ["There is nothing to sign yet: write the case first.", text] :
        !name.value.trim() ? ["Type your name or initials first.", name] :
          countWords(change.value) < 3 ? ["Say in a sentence what you would change, or that nothing needs changing and why.", change] : null;
      if (problem) { state.textContent = problem[0]; problem[1].focus(); return; }
      put({ text: text.value, signed: { name: name.value.trim(), ticks: theirs.read(), change: change.value.trim(), of: text.value, on: new Date().toISOString().slice(0, 10) } });
      signature();
    });
    function signature() {
      const signed = mine().signed;
      const misses = signed ? checks.filter(([id]) => !signed.ticks.includes(id)).map(([, line]) => line.toLowerCase()) : [];
      state.textContent = !signed ? "Nobody has signed yet." : signed.of !== mine().text ? `${signed.name} signed an earlier wording on ${sayDay(signed.on)}. Ask again.` :
        `Signed by ${signed.name} on ${sayDay(signed.on)}${misses.length ? `, who does not find that ${misses.join("; nor that ")}` : ", who ticked every check"}. ${signed.change}`;
    }
    count();
    signature();
    sheet.replaceChildren(h("div", { class: "nx-practice-write" }, labelled(`The best case of the ${held().name} on ${citeOf(subject)}`, text)), h("div", { class: "nx-row" },
      button("Keep", () => { if (text.value.trim()) { put({ text: text.value }); signature(); } else { many.textContent = "There is nothing to keep yet."; text.focus(); } }), many),
    h("p", { class: "nx-prompt" }, "You check"), own.element("Your checklist"),
    h("details", { class: "nx-twin" }, h("summary", {}, "After you have written: the reading of our table"), h("p", { class: "nx-serif" }, record().readings[lens].steps.reading),
      sourceList(record().readings[lens].sources.map((id) => sources[id]))),
    h("section", { class: "nx-card", "aria-label": "A peer signs" }, h("p", { class: "nx-prompt" }, "A peer signs, best one who holds the view or argues for it today"),
      theirs.element("The peer's checklist"), labelled("Name or initials of the peer", name), h("div", { class: "nx-practice-write" }, labelled("What I would change", change)),
      h("div", { class: "nx-row" }, sign), state));
  }

  function show() { material(); write(); }
  const turn = () => { keep(model, kept, "steelman-place", { subject, lens }); show(); };
  const pickSubject = choose(records.map((one) => [one.subject_id, `${citeOf(one.subject_id)}: ${one.title}`]), (value) => { subject = value; turn(); });
  const pickLens = choose(lenses.map((one) => [one.lens_id, one.name]), (value) => { lens = value; turn(); });
  pickSubject.value = subject;
  pickLens.value = lens;
  el.replaceChildren(h("section", { class: "nexus nx-panel nx-practice nx-steelman", "aria-label": model.get("name") },
    h("p", {}, "Choose the lens that you find hardest to accept, and write what a holder would say of the claim. Whether you agree is not marked; the test is the signature."),
    h("div", { class: "nx-row nx-pick" }, labelled("Claim", pickSubject), labelled("Lens", pickLens)),
    words, where, holder, h("div", { class: "nx-two" }, about, sheet), kept.line));
  show();
  el.firstChild.dataset.ready = "yes";
}

export default { render };
