// Put on the page once, after Vega: draws charts, and runs a widget where there is no kernel.
const embed = window.__nexusEmbed;
delete window.__nexusEmbed;

// SVG and no menu: axes and marks get names that a screen reader finds, and nothing calls out.
// The still picture stays until the live one is whole, so that nothing moves.
const chart = async (element, spec) => {
  const stage = document.createElement("div");
  const drawn = await embed(stage, spec, { renderer: "svg", actions: false, tooltip: { theme: "nexus" } });
  element.replaceChildren(stage);
  return drawn;
};

// The smallest thing that an anywidget front end asks of its model.
const stillModel = (state) => {
  const heard = {};
  return {
    get: (name) => state[name],
    set: (name, value) => {
      state[name] = value;
      (heard[`change:${name}`] || []).forEach((call) => call());
    },
    on: (name, call) => (heard[name] ||= []).push(call),
    off: () => {},
    save_changes: () => {},
    send: () => {},
  };
};

const still = async (root) => {
  const part = (name) => root.querySelector(`script[data-part="${name}"]`).textContent;
  const address = URL.createObjectURL(new Blob([JSON.parse(part("module"))], { type: "text/javascript" }));
  const module = await import(address);
  URL.revokeObjectURL(address);
  const stage = root.querySelector(".nx-stage");
  stage.replaceChildren();
  module.default.render({ model: stillModel(JSON.parse(part("state"))), el: stage });
};

// A control keeps its keys from JupyterLab (see OWN_KEYS); the one that saves is let through.
const OWN = "data-lm-suppress-shortcuts";
window.addEventListener("keydown", (event) => {
  const saves = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === "s";
  const control = saves && event.target.closest?.(`[${OWN}]`);
  if (!control) return;
  control.removeAttribute(OWN);
  setTimeout(() => control.setAttribute(OWN, "true"));
}, true);

window.__nexus = { chart, still };
document.dispatchEvent(new Event("nexus-ready"));
