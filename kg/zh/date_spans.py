"""Date rules for weeks, lunar days, quarters and looser notations in digits."""

from __future__ import annotations

import re

from kg.zh import calendar as cal
from kg.zh.date_grammar import DAY, LINK, NUM, WORDS, YEAR, any_of
from kg.zh.date_parts import Reading, number
from kg.zh.date_rules import rule
from kg.zh.feasts import lunar, lunar_month
from kg.zh.narrative import Narrative

_WEEK = "(?:周|星期|礼拜)"
_MONTH_IN_DIGITS = r"(?:1[0-2]|0?[1-9])"
_DAY_IN_DIGITS = r"(?:3[01]|[12]\d|0?[1-9])"


@rule("week", rf"(?P<which>上上|下下|[上下本这])一?个?{_WEEK}(?:(?P<end>末)|{_WEEK}?(?P<day>[一二三四五六日天]))?")
def _week(match: re.Match[str], told: Narrative) -> Reading | None:
    if told.anchor is None or len(told.anchor) < 3:
        return None
    monday = 7 * WORDS["weeks"][match["which"]] - cal.first_day(told.anchor).weekday()
    if match["day"]:
        return Reading(cal.plus_days(told.anchor, monday + WORDS["weekdays"][match["day"]]), relative=True)
    start = cal.plus_days(told.anchor, monday + (5 if match["end"] else 0))
    return Reading(start, cal.plus_days(told.anchor, monday + 6), relative=True)


@rule(
    "weekday",
    r"(?:周(?P<short>[一二三四五六日])(?=$|[^\u4e00-\u9fff]|[上下早晚凌中夜前后起开举在将召])"
    "|(?:星期|礼拜)(?P<day>[一二三四五六日天])(?![年期生]))",
)
def _weekday(match: re.Match[str], told: Narrative) -> Reading | None:
    if told.anchor is None or len(told.anchor) < 3:
        return None
    offset = WORDS["weekdays"][match["short"] or match["day"]] - cal.first_day(told.anchor).weekday()
    return Reading(cal.plus_days(told.anchor, offset), relative=True)


_LUNAR_MONTH = "[正一二三四五六七八九十冬腊]{1,2}|1[0-2]|[1-9]"
_LUNAR_HEAD = rf"(?:(?P<year>{YEAR})年?|(?P<word>{any_of('years')}))?的?"
_LUNAR_DAY = rf"(?:初(?P<early>[一二三四五六七八九十\d])|(?P<day>{DAY}))[日号]?"
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}


@rule(
    "lunar day",
    rf"{_LUNAR_HEAD}(?:[农阴]历(?:(?P<late>{YEAR})年)?(?P<month>{_LUNAR_MONTH})月|(?P<named>[正腊])月){_LUNAR_DAY}",
)
@rule(
    "lunar day by its form",
    rf"{_LUNAR_HEAD}(?P<month>{_LUNAR_MONTH}|大年)月?(?=初[一二三四五六七八九十]|廿){_LUNAR_DAY}",
)
def _lunar_day(match: re.Match[str], told: Narrative) -> Reading | None:
    parts = match.groupdict()
    year = _lunar_year(match, told)
    month = parts.get("named") or parts["month"] or ""
    if year is None or month == "大":
        return None
    numbered = 1 if month == "大年" else _LUNAR_MONTHS.get(month) or number(month)
    stamp = lunar(year, numbered, number(match["early"] or match["day"]))
    return Reading(stamp) if stamp else None


@rule(
    "lunar month",
    rf"{_LUNAR_HEAD}(?:[农阴]历(?:(?P<late>{YEAR})年)?(?P<leap>闰)?(?P<month>{_LUNAR_MONTH})月"
    rf"|(?P<alone>闰)(?P<leap_month>{_LUNAR_MONTH})月|(?P<named>[正腊])月(?![初廿二三十\d]))",
)
def _lunar_month(match: re.Match[str], told: Narrative) -> Reading | None:
    year = _lunar_year(match, told)
    month = match["named"] or match["month"] or match["leap_month"]
    leap = bool(match["leap"] or match["alone"])
    days = lunar_month(year, _LUNAR_MONTHS.get(month) or number(month), leap=leap) if year else None
    return Reading(*days) if days else None


def _lunar_year(match: re.Match[str], told: Narrative) -> int | None:
    if written := match["year"] or match.groupdict().get("late"):
        return number(written)
    if match["word"]:
        return told.anchor[0] + int(WORDS["years"][match["word"]]) if told.anchor else None
    return told.year(match.start())


@rule("quarter", "(?P<which>[上本下])一?个?季度(?P<edge>[初末])?")
def _quarter(match: re.Match[str], told: Narrative) -> Reading | None:
    if told.anchor is None or len(told.anchor) < 2:
        return None
    start = (told.anchor[0], (told.anchor[1] - 1) // 3 * 3 + 1)
    first = cal.plus_months(start, 3 * WORDS["weeks"][match["which"]])
    last = cal.plus_months(first, 2)
    if match["edge"]:
        return Reading(first if match["edge"] == "初" else last, relative=True)
    return Reading(first, last, relative=True)


@rule(
    "months in digits",
    r"(?P<year>(?:19|20)\d\d)\.(?P<month>0[1-9]|1[0-2]) ?[—–~-]{1,2} ?"
    r"(?:(?P<until>(?:19|20)\d\d)(?:\.(?P<until_month>0[1-9]|1[0-2]))?(?![\d.年])|至今)",
)
def _months_in_digits(match: re.Match[str], told: Narrative) -> Reading | None:
    first = (int(match["year"]), int(match["month"]))
    last = tuple(int(part) for part in (match["until"], match["until_month"]) if part)
    return Reading(first, last if last > first else None)


@rule("from year to year", rf"(?P<year>{YEAR})(?:{LINK})(?P<until>{YEAR})(?![-\d.年—–~])")
def _years(match: re.Match[str], told: Narrative) -> Reading | None:
    first, last = number(match["year"]), number(match["until"])
    return Reading((first,), (last,)) if first < last <= first + 60 and 1800 < first < 2100 else None


@rule(
    "day first",
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?P<mark>[-./])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<year>(?:19|20)\d\d)(?!\d)"
    r"|(?P<d>0[1-9]|[12]\d|3[01])/(?P<m>0[1-9]|1[0-2])/(?P<y>\d\d)(?![\d/])",
)
def _day_first(match: re.Match[str], told: Narrative) -> Reading | None:
    if match["y"]:
        short = int(match["y"])
        stamp = short + (2000 if short < 50 else 1900), int(match["m"]), int(match["d"])
    else:
        stamp = int(match["year"]), int(match["month"]), int(match["day"])
    return Reading(stamp) if cal.valid(stamp) else None


@rule("edge of the month", "月[初末底]")
def _edge_of_month(match: re.Match[str], told: Narrative) -> Reading | None:
    if told.anchor is None or len(told.anchor) < 2:
        return None
    return Reading(told.anchor[:2], relative=True)


@rule(
    "day by number",
    rf"(?P<day>{DAY})号(?=$|[，。；,;、至到]|上午|下午|晚|凌晨|前后|举行|召开|开始)",
)
def _day_by_number(match: re.Match[str], told: Narrative) -> Reading | None:
    before = told.text[max(0, match.start() - 1) : match.start()]
    stamp = told.day(number(match["day"]), match.start(), match.end()) if before in "，。；,、在于自从到至" else None
    return Reading(stamp) if stamp and cal.valid(stamp) else None


@rule(
    "short digits",
    rf"(?:(?P<y>\d\d)-(?P<m>{_MONTH_IN_DIGITS})-(?P<d>{_DAY_IN_DIGITS})"
    rf"|(?P<day>[1-9])-(?P<month>{_MONTH_IN_DIGITS})-(?P<year>\d\d))(?![\dA-Za-z./:—–-])",
)
def _short_digits(match: re.Match[str], told: Narrative) -> Reading | None:
    year, month, day = (match[short] or match[name] for short, name in (("y", "year"), ("m", "month"), ("d", "day")))
    stamp = int(year) + (2000 if int(year) < 50 else 1900), int(month), int(day)
    return Reading(stamp) if cal.valid(stamp) else None


@rule(
    "month and day in digits",
    rf"(?P<month>{_MONTH_IN_DIGITS})(?:/(?P<marked>{_DAY_IN_DIGITS})[日号]"
    r"|-(?P<clocked>3[01]|[12]\d|0[1-9])(?= \d\d:\d\d))",
)
@rule("cell", rf"^(?P<month>{_MONTH_IN_DIGITS})[-·/](?P<day>{_DAY_IN_DIGITS})$")
def _month_and_day_in_digits(match: re.Match[str], told: Narrative) -> Reading | None:
    """11/3号, 09-01 20:01, or a text that is nothing else, as in the cell of a table (12/1)."""
    parts = match.groupdict()
    day = parts.get("marked") or parts.get("clocked") or parts.get("day") or ""
    stamp = told.dated((int(match["month"]), int(day)), match.start(), match.end())
    return Reading(stamp, relative=True) if stamp and cal.valid(stamp) else None


@rule("cell of a year", rf"^(?:(?P<year>(?:19|20)\d\d)|(?P<short>\d\d|{NUM}{{2}})年|(?P<october>十一))$")
def _year_alone(match: re.Match[str], told: Narrative) -> Reading | None:
    """A text that is nothing else than 2018, 98年 or 十一 (the first of October)."""
    if match["october"]:
        return Reading((told.anchor[0], 10, 1), relative=True) if told.anchor else None
    if match["year"]:
        return Reading((int(match["year"]),))
    short = number(match["short"])
    return Reading((short + (2000 if short < 33 else 1900),))
