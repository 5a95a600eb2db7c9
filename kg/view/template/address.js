// The address of a view: what is selected and expanded, the filters, language, theme and table, after the #.
// Whoever opens the copied address sees the same. What it names is looked up; what is not found is left out.

const LISTS = { hide: ["classes", (name) => looks.has(name)], norel: ["relations", (name) => ofRelation.has(name)], nomod: ["modalities", (name) => ofModality.has(name)] };
const NUMBERS = { score: "below", since: "before", until: "after" };

/** What the address says of the present view; what is as it opens is not said. */
function address() {
  const said = new URLSearchParams(state.selected ?? {});
  for (const [key, [name]] of Object.entries(LISTS)) if (state.hidden[name].size) said.set(key, [...state.hidden[name]].sort().join(","));
  for (const [key, name] of Object.entries(NUMBERS)) if (Number.isFinite(state.hidden[name]) && state.hidden[name]) said.set(key, state.hidden[name]);
  if (state.expanded.length) said.set("open", state.expanded.join(","));
  if (state.language !== "zh") said.set("lang", state.language);
  if (state.themed) said.set("theme", state.theme);
  if (!byId("table").hidden) said.set("table", "1");
  return said;
}

/** "#node=…", "#node=…&to=…" or "#fact=…" of this graph; anything else is nothing. */
function chosenIn(said) {
  const [node, to] = ["node", "to"].map((name) => said.get(name)).filter((id) => Object.hasOwn(data.things, id));
  if (node) return to ? { node, to } : { node };
  return facts.has(said.get("fact")) ? { fact: said.get("fact") } : null;
}

/** Bring back the view that the address describes. */
function restore() {
  const said = new URLSearchParams(location.hash.slice(1));
  for (const [key, [name, known]] of Object.entries(LISTS)) state.hidden[name] = new Set((said.get(key) ?? "").split(",").filter(known));
  for (const [key, name] of Object.entries(NUMBERS)) {
    const open = { below: 0, before: -Infinity, after: Infinity }[name];
    state.hidden[name] = said.get(key) && Number.isFinite(Number(said.get(key))) ? Number(said.get(key)) : open;
  }
  if (Object.hasOwn(data.words, said.get("lang") ?? "")) state.language = said.get("lang");
  if (["light", "dark"].includes(said.get("theme"))) [state.theme, state.themed] = [said.get("theme"), true];
  return { chosen: chosenIn(said), expanded: (said.get("open") ?? "").split(",").filter((id) => nodes.has(id)), table: said.get("table") === "1" };
}

/** Write the view into the address; a notebook's frame has none of its own. */
function keepAddress() {
  if (location.protocol !== "about:") history.replaceState(null, "", `#${address()}`);
}
