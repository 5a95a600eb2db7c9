// The same facts as a table: for those who read rather than look, and for the keyboard.

const ROWS = 500; // so many rows are listed at most
const order = { column: null, down: false };
let query = "";
let drawnOnly = false;

const qualifiersOf = (fact) => fact.qualifiers.map(({ name, text }) => `${say(name)} ${name === "role" ? say(text) : text}`).join("；");
const COLUMNS = [
  ["subject", (fact) => nameOf(fact.subject)],
  ["predicate", (fact) => label(fact)],
  ["object", objectOf],
  ["modality", (fact) => say(fact.modality)],
  ["qualifiers", qualifiersOf],
  ["by", (fact) => fact.attributed_to],
  ["evidence", (fact) => fact.evidence.map((place) => place.quote).join(" … ")],
  ["source", (fact) => [...new Set(fact.evidence.map((place) => place.title))].join("；")],
  ["score", (fact) => String(fact.score)],
];
const drawn = (fact) => state.shown.has(fact.subject) && state.shown.has(fact.target);

function listed() {
  const wanted = fold(query);
  const given = data.facts.filter((fact) => allowed(fact) && (!drawnOnly || drawn(fact)));
  const found = given.filter((fact) => (!wanted || COLUMNS.some(([, cell]) => fold(cell(fact)).includes(wanted))));
  if (order.column) {
    const cell = COLUMNS.find(([name]) => name === order.column)[1];
    found.sort((a, b) => cell(a).localeCompare(cell(b), "zh") * (order.down ? -1 : 1));
  }
  return found;
}

function sortBy(name) {
  order.down = order.column === name && !order.down;
  order.column = name;
  showRows();
  byId("table").querySelector(`th[data-column="${name}"] button`).focus();
}

function heading([name]) {
  const sorted = order.column === name && (order.down ? "descending" : "ascending");
  const button = make("button", { type: "button", onclick: () => sortBy(name) }, say(name));
  return make("th", { role: "columnheader", scope: "col", "data-column": name, "aria-sort": sorted }, button);
}

function row(fact) {
  const pick = () => select({ fact: fact.iri });
  const cells = COLUMNS.map(([name, cell]) =>
    make("td", { role: "cell", class: name, "data-head": say(name) }, name === "modality" ? badge(fact.modality) : told(cell(fact))));
  const chosen = String(state.selected?.fact === fact.iri);
  const line = make("tr", { role: "row", tabindex: 0, "data-fact": fact.iri, "aria-selected": chosen, onclick: pick }, ...cells);
  line.addEventListener("keydown", (event) => {
    const next = { ArrowDown: line.nextElementSibling, ArrowUp: line.previousElementSibling }[event.key];
    if (event.key === "Enter") pick();
    if (next) event.preventDefault();
    next?.focus();
  });
  return line;
}

function showRows() {
  if (byId("table").hidden) return;
  const found = listed();
  const note = found.length > ROWS ? make("p", { class: "source" }, `${say("more")} (${found.length - ROWS})`) : "";
  const top = make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...COLUMNS.map(heading)));
  const rows = make("tbody", { role: "rowgroup" }, ...found.slice(0, ROWS).map(row));
  const table = make("table", { role: "table", "aria-rowcount": found.length + 1 }, top, rows);
  byId("table").querySelector(".scroll").replaceChildren(...[table, note].filter(Boolean));
}

/** Mark the selected row without rebuilding the table under the reader's hands. */
function markRow() {
  for (const line of byId("table").querySelectorAll("tr[data-fact]")) {
    const chosen = line.dataset.fact === state.selected?.fact;
    line.setAttribute("aria-selected", String(chosen));
    if (chosen) line.scrollIntoView({ block: "nearest" });
  }
}

const quotedCell = (text) => `"${String(text).replaceAll('"', '""')}"`;
function saveTable() {
  const lines = [COLUMNS.map(([name]) => say(name)), ...listed().map((fact) => COLUMNS.map(([, cell]) => cell(fact)))];
  save("facts.csv", new Blob(["\ufeff", ...lines.map((cells) => `${cells.map(quotedCell).join(",")}\r\n`)], { type: "text/csv" }));
}

function openTable() {
  const box = make("input", { type: "search", "data-hint": "filter_table" });
  box.addEventListener("input", () => { query = box.value.trim(); showRows(); });
  const only = make("input", { type: "checkbox" });
  only.addEventListener("change", () => { drawnOnly = only.checked; showRows(); });
  const part = data.whole ? null : make("label", {}, only, make("span", { "data-word": "drawn_only" }));
  const keep = make("button", { type: "button", class: "plain", "data-word": "csv", onclick: saveTable });
  byId("table").append(make("div", { class: "tablebar" }, ...[box, part, keep].filter(Boolean)), make("div", { class: "scroll" }));
  byId("show-table").addEventListener("click", () => showTable(byId("table").hidden));
}

function showTable(open) {
  byId("table").hidden = !open;
  byId("show-table").setAttribute("aria-pressed", String(open));
  showRows();
  changed("table");
}

whenChanged((what) => {
  if (what === "selection") markRow();
  else if (what !== "theme" && what !== "table" && (what !== "shown" || drawnOnly)) showRows();
});
