"""Names without marks that the words around them show: Latin names, defined terms, launched services, headwords."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.model import Mention
from kg.recognise import tables

_HEADWORD = re.compile(
    r"([\u4e00-\u9fffA-Za-z0-9][\u4e00-\u9fffA-Za-z0-9+.·-]{1,15})(?:，|（|是)[^。\n]{0,50}?(?:是|系)[^，。\n]{0,40}?([\u4e00-\u9fff]{2,20})[，。]"
)
_IS_A = re.compile(
    r"([\u4e00-\u9fffA-Za-z0-9]{2,10})(?:（[^）\n]{1,30}）)?是[^，。\n]{0,20}?一[种项套款个类]([^，。\n]{2,24})[，。]"
)
"""甲是某市的一种治理模式: what an article that begins so defines."""
_IN_FULL = re.compile(r"([\u4e00-\u9fffA-Za-z0-9]{2,10})，全称(?:为|是)?“?([\u4e00-\u9fff]{4,24})”?[，。（]")
_TERM = re.compile(r"所称(?:的)?((?:“[^”\n]{1,14}”)?[\u4e00-\u9fffA-Za-z0-9]{2,14})(?:，|是指|，是指|包括|分为)")
_LATIN = r"[A-Za-z][A-Za-z0-9+.-]"


_NO_NAME = ("这", "那", "本", "该", "其", "此", "我", "他", "她", "它")


def latin(text: str) -> Iterator[Mention]:
    """iCloud服务, SaaS平台: a Latin name with a head noun of services."""
    for match in _latin().finditer(text):
        name = match[1] or match[0]
        yield Mention(*match.span(), match[0], "Platform", 0.8, "latin name", None, name, aliases=(match[0],))


def terms(text: str) -> Iterator[Mention]:
    """本办法所称算力资源，是指……: a term that the text defines."""
    for match in _TERM.finditer(text):
        yield from _everywhere(text, match[1], "Concept", 0.7, "term")


def launched(text: str) -> Iterator[Mention]:
    """推出随申码, 上线渝快办: a short name after a word of launching that ends as names of services do."""
    for match in _launched().finditer(text):
        yield from _everywhere(text, match[1], "Platform", 0.7, "launched name")


def headword(text: str) -> Iterator[Mention]:
    """甲，……，是……的平台。 The first word of an encyclopaedic article is what its definition says."""
    match = _HEADWORD.match(text)
    head = next(iter(tables.endings(match[2])), None) if match else None
    clause = match is not None and re.search("[0-9][年月日]|于[0-9]", match[1])
    if match and not clause and head and head.cls in ("Platform", "Organization"):
        yield from _everywhere(text, match[1], head.cls, 0.85, "headword", head.kind)


def defined(text: str) -> Iterator[Mention]:
    """甲是……的一种模式, 甲，全称……平台: the first word of an article by what the article says that it is."""
    for pattern, classes in ((_IS_A, ("Concept", "Platform")), (_IN_FULL, ("Platform", "Organization"))):
        match = pattern.match(text)
        head = next(iter(tables.endings(match[2])), None) if match else None
        if match and head and head.cls in classes and not match[1].startswith(_NO_NAME):
            yield from _everywhere(text, match[1], head.cls, 0.85, "headword", head.kind)


def _everywhere(
    text: str, name: str, cls: str, score: float, found_by: str, kind: str | None = None
) -> Iterator[Mention]:
    """`name` wherever the text has it."""
    for match in re.finditer(re.escape(name), text):
        yield Mention(*match.span(), name, cls, score, found_by, kind, name)


@cache
def _latin() -> re.Pattern[str]:
    heads = tables.alternation(tables.word_list("latin_heads"))
    before = "|".join(rf"(?<={word}){_LATIN}{{2,20}}" for word in sorted(tables.word_list("latin_openings")))
    return re.compile(rf"({_LATIN}{{1,20}}(?: [A-Za-z0-9+.-]{{2,20}}){{0,2}}) ?{heads}|{before}")


@cache
def _launched() -> re.Pattern[str]:
    verbs, endings = (tables.alternation(tables.word_list(key)) for key in ("launching_verbs", "launched_endings"))
    return re.compile(rf"{verbs}(?:了)?([\u4e00-\u9fff]{{1,5}}{endings})(?=[，。；、！]|$)")
