"""A question → its answer: readings are tried, the likeliest first, until the graph knows one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any

from pyoxigraph import DefaultGraph, Store

from kg import query
from kg.ask.clause import Clause, around, asked_noun, blocking, clause
from kg.ask.lookup import Found, Row, look_up
from kg.ask.names import Names
from kg.ask.parse import QUOTED, Token, parse
from kg.ask.reading import EXISTS, Reading
from kg.ask.sparql import OTHER, OVERLAPPING
from kg.ask.understand import readings
from kg.ask.wording import understood, values_of
from kg.ask.words import COMPARING
from kg.zh.script import fold

LONGEST = 300
"""Characters of a question; what is longer is not read."""
_LIKELY = 6.0  # a reading so far behind the best is not tried
_PARTS = re.compile(r"[，,；;？?。]")
_ACCORDING = re.compile(r"^(?:据|根据|依据|按照)[^，,]{1,40}[，,]")  # which source is asked for, the answer shows
_TELLING = 2  # characters at least of a gap that may be a name


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that answers, in words; `fact` is its IRI, `modality` "actual", "planned" or "negated"."""

    fact: str
    subject: str
    predicate: str
    object: str
    modality: str
    qualifiers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the graph says.

    `sort` is "values", "yes", "no", "count", "nothing" (understood, but the graph does not know) or "unclear".

    `values` answer the question; `facts` state them. `understood` says how the question was read, in Chinese; `sparql`
    is what was asked and `parameters` what was bound, one dictionary a run. `unknown` names what no name of the graph
    is like, `near` names that are nearest, `unused` words that were not needed; `also` says what else
    a value is called.
    """

    question: str
    sort: str
    values: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    understood: str = ""
    sparql: str = ""
    parameters: tuple[dict[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    refused: bool = field(default=False)

    def __bool__(self) -> bool:
        return self.sort not in ("nothing", "unclear")

    def __str__(self) -> str:
        """The answer alone, for reading."""
        said = {"yes": ["是"], "no": ["否"], "count": [str(len(self.values))]}.get(self.sort, [])
        return "、".join([*said, *self.values]) or "（图谱中没有）"

    def as_dict(self) -> dict[str, Any]:
        """The answer as JSON knows it."""
        return asdict(self)


class Asker:
    """Answers questions about one store; its names are read once. Safe to share between threads: nothing changes."""

    def __init__(self, store: Store) -> None:
        filled = any(store.quads_for_pattern(None, None, None, DefaultGraph()))
        self.store = store if filled else query.united(store)

    @cached_property
    def names(self) -> Names:
        return Names.of(self.store)

    def answers(self, question: str) -> list[Answer]:
        """The answers to each question in a text; a later one may leave out the name (甲哪年成立，隶属于谁？)."""
        if len(question) > LONGEST:
            return [Answer(question, "unclear")]
        question = _ACCORDING.sub("", question)
        parts = [part.strip() for part in _PARTS.split(question) if part.strip()]
        said = [clause(parse(part, self.names)) for part in parts]
        if len(parts) < 2 or not all(part.asks and (part.relations or part.names) for part in said):
            return [self.ask(question)]
        subject = said[0].names[0].text if said[0].names else ""
        return [self.ask(part if of.names else subject + part) for part, of in zip(parts, said, strict=True)]

    def ask(self, question: str) -> Answer:
        """The answer to a question in Chinese (or simple English). Raises nothing that a question could cause."""
        if len(question) > LONGEST:
            return Answer(question, "unclear")
        question = _ACCORDING.sub("", question)
        said = clause(parse(question, self.names))
        if said.asks_for("refused"):
            return Answer(question, "unclear", refused=True)
        unknown = self._unknown(said)
        if unknown and not said.names and not said.cues & {*COMPARING, "named"}:
            return Answer(question, "unclear", unknown=unknown, near=self._near(unknown))
        widened = replace(said, names=[self._widened(token) for token in said.names])
        found = self._tried(question, said) or (self._tried(question, widened) if widened.names != said.names else None)
        return found or self._nothing(question, said, unknown)

    def _widened(self, token: Token) -> Token:
        """A name with all that it can mean, short forms of longer names too."""
        return replace(token, iris=self.names.wider.get(token.text, token.iris))

    def _unknown(self, said: Clause) -> tuple[str, ...]:
        return tuple(around(said.tokens, gap) for gap in said.gaps if len(gap.text) >= _TELLING or gap.sort == QUOTED)

    def _near(self, unknown: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(label for phrase in unknown for label in self.names.near(phrase, 3)))

    def _tried(self, question: str, said: Clause) -> Answer | None:
        """The first reading that the graph answers; what states no time answers a question about one only at last."""
        found = readings(said, self.names)
        likely = [reading for reading in found if reading.score >= max(found[0].score - _LIKELY, 0)]
        for undated in (False, True) if said.date else (False,):
            for reading in likely:
                loose = reading.certain or (undated and reading.sort != "describe")
                if answer := self._answer(question, said, replace(reading, undated=loose)):
                    return answer
        return None

    def _answer(self, question: str, said: Clause, reading: Reading) -> Answer | None:
        found = look_up(self.store, self.names, said, reading)
        if not found:
            return None
        values = tuple(dict.fromkeys(values_of(found, said)))
        if (noun := asked_noun(said.tokens)) and not found.reading.metric:
            values = tuple(value for value in values if noun in value)
        elif blocking(said) and not (found.reading.metric or found.reading.part):
            return None
        if not values:
            return None
        unused = tuple(token.text for token in said.gaps if not reading.metric)
        return Answer(
            question, _sort(found), values, tuple(_fact(row) for row in found.rows if row.get("fact")),
            understood(found.reading, self.names), found.query.text, found.query.runs, unused=unused,
            also={value: names for value in values if (names := self._also(value))},
        )  # fmt: skip

    def _also(self, label: str) -> tuple[str, ...]:
        """What else the things of that label are called."""
        things = [self.names.things[iri] for iri in self.names.forms.get(fold(label), ())]
        return tuple(dict.fromkeys(alias for thing in things if thing.label == label for alias in thing.aliases))

    def _nothing(self, question: str, said: Clause, unknown: tuple[str, ...]) -> Answer:
        """Understood, perhaps, but the graph does not know: the likeliest reading, and what it would have asked."""
        best = next((reading for reading in readings(said, self.names) if reading.score > 0), None)
        if best is None or unknown:
            return Answer(question, "unclear", unknown=unknown, near=self._near(unknown))
        return Answer(question, "nothing", understood=understood(best, self.names))


def ask(store: Store, question: str) -> Answer:
    """The answer of a store to one question; who asks more than one keeps an Asker."""
    return Asker(store).ask(question)


def _sort(found: Found) -> str:
    reading, rows = found.reading, found.rows
    if reading.asked != EXISTS:
        counted = reading.counted and reading.relation not in ("indicator", "ranked")
        return "count" if counted else "values"
    if any(row["time"] == OVERLAPPING for row in rows):
        return "values"  # asked for a month where only the year is known: neither yes nor no
    held = any(row["modality"] == "Actual" for row in rows)
    return "yes" if held and not any(row["time"] == OTHER for row in rows) else "no"


_PLAIN = ("date", "role", "list", "outOf", "metric", "unit")


def _fact(row: Row) -> Fact:
    qualifiers = {name: row[name] for name in _PLAIN if row.get(name)}
    predicate = row["p"].rpartition("#")[2]
    return Fact(row["fact"], row["subject"], predicate, row["object"], row["modality"].lower(), qualifiers)
