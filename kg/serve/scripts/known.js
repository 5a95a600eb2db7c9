// What the server told this page: words, classes with their looks, relations. Then what the reader looks at.

const vocabulary = JSON.parse(document.getElementById("vocabulary").textContent);
const own = (of, name, otherwise) => (Object.hasOwn(of, name) ? of[name] : otherwise);
const say = (word) => own(vocabulary.words, word, word);
const className = (name) => own(vocabulary.classes, name, { label: name }).label;
const relationName = (name) => own(vocabulary.relations, name, name);
const looks = new Map(Object.entries(vocabulary.classes)); // dom.js draws glyphs by it

const state = {
  get theme() { return document.documentElement.dataset.theme; },
  selected: null, // { node: iri } or { fact: iri }
};

/** JSON from this server. An answer that is an error becomes an Error with what it says. */
async function told_by(path, parameters, options) {
  const query = parameters ? `?${new URLSearchParams(parameters)}` : "";
  const answer = await fetch(`${path}${query}`, options);
  if (!answer.ok) throw Object.assign(new Error((await answer.text()).trim()), { status: answer.status });
  return answer.json();
}
const lookAt = (iri) => told_by("/api/look", { iri });
