"""Names of agencies and other institutions: the place that opens a name, what the body is for, its head noun.

Data: bodies.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from kg.zh import places
from kg.zh.calendar import DATA
from kg.zh.script import fold

AGENCY, COMPANY, PLAIN = "agency", "company", "plain"
NATION = "CN"
Known = Mapping[str, str]
NONE: Known = MappingProxyType({})
_NATIONAL = re.compile(  # 中央监委 is not 国家监委
    "中华人民共和国|国家|国务院(?=国资|国有资产)|(?P<own>全国|中央|中国)"
)
_LEVEL = re.compile("自治区|自治州|自治县|省|市|州|盟|县|区|旗|镇|乡")
_SUFFIX = re.compile("(?:特别行政区|(?:[一-龥]{1,3}族)*自治[区州县]|省|市|州|盟|县|区|旗|镇|乡)$")


@dataclass(frozen=True, slots=True)
class Body:
    """What a name tells of a body.

    `region` is the code of a division, the full name of a place that no list knows, "CN" for the nation, or "" where
    the name gives no place; then `level` may tell that it leaves one out (省 of 省大数据局). `core` is what the body is
    for, in normal form, `written` the same as written; `head` what ends the name, in normal form. `inner` is a
    branch's or a bracket's further place.
    """

    sort: str
    region: str
    level: str
    core: str
    written: str
    head: str
    inner: str = ""


@cache
def data() -> dict[str, Any]:
    """The tables of data/bodies.toml."""
    return tomllib.loads((DATA / "bodies.toml").read_text(encoding="utf-8"))


def region(text: str, known: Known = NONE, *, alone: bool = False) -> tuple[str, int]:
    """The place that opens `text`, as in `Body.region`, and how long its name is; ("", 0) if none does.

    A place that is the whole of the text opens nothing, unless it may stand `alone`.
    """
    mention = _first_place(text)
    if mention and not mention.start and mention.level != "region" and mention.code != NATION:
        return (mention.code or mention.name, mention.end) if alone or mention.end < len(text) else ("", 0)
    short = next((text[:length] for length in (4, 3, 2) if text[:length] in known), "")
    return (known[short], len(short)) if short and len(short) < len(text) else ("", 0)


@lru_cache(maxsize=20_000)
def _first_place(text: str) -> places.PlaceMention | None:
    return next(iter(places.find(text)), None)


def short_of(place: str) -> str:
    """A place without the word for its level: 云岭 of 云岭省, "" where too little is left."""
    stem = _SUFFIX.sub("", place)
    return stem if len(stem) > 1 and stem != place else ""


def agency(rest: str, where: str) -> Body:
    """An agency, or a name without a telling end, whose place was taken off."""
    level = own = ""
    if not where and (nation := _NATIONAL.match(rest)) and _head(rest[nation.end() :])[1]:
        where, rest, own = NATION, rest[nation.end() :], nation["own"] or ""
    elif not where and not rest.startswith(tuple(data()["words"]["not_levels"])):
        match = _LEVEL.match(rest)
        level = match[0] if match and _head(rest[match.end() :])[1] else ""
        rest = rest[len(level) :]
    written, head = _head(rest)
    return Body(AGENCY if head else PLAIN, where, level, own + (core(written) if head else written), written, head)


def placed(text: str, known: Known) -> str:
    """The name with its place in front: 政协云岭省委员会 is 云岭省政协, 中共云岭省委 is 云岭省委."""
    for front, short in sorted(data()["fronts"].items(), key=lambda item: -len(item[0])):
        rest = text.removeprefix(front)
        if rest != text and (length := region(rest, known)[1]):
            return rest[:length] + short if rest[length:] in ("委", "委员会") and short else rest
    return text


def _head(text: str) -> tuple[str, str]:
    """What comes before the head noun, and the head noun in normal form, "" if there is none."""
    match = _ending().search(text)
    if not match:
        return text, ""
    return text[: match.start()], _heads()[match[0]]


def core(written: str) -> str:
    """Every part in its full form, without the words that join parts."""
    found = _parts_pattern().sub(lambda match: _parts()[match[0]], written)
    return re.sub("[和与及、]", "", found)


@cache
def _parts() -> dict[str, str]:
    return _variants(data()["parts"])


@cache
def _heads() -> dict[str, str]:
    return _variants(data()["heads"])


@cache
def whole_names() -> dict[str, str]:
    """Another name → the full name."""
    table = {bare(full): [bare(short) for short in shorts] for full, shorts in data()["names"].items()}
    return {short: full for short, full in _variants(table).items() if short != full}


def bare(name: str) -> str:
    return fold(name).replace("（", "(").replace("）", ")")


def _variants(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Every form → the full form."""
    return {form: full for full, shorts in table.items() for form in (full, *shorts)}


@cache
def _parts_pattern() -> re.Pattern[str]:
    return re.compile(alternation(_parts()))


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(_heads())})$")


def alternation(words: Iterable[str]) -> str:
    """A pattern of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
