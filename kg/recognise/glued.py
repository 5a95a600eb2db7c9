"""What web pages glue to the left of a name: a heading, or the name again (公司简介青江集团, 青江青江集团)."""

from __future__ import annotations

import re
from functools import cache

from kg.recognise import tables

_TWICE = re.compile(r"([\u4e00-\u9fffA-Za-z]{2,10}?)(?=\1)")


def opening(text: str, first: int, end: int) -> int:
    """Where the name in [first, end) begins, behind a heading, and at its second time if it is said twice.

    >>> text = "公司简介青江青江集团"
    >>> text[opening(text, 0, len(text)):]
    '青江集团'
    """
    if heading := _headings().match(text, first, end):
        first = heading.end()
    twice = _TWICE.match(text, first, end)
    return twice.end() if twice and twice.end() + len(twice[1]) <= end else first


@cache
def _headings() -> re.Pattern[str]:
    return re.compile(rf"{tables.alternation(tables.word_list('headings'))}(?=[\u4e00-\u9fffA-Za-z]{{2}})")
