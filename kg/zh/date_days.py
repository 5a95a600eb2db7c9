"""The days that a date means, where its words say more than their precision: 年底 is November and December.

A mention's `value` keeps the precision stated (2021 for 2021年底); `first` and `last` lie within it, but a deadline
reaches from the day of publication, and what goes on since a date reaches to that day.
"""

from __future__ import annotations

import re
from datetime import date

from kg.zh import calendar as cal
from kg.zh.calendar import Stamp
from kg.zh.date_grammar import CLOCK, WORDS, any_of
from kg.zh.date_parts import Reading

_DEADLINE = re.compile(
    rf"(?:{CLOCK})?之?以?前(?!后|夕|期|往|三|两|二|列|沿|端|身|任|景|来|年|述|提|瞻|\d)"
)
_SINCE = re.compile(r"开?始?起(?![步草点码诉源义到见飞来伏因动用])|以来|(?:起|开始)?(?:至今|[至到]现在|[至到]目前)")
_YEAR_EDGE = re.compile(rf"年(?P<edge>{any_of('year_edges')})$|岁(?P<late>末)$")
_MONTH_EDGE = re.compile(rf"月(?P<edge>{any_of('month_edges')})$")
_DECADE_EDGE = re.compile(rf"年代(?P<edge>{any_of('decade_edges')})$")


def is_deadline(text: str, end: int) -> bool:
    """Whether the text says before or by the date that ends here."""
    return bool(_DEADLINE.match(text, end))


def days_meant(text: str, start: int, end: int, reading: Reading, anchor: Stamp | None) -> tuple[date, date]:
    """The first and the last day, both inclusive, that the reading of text[start:end] means."""
    first, last = _edge(text[start:end], reading) or (cal.first_day(reading.first), _last_day(reading))
    if anchor is None or reading.duration or len(anchor) < 3:
        return first, last
    today = cal.first_day(anchor)
    if reading.last is None and today < last and is_deadline(text, end):
        return today, last
    if first < today and _SINCE.match(text, end):
        return first, today
    return first, last


def _last_day(reading: Reading) -> date:
    return cal.last_day(reading.last or reading.first)


def _edge(words: str, reading: Reading) -> tuple[date, date] | None:
    """The part of a year, a month or a decade that 初, 底 and the like cut out of it."""
    stamp = reading.first
    if len(stamp) == 1 and not reading.last and (match := _YEAR_EDGE.search(words)):
        low, high = WORDS["year_edges"][match["edge"] or match["late"]]
        return date(stamp[0], low, 1), cal.last_day((stamp[0], high))
    if len(stamp) == 2 and not reading.last and (match := _MONTH_EDGE.search(words)):
        low, high = WORDS["month_edges"][match["edge"]]
        return date(*stamp, low), date(*stamp, min(high, cal.last_day(stamp).day))
    if len(stamp) == 1 and reading.last and (match := _DECADE_EDGE.search(words)):
        low, high = WORDS["decade_edges"][match["edge"]]
        return date(stamp[0] + low, 1, 1), date(stamp[0] + high, 12, 31)
    return None
