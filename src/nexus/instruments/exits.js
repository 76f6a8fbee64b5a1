// The law of exits on a day and what a set of answers opens: the rules of conditions.py, exits.py and verdicts.py.
const LEVELS = ["not met", "progress", "significant progress", "met"];
const VERBS = { suspension: "suspend", termination: "end", waiver: "waive", delisting: "take off the list" };
const DONE = { suspension: "suspended", termination: "ended", waiver: "waived", delisting: "struck from the list" };
const REACH = { whole: (done) => `can be ${done}`, part: (done) => `part of it can be ${done}`, case: (done) => `can be ${done} case by case` };

const inOrder = (values) => [...new Set(values)].sort();
const standingOn = (one, day) => one.adopted > day ? "not yet law" :
  one.until && (one.until < day || (one.ended_by && one.until === day)) ? "ended" : "in force";

// Data hold conditions and instruments in the order of the model; days are ISO texts.
function lawOn(data, day) {
  const rows = data.conditions.filter((row) => row.from <= day && !(row.until && row.until <= day));
  const instruments = new Map(data.instruments.map((one) => [one.id, { ...one, standing: standingOn(one, day) }]));
  const conditions = new Map(rows.map((row) => [row.id, { ...row, asked: row.role === "test" && ["target", "person"].includes(row.asks) }]));
  const members = new Map();
  const parts = new Map();
  const add = (map, row) => map.set(row.way, [...(map.get(row.way) || []), row]);
  for (const row of rows) {
    if (row.role === "test") add(members, row);
    if (["test", "sunset", "review"].includes(row.role) && instruments.get(row.instrument).standing === "in force") add(parts, row);
  }
  const ways = [...parts].map(([name, own]) => wayOf(own, rows.filter((row) => row.bears_on.includes(name))));
  return { day, instruments, conditions, members, ways };
}

function wayOf(rows, bears) {
  const said = (some) => some.map((row) => `${row.requirement} (${row.provision})`);
  const role = (name) => said(bears.filter((row) => row.role === name));
  const days = rows.flatMap((row) => row.days == null ? [] : [row.days]);
  const { instrument, exit, way, reach, decider } = rows[0];
  return { instrument, exit, way, reach, decider, role: rows[0].role,
    decided_by: inOrder(rows.map((row) => row.decided_by)).join(" and "),
    days: days.length ? Math.max(...days) : null, rows, test_ids: rows.map((row) => row.id),
    findings: said(rows.filter((row) => row.asks === "decider")), steps: role("step"), limits: role("limit"), renewal: role("prolongs"),
    sources: [...new Set([...rows, ...bears].flatMap((row) => row.sources))] };
}

// The tests that keep one row from holding; none where it holds.
function missingOf(law, answers, id) {
  const row = law.conditions.get(id);
  const lacking = (given, through = "") => ({ id, provision: row.provision, requirement: row.requirement, given, through });
  if (!row.same_as.length) {
    const given = answers[id] || LEVELS[0];
    return !row.asked || LEVELS.indexOf(given) >= LEVELS.indexOf(row.threshold) ? [] : [lacking(given)];
  }
  const known = (ref) => law.conditions.has(ref) ? [ref] : (law.members.get(ref) || []).map((one) => one.id);
  const parts = row.same_as.map((ref) => known(ref).map((one) => missingOf(law, answers, one)));
  const held = parts.filter((part) => part.length && part.every((lost) => !lost.length)).length;
  if (held >= row.at_least) return [];
  if (parts.length > 1 || !parts[0].length) return [lacking(`${held} of the ${row.at_least} needed`)];
  const lost = parts[0].flat();
  return law.conditions.has(row.same_as[0]) ? [lacking(lost[0].given)] : lost.map((one) => ({ ...one, through: row.provision }));
}

function stateOf(law, answers, way) {
  const lost = new Map(way.test_ids.flatMap((id) => missingOf(law, answers, id)).map((one) => [`${one.id} ${one.through} ${one.given}`, one]));
  const missing = [...lost.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.through < b.through ? -1 : 1));
  const tests = way.test_ids.reduce((sum, id) => sum + missingOf(law, {}, id).length, 0);
  return { ...way, missing, tests, open: !missing.length };
}

// What can happen to one instrument, and the words for it.
function verdictOf(law, answers, id) {
  const one = law.instruments.get(id);
  const states = law.ways.filter((way) => way.instrument === id).map((way) => stateOf(law, answers, way));
  const open = states.filter((state) => state.role === "test" && state.open);
  const stays = one.standing === "in force" && !open.some((state) => state.reach === "whole" && ["suspension", "termination"].includes(state.exit));
  return { id, standing: one.standing, stays, states, words: verdictWords(one, stays, states, open) };
}

function verdictWords(one, stays, states, open) {
  if (one.standing === "not yet law") return `not yet law: adopted on ${one.adopted}`;
  if (one.standing === "ended") return `no longer law: ended on ${one.until}`;
  if (!states.length) return "stays: these tables hold no way out of it on this day";
  const said = stays ? ["stays as a whole"] : [];
  for (const [exit, done] of Object.entries(DONE)) {
    for (const [reach, phrase] of Object.entries(REACH)) {
      const who = inOrder(open.filter((state) => state.exit === exit && state.reach === reach).map((state) => state.decider === "none" ? "the law itself" : state.decider));
      if (who.length) said.push(`${phrase(done)} (${who.join(", ")})`);
    }
  }
  for (const [role, phrase] of [["sunset", "lapses unless prolonged"], ["review", "is looked at again"]]) {
    const who = inOrder(states.filter((state) => state.role === role).map((state) => state.decider));
    if (who.length) said.push(`${phrase} (${who.join(", ")})`);
  }
  return said.join("; ");
}

function sayState(state) {
  if (!state.open) return state.tests === 1 ? "closed: its one test is not met" : `closed: ${state.missing.length} of ${state.tests} tests are not met`;
  const who = state.decided_by.startsWith("Congress") ? state.decided_by : `the ${state.decided_by}`;
  if (state.role === "sunset") return `open: it lapses by itself, unless ${who} prolongs it`;
  if (state.role === "review") return `open: ${who} looks at it again and may change it`;
  if (state.decider === "none") return `open: it stands in the law itself, and ${state.tests ? "the tests are enough" : "no decision is needed"}`;
  return `open: ${who} may ${VERBS[state.exit]}${state.tests ? "" : "; nothing is asked of the state under measures"}`;
}

const sayMissing = (one) => `${one.provision}${one.through ? `, through ${one.through}` : ""}: ${one.requirement} (given: ${one.given})`;
