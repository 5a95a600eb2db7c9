"""Documents that official papers cite without book marks: by number (云府〔2018〕12号), order, title (关于…的意见)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.model import Mention
from kg.recognise import tables

NUMBER = r"[\u4e00-\u9fff]{2,10}[〔\[﹝【（][12][0-9]{3}[〕\]﹞】）](?:第)?[0-9]{1,4}号"
_NUMBERED = re.compile(NUMBER + "文?")
_ORDER = re.compile(r"(?!(?<=[0-9])[年月日])[\u4e00-\u9fff]{2,10}令(?:（[0-9]{4}年?）)?第?[0-9]{1,4}号")
_LONGEST = 60  # characters of a bare title


def find(text: str) -> Iterator[Mention]:
    """Documents by number, by order and by bare title."""
    for pattern, kind in ((_NUMBERED, "Notice"), (_ORDER, "Law")):
        for match in pattern.finditer(text):
            start = match.start() + _glued(match[0])
            name = text[start : match.end()]
            yield Mention(start, match.end(), name, "Document", 0.9, "document number", kind, name)
    for match in _titled().finditer(text):
        ending = match[2]
        yield Mention(*match.span(1), match[1], "Document", 0.85, "bare title", _kinds().get(ending), match[1])


def _glued(found: str) -> int:
    """How many characters before the number belong to the sentence (根据, 印发了)."""
    words = tables.word_list("citing")
    inside = found.find("共和国") + len("共和")  # whose 和 joins nothing
    cuts = (at for at in range(1, 7) if at != inside and any(found.endswith(word, 0, at) for word in words))
    return max(cuts, default=0)


@cache
def _titled() -> re.Pattern[str]:
    verbs, endings = tables.alternation(tables.word_list("issuing_verbs")), tables.alternation(_kinds())
    title = rf"关于(?!{verbs})[^，。；：！？《》（）\n]{{4,{_LONGEST}}}?的[^，。；：！？《》（）的\n]{{0,4}}({endings})"
    return re.compile(rf"{verbs}(?:了)?({title})(?![\u4e00-\u9fff]{{0,2}}[》”])")


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for word, kind in tables.document_endings().items() if len(word) > 1}
