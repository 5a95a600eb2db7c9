"""Definite descriptions and pronouns (该局, 本届峰会, 我市, 公司): what they stand for is decided by coreference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.model import Mention
from kg.recognise import tables

_DESCRIBED = re.compile("(?:这[家款个座所套项份]|为期|历时)[^，。；：！？\n]+的$")
_REACH = 40
"""How many characters before its noun 这家 may stand (这家由甲创办的公司)."""
_SAID = ("。", "！", "？", "…")
"""Last characters of a quotation that is a saying: any other one modifies the noun after it (“专精特新”企业)."""


_DEPARTMENTS = ("局", "厅")
_BARE = 2
"""The bare name of a department has more characters (数据局)."""
_TAKEN_AS = re.compile(r"以[^，。；\n]{1,12}为\Z")  # 以人民为中心


_INNER = re.compile(
    r"(?<![\u4e00-\u9fff])[局院厅委所校社馆站会部署行]里?(?=(?:机关)?(?:内设|下设|下属|现设|现有|设有|共设|共有))"
)
"""局内设三个科: a head noun by itself, before what its body has inside."""


def find(text: str) -> Iterator[Mention]:
    """Candidates with found_by "anaphora". A bare noun (公司, 平台) counts only where no modifier precedes it."""
    for match in _INNER.finditer(text):
        yield Mention(*match.span(), match[0], "Organization", 0.6, "anaphora")
    for _, start, end in _automaton().find_matches_as_indexes(text):
        word = text[start:end]
        bare = not word.startswith(tables.anaphora().pointing)
        if _stands_alone(text, start, end) if bare else _points(text, start, end):
            score = 0.6 if bare else 0.8
            yield Mention(start, end, word, _classes()[word], score, "anaphora")


def _points(text: str, start: int, end: int) -> bool:
    """Is what points at [start, end) no part of a longer word (他们, 其他)?"""
    word, words = text[start:end], tables.anaphora()
    parted = word in words.pronouns and (
        text.startswith(words.not_after_pronoun, end) or text.endswith(words.not_before_pronoun, 0, start)
    )
    return not parted


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Is the noun [start, end) of `text` neither modified nor part of a longer word?"""
    words = tables.anaphora()
    opened = start == 0 or (text.endswith(words.before_bare, 0, start) and not _TAKEN_AS.search(text, 0, start))
    if text.endswith("”", 0, start):
        opened = text.endswith(_SAID, 0, start - 1)
    described = text.endswith("的", 0, start) and _DESCRIBED.search(text[max(0, start - _REACH) : start])
    acts = text[start:end] not in words.also_verbs or text.startswith(words.after_also_verbs, end)
    return bool(opened or described) and acts and not text.startswith(words.not_after_bare, end)


@cache
def _classes() -> dict[str, str]:
    """Every description: the listed ones, 该, 这家, 这款 … before any head noun, 本届 … before one of an event, and the
    bare names of departments (数据局)."""
    words, heads = tables.anaphora(), tables.heads().values()
    pointed = {
        pointer + head.word: head.cls
        for head in heads
        if head.cls in words.pointed and not head.bare
        for pointer in words.pointers
    }
    events = {
        pointer + head.word: "Event"
        for head in heads
        if head.cls == "Event" and not head.bare
        for pointer in words.event_pointers
    }
    departments = {head.word: head.cls for head in heads if len(head.word) > _BARE and head.word.endswith(_DEPARTMENTS)}
    return pointed | events | departments | words.classes


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick(list(_classes()), matchkind=MatchKind.LeftmostLongest)
