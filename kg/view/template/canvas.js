// The drawing: vis-network with places decided beforehand, redrawn for theme, language, filter and selection.

const drawnNodes = new vis.DataSet();
const drawnEdges = new vis.DataSet();
const FACE = getComputedStyle(document.body).fontFamily;
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
let paint = {};
let network = null;

const mixTheme = () => Object.fromEntries(["paper", "card", "ink", "soft", "line", "accent", "bad", "plan"].map((name) => [name, colour(name)]));

/** Which nodes and facts stand out: the selected ones and what they touch; null if nothing is selected. */
function lit() {
  const chosen = state.selected;
  if (!chosen) return null;
  const touched = chosen.fact ? [facts.get(chosen.fact)] : around.get(chosen.node);
  const ids = new Set(touched.flatMap((fact) => [fact.subject, fact.target]));
  if (chosen.node) ids.add(chosen.node);
  return { ids, facts: new Set(touched.map((fact) => fact.iri)) };
}

function styledNode(node, light) {
  const look = looks.get(node.group) || looks.get("Concept");
  const [dim, chosen] = [light && !light.ids.has(node.id), state.selected?.node === node.id];
  const fill = node.group === "Value" ? paint.card : look.fill;
  const border = chosen ? paint.accent : look[state.theme];
  const whole = { background: fill, border };
  return {
    ...node, hidden: !visible(node.id), opacity: dim ? 0.25 : 1, borderWidth: chosen ? 4 : 1.5,
    ctxRenderer: node.shape === "custom" ? drawPage : undefined,
    color: { ...whole, highlight: whole, hover: whole },
    font: { ...node.font, face: FACE, color: dim ? paint.soft : paint.ink, strokeWidth: node.group === "Value" ? 0 : 4, strokeColor: paint.paper },
  };
}

function styledEdge(edge, light) {
  const fact = facts.get(edge.id);
  const [dim, chosen] = [light && !light.facts.has(fact.iri), state.selected?.fact === fact.iri];
  const tint = chosen ? paint.accent : { negated: paint.bad, planned: paint.plan }[fact.modality] || paint.soft;
  const sign = { negated: "✕ ", planned: "◌ " }[fact.modality] || "";
  return {
    ...edge, hidden: !allowed(fact), width: chosen ? 3 : 1.4, label: sign + label(fact),
    color: { color: tint, highlight: tint, hover: tint, opacity: dim ? 0.2 : chosen ? 1 : 0.75 },
    font: { face: FACE, color: dim ? paint.line : chosen ? paint.accent : { negated: paint.bad, planned: paint.plan }[fact.modality] || paint.soft, strokeWidth: 5, strokeColor: paint.paper },
  };
}

/** vis-network has no sheet of paper: ours is as high as its other shapes, with a folded corner and its label below. */
function drawPage({ ctx, id, x, y, style }) {
  const node = drawnNodes.get(id);
  const [height, width] = [node.size * 1.9, node.size * 1.45];
  const [left, top, fold] = [x - width / 2, y - height / 2, node.size * 0.5];
  const drawNode = () => {
    ctx.globalAlpha = node.opacity;
    ctx.beginPath();
    ctx.moveTo(left, top);
    ctx.lineTo(left + width - fold, top);
    ctx.lineTo(left + width, top + fold);
    ctx.lineTo(left + width, top + height);
    ctx.lineTo(left, top + height);
    ctx.closePath();
    ctx.fillStyle = node.color.background;
    ctx.fill();
    ctx.lineWidth = node.borderWidth;
    ctx.strokeStyle = node.color.border;
    ctx.stroke();
    ctx.globalAlpha = 1;
  };
  const drawExternalLabel = () => {
    ctx.font = `${node.font.size}px ${FACE}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.globalAlpha = node.opacity;
    node.label.split("\n").forEach((line, index) => {
      const at = y + node.size + 2 + node.font.size * (0.62 + index);
      ctx.lineWidth = 4;
      ctx.strokeStyle = node.font.strokeColor;
      ctx.strokeText(line, x, at);
      ctx.fillStyle = node.font.color;
      ctx.fillText(line, x, at);
    });
    ctx.globalAlpha = 1;
  };
  return { drawNode, drawExternalLabel, nodeDimensions: { width, height } };
}

function restyle() {
  const light = lit();
  drawnNodes.update([...state.shown].map((id) => styledNode(nodes.get(id), light)));
  const inside = data.edges.filter((edge) => state.shown.has(edge.from) && state.shown.has(edge.to));
  drawnEdges.update(inside.map((edge) => styledEdge(edge, light)));
}

const fit = () => network.fit({ animation: !calm && { duration: 350 } });

/** Bring what was selected into view, and leave the view alone if it is there already. */
function bringIntoView() {
  const chosen = state.selected;
  if (!chosen) return;
  const ids = chosen.node ? [chosen.node] : [facts.get(chosen.fact).subject, facts.get(chosen.fact).target];
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  const places = Object.values(network.getPositions(ids));
  const inView = places.map((place) => network.canvasToDOM(place)).every(({ x, y }) => x > 60 && y > 40 && x < width - 60 && y < height - 60);
  if (inView && network.getScale() > 0.45) return;
  const middle = { x: places.reduce((sum, p) => sum + p.x, 0) / places.length, y: places.reduce((sum, p) => sum + p.y, 0) / places.length };
  network.moveTo({ position: middle, scale: Math.max(0.9, network.getScale()), animation: !calm && { duration: 350 } });
}

function openCanvas() {
  paint = mixTheme();
  restyle();
  network = new vis.Network(byId("canvas"), { nodes: drawnNodes, edges: drawnEdges }, data.options);
  network.on("click", ({ nodes: [node], edges: [fact] }) => select(node ? nodeOrFact(node) : fact ? { fact } : null));
  network.on("doubleClick", ({ nodes: [node] }) => node && expand(node));
  for (const end of ["hoverNode", "hoverEdge"]) network.on(end, () => { byId("canvas").style.cursor = "pointer"; });
  for (const end of ["blurNode", "blurEdge"]) network.on(end, () => { byId("canvas").style.cursor = ""; });
  network.fit();
}

/** A value has no page of its own: it stands for its fact. */
const nodeOrFact = (id) => (data.things[id] ? { node: id } : { fact: around.get(id)[0].iri });

whenChanged((what) => {
  if (what === "theme") paint = mixTheme();
  restyle();
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
