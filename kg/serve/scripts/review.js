// Accept, reject or correct a fact; merge or split a thing. The token stays in this tab; who decides is remembered.

const kept = (store, key) => { try { return store.getItem(key) || ""; } catch { return ""; } };
const keep = (store, key, value) => { try { store.setItem(key, value); } catch { /* a browser that keeps nothing */ } };

function field(word, input) {
  return make("label", {}, make("span", {}, say(word)), input);
}

function choice(values, chosen, name) {
  const options = values.map(([value, text]) => make("option", { value, selected: value === chosen }, text));
  return make("select", { name }, ...options);
}

const input = (name, value, type = "text") => make("input", { name, value, type, autocomplete: "off" });

function correctionFields(fact) {
  const relations = Object.entries(vocabulary.relations);
  const modalities = ["actual", "planned", "negated"].map((name) => [name, say(name)]);
  return [
    field("subject", input("to_subject", fact.subject.label)),
    field("predicate", choice(relations, fact.predicate, "to_predicate")),
    field("object", input("to_object", fact.object.value || fact.object.label)),
    field("modality", choice(modalities, fact.modality, "to_modality")),
  ];
}

const mergeFields = () => [field("merge_into", input("to_subject", ""))];

function splitFields(thing) {
  const texts = new Map(thing.mentions.map((place) => [place.document, place.title || place.document]));
  return [field("document", choice([...texts], null, "doc")), field("split_name", input("to_subject", ""))];
}

/** What the form says beyond what the graph says already. */
function details(form, it, decision) {
  if (decision === "merge") return { to_subject: form.elements.to_subject.value.trim() };
  if (decision === "split") return { to_subject: form.elements.to_subject.value.trim(), doc: form.elements.doc.value };
  if (decision !== "correct") return {};
  const before = { to_subject: it.subject.label, to_predicate: it.predicate, to_object: it.object.value || it.object.label, to_modality: it.modality };
  const entries = Object.entries(before).map(([name, old]) => [name, form.elements[name].value.trim(), old]);
  return Object.fromEntries(entries.filter(([, value, old]) => value && value !== old).map(([name, value]) => [name, value]));
}

async function decide(form, it, decision) {
  const [token, who, why] = ["token", "who", "why"].map((name) => form.elements[name].value.trim());
  keep(sessionStorage, "kg-token", token);
  keep(localStorage, "kg-who", who);
  const body = { decision, target: it.iri, who, why, ...details(form, it, decision) };
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
  try {
    const answer = await told_by("/api/review", null, { method: "POST", headers, body: JSON.stringify(body) });
    it.decided = answer.decided;
    form.replaceWith(decisionForm(it));
  } catch (error) {
    form.querySelector(".fault").textContent = error.message;
    if (error.status === 401) form.elements.token.focus();
  }
}

const DONE = { accept: "accepted", reject: "rejected", correct: "corrected", merge: "merged", split: "split_done" };

function decidedLine({ decision, who, when, why, to_subject }) {
  const parts = [to_subject, who, when.slice(0, 10), why].filter(Boolean).join(" · ");
  return make("p", { role: "status" }, make("span", { class: `badge ${decision}` }, say(DONE[decision])), " ", told(parts), make("br"), make("small", {}, say("next_build")));
}

/** The form of decisions about a fact or a thing. Who corrects, merges or splits is asked for more first. */
function decisionForm(it) {
  const extra = make("div", {});
  const send = (decision) => button(decision, () => decide(form, it, decision));
  const asking = (decision, fields) => button(decision, () => {
    extra.replaceChildren(...fields(it), make("div", { class: "row" }, button("save", () => decide(form, it, decision))));
    extra.querySelector("input").focus();
  });
  const open = it.sort === "fact"
    ? [send("accept"), send("reject"), asking("correct", correctionFields)]
    : [asking("merge", mergeFields), it.mentions.length ? asking("split", splitFields) : null];
  const form = make(
    "form", { class: "decision" },
    make("h3", {}, say("review")), it.decided ? decidedLine(it.decided) : null,
    field("token", input("token", kept(sessionStorage, "kg-token"), "password")), field("who", input("who", kept(localStorage, "kg-who"))), field("why", input("why", "")),
    make("div", { class: "row" }, ...(it.decided ? [send("withdraw")] : open).filter(Boolean)), extra, make("p", { class: "fault", role: "alert" }),
  );
  form.elements.token.title = say("token_hint");
  form.addEventListener("submit", (event) => event.preventDefault());
  return form;
}
