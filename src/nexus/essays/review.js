// The review of a rebuilt argument: the same rules as in rebuild.py, and a test holds them together.
const inside = (part, whole) => part.every((one) => whole.includes(one));
const sameSet = (a, b) => a.length === b.length && inside(a, b);
const has = (groups, group) => groups.some((one) => sameSet(one, group));
const smaller = (part, whole) => part.length < whole.length && inside(part, whole);

function reviewOf(task, reasons) {
  const given = {};
  const placed = [];
  for (const { premises, conclusion } of reasons) {
    premises.filter((one) => task.offered.includes(one)).forEach((one) => placed.push([one, conclusion]));
    const stated = premises.filter((one) => !task.offered.includes(one));
    const groups = (given[conclusion] ||= []);
    if (stated.length && !has(groups, stated)) groups.push(stated);
  }
  const tried = task.answers.map((answer) => task.claims.flatMap((claim) => notesOn(answer, claim, given)));
  const open = (notes) => notes.filter((note) => note.kind !== "fits").length;
  const best = tried.reduce((one, other) => (open(other) < open(one) ? other : one));
  const strange = Object.keys(given).filter((claim) => !task.claims.includes(claim))
    .flatMap((claim) => [...new Set(given[claim].flat())].map((one) => ({ kind: "extra", claims: [one, claim] })));
  return [...best, ...strange, ...premiseNotes(task, placed)];
}

function notesOn(answer, claim, given) {
  const key = answer[claim] || [], here = given[claim] || [];
  const [wanted, used] = [[...new Set(key.flat())], [...new Set(here.flat())]];
  if (key.length === here.length && key.every((group) => has(here, group))) return here.length ? [{ kind: "fits", claims: [...used, claim] }] : [];
  const notes = groupNotes(key, here, claim, wanted, used);
  const turned = wanted.filter((one) => (given[one] || []).flat().includes(claim));
  for (const one of wanted) if (!used.includes(one) && !turned.includes(one)) notes.push({ kind: "absent", claims: [one, claim] });
  for (const one of used) {
    if (wanted.includes(one)) continue;
    notes.push((answer[one] || []).flat().includes(claim) ? { kind: "turned", claims: [claim, one] } : { kind: "extra", claims: [one, claim] });
  }
  if (notes.length) return notes;
  // Left over: a reason of the key that is part of another one.
  return key.filter((group) => !has(here, group) && inside(group, used)).map((group) => ({ kind: "absent", claims: [...group, claim] }));
}

function groupNotes(key, here, claim, wanted, used) {
  const more = here.filter((group) => !has(key, group));
  const cut = key.filter((group) => has(here, group) ? more.some((one) => smaller(one, group)) :
    group.length > 1 && inside(group, used) && !here.some((one) => smaller(group, one)));
  const joined = more.filter((group) => key.filter((one) => one.some((id) => group.includes(id))).length > 1);
  return [...cut.map((group) => ({ kind: "joint", claims: [...group, claim] })),
    ...joined.map((group) => ({ kind: "separate", claims: [...group.filter((one) => wanted.includes(one)), claim] }))];
}

function premiseNotes(task, placed) {
  const key = (pair) => pair.join(" ");
  const there = new Set(placed.map(key));
  const notes = Object.entries(task.missing).map((pair) => {
    const places = [pair, ...task.placedAlso.filter(([premise]) => premise === pair[0])];
    const found = places.filter((place) => there.has(key(place))).sort((a, b) => (key(a) < key(b) ? -1 : 1))[0];
    return found ? { kind: "fits", claims: found } : { kind: "unfound", claims: pair };
  });
  const wanted = new Set([...Object.entries(task.missing), ...task.placedAlso].map(key));
  return [...notes, ...[...there].filter((pair) => !wanted.has(pair)).map((pair) => ({ kind: "unneeded", claims: pair.split(" ") }))];
}
