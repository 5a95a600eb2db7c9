"""What a figure may be about: the named things around it, and the place that the text, a 全国 or a 我市 speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kg.model import Mention
from kg.relate import heads, nearby
from kg.relate.coordination import Group
from kg.relate.home import nearest_home, place_of
from kg.relate.markers import affixes, words
from kg.relate.sentence import Sentence
from kg.relate.topics import carried_subject

MEASURED = frozenset(["Place", "Organization", "Platform", "Document", "Event", "Concept"])
"""Classes that an indicator may be about."""
_BACK = 2
"""In how many sentences before its own the subject of a figure may stand."""


class Candidate(NamedTuple):
    """A thing that a figure may be about.

    `found` says where: in the "clause" of the figure before it, "after" it, in the "sentence" or one "before"; or it is
    the "home" of the text, the "nation" of 全国, the "local" place that 我市 meant last. `at` is its token in `where`,
    None of a place that no token of its own names.
    """

    mention: Mention
    found: str
    where: Sentence
    at: int | None


@dataclass(frozen=True)
class Spot:
    """Where a figure stands: token `index` of a sentence; the sentences before; the place that the text speaks of."""

    sentence: Sentence
    index: int
    context: Sequence[Sentence]
    at_home: Mention | None

    @cached_property
    def low(self) -> int:
        """The first token of the clause."""
        return self.sentence.clause(self.index)[0]

    @cached_property
    def high(self) -> int:
        """The token after the clause."""
        return self.sentence.clause(self.index)[1]

    @cached_property
    def opening(self) -> str:
        """What the clause begins with: a doing, a noun of its own, a name, or only what leads to a number."""
        sentence, low = self.sentence, self.low
        if nearby.does(sentence, low):
            return "a doing"
        if self.first_noun:
            return "a noun"
        return "a name" if any(is_measured(mention) for _, mention in self.own_names) else "nothing"

    @cached_property
    def own_names(self) -> list[tuple[int, Mention]]:
        """The mentions of the clause before the figure."""
        return self.sentence.mentions(self.low, self.index)

    @cached_property
    def counts_use(self) -> bool:
        """Does the figure speak of users, visits, downloads?"""
        return nearby.counts_use(self.sentence, self.index)

    @cached_property
    def first_noun(self) -> str:
        """The first noun of the clause that names nothing, "" if a verb comes first."""
        return nearby.first_noun(self.sentence, self.low, self.index)


def is_measured(mention: Mention) -> Mention | None:
    """The mention if its class may be measured."""
    return mention if mention.cls in MEASURED and mention.name else None


def candidates(spot: Spot) -> list[Candidate]:
    """All that the figure may be about, the nearest first.

    What a document sets (甲印发《乙》，明确到2025年共享率达到95%) is set for the place of the body that issued it.
    """
    found = [_of_reporter(candidate) for candidate in (*_in_sentence(spot), *_before(spot), *_places(spot))]
    if _counts_body(spot) and any(candidate.mention.cls == "Organization" for candidate in found):
        found = [candidate for candidate in found if candidate.mention.cls in ("Organization", "Place")]
    if spot.sentence.word_at(spot.low) not in words("demands"):
        return found
    return [c._replace(mention=place_of(c.mention)) for c in found if c.mention.cls != "Document"]


def _of_reporter(candidate: Candidate) -> Candidate:
    """What a body reports of a year in a text under that title is told of the body."""
    reporter = heads.reporter(candidate.mention)
    return candidate if reporter is None else candidate._replace(mention=reporter)


def _counts_body(spot: Spot) -> bool:
    """员工近200人, 营收3亿元，比上年增长5%: is the figure, or what it goes on from, of a firm or a body?"""
    low = spot.low if spot.opening != "nothing" or not spot.low else spot.sentence.clause(spot.low - 1)[0]
    counted = spot.sentence.between(low, spot.index) + spot.sentence.text_at(spot.index + 1)
    return any(word in counted for word in words("of_bodies"))


def topics(spot: Spot) -> Group:
    """What the clauses and sentences before are about."""
    return carried_subject(spot.sentence, spot.index, _may_be_topic, spot.context)


def _may_be_topic(mention: Mention) -> Mention | None:
    described = mention.found_by in ("noun phrase", "quoted modifier")
    return None if described or mention.cls == "Concept" else is_measured(mention)


def _in_sentence(spot: Spot) -> Iterator[Candidate]:
    for at, mention in reversed(spot.sentence.mentions(0, spot.high)):
        if is_measured(mention) and not _is_scope(spot.sentence, at, mention) and not _is_other(spot, at, mention):
            found = "after" if at > spot.index else "clause" if at >= spot.low else "sentence"
            yield Candidate(mention, found, spot.sentence, at)


def _is_scope(sentence: Sentence, at: int, mention: Mention) -> bool:
    """亚洲唯一的机场, 甲至乙等3条公路: does the place only say among which, or between which places, the thing is?"""
    if mention.cls != "Place":
        return False
    end = sentence.mention_at(at + 2) if sentence.word_at(at + 1) in words("as_far_as") else None
    return sentence.word_at(at + 1) in words("superlatives") or (end is not None and end.cls == "Place")


def _is_other(spot: Spot, at: int, mention: Mention) -> bool:
    """“出海”成热词，这家企业营收3亿元; 灯会让某馆火爆，接待3万人: is the figure of somebody else?"""
    if at >= spot.low:
        return False
    if mention.cls == "Concept" and any(other.found_by == "anaphora" for _, other in spot.own_names):
        return True
    return spot.opening == "a doing" and spot.sentence.word_at(at - 1) in words("causatives")


def _before(spot: Spot) -> Iterator[Candidate]:
    """What the sentence right before names, and those before that in the same paragraph."""
    for back, where in enumerate(reversed(spot.context[-_BACK:])):
        if back and where.paragraph != spot.sentence.paragraph:
            return
        for at, mention in where.mentions(0, len(where.tokens)):
            if is_measured(mention):
                yield Candidate(mention, "before", where, at)


def _places(spot: Spot) -> Iterator[Candidate]:
    if (nation := _nation(spot)) is not None:
        yield nation
    if spot.at_home is not None:
        yield Candidate(spot.at_home, "home", spot.sentence, None)
    elif local := nearest_home(spot.sentence, spot.context):
        yield Candidate(local, "local", spot.sentence, None)


def _nation(spot: Spot) -> Candidate | None:
    """China, of a sentence that says 全国 before the figure and singles nothing out (全国首个)."""
    for at in range(spot.index - 1, -1, -1):
        token = spot.sentence.tokens[at]
        if token.word.startswith("全国") and not spot.sentence.text_at(at + 1).startswith(affixes("after_scopes")):
            start, aliases = token.start, ("全国", "我国")
            china = Mention(start, start + 2, "全国", "Place", 0.8, "anaphora", "Country", "中国", None, "CN", aliases)
            return Candidate(china, "nation", spot.sentence, at)
    return None
