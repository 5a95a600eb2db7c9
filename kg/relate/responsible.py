"""Who answers for what a plan sets: （责任单位：市数据局、市财政局） holds for the sentences of its line before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Claim, Mention
from kg.relate.markers import choice
from kg.relate.sentence import Sentence

_LABEL = re.compile(rf"[（(【]?(?:{choice('labels_of_the_responsible')})[：:]")
_SET = frozenset(["indicator", "launched", "implements", "published", "established", "organizedBy"])
"""Properties of what a body can be made to answer for."""


def responsible(sentences: Sequence[Sentence]) -> list[Mention | None]:
    """For each sentence the body that answers for it, as the label behind it says: the first, which leads."""
    found: list[Mention | None] = []
    paragraph, current = -1, None
    for sentence in reversed(sentences):
        if sentence.paragraph != paragraph:
            paragraph, current = sentence.paragraph, None
        current = next(_labelled(sentence), current)
        found.append(current)
    return found[::-1]


def _labelled(sentence: Sentence) -> Iterator[Mention]:
    label = _LABEL.search(sentence.text)
    if label is None:
        return
    behind = sentence.start + label.end()
    bodies = sentence.mentions(0, len(sentence.tokens), "Organization")
    yield from (body for _, body in bodies if body.start >= behind and body.name)


def answered_for(claim: Claim, body: Mention | None) -> Claim:
    """The claim with the body that answers for it, where it is of a kind that one answers for."""
    if body is None or claim.property not in _SET or claim.object.start > body.start:
        return claim
    return replace(claim, qualifiers=(*claim.qualifiers, ("responsible", body)))
