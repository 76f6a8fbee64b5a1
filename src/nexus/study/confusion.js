// What was taken for what: a picture that fills as answers come in, with its text twin. `words` are
// {empty, one, many, kinds}: the title while nothing is there, what is counted, what is confused.
function confusionView(model, words) {
  const rows = h("tbody");
  const sentence = h("p");
  const chart = h("div", { class: "nx-chart" });
  let view = null;
  let last = [[], []];
  const heads = ["Key", "You chose first", words.many[0].toUpperCase() + words.many.slice(1)];
  function headline(confused, done) {
    if (!done) return words.empty;
    if (!confused.length) return `Nothing was taken for anything else in ${done} ${done === 1 ? words.one : words.many}`;
    if (confused[1]?.many === confused[0].many) {
      const times = confused[0].many === 1 ? "once" : `${confused[0].many} times`;
      return `${confused.filter((cell) => cell.many === confused[0].many).length} pairs of ${words.kinds} were confused most, each ${times}`;
    }
    return `Most often ${confused[0].key}s were taken for ${confused[0].chosen}s: ${confused[0].many} of ${done}`;
  }
  // Show pairs {key, chosen} among these names.
  function fill(names, pairs) {
    last = [names, pairs];
    const cells = names.flatMap((key) => names.map((chosen) => {
      const many = pairs.filter((pair) => pair.key === key && pair.chosen === chosen).length;
      return { key, chosen, many, said: `${many} ${key}, taken for ${chosen}` };
    }));
    const confused = cells.filter((cell) => cell.many && cell.key !== cell.chosen).sort((a, b) => b.many - a.many);
    const title = headline(confused, pairs.length);
    rows.replaceChildren(...cells.filter((cell) => cell.many).map((cell) =>
      h("tr", {}, h("td", {}, cell.key), h("td", {}, cell.chosen), h("td", {}, String(cell.many)))));
    sentence.textContent = `${title}.`;
    if (view) view.data("pairs", cells).signal("headline", title).run();
  }
  const drawn = chartsReady().then(async (host) => {
    view = (await host.chart(chart, model.get("spec"))).view;
    fill(...last);
  });
  const parts = [chart, h("p", { class: "nx-source" }, model.get("source")),
    h("details", { class: "nx-twin" }, h("summary", {}, "Read this chart"), sentence,
      h("table", {}, h("thead", {}, h("tr", {}, heads.map((name) => h("th", { scope: "col" }, name)))), rows))];
  return { parts, fill, drawn };
}
