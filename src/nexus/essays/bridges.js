// Five mechanisms: which claims and instruments rely on which, and what falls when one is off.
function render({ model, el }) {
  const bridges = model.get("bridges");
  const claims = model.get("claims");
  const instruments = model.get("instruments");
  const whole = model.get("whole");
  const off = new Set(model.get("off"));
  const state = { what: "mechanism", essay: "" };

  // ---- the rules of bridges.py
  const rejected = () => new Set(whole.claims.filter((id) => ["mechanism", "assumption"].includes(claims[id].type) &&
    claims[id].bridges.length && claims[id].bridges.every((one) => off.has(one))));

  // ---- switches
  const boxes = bridges.map((bridge) => {
    const box = h("input", { type: "checkbox", checked: !off.has(bridge.id), change: () => { off[box.checked ? "delete" : "add"](bridge.id); draw(); tell(); } });
    return h("label", { class: "nx-choice nx-bridge" }, box, h("b", {}, bridge.id), h("span", {}, bridge.statement));
  });
  const tell = afterPause(() => { model.set("off", [...off]); model.save_changes(); });

  // ---- the matrix
  const holder = h("div");
  const table = h("div", { role: "region", "aria-label": "Who relies on which mechanism" });
  function drawTable(states) {
    const head = h("thead", {}, h("tr", {}, h("th", { scope: "col" }, state.what === "instrument" ? "Instrument" : "Claim"),
      bridges.map((bridge) => h("th", { scope: "col", class: off.has(bridge.id) ? "nx-off" : "" }, bridge.id, off.has(bridge.id) ? " (off)" : "")),
      h("th", { scope: "col" }, "Now")));
    const cell = (has, bridge) => h("td", { class: off.has(bridge.id) ? "nx-off" : "" }, has ? h("span", {}, off.has(bridge.id) ? "○" : "●", h("span", { class: "nx-hidden" }, off.has(bridge.id) ? " relied on, off" : " relies on it")) : "");
    const rows = state.what === "instrument" ?
      instruments.map((one) => h("tr", {}, h("th", { scope: "row" }, `${one.short_title} (${one.issuer}, ${one.year})`, h("span", { class: "nx-why" }, one.reason.join(" "))),
        bridges.map((bridge) => cell(one.bridges.includes(bridge.id), bridge)), h("td", {}, one.bridges.every((id) => off.has(id)) ? "serves none that is on" : "serves"))) :
      whole.claims.filter((id) => (state.what === "all" ? claims[id].bridges.length : claims[id].type === state.what && (state.what === "proposal" || claims[id].bridges.length)) && (!state.essay || id.startsWith(state.essay))).map((id) =>
        h("tr", {}, h("th", { scope: "row" }, locator(model, claims[id].paragraph, holder), ` ${id} ${claims[id].label}${claims[id].stated ? "" : " (unstated)"}`),
          bridges.map((bridge) => cell(claims[id].bridges.includes(bridge.id), bridge)), h("td", { class: states[id] === "stands" ? "" : "nx-again" }, words[states[id]])));
    table.replaceChildren(h("table", { class: "nx-matrix" }, head, h("tbody", {}, rows)));
  }
  // A fact that loses a reason still has its record.
  const words = { stands: "stands", weakened: "~ weakened", fallen: "↓ fallen", rejected: "✕ off with its mechanism" };

  // ---- what it does to the proposals
  const proposals = h("ul", { class: "nx-plain nx-pairs" });
  const status = h("p", { class: "nx-status", role: "status" });
  function draw() {
    const states = standing(whole, rejected());
    drawTable(states);
    const all = whole.claims.filter((id) => claims[id].type === "proposal");
    const lost = all.filter((id) => states[id] === "fallen");
    proposals.replaceChildren(...all.map((id) => h("li", {}, locator(model, claims[id].paragraph, holder), ` ${id} ${claims[id].label}: `, h("b", { class: states[id] === "stands" ? "" : "nx-again" }, words[states[id]]))));
    const clashes = model.get("collisions").filter((one) => !off.has(one.first) && !off.has(one.second));
    collisions.replaceChildren(...clashes.map(collision));
    status.textContent = off.size ? `Without ${[...off].join(", ")}, ${lost.length} of ${all.length} proposals ${lost.length === 1 ? "loses its" : "lose their"} ground${lost.length ? `: ${lost.join(", ")}` : ""}; weakened: ${all.filter((id) => states[id] === "weakened").length}. ` +
      `${clashes.length === 1 ? "1 collision is" : `${clashes.length} collisions are`} left. Lost ground is not disproof.` :
      `All five mechanisms are on: ${all.length} proposals stand, and ${clashes.length} pairs of mechanisms collide. Turn one off.`;
  }
  const collisions = h("div");
  const collision = (one) => h("details", { class: "nx-twin" }, h("summary", {}, `${one.first} against ${one.second}`),
    h("p", {}, one.why), h("p", { class: "nx-line" }, h("b", {}, "See "), one.claim_ids.join(", ")));

  const what = choose([["mechanism", "mechanisms"], ["proposal", "proposals"], ["assumption", "assumptions"], ["all", "all claims that rely on one"], ["instrument", "instruments"]], (value) => { state.what = value; essay.disabled = value === "instrument"; draw(); });
  const essay = choose([["", "both essays"], ["C", "Cha & Lloyd"], ["H", "Hurley"]], (value) => { state.essay = value; draw(); });
  el.replaceChildren(h("section", { class: "nexus nx-panel nx-bridges", "aria-label": model.get("name") },
    h("p", { class: "nx-prompt" }, "Mechanisms that are on"),
    h("div", { role: "group", "aria-label": "Mechanisms that are on" }, boxes),
    status,
    h("section", { "aria-label": "Proposals" }, h("h4", {}, "The proposals"), proposals),
    h("div", { class: "nx-row" }, labelled("Show", what), labelled("Essay", essay)), table, holder,
    h("section", { "aria-label": "Collisions" }, h("h4", {}, "Where mechanisms collide"), collisions),
    h("p", { class: "nx-source" }, model.get("source"))));
  draw();
  el.firstChild.dataset.ready = "yes";
}

export default { render };
