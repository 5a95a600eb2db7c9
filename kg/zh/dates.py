"""Dates and periods in a text, as ISO 8601 at the precision stated.

The text is read once from left to right: what it has named so far (same year, next day, a month without its year) and
the day of publication decide what a relative date means. The rules are in `date_rules`, `date_words` and `date_spans`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from kg.zh import calendar as cal
from kg.zh import date_durations, date_rules, date_spans, date_words
from kg.zh.calendar import bounds
from kg.zh.date_days import days_meant, is_deadline
from kg.zh.date_grammar import CLOCK, CUE, FIRST, TRADITIONAL, TRADITIONAL_SIGN
from kg.zh.date_parts import Reading
from kg.zh.date_rules import RULES, Rule
from kg.zh.narrative import Narrative
from kg.zh.script import width

__all__ = ["DateMention", "bounds", "find"]

RULE_BOOKS = (date_rules, date_words, date_spans, date_durations)
"""Importing these modules enters their rules."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """[start, end) in characters of the text; `value` is ISO 8601: a date, or an interval start/end of equal precision.

    `first` and `last`: the first and the last day meant (see `date_days`). `kind` is "date", "interval" or "duration"
    (an interval counted from the day of publication: 近三年). `relative`: read against the day of publication or what
    the text named before. `deadline`: the text says before or by then (2022年底前). `approximate`: 近日, 前后, 年代初
    and the like.
    """

    start: int
    end: int
    value: str
    first: date
    last: date
    kind: str
    relative: bool = False
    approximate: bool = False
    deadline: bool = False


_ABOUT = re.compile(r"前后|左右|许")
_ABOUT_BEFORE = re.compile(r"(?:大约|约|约在|大概)$")
_LINK = re.compile(
    rf"(?:{CLOCK})? ?(?:(?:起|上线|开始|启动|开工|实施|成立|运行|试行|施行|开幕)?[，,]?(?:至|到)"
    r"|[—－–～~-]{1,2}|[之以]后(?=[^，。；]{4,12}[之以]?前)) ?"
)
_COMPARED = re.compile("同期|同比|的?(?:水平|增量|相比)|增速")
_SINCE = re.compile("[^，。；]{0,4}以来")
_BETWEEN = re.compile(" ?[与和] ?")
_BETWEEN_ENDS = re.compile("之?间|期间")
_BOOK_TITLE = re.compile(r"《[^》]{0,200}》")


def find(text: str, *, anchor: str | None = None) -> list[DateMention]:
    """All dates of `text`, in order, without overlap. `anchor` is the day of publication, ISO 8601.

    Without an anchor, expressions that need one (去年, 近日) give nothing. Book titles 《…》 are read too, for the
    caller to judge, but what they name does not change the meaning of later dates. Raises InputError if `anchor` is
    no date.

    >>> [mention.value for mention in find("2018年7月部署，次年5月31日上线，去年底完成。", anchor="2021-03-01")]
    ['2018-07', '2019-05-31', '2020']
    """
    text = width(text)
    if TRADITIONAL_SIGN.search(text):
        text = text.translate(TRADITIONAL)
    told = Narrative(text, cal.read_iso(anchor) if anchor else None)
    titles = [match.span() for match in _BOOK_TITLE.finditer(text)] if "《" in text else []
    found: list[DateMention] = []
    at = 0
    while first := FIRST.search(text, at):
        start = first.start()
        read = _read(told, start) if CUE.match(text, start) else None
        if read is None:
            at = _past(text, start)
            continue
        reading, at = read
        found.append(_mention(told, start, at, reading))
        in_title = any(opening <= start < closing for opening, closing in titles)
        if not in_title and _is_told(told, reading, at):
            told.name(reading.last or reading.first, at, stated=not reading.relative)
    return found


def _is_told(told: Narrative, reading: Reading, end: int) -> bool:
    """Whether the text goes on about this point, and does not only compare with it or count from it (自1962年以来)."""
    if reading.duration or _COMPARED.match(told.text, end):
        return False
    since = _SINCE.match(told.text, end)
    return not (since and told.anchor and told.anchor[0] > reading.first[0])


def _past(text: str, start: int) -> int:
    """Where to look next after nothing was read: behind a run of digits, for no part of a number is a date."""
    end = start + 1
    if text[start].isdecimal():
        while end < len(text) and text[end].isdecimal():
            end += 1
    return end


def _read(told: Narrative, start: int) -> tuple[Reading, int] | None:
    """The reading at `start` and where it ends, an interval if a second point is linked to the first."""
    point = _point(told, start)
    if point is None:
        return None
    reading, end = point
    if reading.last is not None:
        return point
    if link := _LINK.match(told.text, end):
        return _linked(told, reading, link.end()) or point
    if link := _BETWEEN.match(told.text, end):
        between = _linked(told, reading, link.end())
        if between and _BETWEEN_ENDS.match(told.text, between[1]):
            return between
    return point


def _linked(told: Narrative, first: Reading, start: int) -> tuple[Reading, int] | None:
    before = told.last, told.last_end
    told.name(first.first, start)
    point = _point(told, start, linked=True)
    told.last, told.last_end = before
    if point is None:
        return None
    last = point[0].last or point[0].first
    if last < first.first and len(last) > 1 and "月" in told.text[start : point[1]]:
        last = (last[0] + 1, *last[1:])
    if last <= first.first or last[0] - first.first[0] > 300 or not cal.valid(last):
        return None
    return replace(first, last=last, relative=first.relative or point[0].relative), point[1]


def _point(told: Narrative, start: int, *, linked: bool = False) -> tuple[Reading, int] | None:
    """The longest reading of one point at `start`; of equally long ones that of the earlier rule."""
    text = told.text
    rules = _rules_after(text[start - 1]) if start and not linked else RULES
    best: tuple[Reading, int] | None = None
    for rule in rules:
        match = rule.pattern.match(text, start)
        if match is None or match.end() <= (best[1] if best else start):
            continue
        reading = rule.read(match, told)
        if reading is not None and cal.valid(reading.first) and cal.valid(reading.last or reading.first):
            best = reading, match.end()
    return best


def _mention(told: Narrative, start: int, end: int, reading: Reading) -> DateMention:
    text = told.text
    value = cal.iso(reading.first) + (f"/{cal.iso(reading.last)}" if reading.last else "")
    first, last = days_meant(text, start, end, reading, told.anchor)
    about = _ABOUT.match(text, end) or _ABOUT_BEFORE.search(text, max(0, start - 2), start)
    return DateMention(
        start,
        end,
        value,
        first,
        last,
        "duration" if reading.duration else "interval" if reading.last else "date",
        reading.relative,
        reading.approximate or bool(about),
        is_deadline(text, end),
    )


@lru_cache(maxsize=10_000)
def _rules_after(character: str) -> list[Rule]:
    """The rules that may read a point right after `character`."""
    return [rule for rule in RULES if not (rule.not_after and _stands_in(character, rule.not_after))]


def _stands_in(character: str, excluded: str) -> bool:
    if character.isdecimal():
        return "0-9" in excluded
    if character.isascii() and character.isalpha():
        return "A-Z" in excluded
    return character in excluded


