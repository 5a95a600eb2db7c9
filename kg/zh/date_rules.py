"""How dates are written: each rule is a pattern and its production, side by side.

A production takes the match and the narrative and gives a Reading, or None if the words mean no date here. Patterns
begin at the first character of the mention and contain no unbounded repetition.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from kg.zh import calendar as cal
from kg.zh.date_grammar import (
    LINK,
    MONTH,
    MONTHS,
    NUM,
    PARTS,
    SHORT_YEAR,
    SHORT_YEAR_FOLLOWED,
    TAIL,
    WITHIN_MONTH,
    WORDS,
    YEAR,
    any_of,
)
from kg.zh.date_parts import Reading, month_and_day, number, within_month, within_year
from kg.zh.narrative import Narrative

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


@rule("year list", rf"(?P<year>{YEAR})(?=(?:{LINK}|[、和及与])(?:{YEAR})(?:[、和及与](?:{YEAR}))? ?年|{LINK}\d\d年)")
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


@rule("short year", rf"(?P<year>{SHORT_YEAR})年{SHORT_YEAR_FOLLOWED}{TAIL}")
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


@rule("narrative year", rf"(?P<word>{any_of('narrative_years')})(?!级|度|均|会|货|味|末?以来){TAIL}")
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
    stamp = told.dated(month_and_day(match), match.start(), match.end())
    if stamp is None:
        return None
    lasts = match["until"] and told.is_still_ahead((stamp[0], number(match["until"])), match.start(), match.end())
    return within_year(match, stamp[0] - bool(lasts), told)


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
    reading = None if year is None else within_year(match, year, told, relative=True)
    quarter = match["quarter"] and reading and told.is_still_ahead(reading.first, match.start(), match.end())
    return within_year(match, year - 1, told, relative=True) if quarter and year else reading
