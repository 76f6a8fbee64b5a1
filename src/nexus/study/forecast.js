// Forecasts: a probability and a reason, locked before the reveal.
function forecastPanel(model, forecasts, showUntil) {
  const kept = keptLine(model);
  const cards = forecasts.map((forecast) => forecastCard(model, kept, forecast, showUntil));
  return h("section", { class: "nx-forecasts", "aria-label": "Your forecasts" },
    h("h4", {}, "Your forecast"),
    h("p", { class: "nx-quiet" }, "After the reveal you see your squared miss: 0 is certainty that proved right, " +
      "0.25 is what 50 % always gives, 1 is certainty that proved wrong. One forecast says little; a row of them " +
      "says how well your doubts are sized."),
    cards, kept.line);
}

function forecastCard(model, kept, forecast, showUntil) {
  const number = h("input", { type: "number", min: 0, max: 100, step: 1, inputmode: "numeric" });
  const slide = h("input", { type: "range", min: 0, max: 100, step: 1, value: 50 });
  const reason = h("textarea", { rows: 2, maxlength: 2000 });
  const problem = h("p", { class: "nx-problem", role: "alert" });
  const outcome = h("div", { role: "status" });
  slide.addEventListener("input", () => { number.value = slide.value; });
  number.addEventListener("input", () => { if (number.value !== "") slide.value = number.value; });

  const lock = button("Lock it in", () => {
    const given = Number(number.value);
    if (number.value === "" || !Number.isFinite(given) || given < 0 || given > 100) {
      problem.textContent = "Give a number from 0 to 100 before you lock it in.";
      number.focus();
      return;
    }
    if (!reason.value.trim()) {
      problem.textContent = "Give one reason, so that you can see later what it was worth.";
      reason.focus();
      return;
    }
    problem.textContent = "";
    keep(model, kept, forecast.question_id, { probability: given, reason: reason.value.trim() });
    close();
    reveal.focus();
  });
  const reveal = button("Reveal", () => {
    outcome.replaceChildren(...told(forecast, Number(number.value), showUntil));
    outcome.querySelector("button").focus();
    reveal.disabled = true;
  }, { disabled: true });

  function close() {
    [number, slide, reason, lock].forEach((control) => { control.disabled = true; });
    reveal.disabled = false;
  }
  const before = (model.get("kept") || {})[forecast.question_id];
  if (before) {
    number.value = slide.value = before.probability;
    reason.value = before.reason;
    close();
  }
  return h("fieldset", { class: "nx-card" },
    h("legend", {}, forecast.prompt),
    h("p", { class: "nx-quiet" }, `Asked as of ${sayDay(forecast.asked_on)}. Decided by ${sayDay(forecast.resolved_on)}.`),
    h("div", { class: "nx-row" }, labelled("Probability of yes, in per cent", number), labelled("Or slide", slide)),
    labelled("Because", reason), problem,
    h("div", { class: "nx-row" }, lock, reveal), outcome);
}

function told(forecast, given, showUntil) {
  const share = forecast.happened ? given : 100 - given;
  const miss = ((100 - share) / 100) ** 2;
  return [
    h("p", {}, h("b", {}, forecast.happened ? "It happened. " : "It did not happen. "), forecast.feedback),
    h("p", { class: "nx-quiet" }, `You gave ${share} % to what came. Your squared miss is ${miss.toFixed(2)}.`),
    button(`Show the timeline up to ${sayDay(forecast.resolved_on)}`, () => showUntil(forecast.resolved_on)),
  ];
}
