"""A reading → SPARQL. What the question names is bound to variables, never pasted in; the text holds our terms only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from kg.ask.reading import Reading
from kg.ask.words import OBJECT, SUBJECT
from kg.errors import InputError
from kg.zh.calendar import bounds

WITHIN, OVERLAPPING, UNDATED, OTHER = "within", "overlapping", "undated", "other"
"""How a fact stands to the time that a question asks for."""
_EVENTS = {"heldIn": "s", "organizedBy": "s", "attended": "o"}  # which end is an event, whose time counts too
_HEAD = "SELECT DISTINCT {variables} WHERE {{\n"
_FACT = """  ?fact rdf:subject ?s ; rdf:predicate {predicate} ; rdf:object ?o ; kg:modality ?m .
  ?s rdfs:label ?subject .
  OPTIONAL { ?o rdfs:label ?label }
  BIND(COALESCE(?label, STR(?o)) AS ?object)
  BIND(STRAFTER(STR(?m), "#") AS ?modality)
"""
_ABOUT = {
    "date": "  OPTIONAL { ?fact kg:date ?date }\n",
    "metric": "  OPTIONAL { ?fact kg:metric ?metric }\n",
    "unit": "  OPTIONAL { ?fact kg:unit ?unit }\n",
    "outOf": "  OPTIONAL { ?fact kg:outOf ?outOf }\n",
    "list": "  OPTIONAL { ?fact kg:in ?in . ?in rdfs:label ?list }\n",
    "role": "  OPTIONAL { ?fact kg:role ?role }\n",
}
_LISTED = "  ?fact kg:in ?in . ?in rdfs:label ?list .\n"
_COLUMNS = ("fact", "s", "subject", "p", "o", "object", "modality", "date")
_TOP = 1000


@dataclass(frozen=True, slots=True)
class Query:
    """SPARQL text, and for each run the parameters to bind (as kg.query.run takes them)."""

    text: str
    runs: tuple[dict[str, str], ...]


def query_of(reading: Reading, *, time: str = OVERLAPPING, classed: bool = True) -> Query:
    """The query of a reading. `time`: of facts WITHIN the time asked for, OVERLAPPING it, or UNDATED; not `classed`:
    whatever class the answer has."""
    if reading.sort == "list":
        return _things(reading)
    text, columns = _pattern(reading), [*_COLUMNS]
    if reading.relation == "indicator":
        text += _ABOUT["unit"]
        columns += ["unit", "metric"]
    if reading.relation == "ranked":
        text += _ABOUT["outOf"] + (_LISTED if "in" in reading.slots else _ABOUT["list"])
        columns += ["outOf", "in", "list"]
    if reading.relation == "attended":
        text += _ABOUT["role"] if not reading.role else "  ?fact kg:role ?role .\n"
        columns.append("role")
    constants: dict[str, str] = {}
    for name, value, line in _narrowed(reading, time, classed):
        text += line
        columns += [name] if name and name not in columns else []
        constants |= {name: value} if name and value else {}
    ordered = "ORDER BY ?subject ?object ?date ?fact"
    body = _HEAD.format(variables=" ".join(f"?{name}" for name in dict.fromkeys(columns)))
    return Query(f"{body}{text}}}\n{ordered}\n{_limit(reading)}", _runs(reading, constants))


def _pattern(reading: Reading) -> str:
    predicate = f"kg:{reading.relation}" if reading.relation else "?p"
    fact = _FACT.replace("{predicate}", predicate)
    if reading.relation:
        fact += f"  BIND(kg:{reading.relation} AS ?p)\n"
    open_metric = reading.relation == "indicator" and not reading.metric
    return fact + _ABOUT["date"] + (_ABOUT["metric"] if open_metric else "")


def _narrowed(reading: Reading, time: str, classed: bool) -> Iterator[tuple[str, str, str]]:
    """Variable, value and pattern of each thing that narrows the answer."""
    if reading.metric:
        yield "metric", reading.metric, "  ?fact kg:metric ?metric .\n"
    if reading.role:
        yield "role", f'"{reading.role}"', ""
    if reading.modality:
        yield "m", f"kg:{reading.modality.capitalize()}", ""
    if reading.cls and classed and reading.asked in (SUBJECT, OBJECT):
        yield "class", f"kg:{reading.cls}", f"  ?{reading.asked[0]} a ?class .\n"
    if reading.date and time == UNDATED:
        yield "", "", "  FILTER NOT EXISTS { ?fact kg:earliest ?any }\n"
    elif reading.date:
        yield from _dated(reading, time)
    if reading.ranks:
        low, _, high = reading.ranks.partition("-")
        yield "low", low, ""
        yield "high", high or low, "  FILTER(?o >= ?low && ?o <= ?high)\n"
    if reading.sort == "title" and reading.slots.get("near"):
        yield "body", "", "  ?fact kg:evidence/oa:hasSource ?text . ?body kg:mention/oa:hasSource ?text .\n"


def _dated(reading: Reading, time: str) -> Iterator[tuple[str, str, str]]:
    """The time of the fact, or of the event that it is about."""
    try:
        first, last = bounds(reading.date)
    except InputError:
        return
    span = "kg:earliest ?earliest ; kg:latest ?latest"
    line = f"  ?fact {span} .\n"
    if event := _EVENTS.get(reading.relation):
        held = f"?held rdf:subject ?{event} ; rdf:predicate kg:heldOn ; {span}"
        line = f"  {{ ?fact {span} }} UNION {{ {held} }}\n"
    test = "?earliest >= ?from && ?latest <= ?until" if time == WITHIN else "?earliest <= ?until && ?latest >= ?from"
    yield "from", f'"{first.isoformat()}"^^xsd:date', line
    yield "until", f'"{last.isoformat()}"^^xsd:date', f"  FILTER({test})\n"


def _things(reading: Reading) -> Query:
    held = "  FILTER(CONTAINS(LCASE(?subject), LCASE(STR(?part))))\n" if reading.part else ""
    text = (
        f"SELECT DISTINCT ?s ?subject ?class{' ?part' if held else ''} WHERE {{\n"
        f"  ?s a ?class ; rdfs:label ?subject .\n{held}}}\nORDER BY ?subject\n{_limit(reading)}"
    )
    bound = {"class": f"kg:{reading.cls}"} | ({"part": f'"{reading.part}"'} if held else {})
    return Query(text, (bound,))


def _limit(reading: Reading) -> str:
    """A list ends somewhere; what is counted or compared does not."""
    return "" if reading.counted or reading.order else f"LIMIT {_TOP}\n"


def _runs(reading: Reading, constants: dict[str, str]) -> tuple[dict[str, str], ...]:
    """One run for each choice among what the names can mean; a symmetric relation is read both ways by its caller."""
    variables = {SUBJECT: "s", OBJECT: "o", "in": "in", "near": "body"}
    bound = {variables[slot]: iris for slot, iris in reading.slots.items() if slot in variables and iris}
    choices = product(*bound.values())
    return tuple({**constants, **{v: f"<{iri}>" for v, iri in zip(bound, chosen, strict=True)}} for chosen in choices)
