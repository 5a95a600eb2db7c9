"""What many documents state, by its subjects, so that many processes can tell which statements are one fact.

Statements of one subject make its facts, and conflicts are among these: nothing of it depends on other subjects, once
it is known which names are one thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.model import Fact, Value
from kg.resolve.merging import Decide, merge
from kg.resolve.said import Known, Made, Said, Telling
from kg.schema import Schema


@dataclass(frozen=True, slots=True)
class Point:
    """The statement at a position of a document, in terms of the world; see kg.model.Statement."""

    position: int
    subject: str
    property: str
    object: str | Value
    modality: str
    attributed_to: str | None
    qualifiers: tuple[tuple[str, str | Value], ...]
    score: float
    start: int


@dataclass(frozen=True, slots=True)
class Points:
    """What a document states of some subjects."""

    article_id: str
    published: str | None
    points: tuple[Point, ...]


Row = tuple[str, tuple[tuple[int, int], ...]]
"""The id of a document, and by the position of a statement the place of the fact that it states."""


@dataclass(frozen=True, slots=True)
class Stated:
    """The facts of some subjects; and by document, position and place among the facts, which statements state them."""

    facts: tuple[Fact, ...]
    rows: tuple[Row, ...]


def named_in(point: Point) -> Iterator[str]:
    """The IRIs of the things that a statement names."""
    values = (value for _, value in point.qualifiers)
    return (part for part in (point.subject, point.object, point.attributed_to, *values) if isinstance(part, str))


def points(told: Telling, part: Callable[[str], int]) -> dict[int, Points]:
    """What a document states by the part that `part` gives the IRI of a subject."""
    found: defaultdict[int, list[Point]] = defaultdict(list)
    for position, made in enumerate(told.made):
        if made.said:
            qualifiers = tuple(sorted(made.qualifiers, key=repr))
            found[part(made.said.subject)].append(Point(position, *made.said, qualifiers, made.score, made.start))
    return {each: Points(told.article_id, told.published, tuple(those)) for each, those in found.items()}


def stated(
    told: Sequence[Points], known: Known, *, schema: Schema, base: str, decide: Decide | None = None
) -> Stated:
    """The facts of some subjects, of which `told` holds all that is said in any document; all subjects if `decide` is
    given, who may say that a fact is one of another subject."""
    facts, made = merge(map(_telling, told), known, schema=schema, base=base, decide=decide)
    at = {number: place for place, number in enumerate(facts)}
    rows = []
    for each in told:
        numbers = zip(each.points, made[each.article_id].numbers, strict=True)
        rows.append((each.article_id, tuple((point.position, at[n]) for point, n in numbers if n in at)))
    return Stated(tuple(facts.values()), tuple(rows))


def _telling(told: Points) -> Telling:
    return Telling(told.article_id, told.published, map(_made, told.points))


def _made(point: Point) -> Made:
    said = Said(point.subject, point.property, point.object, point.modality, point.attributed_to)
    return Made(said, frozenset(point.qualifiers), point.score, point.start)
