"""Words and sentences of a reading text.

Words come from rjieba (jieba's dictionary and HMM in Rust), helped by words that the caller knows; they serve as hints
for the borders of names, never as the borders themselves. Sentences end after 。！？ or at a line end, closing marks
included.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import rjieba

_GLUED = tomllib.loads((files("kg") / "data" / "segment.toml").read_text(encoding="utf-8"))
_PARTICLES, _CLOSING, _VERBS, _WHOLE = (frozenset(_GLUED[key]) for key in ("particles", "closing", "verbs", "whole"))
_LAST = _CLOSING | _VERBS
LONGEST = 600  # characters; the longest of 42,000 sentences of regulations and provincial reports has 448
_POINTS = "；;，,、 "
_SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？]+[”’』」）》]*|\n+|$)")


class Word(NamedTuple):
    """A word at reading offsets, with jieba's part-of-speech tag (ICTCLAS letters: n, ns, v, vn, p, c …)."""

    start: int
    end: int
    text: str
    tag: str


def sentences(text: str) -> list[tuple[int, int]]:
    """Reading offsets of the sentences of `text`, blank ones left out.

    A run of more than LONGEST characters is cut after its last comma or the like before: what is read of a sentence
    may look at all of it for each of its words, so that its length bounds the time for a word.

    >>> [("甲成立。乙说：“好。”丙"[a:b]) for a, b in sentences("甲成立。乙说：“好。”丙")]
    ['甲成立。', '乙说：“好。”', '丙']
    """
    spans = (span for match in _SENTENCE.finditer(text) for span in _cut(text, match.start(), match.end()))
    return [(start, end) for start, end in spans if text[start:end].strip()]


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        half = start + LONGEST // 2
        after = max(text.rfind(point, half, start + LONGEST) for point in _POINTS) + 1
        stop = after or start + LONGEST
        yield start, stop
        start = stop
    yield start, end


def words(text: str, vocabulary: Iterable[str] = (), *, verbs: Iterable[str] = ()) -> list[Word]:
    """Words of `text` in order; together they are the whole text. `vocabulary` and `verbs` are nouns and verbs that
    jieba should know."""
    tagger = _tagger(tuple(vocabulary), tuple(verbs))
    found: list[Word] = []
    start = 0
    for tagged in tagger.tag(text):
        for word, tag in _unglued(tagger, *tagged) if _may_be_glued(tagged[0]) else (tagged,):
            if found and word == "面" and found[-1].text.endswith("方") and len(found[-1].text) > 2:
                found[-1] = found[-1]._replace(end=start - 1, text=found[-1].text[:-1])
                start, word = start - 1, "方面"
            found.append(Word(start, start + len(word), word, tag))
            start += len(word)
    return found


def _may_be_glued(word: str) -> bool:
    """A quick look: most words have no character that could be a word of its own."""
    return len(word) > 1 and (word[0] in _PARTICLES or word[-1] in _LAST or "由" in word)


def _unglued(tagger: rjieba.Jieba, word: str, tag: str) -> Iterator[tuple[str, str]]:
    """The parts of what the cutter took for one word: a particle before, after or in it, a verb after a name of two
    characters."""
    if at := _inner_agent(tagger, word):
        yield word[:at], tag
        yield word[at], "p"
        word = word[at + 1 :]
    if len(word) > 1 and _opens_with_particle(tagger, word):
        yield word[0], "v" if word[0] in _VERBS else "p"
        word = word[1:]
    if len(word) > 1 and word[-1] in _CLOSING and not tagger.has_word(word) and not tagger.has_word(word[-2:]):
        yield word[:-1], "n"
        word, tag = word[-1], "p"
    if tag.startswith("nr") and len(word) == 3 and word[-1] in _VERBS:
        yield word[:-1], tag
        word, tag = word[-1], "v"
    yield word, tag


def _inner_agent(tagger: rjieba.Jieba, word: str) -> int:
    """Where 由 stands inside `word`, which no dictionary holds (现由云上), and is no part of a word; 0 if nowhere."""
    at = word.find("由", 1, -1)
    if at < 1 or tagger.has_word(word) or tagger.has_word(word[at - 1 : at + 1]) or tagger.has_word(word[at : at + 2]):
        return 0
    return at


def _opens_with_particle(tagger: rjieba.Jieba, word: str) -> bool:
    """Is the first character of `word`, which no dictionary holds, a word of its own? A verb is one before any word."""
    if word[0] not in _PARTICLES or word in _WHOLE:
        return False
    return not tagger.has_word(word) or (word[0] in _VERBS and tagger.has_word(word[1:]))


@cache
def _tagger(vocabulary: tuple[str, ...], verbs: tuple[str, ...]) -> rjieba.Jieba:
    tagger = rjieba.Jieba()
    for word in verbs:
        if not tagger.has_word(word):
            tagger.add_word(word, _weight(word), "v")
    for word in vocabulary:
        tagger.add_word(word, _weight(word), "n")
    return tagger


def _weight(word: str) -> int:
    """How often a word counts as seen: enough to stay whole, too little to shift the borders of other words."""
    return 100_000 if len(word) > 2 else 10_000
