"""ontology/lexicon.ttl → Lexicon: the words that state relations, as OntoLex entries.

Each entry has forms, one frame of a closed set, senses that refer to properties of kg.ttl, and examples. `load` refuses
an unknown frame, an undeclared property or an example that cannot be read; the message names the entry and the valid
choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rdflib
from rdflib import RDF, SKOS
from rdflib.term import Node

from kg import schema
from kg.errors import OntologyError
from kg.model import ACTUAL, NEGATED

LEX = rdflib.Namespace("https://kg.example/lexicon#")
ONTOLEX = rdflib.Namespace("http://www.w3.org/ns/lemon/ontolex#")
SYNSEM = rdflib.Namespace("http://www.w3.org/ns/lemon/synsem#")
FRAMES = (
    "TransitiveFrame",
    "ErgativeFrame",
    "IntransitivePPFrame",
    "NounPossessiveFrame",
    "RoleNounFrame",
    "AdjectivePPFrame",
    "EnumerationFrame",
    "ReciprocalFrame",
    "NamingFrame",
    "SpeechFrame",
    "ParticipationFrame",
    "PossessionFrame",
    "ProposalFrame",
    "AppointmentFrame",
    "BecomingFrame",
    "OriginFrame",
    "StopFrame",
)


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word means: a property, and which argument of the frame is its subject and which its object.

    `role` is the fixed role qualifier; `agent_class` restricts the agent further than the property does; `requires` is
    a set of markers one of which must stand in the clause (由, 归); `modality` is what the word says (缺席 denies).
    A word that does not `coerces` takes only what is known to be of the right class (打造“甲” makes 甲 no platform).
    `object_ending` names a class of nouns one of which must stand right of the word (签……协议).
    """

    property: str
    subject: str
    object: str
    role: str | None = None
    agent_class: str | None = None
    requires: frozenset[str] = frozenset()
    modality: str = ACTUAL
    coerces: bool = True
    object_ending: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the facts that it states, each (subject, property, object, modality)."""

    text: str
    states: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A lexical entry."""

    name: str
    frame: str
    forms: tuple[str, ...]
    senses: tuple[Sense, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries, and the entries of each form."""

    entries: tuple[Entry, ...]
    by_form: dict[str, tuple[Entry, ...]]


def load(folder: Path | None = None) -> Lexicon:
    """Read the lexicon (by default the shipped one). Raises OntologyError naming entry and choices."""
    return _load(folder or schema.ontology_folder())


@cache
def _load(folder: Path) -> Lexicon:
    graph, declared = schema.parse(folder / "lexicon.ttl"), schema.load(folder)
    nodes = sorted(s for s in graph.subjects(RDF.type, ONTOLEX.LexicalEntry) if isinstance(s, rdflib.URIRef))
    entries = tuple(_entry(graph, node, declared) for node in nodes)
    by_form: dict[str, list[Entry]] = {}
    for entry in entries:
        for form in entry.forms:
            by_form.setdefault(form, []).append(entry)
    return Lexicon(entries, {form: tuple(found) for form, found in by_form.items()})


def _entry(graph: rdflib.Graph, node: rdflib.URIRef, declared: schema.Schema) -> Entry:
    name = node.removeprefix(LEX)
    frame = _local(graph.value(graph.value(node, SYNSEM.synBehavior), RDF.type))
    if frame not in FRAMES:
        raise OntologyError(f"lexicon.ttl: entry {name}: unknown frame {frame!r}; known frames are {', '.join(FRAMES)}")
    forms = _forms(graph, node)
    if not forms:
        raise OntologyError(
            f"lexicon.ttl: entry {name} has no form; give it an ontolex:canonicalForm with an ontolex:writtenRep"
        )
    senses = sorted(
        (_sense(graph, o, name, declared) for o in graph.objects(node, ONTOLEX.sense)),
        key=lambda s: (s.property, s.subject, s.object, s.role or ""),
    )
    examples = sorted(
        (_example(graph, o, name, declared) for o in graph.objects(node, SKOS.example)), key=lambda e: e.text
    )
    return Entry(name, frame, forms, tuple(senses), tuple(examples))


def _forms(graph: rdflib.Graph, entry: Node) -> tuple[str, ...]:
    """The canonical and other written forms of an entry."""
    nodes = (o for p in (ONTOLEX.canonicalForm, ONTOLEX.otherForm) for o in graph.objects(entry, p))
    return tuple(sorted(str(form) for node in nodes for form in graph.objects(node, ONTOLEX.writtenRep)))


def _sense(graph: rdflib.Graph, node: Node, entry: str, declared: schema.Schema) -> Sense:
    reference = graph.value(node, ONTOLEX.reference)
    name = str(reference).removeprefix(schema.KG)
    if name not in declared.relations:
        raise OntologyError(
            f"lexicon.ttl: entry {entry}: {reference} is no property of kg.ttl; "
            f"declared are {', '.join(declared.relations)}"
        )
    subject, object_ = _local(graph.value(node, SYNSEM.subjOfProp)), _local(graph.value(node, SYNSEM.objOfProp))
    if not subject or not object_:
        raise OntologyError(
            f"lexicon.ttl: entry {entry}: the sense for {name} lacks synsem:subjOfProp or synsem:objOfProp"
        )
    keys = ("role", "agentClass", "requires", "modality", "coerces", "object")
    role, agent, requires, says, coerces, ending = (str(graph.value(node, LEX[key]) or "") for key in keys)
    if says not in ("", ACTUAL, NEGATED):
        raise OntologyError(f"lexicon.ttl: entry {entry}: {says!r} is no lex:modality; write {ACTUAL!r} or {NEGATED!r}")
    markers = frozenset(requires.split("|")) if requires else frozenset[str]()
    return Sense(
        name, subject, object_, role or None, agent or None, markers, says or ACTUAL, coerces != "no", ending or None
    )


def _example(graph: rdflib.Graph, node: Node, entry: str, declared: schema.Schema) -> Example:
    text = str(graph.value(node, RDF.value) or "")
    return Example(
        text, tuple(_statement(o, entry, declared) for o in sorted(map(str, graph.objects(node, LEX.states))))
    )


def _statement(line: str, entry: str, declared: schema.Schema) -> tuple[str, str, str, str]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) not in (3, 4) or parts[1] not in declared.relations:
        raise OntologyError(
            f"lexicon.ttl: entry {entry}: cannot read {line!r}; write “subject | property | object [| modality]”, "
            f"the property being one of {', '.join(declared.relations)}"
        )
    return parts[0], parts[1], parts[2], parts[3] if len(parts) == 4 else "actual"


def _local(node: Node | None) -> str:
    return str(node or "").rsplit("#", 1)[-1]
