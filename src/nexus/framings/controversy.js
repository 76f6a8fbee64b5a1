// A structured controversy: set it up, run its phases by the clock, write one statement together.
const SETUP = "controversy-setup";
const CLOCK = "controversy-clock";
const TEXTS = "controversy-texts";
const OWN = "own";

function render({ model, el }) {
  const phases = model.get("phases");
  const propositions = model.get("propositions");
  const words = model.get("words");
  const kept = keptLine(model);
  const before = model.get("kept") || {};
  const setup = { claim: propositions[0].claim_id, own: "", first: "realist", lenses: {}, names: { a: "", b: "" }, minutes: phases.map((phase) => phase.minutes), ...before[SETUP] };
  const texts = { joint: Object.fromEntries(words.fields.map(([key]) => [key, ""])), notes: { a: "", b: "" }, ...before[TEXTS] };
  const clock = { at: 0, left: setup.minutes[0] * 60, since: 0, ...before[CLOCK] };
  let told = "";

  // ---- the clock: what is left when it last stood, and since when it runs (0: it stands)
  const now = () => Date.now() / 1000;
  const left = () => clock.left - (clock.since ? now() - clock.since : 0);
  const phase = () => phases[clock.at];
  function stand(change) {
    Object.assign(clock, { left: left(), since: clock.since ? now() : 0 }, change);
    keep(model, kept, CLOCK, { ...clock });
    tick();
    who();
  }
  const begun = () => Boolean(clock.since) || clock.at > 0 || clock.left !== setup.minutes[0] * 60;
  function goTo(place) {
    told = "";
    stand({ at: place, left: setup.minutes[place] * 60, since: clock.since ? now() : 0 });
    announce(`${phase().name}: ${minutesOf(setup.minutes[place])}.`);
  }
  const minutesOf = (many) => `${many} ${many === 1 ? "minute" : "minutes"}`;
  const digits = h("div", { class: "nx-practice-digits", role: "timer", "aria-live": "off" });
  const announced = h("p", { class: "nx-practice-announced", role: "status" });
  const announce = (text) => { announced.textContent = text; };
  function tick() {
    const seconds = Math.ceil(left());
    const size = Math.abs(seconds);
    const said = `${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}${seconds < 0 ? " over" : ""}`;
    if (digits.textContent !== said) digits.textContent = said;
    const state = seconds <= 0 ? "over" : seconds <= 60 ? "last" : "";
    if (!clock.since || !state || told === state) return;
    told = state;
    const next = phases[clock.at + 1];
    announce(state === "last" ? `${phase().name}: one minute is left.` :
      `Time is up: ${phase().name}. ${next ? `Next: ${next.name}, ${minutesOf(setup.minutes[clock.at + 1])}. Press Next phase.` : "That was the last phase. Save your statement below."}`);
  }
  const start = button("Start", () => {
    if (clock.since) { stand({ since: 0 }); announce(`${phase().name}: paused.`); }
    else { stand({ since: now() }); announce(`${phase().name}: the clock runs.`); }
  });
  const next = button("Next phase", () => goTo(clock.at + 1));
  const back = button("Back a phase", () => goTo(clock.at - 1));
  const more = button("One more minute", () => { told = ""; stand({ left: left() + 60 }); announce(`One more minute for ${phase().name}.`); });
  const again = askingButton("Start over", "Set the clock back to the first phase? Notes and statement stay.", () => { clock.since = 0; goTo(0); });

  // ---- who does what
  const heading = h("h4");
  const does = h("p", { class: "nx-practice-does" });
  const asks = h("ul");
  const rows = phases.map((one, place) => {
    const box = h("input", { type: "number", min: 1, max: 90, step: 1, value: setup.minutes[place], "aria-label": `Minutes: ${one.name}`, change: (event) => {
      const given = Math.round(Number(event.target.value));
      if (!(given >= 1 && given <= 90)) {
        sum.textContent = `${one.name} takes a whole number of minutes from 1 to 90.`;
        event.target.value = setup.minutes[place];
        return;
      }
      setMinutes(setup.minutes.map((many, at) => (at === place ? given : many)));
    } });
    const sides = h("td");
    return { box, sides, row: h("tr", {}, h("th", { scope: "row" }, one.name), sides, h("td", {}, box)) };
  });
  const sum = h("p", { class: "nx-quiet", role: "status" });
  function setMinutes(minutes) {
    const untouched = !clock.since && clock.left === setup.minutes[clock.at] * 60;
    setup.minutes = minutes;
    rows.forEach((row, place) => { row.box.value = minutes[place]; });
    if (untouched) stand({ left: minutes[clock.at] * 60 });
    store();
    total();
  }
  const total = () => { sum.textContent = `${minutesOf(setup.minutes.reduce((one, other) => one + other, 0))} in all.`; };
  const other = (family) => (family === "realist" ? "liberal" : "realist");
  const taken = (letter, swapped) => ((letter === "a") === !swapped ? setup.first : other(setup.first));
  const nameOf = (letter) => `${letter.toUpperCase()}${setup.names[letter].trim() ? ` (${setup.names[letter].trim()})` : ""}`;
  const sidesOf = (one) => (one.phase_id === "open" || one.phase_id === "joint" ? "both, without a lens" :
    ["a", "b"].map((letter) => `${letter.toUpperCase()}: ${taken(letter, one.swapped)}`).join(", "));
  function who() {
    heading.textContent = `${clock.at + 1} of ${phases.length} · ${phase().name}`;
    const roles = sidesOf(phase()).startsWith("both") ? "" :
      ` ${["a", "b"].map((letter) => `${nameOf(letter)} ${phase().swapped ? "now argues" : "argues"} as the ${taken(letter, phase().swapped)}`).join(", ")}.`;
    does.textContent = `${phase().does}${roles}`;
    asks.replaceChildren(...phase().prompts.map((line) => h("li", {}, line)));
    rows.forEach((row, place) => {
      row.sides.textContent = sidesOf(phases[place]);
      row.row.setAttribute("aria-current", place === clock.at ? "step" : "false");
      row.row.classList.toggle("nx-practice-now", place === clock.at);
    });
    start.textContent = clock.since ? "Pause" : begun() ? "Go on" : "Start";
    next.disabled = clock.at === phases.length - 1;
    back.disabled = clock.at === 0;
  }

  // ---- setting it up
  const store = () => keep(model, kept, SETUP, { ...setup });
  const proposition = h("p", { class: "nx-serif nx-claim" });
  const holder = h("div");
  const from = h("p", { class: "nx-line" });
  const briefs = h("div", { class: "nx-practice-grid" });
  const ownText = h("textarea", { rows: 2, maxlength: 300, change: () => { setup.own = ownText.value; changed(); } });
  ownText.value = setup.own;
  const ownField = labelled("Your own proposition: a step that somebody could take", ownText);
  const words_ = () => (setup.claim === OWN ? setup.own.trim() : propositions.find((one) => one.claim_id === setup.claim).text);
  function shown() {
    const chosen = propositions.find((one) => one.claim_id === setup.claim);
    ownField.hidden = Boolean(chosen);
    proposition.textContent = words_() || "Write your proposition above.";
    holder.replaceChildren();
    delete holder.dataset.paragraph;
    from.replaceChildren(...(chosen ? ["From ", locator(model, chosen.paragraph, holder), ", in our words."] : []));
    const source = (chosen || propositions[0]).briefs;
    briefs.replaceChildren(...["a", "b"].map((letter) => briefOf(letter, source, Boolean(chosen))));
  }
  function briefOf(letter, lenses, read) {
    const family = taken(letter, false);
    const mine = lenses.filter((one) => one.family === family);
    const lens = mine.find((one) => one.lens_id === setup.lenses[family]) || mine[0];
    const pick = choose(mine.map((one) => [one.lens_id, one.name]), (value) => { setup.lenses = { ...setup.lenses, [family]: value }; changed(); briefs.querySelectorAll("select")[letter === "a" ? 0 : 1].focus(); });
    pick.value = lens.lens_id;
    const said = read && lens.reading ? [h("p", {}, h("b", {}, `A holder ${lens.says}. `), lens.reading), h("p", {}, h("b", {}, "Points to: "), lens.evidence)] :
      [h("p", { class: "nx-quiet" }, "For this proposition the table holds no reading. Build the case from the question and what the lens expects.")];
    return h("section", { "aria-label": `Brief of ${letter.toUpperCase()}` }, labelled(`${nameOf(letter)} reads first as`, pick),
      h("p", {}, h("b", {}, "Asks: "), lens.question), h("p", {}, h("b", {}, "Expects: "), lens.expects),
      h("details", { class: "nx-twin" }, h("summary", {}, "What a holder would say"), said));
  }
  function changed() { store(); shown(); who(); }
  const pickClaim = choose([...propositions.map((one) => [one.claim_id, `${one.said}: ${one.text}`]), [OWN, "another step, in your own words"]], (value) => { setup.claim = value; changed(); });
  pickClaim.value = setup.claim;
  const pickFirst = choose([["realist", "the realist"], ["liberal", "the liberal"]], (value) => { setup.first = value; changed(); });
  pickFirst.value = setup.first;
  const nameBoxes = ["a", "b"].map((letter) => {
    const box = h("input", { type: "text", maxlength: 60, autocomplete: "off", change: () => { setup.names = { ...setup.names, [letter]: box.value }; changed(); } });
    box.value = setup.names[letter];
    return labelled(`Who is ${letter.toUpperCase()} (initials do)`, box);
  });
  const presets = [["a class of 75", "minutes"], ["a class of 50", "short"]].map(([text, key]) => button(`Minutes for ${text}`, () => setMinutes(phases.map((one) => one[key]))));

  // ---- notes and the statement
  const field = (group, key, name, rows_) => {
    const box = h("textarea", { rows: rows_, maxlength: 2000, change: () => {
      texts[group] = { ...texts[group], [key]: box.value };
      keep(model, kept, TEXTS, { ...texts });
    } });
    box.value = texts[group][key] || "";
    return h("div", { class: "nx-practice-write" }, labelled(name, box));
  };
  const record = () => ({ proposition: words_(), first: setup.first, names: setup.names, joint: texts.joint, notes: texts.notes });
  const saved = h("p", { role: "status", class: "nx-practice-saved" });
  const takeAway = h("div");
  const exports_ = model.get("live") ? [["markdown", "Save as Markdown"], ["word", "Save as a Word file"]].map(([kind, text]) => button(text, () => model.send({ export: kind, record: record() }))) : [];
  const copy = button("Copy as text", async () => {
    const text = statementText(record(), words);
    try {
      await navigator.clipboard.writeText(text);
      takeAway.replaceChildren();
      saved.textContent = "The statement is copied. Paste it where you want to keep it.";
    } catch {
      const box = h("textarea", { readonly: true, rows: 12, "aria-label": "The statement, to copy" });
      box.value = text;
      takeAway.replaceChildren(box);
      box.select();
      saved.textContent = "The browser lets nothing be copied by a button. The text is below and selected: copy it with your keyboard.";
    }
  });
  model.on("msg:custom", (message) => {
    if (!message.saved) return;
    saved.textContent = message.saved;
    saved.classList.toggle("nx-warn", message.fault);
  });

  el.replaceChildren(h("section", { class: "nexus nx-panel nx-practice nx-controversy", "aria-label": model.get("name") },
    h("p", {}, model.get("care")),
    h("div", { class: "nx-row nx-pick" }, labelled("Proposition", pickClaim)), ownField, proposition, from, holder,
    h("div", { class: "nx-row" }, nameBoxes, labelled("A reads first as", pickFirst)),
    h("section", { class: "nx-practice-clock", "aria-label": "Clock" }, heading,
      h("div", { class: "nx-practice-now-does" }, digits, h("div", {}, does, h("p", { class: "nx-prompt" }, "Ask in this phase"), asks)),
      announced, h("div", { class: "nx-row" }, start, next, more, back, again)),
    h("details", { class: "nx-twin", open: true }, h("summary", {}, "Phases and their minutes"),
      h("section", { class: "nx-practice-phases", "aria-label": "Phases" }, h("table", {}, h("thead", {}, h("tr", {}, ["Phase", "Reads as", "Minutes"].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, rows.map((one) => one.row))), sum, h("div", { class: "nx-row" }, presets))),
    briefs,
    h("div", { class: "nx-practice-grid" }, words.notes.map(([key, name]) => field("notes", key, name, 5))),
    h("h4", {}, words.title), h("div", { class: "nx-practice-grid" }, words.fields.map(([key, name]) => field("joint", key, name, 4))),
    h("div", { class: "nx-row" }, exports_, copy), saved, takeAway, kept.line));
  shown();
  who();
  total();
  if (begun()) announce(clock.since ? `${phase().name}: the clock went on.` : `${phase().name}: paused.`);
  tick();
  const beat = setInterval(() => (el.isConnected ? tick() : null), 250);
  el.firstChild.dataset.ready = "yes";
  return () => clearInterval(beat);
}

export default { render };
