"""In a worker: what a page or the explorer shows of one IRI — a thing, a fact, a text, a piece of evidence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from pyoxigraph import Literal, NamedNode, Store

from kg import schema
from kg.explain import passage
from kg.iris import PREFIXES
from kg.load import part_of
from kg.model import Value
from kg.serve.answering import Answer, nodes, told
from kg.serve.refusal import Refusal
from kg.view.network import text_of

FACTS, PLACES = 60, 12  # so many facts, mentions and pieces of evidence are shown, unless more are asked for
Json = dict[str, Any]


class Look:
    """One store, looked at by subject and predicate; each triple once, in however many graphs it stands."""

    def __init__(self, store: Store) -> None:
        self.store, self.schema = store, schema.load()

    def all(self, subject: NamedNode, curie: str) -> list[NamedNode | Literal]:
        """The objects, in a fixed order."""
        found = {quad.object for quad in self.store.quads_for_pattern(subject, _term(curie), None, None)}
        return sorted((term for term in found if isinstance(term, NamedNode | Literal)), key=str)

    def one(self, subject: NamedNode, curie: str) -> NamedNode | Literal | None:
        return next(iter(self.all(subject, curie)), None)

    def text(self, subject: NamedNode, curie: str) -> str:
        found = self.one(subject, curie)
        return found.value if found else ""

    def subjects(self, curie: str, target: NamedNode, most: int) -> list[NamedNode]:
        """At most so many subjects of which the triple is said."""
        found: dict[NamedNode, None] = {}
        for quad in self.store.quads_for_pattern(None, _term(curie), target, None):
            if isinstance(quad.subject, NamedNode):
                found[quad.subject] = None
            if len(found) >= most:
                break
        return list(found)

    def brief(self, iri: NamedNode) -> Json:
        """A thing in a line: label, entity type and kind."""
        names = [term.value.removeprefix(PREFIXES["kg"]) for term in self.all(iri, "rdf:type")]
        classes = [name for name in names if name in self.schema.classes]
        cls = next((self.schema.top(name) for name in classes), "")
        kind = next((name for name in classes if name != cls), "")
        label = self.text(iri, "rdfs:label") or self.text(iri, "dcterms:title") or iri.value
        return {"iri": iri.value, "label": label, "cls": cls, "kind": kind}

    def fact(self, iri: NamedNode) -> Json:
        """A fact in words and IRIs, without its evidence."""
        subject, target = (self.one(iri, f"rdf:{side}") for side in ("subject", "object"))
        if not isinstance(subject, NamedNode) or target is None:
            raise Refusal(404, f"the fact {iri.value} is not whole in this store")
        said = {name: found for name in schema.QUALIFIERS if (found := self.one(iri, f"kg:{name}"))}
        party = self.one(iri, "kg:attributedTo")
        unit = said.pop("unit").value if "unit" in said else None
        return {
            "iri": iri.value,
            "subject": self.brief(subject),
            "predicate": self.text(iri, "rdf:predicate").removeprefix(PREFIXES["kg"]),
            "object": self._part(target, unit),
            "modality": self.text(iri, "kg:modality").removeprefix(PREFIXES["kg"]).lower(),
            "score": self.text(iri, "kg:score"),
            "qualifiers": [{"name": name, **self._part(term)} for name, term in said.items()],
            "attributed": self.brief(party) if isinstance(party, NamedNode) else None,
            "review": self._review(iri),
        }

    def facts(self, iris: Iterable[NamedNode]) -> list[Json]:
        """Facts in the order of their relation, the actual ones first."""
        order = {name: at for at, name in enumerate(self.schema.relations)}
        return sorted(
            (self.fact(iri) for iri in iris),
            key=lambda f: (order.get(f["predicate"], len(order)), f["modality"], f["subject"]["label"], f["iri"]),
        )

    def places(self, iri: NamedNode, curie: str, most: int) -> list[Json]:
        """The pieces of evidence that an IRI leads to, with their sentences."""
        found = [place for place in self.all(iri, curie) if isinstance(place, NamedNode)]
        return sorted(
            (self.place(place) for place in found[:most]), key=lambda place: (place["document"], place["start"])
        )

    def place(self, iri: NamedNode) -> Json:
        source = self.one(iri, "oa:hasSource")
        return {"iri": iri.value, "text": source.value if source else "", **asdict(passage(self.store, iri))}

    def _part(self, term: NamedNode | Literal, unit: str | None = None) -> Json:
        part = part_of(term, unit)
        if isinstance(part, Value):
            return {"iri": "", "label": text_of(part), "value": part.lexical, "cls": "Value", "kind": ""}
        return self.brief(NamedNode(part))

    def _review(self, iri: NamedNode) -> Json | None:
        verdict = self.text(iri, "kg:verdict").removeprefix(PREFIXES["kg"]).lower()
        keys = {"by": "kg:reviewer", "on": "kg:reviewed", "why": "kg:reason", "revises": "prov:wasRevisionOf"}
        return {"verdict": verdict, **{key: self.text(iri, curie) for key, curie in keys.items()}} if verdict else None


def look(store: Store, head: Mapping[str, Any], _: bytes) -> Answer:
    """What is known of the IRI `iri`, as JSON. Raises Refusal 404 if that is nothing."""
    seen, [iri] = Look(store), nodes([head["iri"]])
    types = {term.value for term in seen.all(iri, "rdf:type")}
    shown = next((show for cls, show in _SHOWN.items() if PREFIXES["kg"] + cls in types), None)
    if shown is None and not seen.text(iri, "skos:prefLabel"):
        raise Refusal(404, f"nothing is known of {iri.value}")
    return as_json((shown or _thing)(seen, iri, int(head.get("most") or FACTS)))


def as_json(told_: Json) -> Answer:
    """An answer in JSON."""
    return told("application/json", json.dumps(told_, ensure_ascii=False).encode())


def base_of(store: Store) -> str:
    """What the IRIs of the store begin with, "" if it holds no text."""
    quads = store.quads_for_pattern(None, _term("rdf:type"), _term("kg:SourceText"), None)
    text = next((quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)), "")
    return text.rpartition("text/")[0]


def _thing(seen: Look, iri: NamedNode, most: int) -> Json:
    ends = [seen.subjects(f"rdf:{side}", iri, most + 1) for side in ("subject", "object")]
    those = list(dict.fromkeys((*ends[0], *ends[1])))
    said = seen.subjects("kg:attributedTo", iri, most)
    return {
        "sort": "thing",
        **seen.brief(iri),
        "aliases": [term.value for term in seen.all(iri, "skos:altLabel")],
        "code": seen.text(iri, "kg:code"),
        "facts": seen.facts(those[:most]),
        "more": len(those) > most,
        "said": seen.facts(said),
        "mentions": seen.places(iri, "kg:mention", PLACES),
    }


def _fact(seen: Look, iri: NamedNode, most: int) -> Json:
    return {"sort": "fact", **seen.fact(iri), "evidence": seen.places(iri, "kg:evidence", PLACES)}


def _text(seen: Look, iri: NamedNode, most: int) -> Json:
    quads = seen.store.quads_for_pattern(None, _term("rdf:type"), _term("kg:Fact"), iri)
    facts = [
        quad.subject for quad, _ in zip(quads, range(most + 1), strict=False) if isinstance(quad.subject, NamedNode)
    ]
    about = {name: seen.text(iri, f"dcterms:{name}") for name in ("identifier", "title", "publisher", "issued")}
    label = about["title"] or about["identifier"]
    return {"sort": "text", "iri": iri.value, "label": label, **about, "facts": seen.facts(facts[:most]),
            "more": len(facts) > most}  # fmt: skip


def _evidence(seen: Look, iri: NamedNode, most: int) -> Json:
    facts, things = (seen.subjects(f"kg:{link}", iri, most) for link in ("evidence", "mention"))
    place = seen.place(iri)
    named = [seen.brief(thing) for thing in things]
    return {"sort": "evidence", "label": place["exact"], "place": place, "facts": seen.facts(facts), "things": named}


def _term(curie: str) -> NamedNode:
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


_SHOWN = {"Fact": _fact, "SourceText": _text, "Evidence": _evidence}
