"""Names of persons: how plausible it is that a short string is one.

A surname decides, then the characters of the given name, then a list of words that only look like names. Used to
confirm a person where a title or a verb of speech already points at one.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache

from kg.zh.calendar import DATA

_HAN_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
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
    if family is None:
        return _transcribed(text)
    if len(given) > 2 or text[:2] in data["words"]:
        return 0.0
    known = sum(character in data["given"] for character in given) / len(given)
    score = 0.55 + 0.35 * known
    if family in data["rare"]:
        score -= 0.2
    return round(score + (0.1 if len(family) == 2 else 0.0), 2)


def _transcribed(text: str) -> float:
    """A name without a surname, if all of its characters are used to transcribe foreign names (拜登)."""
    transcribed = _data()["transcribed"]
    share = sum(character in transcribed for character in text) / len(text)
    return 0.45 if share == 1.0 else 0.0
