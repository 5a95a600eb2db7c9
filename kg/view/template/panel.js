// Beside the canvas: what is known about the selected node or edge, and the sentence that says so.

const badge = (modality) => make("span", { class: `badge ${modality}` }, say(modality));
const thingLink = (id, text) => (Object.hasOwn(data.things, id) ? linkTo(id, text) : told(text));
const linkTo = (id, text) => make("button", { type: "button", class: "link", onclick: () => select({ node: id }) }, told(text));

const verb = (fact) => [" ", make("span", { class: "verb" }, label(fact)), " "];

/** A fact in words, as a button that selects it. */
function factButton(fact) {
  const words = [told(nameOf(fact.subject)), ...verb(fact), told(objectOf(fact))];
  if (fact.modality !== "actual") words.push(" ", badge(fact.modality));
  if (fact.conflicts.length) words.push(" ", make("span", { class: "badge conflict" }, say("conflict")));
  return make("li", {}, make("button", { type: "button", onclick: () => select({ fact: fact.iri }) }, ...words));
}

const factList = (list) => make("ul", { class: "facts" }, ...list.map(factButton));

/** What kind of thing this is, the button that closes the panel, and the title. */
function head(kind, ...title) {
  const close = make("button", { type: "button", class: "close", "aria-label": say("close"), onclick: () => select(null) }, "×");
  return [make("header", {}, make("p", { class: "kind" }, ...kind), close), make("h2", {}, ...title)];
}

function terms(pairs) {
  const stated = pairs.filter(([, value]) => value);
  return make("dl", {}, ...stated.flatMap(([name, value]) => [make("dt", {}, say(name)), make("dd", {}, value)]));
}

/** The sentence, with the words that state the fact marked, and where it stands. */
function quoted(place, score) {
  const sentence = make("blockquote", {}, make("bdi", {}, place.before, make("mark", {}, place.quote), place.after));
  const details = [`${say("offsets")} [${place.start}, ${place.end})`, `${say("rule")} ${place.rule}`];
  if (score !== undefined) details.splice(1, 0, `${say("score")} ${score}`);
  const source = [told(place.title), place.published ? ` · ${place.published}` : ""];
  return [sentence, make("p", { class: "source" }, ...source, make("br"), details.join(" · "))];
}

function nodePanel(id) {
  const thing = data.things[id];
  const kind = state.language === "zh" ? thing.kind_zh : thing.kind_en;
  const cls = label(looks.get(thing.cls) || { zh: thing.cls, en: thing.cls });
  const own = around.get(id);
  const said = data.facts.filter((fact) => fact.attributed_iri === id);
  return [
    ...head([glyph(thing.cls), kind ? `${cls} · ${kind}` : cls], told(thing.label)),
    terms([["aliases", thing.aliases.length && told(thing.aliases.join("，"))], ["code", thing.code]]),
    own.length ? make("div", { class: "row acts" }, pathButton(id), expandButton(id)) : null,
    make("h3", {}, `${say("facts_of")} ${own.length}`),
    own.length ? factList(own) : make("p", {}, say("no_facts")),
    ...(said.length ? [make("h3", {}, `${say("said_by")} ${said.length}`), factList(said)] : []),
    ...(thing.mentions.length ? [make("h3", {}, say("mentions")), ...thing.mentions.flatMap((place) => quoted(place))] : []),
  ];
}

const pathButton = (id) => make("button", { type: "button", class: "plain path", onclick: () => askWay(id) }, say("path_from"));

/** What a double click does, for the keyboard and for fingers. */
function expandButton(id) {
  const more = hiddenNeighbours(id).length;
  if (!more) return null;
  return make("button", { type: "button", class: "plain expand", onclick: () => expand(id) }, `${say("expand")} ${more}`);
}

/** The facts that lead from one node to another. */
function wayPanel(from, to) {
  const found = way(from, to);
  return [
    ...head([say("path")], thingLink(from, nameOf(from)), " → ", thingLink(to, nameOf(to))),
    make("h3", {}, `${say("facts_of")} ${found.length}`),
    found.length ? factList(found) : make("p", {}, say("no_path")),
  ];
}

/** Ask for the other end of a way; whatever node is selected next is it. */
function askWay(id) {
  state.from = id;
  byId("status").textContent = say("path_hint");
  byId("search").value = "";
  byId("search").focus();
}

function factPanel(iri) {
  const fact = facts.get(iri);
  const kind = [stroke(fact.modality), label(fact), badge(fact.modality)];
  return [
    ...head(kind, thingLink(fact.subject, nameOf(fact.subject)), ...verb(fact), thingLink(fact.object, objectOf(fact))),
    terms([
      ["by", fact.attributed_to && thingLink(fact.attributed_iri, fact.attributed_to)],
      ...fact.qualifiers.map(({ name, text, iri }) => [name, thingLink(iri, name === "role" ? say(text) : text)]),
    ]),
    ...contradicting(fact),
    make("h3", {}, say("evidence")),
    ...fact.evidence.flatMap((place) => quoted(place, fact.score)),
  ];
}

/** The facts that cannot be true beside this one, where the graph knows any. */
function contradicting(fact) {
  const known = fact.conflicts.filter((iri) => facts.has(iri)).map((iri) => facts.get(iri));
  return known.length ? [make("h3", {}, `${say("conflicts")} ${known.length}`), factList(known)] : [];
}

function panelOf(chosen) {
  if (!chosen) return [];
  if (chosen.fact) return factPanel(chosen.fact);
  return chosen.to ? wayPanel(chosen.node, chosen.to) : nodePanel(chosen.node);
}

let cameFrom = null; // where the keyboard was before it entered the panel

/** The panel of the selection; a keyboard inside it stays, and goes back to where it came from when the panel closes. */
function showPanel(what) {
  const panel = byId("panel");
  const chosen = state.selected;
  const inside = panel.contains(document.activeElement);
  if (!inside) cameFrom = document.activeElement;
  panel.hidden = !chosen;
  panel.replaceChildren(...panelOf(chosen).filter(Boolean));
  if (what === "selection") panel.scrollTop = 0;
  if (inside) (chosen ? panel : cameFrom)?.focus();
}

whenChanged((what) => ["selection", "language", "theme", "shown"].includes(what) && showPanel(what));
