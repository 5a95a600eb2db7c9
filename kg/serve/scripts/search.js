// Search names, or ask: suggestions come from the server as one types; a question has an answer of its own.

let choices = []; // what /api/search found, and at the end a question, if it may be one
let current = -1;
let asked = 0; // the number of the last search, so that a late answer is dropped
let pause = null;

const maybeQuestion = (text) => /[?？]$/.test(text) || (/\p{Script=Han}/u.test(text) && [...text].length >= 6);

async function search() {
  const text = byId("search").value.trim();
  const number = ++asked;
  if (!text) return closeSuggestions();
  const { found } = await told_by("/api/search", { q: text });
  if (number !== asked) return;
  choices = [...found, ...(maybeQuestion(text) ? [{ question: text }] : [])];
  current = choices.length ? (/[?？]$/.test(text) ? choices.length - 1 : 0) : -1;
  showSuggestions();
}

function suggestion(choice, position) {
  const attributes = { id: `choice-${position}`, role: "option", "aria-selected": String(position === current), onclick: () => choose(choice) };
  if (choice.question) return make("li", attributes, make("strong", {}, "？"), told(choice.question), make("small", {}, say("answer")));
  const also = choice.name === choice.label ? className(choice.kind || choice.cls) : choice.name;
  return make("li", attributes, glyph(choice.cls), told(choice.label), make("small", {}, told(also)));
}

function showSuggestions() {
  const [box, list] = [byId("search"), byId("suggestions")];
  const nothing = make("li", { role: "option", "aria-disabled": "true" }, say("nothing"));
  list.replaceChildren(...(choices.length ? choices.map(suggestion) : [nothing]));
  list.hidden = false;
  box.setAttribute("aria-expanded", "true");
  if (current >= 0) box.setAttribute("aria-activedescendant", `choice-${current}`);
  else box.removeAttribute("aria-activedescendant");
  list.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
}

function closeSuggestions() {
  asked += 1;
  byId("suggestions").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
}

async function choose(choice) {
  closeSuggestions();
  if (choice.question) await answer(choice.question);
  else {
    byId("search").value = choice.label;
    await select({ node: choice.iri });
  }
  byId("panel").focus();
}

async function answer(question) {
  const { answers } = await told_by("/api/ask", { q: question });
  state.selected = null;
  history.replaceState(null, "", `?${new URLSearchParams({ q: question })}`);
  showPanel([...head([say("answer")], told(question)), ...answers.flatMap(answerParts)]);
}

function answerParts(answer) {
  const known = !["nothing", "unclear"].includes(answer.sort);
  const near = answer.near.map((name) => make("button", { type: "button", class: "link", onclick: () => ask(name) }, told(name)));
  const words = answer.values.length ? answer.values.join("，") : say({ yes: "yes", no: "no" }[answer.sort] || answer.sort);
  return [
    known ? make("p", { class: "values" }, told(words)) : make("p", {}, say(answer.sort === "nothing" ? "not_known" : "not_understood")),
    near.length ? make("p", {}, ...near.flatMap((link) => [link, " "])) : null,
    answer.understood ? make("p", { class: "source" }, told(answer.understood)) : null,
    answer.facts.length ? make("h3", {}, say("evidence")) : null,
    make("ul", { class: "facts" }, ...answer.facts.map(answerFact)),
    answer.sparql ? make("details", {}, make("summary", {}, "SPARQL"), make("pre", {}, answer.sparql)) : null,
  ];
}

function answerFact(fact) {
  const words = [told(fact.subject), " ", make("span", { class: "verb" }, relationName(fact.predicate)), " ", told(fact.object)];
  return make("li", {}, make("button", { type: "button", onclick: () => select({ fact: fact.fact }) }, ...words));
}

function ask(text) {
  byId("search").value = text;
  byId("search").focus();
  search();
}

function searchKey(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && choices.length) {
    event.preventDefault();
    current = (current + step + choices.length) % choices.length;
    showSuggestions();
  } else if (event.key === "Enter" && !event.isComposing) {
    if (choices.length && !byId("suggestions").hidden) choose(choices[Math.max(0, current)]);
    else search().then(() => choices.length && choose(choices[Math.max(0, current)]));
  } else if (event.key === "Escape") {
    event.stopPropagation();
    closeSuggestions();
  }
}

function openSearch() {
  const box = byId("search");
  box.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(search, 90);
  });
  box.addEventListener("keydown", searchKey);
  box.addEventListener("focus", () => box.select());
  document.addEventListener("click", (event) => event.composedPath().includes(box.parentElement) || closeSuggestions());
}
