// Opening the page: words, theme, buttons, keys, and the address that brings a reader back to a selection.

function showWords() {
  document.documentElement.lang = state.language === "zh" ? "zh-Hans" : "en";
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = say(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", say(element.dataset.label));
    if (element.tagName === "BUTTON") element.title = say(element.dataset.label);
  }
  for (const element of document.querySelectorAll("[data-hint]")) {
    element.placeholder = say(element.dataset.hint);
    element.setAttribute("aria-label", say(element.dataset.hint));
  }
}

function showStatus() {
  const total = Object.keys(data.things).length;
  const part = state.shown.size < data.nodes.length ? ` · ${say("shown")} ${state.shown.size}` : "";
  byId("status").textContent = `${total} ${say("entities")} · ${data.facts.length} ${say("facts")}${part}`;
}

const showTheme = () => { document.documentElement.dataset.theme = state.theme; };

function pageKey(event) {
  const writing = event.target.matches?.("input");
  if (event.key === "/" && !writing) {
    event.preventDefault();
    byId("search").focus();
  } else if (event.key === "Escape") {
    byId("relations").open = false;
    select(null);
  }
}

/** "#node=…", "#node=…&to=…" or "#fact=…" of this graph; anything else is nothing. */
function fromAddress() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const [node, to] = ["node", "to"].map((name) => wanted.get(name)).filter((id) => Object.hasOwn(data.things, id));
  if (node) return to ? { node, to } : { node };
  return facts.has(wanted.get("fact")) ? { fact: wanted.get("fact") } : null;
}

whenChanged((what) => {
  if (what === "language") showWords();
  if (what !== "theme") showStatus();
  const framed = location.protocol === "about:"; // a notebook's frame has no address of its own
  if (what === "selection" && !framed) history.replaceState(null, "", `#${new URLSearchParams(state.selected ?? {})}`);
});

function switchLanguage() {
  state.language = state.language === "zh" ? "en" : "zh";
  changed("language");
}

function switchTheme() {
  state.theme = state.theme === "dark" ? "light" : "dark";
  showTheme();
  changed("theme");
}

function closeFilters(event) {
  if (!event.composedPath().includes(byId("relations"))) byId("relations").open = false;
}

function open() {
  showTheme();
  openTable();
  showWords();
  showFilters();
  showStatus();
  openCanvas();
  openSearch();
  byId("fit").addEventListener("click", () => fit());
  byId("picture").addEventListener("click", savePicture);
  byId("language").addEventListener("click", switchLanguage);
  byId("theme").addEventListener("click", switchTheme);
  document.addEventListener("keydown", pageKey);
  document.addEventListener("click", closeFilters);
  const wanted = fromAddress();
  if (wanted) select(wanted);
}

open();
window.kgPage = { data, state, select, expand, find, way, network, nodes: drawnNodes, edges: drawnEdges };
