// The graph as it was embedded, what the reader has chosen, and who wants to know when that changes.

const data = JSON.parse(byId("data").textContent);
const LIMIT = 300; // up to so many nodes the whole graph is drawn at once
const START = 120; // of a larger one, so many are drawn first
const STEP = 40; // and so many more by each expansion

const state = {
  language: "zh",
  theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
  hidden: { classes: new Set(), relations: new Set(), modalities: new Set() },
  shown: new Set(),
  selected: null, // { node: id } or { fact: iri }
};

const looks = new Map(data.classes.map((look) => [look.name, look]));
const facts = new Map(data.facts.map((fact) => [fact.iri, fact]));
const nodes = new Map(data.nodes.map((node) => [node.id, node]));
const around = new Map(data.nodes.map((node) => [node.id, []])); // node id → its facts
for (const fact of data.facts) {
  around.get(fact.subject).push(fact);
  if (fact.target !== fact.subject) around.get(fact.target).push(fact);
}

const listeners = [];
const whenChanged = (listener) => listeners.push(listener);
/** Tell everyone what has changed: "language", "theme", "filter", "selection" or "shown". */
const changed = (what) => listeners.forEach((listener) => listener(what));

const say = (word) => data.words[state.language][word] ?? word;
const label = (term) => term[state.language];
const nameOf = (id) => (data.things[id] ? data.things[id].label : "");
const objectOf = (fact) => (fact.object ? nameOf(fact.object) : fact.value);
const classOf = (id) => (data.things[id] ? data.things[id].cls : "Value");
const otherEnd = (fact, id) => (fact.subject === id ? fact.target : fact.subject);

function allowed(fact) {
  const { classes, relations, modalities } = state.hidden;
  return !(relations.has(fact.predicate) || modalities.has(fact.modality) || classes.has(classOf(fact.subject)) || classes.has(classOf(fact.target)));
}

/** A node shows unless its class is off, or the filter of relations has taken all its edges. */
function visible(id) {
  if (state.hidden.classes.has(classOf(id))) return false;
  const filtered = state.hidden.relations.size + state.hidden.modalities.size > 0;
  const own = around.get(id);
  return !(own.length && (filtered || !data.things[id])) || own.some((fact) => !state.hidden.relations.has(fact.predicate) && !state.hidden.modalities.has(fact.modality));
}

function select(selected) {
  state.selected = selected;
  if (selected) reveal(selected.node ? [selected.node] : [facts.get(selected.fact).subject, facts.get(selected.fact).target]);
  changed("selection");
}

/** Draw these nodes too, if the graph is so large that not all are drawn. */
function reveal(ids) {
  const fresh = ids.filter((id) => !state.shown.has(id));
  fresh.forEach((id) => state.shown.add(id));
  if (fresh.length) changed("shown");
}

/** Draw the neighbours of a node, the best connected first. */
function expand(id) {
  const near = [...new Set(around.get(id).map((fact) => otherEnd(fact, id)))].filter((other) => !state.shown.has(other));
  near.sort((a, b) => around.get(b).length - around.get(a).length);
  reveal(near.slice(0, STEP));
}

/** The best connected node. */
const hub = () => data.nodes.reduce((best, node) => (around.get(node.id).length > around.get(best.id).length ? node : best)).id;

/** What is drawn first: all, or the neighbourhood of the hub. */
function firstShown() {
  if (data.nodes.length <= LIMIT) return new Set(nodes.keys());
  const found = new Set([hub()]);
  for (const id of found) {
    for (const fact of around.get(id)) if (found.size < START) found.add(otherEnd(fact, id));
  }
  return found;
}
state.shown = firstShown();
