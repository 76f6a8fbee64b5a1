// The argument map and its outline: one state, two views of it.
const SIGNS = { rejected: "✕", fallen: "↓", weakened: "~", stands: "" };
const RELATIONS = { supports: "supports", joint: "works together with others", needed: "is taken for granted by", conflicts: "conflicts with", concedes: "grants a limit to", restates: "says again" };
const SVG = "http://www.w3.org/2000/svg";

function s(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value != null && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child != null));
  return element;
}

function render({ model, el }) {
  const get = (name) => model.get(name);
  const claims = get("claims");
  const arguments_ = get("arguments");
  const kept = keptLine(model);
  const state = { which: get("essay"), rejected: new Set(), folded: new Set(), focus: get("focus"), selected: get("focus"), zoom: 1, also: true, past: [] };
  const before = (get("kept") || {})[`map-${state.which}`];
  if (before) state.rejected = new Set(before.rejected.filter((id) => claims[id]));
  const whole = () => arguments_[state.which];
  const states = () => standing(whole(), state.rejected);
  const shown = () => visible(whole(), state.folded, state.focus);
  const label = (id) => `${id} ${claims[id].label}`;

  // Two essays at once are too many boxes to begin with: the reader unfolds what is wanted.
  const foldable = () => new Set(whole().claims.filter((id) => under(whole(), id).length && !tops(whole()).includes(id)));
  const begin = () => (whole().claims.length > 60 ? foldable() : new Set());
  state.folded = begin();

  // ---- what changes
  function change(act) {
    state.past.push({ rejected: new Set(state.rejected), folded: new Set(state.folded), focus: state.focus });
    act();
    draw();
    keep(model, kept, `map-${state.which}`, { rejected: [...state.rejected] });
    model.set("rejected", [...state.rejected]);
    model.save_changes();
  }
  const toggle = (set, id) => change(() => { if (!state[set].delete(id)) state[set].add(id); });
  function select(id, focusToo = false) {
    state.selected = id;
    draw();
    if (focusToo) stage.querySelector(`[data-claim="${id}"]`)?.focus();
  }
  function undo() {
    const last = state.past.pop();
    if (last) Object.assign(state, last);
    draw();
  }

  // ---- the map
  const stage = h("div", { class: "nx-map", role: "group",
    "aria-label": "Argument map. Arrow keys move between claims, Space rejects one, F folds a branch, Enter opens its card, plus and minus zoom." });
  stage.addEventListener("keydown", onKey);
  let geometry = null;

  function drawMap() {
    const seen = shown();
    const all = states();
    if (!seen.has(state.selected)) state.selected = whole().claims.find((id) => seen.has(id)) || "";
    geometry = arrange(whole(), seen, state.also ? whole().links : [], (id) => wrapped(claims[id].label, BOX.width - 18));
    const marks = ["supports", "conflicts", "restates", "concedes", "needed"].map((relation) => head(relation));
    const focused = stage.contains(document.activeElement);
    const svg = s("svg", { viewBox: `0 0 ${geometry.width} ${geometry.height}`, role: "group", "aria-label": `Map of ${seen.size} claims`,
      style: `width:${100 * state.zoom}%;min-width:${Math.round(geometry.width * 0.72 * state.zoom)}px;max-width:${Math.round(geometry.width * 1.3 * state.zoom * magnify())}px` },
      s("defs", {}, marks),
      geometry.lines.map(drawLine),
      [...geometry.nodes].map(([id, node]) => (node.joint ? drawJoint(id, node) : drawBox(id, node, all[id]))));
    stage.replaceChildren(svg);
    if (focused) stage.querySelector(`[data-claim="${state.selected}"]`)?.focus({ preventScroll: true });
  }
  // A small map stays small; the projector's switch stands in the styles.
  const magnify = () => parseFloat(getComputedStyle(el).getPropertyValue("--nexus-scale")) || 1;
  function head(relation) {
    const shapes = {
      supports: s("path", { d: "M1 1 9 5 1 9Z", fill: "#1f2328" }),
      needed: s("circle", { cx: 5, cy: 5, r: 3.4, fill: "#fff", stroke: "#1f2328", "stroke-width": 1.4 }),
      conflicts: s("path", { d: "M2 1 8 9M8 1 2 9", stroke: "#8a3a06", "stroke-width": 2, fill: "none" }),
      restates: s("path", { d: "M2 3H9M2 7H9", stroke: "#57606a", "stroke-width": 1.6, fill: "none" }),
      concedes: s("path", { d: "M8 1 2 5 8 9", stroke: "#57606a", "stroke-width": 1.6, fill: "none" }),
    };
    return s("marker", { id: `${mark}-${relation}`, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" }, shapes[relation]);
  }
  const mark = freshId("head");
  const DASH = { needed: "2 3", conflicts: "9 3 2 3", concedes: "8 4", restates: "1 0" };
  function drawLine(line) {
    const quiet = ["concedes", "restates"].includes(line.relation);
    return s("path", { class: "nx-edge", d: curve(line.path), fill: "none", "data-edge": line.name, "data-relation": line.relation,
      stroke: line.relation === "conflicts" ? "#8a3a06" : quiet ? "#57606a" : "#1f2328",
      "stroke-width": line.relation === "conflicts" ? 1.8 : 1.3, "stroke-dasharray": DASH[line.relation] || null,
      "marker-end": line.relation === "joint" ? null : `url(#${mark}-${line.relation})` },
      s("title", {}, line.from.startsWith("joint") ? `together they support ${line.to}` : line.to.startsWith("joint") ? `${line.from} works only together with the others at this bracket` : `${line.from} ${RELATIONS[line.relation]} ${line.to}`));
  }
  function drawJoint(id, node) {
    const [left, right, top, bottom] = [node.x - 6, node.x + 6, node.y - 20, node.y + 20];
    return s("g", { "data-joint": id }, s("path", { d: `M${left},${top}H${right - 4}V${bottom}H${left}`, fill: "none", stroke: "#1f2328", "stroke-width": 2.4 }),
      s("path", { d: `M${right - 4},${node.y}H${right}`, stroke: "#1f2328", "stroke-width": 2.4 }), s("title", {}, "These premises work only together."));
  }
  function drawBox(id, node, is) {
    const claim = claims[id];
    const [x, y] = [node.x - node.width / 2, node.y - node.height / 2];
    const chosen = id === state.selected;
    const folded = state.folded.has(id) && under(whole(), id).length;
    return s("g", { class: "nx-box", "data-claim": id, "data-state": is, role: "button", tabindex: chosen ? 0 : -1, [OWN_KEYS]: "true",
      "aria-label": `${id}, ${claim.type}${claim.stated ? "" : ", unstated"}: ${claim.claim} ${is}.${folded ? " Folded." : ""}`, "aria-pressed": String(state.rejected.has(id)),
      click: () => select(id, true) },
      s("rect", { x, y, width: node.width, height: node.height, rx: 5, fill: is === "fallen" ? "#e6e9ec" : is === "rejected" ? "#fff1e8" : "#fff",
        stroke: chosen ? "#0b5cad" : "#57606a", "stroke-width": chosen ? 3 : is === "rejected" ? 2.4 : 1.2, "stroke-dasharray": claim.stated ? null : "5 3" }),
      // The state takes the place of the kind, so that the two never meet.
      s("text", { x: x + 9, y: y + 16, "font-size": 11.5, fill: is === "stands" ? "#57606a" : "#8a3a06", "font-weight": is === "stands" ? 400 : 600 },
        is === "stands" ? `${id} · ${claim.stated ? claim.type : "unstated"}` : `${id} ${SIGNS[is]} ${is}`),
      node.words.map((line, at) => s("text", { x: x + 9, y: y + BOX.head + 12 + BOX.line * at, "font-size": 14, fill: "#1f2328", "text-decoration": is === "rejected" ? "line-through" : null }, line)),
      folded && hidden(id) ? s("text", { x: x + node.width - 9, y: y + 16, "text-anchor": "end", "font-size": 11.5, fill: "#0b5cad" }, `+${hidden(id)}`) : null);
  }
  const hidden = (id) => [...reach([id], (one) => under(whole(), one))].filter((one) => !shown().has(one)).length;

  function onKey(event) {
    const id = event.target.closest?.("[data-claim]")?.dataset.claim;
    if (id) state.selected = id;
    const act = { "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), Escape: () => change(() => { state.focus = ""; }) }[event.key] ||
      (id && { ArrowLeft: () => move(id, -1, 0), ArrowRight: () => move(id, 1, 0), ArrowUp: () => move(id, 0, -1), ArrowDown: () => move(id, 0, 1),
        " ": () => toggle("rejected", id), f: () => toggle("folded", id), F: () => toggle("folded", id),
        Enter: () => { select(id); card.querySelector("button")?.focus(); } }[event.key]);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }
  function move(id, dx, dy) {
    const here = geometry.nodes.get(id);
    const away = [...geometry.nodes].filter(([one, node]) => !node.joint && one !== id).map(([one, node]) => {
      const [x, y] = [node.x - here.x, node.y - here.y];
      const along = dx ? x * dx : y * dy, across = dx ? Math.abs(y) : Math.abs(x);
      return { one, along, cost: along + across * (dx ? 1.2 : 4) };
    }).filter(({ along }) => along > 4);
    const next = away.sort((a, b) => a.cost - b.cost)[0];
    if (next) select(next.one, true);
  }
  function zoom(by) {
    state.zoom = Math.min(4, Math.max(1, state.zoom * by));
    drawMap();
    stage.querySelector(`[data-claim="${state.selected}"]`)?.scrollIntoView({ block: "nearest", inline: "center" });
  }

  // ---- the outline
  const outline = h("div", { class: "nx-outline" });
  function drawOutline() {
    const all = states();
    const seen = new Set();
    const item = (id, role) => {
      const again = seen.has(id);
      seen.add(id);
      const claim = claims[id];
      const below = again ? [] : children(id, item);
      const inside = under(whole(), id).length && !again;
      return h("li", {}, h("div", { class: "nx-leaf", "data-leaf": id, "data-state": all[id] },
        h("label", { class: "nx-check" }, h("input", { type: "checkbox", checked: state.rejected.has(id), "aria-label": `Reject ${label(id)}`,
          change: () => { toggle("rejected", id); refocus(`[data-leaf="${id}"] input`); } })),
        inside ? button(state.folded.has(id) ? "+" : "−", () => { toggle("folded", id); refocus(`[data-leaf="${id}"] .nx-fold`); },
          { class: "nx-fold", "aria-expanded": String(!state.folded.has(id)), "aria-label": `${state.folded.has(id) ? "Unfold" : "Fold"} ${id}` }) : null,
        h("span", {}, role ? h("span", { class: "nx-quiet" }, `${role} `) : null,
          button(id, () => select(id), { class: "nx-link", "aria-label": `Open the card of ${label(id)}` }), " ", claim.claim,
          claim.stated ? null : h("i", {}, " (unstated)"), again ? h("span", { class: "nx-quiet" }, " (see above)") : null,
          all[id] === "stands" ? null : h("b", { class: "nx-again" }, ` ${SIGNS[all[id]]} ${all[id]}`))),
        below.length && !state.folded.has(id) ? h("ul", {}, below) : null);
    };
    outline.replaceChildren(h("ul", {}, tops(whole()).map((id) => item(id, ""))));
  }
  function children(id, item) {
    const reasons = reasonsFor(whole(), id);
    return [
      ...reasons.flatMap((reason, at) => reason.premises.map((one) => item(one, reason.premises.length > 1 ? `together ${at + 1}:` : "because:"))),
      ...(whole().needs[id] || []).map((one) => item(one, "taken for granted:")),
    ];
  }
  const refocus = (selector) => outline.querySelector(selector)?.focus();

  // ---- the card of one claim
  const card = h("div", { class: "nx-holder", "aria-live": "polite" });
  function drawCard() {
    const id = state.selected;
    if (!id) return card.replaceChildren();
    const claim = claims[id];
    const holder = h("div");
    const is = states()[id];
    const rests = under(whole(), id);
    const serves = whole().claims.filter((one) => under(whole(), one).includes(id));
    const others = whole().links.filter((link) => link.from_id === id || link.to_id === id);
    const steps = (text, ids) => ids.length ? h("p", { class: "nx-line" }, h("b", {}, `${text} `), ids.flatMap((one, at) => [at ? ", " : "", button(label(one), () => select(one, true), { class: "nx-link" })])) : null;
    card.replaceChildren(h("article", { class: "nx-card", "aria-label": `Claim ${id}` },
      h("p", { class: "nx-over" }, `${id} · ${claim.type}${claim.stated ? "" : " · unstated"} · ${claim.lens} logic · ${is}`),
      h("p", { class: "nx-serif" }, claim.claim),
      h("div", { class: "nx-row" },
        button(state.rejected.has(id) ? "Take it back in" : "Reject it", () => { toggle("rejected", id); card.querySelector("button").focus(); }),
        rests.length ? button(state.folded.has(id) ? "Unfold its branch" : "Fold its branch", () => { toggle("folded", id); }) : null,
        button(state.focus === id ? "Show the whole" : "Show only what bears on it", () => change(() => { state.focus = state.focus === id ? "" : id; }))),
      steps("Rests on", rests), steps("Serves", serves),
      others.map((link) => h("p", { class: "nx-line" }, h("b", {}, `${link.from_id} ${RELATIONS[link.relation]} ${link.to_id}. `), link.warrant)),
      whole().warrants.filter(([from, to]) => to === id || from === id).length ? h("details", { class: "nx-twin" }, h("summary", {}, "Why the steps would hold"),
        whole().warrants.filter(([from, to]) => to === id || from === id).map(([from, to, why]) => h("p", { class: "nx-line" }, h("b", {}, `${from} to ${to}: `), why))) : null,
      h("p", { class: "nx-line" }, h("b", {}, "Strongest objection "), claim.objection),
      h("p", { class: "nx-line" }, h("b", {}, "Checking gives "), `${claim.fact_check}. ${claim.fact_note}`),
      h("p", { class: "nx-line" }, h("b", {}, "Read "), locator(model, claim.paragraph, holder)), holder,
      h("footer", {}, h("ul", { class: "nx-sources" }, claim.sources.map((source) => h("li", {}, source.label, source.primary ? " · primary" : "", " · ",
        h("a", { href: source.url, target: "_blank", rel: "noopener noreferrer", "aria-label": `open at the source: ${source.label}` }, "open at the source")))))));
  }

  // ---- words for all of it
  const status = h("p", { class: "nx-status", role: "status" });
  function say() {
    const seen = state.focus ? shown() : new Set(whole().claims);
    const all = Object.entries(states()).filter(([id]) => seen.has(id)).map(([, is]) => is);
    const count = (is) => all.filter((one) => one === is).length;
    const proposals = whole().claims.filter((id) => claims[id].type === "proposal");
    const lost = proposals.filter((id) => states()[id] === "fallen");
    status.textContent = state.rejected.size ?
      `${count("rejected")} rejected, ${count("fallen")} fallen with them, ${count("weakened")} weakened, ${count("stands")} untouched. ` +
      (lost.length ? `Proposals without stated support: ${lost.join(", ")}. ` : "Every proposal keeps a stated support. ") +
      "This is dependency, not truth: a fallen claim may hold for a reason that the essay does not give." :
      `${shown().size} of ${whole().claims.length} claims shown. Reject a claim to see what rests on it. Within a bracket all premises are needed, and so is what is taken for granted; separate solid arrows are alternatives.`;
  }
  function draw() {
    drawMap();
    drawOutline();
    drawCard();
    say();
    el.firstChild.dataset.ready = "yes";
  }

  // ---- the page
  const essay = choose(get("essays"), (value) => {
    Object.assign(state, { which: value, rejected: new Set(), focus: "", selected: "", past: [] });
    state.folded = begin();
    const held = (get("kept") || {})[`map-${value}`];
    if (held) state.rejected = new Set(held.rejected.filter((id) => arguments_[value].claims.includes(id)));
    draw();
  });
  essay.value = state.which;
  const also = h("input", { type: "checkbox", checked: true, change: () => { state.also = also.checked; draw(); } });
  const outlineBox = h("details", { class: "nx-twin", open: get("outline") }, h("summary", {}, "The same as an outline"), outline);
  el.replaceChildren(h("section", { class: "nexus nx-panel nx-argument", "aria-label": get("name") },
    h("h4", {}, get("name")),
    h("div", { class: "nx-row" }, labelled("Argument of", essay), h("label", { class: "nx-check" }, also, "conflicts, concessions, restatements"),
      button("Undo", undo), button("Fold all", () => change(() => { state.folded = foldable(); })),
      button("Unfold all", () => change(() => { state.folded = new Set(); state.focus = ""; })),
      button("Zoom in", () => zoom(1.25)), button("Zoom out", () => zoom(0.8)),
      askingButton("Start again", "Forget what you rejected and folded?", () => change(() => Object.assign(state, { rejected: new Set(), folded: begin(), focus: "", zoom: 1 })))),
    status, stage, legend(), card, outlineBox, exportRow(model, state, stage), kept.line));
  draw();
}

const brush = document.createElement("canvas").getContext("2d");
function wrapped(text, width) {
  brush.font = "14px system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', 'Noto Sans', sans-serif";
  const lines = [""];
  for (const word of text.split(" ")) {
    if (lines.at(-1) && brush.measureText(`${lines.at(-1)} ${word}`).width > width) lines.push(word);
    else lines[lines.length - 1] = `${lines.at(-1)} ${word}`.trim();
  }
  return lines;
}

function legend() {
  const line = (dash, end, color = "#1f2328") => s("svg", { viewBox: "0 0 46 14", width: 46, height: 14, "aria-hidden": "true" },
    s("path", { d: "M2 7H36", stroke: color, "stroke-width": 1.6, "stroke-dasharray": dash || null }), end);
  const entry = (picture, text) => h("span", { class: "nx-entry" }, picture, text);
  return h("p", { class: "nx-legend" },
    entry(line("", s("path", { d: "M36 3 44 7 36 11Z", fill: "#1f2328" })), "supports"),
    entry(s("svg", { viewBox: "0 0 20 14", width: 20, height: 14, "aria-hidden": "true" }, s("path", { d: "M3 1H12V13H3M12 7H17", stroke: "#1f2328", "stroke-width": 2, fill: "none" })), "only together"),
    entry(line("2 3", s("circle", { cx: 40, cy: 7, r: 3.4, fill: "#fff", stroke: "#1f2328" })), "is taken for granted"),
    entry(line("9 3 2 3", s("path", { d: "M37 3 43 11M43 3 37 11", stroke: "#8a3a06", "stroke-width": 2 }), "#8a3a06"), "conflicts"),
    entry(line("8 4", s("path", { d: "M43 3 37 7 43 11", stroke: "#57606a", fill: "none", "stroke-width": 1.6 }), "#57606a"), "grants a limit"),
    entry(line("", s("path", { d: "M37 4H44M37 10H44", stroke: "#57606a", "stroke-width": 1.6 }), "#57606a"), "says again"),
    entry(s("svg", { viewBox: "0 0 24 14", width: 24, height: 14, "aria-hidden": "true" }, s("rect", { x: 2, y: 2, width: 20, height: 10, rx: 2, fill: "none", stroke: "#57606a", "stroke-dasharray": "4 2" })), "unstated premise"));
}

// ---- files to take away
function exportRow(model, state, stage) {
  const said = h("span", { role: "status", class: "nx-quiet" });
  const kind = choose([["argdown", "Argdown"], ["aif", "AIF JSON"], ["text", "plain text"], ["svg", "picture (SVG)"], ["png", "picture (PNG)"]], () => {});
  const save = button("Save as a file", async () => {
    const name = `argument-${state.which || "both"}`;
    const files = model.get("files")[state.which];
    const texts = { argdown: ["argdown", "text/plain"], aif: ["json", "application/json"], text: ["txt", "text/plain"] };
    if (texts[kind.value]) download(new Blob([files[kind.value]], { type: texts[kind.value][1] }), `${name}.${texts[kind.value][0]}`);
    else if (kind.value === "svg") download(new Blob([pictureOf(stage)], { type: "image/svg+xml" }), `${name}.svg`);
    else download(await painted(stage), `${name}.png`);
    said.textContent = `${name} is saved where your browser puts files.`;
  });
  return h("div", { class: "nx-row" }, labelled("Take it away as", kind), save, said);
}

function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function pictureOf(stage) {
  const copy = stage.querySelector("svg").cloneNode(true);
  const [, , width, height] = copy.getAttribute("viewBox").split(" ");
  copy.setAttribute("xmlns", SVG);
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  copy.setAttribute("font-family", "sans-serif");
  copy.removeAttribute("style");
  copy.prepend(s("rect", { width: "100%", height: "100%", fill: "#fff" }));
  return new XMLSerializer().serializeToString(copy);
}

function painted(stage) {
  return new Promise((resolve, reject) => {
    const picture = new Image();
    picture.onload = () => {
      const canvas = h("canvas", { width: picture.width * 2, height: picture.height * 2 });
      const brush = canvas.getContext("2d");
      brush.scale(2, 2);
      brush.drawImage(picture, 0, 0);
      canvas.toBlob(resolve, "image/png");
    };
    picture.onerror = () => reject(new Error("The picture could not be painted."));
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(pictureOf(stage))}`;
  });
}

export default { render };
