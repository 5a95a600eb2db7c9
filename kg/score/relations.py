"""Five relations of DuIE 2.0 as predicates of kg, and when two names of its annotation are the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

RELATIONS = {
    "established": "成立日期",
    "locatedIn": "总部地点",
    "establishedBy": "创始人",
    "holdsPosition": "董事长",
    "alsoKnownAs": "简称",
}
"""Predicate → relation."""
_DATE = re.compile(r"(\d{4})年?(?:(\d{1,2})月)?(?:(\d{1,2})[日号])?")
_MARKS = re.compile(r"[\s《》“”‘’\"'·•・()]+")


def same(names: Iterable[str], others: Iterable[str]) -> bool:
    """Is one of the names one of the others, after folding, dates as far as both are precise?"""
    known = {_folded(name) for name in others}
    return any(_folded(name) in known or _as_precise(_folded(name), known) for name in names)


def _folded(name: str) -> str:
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", name)).casefold()
    date = _DATE.fullmatch(plain)
    return "-".join(part.zfill(2) for part in date.groups() if part) if date else plain


def _as_precise(date: str, others: Iterable[str]) -> bool:
    """Is it the same date at another precision?"""
    return date[:4].isdigit() and any(other.startswith(date) or date.startswith(other) for other in others if other)
