// What of the graph this page holds: the things and facts that it was told of, and which of them are on the canvas.

const STEP = 24; // so many neighbours come at once
const things = new Map(); // iri → brief
const facts = new Map(); // iri → fact
const whole = new Map(); // iri → what /api/look said of a thing
const shown = new Set(); // iris of things on the canvas

function learn(fact) {
  facts.set(fact.iri, fact);
  for (const end of [fact.subject, fact.object]) if (end.iri && !things.has(end.iri)) things.set(end.iri, end);
}

async function learnThing(iri) {
  if (!whole.has(iri)) {
    const thing = await lookAt(iri);
    things.set(iri, thing);
    whole.set(iri, thing);
    (thing.facts || []).forEach(learn);
  }
  return whole.get(iri);
}

const otherEnd = (fact, iri) => (fact.subject.iri === iri ? fact.object.iri : fact.subject.iri);
const between = (fact) => fact.object.iri && fact.subject.iri !== fact.object.iri;
const visibleFacts = () => [...facts.values()].filter((f) => between(f) && shown.has(f.subject.iri) && shown.has(f.object.iri));

/** Put a thing and its next neighbours on the canvas. */
async function expand(iri) {
  const thing = await learnThing(iri);
  shown.add(iri);
  const near = [...new Set(thing.facts.filter(between).map((fact) => otherEnd(fact, iri)))].filter((other) => !shown.has(other));
  near.slice(0, STEP).forEach((other) => shown.add(other));
  redraw(iri);
  return near.length;
}

/** Put both ends of a fact on the canvas. */
function reveal(fact) {
  learn(fact);
  const ends = [fact.subject.iri, fact.object.iri].filter(Boolean);
  if (ends.every((iri) => shown.has(iri))) return;
  ends.forEach((iri) => shown.add(iri));
  redraw(ends[0]);
}

function takeOff(iri) {
  shown.delete(iri);
  select(null);
  redraw();
}
