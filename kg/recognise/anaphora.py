"""Definite descriptions and pronouns (该局, 本届峰会, 我市, 公司): what they stand for is decided by coreference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.model import Mention
from kg.recognise import tables

_POINTERS = ("该", "这家", "这款", "这套", "这一", "这个", "这份", "这项", "这场", "这座")
_POINTED = frozenset(["Organization", "Platform", "Document", "Event"])
_BEFORE_BARE = re.compile(r"(?:^|[，。；：、！？\n（“”）》]|由|与|和|为|对|向|将|据|是|在|按照|根据|于|年|月|日)$")


def find(text: str) -> Iterator[Mention]:
    """Candidates with found_by "anaphora". A bare noun (公司, 平台) counts only where no modifier precedes it."""
    for match in _pattern().finditer(text):
        word = match[0]
        bare = word[0] not in "该本我全这此她他新前后"
        if bare and not _BEFORE_BARE.search(text[max(0, match.start() - 3) : match.start()]):
            continue
        if bare and text[match.end() : match.end() + 1] in "长员部城区站人":
            continue
        yield Mention(match.start(), match.end(), word, _classes()[word], 0.6 if bare else 0.8, "anaphora", None, "")


@cache
def _classes() -> dict[str, str]:
    """Every description: those of anaphora.toml, and 该, 这家, 这款 … before any head noun."""
    listed = {word: cls for cls, words in tables.anaphora().items() for word in words}
    heads = tables.heads().values()
    pointed = {pointer + head.word: head.cls for head in heads for pointer in _POINTERS if head.cls in _POINTED}
    return pointed | listed


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_classes(), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))
