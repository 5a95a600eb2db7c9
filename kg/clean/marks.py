"""The marks of Markdown, which are no part of what it says: where they stand in the text.

After CommonMark 0.31 (headings 4.2, quotes 5.1, lists 5.2, emphasis 6.2, links 6.3, raw HTML 6.6), as far as prose uses
it. Every pattern looks at a bounded run of characters, so that no text takes more than linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\r?\n(?:.*\r?\n){0,200}?\1[ \t]*(?:\r?\n|\Z)")
_MARKS = re.compile(
    r"""^\ {0,3}(?:\#{1,6}[ \t]+|(?:>[ ]?)+|[-*+][ \t]+|(?:```|~~~).*$
        |(?:[ ]?[-*_]){3,}+[ \t]*$|\|?(?=[ :|-]*--)[ :|-]++$)
    |(?<![ \t])[ \t]++\#{1,6}[ \t]*$                         # the end of a heading
    |!\[[^][\n]{0,200}\]\([^()\n]{0,400}\)                    # an image
    |\[(?=[^][\n]{1,200}\]\()|(?<=[^][\n])\]\([^()\n]{0,400}\)  # what surrounds the words of a link
    |</?[A-Za-z][^<>\n]{0,300}>                               # a tag
    |(?<!\\)(?:\*{1,3}(?=\S)(?!\d)|(?<=\S)(?<![\d*])\*{1,3})|~~|`{1,3}|\\(?=[][\\`*_{}()\#+.!|>~-])""",
    re.M | re.X,
)


def marks(text: str) -> Iterator[tuple[int, int]]:
    """[start, end) of every mark, front matter and comment, in order, none within another."""
    start = found.end() if (found := _FRONT.match(text)) else 0
    if start:
        yield 0, start
    for first, last in (*_comments(text, start), (len(text), len(text))):
        yield from ((mark.start(), mark.end()) for mark in _MARKS.finditer(text, start, first))
        if last > first:
            yield first, last
        start = last


def _comments(text: str, start: int) -> Iterator[tuple[int, int]]:
    """<!-- … -->; one that never ends is none."""
    while (first := text.find("<!--", start)) >= 0 and (last := text.find("-->", first)) >= 0:
        yield first, last + 3
        start = last + 3
