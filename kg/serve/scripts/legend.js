// The legend of what is on the canvas, which is its filter too: entity types by shape, modalities by line.

const hidden = { classes: new Set(), modalities: new Set() };
const MODALITIES = ["actual", "planned", "negated"];

function tally(list, key) {
  const sums = new Map();
  for (const item of list) sums.set(key(item), (sums.get(key(item)) || 0) + 1);
  return sums;
}

function chip(set, name, count, mark, text) {
  const toggle = () => {
    if (!set.delete(name)) set.add(name);
    filter();
  };
  const attributes = { type: "button", "data-name": name, "aria-pressed": String(!set.has(name)), onclick: toggle };
  return make("button", attributes, mark, text, make("span", { class: "count" }, String(count)));
}

function showLegend() {
  const box = byId("legend");
  const held = [...box.querySelectorAll("button")].indexOf(document.activeElement);
  const classes = tally([...shown], (iri) => things.get(iri).cls);
  const modalities = tally(visibleFacts(), (fact) => fact.modality);
  const shapes = [...looks.keys()].filter((name) => classes.has(name));
  box.hidden = !shown.size;
  box.replaceChildren(
    make("div", { class: "chips", role: "group" }, ...shapes.map((name) => chip(hidden.classes, name, classes.get(name), glyph(name), className(name)))),
    make("div", { class: "chips", role: "group" }, ...MODALITIES.filter((name) => modalities.has(name)).map((name) => chip(hidden.modalities, name, modalities.get(name), stroke(name), say(name)))),
  );
  if (held >= 0) box.querySelectorAll("button")[held]?.focus();
}

const hiddenThing = (iri) => hidden.classes.has(things.get(iri).cls);
const hiddenFact = (fact) => hidden.modalities.has(fact.modality) || hiddenThing(fact.subject.iri) || hiddenThing(fact.object.iri);

function filter() {
  nodes.update([...shown].map((id) => ({ id, hidden: hiddenThing(id) })));
  edges.update(visibleFacts().map((fact) => ({ id: fact.iri, hidden: hiddenFact(fact) })));
  showLegend();
}

/** The canvas as a picture, on the paper that it lies on. */
function savePicture() {
  const source = byId("canvas").querySelector("canvas");
  const copy = make("canvas", { width: source.width, height: source.height });
  const ctx = copy.getContext("2d");
  ctx.fillStyle = paint.paper;
  ctx.fillRect(0, 0, copy.width, copy.height);
  ctx.drawImage(source, 0, 0);
  copy.toBlob((blob) => save("graph.png", blob));
}
