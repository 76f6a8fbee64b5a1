// Predict six verdicts on a claim with a reason for each, lock them, and compare with the readings.
const FEWEST_WORDS = 3;

function render({ model, el }) {
  const records = model.get("records");
  const verdicts = model.get("verdicts");
  const asked = model.get("asked");
  const ticks = model.get("ticks");
  const signs = model.get("signs");
  const sources = model.get("sources");
  const kept = keptLine(model);
  const before = model.get("kept") || {};
  const answers = new Map(records.map((record) => [record.subject_id, { verdicts: {}, reasons: {}, ticks: {}, locked: false, order: 0, first: null, dispute: "", ...before[`predict-${record.subject_id}`] }]));
  let at = Math.max(0, records.findIndex((record) => !answers.get(record.subject_id).locked));
  const now = () => records[at];
  const mine = () => answers.get(now().subject_id);
  const sayOf = (verdict) => verdicts.find(([id]) => id === verdict)[1];
  const fits = (record, answer) => record.lenses.filter((lens) => answer.verdicts[lens] === record.readings[lens].verdict).length;
  const citeOf = (record) => record.subject_id.replace(/^([HC])0?/, "$1");

  function put(change) {
    const id = now().subject_id;
    answers.set(id, { ...mine(), ...change });
    keep(model, kept, `predict-${id}`, answers.get(id));
  }

  // ---- predict
  const body = h("div");
  const problem = h("p", { class: "nx-problem", role: "alert" });
  function lensForm(lens) {
    const reading = now().readings[lens];
    const pick = choose([["", "choose"], ...verdicts.map(([id, said]) => [id, said])], (value) => put({ verdicts: { ...mine().verdicts, [lens]: value } }));
    pick.value = mine().verdicts[lens] || "";
    const reason = h("textarea", { rows: 2, maxlength: 500, change: () => put({ reasons: { ...mine().reasons, [lens]: reason.value } }) });
    reason.value = mine().reasons[lens] || "";
    return { lens, name: reading.name, pick, reason, element: h("fieldset", { class: "nx-card" }, h("legend", {}, `The ${reading.name}`),
      h("div", { class: "nx-practice-predict" }, labelled("A holder", pick), labelled("because", reason)),
      h("details", { class: "nx-twin" }, h("summary", {}, "What this lens asks first"), h("p", {}, reading.steps.question))) };
  }
  function predictForm() {
    const forms = now().lenses.map(lensForm);
    const lock = button("Lock all six and reveal", () => {
      const lacking = forms.find((form) => !form.pick.value || countWords(form.reason.value) < FEWEST_WORDS);
      if (lacking) {
        problem.textContent = !lacking.pick.value ? `Choose a verdict for the ${lacking.name} first.` : `Give a reason for the ${lacking.name}: at least ${FEWEST_WORDS} words.`;
        (lacking.pick.value ? lacking.reason : lacking.pick).focus();
        return;
      }
      const last = Math.max(...[...answers.values()].map((answer) => answer.order));
      const given = { verdicts: Object.fromEntries(forms.map((form) => [form.lens, form.pick.value])), reasons: Object.fromEntries(forms.map((form) => [form.lens, form.reason.value.trim()])) };
      put({ ...given, locked: true, order: mine().order || last + 1, first: mine().first ?? fits(now(), given) });
      show();
      result();
      body.querySelector("h4").focus();
    });
    body.replaceChildren(h("p", {}, "Say what a holder of each lens would say, and why. What you think of the claim yourself is not asked and plays no part."),
      h("ul", { class: "nx-legend nx-plain" }, verdicts.map(([id, said, meaning]) => h("li", { class: "nx-entry" }, verdictMark(signs, id), h("b", {}, said), meaning))),
      h("div", { class: "nx-practice-grid" }, forms.map((form) => form.element)), problem, h("div", { class: "nx-row" }, lock));
  }

  // ---- reveal
  function lensCard(lens) {
    const reading = now().readings[lens];
    const given = mine().verdicts[lens];
    const good = given === reading.verdict;
    return h("article", { class: "nx-card", "aria-label": `${reading.name}: your prediction and the reading` }, h("p", { class: "nx-prompt" }, `The ${reading.name}`),
      h("p", { class: good ? "nx-right" : "nx-again" }, good ? `✓ You said: ${sayOf(given)}. So does the reading. ` : `≠ You said: ${sayOf(given)}. In the reading a holder ${sayOf(reading.verdict)}. `, verdictMark(signs, reading.verdict)),
      h("p", {}, h("b", {}, "Your reason: "), mine().reasons[lens]),
      h("p", { class: "nx-serif" }, reading.steps.reading),
      stepTicks({ ticks, steps: reading.steps, about: reading.name, ticked: mine().ticks[lens] || [], change: (held) => { put({ ticks: { ...mine().ticks, [lens]: held } }); result(); } }),
      h("details", { class: "nx-twin" }, h("summary", {}, `Sources of the ${reading.name}'s reading`), sourceList([...reading.sources, ...reading.lens_sources].map((id) => sources[id]))));
  }
  function reveal() {
    const dispute = h("textarea", { rows: 3, maxlength: 1000, change: () => put({ dispute: dispute.value }) });
    dispute.value = mine().dispute;
    body.replaceChildren(h("h4", { tabindex: "-1" }, `${fits(now(), mine())} of ${now().lenses.length} verdicts are those of the lens`),
      h("p", {}, "Now compare your reasons. Tick a step if your reason holds it; nobody guesses what you meant."),
      h("div", { class: "nx-practice-grid" }, now().lenses.map(lensCard)),
      h("div", { class: "nx-practice-write" }, labelled("The readings are ours. Where would a holder give another verdict than the table, and by which step?", dispute)),
      h("div", { class: "nx-row" }, askingButton(`Clear ${citeOf(now())} and predict again`, "This clears your six verdicts, reasons and ticks. The result keeps your first score.", () => {
        put({ verdicts: {}, reasons: {}, ticks: {}, locked: false, dispute: "" });
        show();
        result();
        body.querySelector("select").focus();
      })));
  }

  // ---- the claim
  const place = choose(records.map((record, one) => [String(one), `${citeOf(record)}: ${record.title}`]), (value) => { at = Number(value); show(); });
  const words = h("p", { class: "nx-serif nx-claim" });
  const where = h("p", { class: "nx-line" });
  const holder = h("div");
  function show() {
    place.value = String(at);
    words.textContent = now().words;
    holder.replaceChildren();
    delete holder.dataset.paragraph;
    where.replaceChildren("Read ", ...now().paragraphs.flatMap((one, index) => [index ? ", " : "", locator(model, one, holder)]), ", in our words above.");
    problem.textContent = "";
    if (mine().locked) reveal();
    else predictForm();
  }

  // ---- the result
  const sentence = h("p", { role: "status" });
  const byLens = h("tbody");
  function result() {
    const of = (record) => answers.get(record.subject_id);
    const scored = records.filter((record) => of(record).first !== null).sort((one, other) => of(one).order - of(other).order);
    const locked = records.filter((record) => of(record).locked);
    const counted = scored.slice(0, asked);
    const lenses = now().lenses.length;
    const points = counted.reduce((sum, record) => sum + of(record).first, 0);
    const each = scored.map((record) => `${citeOf(record)} ${of(record).first} of ${lenses}`).join(", ");
    sentence.textContent = !scored.length ? `No claim is predicted yet. The aim: ${asked} claims, which makes ${asked * lenses} verdicts.` :
      `${points} of ${counted.length * lenses} verdicts are those of the lens, on ${counted.length === asked && scored.length > asked ? `the first ${asked} claims` : `${counted.length} of ${asked} claims`} (${each}). The first time counts, and only fidelity to the lens.`;
    byLens.replaceChildren(...records[0].lenses.map((lens) => {
      const good = locked.filter((record) => of(record).verdicts[lens] === record.readings[lens].verdict).length;
      const held = locked.reduce((sum, record) => sum + (of(record).ticks[lens] || []).length, 0);
      return h("tr", {}, h("th", { scope: "row" }, records[0].readings[lens].name), h("td", {}, locked.length ? `${good} of ${locked.length}` : "none yet"),
        h("td", {}, locked.length ? `${held} of ${locked.length * ticks.length}` : "none yet"));
    }));
  }

  el.replaceChildren(h("section", { class: "nexus nx-panel nx-practice nx-predict", "aria-label": model.get("name") },
    h("div", { class: "nx-row nx-pick" }, labelled("Claim", place)), words, where, holder, body, kept.line,
    h("section", { "aria-label": "Result" }, h("h4", {}, "Result"), sentence,
      h("table", { class: "nx-practice-steps" }, h("thead", {}, h("tr", {}, ["Lens", "Verdicts as the lens gives them", "Steps that your reasons held"].map((name) => h("th", { scope: "col" }, name)))), byLens))));
  show();
  result();
  el.firstChild.dataset.ready = "yes";
}

export default { render };
