// Published lists: a reader's own downloads are read by the kernel, searched there, and shown here.
const PART = 4194304; // bytes; larger messages do not pass
const PLACES = [["first", "A list"], ["second", "The same list of another day, to compare"]];
const STATUS = { added: "+ added in the newer list", removed: "− removed in the newer list", changed: "~ changed in the newer list", absent: "− not in the newer list" };
const table = (columns, rows, name) => h("div", { class: "nx-scroll", tabindex: 0, role: "region", "aria-label": name },
  h("table", {}, h("thead", {}, h("tr", {}, columns.map((one) => h("th", { scope: "col" }, one)))), h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell) => h("td", {}, cell)))))));
const folded = (words, ...inside) => h("details", { class: "nx-twin" }, h("summary", {}, words), inside);

function render({ model, el }) {
  const live = model.get("live");
  const read = {};
  const waiting = new Map();

  // ---- one question to the kernel at a time of each kind; its answer is awaited
  function ask(message, buffers) {
    return new Promise((resolve) => {
      waiting.set(message.act, resolve);
      model.send(message, undefined, buffers);
    });
  }
  model.on("msg:custom", (message) => {
    const resolve = waiting.get(message.act);
    if (!resolve || (message.act === "search" && message.text !== asked)) return;
    waiting.delete(message.act);
    resolve(message);
  });

  // ---- where a list is put in
  const places = PLACES.map(([place, title]) => {
    const files = h("input", { type: "file", multiple: true, accept: ".csv,.xml,.txt" });
    const day = h("input", { type: "date", max: new Date().toISOString().slice(0, 10) });
    const said = h("p", { class: "nx-line nx-list-said", role: "status" });
    const held = h("div");
    const shelf = choose([["", "none found there"]], () => {});
    const tell = (words, warn = false) => { said.textContent = words; said.classList.toggle("nx-warn", warn); };
    async function send() {
      const chosen = [...files.files];
      if (!chosen.length) { tell("Choose one file, or the files of one set, first.", true); files.focus(); return; }
      for (const file of chosen) {
        for (let at = 0; at === 0 || at < file.size; at += PART) {
          tell(`Taking in ${file.name}: ${Math.round((100 * Math.min(file.size, at + PART)) / Math.max(1, file.size))} per cent.`);
          const part = await file.slice(at, at + PART).arrayBuffer();
          const answer = await ask({ act: "part", place, file: file.name, at, first: at === 0 }, [part]);
          if (answer.problem) { tell(answer.problem, true); return; }
        }
      }
      tell("Reading.");
      took(await ask({ act: "read", place, day: day.value }));
    }
    async function fromShelf() {
      if (!shelf.value) { tell("No list lies in the folder my-work/lists. Put one there, or choose a file.", true); return; }
      tell("Reading.");
      took(await ask({ act: "take", place, list: shelf.value, day: day.value }));
    }
    function took(answer) {
      if (answer.problem) { tell(`${answer.problem}${read[place] ? " What was read before is kept." : ""}`, true); return; }
      read[place] = answer.summary;
      files.value = "";
      if (answer.summary) show(answer.summary, answer.left || []);
      else { held.replaceChildren(); tell("The list is put away. Your file is untouched."); }
      refresh();
    }
    function show(sum, left) {
      tell(left.length ? `The list is read without ${left.join(", ")}: ${sum.faults[0]}` : "The list is read.", left.length > 0);
      const lead = `${sum.source}${sum.day ? ` of ${sayDay(sum.day)}` : ""}, ${sum.form}, from ${sum.files.join(", ")}: ${sum.entries.toLocaleString("en")} entries, ${sum.ours.toLocaleString("en")} of them under a North Korea programme.`;
      held.replaceChildren(h("p", {}, lead), ...summaryOf(sum, sum.ask ? dayAsked(sum) : null));
    }
    function dayAsked(sum) {
      const given = h("input", { type: "date", max: day.max });
      return h("div", { class: "nx-row" }, labelled(sum.ask, given), button("Set the day", async () => {
        if (!given.value) { given.focus(); return; }
        took(await ask({ act: "day", place, day: given.value }));
      }));
    }
    const box = h("section", { class: "nx-list-place", "aria-label": title },
      h("div", { class: "nx-row" }, labelled("Files that you downloaded", files), labelled("Day, if the files do not give it", day), button("Read these files", send)),
      h("div", { class: "nx-row" }, labelled("or a list in the folder my-work/lists", shelf), button("Read it", fromShelf),
        askingButton("Put away", "Forget what was read here?", async () => took(await ask({ act: "remove", place })))),
      said, held);
    return { place, title, box, shelf };
  });

  function summaryOf(sum, first) {
    const drawn = sum.figures.map(figureOf);
    const faults = sum.faulty ? folded(`${sum.faulty} ${sum.faulty === 1 ? "line was" : "lines were"} not read, or read with a doubt`,
      h("ul", {}, sum.faults.map((one) => h("li", {}, one)))) : h("p", { class: "nx-line" }, "Every line was read.");
    return [first, table(["Kind", "In the list", "North Korea programme"], [...sum.kinds.map((row) => row.map(String)),
      ["all", String(sum.entries), String(sum.ours)]], `Kinds of entries, ${sum.source}`),
    h("p", { class: "nx-line" }, `${sum.aliases.toLocaleString("en")} aliases and ${sum.addresses.toLocaleString("en")} addresses are joined to them. A North Korea programme is a tag that begins with DPRK, or a reference that begins with KP. Firms, ships and persons of other countries stand under it too, and some North Koreans stand under other tags.`),
    faults, ...drawn].filter(Boolean);
  }
  function figureOf(one) {
    const place = h("div", { class: "nx-chart" });
    chartsReady().then((host) => host.chart(place, one.spec));
    return h("figure", { class: "nx-list-figure" }, place, h("figcaption", {}, one.source), folded("Read this chart", h("p", {}, one.finding), table(one.columns, one.rows, "The chart as a table")));
  }

  // ---- search
  let asked = "";
  const name = h("input", { type: "search", maxlength: 200, autocomplete: "off", spellcheck: "false", keydown: (event) => { if (event.key === "Enter") { event.preventDefault(); search(); } } });
  const only = h("input", { type: "checkbox" });
  const hits = h("div", { role: "status" });
  const card = h("div", { class: "nx-holder", "aria-live": "polite" });
  async function search() {
    asked = name.value.trim();
    card.replaceChildren();
    if (!asked) { hits.replaceChildren(h("p", { class: "nx-warn" }, "Write a name or a part of one first.")); name.focus(); return; }
    const answer = await ask({ act: "search", text: asked, only: only.checked });
    if (answer.problem) { hits.replaceChildren(h("p", { class: "nx-warn" }, answer.problem)); return; }
    const rows = answer.found.map((one) => [button(one.name, () => open(one), { class: "nx-link" }), one.kind, one.programmes.join(", "),
      `${one.near}${one.written === one.name ? "" : `: “${one.written}” (${one.stands_in})`}`, ...(answer.vintages ? [STATUS[one.status] || "in both"] : [])]);
    hits.replaceChildren(h("p", { class: "nx-line" }, `${rows.length || "No"} ${rows.length === 1 ? "entry" : "entries"} near “${asked}” in ${answer.where}.${rows.length ? " A similar name need not be the same person: compare birth dates, numbers and places." : " Try another spelling, or a part of the name."}`),
      ...(rows.length ? [table(["Name", "Kind", "Programmes", "How close", ...(answer.vintages ? ["Status"] : [])], rows, "Names found")] : []));
  }
  async function open(one) {
    const answer = await ask({ act: "entry", source: one.source, entry: one.entry_id });
    if (answer.problem) { card.replaceChildren(h("p", { class: "nx-warn" }, answer.problem)); return; }
    const found = answer.card;
    const list = (words, lines) => lines.length ? [h("p", { class: "nx-line" }, h("b", {}, `${words} (${lines.length})`)), h("ul", {}, lines.map((line) => h("li", {}, line)))] : [];
    card.replaceChildren(h("article", { class: "nx-card", tabindex: -1, "aria-label": `Entry: ${found.name}` },
      h("p", { class: "nx-over" }, `${found.kind} · ${found.list} · number ${found.entry_id}`), h("h4", {}, found.name),
      found.removed ? h("p", { class: "nx-warn" }, "− Removed: the newer list no longer has this entry.") : null,
      found.lines.map(([what, words]) => h("p", { class: "nx-line" }, h("b", {}, `${what} `), words)),
      list("Aliases", found.aliases), list("Addresses", found.addresses),
      h("footer", {}, h("p", { class: "nx-line" }, h("b", {}, "What a listing is "), model.get("note")))));
    card.firstChild.focus();
  }

  // ---- two vintages
  const difference = h("div", { role: "status" });
  const compareButton = button("Compare the two", async () => {
    const answer = await ask({ act: "compare" });
    if (answer.problem) { difference.replaceChildren(h("p", { class: "nx-warn" }, answer.problem)); return; }
    const found = answer.comparison;
    const part = (words, columns, { count, rows }) => folded(`${count.toLocaleString("en")} ${words}`, rows.length ?
      [table(columns, rows, words), rows.length >= found.most ? h("p", { class: "nx-line" }, `The first ${found.most} rows are shown.`) : null] : h("p", {}, "None."));
    const columns = ["Number", "Name", "Kind", "Programmes", "Listed on"];
    difference.replaceChildren(h("p", {}, `From ${found.older} to ${found.newer}: ${found.added.count} added, ${found.removed.count} removed, ${found.changed.count} changed.`),
      part("added", columns, found.added), part("removed", columns, found.removed),
      part("changed", ["Number", "Name", "Field", "Before", "After"], found.changed),
      found.not_compared.length ? h("p", { class: "nx-line" }, `Not compared, since one of the two does not give it alike: ${found.not_compared.join(", ")}.`) : null,
      h("p", { class: "nx-line" }, h("b", {}, "What a listing is "), model.get("note")));
  });

  // ---- the project's own record, for a room without a file
  const recorded = model.get("recorded");
  const own = h("div");
  const columns = ["Day", "Name", "Kind", "Role", "By", "Ground"];
  const ownTable = (rows) => table(columns, rows.map((row) => [row.day, row.name, row.kind, row.role, row.by, row.ground]), "Designations recorded in this project");
  function refresh() {
    const any = PLACES.some(([place]) => read[place]);
    own.replaceChildren(...(any ? [] : [h("p", {}, `No list is read yet. The search goes through the ${recorded.length} designations that this project recorded, each with its ground.`),
      folded("See them all", ownTable(recorded))]));
    compareButton.disabled = !PLACES.every(([place]) => read[place]);
    compareLine.textContent = compareButton.disabled ? "One list of two days is needed." : "";
    only.disabled = !any;
  }
  const compareLine = h("span", { class: "nx-quiet" });

  const site = (name, path = "") => h("a", { href: `https://${name}${path}`, target: "_blank", rel: "noopener noreferrer" }, name);
  const where = folded("Where officials publish their lists", h("p", {},
    "OFAC, the sanctions office of the US Treasury, publishes its list of blocked names (the SDN list) at ", site("sanctionslist.ofac.treas.gov", "/Home/static/sdn.html"), ", in CSV (sdn.csv, alt.csv, add.csv, sdn_comments.csv) and in XML (sdn.xml, sdn_advanced.xml). ",
    "The Security Council publishes its consolidated list in XML at ", site("scsanctions.un.org"), ". Download on a good network and bring the files with you. What you choose here stays on this machine."));
  const parts = live ? [where, places[0].box, folded(places[1].title, places[1].box),
    h("h4", {}, "Search a name"),
    own, h("div", { class: "nx-row" }, labelled("Name, or part of one", name), button("Search", search), h("label", { class: "nx-check" }, only, "North Korea programmes only")), hits, card,
    h("h4", {}, "Two days of one list"), h("div", { class: "nx-row" }, compareButton, compareLine), difference] :
    [h("p", {}, "Lists are read in the notebook, not on this page. Here is what this project recorded, each name with its ground."), ownTable(recorded)];
  el.replaceChildren(h("section", { class: "nexus nx-panel nx-list", "aria-label": model.get("name") }, parts,
    h("p", { class: "nx-source" }, h("b", {}, "What a listing is "), model.get("note"))));
  if (live) {
    refresh();
    ask({ act: "shelf" }).then(({ lists }) => places.forEach(({ shelf }) => {
      if (lists && lists.length) shelf.replaceChildren(...lists.map((one) => h("option", { value: one }, one)));
    }));
  }
  el.firstChild.dataset.ready = "yes";
}

export default { render };
