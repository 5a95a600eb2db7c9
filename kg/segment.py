"""Words and sentences of a reading text.

Words come from rjieba (jieba's dictionary and HMM in Rust), helped by the words of our own ontology; they serve as hints for
the borders of names, never as the borders themselves. Sentences end after 。！？ or at a line end, closing marks included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import rjieba

# Words of one character that jieba's HMM likes to glue to the name after them (由市, 归省).
_PARTICLES = frozenset("由从在对向据被把将归与和即为任于以及则较")
_VERBAL = frozenset("任归出")
_SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？]+[”’』」）》]*|\n+|$)")


class Word(NamedTuple):
    """A word at reading offsets, with jieba's part-of-speech tag (ICTCLAS letters: n, ns, v, vn, p, c …)."""

    start: int
    end: int
    text: str
    tag: str


def sentences(text: str) -> list[tuple[int, int]]:
    """Reading offsets of the sentences of `text`, blank ones left out.

    >>> [("甲成立。乙说：“好。”丙"[a:b]) for a, b in sentences("甲成立。乙说：“好。”丙")]
    ['甲成立。', '乙说：“好。”', '丙']
    """
    spans = ((match.start(), match.end()) for match in _SENTENCE.finditer(text))
    return [(start, end) for start, end in spans if text[start:end].strip()]


def words(text: str, vocabulary: Iterable[str] = ()) -> list[Word]:
    """Words of `text` in order; together they are the whole text. `vocabulary` are words that jieba should know."""
    found, start, tagger = [], 0, _tagger(tuple(vocabulary))
    for word, tag in tagger.tag(text):
        if (
            len(word) > 1
            and word[0] in _PARTICLES
            and (not tagger.has_word(word) or tagger.has_word(word[1:]) and word[0] in _VERBAL)
        ):
            found.append(Word(start, start + 1, word[0], "v" if word[0] in _VERBAL else "p"))
            start, word = start + 1, word[1:]
        if tag.startswith("nr") and len(word) == 3 and word[-1] in _VERBAL:
            found.append(Word(start, start + 2, word[:-1], tag))
            start, word, tag = start + 2, word[-1], "v"
        found.append(Word(start, start + len(word), word, tag))
        start += len(word)
    return found


@cache
def _tagger(vocabulary: tuple[str, ...]) -> rjieba.Jieba:
    tagger = rjieba.Jieba()
    for word in vocabulary:
        tagger.add_word(word, 100 ** min(len(word), 3), "n")
    return tagger
