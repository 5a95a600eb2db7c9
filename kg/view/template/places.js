// Where the drawn nodes of a large graph lie: distances on the screen follow those in the graph (stochastic gradient
// descent on stress, Zheng, Pawar and Goodman 2018), then labels are pushed off each other. The same on every run.

const [LENGTH, FLAT, MOST_PLACED, ROUNDS] = [150, 1.45, 500, 40];

/** Numbers between 0 and 1, the same on every run (a linear congruential generator). */
function chances(seed) {
  let at = seed;
  return () => (at = (at * 1103515245 + 12345) % 2147483648) / 2147483648;
}

/** Steps between a node and each other one, as an array by their order in `ids`; what cannot be reached lies outside. */
function steps(id, ids, order) {
  const found = new Map([[id, 0]]);
  for (const [next, far] of found) for (const other of neighbours(next)) if (order.has(other) && !found.has(other)) found.set(other, far + 1);
  const outside = Math.max(...found.values()) + 2;
  return ids.map((other) => found.get(other) ?? outside);
}

/** Every pair of nodes with the distance that they should have. */
function pairs(ids) {
  const order = new Map(ids.map((id, at) => [id, at]));
  const apart = ids.map((id) => steps(id, ids, order));
  const found = [];
  for (let i = 0; i < ids.length; i += 1) for (let j = 0; j < i; j += 1) found.push([i, j, apart[i][j]]);
  return found;
}

/** Move every pair towards its distance, less and less. */
function relax(points, wanted, chance) {
  const furthest = max(wanted.map(([, , far]) => far));
  const decay = Math.log(0.1 / furthest ** 2) / (ROUNDS - 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    const step = furthest ** 2 * Math.exp(decay * round);
    for (let at = wanted.length - 1; at > 0; at -= 1) {
      const other = Math.floor(chance() * (at + 1));
      [wanted[at], wanted[other]] = [wanted[other], wanted[at]];
    }
    for (const [i, j, far] of wanted) {
      const [a, b] = [points[i], points[j]];
      const [x, y] = [a.x - b.x, a.y - b.y];
      const length = Math.hypot(x, y) || 1;
      const share = (Math.min(1, step / far ** 2) * (length - far * LENGTH)) / 2 / length;
      Object.assign(a, { x: a.x - x * share, y: a.y - y * share });
      Object.assign(b, { x: b.x + x * share, y: b.y + y * share });
    }
  }
}

/** How much room a node takes with its label. */
function room(node) {
  const lines = node.label.split("\n");
  const wide = Math.max(...lines.map((line) => [...line].reduce((sum, char) => sum + (char > "\u2e7f" ? 15.5 : 9), 0)));
  return { wide: Math.max(wide, 40) + 14, high: lines.length * 19 + (node.group === "Value" ? 18 : 2 * node.size + 14) };
}

/** Push boxes that overlap apart, along the shorter way. */
function separate(points, boxes) {
  for (let round = 0, moved = true; moved && round < 120; round += 1) {
    moved = false;
    for (let i = 0; i < points.length; i += 1) {
      for (let j = 0; j < i; j += 1) {
        const [a, b] = [points[i], points[j]];
        const across = (boxes[i].wide + boxes[j].wide) / 2 - Math.abs(a.x - b.x);
        const down = (boxes[i].high + boxes[j].high) / 2 - Math.abs(a.y - b.y);
        if (across <= 0.5 || down <= 0.5) continue;
        moved = true;
        if (across < down) for (const [point, sign] of [[a, 1], [b, -1]]) point.x += (sign * (a.x < b.x ? -1 : 1) * across) / 2;
        else for (const [point, sign] of [[a, 1], [b, -1]]) point.y += (sign * (a.y < b.y ? -1 : 1) * down) / 2;
      }
    }
  }
}

/** A place for every drawn node; very many lie in rings. */
function places() {
  const ring = rings();
  const ids = [...state.shown];
  if (ids.length > MOST_PLACED) return ring;
  const points = ids.map((id) => ({ x: 0, y: 0, ...ring.get(id) }));
  relax(points, pairs(ids), chances(7));
  points.forEach((point) => { point.x *= FLAT; });
  separate(points, ids.map((id) => room(nodes.get(id))));
  return new Map(ids.map((id, at) => [id, { x: Math.round(points[at].x), y: Math.round(points[at].y) }]));
}
