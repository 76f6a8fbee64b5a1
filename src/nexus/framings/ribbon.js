// Both essays claim by claim: a cell for each, with its school as a letter on a patterned colour.
function render({ model, el }) {
  const schools = model.get("schools");
  const paragraphs = model.get("ribbon");
  const essays = model.get("essays");
  const all = paragraphs.flatMap((one) => one.claims.map((claim) => ({ ...claim, paragraph: one.paragraph, essay: one.essay_id })));
  const cells = new Map();
  const shown = new Set(schools.map((school) => school.id));
  let kind = "";
  let unstated = false;
  let at = all[0].claim_id;

  // ---- one claim
  const status = h("p", { class: "nx-status", role: "status" });
  const card = h("div", { class: "nx-practice-card" });
  const holder = h("div");
  const spoken = (claim) => `${claim.said}, ${claim.type}${claim.stated ? "" : ", not stated"}, ${claim.lens}: ${claim.label}`;
  function select(id, focus) {
    cells.get(at).setAttribute("tabindex", "-1");
    cells.get(at).removeAttribute("aria-current");
    at = id;
    const cell = cells.get(id);
    cell.setAttribute("tabindex", "0");
    cell.setAttribute("aria-current", "true");
    if (focus) cell.focus();
    const claim = all.find((one) => one.claim_id === id);
    if (holder.dataset.paragraph !== claim.paragraph) { holder.replaceChildren(); delete holder.dataset.paragraph; }
    card.replaceChildren(
      h("p", { class: "nx-over" }, badge(schools, claim.lens), `${claim.said} · ${claim.type} · ${claim.stated ? "stated" : "not stated, needed all the same"} · `,
        locator(model, claim.paragraph, holder)),
      h("p", { class: "nx-serif nx-claim" }, claim.claim),
      h("p", {}, h("b", {}, `Why ${claim.lens}: `), claim.lens_reason),
      h("p", {}, claim.mixed ? h("b", {}, `This proposal is ${claim.mixed}.`) : ""));
  }

  // ---- what is shown, and how many
  const fits = (claim) => shown.has(claim.lens) && (!kind || claim.type === kind) && (unstated || claim.stated);
  function filter() {
    for (const claim of all) {
      const cell = cells.get(claim.claim_id);
      cell.disabled = !fits(claim);
      cell.hidden = !unstated && !claim.stated;
    }
    const left = all.filter(fits);
    if (left.length && !left.some((claim) => claim.claim_id === at)) select(left[0].claim_id);
    const of = all.filter((claim) => unstated || claim.stated);
    const counted = essays.map(([id, name]) => {
      const mine = left.filter((claim) => claim.essay === id);
      const by = schools.filter((school) => shown.has(school.id)).map((school) => `${mine.filter((claim) => claim.lens === school.id).length} ${school.id}`);
      return `${name} ${mine.length}${by.length ? ` (${by.join(", ")})` : ""}`;
    });
    status.textContent = left.length ? `${left.length} of ${of.length} claims. ${counted.join("; ")}.` :
      `No claim is left of ${of.length}. Tick a school, or choose another kind.`;
    mixed.forEach(([button_, claim]) => { button_.disabled = !fits(claim); });
  }

  // ---- the rows
  const mixed = [];
  function row(one) {
    const whole = one.claims.map((claim) => {
      const cell = h("button", { type: "button", class: `nx-practice-cell nx-practice-${letterOf(claim.lens)}`, tabindex: "-1", "data-claim": claim.claim_id,
        "data-unstated": claim.stated ? false : "yes", "aria-label": spoken(claim),
        click: () => select(claim.claim_id), focus: () => { if (at !== claim.claim_id) select(claim.claim_id); } }, letterOf(claim.lens));
      cells.set(claim.claim_id, cell);
      return cell;
    });
    const words = one.claims.filter((claim) => claim.mixed).map((claim) => {
      const open = button(`${claim.said}: ${claim.mixed}`, () => select(claim.claim_id, true), { class: "nx-link" });
      mixed.push([open, claim]);
      return open;
    });
    return h("div", { class: "nx-practice-row", role: "group", "aria-label": `Paragraph ${one.said}` },
      locator(model, one.paragraph, holder), h("div", { class: "nx-practice-cells" }, whole), h("div", { class: "nx-practice-words" }, words));
  }
  const letterOf = (lens) => schools.find((school) => school.id === lens).letter;
  const columns = essays.map(([id, name]) => h("section", { "aria-label": `${name}, paragraph by paragraph` }, h("h4", {}, name),
    paragraphs.filter((one) => one.essay_id === id).map(row)));

  // Arrows move along the ribbon: left and right by claim, up and down by paragraph.
  function move(event) {
    if (!event.target.dataset.claim) return;
    const left = all.filter(fits);
    const place = left.findIndex((claim) => claim.claim_id === at);
    const starts = left.filter((claim, one) => !one || left[one - 1].paragraph !== claim.paragraph);
    const row_ = starts.findIndex((claim) => claim.paragraph === left[place].paragraph);
    const to = { ArrowRight: left[place + 1], ArrowLeft: left[place - 1], ArrowDown: starts[row_ + 1], ArrowUp: starts[row_ - 1],
      Home: left[0], End: left[left.length - 1] }[event.key];
    if (!(event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End")) return;
    event.preventDefault();
    event.stopPropagation();
    if (to) select(to.claim_id, true);
  }

  const boxes = schools.map((school) => {
    const box = h("input", { type: "checkbox", checked: true, change: (event) => {
      if (event.target.checked) shown.add(school.id);
      else shown.delete(school.id);
      filter();
    } });
    return h("label", { class: "nx-check" }, box, badge(schools, school.id), h("span", {}, h("b", {}, school.id), h("span", { class: "nx-quiet" }, ` ${school.meaning}`)));
  });
  const kinds = choose([["", "every kind"], ...model.get("kinds").map((one) => [one, `only ${one}s`])], (value) => { kind = value; filter(); });
  const premises = h("input", { type: "checkbox", change: (event) => { unstated = event.target.checked; filter(); } });
  const chart = h("div", { class: "nx-chart" });
  el.replaceChildren(h("section", { class: "nexus nx-panel nx-practice nx-ribbon", "aria-label": model.get("name") },
    h("h4", {}, model.get("finding")),
    h("div", { class: "nx-practice-grid", role: "group", "aria-label": "Schools to show" }, boxes),
    h("div", { class: "nx-row" }, labelled("Kind of claim", kinds),
      h("label", { class: "nx-check" }, premises, "also premises that an essay needs and does not state (round)")),
    status,
    h("div", { class: "nx-practice-ribbon" },
      h("div", { class: "nx-practice-essays", keydown: move }, columns),
      h("div", { class: "nx-practice-beside" }, h("p", { class: "nx-quiet" }, "Arrow keys move along the ribbon. H4 or C11 opens the passage."), card, holder)),
    chart, h("p", { class: "nx-source" }, model.get("source")), tableOf(model.get("table"), "Read this chart", model.get("said"))));
  select(at);
  filter();
  chartsReady().then(async (host) => {
    await host.chart(chart, model.get("spec"));
    el.firstChild.dataset.ready = "yes";
  });
}

export default { render };
