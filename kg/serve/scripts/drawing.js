// The canvas: vis-network, the shapes of the legend, labels in lines. Places are found step by step and then kept.

const nodes = new vis.DataSet();
const edges = new vis.DataSet();
const FACE = getComputedStyle(document.body).fontFamily;
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const PHYSICS = {
  enabled: true, solver: "forceAtlas2Based", stabilization: false, minVelocity: 1,
  forceAtlas2Based: { gravitationalConstant: -105, centralGravity: 0.012, springLength: 135, springConstant: 0.05, damping: 0.6, avoidOverlap: 0.7 },
};
const OPTIONS = {
  autoResize: true, physics: PHYSICS, layout: { randomSeed: 7, improvedLayout: false },
  interaction: { hover: true, hoverConnectedEdges: false, selectConnectedEdges: false },
  nodes: { shape: "custom", size: 15, ctxRenderer: drawNode },
  edges: { arrows: { to: { enabled: true, scaleFactor: 0.55 } }, arrowStrikethrough: true, smooth: false, font: { size: 12, face: FACE, align: "horizontal", strokeWidth: 5 } },
};
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
let paint = {};
let network = null;

/** At most three lines of about ten characters, and no character that would spoil what is drawn. */
function inLines(text) {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "\ufffd");
  const lines = plain.match(/.{1,11}/gu) || [plain];
  return lines.length > 3 ? [...lines.slice(0, 2), `${lines[2].slice(0, -1)}…`] : lines;
}

function drawNode({ ctx, id, x, y }) {
  const thing = things.get(id);
  const look = looks.get(thing.cls) || looks.get("Concept");
  const chosen = state.selected?.node === id;
  const size = 13;
  const lines = inLines(thing.label);
  const drawShape = () => {
    ctx.save();
    ctx.translate(x - (8 * size) / 7, y - (8 * size) / 7);
    ctx.scale(size / 7, size / 7);
    Object.assign(ctx, { fillStyle: look.fill, strokeStyle: chosen ? paint.accent : look[state.theme], lineWidth: chosen ? 2.4 : 0.9, lineJoin: "round" });
    const outline = new Path2D(PATHS[look.shape]);
    ctx.fill(outline);
    ctx.stroke(outline);
    ctx.restore();
  };
  const drawExternalLabel = () => {
    Object.assign(ctx, { font: `${chosen ? "600 " : ""}14px ${FACE}`, textAlign: "center", textBaseline: "top", lineJoin: "round", lineWidth: 5, strokeStyle: paint.paper, fillStyle: paint.ink });
    lines.forEach((line, nth) => { ctx.strokeText(line, x, y + size + 5 + nth * 17); ctx.fillText(line, x, y + size + 5 + nth * 17); });
  };
  return { drawNode: drawShape, drawExternalLabel, nodeDimensions: { width: 2 * size, height: 2 * size } };
}

/** Bent, if another edge joins the same two nodes: then the one bows out to one side, the other to the other. */
function bend(fact, nth) {
  return nth ? { enabled: true, type: fact.subject.iri < fact.object.iri === (nth % 2 === 1) ? "curvedCW" : "curvedCCW", roundness: 0.18 * Math.ceil(nth / 2) } : false;
}

/** The facts between shown things as edges. */
function edgesShown() {
  const seen = new Map();
  return visibleFacts().map((fact) => {
    const pair = [fact.subject.iri, fact.object.iri].sort().join(" ");
    seen.set(pair, (seen.get(pair) ?? -1) + 1);
    return edgeOf(fact, seen.get(pair));
  });
}

function edgeOf(fact, nth) {
  const chosen = state.selected?.fact === fact.iri;
  const tint = chosen ? paint.accent : { negated: paint.bad, planned: paint.plan }[fact.modality] || paint.soft;
  return {
    id: fact.iri, from: fact.subject.iri, to: fact.object.iri,
    label: (fact.modality === "negated" ? "✕ " : "") + relationName(fact.predicate),
    dashes: { planned: [7, 5], negated: [2, 4] }[fact.modality] || false, width: chosen ? 3 : 1.4,
    smooth: bend(fact, nth), color: { color: tint, highlight: tint, hover: tint },
    font: { color: tint, strokeColor: paint.paper },
  };
}

/** Where a new node starts: on a ring around the node that it was reached from. */
function beside(from, nth, of) {
  const at = from && nodes.get(from) ? network.getPosition(from) : { x: 0, y: 0 };
  const angle = (2 * Math.PI * nth) / Math.max(1, of) + 0.4;
  return { x: at.x + 190 * Math.cos(angle), y: at.y + 150 * Math.sin(angle) };
}

/** Bring the canvas in line with what is shown; new nodes start around `from`. */
function redraw(from) {
  const [gone, fresh] = [nodes.getIds().filter((id) => !shown.has(id)), [...shown].filter((id) => !nodes.get(id))];
  nodes.remove(gone);
  nodes.add(fresh.map((id, nth) => ({ id, ...(id === from ? { x: 0, y: 0 } : beside(from, nth, fresh.length)) })));
  const wanted = edgesShown();
  const known = new Set(wanted.map((edge) => edge.id));
  edges.remove(edges.getIds().filter((id) => !known.has(id)));
  edges.update(wanted);
  byId("welcome").hidden = shown.size > 0;
  byId("status").textContent = shown.size ? `${shown.size} ${say("nodes")} · ${wanted.length} ${say("facts")}` : "";
  filter();
  if (fresh.length || gone.length) settle();
}

/** Let the forces find places, and then let them rest, so that nothing moves under the reader's hands. */
function settle() {
  if (!shown.size) return;
  network.setOptions({ physics: PHYSICS });
  network.once("stabilized", rest);
  network.stabilize(220);
}
function rest() {
  network.setOptions({ physics: { enabled: false } });
  fit();
}
/** All in view, with room for the labels, which vis-network leaves out of its reckoning. */
function fit() {
  network.fit({ animation: false, maxZoomLevel: 1.3 });
  const [scale, at] = [network.getScale() * 0.86, network.getViewPosition()];
  network.moveTo({ position: { x: at.x, y: at.y + 18 }, scale, animation: false });
}

function openCanvas() {
  mix();
  network = new vis.Network(byId("canvas"), { nodes, edges }, OPTIONS);
  network.on("click", ({ nodes: [node], edges: [fact] }) => select(node ? { node } : fact ? { fact } : null));
  network.on("doubleClick", ({ nodes: [node] }) => node && expand(node));
  for (const end of ["hoverNode", "hoverEdge"]) network.on(end, () => { byId("canvas").style.cursor = "pointer"; });
  for (const end of ["blurNode", "blurEdge"]) network.on(end, () => { byId("canvas").style.cursor = ""; });
}

function mix() {
  paint = Object.fromEntries(["paper", "ink", "soft", "accent", "bad", "plan"].map((name) => [name, colour(name)]));
  edges.update(edgesShown());
  network?.redraw();
}
