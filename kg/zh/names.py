"""Names of persons: how plausible it is that a short string is one.

A surname decides, then the characters of the given name, then a list of words that only look like names. Used to
confirm a person where a title or a verb of speech already points at one.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache

from kg.zh.calendar import DATA

_HAN_NAME = re.compile("[\u4e00-\u9fff]{2,8}")
_FOREIGN_NAME = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·•・‧][\u4e00-\u9fffA-Za-z.]{1,10}){1,4}")
@cache
def _data() -> dict[str, frozenset[str]]:
    table = tomllib.loads((DATA / "names.toml").read_text(encoding="utf-8"))
    return {name: frozenset(value) for name, value in table.items()}


def surname(text: str) -> str | None:
    """The surname with which `text` begins, or None: 欧阳 of 欧阳明, 高 of 高尚省.

    >>> surname("欧阳修"), surname("的士")
    ('欧阳', None)
    """
    data = _data()
    if text[:2] in data["compound"] and len(text) > 2:
        return text[:2]
    return text[:1] if text[:1] in data["common"] else None


def is_compound_surname(text: str) -> bool:
    """Is the whole of `text` a surname of two characters (申屠), so that a name goes on after it?"""
    return text in _data()["compound"]


def is_person(text: str) -> float:
    """How plausible it is, from 0 to 1, that the whole of `text` names a person.

    From 0.5 on it may be taken for a name beside a title (局长孙雯); below, only with other evidence.

    >>> is_person("孙雯") > 0.5, is_person("安全"), is_person("阿里·侯赛因") > 0.5
    (True, 0.0, True)
    """
    if _FOREIGN_NAME.fullmatch(text):
        return 0.95
    data = _data()
    if not _HAN_NAME.fullmatch(text) or text in data["words"] or data["not_in_names"] & set(text):
        return 0.0
    family = surname(text)
    given = text[len(family) :] if family else ""
    native = 0.0
    if family and 1 <= len(given) <= 2 and text[:2] not in data["words"] and text[-1] not in data["not_last"]:
        native = _native(family, given)
    return max(native, _transcribed(text))


def _native(family: str, given: str) -> float:
    data = _data()
    weights = [0.45 if sign in data["given_often"] else 0.2 if sign in data["given_some"] else 0.0 for sign in given]
    score = 0.47 + sum(weights) / len(weights)
    doubled = len(given) == 2 and given[0] == given[1]
    score += 0.05 * (len(family) == 2) + 0.1 * doubled - 0.15 * (family in data["rare"])
    return round(score, 2)


def _transcribed(text: str) -> float:
    """A name of three or more characters, all of them used to transcribe foreign names (穆巴拉克)."""
    return 0.6 if len(text) >= 3 and set(text) <= _data()["transcribed"] else 0.0
