// Accept, reject or correct a fact. The token stays in this tab; who decides is remembered.

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

/** What the form says beyond what the fact says already. */
function corrections(form, fact) {
  const before = { to_subject: fact.subject.label, to_predicate: fact.predicate, to_object: fact.object.value || fact.object.label, to_modality: fact.modality };
  const entries = Object.entries(before).map(([name, old]) => [name, form.elements[name]?.value.trim() ?? "", old]);
  return Object.fromEntries(entries.filter(([, value, old]) => value && value !== old).map(([name, value]) => [name, value]));
}

async function decide(form, fact, decision) {
  const [token, who, why] = ["token", "who", "why"].map((name) => form.elements[name].value.trim());
  keep(sessionStorage, "kg-token", token);
  keep(localStorage, "kg-who", who);
  const body = { decision, target: fact.iri, who, why, ...(decision === "correct" ? corrections(form, fact) : {}) };
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
  try {
    const answer = await told_by("/api/review", null, { method: "POST", headers, body: JSON.stringify(body) });
    form.replaceWith(decisionForm({ ...fact, decided: answer.decided }));
  } catch (error) {
    form.querySelector(".fault").textContent = error.message;
    if (error.status === 401) form.elements.token.focus();
  }
}

function decidedLine({ decision, who, when, why }) {
  const parts = [who, when.slice(0, 10), why].filter(Boolean).join(" · ");
  return make("p", { role: "status" }, make("span", { class: `badge ${decision}` }, say({ accept: "accepted", reject: "rejected", correct: "corrected" }[decision])), " ", told(parts), make("br"), make("small", {}, say("next_build")));
}

function decisionForm(fact) {
  const extra = make("div", {});
  const send = (decision) => () => decide(form, fact, decision);
  const correct = () => {
    extra.replaceChildren(...correctionFields(fact), make("div", { class: "row" }, button("save", send("correct"))));
    extra.querySelector("input").focus();
  };
  const acts = fact.decided ? [button("withdraw", send("withdraw"))] : [button("accept", send("accept")), button("reject", send("reject")), button("correct", correct)];
  const form = make(
    "form", { class: "decision" },
    make("h3", {}, say("review")), fact.decided ? decidedLine(fact.decided) : null,
    field("token", input("token", kept(sessionStorage, "kg-token"), "password")), field("who", input("who", kept(localStorage, "kg-who"))), field("why", input("why", "")),
    make("div", { class: "row" }, ...acts), extra, make("p", { class: "fault", role: "alert" }),
  );
  form.elements.token.title = say("token_hint");
  form.addEventListener("submit", (event) => event.preventDefault());
  return form;
}
