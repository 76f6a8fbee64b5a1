// One instrument, whole, as it stood on a day. What came later is folded and says so.
const EXIT_WORDS = { suspension: "suspended", termination: "ended", waiver: "waived", delisting: "struck from the list", renewal: "renewed" };
const REACH_WORDS = { whole: "it", part: "a part of it", case: "single cases" };
const countOf = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
const upper = (text) => `${text[0].toUpperCase()}${text.slice(1)}`;

function lawCard(law, one, day, field, back) {
  const of = (rows) => rows.filter((row) => row.instrument === one.id);
  const line = (name, ...text) => h("p", { class: "nx-line" }, h("b", {}, `${name} `), ...text);
  const standing = standingOn(one, day);
  const mine = of(law.measures);
  const now = standing === "in force" ? mine.filter((row) => running(row, day)) : [];
  const listed = of(law.designations).filter((row) => row.date <= day);
  const exits = lawOn(law, day).ways.filter((way) => way.instrument === one.id);
  const [votesFor, against, away] = one.votes || [];
  const shown = [one, ...now, ...listed, ...exits];
  const ids = [...new Set(shown.flatMap((row) => row.sources))];
  const sources = ids.map((id) => law.sources[id]);
  const own = one.sources.map((id) => law.sources[id]);
  const byThen = (some) => some.filter((source) => source.date <= day);
  const rest = sources.filter((source) => !own.includes(source) && source.date <= day);
  const after = sources.filter((source) => source.date > day);
  const unsure = shown.filter((row) => row.unverified).length;
  return h("article", { class: "nx-card nx-law-card", "aria-label": `Instrument: ${one.short_title}`, keydown: (event) => { if (event.key === "Escape") back(); } },
    h("p", { class: "nx-over" }, `${one.issuer} · ${one.kind.replace("-", " ")} · ${one.binding ? "binding" : "not binding"}${one.comparison ? " · on another country, for comparison" : ""}`),
    h("h4", { tabindex: -1 }, one.title),
    h("p", {}, saidBy(one.summary, day)),
    line("Adopted", `${sayDay(one.adopted)}${one.votes ? `: ${votesFor} for, ${against || "none"} against, ${away || "none"} abstaining` : ""}.`),
    line("Grounds", `${one.grounds.join(", ")}.`),
    one.trigger && one.trigger.known <= day ? line("It answers", `${one.trigger.said}.`) : null,
    standing === "ended" ? line("Ended", `${endOf(law, one)}.`) : null,
    measureParts(law, now, day, field),
    mine.some((row) => row.from <= day && !running(row, day)) && standing === "in force" ? h("details", { class: "nx-twin" },
      h("summary", {}, "Parts that had ended by this day"), measureList(law, mine.filter((row) => row.from <= day && !running(row, day)), day)) : null,
    listed.length ? h("details", { class: "nx-twin" }, h("summary", {}, `To whom: ${countOf(listed.length, "name")} listed under it by this day on rights or censorship grounds`),
      h("ul", {}, listed.map((row) => h("li", {}, `${sayDay(row.date)}: ${row.name}, ${row.role || row.kind}. Ground given: ${row.ground}.`)))) : null,
    exits.length ? [h("p", { class: "nx-line" }, h("b", {}, "Ways out of it on this day")), h("ul", {}, sayWays(exits).map((said) => h("li", {}, said)))] : null,
    laterPart(law, one, mine, day),
    h("footer", {},
      line("Status", `${standing} on ${sayDay(day)} · ${unsure ? `unverified in ${countOf(unsure, "point")}` : "each point borne out by a text read"} · `, h("b", {}, "Sources "), String(sources.length)),
      sourceList(byThen(own)),
      rest.length ? h("details", { class: "nx-twin" }, h("summary", {}, `${countOf(rest.length, "more source")}: for measures, names and exits`), sourceList(rest)) : null,
      after.length ? h("details", { class: "nx-twin" }, h("summary", {}, `${countOf(after.length, "source")} written after this day`), sourceList(after)) : null,
      citeLine(`${one.cite} The law as it stood on ${sayDay(day)}. Sources: ${own.map((source) => source.reference).join(" ")}`),
      h("p", { class: "nx-line" }, button("Back to the table", back))));
}

// Fields fold where there are many measures; the one from which the reader came is open.
function measureParts(law, measures, day, field) {
  if (!measures.length) return h("p", { class: "nx-line" }, h("b", {}, "What it does "), "No measure of it is recorded for this day.");
  const fields = law.fields.filter((name) => measures.some((row) => row.field === name));
  return [h("p", { class: "nx-line" }, h("b", {}, "What it does on this day "), `${countOf(measures.length, "measure")} in ${countOf(fields.length, "field")}.`),
    fields.map((name) => {
      const rows = measures.filter((row) => row.field === name);
      return h("details", { class: "nx-law-field", open: measures.length < 4 || name === field },
        h("summary", {}, `${upper(fieldWords(name))}: ${actionsOf(rows).map((one) => ACTION_SIGNS[one][1]).join(", ")} (${rows.length})`), measureList(law, rows, day));
    })].flat();
}

const measureList = (law, rows, day) => h("ul", {}, rows.map((row) => h("li", {}, sayMeasure(row, day))));
function sayMeasure(row, day) {
  const amount = [row.amount, row.period].filter(Boolean).join(", ");
  const where = [row.provision, row.sector].filter(Boolean).join("; ");
  return [h("b", {}, `${upper(ACTION_SIGNS[row.action][1])}${amount ? `, ${amount}` : ""}. `), `${saidBy(row.summary, day)} (${where})`];
}

// One line for each kind of way out; ways that differ only in their provision stand in one.
function sayWays(ways) {
  const lines = new Map();
  for (const way of ways) {
    const said = sayWay(way);
    lines.set(said, [...(lines.get(said) || []), ...inOrder(way.rows.map((row) => row.provision))]);
  }
  return [...lines].map(([said, found]) => {
    const where = inOrder(found);
    return `${said} (${where.length > 3 ? `${where[0]} and ${where.length - 1} more` : where.join("; ")}).`;
  });
}
function sayWay(way) {
  const tests = way.rows.filter((row) => row.role === "test" && !["decider", "nobody"].includes(row.asks)).length;
  const own = way.decider === "none";
  const who = own ? "the text itself" : way.decided_by.startsWith("Congress") ? way.decided_by : `the ${way.decided_by}`;
  const lasts = way.days ? `; ${way.days} days` : "";
  const what = { sunset: `Lapses unless ${who} prolongs it`, review: `${upper(who)} looks at it again` }[way.role] ||
    `${upper(REACH_WORDS[way.reach])} ${own ? (way.reach === "case" ? "are" : "is") : "can be"} ${EXIT_WORDS[way.exit]} by ${who}`;
  return `${what}${tests ? `, if ${countOf(tests, "test")} ${tests === 1 ? "is" : "are"} met` : ""}${lasts}`;
}

function endOf(law, row) {
  const by = law.instruments.find((other) => other.id === row.ended_by);
  return by ? `ended or replaced from ${sayDay(row.until)} by ${by.short_title}` : `${sayDay(row.until)} was its last day in this record`;
}

// Nobody could know this on the chosen day.
function laterPart(law, one, mine, day) {
  const lines = [
    saidLater(one.summary, day) ? [[one.adopted, saidLater(one.summary, day)]] : [],
    mine.filter((row) => row.from > day).map((row) => [row.from, [`From ${sayDay(row.from)}: `, ...sayMeasure(row, "9999")]]),
    mine.filter((row) => row.until > day).map((row) => [row.until, `${upper(ACTION_SIGNS[row.action][1])} (${[row.provision, row.sector].filter(Boolean).join("; ")}): ${endOf(law, row)}.`]),
    law.designations.filter((row) => row.instrument === one.id && row.date > day).map((row) => [row.date, `${sayDay(row.date)}: ${row.name} listed.`]),
    law.conditions.filter((row) => row.instrument === one.id && row.from > day).map((row) => [row.from, `${sayDay(row.from)}: ${row.requirement} (${row.provision})`]),
    law.conditions.filter((row) => row.instrument === one.id && row.until > day).map((row) => [row.until, `Until ${sayDay(row.until)}: ${row.requirement} (${row.provision})`]),
    one.until > day ? [[one.until, `The whole: ${endOf(law, one)}.`]] : [],
  ].flat().sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  if (!lines.length) return null;
  return h("details", { class: "nx-twin nx-law-later" }, h("summary", {}, `What came later: not known on ${sayDay(day)}`), h("ul", {}, lines.map(([, said]) => h("li", {}, said))));
}
