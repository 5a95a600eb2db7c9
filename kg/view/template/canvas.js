// The drawing: vis-network with places decided beforehand, redrawn for theme, language, filter and selection.

const drawnNodes = new vis.DataSet();
const drawnEdges = new vis.DataSet();
const FACE = getComputedStyle(document.body).fontFamily;
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const LEADING = 1.22; // from line to line of a label, in its size
let paint = {};
let network = null;

const PAINTS = ["paper", "card", "ink", "soft", "accent", "bad", "plan"];
const mixTheme = () => Object.fromEntries(PAINTS.map((name) => [name, colour(name)]));

/** Two hex colours mixed: `share` of the first. Fading by transparency would let edges shine through shapes. */
function mix(one, other, share) {
  const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const [a, b] = [parts(one), parts(other)];
  return `#${a.map((part, k) => Math.round(part * share + b[k] * (1 - share)).toString(16).padStart(2, "0")).join("")}`;
}
const faded = (hex, dim) => (dim ? mix(hex, paint.paper, 0.28) : hex);

function styledNode(node, light) {
  const look = looks.get(node.group) || looks.get("Concept");
  const [dim, chosen] = [light && !light.ids.has(node.id), [state.selected?.node, state.selected?.to].includes(node.id)];
  const isValue = node.group === "Value";
  const whole = { background: faded(isValue ? paint.card : look.fill, dim), border: chosen ? paint.accent : faded(look[state.theme], dim) };
  const ink = dim ? mix(paint.soft, paint.paper, 0.5) : paint.ink;
  return {
    ...node, hidden: !visible(node.id), borderWidth: chosen ? 4 : 1.5,
    shape: "custom", ctxRenderer: drawNode,
    color: { ...whole, highlight: whole, hover: whole },
    font: { ...node.font, face: FACE, color: ink, strokeWidth: isValue ? 0 : 5, strokeColor: paint.paper },
  };
}

function styledEdge(edge, light) {
  const fact = facts.get(edge.id);
  const [dim, chosen] = [light && !light.facts.has(fact.iri), state.selected?.fact === fact.iri];
  const plain = { negated: paint.bad, planned: paint.plan }[fact.modality] || paint.soft;
  const tint = chosen ? paint.accent : faded(plain, dim);
  const ink = dim ? mix(plain, paint.paper, 0.4) : tint;
  return {
    ...edge, hidden: !allowed(fact), width: chosen ? 3 : 1.4, label: (fact.modality === "negated" ? "✕ " : "") + label(fact),
    color: { color: tint, highlight: tint, hover: tint, opacity: 1 },
    font: { size: state.language === "en" ? 10 : 12, face: FACE, color: ink, strokeWidth: 5, strokeColor: paint.paper },
  };
}

/** The shape of the legend, at the size of the node. */
function drawShape(ctx, { group, size, borderWidth, color }, x, y) {
  const outline = new Path2D(PATHS[(looks.get(group) || looks.get("Concept")).shape]);
  const scale = size / 7;
  ctx.save();
  ctx.translate(x - 8 * scale, y - 8 * scale);
  ctx.scale(scale, scale);
  Object.assign(ctx, { fillStyle: color.background, strokeStyle: color.border, lineWidth: borderWidth / scale, lineJoin: "round" });
  ctx.fill(outline);
  ctx.stroke(outline);
  ctx.restore();
}

/** A label in lines around or below `top`, with air between them, which vis-network leaves out, and a halo that keeps edges off. */
function drawLines(ctx, { label: text, font }, x, top) {
  Object.assign(ctx, { font: `${font.size}px ${FACE}`, textAlign: "center", textBaseline: "middle", lineJoin: "round" });
  Object.assign(ctx, { lineWidth: font.strokeWidth, strokeStyle: font.strokeColor, fillStyle: font.color });
  const lines = text.split("\n").map((line, nth) => [line, x, top + font.size * LEADING * (0.5 + nth)]);
  if (font.strokeWidth) lines.forEach((line) => ctx.strokeText(...line));
  lines.forEach((line) => ctx.fillText(...line));
}

/** How much room a value takes: its label and a margin. */
function measure(ctx, { label: text, font }) {
  ctx.font = `${font.size}px ${FACE}`;
  const lines = text.split("\n");
  return { width: Math.max(...lines.map((line) => ctx.measureText(line).width)) + 22, height: lines.length * font.size * LEADING + 14 };
}

function drawValue(ctx, node, x, y, { width, height }) {
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - height / 2, width, height, 7);
  Object.assign(ctx, { fillStyle: node.color.background, strokeStyle: node.color.border, lineWidth: node.borderWidth });
  ctx.fill();
  ctx.stroke();
  drawLines(ctx, node, x, y - height / 2 + 7);
}

function drawNode({ ctx, id, x, y }) {
  const node = drawnNodes.get(id);
  if (node.group === "Value") {
    const room = measure(ctx, node);
    return { drawNode: () => drawValue(ctx, node, x, y, room), nodeDimensions: room };
  }
  const side = 2 * node.size;
  const drawExternalLabel = () => drawLines(ctx, node, x, y + node.size + 4);
  return { drawNode: () => drawShape(ctx, node, x, y), drawExternalLabel, nodeDimensions: { width: side, height: side } };
}

let placed = null; // where the nodes of a neighbourhood lie, as long as it is the same
function restyle() {
  const light = state.selected && touched(state.selected);
  if (!data.whole) placed ??= places();
  drawnNodes.update([...state.shown].map((id) => ({ ...styledNode(nodes.get(id), light), ...placed?.get(id) })));
  const inside = data.edges.filter((edge) => state.shown.has(edge.from) && state.shown.has(edge.to));
  drawnEdges.update(inside.map((edge) => styledEdge(edge, light)));
}

/** Take away what no longer belongs to the neighbourhood, and look at what does. */
function regather() {
  placed = null;
  drawnNodes.remove(drawnNodes.getIds().filter((id) => !state.shown.has(id)));
  drawnEdges.remove(drawnEdges.getIds({ filter: (edge) => !state.shown.has(edge.from) || !state.shown.has(edge.to) }));
  restyle();
  fit(false);
}

let moved = false; // has the reader zoomed or dragged? Then the view is theirs
function fit(animation = !calm && { duration: 350 }) {
  moved = false;
  const ids = drawnNodes.getIds({ filter: (node) => !node.hidden });
  network.fit({ nodes: ids, animation, maxZoomLevel: 1.3 });
}

/** Where a reader can still read labels. */
const LEGIBLE = 0.5;

function lookAt(ids, animation = !calm && { duration: 350 }) {
  const places = Object.values(network.getPositions(ids));
  const mean = (axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
  network.moveTo({ position: { x: mean("x"), y: mean("y") }, scale: Math.max(0.8, network.getScale()), animation });
}

/** Bring what was selected into view: the whole if that stays legible, and leave a view that the reader chose. */
function bringIntoView() {
  const chosen = state.selected;
  if (!moved) fit(false);
  if (!chosen) return;
  const ids = chosen.node && !chosen.to ? [chosen.node] : [...touched(chosen).ids];
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  const inside = ({ x, y }) => x > 50 && y > 30 && x < width - 50 && y < height - 30;
  const inView = Object.values(network.getPositions(ids)).every((place) => inside(network.canvasToDOM(place)));
  if (!inView || network.getScale() < LEGIBLE) lookAt(ids);
}

function openCanvas() {
  paint = mixTheme();
  restyle();
  network = new vis.Network(byId("canvas"), { nodes: drawnNodes, edges: drawnEdges }, data.options);
  network.on("click", ({ nodes: [node], edges: [fact] }) => select(node ? nodeOrFact(node) : fact ? { fact } : null));
  network.on("doubleClick", ({ nodes: [node] }) => node && expand(node));
  for (const end of ["hoverNode", "hoverEdge"]) network.on(end, () => { byId("canvas").style.cursor = "pointer"; });
  for (const end of ["blurNode", "blurEdge"]) network.on(end, () => { byId("canvas").style.cursor = ""; });
  for (const act of ["zoom", "dragStart"]) network.on(act, () => { moved = true; });
  fit(false);
  if (network.getScale() < LEGIBLE && byId("canvas").clientWidth < 760) lookAt([hub()], false); // a telephone
}

/** A value has no page of its own: it stands for its fact. */
const nodeOrFact = (id) => (data.things[id] ? { node: id } : { fact: around.get(id)[0].iri });

whenChanged((what) => {
  if (what === "theme") paint = mixTheme();
  if (what === "shown") regather();
  else restyle();
  if (what === "selection") {
    network.unselectAll();
    setTimeout(bringIntoView, 60); // the canvas takes its new width first
  }
});

function savePicture() {
  const source = byId("canvas").querySelector("canvas");
  const copy = make("canvas", { width: source.width, height: source.height });
  const ctx = copy.getContext("2d");
  ctx.fillStyle = paint.paper;
  ctx.fillRect(0, 0, copy.width, copy.height);
  ctx.drawImage(source, 0, 0);
  copy.toBlob((blob) => save("graph.png", blob));
}
