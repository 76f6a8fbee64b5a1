// Shared by every widget: elements with names, days, and what is kept.

// JupyterLab takes single keys as commands; this mark on a control leaves them to the control.
const OWN_KEYS = "data-lm-suppress-shortcuts";

function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value == null) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child != null));
  if (/^(button|input|select|summary|textarea)$/.test(tag) || element.tabIndex === 0) {
    element.setAttribute(OWN_KEYS, "true");
  }
  return element;
}

let lastId = 0;
const freshId = (word) => `nx-${word}-${Date.now().toString(36)}-${++lastId}`;

// A control with a visible label.
function labelled(text, control) {
  control.id ||= freshId("control");
  return h("span", { class: "nx-field" }, h("label", { for: control.id }, text), control);
}

const choose = (options, change) =>
  h("select", { change: (event) => change(event.target.value) },
    options.map(([value, text]) => h("option", { value }, text)));

const button = (text, click, attributes = {}) => h("button", { type: "button", click, ...attributes }, text);

const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAY = 86400000;
const dayNumber = (iso) => Date.parse(`${iso}T00:00:00Z`) / DAY;
const isoDay = (number) => new Date(number * DAY).toISOString().slice(0, 10);
function sayDay(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

// What is asked often is done once: when the reader pauses, or within the next frame.
function afterPause(act, wait = 250) {
  let timer = null;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), wait);
  };
}
function inFrame(act) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; act(); });
  };
}

const countWords = (text) => text.split(/\s+/).filter(Boolean).length;
const sayWords = (many) => `${many} ${many === 1 ? "word" : "words"}`;

// What happens to answers: one line, always in the same place.
function keptLine(model) {
  const line = h("p", { class: "nx-kept", role: "status" });
  const write = (said) => {
    line.textContent = model.get("notice") || (model.get("live") ? said || "" :
      "This page answers you, but keeps nothing. In the notebook your answers are kept.");
    line.classList.toggle("nx-warn", Boolean(model.get("notice")));
  };
  model.on("change:notice", () => write());
  write();
  return { line, say: write };
}

function keep(model, kept, questionId, answer) {
  model.send({ question_id: questionId, answer });
  kept.say("Kept in your own file.");
}

// A button that asks before it throws work away.
function askingButton(text, question, act) {
  const place = h("span", { class: "nx-ask" });
  const first = button(text, () => place.replaceChildren(
    h("span", {}, question), button("Yes", () => { rest(); act(); }), button("No", rest)));
  function rest() { place.replaceChildren(first); }
  rest();
  return place;
}

const sign = (shape, color) => {
  const paths = { "triangle-up": "M7 1 13 12H1Z", square: "M2 2H12V12H2Z", circle: "M7 1.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11Z", diamond: "M7 0 13 7 7 14 1 7Z" };
  const holder = h("span", { class: "nx-sign", "aria-hidden": "true" });
  holder.innerHTML = `<svg viewBox="0 0 14 14"><path d="${paths[shape]}" fill="${color}"/></svg>`;
  return holder;
};

// The page's charts are ready once the set-up cell has run.
const chartsReady = () => new Promise((resolve) => {
  if (window.__nexus) resolve(window.__nexus);
  else document.addEventListener("nexus-ready", () => resolve(window.__nexus), { once: true });
});
