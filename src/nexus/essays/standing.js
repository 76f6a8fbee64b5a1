// What stands when some claims are rejected: the same rules as in argument.py, and a test holds them together.
function reasonsFor(whole, id) { return whole.reasons.filter((reason) => reason.conclusion === id); }

function standing(whole, rejected) {
  const gone = new Set(whole.claims.filter((id) => rejected.has(id)));
  const falls = (id) => {
    if (whole.facts.includes(id)) return false;
    if ((whole.needs[id] || []).some((one) => gone.has(one))) return true;
    const reasons = reasonsFor(whole, id);
    return reasons.length > 0 && reasons.every((reason) => reason.premises.some((one) => gone.has(one)));
  };
  for (let before = -1; before !== gone.size;) {
    before = gone.size;
    whole.claims.filter((id) => !gone.has(id) && falls(id)).forEach((id) => gone.add(id));
  }
  const state = (id) => rejected.has(id) ? "rejected" : gone.has(id) ? "fallen" :
    reasonsFor(whole, id).some((reason) => reason.premises.some((one) => gone.has(one))) ? "weakened" : "stands";
  return Object.fromEntries(whole.claims.map((id) => [id, state(id)]));
}

// What stands under a claim: premises of its reasons, and what it takes for granted.
function under(whole, id) {
  return [...reasonsFor(whole, id).flatMap((reason) => reason.premises), ...(whole.needs[id] || [])];
}

function reach(start, next) {
  const seen = new Set(start);
  const open = [...start];
  while (open.length) next(open.pop()).forEach((one) => { if (!seen.has(one)) { seen.add(one); open.push(one); } });
  return seen;
}

function tops(whole) {
  const inner = new Set(whole.claims.flatMap((id) => under(whole, id)));
  return whole.claims.filter((id) => !inner.has(id));
}

// What a reader sees: what bears on the claim in focus, or all that is reached from the top
// without going through a folded claim.
function visible(whole, folded, focus) {
  if (focus) return reach([focus], (id) => under(whole, id));
  return reach(tops(whole), (id) => (folded.has(id) ? [] : under(whole, id)));
}
