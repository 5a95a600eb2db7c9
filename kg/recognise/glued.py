"""What web pages glue to the left of a name: a heading, or the name again (公司简介青江集团, 青江青江集团)."""

from __future__ import annotations

import re
from functools import cache

from kg.recognise import tables

_LETTER = "[\u4e00-\u9fffA-Za-z]"
_TWICE = re.compile(rf"({_LETTER}{{2,30}}?)(?=\1)|(?:({_LETTER}{{4,12}})(?:{_LETTER}|[（）]){{0,16}}公司)(?=\2)")
"""A run that stands twice, or a company before another name that begins as it does."""


def opening(text: str, first: int, end: int) -> int:
    """Where the name in [first, end) begins, behind a heading, and at its second time if it is said twice.

    >>> text = "公司简介青江青江集团"
    >>> text[opening(text, 0, len(text)):]
    '青江集团'
    """
    if heading := _headings().match(text, first, end):
        first = heading.end()
    twice = _TWICE.match(text, first, end)
    again = twice[1] or twice[2] if twice else ""
    return twice.end() if twice and twice.end() + len(again) <= end else first


@cache
def _headings() -> re.Pattern[str]:
    return re.compile(rf"{tables.alternation(tables.word_list('headings'))}(?=[\u4e00-\u9fffA-Za-z]{{2}})")
