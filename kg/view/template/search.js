// Search first: names and aliases, the best match on top, by mouse or keys.

const fold = (text) => text.normalize("NFKC").toLowerCase();
const namesOf = (thing) => [thing.label, ...thing.aliases].map((text) => [fold(text), text]);
const index = Object.entries(data.things).map(([id, thing]) => ({ id, names: namesOf(thing), spelt: thing.spelt.split(" ") }));
const MOST = 12;
const NEVER = 6;
let choices = [];
let current = -1;

/** How well a name answers: exact, beginning, inside; then how it is spelt in pinyin (fs or foshan for 佛山). */
function rankOf(folded, wanted) {
  const at = folded.indexOf(wanted);
  return folded === wanted ? 0 : at === 0 ? 1 : at > 0 ? 2 : NEVER;
}

function rankOfSpelling(spelt, wanted) {
  const ranks = spelt.map((spelling) => (spelling === wanted ? 3 : spelling.startsWith(wanted) ? 4 : spelling.includes(wanted) ? 5 : NEVER));
  return Math.min(NEVER, ...ranks);
}

/** The things that answer a query, the best first; the better connected first among equals. */
function find(query) {
  const wanted = fold(query.trim());
  if (!wanted) return [];
  const spelling = /^[a-z0-9]+$/.test(wanted.replaceAll(" ", ""));
  const found = [];
  for (const { id, names, spelt } of index) {
    let [best, shown] = [NEVER, ""];
    for (const [folded, text] of names) {
      const rank = rankOf(folded, wanted);
      if (rank < best) [best, shown] = [rank, text];
    }
    if (best === NEVER && spelling) [best, shown] = [rankOfSpelling(spelt, wanted.replaceAll(" ", "")), names[0][1]];
    if (best < NEVER) found.push({ id, best, shown });
  }
  found.sort((a, b) => a.best - b.best || around.get(b.id).length - around.get(a.id).length);
  return found.slice(0, MOST);
}

function choose(id) {
  closeSuggestions();
  byId("search").value = nameOf(id);
  select({ node: id });
  byId("panel").focus();
}

function suggestion({ id, shown }, position) {
  const name = nameOf(id);
  const also = shown === name ? label(looks.get(classOf(id)) || { zh: "", en: "" }) : shown;
  const attributes = { id: `choice-${position}`, role: "option", "aria-selected": String(position === current), onclick: () => choose(id) };
  return make("li", attributes, glyph(classOf(id)), told(name), make("small", {}, told(also)));
}

function showSuggestions() {
  const box = byId("search");
  const list = byId("suggestions");
  const asked = box.value.trim() !== "";
  const nothing = make("li", { role: "option", "aria-disabled": "true" }, say("nothing"));
  list.replaceChildren(...(choices.length ? choices.map(suggestion) : [nothing]));
  list.hidden = !asked;
  box.setAttribute("aria-expanded", String(asked));
  if (current >= 0) box.setAttribute("aria-activedescendant", `choice-${current}`);
  else box.removeAttribute("aria-activedescendant");
  list.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
}

function closeSuggestions() {
  byId("suggestions").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
}

function searchKey(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && choices.length) {
    event.preventDefault();
    current = (current + step + choices.length) % choices.length;
    showSuggestions();
  } else if (event.key === "Enter" && choices.length && !event.isComposing) {
    choose(choices[Math.max(0, current)].id);
  } else if (event.key === "Escape") {
    event.stopPropagation();
    closeSuggestions();
  }
}

function openSearch() {
  const box = byId("search");
  box.addEventListener("input", () => {
    choices = find(box.value);
    current = choices.length ? 0 : -1;
    showSuggestions();
  });
  box.addEventListener("keydown", searchKey);
  box.addEventListener("focus", () => box.select());
  document.addEventListener("click", (event) => event.composedPath().includes(box.parentElement) || closeSuggestions());
}
