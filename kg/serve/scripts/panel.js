// Beside the canvas: what is known about the selected thing or fact, and the sentence that says so.

const badge = (modality) => make("span", { class: `badge ${modality}` }, say(modality));
const pageOf = (iri) => `/page?${new URLSearchParams({ iri })}`;

function thingLink(thing) {
  if (!thing.iri) return told(thing.label);
  return make("button", { type: "button", class: "link", onclick: () => select({ node: thing.iri }) }, told(thing.label));
}

const verb = (fact) => [" ", make("span", { class: "verb" }, relationName(fact.predicate)), " "];
const dated = (fact) => fact.qualifiers.filter(({ name }) => name === "date").map(({ label }) => make("small", {}, ` ${label}`));

function factButton(fact) {
  const words = [told(fact.subject.label), ...verb(fact), told(fact.object.label), ...dated(fact)];
  if (fact.modality !== "actual") words.push(" ", badge(fact.modality));
  return make("li", {}, make("button", { type: "button", onclick: () => select({ fact: fact.iri }) }, ...words));
}
const factList = (list) => make("ul", { class: "facts" }, ...list.map(factButton));

function head(kind, ...title) {
  const close = make("button", { type: "button", class: "close", "aria-label": say("close"), onclick: () => select(null) }, "×");
  return [make("header", {}, make("p", { class: "kind" }, ...kind), close), make("h2", {}, ...title)];
}

function terms(pairs) {
  const stated = pairs.filter(([, value]) => value);
  return stated.length ? make("dl", {}, ...stated.flatMap(([name, value]) => [make("dt", {}, say(name)), make("dd", {}, value)])) : null;
}

function quoted(place) {
  const sentence = make("blockquote", {}, make("bdi", {}, place.before, make("mark", {}, place.exact), place.after));
  const source = make("a", { href: pageOf(place.text) }, told(place.title || place.document));
  const where = ` · ${say("offsets")} [${place.start}, ${place.end}) · ${say("rule")} ${place.rule}`;
  return make("figure", {}, sentence, make("figcaption", { class: "source" }, source, where));
}

const button = (word, onclick) => make("button", { type: "button", class: "plain", onclick }, say(word));

function thingPanel(thing) {
  const kind = thing.kind ? `${className(thing.cls)} · ${className(thing.kind)}` : className(thing.cls);
  const acts = [button("expand", () => expand(thing.iri)), button("remove", () => takeOff(thing.iri)), make("a", { class: "plain", href: pageOf(thing.iri) }, say("open_page"))];
  return [
    ...head([glyph(thing.cls), kind], told(thing.label)),
    terms([["aliases", thing.aliases.length && told(thing.aliases.join("，"))], ["code", thing.code]]),
    make("div", { class: "row" }, ...acts),
    make("h3", {}, `${say("facts_of")} ${thing.facts.length}${thing.more ? "+" : ""}`),
    thing.facts.length ? factList(thing.facts) : make("p", {}, say("no_facts")),
    thing.more ? make("p", { class: "source" }, say("more_facts")) : null,
    ...(thing.said.length ? [make("h3", {}, `${say("said_by")} ${thing.said.length}`), factList(thing.said)] : []),
    ...(thing.mentions.length ? [make("h3", {}, say("mentions")), ...thing.mentions.map(quoted)] : []),
    vocabulary.review ? decisionForm(thing) : null,
  ];
}

function factPanel(fact) {
  const kind = [stroke(fact.modality), relationName(fact.predicate), badge(fact.modality)];
  if (fact.review) kind.push(make("span", { class: "badge reviewed" }, say(fact.review.verdict)));
  return [
    ...head(kind, thingLink(fact.subject), ...verb(fact), thingLink(fact.object)),
    terms([
      ["by", fact.attributed && thingLink(fact.attributed)],
      ...fact.qualifiers.map((part) => [part.name, thingLink({ ...part, label: part.name === "role" ? say(part.label) : part.label })]),
      ["score", fact.score],
      ["review", fact.review && told([fact.review.by, fact.review.on, fact.review.why].filter(Boolean).join(" · "))],
    ]),
    make("h3", {}, say("evidence")),
    ...fact.evidence.map(quoted),
    make("div", { class: "row" }, make("a", { class: "plain", href: pageOf(fact.iri) }, say("open_page"))),
    vocabulary.review ? decisionForm(fact) : null,
  ];
}

let cameFrom = null; // where the keyboard was before it entered the panel

function showPanel(parts) {
  const panel = byId("panel");
  const inside = panel.contains(document.activeElement);
  if (!inside) cameFrom = document.activeElement;
  panel.hidden = !parts;
  panel.replaceChildren(...(parts || []).filter(Boolean));
  panel.scrollTop = 0;
  if (inside) (parts ? panel : cameFrom)?.focus();
}

/** Select a thing, a fact or nothing, and show what is known of it. */
async function select(selected) {
  state.selected = selected;
  history.replaceState(null, "", selected ? `?${new URLSearchParams(selected)}` : location.pathname);
  mix();
  if (!selected) return showPanel(null);
  try {
    const parts = selected.fact ? await chosenFact(selected.fact) : await chosenThing(selected.node);
    if (state.selected === selected) showPanel(parts);
  } catch (error) {
    if (state.selected === selected) showPanel([...head([], say("no_such")), make("p", { role: "alert" }, error.message)]);
  }
}

async function chosenFact(iri) {
  const fact = await lookAt(iri);
  if (fact.sort !== "fact") throw new Error(say("missing"));
  reveal(fact);
  return factPanel(fact);
}

async function chosenThing(iri) {
  const thing = await learnThing(iri);
  if (thing.sort !== "thing") throw new Error(say("missing"));
  if (!shown.has(iri)) await expand(iri);
  return thingPanel(thing);
}
