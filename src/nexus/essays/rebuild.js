// Rebuild an argument: put premises under claims, join those that only work together, add what is missing.
function render({ model, el }) {
  const tasks = model.get("tasks");
  const claims = model.get("claims");
  const kept = keptLine(model);
  let task = tasks[0];
  let reasons = [];
  let past = [];
  const label = (id) => `${id} ${claims[id].label}`;

  function load(id) {
    task = tasks.find((one) => one.exercise_id === id);
    const before = (model.get("kept") || {})[`rebuild-${id}`];
    reasons = before ? before.reasons.map((reason) => ({ premises: [...reason.premises], conclusion: reason.conclusion })) : [];
    past = [];
    review.replaceChildren();
    draw();
  }
  function change(act, said) {
    past.push(JSON.stringify(reasons));
    act();
    reasons = reasons.filter((reason) => reason.premises.length);
    model.get("kept")[`rebuild-${task.exercise_id}`] = { reasons };
    keep(model, kept, `rebuild-${task.exercise_id}`, { reasons });
    review.replaceChildren();
    draw();
    status.textContent = said;
  }
  function undo() {
    if (!past.length) { status.textContent = "There is nothing to undo."; return; }
    const last = JSON.parse(past.pop());
    change(() => { reasons = last; }, "The last step is taken back.");
    past.pop();
  }

  // ---- one step: a premise, the claim it serves, and with what
  const premise = choose([], () => {});
  const conclusion = choose([], () => fillJoin());
  const join = choose([], () => {});
  function fillJoin() {
    const there = reasons.filter((reason) => reason.conclusion === conclusion.value);
    join.replaceChildren(h("option", { value: "" }, "alone, as a reason of its own"),
      ...there.map((reason) => h("option", { value: String(reasons.indexOf(reason)) }, `only together with ${reason.premises.join(" and ")}`)));
  }
  const add = button("Add this step", () => {
    const [one, to] = [premise.value, conclusion.value];
    if (!one || !to) { status.textContent = "Choose a premise and the claim that it serves."; return; }
    if (one === to) { status.textContent = "A claim cannot be its own premise."; return; }
    if (reachesBack(one, to)) { status.textContent = `${to} already rests under ${one}. An argument that runs in a circle supports nothing.`; return; }
    if (reasons.some((reason) => reason.conclusion === to && reason.premises.includes(one))) { status.textContent = `${one} is already a premise of ${to}.`; return; }
    change(() => {
      if (join.value) reasons[Number(join.value)].premises.push(one);
      else reasons.push({ premises: [one], conclusion: to });
    }, `${one} now serves ${to}.`);
    premise.focus();
  });
  function reachesBack(one, to) {
    return reach([one], (id) => reasons.filter((reason) => reason.conclusion === id).flatMap((reason) => reason.premises)).has(to);
  }
  const status = h("p", { class: "nx-status", role: "status" });

  // ---- what stands so far
  const list = h("div", { class: "nx-rebuilt" });
  function draw() {
    const inPlay = [...task.claims, ...task.offered];
    const held = [premise.value, conclusion.value];
    premise.replaceChildren(h("option", { value: "" }, "choose a premise"),
      h("optgroup", { label: "claims" }, task.shuffled.map((id) => h("option", { value: id }, label(id)))),
      h("optgroup", { label: "unstated premises" }, task.offered.map((id) => h("option", { value: id }, label(id)))));
    conclusion.replaceChildren(h("option", { value: "" }, "choose the claim it serves"), ...task.shuffled.map((id) => h("option", { value: id }, label(id))));
    [premise.value, conclusion.value] = inPlay.includes(held[1]) ? held : ["", ""];
    fillJoin();
    const used = new Set(reasons.flatMap((reason) => [...reason.premises, reason.conclusion]));
    const loose = task.shuffled.filter((id) => !used.has(id));
    const heads = task.shuffled.filter((id) => reasons.some((reason) => reason.conclusion === id));
    list.replaceChildren(
      h("p", { class: "nx-line" }, h("b", {}, "Still loose: "), loose.length ? loose.join(", ") : "none"),
      heads.length ? h("ul", { class: "nx-plain" }, heads.map((id) => h("li", {}, h("p", { class: "nx-line" }, h("b", {}, id), ` ${claims[id].claim}`),
        h("ul", {}, reasons.filter((reason) => reason.conclusion === id).map((reason) => h("li", { class: reason.premises.length > 1 ? "nx-bracket" : "" },
          h("span", { class: "nx-quiet" }, reason.premises.length > 1 ? "because, together: " : "because: "),
          reason.premises.map((one) => h("span", { class: "nx-premise" }, `${label(one)}${claims[one].stated ? "" : " (unstated)"} `,
            button("Take out", () => change(() => { reason.premises.splice(reason.premises.indexOf(one), 1); }, `${one} is out.`), { "aria-label": `Take ${one} out from under ${id}` }),
            reason.premises.length > 1 ? button("Set apart", () => change(() => {
              reason.premises.splice(reason.premises.indexOf(one), 1);
              reasons.push({ premises: [one], conclusion: id });
            }, `${one} is now a reason of its own.`), { "aria-label": `Make ${one} a reason of its own for ${id}` }) : null))))))))
        : h("p", { class: "nx-quiet nx-empty" }, "Nothing is built yet. Choose a premise and the claim that it serves."));
    loosely.replaceChildren(...task.shuffled.map((id) => h("li", {}, h("b", {}, id), ` ${claims[id].claim} `, locator(model, claims[id].paragraph, holder))),
      ...task.offered.map((id) => h("li", {}, h("b", {}, id), ` ${claims[id].claim} `, h("i", {}, "(unstated; needed here or elsewhere)"))));
  }

  // ---- the review
  const review = h("div", { role: "status" });
  const words = {
    fits: (ids) => ids.length > 2 ? `${ids.slice(0, -1).join(" and ")} carry ${ids.at(-1)}` : `${ids[0]} serves ${ids.at(-1)}`,
    joint: (ids) => `You gave ${ids.slice(0, -1).join(" and ")} as separate reasons for ${ids.at(-1)}. The key joins them: take one away in thought, and ask whether the other still carries the claim`,
    separate: (ids) => `You joined ${ids.slice(0, -1).join(" and ")} under ${ids.at(-1)}. The key keeps them apart: each could carry the claim if the other fell`,
    turned: (ids) => `${ids[0]} and ${ids[1]} are turned round. Read “${ids[0]}, therefore ${ids[1]}”, and then the other way`,
    absent: (ids) => `Something still bears on ${ids.at(-1)} that you have not put there`,
    extra: (ids) => `The key does not see ${ids[0]} as a reason for ${ids.at(-1)}. Say the step aloud with “because”. If it holds for you, write down why`,
    unfound: (ids) => `A premise is missing that ${ids.at(-1)} takes for granted. Look among the unstated ones`,
    unneeded: (ids) => task.missing[ids[0]] ? `${ids[0]} is needed in this argument, but not by ${ids.at(-1)}` :
      `${ids[0]} is not what ${ids.at(-1)} needs: ask whether ${ids.at(-1)} would fall without it`,
  };
  const look = button("Look it over", () => {
    const notes = reviewOf(task, reasons);
    const good = notes.filter((note) => note.kind === "fits");
    const rest = notes.filter((note) => note.kind !== "fits");
    keep(model, kept, `rebuilt-${task.exercise_id}`, { accepted: !rest.length, open: rest.length, reasons });
    review.replaceChildren(
      h("p", { class: rest.length ? "nx-again" : "nx-right" }, h("b", {}, rest.length ? `↻ ${good.length} ${good.length === 1 ? "step stands" : "steps stand"}, ${rest.length} to look at.` : "✓ This is an accepted answer, in every step.")),
      h("ul", { class: "nx-plain" }, counted(rest).map(([note, times]) => h("li", { class: "nx-again" }, `↻ ${words[note.kind](note.claims)}${times > 1 ? ` (${times} times)` : ""}.`, whyOf(note))),
        good.map((note) => h("li", { class: "nx-right" }, `✓ ${words.fits(note.claims)}.`, whyOf(note)))),
      ...(task.answers.length > 1 && !rest.length ? [h("p", { class: "nx-quiet" }, "This is one of several accepted answers.")] : []));
  });
  // The same words are said once, with how often they hold.
  function counted(notes) {
    const seen = new Map();
    for (const note of notes) {
      const said = words[note.kind](note.claims);
      seen.set(said, [note, (seen.get(said)?.[1] || 0) + 1]);
    }
    return [...seen.values()];
  }
  // The warrant is told for what is found, not for what is still to be found.
  function whyOf(note) {
    if (note.kind !== "fits" && note.kind !== "joint") return null;
    const to = note.claims.at(-1);
    const why = [...new Set(note.claims.slice(0, -1).map((one) => task.warrants[`${one} ${to}`]).filter(Boolean))];
    return why.length ? h("span", { class: "nx-quiet" }, ` ${why.join(" ")}`) : null;
  }

  const holder = h("div");
  const loosely = h("ul", { class: "nx-plain" });
  const pick = choose(tasks.map((one) => [one.exercise_id, one.title]), load);
  el.replaceChildren(h("section", { class: "nexus nx-panel nx-rebuild nx-writing", "aria-label": model.get("name") },
    h("div", { class: "nx-row" }, labelled("Argument", pick), button("Undo", undo),
      askingButton("Start again", "Take this argument apart?", () => change(() => { reasons = []; }, "All claims are loose again."))),
    h("details", { class: "nx-twin", open: true }, h("summary", {}, "The loose claims"), loosely, holder),
    h("div", { class: "nx-row nx-pick" }, labelled("Premise", premise), labelled("serves", conclusion), labelled("how", join), add),
    status, list, h("div", { class: "nx-row" }, look), review, kept.line));
  load(tasks[0].exercise_id);
  el.firstChild.dataset.ready = "yes";
}

export default { render };
