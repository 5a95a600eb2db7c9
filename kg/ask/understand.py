"""Tokens → readings: what a question can mean in terms of the ontology, the likeliest first.

A reading says which relation is asked, what fills its slots, which slot is open, and what narrows the answer. Types
decide first (only an event is held, only a platform launched), then the order of words: 由 and 被 stand before the
party on the left of a verb, a noun of the relation names its slot (X的主办方).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from kg import schema
from kg.ask.clause import Clause, named_part, stands
from kg.ask.names import Names
from kg.ask.parse import Token
from kg.ask.reading import EXISTS, IN, Reading
from kg.ask.words import COMPARING, DATE, OBJECT, SUBJECT, Use

_OF_WHO = frozenset({"Person", "Organization", "Place"})


def readings(said: Clause, names: Names) -> list[Reading]:
    """What the question can mean, the likeliest first."""
    said = replace(said, names=_together(said, names))
    found = [*_of_relations(said, names), *_of_titles(said, names), *_general(said, names)]
    return sorted(found, key=lambda reading: -reading.score)


def _of_relations(said: Clause, names: Names) -> Iterator[Reading]:
    for token in said.relations:
        for use in token.uses:
            for reading in _of_use(said, token, use, names):
                yield replace(reading, score=reading.score + min(len(token.text), 4))
    for relation, bonus in _unsaid(said, names):
        for slots in _fillings(said.names, relation, names, free=bool(said.ranks)):
            for reading in _opened(said, Use(relation, SUBJECT, OBJECT), slots, bonus, names):
                yield reading
                if relation == "indicator" and slots and said.asks_for("number"):
                    yield replace(reading, certain=True, score=reading.score + 5)


def _unsaid(said: Clause, names: Names) -> Iterator[tuple[str, float]]:
    """Relations that a question can ask without a word for them."""
    if said.asks_for("where"):
        yield from (("locatedIn", 2), ("heldIn", 2))
    if said.asks_for("when"):
        yield from (("heldOn", 1.5), ("established", 1))
    if said.asks_for("rank") or said.ranks:
        yield "ranked", 3
    if said.asks_for("number") and said.cls:
        yield "ranked", 0
    if said.asks_for("number") or said.gaps or "most" in said.cues or "least" in said.cues:
        yield "indicator", 2
    if said.cls == "Position" or _has(said.names, "Position", names):
        yield "holdsPosition", 3
    if said.part:
        yield "comprises", 2


def _has(tokens: Iterable[Token], cls: str, names: Names) -> bool:
    return any(names.things[iri].cls == cls for token in tokens for iri in token.iris)


def _together(said: Clause, names: Names) -> Sequence[Token]:
    """The names of a question, those that it compares (哪个更早) or lists (分别) as one."""
    first = said.names[0] if said.names else None
    if first is None or not said.cues & {*COMPARING, "each"} or len(said.names) < 2:
        return said.names
    alike = [t for t in said.names if names.things[t.iris[0]].cls == names.things[first.iris[0]].cls]
    merged = replace(first, iris=tuple(iri for token in alike for iri in token.iris))
    return [merged, *(token for token in said.names if token not in alike)]


def _of_use(said: Clause, token: Token, use: Use, names: Names) -> Iterator[Reading]:
    mentioned = [name for name in said.names if name.start != token.start]
    for slots in _fillings(mentioned, use.relation, names, free=bool(said.ranks)):
        bonus = sum(stands(said, token, use, name, slot) for name, slot in slots if slot != IN)
        yield from _opened(said, use, slots, bonus, names)


Filling = tuple[tuple[Token, str], ...]


def _fillings(tokens: Sequence[Token], relation: str, names: Names, *, free: bool = False) -> Iterator[Filling]:
    """Every way to put names into slots that take them; a name may also stay out, all of them if that is `free`."""
    slots = (SUBJECT, OBJECT, IN)
    options = [[*(slot for slot in slots if _fitting(token, slot, relation, names)), ""] for token in tokens]
    for chosen in product(*options):
        if not (free or all(token.optional for token in tokens) or any(chosen)):
            continue
        used = [slot for slot in chosen if slot]
        if len(set(used)) == len(used):
            yield tuple((token, slot) for token, slot in zip(tokens, chosen, strict=True) if slot)


def _fitting(token: Token, slot: str, relation: str, names: Names) -> tuple[str, ...]:
    """The things that a name can mean in a slot."""
    if slot == IN:
        wanted = frozenset({"Document", "Concept"}) if relation == "ranked" else frozenset[str]()
    else:
        prop = schema.load().relations[relation]
        wanted = prop.domain if slot == SUBJECT else prop.range
    return tuple(iri for iri in token.iris if schema.load().accepts(wanted, names.things[iri].cls or "NamedThing"))


def _opened(said: Clause, use: Use, filling: Filling, bonus: float, names: Names) -> Iterator[Reading]:
    """The readings of a relation whose slots are filled so: one for each slot that the question can leave open."""
    relation = use.relation
    slots = {slot: _fitting(name, slot, relation, names) for name, slot in filling}
    filled = [name for name, _ in filling]
    unused = sum(not name.optional for name in said.names if name not in filled)
    dated = bool(said.date) and OBJECT not in slots and "Date" in schema.load().relations[relation].range
    base = Reading(
        "relation", relation, slots, date=said.date, ranks=said.ranks if relation == "ranked" else "", role=use.role,
        modality=_modality(said), order=_order(said), counted=said.asks_for("number"),
        listed="each" in said.cues and len(slots.get(SUBJECT, ())) > 1, score=bonus - 3 * unused + 2 * dated,
    )  # fmt: skip
    for asked, fit in _open_slots(said, relation, slots, use):
        narrowed = said.cls or use.cls if asked in (SUBJECT, OBJECT) else ""
        yield replace(base, asked=asked, cls=narrowed, score=base.score + fit + 2 * len(slots))


def _modality(said: Clause) -> str:
    polar = said.asks_for("polar")
    return "negated" if "negated" in said.cues and not polar else "planned" if "planned" in said.cues else ""


def _order(said: Clause) -> str:
    return next((cue for cue in ("most", "least", "first", "last") if cue in said.cues), "")


def _open_slots(
    said: Clause, relation: str, slots: dict[str, tuple[str, ...]], use: Use
) -> Iterator[tuple[str, float]]:
    """The slots that the question can leave open, and how well the question word fits each."""
    prop = schema.load().relations[relation]
    dated = "Date" in prop.range
    free = [slot for slot in (SUBJECT, OBJECT) if slot not in slots]
    if (said.asks_for("when") or use.names == DATE) and not (dated and OBJECT in slots):
        yield (OBJECT, 3) if dated else (DATE, 1 if said.asks_for("who", "which", "what") else 2)
    if len(slots.get(SUBJECT, ())) > 1 and said.cues & COMPARING and said.asks_for("who", "which"):
        yield SUBJECT, 3  # of those that are compared
    only_polar = said.asks_for("polar") and all(token.ask == "polar" for token in said.asks)
    for slot in () if only_polar else free:
        fit = _fit(said, prop.domain if slot == SUBJECT else prop.range)
        if use.names == slot:
            fit = 1 if fit is None else fit + 1
        if fit is not None and (slots or said.narrowed):
            yield slot, fit
    if said.asks_for("polar") and slots:
        yield EXISTS, 1 if free else 3
    elif not free and not said.asks:
        yield EXISTS, 0.5


def _fit(said: Clause, classes: frozenset[str]) -> float | None:
    """How well what is asked for (谁, 哪里, 多少, a class word) fits a slot of these classes; None: not at all."""
    known = schema.load()
    if said.cls and not classes & {"Date", "Quantity", "Text"}:
        if "NamedThing" in classes or said.part:
            return 1
        return 2 if known.accepts(classes, said.cls) or (said.cls == "Organization" and "Place" in classes) else None
    if said.asks_for("who"):
        return None if not classes & _OF_WHO else 0.5 if classes == {"Place"} else 2
    if said.asks_for("where"):
        return 2 if "Place" in classes else 1 if "Position" in classes else None
    if said.asks_for("number", "rank"):
        return 2 if "Quantity" in classes else None
    if said.asks_for("when"):
        return None
    if "Quantity" in classes or "Date" in classes:
        return 0.5
    return 1


def _of_titles(said: Clause, names: Names) -> Iterator[Reading]:
    """某机构的局长是谁, 某人是不是局长: posts by their word, whichever body stands before it."""
    for token in said.tokens:
        if token.word and token.word.title:
            bodies = _of_class(said.names, ("Organization", "Place"), names)
            people = _of_class(said.names, ("Person",), names)
            slots = {SUBJECT: people} if people else {}
            asked = SUBJECT if not people else EXISTS if said.asks_for("polar") else OBJECT
            if bodies or people or said.asks_for("who", "which", "list"):
                yield Reading(
                    "title", "holdsPosition", {**slots, "body": bodies}, asked, date=said.date, title=token.text,
                    modality="negated" if "negated" in said.cues and not said.asks_for("polar") else "", score=8,
                )  # fmt: skip


def _of_class(tokens: Iterable[Token], classes: Sequence[str], names: Names) -> tuple[str, ...]:
    return tuple(iri for token in tokens for iri in token.iris if names.things[iri].cls in classes)


def _general(said: Clause, names: Names) -> Iterator[Reading]:
    """Questions without a relation: what two things have to do with each other, what a thing is, what there is."""
    if len(said.names) == 2:
        first, second = (token.iris for token in said.names)
        score = 9 if said.asks_for("relation") else 1 if not said.relations else -1
        yield Reading("between", slots={SUBJECT: first, OBJECT: second}, score=score)
    if len(said.names) == 1:
        iris = said.names[0].iris
        titled = any(token.word and token.word.title for token in said.tokens)
        asked = said.asks_for("describe") or (not said.relations and said.asks_for("who", "what")) or not said.asks
        told = 6.0 if said.asks_for("describe") else 2.5 if asked and not (said.cls or titled) else -2
        if people := _of_class(said.names, ("Person",), names) if asked and said.asks_for("who") else ():
            yield Reading("relation", "holdsPosition", {SUBJECT: people}, OBJECT, score=4)
        yield Reading("describe", slots={SUBJECT: iris}, asked=OBJECT, date=said.date, score=told)
        if said.cls:
            yield Reading(
                "linked", slots={SUBJECT: iris}, asked=OBJECT, cls=said.cls, score=1, counted=said.asks_for("number")
            )
    if said.cls and (part := named_part(said.tokens)):
        yield Reading("list", asked=SUBJECT, cls=said.cls, part=part, score=12)
    if not said.names and said.cls:
        clear = not any(t.uses for t in said.relations if t.text not in ("有", "建立"))
        yield Reading("list", asked=SUBJECT, cls=said.cls, counted=said.asks_for("number"), score=3 if clear else -3)
