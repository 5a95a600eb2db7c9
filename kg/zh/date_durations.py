"""Date rules for spaces of time: so long before or after a point, and up to or from the day of publication (近三年)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.zh import calendar as cal
from kg.zh.calendar import Stamp
from kg.zh.date_parts import Reading, number
from kg.zh.date_rules import rule
from kg.zh.narrative import Narrative

_LENGTH = (
    r"(?P<count>\d{1,3}|[一二两三四五六七八九十百]{1,4}|半)(?P<some>[多余几]?个?[多余半]?) ?"
    r"(?P<unit>年|季度|月|工作日|交易日|天|日|周|星期|礼拜)(?P<rest>[半多])?"
)
_UNITS = {
    "年": "years", "季度": "quarters", "月": "months", "天": "days", "日": "days", "周": "weeks", "星期": "weeks",
    "礼拜": "weeks", "工作日": "workdays", "交易日": "workdays",
}  # fmt: skip
_IN_MONTHS = {"years": 12, "quarters": 3, "months": 1}
_AHEAD_BEFORE = re.compile(r"(?:^|[\s，,。；;：:、！？（(“\"约在于争计称将须要])$")
_CLAUSE_START = re.compile(r"(?:^|[\s，,。；;：:、！？（(“\"—约在于仅了])$")


@dataclass(frozen=True, slots=True)
class _Length:
    """So many units, in months or days; `more`: 多, 余 or 几 stands with them; `half`: half a unit is counted."""

    unit: str
    months: int
    days: int
    more: bool
    half: bool


def _length(match: re.Match[str]) -> _Length | None:
    """两年半 is 30 months; None for what is no length: 五八年 (a year in digits), 三月 (a month)."""
    written, some = match["count"], match["some"] + (match["rest"] or "")
    if len(written) > 1 and not written[0].isdecimal() and not re.search("[十百]", written):
        return None
    unit, half = _UNITS[match["unit"]], "半" in some or written == "半"
    count = 0 if written == "半" else number(written)
    months = count * _IN_MONTHS.get(unit, 0) + (half * _IN_MONTHS.get(unit, 0)) // 2
    days = count * {"days": 1, "weeks": 7, "workdays": 1}.get(unit, 0) + half * {"months": 15, "days": 1}.get(unit, 0)
    return _Length(unit, months, days, bool(re.search("[多余几]", some)), half)


@rule("so long before or after", rf"{_LENGTH}(?P<side>[之以]?[前后])(?![期勤续台缀者来端方半三两五提述进往])")
def _elapsed(match: re.Match[str], told: Narrative) -> Reading | None:
    length = _length(match)
    if length is None or match["unit"] in ("日", "工作日", "交易日") or _is_point(match):
        return None
    if not _begins_clause(told.text, match.start()) or (length.more and length.unit != "months"):
        return None
    after = match["side"][-1] == "后"
    base = told.last if told.last and (told.anchor is None or after) else told.anchor
    return moved(base, length, 1 if after else -1) if base else None


def _is_point(match: re.Match[str]) -> bool:
    """三月后 is after March, 三个月后 three months on; so with quarters."""
    return match["unit"] in ("月", "季度") and "个" not in match["some"]


def _begins_clause(text: str, start: int) -> bool:
    return bool(_CLAUSE_START.search(text, max(0, start - 1), start))


def moved(base: Stamp, length: _Length, sign: int) -> Reading | None:
    """The year, month, week or day so far from `base`, if the base is as precise as that."""
    if length.unit == "years" and not length.half:
        stamp: Stamp = (base[0] + sign * length.months // 12,)
    elif length.unit == "years" or (length.months and len(base) > 1 and not length.days):
        stamp = cal.plus_months((*base, 1)[:2], sign * length.months)
    elif length.days and not length.half and len(base) == 3:
        stamp = cal.plus_days(base, sign * length.days)
    else:
        return None
    if not cal.valid(stamp):
        return None
    if length.unit == "weeks":
        monday = cal.plus_days(stamp, -cal.first_day(stamp).weekday())
        return Reading(monday, cal.plus_days(monday, 6), relative=True)
    return Reading(stamp, relative=True, approximate=length.more)


@rule("window", rf"(?P<side>最?近|过去|未来|今后|[前后上下])(?:的|这)? ?{_LENGTH}(?![来级前后度份]|(?<=周)年)")
def _window(match: re.Match[str], told: Narrative) -> Reading | None:
    """So many units up to the day of publication, or from then on: 近三年, 未来两天."""
    length, side = _length(match), match["side"]
    if length is None or told.anchor is None or length.more or length.half or match["unit"] in ("日", "季度"):
        return None
    if side in "上下前后" and not _begins_clause(told.text, match.start()):
        return None
    if side in "上下" and match["count"] == "一":  # 上一周 is the calendar week
        return None
    if side not in ("未来", "今后", "后", "下"):
        return _up_to(told.anchor, length)
    return _from(told.anchor, length, today=side in ("未来", "今后") and length.months > 0)


def _up_to(anchor: Stamp, length: _Length) -> Reading | None:
    first = _same_day(anchor, length, -1) if len(anchor) == 3 else None
    return Reading(first, anchor, relative=True, approximate=True, duration=True) if first else None


def _from(anchor: Stamp, length: _Length, *, today: bool) -> Reading | None:
    """The next months and years begin with the day of publication itself, the next days with the day after it."""
    if len(anchor) == 2 and length.months:
        return Reading(anchor, cal.plus_months(anchor, length.months - 1), relative=True, duration=True)
    last = _same_day(anchor, length, 1) if len(anchor) == 3 else None
    if last is None:
        return None
    first, last = (anchor, cal.plus_days(last, -1)) if today else (cal.plus_days(anchor, 1), last)
    return Reading(first, last, relative=True, approximate=True, duration=True)


def _same_day(day: Stamp, length: _Length, sign: int) -> Stamp | None:
    """The day so far away: the same day of the month, or the last one of a shorter month."""
    month = cal.plus_months(day, sign * length.months)
    if not 1 < month[0] < 9999:
        return None
    same = *month, min(day[2], cal.last_day(month).day)
    if length.unit == "workdays":
        return _after_workdays(same, length.days)
    return cal.plus_days(same, sign * length.days)


def _after_workdays(day: Stamp, count: int) -> Stamp:
    """The last of so many days from Monday to Friday; public holidays are not known."""
    while count:
        day = cal.plus_days(day, 1)
        count -= cal.first_day(day).weekday() < 5
    return day


@rule("within", rf"{_LENGTH}[之以]?内(?![容部蒙地陆外在生需化涵])")
def _within(match: re.Match[str], told: Narrative) -> Reading | None:
    """三年内, counted from the day of publication."""
    length = _length(match)
    if length is None or told.anchor is None or length.more or _is_point(match):
        return None
    if not _AHEAD_BEFORE.search(told.text, max(0, match.start() - 1), match.start()):
        return None
    if len(told.anchor) < 3:
        month = (*told.anchor, 1)[:2]
        until = cal.plus_months(month, length.months)
        return Reading(month, until, relative=True, duration=True) if length.months else None
    last = _same_day(told.anchor, length, 1)
    return Reading(told.anchor, last, relative=True, duration=True) if last else None


@rule("since", rf"{_LENGTH}以来")
def _since(match: re.Match[str], told: Narrative) -> Reading | None:
    """三个多月以来: from the first day of the month or, for 多年, of the year that lies so far back."""
    length = _length(match)
    if length is None or told.anchor is None or len(told.anchor) < 2 or match["unit"] == "日" or _is_point(match):
        return None
    anchor = (*told.anchor, 1)[:3]
    first = _same_day(anchor, length, -1)
    if first is None:
        return None
    if len(told.anchor) == 2 or length.half or length.more:
        of_year = length.more and length.unit == "years"
        first = (first[0], 1, 1) if of_year else first if length.days else (*first[:2], 1)
    last = anchor if len(told.anchor) == 3 else cal.stamp_of(cal.last_day(told.anchor))
    return Reading(first, last, relative=True, approximate=True, duration=True)


@rule("two years", "(?P<first>[去今明])(?P<last>[今明后])两年")
def _two_years(match: re.Match[str], told: Narrative) -> Reading | None:
    """今明两年: this year and the next."""
    offsets = {"去": -1, "今": 0, "明": 1, "后": 2}
    if told.anchor is None or offsets[match["last"]] - offsets[match["first"]] != 1:
        return None
    year = told.anchor[0] + offsets[match["first"]]
    return Reading((year,), (year + 1,), relative=True)
