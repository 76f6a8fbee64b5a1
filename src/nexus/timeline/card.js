// One event, whole: what happened, when it could be known, how sure it is, and from where.
// On the day of a cut-off it holds only what was known that day, and only texts written by then.
function eventCard(model, event, signs, cutOff) {
  const holder = h("div");
  const byThen = (iso) => !cutOff || iso <= cutOff;
  const sources = event.sources.filter((source) => byThen(source.date));
  const hidden = event.sources.length - sources.length;
  const line = (name, text) => text ? h("p", { class: "nx-line" }, h("b", {}, `${name} `), text) : null;
  return h("article", { class: "nx-card", "aria-label": `Event: ${event.title}` },
    h("p", { class: "nx-over" }, sign(signs[event.lane].shape, signs[event.lane].color),
      `${event.said} · ${event.lane}`),
    h("h4", {}, event.title),
    h("p", {}, event.summary),
    line("Could be known", event.known_said),
    line("Disputed", event.dispute),
    event.later && byThen(event.later_from) ? line("What came later", event.later) : null,
    event.lasted && byThen(event.lasted) ? line("Lasted until", `${sayDay(event.lasted)}.`) : null,
    line("Which day", event.local_date_note),
    line("In the essays", event.named),
    event.paragraphs.length ? h("p", { class: "nx-line" }, h("b", {}, "Read "),
      event.paragraphs.flatMap((one, at) => [at ? ", " : "", locator(model, one, holder)])) : null, holder,
    h("footer", {},
      h("p", { class: "nx-line" }, h("b", {}, "Status "), event.status, " · ", h("b", {}, "Sources "),
        `${sources.length}${hidden ? `, and ${hidden} written after the cut-off` : ""}`),
      sourceList(sources),
      citeLine(`${event.cite} Sources: ${sources.map((source) => source.reference).join(" ")}`)));
}
