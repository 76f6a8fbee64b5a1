// The review of a rebuilt argument: the same rules as in rebuild.py, and a test holds them together.
const sameSet = (a, b) => a.length === b.length && a.every((one) => b.includes(one));
const sameReasons = (a, b) => a.length === b.length && a.every((one) => b.some((other) => sameSet(one, other)));

function reviewOf(task, reasons) {
  const given = {};
  const placed = [];
  for (const { premises, conclusion } of reasons) {
    premises.filter((one) => task.offered.includes(one)).forEach((one) => placed.push([one, conclusion]));
    const stated = premises.filter((one) => !task.offered.includes(one));
    const groups = (given[conclusion] ||= []);
    if (stated.length && !groups.some((group) => sameSet(group, stated))) groups.push(stated);
  }
  const tried = task.answers.map((answer) => task.claims.flatMap((claim) => notesOn(answer, claim, given)));
  const open = (notes) => notes.filter((note) => note.kind !== "fits").length;
  const best = tried.reduce((one, other) => (open(other) < open(one) ? other : one));
  return [...best, ...premiseNotes(task, placed)];
}

function notesOn(answer, claim, given) {
  const key = answer[claim] || [], here = given[claim] || [];
  const [wanted, used] = [key.flat(), here.flat()];
  if (sameReasons(key, here)) return here.length ? [{ kind: "fits", claims: [...new Set(used), claim] }] : [];
  const notes = key.filter((group) => group.length > 1 && group.every((one) => used.includes(one)) && !here.some((one) => group.every((id) => one.includes(id))))
    .map((group) => ({ kind: "joint", claims: [...group, claim] }));
  for (const group of here) {
    if (key.filter((one) => one.some((id) => group.includes(id))).length > 1) notes.push({ kind: "separate", claims: [...group.filter((one) => wanted.includes(one)), claim] });
  }
  const turned = wanted.filter((one) => (given[one] || []).flat().includes(claim));
  for (const one of new Set(wanted)) if (!used.includes(one) && !turned.includes(one)) notes.push({ kind: "absent", claims: [one, claim] });
  for (const one of new Set(used)) {
    if (wanted.includes(one)) continue;
    notes.push((answer[one] || []).flat().includes(claim) ? { kind: "turned", claims: [claim, one] } : { kind: "extra", claims: [one, claim] });
  }
  return notes;
}

function premiseNotes(task, placed) {
  const has = (premise, claim) => placed.some(([one, to]) => one === premise && to === claim);
  const notes = Object.entries(task.missing).map(([premise, claim]) => ({ kind: has(premise, claim) ? "fits" : "unfound", claims: [premise, claim] }));
  for (const [premise, claim] of placed) if (task.missing[premise] !== claim) notes.push({ kind: "unneeded", claims: [premise, claim] });
  return notes;
}
