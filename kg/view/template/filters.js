// The legend is the filter of classes; beside it modality and relations.

const tally = (list, key) => list.reduce((sums, item) => sums.set(key(item), (sums.get(key(item)) || 0) + 1), new Map());
const ofClass = tally(data.nodes, (node) => classOf(node.id));
const ofRelation = tally(data.facts, (fact) => fact.predicate);
const ofModality = tally(data.facts, (fact) => fact.modality);

function toggle(set, name) {
  if (!set.delete(name)) set.add(name);
  changed("filter");
}

function chip(set, name, count, mark, text) {
  const counted = make("span", { class: "count" }, String(count));
  const attributes = { type: "button", "data-name": name, "aria-pressed": String(!set.has(name)), onclick: () => toggle(set, name) };
  return make("button", attributes, mark, text, counted);
}

function relationBox(relation) {
  const hidden = state.hidden.relations;
  const box = make("input", { type: "checkbox", value: relation.name });
  box.checked = !hidden.has(relation.name);
  box.addEventListener("change", () => toggle(hidden, relation.name));
  return make("label", {}, box, label(relation), make("span", { class: "count" }, String(ofRelation.get(relation.name))));
}

function allOrNone(word, hide) {
  const set = () => {
    state.hidden.relations = new Set(hide ? ofRelation.keys() : []);
    changed("filter");
  };
  return make("button", { type: "button", class: "plain", onclick: set }, say(word));
}

/** A slider from `least` to `most`; at the end that hides nothing it says so. */
function slider(word, { least, most, step, value, open }, choose) {
  const shown = make("output", { class: "count" });
  const input = make("input", { type: "range", min: least, max: most, step });
  const tell = (at) => { shown.textContent = at === open ? say("any") : String(at); };
  input.value = String(value);
  tell(Number(input.value));
  input.addEventListener("input", () => {
    tell(Number(input.value));
    choose(Number(input.value));
    changed("slide");
  });
  return make("label", { class: "slide" }, say(word), input, shown);
}

/** Sliders only for what differs between facts; time has two ends. */
function sliders() {
  const scores = data.facts.map((fact) => fact.score);
  const years = data.facts.map(yearOf).filter(Boolean);
  const [low, high, first, last] = [min(scores), max(scores), min(years), max(years)];
  const { hidden } = state;
  const score = { least: Math.floor(low * 20) / 20, most: high, step: 0.05, open: Math.floor(low * 20) / 20, value: hidden.below };
  const span = { least: first, most: last, step: 1 };
  const since = { ...span, open: first, value: Math.max(hidden.before, first) };
  const until = { ...span, open: last, value: Math.min(hidden.after, last) };
  return [
    first < last ? slider("since", since, (at) => { hidden.before = at === first ? -Infinity : at; }) : null,
    first < last ? slider("until", until, (at) => { hidden.after = at === last ? Infinity : at; }) : null,
    low < high ? slider("score_from", score, (at) => { hidden.below = at; }) : null,
  ].filter(Boolean);
}
const min = (list) => list.reduce((a, b) => Math.min(a, b), Infinity);
const max = (list) => list.reduce((a, b) => Math.max(a, b), -Infinity);

/** Rebuild in place, and keep the keyboard where it was. */
function refill(box, children) {
  const held = [...box.querySelectorAll("button, input")].indexOf(document.activeElement);
  box.replaceChildren(...children);
  if (held >= 0) box.querySelectorAll("button, input")[held]?.focus();
}

function showFilters() {
  const classes = data.classes.filter(({ name }) => ofClass.has(name));
  refill(byId("legend"), classes.map((cls) => chip(state.hidden.classes, cls.name, ofClass.get(cls.name), glyph(cls.name), label(cls))));
  const modalities = ["actual", "planned", "negated"].filter((name) => ofModality.has(name));
  refill(byId("modalities"), modalities.map((name) => chip(state.hidden.modalities, name, ofModality.get(name), stroke(name), say(name))));
  const relations = data.relations.filter(({ name }) => ofRelation.has(name));
  relations.sort((a, b) => ofRelation.get(b.name) - ofRelation.get(a.name));
  const both = make("div", { class: "row" }, allOrNone("all", false), allOrNone("none", true));
  refill(byId("relations").querySelector(".sheet"), [...sliders(), both, ...relations.map(relationBox)]);
}

whenChanged((what) => ["filter", "language", "theme"].includes(what) && showFilters());
