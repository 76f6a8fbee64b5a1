// The same facts through another lens: read one reading, rewrite it, then compare with our own.
function render({ model, el }) {
  const records = model.get("records");
  const lenses = model.get("lenses");
  const ticks = model.get("ticks");
  const sources = model.get("sources");
  const kept = keptLine(model);
  const answers = new Map(Object.entries(model.get("kept") || {}));
  let subject = records[0].subject_id;
  let pair = [...records[0].pair];
  const last = answers.get("swap-place");
  if (last && records.some((one) => one.subject_id === last.subject)) ({ subject, pair } = last);
  const record = () => records.find((one) => one.subject_id === subject);
  const nameOf = (id) => lenses.find((one) => one.lens_id === id).name;
  const idOf = () => `swap-${subject}--${pair[1]}`;
  const mine = () => ({ text: "", ticks: [], shown: false, ...answers.get(idOf()) });
  function put(change) {
    answers.set(idOf(), { ...mine(), ...change });
    keep(model, kept, idOf(), answers.get(idOf()));
  }

  const given = h("div");
  const sheet = h("div");
  const compared = h("div");
  const holder = h("div");
  function material() {
    const reading = record().readings[pair[0]];
    holder.replaceChildren();
    delete holder.dataset.paragraph;
    given.replaceChildren(h("p", { class: "nx-prompt" }, "The facts"),
      h("ul", {}, record().facts.map((fact) => h("li", {}, fact.text))),
      record().paragraphs.length ? h("p", { class: "nx-line" }, "Read ", record().paragraphs.flatMap((one, index) => [index ? ", " : "", locator(model, one, holder)])) : "", holder,
      h("details", { class: "nx-twin" }, h("summary", {}, "Sources of the facts"), sourceList([...new Set(record().facts.flatMap((fact) => fact.source_ids))].map((id) => sources[id]))),
      h("p", { class: "nx-prompt" }, `The ${nameOf(pair[0])} writes`), h("p", { class: "nx-serif" }, reading.steps.reading),
      h("details", { class: "nx-twin" }, h("summary", {}, "Sources of this reading"), sourceList(reading.sources.map((id) => sources[id]))));
  }
  function write() {
    const text = h("textarea", { rows: 9, maxlength: 4000, input: count, change: () => put({ text: text.value }) });
    text.value = mine().text;
    const many = h("span", { class: "nx-quiet", role: "status" });
    const length = countWords(record().readings[pair[0]].steps.reading);
    function count() { many.textContent = `${sayWords(countWords(text.value))}; the text beside it has ${length}`; }
    count();
    const reveal = button("Show the reading of this lens", () => {
      if (countWords(text.value) < 20) { many.textContent = "Write at least 20 words of your own first."; text.focus(); return; }
      put({ text: text.value, shown: true });
      compare();
      compared.querySelector("h4").focus();
    });
    sheet.replaceChildren(h("div", { class: "nx-practice-write" }, labelled(`The same facts as the ${nameOf(pair[1])} would write them`, text)),
      h("p", { class: "nx-quiet" }, `First question of this lens: ${record().readings[pair[1]].steps.question}`),
      h("div", { class: "nx-row" }, button("Keep", () => { if (text.value.trim()) put({ text: text.value }); else { many.textContent = "There is nothing to keep yet."; text.focus(); } }), reveal, many));
    compare();
  }
  function compare() {
    if (!mine().shown) { compared.replaceChildren(); return; }
    const reading = record().readings[pair[1]];
    compared.replaceChildren(h("h4", { tabindex: "-1" }, `Beside yours: the ${nameOf(pair[1])} in our table`),
      h("p", { class: "nx-serif" }, reading.steps.reading),
      h("p", {}, `${sayWords(countWords(reading.steps.reading))}. Tick what your text holds; you may go on mending it.`),
      stepTicks({ ticks, steps: reading.steps, about: "your text and the reading", ticked: mine().ticks, change: (now) => put({ ticks: now }) }),
      h("details", { class: "nx-twin" }, h("summary", {}, "Sources of this reading as well"), sourceList(reading.sources.map((id) => sources[id]))));
  }

  function show() {
    pickSubject.value = subject;
    picks.forEach((pick, index) => {
      pick.value = pair[index];
      // The two are never the same, and arrows pass over the other one.
      for (const option of pick.options) option.disabled = option.value === pair[1 - index];
    });
    material();
    write();
  }
  const turn = () => { keep(model, kept, "swap-place", { subject, pair }); show(); };
  const pickSubject = choose(records.map((one) => [one.subject_id, `${one.kind}: ${one.title}`]), (value) => { subject = value; pair = [...record().pair]; turn(); });
  const picks = [0, 1].map((side) => choose(lenses.map((one) => [one.lens_id, one.name]), (value) => { pair[side] = value; turn(); }));
  const turnRound = button("Change places", () => { pair = [pair[1], pair[0]]; turn(); });
  el.replaceChildren(h("section", { class: "nexus nx-panel nx-practice nx-swap", "aria-label": model.get("name") },
    h("p", {}, "Keep the facts and change the lens. What follows from the facts is then another thing, and so is what would change it."),
    h("div", { class: "nx-row nx-pick" }, labelled("Facts of", pickSubject)),
    h("div", { class: "nx-row" }, labelled("You read the", picks[0]), labelled("You write as the", picks[1]), turnRound),
    h("div", { class: "nx-two" }, given, h("div", {}, sheet, compared)), kept.line));
  show();
  el.firstChild.dataset.ready = "yes";
}

export default { render };
