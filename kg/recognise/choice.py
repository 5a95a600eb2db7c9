"""What is chosen of the names that the two schemes of the trained recogniser read, in the classes of the ontology."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kg.model import Mention
from kg.zh import names

CLASSES: Mapping[str, tuple[str, str | None]] = {
    "PER": ("Person", None),
    "name": ("Person", None),
    "ORG": ("Organization", None),
    "organization": ("Organization", None),
    "government": ("Organization", "GovernmentAgency"),
    "company": ("Organization", "Company"),
    "LOC": ("Place", None),
    "address": ("Place", None),
    "position": ("Position", None),
    "book": ("Document", None),
}
"""Type of the annotation → class and kind of ontology/kg.ttl; types that are not here are read but not reported."""

# What stands between two names (甲局由乙委管理, 甲局内设乙科, 某人出任集团董事长); names have 自由, 归国, 归侨.
_BEYOND = re.compile(r".*(?:(?<!自)由|又称|全称|简称|出任|内设|下设|下属|委托)|归(?![国侨])")
_PAIRS = tuple(map(tuple, ("（）", "()", "“”", "《》", "「」", "『』", "【】")))
_PAIRED = frozenset(mark for pair in _PAIRS for mark in pair)
_BEFORE, _AFTER = "同与对和叫由", "作在称率说现"
"""What may be glued to the left of a person's name (总理同杜邦会谈) and to its right (省长林远作报告)."""
_LENGTH_BONUS = 0.03
_PERSON_BONUS = 0.2
_SURE = 0.7
_OFFERED = 0.8
"""From which score on a name of the scheme "policy" is worth a look: by writers that it was not fitted to."""
_LIKELY, _NATIVE = 0.5, 0.85
"""From which plausibility on (see `kg.zh.names`) a run may be a name, and is no preposition and a name."""


class Span(NamedTuple):
    """A name at [start, end), in characters of the text given.

    `score` is the least probability that any of its characters has the label chosen for it: an upper bound of the
    probability that the whole name is right, and close to it.
    """

    start: int
    end: int
    label: str
    score: float


def choose(text: str, schemes: Sequence[Sequence[Span]]) -> list[Mention]:
    """Of names that overlap the surer one, of almost equally sure ones the longer one; equal ones share their kind."""
    known = [_trimmed(text, span) for found in schemes for span in found if span.label in CLASSES]
    known = [span for span in known if _whole(text[span.start : span.end])]
    kinds = {span[:2]: CLASSES[span.label][1] for span in known if CLASSES[span.label][1]}
    kept: list[Mention] = []
    taken: set[int] = set()
    for span in sorted(known, key=_preference):
        cls = CLASSES[span.label][0]
        start = next((at for at in range(span.start, span.end) if at not in taken), span.end)
        start = start if cls == "Position" and span.end - start > 1 else span.start
        if taken.isdisjoint(range(start, span.end)):
            taken.update(range(start, span.end))
            kind = kinds.get(span[:2]) if cls == "Organization" else None
            name = text[start : span.end]
            kept.append(Mention(start, span.end, name, cls, span.score, "model", kind, name))
    return sorted(kept, key=lambda mention: mention.start)


def offered(text: str, spans: Iterable[Span]) -> list[Mention]:
    """What the scheme "policy", whose labels are classes of the ontology, is sure of; `kg.recognise.merge` keeps what
    the rules do not contradict."""
    sure = ((span, text[span.start : span.end]) for span in spans if span.score >= _OFFERED)
    return [
        Mention(span.start, span.end, name, span.label, span.score, "policy", None, name)
        for span, name in sure
        if len(name) > 1 and _whole(name)
    ]


def _whole(name: str) -> bool:
    """Whether every bracket and quotation mark of the name has its fellow."""
    return _PAIRED.isdisjoint(name) or all(name.count(opening) == name.count(closing) for opening, closing in _PAIRS)


def _preference(span: Span) -> tuple[float, Span]:
    person = _PERSON_BONUS if span.label == "PER" and span.score > _SURE else 0
    return -span.score - _LENGTH_BONUS * (span.end - span.start) - person, span


def _parted(name: str, span: Span) -> Span:
    """A person's name without a preposition before it and a verb after it."""
    if len(name) > 2 and name[0] in _BEFORE and "·" not in name[:2] and names.is_person(name) < _NATIVE:
        return span._replace(start=span.start + 1)
    if len(name) > 2 and name[-1] in _AFTER and names.surname(name) and names.is_person(name[:-1]) >= _LIKELY:
        return span._replace(end=span.end - 1)
    return span


def _trimmed(text: str, span: Span) -> Span:
    """The span without book marks around it and without what a name does not reach over."""
    inner = text[span.start : span.end]
    if len(inner) > 2 and inner[0] == "《" and inner[-1] == "》":
        return span._replace(start=span.start + 1, end=span.end - 1)
    if CLASSES[span.label][0] == "Person":
        return _parted(inner, span)
    before = _BEYOND.match(inner) if CLASSES[span.label][0] == "Organization" else None
    return span._replace(start=span.start + before.end()) if before and before.end() < len(inner) - 1 else span
