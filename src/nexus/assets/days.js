// Three ways to one day: named stops, a date to type, and a slider that Page Up and Page Down move by a year.
// The slider's right end and the stop that stands for it give the value `end`.
function dayControls({ first, last, stops, end, endSaid, change }) {
  const [low, high] = [first, last].map(dayNumber);
  const said = (iso) => (iso === end ? endSaid : sayDay(iso));
  const problem = h("span", { class: "nx-problem", role: "status" });
  const day = h("input", { type: "date", min: first, max: last, change: () => typed(day.value) });
  function typed(iso) {
    // A year that is being typed passes through 0002, 0020 and 0201.
    if (iso ? iso < first || iso > last : end) {
      problem.textContent = iso && Number(iso.slice(0, 4)) < 1000 ? "" : `Choose a day from ${sayDay(first)} to ${sayDay(last)}.`;
    } else give(iso);
  }
  const slider = h("input", { type: "range", min: low, max: high, step: 1,
    input: () => give(Number(slider.value) >= high ? end : isoDay(Number(slider.value))),
    keydown: (event) => {
      const year = { PageUp: 365, PageDown: -365 }[event.key];
      if (!year) return;
      event.preventDefault();
      slider.value = Number(slider.value) + year;
      slider.dispatchEvent(new Event("input"));
    } });
  const stop = choose([...stops, ["other", "another day"]], (value) => {
    if (value === "other") day.focus();
    else give(value);
  });
  function give(iso) {
    set(iso);
    change(iso);
  }
  function set(iso) {
    problem.textContent = "";
    if (day.value !== iso) day.value = iso;
    slider.value = iso === end ? high : dayNumber(iso);
    slider.setAttribute("aria-valuetext", said(iso));
    stop.value = stops.some(([value]) => value === iso) ? iso : "other";
  }
  return { stop, day, slider, problem, set };
}
