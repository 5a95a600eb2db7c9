// Of a large graph only a neighbourhood is drawn: the best connected at first, then what the reader looks for or expands.
// It is placed in the browser (places.js), since no placing of the whole would keep every neighbourhood together.

const START = 30; // so many nodes are drawn first
const STEP = 24; // and so many more by each expansion
// In pixels: the room along a ring and between rings; how much wider than high; how much further out every other one lies.
const [ROOM, RING, WIDE, STAGGER] = [84, 190, 1.4, 64];

const degree = (id) => around.get(id).length;
const neighbours = (id) => [...new Set(around.get(id).map((fact) => otherEnd(fact, id)))].filter((other) => other !== id);
const hub = () => data.nodes.reduce((best, node) => (degree(node.id) > degree(best.id) ? node : best)).id;

/** A node and what is nearest to it, the best connected first. */
function neighbourhood(root) {
  const found = new Set([root]);
  for (const id of found) {
    const near = neighbours(id).sort((a, b) => degree(b) - degree(a));
    for (const other of near.slice(0, id === root ? START / 2 : 4)) if (found.size < START) found.add(other);
  }
  return found;
}

/** Draw these nodes: where one is missing, go to its neighbourhood. */
function reveal(ids) {
  if (ids.every((id) => state.shown.has(id))) return;
  state.root = ids[0];
  state.shown = new Set([...neighbourhood(ids[0]), ...ids]);
  state.expanded = [];
  changed("shown");
}

const hiddenNeighbours = (id) => neighbours(id).filter((other) => !state.shown.has(other));

/** Draw more neighbours of a node, the best connected first. */
function expand(id) {
  const near = hiddenNeighbours(id).sort((a, b) => degree(b) - degree(a));
  if (!near.length) return;
  near.slice(0, STEP).forEach((other) => state.shown.add(other));
  state.expanded.push(id);
  changed("shown");
}

/** The tree of shortest ways from the root: node id → its children. */
function tree(root) {
  const children = new Map([[root, []]]);
  for (const id of children.keys()) {
    for (const other of neighbours(id)) {
      if (!state.shown.has(other) || children.has(other)) continue;
      children.set(other, []);
      children.get(id).push(other);
    }
  }
  return children;
}

/** Where every drawn node lies: in rings by distance from the root, each child within the sector of its parent. */
function rings() {
  const children = tree(state.root);
  const leaves = new Map();
  for (const id of [...children.keys()].reverse()) {
    leaves.set(id, Math.max(1, children.get(id).reduce((sum, child) => sum + leaves.get(child), 0)));
  }
  const places = new Map();
  let level = [{ id: state.root, from: 0, share: 2 * Math.PI }];
  for (let radius = 0; level.length; ) {
    const next = [];
    for (const [nth, { id, from, share }] of level.entries()) {
      const [angle, reach] = [from + share / 2, radius && radius + (nth % 2) * STAGGER];
      places.set(id, { x: Math.round(Math.cos(angle) * reach * WIDE), y: Math.round(Math.sin(angle) * reach) });
      let at = from;
      for (const child of children.get(id)) {
        const part = (share * leaves.get(child)) / leaves.get(id);
        next.push({ id: child, from: at, share: part });
        at += part;
      }
    }
    const narrowest = Math.min(...next.map(({ share }) => share));
    radius = Math.max(radius + RING, Math.min(ROOM / narrowest / WIDE, radius + 3 * RING));
    level = next;
  }
  return places;
}

state.root = hub();
state.shown = data.whole ? new Set(nodes.keys()) : neighbourhood(state.root);
