// The law on a day: the rules of law.py, and a test holds them together. Exits and standings are those of exits.js.
const running = (row, day) => standingOn({ adopted: row.from, until: row.until, ended_by: row.ended_by }, day) === "in force";

// Instruments, the oldest first; standing: "in force" or "ended".
const instrumentsOn = (law, day, comparison = false, standing = "in force") =>
  law.instruments.filter((one) => (comparison || !one.comparison) && standingOn(one, day) === standing);

function measuresOn(law, day, comparison = false) {
  const held = new Set(instrumentsOn(law, day, comparison).map((one) => one.id));
  return law.measures.filter((row) => held.has(row.instrument) && running(row, day));
}

// How many of some instruments name each ground, by issuer, or by another key.
function groundsBy(instruments, grounds, key = "issuer") {
  const counts = new Map();
  for (const one of instruments) {
    if (!counts.has(one[key])) counts.set(one[key], Object.fromEntries(grounds.map((ground) => [ground, 0])));
    for (const ground of one.grounds) counts.get(one[key])[ground] += 1;
  }
  return counts;
}

// For each instrument the measures in each field, and the kinds of what they do, each once.
function cellsOf(measures) {
  const cells = new Map();
  for (const row of measures) {
    if (!cells.has(row.instrument)) cells.set(row.instrument, new Map());
    const fields = cells.get(row.instrument);
    if (!fields.has(row.field)) fields.set(row.field, []);
    fields.get(row.field).push(row);
  }
  return cells;
}
const actionsOf = (measures) => [...new Set(measures.map((row) => row.action))].sort();

// What could be written on a day, and what only later.
const saidBy = (sentences, day) => sentences.filter(([, from]) => from <= day).map(([text]) => text).join(" ");
const saidLater = (sentences, day) => sentences.filter(([, from]) => from > day).map(([text]) => text).join(" ");

const fieldWords = (name) => (name === "all" ? "all fields" : name);

// The findings that stand as titles; those of findings.py.
const number = (count) => (count ? String(count) : "none");
function fieldsFinding(instruments, measures, fields) {
  const cells = cellsOf(measures);
  const counts = fields.filter((name) => !["all", "not gathered"].includes(name)).map((name) => [instruments.filter((one) => cells.get(one.id)?.has(name)).length, name]);
  const most = Math.max(0, ...counts.map(([count]) => count));
  if (!most) return "No measure of these instruments is recorded for this day";
  const names = (wanted) => counts.filter(([count]) => count === wanted).map(([, name]) => name).join(", ");
  const never = names(0);
  return `Touched most often: ${names(most)} (${most} of ${instruments.length} texts)${never ? `; none touches ${never}` : ""}`;
}
function rightsFinding(instruments) {
  const of = (issuer) => instruments.filter((one) => one.issuer === issuer);
  const naming = (some) => number(some.filter((one) => one.grounds.includes("rights")).length);
  const [council, states] = [of("UN Security Council"), of("United States")];
  return `Rights are a ground in ${naming(council)} of ${council.length} Security Council resolutions and ${naming(states)} of ${states.length} United States texts`;
}

// A title in lines, as a chart takes it.
function linesOf(text, letters = 72) {
  const lines = [""];
  for (const word of text.split(" ")) {
    if (lines.at(-1) && lines.at(-1).length + word.length + 1 > letters) lines.push(word);
    else lines[lines.length - 1] = `${lines.at(-1)} ${word}`.trim();
  }
  return lines;
}
