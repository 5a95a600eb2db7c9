"""Article → Clean: what to read of an article, in one notation, with the way back to the original offsets.

Each step either keeps every length or only leaves characters out, so that the way back is a matter of slicing:
invisible characters and marks go; the notation and the script are folded one to one; lines that are no part of the
article go; a sentence that was broken to fit a width is joined.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator

from kg.clean.lines import article_lines
from kg.clean.marks import marks
from kg.clean.notation import CHINESE, fold
from kg.clean.script import TRADITIONAL, simplified
from kg.clean.wrapping import hyphenated, wrapped
from kg.model import Article, Clean

__all__ = ["clean"]
Span = tuple[int, int]

# Control characters, and what Unicode shows nothing for (Default_Ignorable_Code_Point: zero-width, bidirectional and
# format characters, variation selectors, tags), fillers and marks of annotation.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
                        "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
                        "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+|\r(?=\n)")
_BLANK_AFTER_POINT = re.compile("(?<=[，。、；：？！]) +")
_SPACED = re.compile(rf"(?<=[{CHINESE}])[ \u3000](?=[{CHINESE}])")
_BETWEEN = re.compile(rf"(?<=[{CHINESE}])(?=[{CHINESE}])")


def clean(article: Article) -> Clean:
    """What to read of the article; an article of blanks gives the empty text. Raises InputError where traditional
    characters cannot be converted (OpenCC is not installed).

    >>> clean(Article("a", "２０１７年,广东省(粤)\\r\\n责任编辑：某某")).text
    '2017年，广东省（粤）'
    """
    visible = list(_outside(_unread(article), 0, len(article.text)))
    seen = "".join(article.text[start:end] for start, end in visible)
    folded = fold(seen)
    if article.language.lower().startswith(TRADITIONAL):
        folded = simplified(folded, article.source or article.id)
    pages = [at.start() for at in re.finditer("\f", seen)]
    kept = list(_kept(folded, pages, printed=article.media_type == "application/pdf"))
    text = "".join(folded[start:end] for start, end in kept)
    origin = array("q")
    for start, end in visible:
        origin.extend(range(start, end))
    starts = array("q")
    for start, end in kept:
        starts.extend(origin[start:end])
    return Clean(article, text, starts, array("q", [start + 1 for start in starts]))


def _unread(article: Article) -> list[Span]:
    """What is never read, in order: invisible characters, marks, the blanks of a spaced-out print."""
    text = article.text
    unread = [(found.start(), found.end()) for found in _INVISIBLE.finditer(text)]
    if article.media_type == "text/markdown":
        unread = sorted((*unread, *marks(text)))
    elif article.media_type == "application/pdf" and _is_spaced(text):
        unread = sorted((*unread, *((found.start(), found.end()) for found in _SPACED.finditer(text))))
    return unread


def _is_spaced(text: str) -> bool:
    """Does a blank stand between Chinese characters more often than none?"""
    sample = text[:20_000]
    return len(_SPACED.findall(sample)) > len(_BETWEEN.findall(sample))


def _outside(holes: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    """The parts of [start, end) that no hole covers; holes are in order and may lie within one another."""
    for first, last in holes:
        if first > start:
            yield start, first
        start = max(start, last)
    if end > start:
        yield start, end


def _kept(text: str, pages: list[int], *, printed: bool) -> Iterator[Span]:
    """The parts of the folded text that are read, from the first character of the article to the last."""
    lines = article_lines(text, pages)
    joined = wrapped(text, lines, pages, printed=printed)
    for at, line in enumerate(lines):
        broken = at + 1 < len(lines) and hyphenated(text, line, lines[at + 1])
        blanks = ((found.start(), found.end()) for found in _BLANK_AFTER_POINT.finditer(text, line.start, line.end))
        yield from _outside(blanks, line.start, line.end - broken)
        if at + 1 < len(lines) and at not in joined and not broken:
            yield line.stop, line.stop + 1
