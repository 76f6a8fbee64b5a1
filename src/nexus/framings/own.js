// A third reading of the reader's own: the same steps, kept, edited, removed and put back.
const OWN_NEEDED = ["verdict", "mechanism", "reading", "would_change_it"];
const OWN_ROOM = { reading: 1200 };

const OWN_HINTS = {
  question: "What do you ask first?", expects: "What do you expect of states, rulers or people?",
  mechanism: "One sentence: by which step does it work?", verdict: "", reading: "40 to 90 words, as the others have",
  evidence: "What in the record do you point to?", would_change_it: "What could show that you are wrong?", blind_spot: "What would your best critic say that you miss?",
};

// What is missing from a third reading, as names of steps.
const ownMissing = (reading) => OWN_NEEDED.filter((step) => !String(reading.steps[step] || "").trim());

function ownForm(model, given, { keepIt, cancel }) {
  const fields = {};
  const name = h("input", { type: "text", maxlength: 60, value: given ? given.name : "" });
  const steps = model.get("steps").map(([step, heading]) => {
    if (step === "verdict") {
      const set = choose([["", "choose"], ...model.get("verdicts").map((one) => [one, one])], () => {});
      set.value = given ? given.steps.verdict : "";
      fields.verdict = set;
    } else {
      fields[step] = h("textarea", { rows: step === "reading" ? 5 : 2, maxlength: OWN_ROOM[step] || 400 });
      fields[step].value = given ? given.steps[step] || "" : "";
    }
    const needed = OWN_NEEDED.includes(step) ? " (needed)" : "";
    return labelled(`${heading}${needed}${OWN_HINTS[step] ? `: ${OWN_HINTS[step]}` : ""}`, fields[step]);
  });
  const sources = h("textarea", { rows: 2, maxlength: 400 });
  sources.value = given ? given.sources || "" : "";
  const said = h("p", { class: "nx-problem", role: "alert" });
  const form = h("form", { class: "nx-lens-form", novalidate: true, submit: (event) => {
    event.preventDefault();
    const reading = { name: name.value.trim() || "your own lens", sources: sources.value.trim(), removed: false,
      steps: Object.fromEntries(Object.entries(fields).map(([step, field]) => [step, field.value.trim()])) };
    const missing = ownMissing(reading);
    if (missing.length) {
      const headings = Object.fromEntries(model.get("steps"));
      said.textContent = `Still needed: ${missing.map((step) => headings[step].toLowerCase()).join(", ")}. The others may stay empty.`;
      fields[missing[0]].focus();
      return;
    }
    keepIt(reading);
  } },
    labelled("Name of your lens", name), steps, labelled("Sources that you rest on", sources), said,
    h("div", { class: "nx-row" }, h("button", { type: "submit" }, "Keep my reading"), button("Close without keeping", cancel)));
  form.first = name;
  return form;
}
