"""Divisions that no list knows (澜江市, 江川省): a boundary, a name of two or three characters, a suffix."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.zh.gazetteer import words

Shape = tuple[int, int, str]

_SHAPE = words()["shape"]
_SUFFIX = re.compile("|".join(f"{suffix}(?!{after})" for suffix, after in _SHAPE["suffixes"].items()))
_COUNTY, _TOWN = "county", "town"
_LEVEL = {"省": "province", "市": "city", "自治县": _COUNTY, "县": _COUNTY, "区": _COUNTY, "镇": _TOWN, "乡": _TOWN}
_NOT_LAST = {
    "省": frozenset(_SHAPE["not_last_of_province"]),
    "市": frozenset(_SHAPE["not_last_of_city"]),
    "县": frozenset(_SHAPE["not_last_of_county"]),
    "自治县": frozenset(),
    "区": frozenset(_SHAPE["not_last_of_district"]),
    "镇": frozenset(_SHAPE["not_last_of_town"]),
    "乡": frozenset(_SHAPE["not_last_of_village"]),
}
_LEFT = frozenset(_SHAPE["left"])
_LEFT_WORDS = tuple(_SHAPE["left_words"])
_NOT_IN_NAME = frozenset(_SHAPE["not_in_name"])
_NOT_NAMES = frozenset(_SHAPE["not_names"])
_FOLLOWED = re.compile(_SHAPE["district_followed"])
_GOVERNED = re.compile(_SHAPE["town_followed"])
_ZONE = re.compile(r"(?<=[在于市])(?:高新|经开|经济开发|高新技术开发)区")


def shapes(text: str, found: list[tuple[int, int]]) -> list[Shape]:
    """(start, end, level) of the unknown divisions of `text` outside the spans of `found`, in no particular order.

    A name that once stands behind a clear boundary is then found wherever the text repeats it.
    """
    taken = {place for start, end in found for place in range(start, end)}
    ends = {end for _, end in found}
    certain: dict[str, str] = {}
    spans: list[Shape] = []
    for match in _SUFFIX.finditer(text):
        if match.start() in taken:
            continue
        start = _start(text, match, ends, taken)
        if start is not None and (start in ends or _is_joined(text, start, ends) or _stands_by_itself(text, match)):
            spans.append((start, match.end(), _LEVEL[match[0]]))
            certain[text[start : match.end()]] = _LEVEL[match[0]]
            ends.add(match.end())
    spans += [(match.start(), match.end(), "county") for match in _ZONE.finditer(text)]
    return sorted({*spans, *_repeated(text, certain, taken)})


def _is_joined(text: str, start: int, ends: set[int]) -> bool:
    """Whether the name stands in a list right behind another division (青江市、|云麓区和……)."""
    return text[start - 1 : start] in tuple(_SHAPE["joiners"]) and start - 1 in ends


def _stands_by_itself(text: str, match: re.Match[str]) -> bool:
    """Whether a division without a larger one before it may be meant: districts and towns need an authority."""
    if match[0] == "区":
        return bool(_FOLLOWED.match(text, match.end()))
    return match[0] not in ("镇", "乡") or bool(_GOVERNED.match(text, match.end()))


def _start(text: str, match: re.Match[str], ends: set[int], taken: set[int]) -> int | None:
    """Where the name before this suffix begins, or None if it is no name or its left boundary is in doubt."""
    if text[match.start() - 1 : match.start()] in _NOT_LAST[match[0]]:
        return None
    for length in (2, 3):
        start = match.start() - length
        stem = text[max(0, start) : match.start()]
        if stem[:2] in _NOT_NAMES or stem[-2:] in _NOT_NAMES:
            return None
        if start < 0 or not _is_han(stem) or _NOT_IN_NAME & set(stem) or start in taken or match.start() - 1 in taken:
            return None
        if start == 0 or start in ends or text[start - 1] in _LEFT or not _is_han(text[start - 1]):
            return start
        if text.endswith(_LEFT_WORDS, 0, start):
            return start
    return None


def _is_han(text: str) -> bool:
    return all("\u4e00" <= character <= "\u9fff" for character in text)


def _repeated(text: str, certain: dict[str, str], taken: set[int]) -> Iterator[Shape]:
    for name, level in certain.items():
        for match in re.finditer(re.escape(name) + "(?![场值民])", text):
            if match.start() not in taken:
                yield match.start(), match.end(), level
