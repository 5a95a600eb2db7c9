"""Further date rules: days by name, digits with separators, decades, centuries and five-year plans."""

from __future__ import annotations

import re

from kg.zh import calendar as cal
from kg.zh.calendar import Stamp
from kg.zh.date_grammar import DAY, FEAST, WORDS, any_of
from kg.zh.date_parts import Reading, number
from kg.zh.date_rules import rule
from kg.zh.feasts import feast
from kg.zh.narrative import Narrative

_DAY_IN_DIGITS = r"(?:3[01]|[12]\d|0?[1-9])"
_CENTURY = r"(?:(?P<last>上个?)世纪|(?P<century>\d\d|十[一二三四五六七八九]|二十一?)世纪|[本新]世纪)"
_LIST_MARKS = ("、", "和", "及", "与")


@rule(
    "digits",
    r"(?P<year>(?:1[0-9]|2[01])\d\d)(?:(?P<mark>[-./])(?P<month>0?[1-9]|1[0-2])(?P=mark)|\.(?P<m>0[1-9]|1[0-2])-)"
    rf"(?P<day>{_DAY_IN_DIGITS})(?!\d(?!\d[:：]))(?(mark)(?!(?P=mark)\d(?!\d[:：])))",
)
def _digits(match: re.Match[str], told: Narrative) -> Reading | None:
    return _if_valid((int(match["year"]), int(match["month"] or match["m"]), int(match["day"])))


@rule("month in digits", r"(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?![-\d.年])")
def _digit_month(match: re.Match[str], told: Narrative) -> Reading | None:
    return Reading((int(match["year"]), int(match["month"])))


@rule("spaced digits", r"(?P<year>(?:19|20)\d\d) (?P<month>0[1-9]|1[0-2]) (?P<day>0[1-9]|[12]\d|3[01])(?![\d.])")
@rule("compact", r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?![\dA-Za-z.-])")
def _compact(match: re.Match[str], told: Narrative) -> Reading | None:
    return _if_valid((int(match["year"]), int(match["month"]), int(match["day"])))


def _if_valid(stamp: Stamp) -> Reading | None:
    return Reading(stamp) if cal.valid(stamp) else None


@rule(
    "day",
    rf"(?P<day>{_DAY_IN_DIGITS}|三十一?|[二廿]?十[一二三四五六七八九]|二十)日"
    "(?![内游均本之元报后龄制夜电化]|[以之][内后])",
)
def _bare_day(match: re.Match[str], told: Narrative) -> Reading | None:
    stamp = told.day(number(match["day"]), match.start(), match.end())
    return Reading(stamp) if stamp and cal.valid(stamp) else None


@rule("later day of a list", rf"(?P<day>{DAY})(?=(?:[、和及与]{DAY}){{0,6}} ?[日号])(?: ?[日号])?")
def _listed_day(match: re.Match[str], told: Narrative) -> Reading | None:
    if told.last is None or len(told.last) < 3 or told.text[told.last_end : match.start()] not in _LIST_MARKS:
        return None
    return _if_valid((*told.last[:2], number(match["day"])))


@rule("relative day", rf"(?P<word>{any_of('days')})(?!头条|说法|资本|之星|关注|俄罗斯|中国|[的气津空然文])")
def _relative_day(match: re.Match[str], told: Narrative) -> Reading | None:
    if told.anchor is None or len(told.anchor) < 3:
        return None
    return Reading(cal.plus_days(told.anchor, WORDS["days"][match["word"]]), relative=True)


@rule("narrative day", rf"(?!(?<=[续入期])第二天|次日达)(?P<word>{any_of('narrative_days')})(?!性|然)")
def _narrative_day(match: re.Match[str], told: Narrative) -> Reading | None:
    offset = WORDS["narrative_days"][match["word"]]
    base = told.day_told(match.start())
    if base is None or (told.last_fine is None and match["word"] == "第二天"):
        return None
    if len(base) < 3:
        return Reading(base, relative=True) if offset == 0 else None
    return Reading(cal.plus_days(base, offset), relative=True)


@rule("recent", r"近日(?![本照点常来])内?|日前(?!后)")
def _recent(match: re.Match[str], told: Narrative) -> Reading | None:
    if told.anchor is None:
        return None
    return Reading(told.anchor[:2], relative=True, approximate=True)


@rule("feast", FEAST + r"(?![路街村社镇门])")
def _bare_feast(match: re.Match[str], told: Narrative) -> Reading | None:
    year = told.year(match.start())
    if year is None:
        return None
    days = {near: day for near in (year - 1, year, year + 1) if (day := feast(near, match["feast"]))}
    stamp = told.nearest_year(days, match.start())
    return Reading(stamp, relative=True) if stamp else None


@rule(
    "decade of a century",
    rf"{_CENTURY}?(?P<decade>[1-9]0|[一二三四五六七八九]十)年代(?P<part>[初末](?:期)?|中后?期|[前后]期)?",
)
def _century_decade(match: re.Match[str], told: Narrative) -> Reading | None:
    decade = number(match["decade"])
    named = match[0][0] in "上本新" or match["century"]
    base = _first_year(match) if named else 2000 if decade < 30 else 1900
    return Reading((base + decade,), (base + decade + 9,), approximate=bool(match["part"]))


@rule("century", rf"{_CENTURY}(?P<edge>初|末|中叶|上半叶|下半叶)?(?![经报大网之城公])")
def _century_edge(match: re.Match[str], told: Narrative) -> Reading | None:
    if not match["edge"] and not (match["century"] and number(match["century"]) <= 20):
        return None
    first, last = WORDS["century_edges"][match["edge"] or "全"]
    base = _first_year(match)
    return Reading((base + first,), (base + last,), approximate=bool(match["edge"]))


def _first_year(match: re.Match[str]) -> int:
    """The first year of the century that the match names: 1900 for 上世纪 and 20世纪, 2000 for 本世纪 and 新世纪."""
    if match["century"]:
        return (number(match["century"]) - 1) * 100
    return 1900 if match["last"] else 2000


@rule(
    "plan",
    rf"[“\"「]?(?P<plan>{any_of('plans')})(?P<close>[”\"」])?(?P<when>期间|时期|以来|期末|末|初|收官|开局)",
)
def _plan(match: re.Match[str], told: Narrative) -> Reading | None:
    first, last = WORDS["plans"][match["plan"]]
    quoted = bool(match["close"])
    if not quoted and match["when"] not in ("期间", "时期", "期末"):
        return None
    if match["when"] in ("期末", "末", "收官"):
        return Reading((last,), approximate=True)
    return Reading((first,)) if match["when"] in ("初", "开局") else Reading((first,), (last,))
