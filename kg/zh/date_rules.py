"""How dates are written: each rule is a pattern and its production, side by side.

A production takes the match and the narrative and gives a Reading, or None if the words mean no date here. Patterns
begin at the first character of the mention and contain no unbounded repetition.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from kg.zh import calendar as cal
from kg.zh.calendar import Stamp
from kg.zh.date_grammar import (
    LINK,
    MONTH,
    MONTHS,
    NUM,
    PARTS,
    SHORT_YEAR_FOLLOWED,
    TAIL,
    WITHIN_MONTH,
    WORDS,
    YEAR,
    any_of,
)
from kg.zh.feasts import feast
from kg.zh.narrative import Narrative
from kg.zh.numerals import parse


@dataclass(frozen=True, slots=True)
class Reading:
    """What a date expression means: a point, or an interval from `first` to `last`."""

    first: Stamp
    last: Stamp | None = None
    relative: bool = False
    approximate: bool = False
    duration: bool = False


Production = Callable[[re.Match[str], Narrative], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """`not_after`: the characters behind which the mention does not begin (so named in data/calendar.toml)."""

    name: str
    pattern: re.Pattern[str]
    read: Production
    not_after: str


RULES: list[Rule] = []


def rule(name: str, pattern: str) -> Callable[[Production], Production]:
    """Enter a production under a name and the pattern that it reads."""

    def enter(read: Production) -> Production:
        RULES.append(Rule(name, re.compile(pattern), read, WORDS["not_after"].get(name, "")))
        return read

    return enter


def number(written: str) -> int:
    """The whole number that a matched numeral writes; 元 is one (元月, 民国元年)."""
    value = parse(written) if written != "元" else None
    return 1 if value is None else int(value)


@rule("year list", rf"(?P<year>{YEAR})(?=(?:{LINK}|[、和及与])(?:{YEAR})(?:[、和及与](?:{YEAR}))? ?年)")
def _year_of_list(match: re.Match[str], told: Narrative) -> Reading | None:
    return Reading((number(match["year"]),))


@rule("bracketed years", rf"(?<=[（(])(?P<year>{YEAR})[—－～~-]{{1,2}}(?P<until>{YEAR})(?=[)）])")
def _bracketed_years(match: re.Match[str], told: Narrative) -> Reading | None:
    return Reading((number(match["year"]),), (number(match["until"]),))


@rule("decade", r"(?P<decade>(?:1[5-9]|20)\d0)年代")
def _decade(match: re.Match[str], told: Narrative) -> Reading | None:
    return Reading((int(match["decade"]),), (int(match["decade"]) + 9,))


@rule("year", rf"(?:公元|公历)?(?P<year>{YEAR}) ?(?:学|财政)?年(?:度)?(?![代款级]){TAIL}")
def _absolute(match: re.Match[str], told: Narrative) -> Reading | None:
    return within_year(match, number(match["year"]), told)


@rule("short year", rf"(?P<year>\d\d|[零〇七八九][零〇一二三四五六七八九])年{SHORT_YEAR_FOLLOWED}{TAIL}")
def _short_year(match: re.Match[str], told: Narrative) -> Reading | None:
    year = number(match["year"])
    return within_year(match, year + (2000 if year < 50 else 1900), told)


@rule("short year of this century", rf"(?P<year>0\d|[零〇][一二三四五六七八九]) ?年(?!级){TAIL}")
def _first_years(match: re.Match[str], told: Narrative) -> Reading | None:
    return within_year(match, 2000 + number(match["year"]), told)


@rule(
    "year in words",
    rf"(?P<year>两千(?:零{NUM}|[一二]十{NUM}?)?|{NUM}[〇零一二三四五六七八九]{{2}})年(?={MONTH}月){TAIL}",
)
def _year_in_words(match: re.Match[str], told: Narrative) -> Reading | None:
    return within_year(match, number(match["year"]), told)


@rule("early year", rf"(?:公元 ?(?P<year>\d{{1,3}})|(?<=[在于])(?P<bare>\d{{3}}))年(?![后内来间以之的前]){TAIL}")
def _early_year(match: re.Match[str], told: Narrative) -> Reading | None:
    return within_year(match, number(match["year"] or match["bare"]), told)


@rule(
    "era",
    rf"(?P<era>{any_of('eras')})(?P<year>元|[一二三四五六七八九十廿]{{1,3}}|\d{{1,2}})年(?:[(（]\d{{4}}年?[)）])?{TAIL}",
)
def _era(match: re.Match[str], told: Narrative) -> Reading | None:
    year = WORDS["eras"][match["era"]] + number(match["year"])
    reading = within_year(match, year, told)
    if reading is None:
        return Reading((year,), approximate=True)
    return reading if match["era"] == "民国" else replace(reading, approximate=True)


@rule("relative year", rf"(?P<word>{any_of('years')})(?!轻|均|龄|味|会|货|夜饭){TAIL}")
def _relative_year(match: re.Match[str], told: Narrative) -> Reading | None:
    if told.anchor is None:
        return None
    return within_year(match, told.anchor[0] + WORDS["years"][match["word"]], told, relative=True)


@rule("narrative year", rf"(?P<word>{any_of('narrative_years')})(?!级|度|均|会|末?以来){TAIL}")
def _narrative_year(match: re.Match[str], told: Narrative) -> Reading | None:
    base = told.last or told.anchor
    supports = {"当年": told.in_sentence, "第二年": told.near, "第三年": told.near, "后一年": told.near}
    support = supports.get(match["word"])
    if base is None or (support and not support(match.start())):
        return None
    return within_year(match, base[0] + WORDS["narrative_years"][match["word"]], told, relative=True)


@rule("month", MONTHS)
def _month(match: re.Match[str], told: Narrative) -> Reading | None:
    if match["month"] in "本同" or match.string.startswith("革命", match.end()):
        return None
    stamp = told.dated(_tail_stamp(match), match.start(), match.end())
    return None if stamp is None else within_year(match, stamp[0], told)


@rule("relative month", rf"(?P<word>{any_of('months')}){WITHIN_MONTH}")
def _relative_month(match: re.Match[str], told: Narrative) -> Reading | None:
    if told.anchor is None or len(told.anchor) < 2:
        return None
    return within_month(match, cal.plus_months(told.anchor, WORDS["months"][match["word"]]), relative=True)


@rule("narrative month", rf"(?P<word>{any_of('narrative_months')})(?!球){WITHIN_MONTH}")
def _narrative_month(match: re.Match[str], told: Narrative) -> Reading | None:
    base = told.last or told.anchor
    if base is None or len(base) < 2:
        return None
    return within_month(match, cal.plus_months(base, WORDS["narrative_months"][match["word"]]), relative=True)


@rule("part of a year", rf"{PARTS}|年[初末底内](?![部容蒙地陆外设在生需化涵])|岁末")
def _part_of_year(match: re.Match[str], told: Narrative) -> Reading | None:
    if match["season"]:
        return None
    within = told.anchor is not None and match[0] == "年内"
    year = told.anchor[0] if within and told.anchor else told.year(match.start())
    return None if year is None else within_year(match, year, told, relative=True)


def within_year(match: re.Match[str], year: int, told: Narrative, *, relative: bool = False) -> Reading | None:
    """The part of `year` that the groups of the match name; the whole year if they name none or only an edge of it."""
    parts = match.groupdict()
    if month := parts.get("month"):
        return within_month(match, (year, _month_number(month, told)), relative=relative)
    span = _part_months(parts)
    if span:
        return Reading((year, span[0]), (year, span[1]) if span[1] > span[0] else None, relative)
    if parts.get("feast"):
        stamp = feast(year, parts["feast"])
        return Reading(stamp, relative=relative) if stamp else None
    return Reading((year,), relative=relative)


def _month_number(written: str, told: Narrative) -> int:
    """去年本月 is the month of publication, 去年同月 the month last named."""
    if written == "本":
        return (*(told.anchor or ()), 1, 1)[1]
    if written == "同":
        return (*(told.last or told.anchor or ()), 1, 1)[1]
    return number(written)


def _part_months(parts: dict[str, str | None]) -> tuple[int, int] | None:
    if parts.get("half"):
        return (1, 6) if parts["half"] == "上半年" else (7, 12)
    if parts.get("first"):
        return 1, 3
    for name, months in (("quarters", 3), ("months", 1)):
        if count := parts.get(name):
            return 1, number(count) * months
    if quarter := parts.get("quarter"):
        first, last = number(quarter) * 3 - 2, number(quarter) * 3
        return {"初": (first, first), "末": (last, last)}.get(parts.get("quarter_edge") or "", (first, last))
    if season := parts.get("season"):
        start = {"春": 3, "夏": 6, "秋": 9, "冬": 12}[season]
        return start, min(start + 2, 12)
    return None


def within_month(match: re.Match[str], month: Stamp, *, relative: bool = False) -> Reading | None:
    """The day or the ten days that the match names in `month`, the months up to `until`, or the month itself."""
    parts = match.groupdict()
    if until := parts.get("until"):
        last = number(until)
        return Reading(month, (month[0] + (last < month[1]), last), relative) if last != month[1] else None
    if parts["nth"] or parts["nth_last"]:
        return _week_of_month(match, month)
    if day := parts["day"] or parts["listed"] or parts["unmarked"]:
        stamp = (*month, number(day))
        return Reading(stamp, relative=relative) if cal.valid(stamp) else None
    if tenth := parts["tenth"]:
        first = "上中下".index(tenth[0]) * 10 + 1
        last = first + 9 if first < 21 else cal.last_day(month).day
        return Reading((*month, first), (*month, last), relative)
    return Reading(month, relative=relative)


def _week_of_month(match: re.Match[str], month: Stamp) -> Reading | None:
    """十月的第一周 begins with the first Monday of the month; 最后一个星期五 is a day."""
    weekday = WORDS["weekdays"][match["weekday"]] if match["weekday"] else 0
    days = [day for day in range(1, cal.last_day(month).day + 1) if cal.first_day((*month, day)).weekday() == weekday]
    nth = number(match["nth"]) - 1 if match["nth"] else len(days) - 1
    if nth >= len(days):
        return None
    first = (*month, days[nth])
    return Reading(first, None if match["weekday"] else cal.plus_days(first, 6))


def _tail_stamp(match: re.Match[str]) -> Stamp:
    day = match["day"] or match["listed"] or match["unmarked"]
    return (number(match["month"]), number(day)) if day else (number(match["month"]),)
