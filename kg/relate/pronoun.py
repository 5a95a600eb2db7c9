"""它: which of the things of its own sentence, or of the one before, it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.model import Mention

_THINGS = ("Platform", "Document", "Organization")
"""Classes of what 它 stands for, the likeliest first: of who made what, the next sentence tells of the latter."""
_SENTENCE = 600
"""Characters of the longest sentence (kg.segment)."""
_REACH = 200
"""How many characters before the pronoun the thing may stand."""


def it(text: str, mention: Mention, known: Iterable[Mention]) -> Mention | None:
    """The platform or document that ends the clause before; else the first platform, else the first body, of the
    sentence (甲印发《乙》；次年，它又……). At the beginning of a sentence, the likeliest of the sentence before."""
    near = [m for m in known if mention.start - m.end <= _REACH and m.cls in _THINGS and m.found_by != "body"]
    opening = _sentence(text, mention.start)
    here = [m for m in near if m.start >= opening and not _aside(text, m)]
    if here:
        last = here[-1]
        made = last.cls != "Organization" and text[last.end : mention.start] == "，"
        return last if made else _first(here, ("Platform", "Organization")) or here[0]
    before = [m for m in near if m.start >= _sentence(text, opening - 1)]
    return _first(before, _THINGS)


def _first(named: Sequence[Mention], classes: Sequence[str]) -> Mention | None:
    """The first thing of the first of the classes that is named."""
    return next((m for cls in classes for m in named if m.cls == cls), None)


def _aside(text: str, mention: Mention) -> bool:
    """甲的……, 在甲……中: is the mention only a modifier or under a preposition?"""
    return text.startswith("的", mention.end) or text.endswith(("在", "据", "向", "对", "从"), 0, mention.start)


def _sentence(text: str, at: int) -> int:
    """Where the sentence begins that holds the character before `at`."""
    reach = max(0, at - _SENTENCE)
    return max(max(text.rfind(mark, reach, max(0, at)) for mark in "。！？\n") + 1, reach)
