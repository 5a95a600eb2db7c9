// The graph as it was embedded, what the reader has chosen, and who wants to know when that changes.

const data = JSON.parse(byId("data").textContent);

const state = {
  language: "zh",
  theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
  hidden: { classes: new Set(), relations: new Set(), modalities: new Set() },
  shown: new Set(), // node ids, see neighbourhood.js
  root: null,
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
