// What every page of the framings room draws the same way: verdicts, families, sources of a step.
const VERDICT_PATHS = { circle: "M16 1.5a10.5 10.5 0 1 1 0 21a10.5 10.5 0 1 1 0-21Z", square: "M5 2H27V22H5Z", diamond: "M16 0 30 12 16 24 2 12Z", stroke: "M4 4H28V20H4Z" };

// Shape, two letters and colour; the word stands beside it or in the name of the control.
function verdictMark(signs, verdict) {
  const { shape, color, letters } = signs[verdict];
  const hollow = verdict === "silent";
  const holder = h("span", { class: "nx-lens-mark", "aria-hidden": "true" });
  holder.innerHTML = `<svg viewBox="0 0 32 24"><path d="${VERDICT_PATHS[shape]}" fill="${hollow ? "#fff" : color}" stroke="${color}" stroke-width="1.5"${hollow ? ' stroke-dasharray="3 2"' : ""}/>` +
    `<text x="16" y="16" text-anchor="middle" font-size="10.5" font-weight="600" fill="${hollow ? color : "#fff"}">${letters}</text></svg>`;
  return holder;
}

const verdictWord = (signs, verdict) => h("span", { class: "nx-lens-verdict" }, verdictMark(signs, verdict), " ", h("b", {}, verdictVerb(verdict)));

const capital = (text) => text[0].toUpperCase() + text.slice(1);
const stepText = (model, record, lens, step) => record.readings[lens][step] ?? model.get("lenses")[lens][step];
const isOfLens = (model, lens, step) => step in model.get("lenses")[lens] && step !== "name" && step !== "family" && step !== "sources";
const stepSources = (model, record, lens, step) => (isOfLens(model, lens, step) ? model.get("lenses")[lens].sources : record.readings[lens].sources);
const sourcesOf = (model, ids) => ids.map((id) => model.get("sources")[id]);

// The sources of one block, its essay locator and its citation, made when they are asked for.
function sourceFold(model, ids, { about, cite, paragraphs }) {
  const fold = h("details", { class: "nx-lens-sources", toggle: () => {
    if (!fold.open || fold.children.length > 1) return;
    const sources = sourcesOf(model, ids);
    const holder = h("div");
    fold.append(sourceList(sources),
      paragraphs.length ? h("p", { class: "nx-line" }, h("b", {}, "In the essays "), paragraphs.flatMap((one, at) => [at ? ", " : "", locator(model, one, holder)])) : "",
      holder, citeLine(`${cite} Sources: ${sources.map((source) => source.reference).join(" ")}`));
  } }, h("summary", {}, `${ids.length} ${ids.length === 1 ? "source" : "sources"}`, h("span", { class: "nx-hidden" }, ` of ${about}`)));
  return fold;
}
