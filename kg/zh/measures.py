"""Whether a number that was matched counts or measures something, judged by what stands around it."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.zh import quantity_patterns as says
from kg.zh.numerals import parse

_MONTH = re.compile(r"\d{1,2}月")
_WITHIN = re.compile("以?之?内")
_POWER = re.compile("[十百千万亿点]")


def number_end(match: re.Match[str]) -> int:
    return max(match.end(name) for name in ("low", "more", "high"))


def number(written: str | None) -> Decimal | None:
    return parse(re.sub("[余多几来]", "", written)) if written else None


def is_quantity(text: str, match: re.Match[str]) -> bool:
    """Whether the number counts or measures: it is no part of a word, a year, a code, a name or a date."""
    start = match.start()
    if is_identifier(text, start) or says.VAGUE_BEFORE.search(text, max(0, start - 2), start) or _is_date(text, match):
        return False
    if match["low"][0].isdecimal():  # 人数680万, but 数百个
        return bool(match["unit"]) or _stands_alone(text, match)
    return _counts_in_words(text, match)


def _counts_in_words(text: str, match: re.Match[str]) -> bool:
    """Whether a number in Chinese characters counts: 三个, 一千四百余万, but not 一网, 五一, 三国, 千家, 数百."""
    if says.SEVERAL_BEFORE.search(text, max(0, match.start() - 1), match.start()):
        return False
    written, unit = match["low"], match["unit"]
    about = says.APPROXIMATE_BEFORE.search(text, max(0, match.start() - 3), match.start())
    word = says.SET_WORD.match(text, match.start())
    if word and word.end() >= match.end() and not (about and written[0] in "百千万亿"):
        return False
    if written == "一" and says.UNITS.get(unit) == "count":
        return False
    if len(written) > 1 and not _POWER.search(written):
        return False
    if unit is None:
        magnitude = len(written) >= 3 and _POWER.search(written)
        return bool(magnitude) and not says.NUMBER_FOLLOWS.match(text, match.end())
    if unit in says.WORDS_RATHER and len(written) == 1 and not match["more"]:
        return False
    return written not in "百千万亿" or bool(match["more"] or about)


def _is_date(text: str, match: re.Match[str]) -> bool:
    """2019年, 19年3月, 5日 and 10时40分 are points in time; 3年, 30日内 and 40分 measure."""
    unit = match["unit"]
    if unit == "分":
        return text[match.start() - 1 : match.start()] in ("时", "点", ":")
    if unit == "日":
        return not _WITHIN.match(text, match.end())
    value = number(match["low"]) if unit == "年" else None
    return value is not None and (value >= 1000 or bool(_MONTH.match(text, match.end())))


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a number in digits without a unit is a figure: of some magnitude, or measured and with decimals."""
    written, end = match["low"], number_end(match)
    if says.NUMBER_FOLLOWS.match(text, end):
        return False
    if re.search("[百千万亿]", written):
        return True
    measured = says.MEASURED_BEFORE.search(text, max(0, match.start() - 2), match.start())
    return bool(says.FIGURE_ENDS.match(text, end)) and (bool(measured) or "." in written)


def is_identifier(text: str, start: int) -> bool:
    return bool(says.IDENTIFIER_BEFORE.search(text, max(0, start - 12), start))
