"""Date rules for weeks, spaces of time from another point, windows (近三年), lunar days and looser notations."""

from __future__ import annotations

import re

from kg.zh import calendar as cal
from kg.zh.calendar import Stamp
from kg.zh.date_grammar import DAY, LINK, WORDS, YEAR, any_of
from kg.zh.date_parts import Reading, number
from kg.zh.date_rules import rule
from kg.zh.feasts import lunar, lunar_month
from kg.zh.narrative import Narrative

_COUNT = r"(?P<count>\d{1,3}|[一二两三四五六七八九十百半]{1,4})(?P<more>[多余几])?"
_APART = "(?P<unit>年|个月|天|个?周|个?星期|个?礼拜)"
_UNITS = {"年": "years", "月": "months", "天": "days", "日": "days", "周": "weeks", "星期": "weeks", "礼拜": "weeks"}
_UNIT = r"(?P<unit>年|月|天|日|周|星期|礼拜)"
_CLAUSE_START = re.compile(r"(?:^|[\s，,。；;：:、！？（(“\"—约在于仅了])$")
_WEEK = "(?:周|星期|礼拜)"


@rule("week", rf"(?P<which>上上|下下|[上下本这])一?个?{_WEEK}(?:(?P<end>末)|(?P<day>[一二三四五六日天]))?")
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


@rule(
    "so long before or after",
    rf"{_COUNT} ?{_APART}(?P<side>[之以]?[前后])(?![期勤续台缀者来端方半三两五提述进往])",
)
def _elapsed(match: re.Match[str], told: Narrative) -> Reading | None:
    if match["more"] or "半" in match["count"]:
        return None
    if not _begins_clause(told.text, match.start()):
        return None
    after = match["side"][-1] == "后"
    base = told.last if told.last and (told.anchor is None or after) else told.anchor
    count = number(match["count"]) * (1 if after else -1)
    return moved(base, _UNITS[match["unit"].lstrip("个")], count) if base else None


def _begins_clause(text: str, start: int) -> bool:
    return bool(_CLAUSE_START.search(text, max(0, start - 1), start))


def moved(base: Stamp, unit: str, count: int) -> Reading | None:
    """The point so many units from `base`: a year, a month or a day, if the base is as precise as that."""
    stamp: Stamp = ()
    if unit == "years":
        stamp = (base[0] + count,)
    elif unit == "months" and len(base) > 1:
        stamp = cal.plus_months(base, count)
    elif unit in ("days", "weeks") and len(base) == 3:
        stamp = cal.plus_days(base, count * (7 if unit == "weeks" else 1))
    return Reading(stamp, relative=True) if stamp and cal.valid(stamp) else None


@rule(
    "window",
    rf"(?P<side>最?近|过去|未来|今后|[前后上下])(?:的|这)? ?{_COUNT} ?个?{_UNIT}(?![来级前后度份])",
)
def _window(match: re.Match[str], told: Narrative) -> Reading | None:
    """So many units up to the day of publication, or from the day after it on: 近三年, 未来两天."""
    if told.anchor is None or len(told.anchor) < 3 or match["more"] or match["unit"] == "日":
        return None
    if match["side"] in ("上", "下", "前", "后") and not _begins_clause(told.text, match.start()):
        return None
    ahead = match["side"] in ("未来", "今后", "后", "下")
    end = _same_day(told.anchor, _UNITS[match["unit"]], number(match["count"]) * (1 if ahead else -1))
    if end is None:
        return None
    first, last = (cal.plus_days(told.anchor, 1), end) if ahead else (end, told.anchor)
    return Reading(first, last, relative=True, approximate=True, duration=True)


def _same_day(day: Stamp, unit: str, count: int) -> Stamp | None:
    if unit in ("days", "weeks"):
        return cal.plus_days(day, count * (7 if unit == "weeks" else 1))
    month = cal.plus_months(day, count * (12 if unit == "years" else 1))
    if not 1 <= month[0] <= 9999:
        return None
    return *month, min(day[2], cal.last_day(month).day)


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
    rf"|(?P<alone>闰)(?P<leap_month>{_LUNAR_MONTH})月)",
)
def _lunar_month(match: re.Match[str], told: Narrative) -> Reading | None:
    year = _lunar_year(match, told)
    month = match["month"] or match["leap_month"]
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
    r"(?:(?P<until>(?:19|20)\d\d)\.(?P<until_month>0[1-9]|1[0-2])(?![\d.])|至今)",
)
def _months_in_digits(match: re.Match[str], told: Narrative) -> Reading | None:
    first = (int(match["year"]), int(match["month"]))
    last = (int(match["until"]), int(match["until_month"])) if match["until"] else None
    return Reading(first, last if last and last > first else None)


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
