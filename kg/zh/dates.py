"""Dates and periods in a text, as ISO 8601 at the precision stated.

The text is read once from left to right: what it has named so far (same year, next day, a month without its year) and the
day of publication decide what a relative date means. The rules are in `date_rules` and `date_words`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.zh import calendar as cal
from kg.zh import date_words as _date_words
from kg.zh.calendar import bounds
from kg.zh.date_rules import RULES, WORDS, Reading
from kg.zh.narrative import Narrative
from kg.zh.script import width

__all__ = ["DateMention", "bounds", "find"]

assert _date_words, "importing date_words enters its rules"


@dataclass(frozen=True, slots=True)
class DateMention:
    """[start, end) in characters of the text; `value` is ISO 8601: a date, or an interval start/end of equal precision.

    `kind` is "date" or "interval". `relative`: read against the day of publication or what the text named before.
    `deadline`: the text says before or by then (2022年底前). `approximate`: 近日, 前后, 年代初 and the like.
    """

    start: int
    end: int
    value: str
    kind: str
    relative: bool = False
    approximate: bool = False
    deadline: bool = False


_DEADLINE = re.compile(r"之?以?前(?!后|夕|期|往|三|两|二|列|沿|端|身|任|景|来|年|述|提|瞻|\d)")
_ABOUT = re.compile(r"前后|左右|许")
_ABOUT_BEFORE = re.compile(r"(?:大约|约|约在|大概)$")
_LINK = re.compile(r" ?(?:(?:起|上线|开始|启动|开工|实施|成立|运行|试行|施行|开幕)?(?:至|到)|[—－–～~-]{1,2}) ?")
_NAMED = sorted({word for table in WORDS.values() for word in table if len(word) > 1 and not word.isascii()})
_CUE = re.compile(
    r"\d|[一二][〇零○一二三四五六七八九]{3}|(?:[一二两三四五六七八九十廿百]{1,4}|半|元)(?:[年月日天周]|[个星礼]|季度|世纪|多|余|、|和)"
    r"|[“\"「](?=[一二三四五六七八九十])|[上下]半年|前[两二三四五六七八九十\d]|首季|第[一二三四1-4]季|年[初末底内]|岁末|近日|日前"
    r"|(?:周|星期|礼拜)[一二三四五六日天]|[上本新]个?世纪|公[元历]|[上下本这]个?周|" + "|".join(_NAMED)
)
_FIRST = re.compile("[" + "".join(sorted({word[0] for word in _NAMED})) + "\\d一二两三四五六七八九十廿百半元“\"「上下前首第年岁近日周星礼本新公]")
_BOOK_TITLE = re.compile(r"《[^》]{0,200}》")


def find(text: str, *, anchor: str | None = None) -> list[DateMention]:
    """All dates of `text`, in order, without overlap. `anchor` is the day of publication, ISO 8601.

    Without an anchor, expressions that need one (去年, 近日) give nothing. Book titles 《…》 are read too, for the caller to
    judge, but what they name does not change the meaning of later dates. Raises InputError if `anchor` is no date.

    >>> [mention.value for mention in find("2018年7月部署，次年5月31日上线，去年底完成。", anchor="2021-03-01")]
    ['2018-07', '2019-05-31', '2020']
    """
    text = width(text)
    told = Narrative(text, cal.read_iso(anchor) if anchor else None)
    titles = [match.span() for match in _BOOK_TITLE.finditer(text)] if "《" in text else []
    found: list[DateMention] = []
    at = 0
    while first := _FIRST.search(text, at):
        start = first.start()
        read = _read(told, start) if _CUE.match(text, start) else None
        if read is None:
            at = _past(text, start)
            continue
        reading, at = read
        found.append(_mention(text, start, at, reading))
        if not any(opening <= start < closing for opening, closing in titles):
            told.name(reading.last or reading.first, at)
    return found


def _past(text: str, start: int) -> int:
    """Where to look next after nothing was read: behind a run of digits, so that no part of a number is taken for a date."""
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
    link = _LINK.match(told.text, end)
    second = _linked(told, reading, link.end()) if link and reading.last is None else None
    return second or (reading, end)


def _linked(told: Narrative, first: Reading, start: int) -> tuple[Reading, int] | None:
    before = told.last, told.last_end
    told.name(first.first, start)
    point = _point(told, start, linked=True)
    told.last, told.last_end = before
    if point is None:
        return None
    last = point[0].last or point[0].first
    if last < first.first and len(last) > 1:
        last = (last[0] + 1, *last[1:])
    if last <= first.first or last[0] - first.first[0] > 300 or not cal.valid(last):
        return None
    return replace(first, last=last, relative=first.relative or point[0].relative), point[1]


def _point(told: Narrative, start: int, *, linked: bool = False) -> tuple[Reading, int] | None:
    text = told.text
    before = text[start - 1] if start and not linked else ""
    for rule in RULES:
        if before and rule.not_after and _stands_in(before, rule.not_after):
            continue
        match = rule.pattern.match(text, start)
        if match is None or match.end() == start:
            continue
        reading = rule.read(match, told)
        if reading is not None and cal.valid(reading.first):
            return reading, match.end()
    return None


def _mention(text: str, start: int, end: int, reading: Reading) -> DateMention:
    value = cal.iso(reading.first) + (f"/{cal.iso(reading.last)}" if reading.last else "")
    about = _ABOUT.match(text, end) or _ABOUT_BEFORE.search(text, max(0, start - 2), start)
    return DateMention(
        start,
        end,
        value,
        "interval" if reading.last else "date",
        reading.relative,
        reading.approximate or bool(about),
        bool(_DEADLINE.match(text, end)),
    )


def _stands_in(character: str, excluded: str) -> bool:
    if character.isdecimal():
        return "0-9" in excluded
    if character.isascii() and character.isalpha():
        return "A-Z" in excluded
    return character in excluded


