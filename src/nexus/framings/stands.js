// The rules of readings.py and disagreement.py: where two readings part, how two families stand.
const SILENT = "silent";

function standOf(realist, liberal) {
  if (realist.includes(SILENT) || liberal.includes(SILENT)) return "talk past";
  if (new Set([...realist, ...liberal]).size === 1) return "agree";
  return realist.some((verdict) => liberal.includes(verdict)) ? "split within" : "part";
}

const verdictVerb = (verdict) => ({ splits: "is split", silent: "is silent" })[verdict] || verdict;

// A marked parting of the pair, and the verdict wherever the two verdicts differ.
function partingSteps(steps, record, a, b) {
  const found = record.partings.filter((one) => one.lenses.includes(a) && one.lenses.includes(b))
    .map(({ step, why, shared, source_ids }) => ({ step, why, shared, source_ids }));
  const one = record.readings[a];
  const other = record.readings[b];
  if (one.verdict !== other.verdict && found.every((each) => each.step !== "verdict")) {
    found.push({ step: "verdict", shared: "", source_ids: [],
      why: `The ${one.name} ${verdictVerb(one.verdict)}; the ${other.name} ${verdictVerb(other.verdict)}.` });
  }
  return found.sort((x, y) => steps.indexOf(x.step) - steps.indexOf(y.step));
}

const STANDS = ["talk past", "agree", "part", "split within"];
const STAND_SAID = { "talk past": "they talk past each other", agree: "they agree", part: "they part between the families", "split within": "they split within a family" };
const STAND_OPENS = { "talk past": "realists and liberals talk past each other", agree: "realists and liberals agree",
  part: "realists and liberals part between the families", "split within": "the line runs through a family and not between the two" };

function standFinding(stands) {
  if (!stands.length) return "No subject is shown";
  const count = (name) => stands.filter((one) => one === name).length;
  const leading = STANDS.reduce((best, name) => (count(name) > count(best) ? name : best));
  return [`On ${count(leading)} of ${stands.length} subjects ${STAND_OPENS[leading]}`,
    ...STANDS.filter((name) => name !== leading && count(name)).map((name) => `on ${count(name)} ${STAND_SAID[name]}`)].join("; ");
}
