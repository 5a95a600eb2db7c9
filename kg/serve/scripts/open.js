// Opening the page: the canvas, the search, keys, the best connected things, and what the address names.

const HUBS = "SELECT ?thing (COUNT(?fact) AS ?facts) { ?fact rdf:subject ?thing } GROUP BY ?thing ORDER BY DESC(?facts) ?thing LIMIT 8";

async function showHubs() {
  const { results } = await told_by("/sparql", { query: HUBS }, { headers: { Accept: "application/sparql-results+json" } });
  const hubs = await Promise.all(results.bindings.map(({ thing }) => lookAt(thing.value).catch(() => null)));
  const chip = (thing) => make("button", { type: "button", onclick: () => select({ node: thing.iri }) }, glyph(thing.cls), told(thing.label));
  byId("hubs").replaceChildren(...hubs.filter((thing) => thing?.sort === "thing").map(chip));
}

function pageKey(event) {
  const writing = event.target.matches?.("input, select, textarea");
  if (event.key === "/" && !writing) {
    event.preventDefault();
    byId("search").focus();
  } else if (event.key === "Escape") select(null);
}

function fromAddress() {
  const wanted = new URLSearchParams(location.search);
  if (wanted.has("node")) return select({ node: wanted.get("node") });
  if (wanted.has("fact")) return select({ fact: wanted.get("fact") });
  if (wanted.has("q")) return ask(wanted.get("q"));
  return byId("search").focus();
}

function clearCanvas() {
  shown.clear();
  redraw();
  select(null);
}

openCanvas();
openSearch();
byId("fit").addEventListener("click", fit);
byId("picture").addEventListener("click", savePicture);
byId("clear").addEventListener("click", clearCanvas);
document.addEventListener("keydown", pageKey);
document.addEventListener("kg-theme", mix);
showHubs().catch(() => {});
fromAddress();
window.kgExplorer = { nodes, edges, network, select, expand, state };
