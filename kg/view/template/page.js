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
  showLeftOut(total);
}

/** Of a graph too large for one page, say what is not in it and where it is. */
function showLeftOut(total) {
  const { things, facts: statements } = data.left_out;
  const count = (number) => number.toLocaleString("en");
  byId("left-out").hidden = !things && !statements;
  const told = { all: count(total + things), facts_all: count(data.facts.length + statements), here: count(total), facts_here: count(data.facts.length) };
  byId("left-out").textContent = say("left_out").replace(/\{(\w+)\}/g, (_, name) => told[name]);
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

whenChanged((what) => {
  if (what === "language") showWords();
  if (what !== "theme") showStatus();
  keepAddress();
});

function switchLanguage() {
  state.language = state.language === "zh" ? "en" : "zh";
  changed("language");
}

function switchTheme() {
  state.theme = state.theme === "dark" ? "light" : "dark";
  state.themed = true;
  showTheme();
  changed("theme");
}

function closeFilters(event) {
  if (!event.composedPath().includes(byId("relations"))) byId("relations").open = false;
}

function open() {
  const wanted = restore();
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
  reopen(wanted);
  window.addEventListener("hashchange", () => {
    const asked = restore();
    for (const what of ["language", "theme", "filter"]) changed(what);
    showTheme();
    reopen(asked);
  });
}

/** The rest of a view that an address describes, once everything stands. */
function reopen({ chosen, expanded, table }) {
  if (chosen) select(chosen);
  expanded.forEach(expand);
  if (table) showTable(true);
}

open();
window.kgPage = { data, state, select, expand, find, way, network, nodes: drawnNodes, edges: drawnEdges };
