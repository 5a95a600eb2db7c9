// The graph as it was embedded, what the reader has chosen, and who wants to know when that changes.

const data = JSON.parse(byId("data").textContent);

const state = {
  language: "zh",
  theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
  themed: false, // has the reader chosen the theme, or does it follow the system?
  hidden: { classes: new Set(), relations: new Set(), modalities: new Set(), below: 0, before: -Infinity, after: Infinity },
  shown: new Set(), // node ids, see neighbourhood.js
  root: null,
  expanded: [], // node ids, in the order in which the reader expanded them
  selected: null, // { node: id }, { fact: iri } or, for a way, { node: id, to: id }
  from: null, // where the way begins whose end the reader is about to choose
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
/** Tell everyone what has changed: "language", "theme", "filter", "slide", "selection", "shown" or "table". */
const changed = (what) => listeners.forEach((listener) => listener(what));

const say = (word) => (Object.hasOwn(data.words[state.language], word) ? data.words[state.language][word] : word);
const label = (term) => term[state.language];
const nameOf = (id) => (data.things[id] ? data.things[id].label : "");
const objectOf = (fact) => (fact.object ? nameOf(fact.object) : fact.value);
const classOf = (id) => (data.things[id] ? data.things[id].cls : "Value");
const yearOf = (fact) => (fact.date ? Number(fact.date.slice(0, 4)) : NaN);
const otherEnd = (fact, id) => (fact.subject === id ? fact.target : fact.subject);

/** Does a fact pass the filters of relation, modality, score and time? What states no time passes that of time. */
function passes(fact) {
  const { relations, modalities, below, before, after } = state.hidden;
  const year = yearOf(fact);
  return !(relations.has(fact.predicate) || modalities.has(fact.modality) || fact.score < below || year < before || year > after);
}

const allowed = (fact) => passes(fact) && [fact.subject, fact.target].every((id) => !state.hidden.classes.has(classOf(id)));

/** A node shows unless its class is off, or the other filters have taken all its edges. */
function visible(id) {
  const own = around.get(id);
  return !state.hidden.classes.has(classOf(id)) && (!own.length || own.some(passes));
}

/** The nodes and facts that a selection touches. */
function touched(selected) {
  const found = selected.fact ? [facts.get(selected.fact)] : selected.to ? way(selected.node, selected.to) : around.get(selected.node);
  const ids = new Set(found.flatMap((fact) => [fact.subject, fact.target]));
  for (const id of [selected.node, selected.to]) if (id) ids.add(id);
  return { ids, facts: new Set(found.map((fact) => fact.iri)) };
}

/** The facts on a shortest way between two nodes, in whatever direction their arrows point; none if there is no way. */
function way(from, to) {
  const by = new Map([[from, null]]);
  for (const id of by.keys()) {
    for (const fact of around.get(id)) if (allowed(fact) && !by.has(otherEnd(fact, id))) by.set(otherEnd(fact, id), { fact, id });
    if (by.has(to)) break;
  }
  const found = [];
  for (let step = by.get(to); step; step = by.get(step.id)) found.unshift(step.fact);
  return found;
}

/** Select a node, a fact, a way between two nodes, or nothing; the node chosen after "path from" is its end. */
function select(selected) {
  const from = state.from;
  state.from = null;
  state.selected = from && selected?.node && selected.node !== from ? { node: from, to: selected.node } : selected;
  if (state.selected) reveal([...(state.selected.node && !state.selected.to ? [state.selected.node] : touched(state.selected).ids)]);
  changed("selection");
}
