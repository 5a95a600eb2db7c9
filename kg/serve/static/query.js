// The query editor: SPARQL with our prefixes and terms, the competency questions as examples, answers as a table.
(() => {
"use strict";
const { EditorView, keymap, EditorState, Prec, basicSetup, autocompletion, HighlightStyle, syntaxHighlighting, tags, sparql, SparqlLanguage, setDiagnostics } = CodeMirror;
const byId = (id) => document.getElementById(id);
const vocabulary = JSON.parse(byId("vocabulary").textContent);
const say = (word) => (Object.hasOwn(vocabulary.words, word) ? vocabulary.words[word] : word);
const START = "SELECT ?thing ?name WHERE {\n  ?thing a kg:GovernmentAgency ; rdfs:label ?name .\n}\nORDER BY ?name\nLIMIT 100\n";
const ROWS = 2000; // so many rows are shown; a download has all
const JSON_TABLE = "application/sparql-results+json";
const ACCEPT = `${JSON_TABLE}, text/turtle;q=0.9`;
const FORMS = { table: { CSV: "text/csv", TSV: "text/tab-separated-values", JSON: JSON_TABLE, XML: "application/sparql-results+xml" }, graph: { Turtle: "text/turtle", "JSON-LD": "application/ld+json", "N-Triples": "application/n-triples", "RDF/XML": "application/rdf+xml" } };

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const WORDS = "SELECT ASK CONSTRUCT DESCRIBE WHERE FILTER OPTIONAL UNION MINUS GRAPH BIND VALUES DISTINCT ORDER BY GROUP HAVING LIMIT OFFSET COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT REGEX CONTAINS STR LANG LANGMATCHES EXISTS NOT IN AS PREFIX".split(" ");
const options = [
  ...vocabulary.terms.map((term) => ({ ...term, boost: 2 })),
  ...Object.entries(vocabulary.prefixes).map(([name, iri]) => ({ label: `${name}:`, detail: iri, type: "namespace" })),
  ...["rdf:type", "rdf:subject", "rdf:predicate", "rdf:object", "rdfs:label", "skos:prefLabel", "skos:altLabel", "oa:exact", "oa:hasSource", "oa:hasSelector", "dcterms:title", "dcterms:issued"].map((label) => ({ label, type: "property", boost: 1 })),
  ...WORDS.map((label) => ({ label, type: "keyword" })),
];

/** Terms by their prefixed names or by what they are called; variables that the query has already. */
function complete(context) {
  const before = context.matchBefore(/[\w:?$\u4e00-\u9fff-]+/);
  if (!before && !context.explicit) return null;
  const from = before ? before.from : context.pos;
  const typed = before ? before.text : "";
  if (/[\u4e00-\u9fff]/.test(typed)) {
    const called = vocabulary.terms.filter((term) => term.detail.includes(typed));
    return { from, options: called.map((term) => ({ ...term, displayLabel: `${term.detail} ${term.label}` })), filter: false };
  }
  const variables = [...new Set(context.state.doc.toString().match(/[?$]\w+/g) || [])].filter((name) => name !== typed);
  return { from, options: [...options, ...variables.map((label) => ({ label, type: "variable" }))], validFor: /^[\w:?$-]*$/ };
}

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.string, tags.literal], color: "var(--plan)" },
  { tag: [tags.variableName], color: "var(--bad)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.number, tags.bool], color: "var(--plan)" },
]);
const look = EditorView.theme({
  "&": { backgroundColor: "var(--card)", color: "var(--ink)", fontSize: "14.5px" },
  ".cm-scroller": { fontFamily: 'ui-monospace, "SFMono-Regular", Menlo, "Noto Sans Mono CJK SC", monospace', lineHeight: "1.6" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--card)", color: "var(--soft)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--hover)" },
  "&.cm-focused": { outline: "none" },
  ".cm-tooltip": { backgroundColor: "var(--card)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: "8px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-tooltip.cm-completionInfo": { maxWidth: "24em", padding: "6px 10px" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection": { backgroundColor: "color-mix(in srgb, var(--accent) 28%, transparent) !important" },
  ".cm-panels": { backgroundColor: "var(--card)", color: "var(--ink)" },
});

const view = new EditorView({
  parent: byId("editor"),
  state: EditorState.create({
    doc: new URLSearchParams(location.hash.slice(1)).get("query") || kept() || START,
    extensions: [
      Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }])),
      EditorView.cspNonce.of(byId("editor").dataset.nonce), basicSetup, sparql(), autocompletion({ override: [complete] }), syntaxHighlighting(colours), look,
      EditorView.lineWrapping, EditorView.contentAttributes.of({ "aria-label": say("editor") }),
    ],
  }),
});

function kept() { try { return sessionStorage.getItem("kg-query"); } catch { return null; } }
function keep(text) { try { sessionStorage.setItem("kg-query", text); } catch { /* a browser that keeps nothing */ } }

let stop = null;
async function run() {
  const query = view.state.doc.toString();
  keep(query);
  history.replaceState(null, "", `#${new URLSearchParams({ query })}`);
  stop?.abort();
  stop = new AbortController();
  const mine = stop;
  busy(true);
  const started = performance.now();
  try {
    const answer = await ask(query, ACCEPT, mine.signal);
    if (answer.ok) show(answer.type, answer.text, (performance.now() - started) / 1000);
    else fail(answer.text);
  } catch (error) {
    if (error.name !== "AbortError") fail(error.message);
  } finally {
    if (stop === mine) busy(false);
  }
}

async function ask(query, accept, signal) {
  const answer = await fetch("/sparql", { method: "POST", body: query, signal, headers: { "Content-Type": "application/sparql-query", Accept: accept } });
  const type = (answer.headers.get("Content-Type") || "").split(";")[0];
  return { ok: answer.ok, type, text: await answer.text() };
}

function busy(is) {
  byId("run").disabled = is;
  byId("cancel").hidden = !is;
  if (is) { byId("fault").hidden = true; byId("status").textContent = say("running"); mark([]); } else if (byId("status").textContent === say("running")) byId("status").textContent = "";
}

/** The error as the server words it, and its place in the text. */
function fail(message) {
  byId("fault").hidden = false;
  byId("fault").textContent = message.trim();
  byId("results").replaceChildren();
  byId("status").textContent = "";
  const place = /^query:(\d+):(\d+): (.*)/.exec(message);
  if (!place) return;
  const line = view.state.doc.line(Math.min(Number(place[1]), view.state.doc.lines));
  const from = Math.min(line.from + Number(place[2]) - 1, line.to);
  mark([{ from, to: Math.min(from + 1, line.to), severity: "error", message: place[3] }]);
}
const mark = (found) => view.dispatch(setDiagnostics(view.state, found));

function show(type, text, seconds) {
  const took = `${seconds.toFixed(2)} ${say("seconds")}`;
  const isTable = type === JSON_TABLE;
  offer(isTable ? FORMS.table : FORMS.graph);
  if (!isTable) {
    byId("results").replaceChildren(make("pre", {}, text));
    byId("status").textContent = took;
    return;
  }
  const said = JSON.parse(text);
  if ("boolean" in said) {
    byId("results").replaceChildren(make("p", { class: "yes" }, String(said.boolean)));
    byId("status").textContent = took;
    return;
  }
  const rows = said.results.bindings;
  byId("results").replaceChildren(rows.length ? table(said.head.vars, rows.slice(0, ROWS)) : make("p", { class: "yes" }, say("no_results")));
  byId("status").textContent = `${rows.length} ${say("rows")} · ${took}`;
}

function table(names, rows) {
  const heads = names.map((name) => make("th", { scope: "col" }, name));
  const lines = rows.map((row) => make("tr", {}, ...names.map((name) => make("td", {}, ...cell(row[name])))));
  return make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...lines));
}

/** A term: an IRI leads to its page if it is one of the graph's, or stands in short form. */
function cell(term) {
  if (!term) return [];
  if (term.type !== "uri") return [make("bdi", { title: term["xml:lang"] || term.datatype || "" }, term.value)];
  const prefix = Object.entries(vocabulary.prefixes).find(([, iri]) => term.value.startsWith(iri));
  if (prefix) return [make("span", { title: term.value }, `${prefix[0]}:${term.value.slice(prefix[1].length)}`)];
  return [make("a", { href: `/page?${new URLSearchParams({ iri: term.value })}` }, term.value)];
}

function offer(forms) {
  const blank = make("option", { value: "" }, "…");
  byId("download").replaceChildren(blank, ...Object.entries(forms).map(([name, type]) => make("option", { value: type }, name)));
}

async function download() {
  const form = byId("download").selectedOptions[0];
  byId("download").value = "";
  if (!form.value) return;
  const answer = await ask(view.state.doc.toString(), form.value);
  if (!answer.ok) return fail(answer.text);
  const ending = { Turtle: "ttl", "JSON-LD": "jsonld", "N-Triples": "nt", "RDF/XML": "rdf" }[form.textContent] || form.textContent.toLowerCase();
  const link = make("a", { href: URL.createObjectURL(new Blob([answer.text], { type: form.value })), download: `results.${ending}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function choose() {
  const example = vocabulary.examples.find(({ name }) => name === byId("examples").value);
  if (example) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: example.text } });
  view.focus();
}

const asked = (example) => make("option", { value: example.name }, example[vocabulary.language]);
byId("examples").append(...vocabulary.examples.map(asked));
byId("examples").addEventListener("change", choose);
byId("run").addEventListener("click", run);
byId("cancel").addEventListener("click", () => stop?.abort());
byId("download").addEventListener("change", download);
view.focus();
window.kgEditor = { view, run, SparqlLanguage };
})();
