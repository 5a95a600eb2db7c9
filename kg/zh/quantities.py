"""Quantities: numbers with their units, percentages, money, shares, ranks and ordinals.

Numbers in digits are read wherever they are no part of a date or an identifier; numbers in Chinese characters only
before a counter or a unit, because 一 and 三 begin so many words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.zh import quantity_patterns as says
from kg.zh.measures import is_identifier, is_quantity, number, number_end
from kg.zh.numerals import parse, plain
from kg.zh.script import width


@dataclass(frozen=True, slots=True)
class Quantity:
    """[start, end) in characters of the text: the number and its unit, without words like 超 or 左右.

    `value` is a plain decimal with the magnitude resolved and without trailing zeros; a percentage is given in
    percent, a share such as 三分之二 as a ratio. `upper` is the other end of a range (3—5个). `bound` is "least" or
    "most" where the text gives a limit (90%以上, 不到3天). `kind` is count, percent, money, measure, proportion, rank
    or ordinal.
    """

    start: int
    end: int
    value: str
    unit: str | None
    kind: str
    approximate: bool = False
    bound: str | None = None
    upper: str | None = None


def find(text: str, *, start: int = 0, end: int | None = None, skip: Iterable[tuple[int, int]] = ()) -> list[Quantity]:
    """All quantities of text[start:end], in order, without overlap and outside the spans of `skip` (say, of dates).

    >>> [(q.value, q.unit) for q in find("总投资3188亿元，近四成，1300余万人次，排名第44位")]
    [('318800000000', '元'), ('40', '%'), ('13000000', '人次'), ('44', '位')]
    """
    text = width(text[:end])
    if says.TRADITIONAL_SIGN.search(text):
        text = text.translate(says.TRADITIONAL)
    spans = sorted(skip)
    found: list[Quantity] = []
    at = start
    while first := says.START.search(text, at):
        place = first.start()
        while spans and spans[0][1] <= place:
            spans.pop(0)
        if spans and spans[0][0] <= place:
            at = spans[0][1]
            continue
        read = list(_at(text, place))
        found += read
        at = read[-1].end if read else _past(text, place)
    return found


def text_of(value: Decimal) -> str:
    """The number as a plain decimal string: Decimal("1E+3") is 1000, Decimal("0.50") is 0.5."""
    return f"{plain(value):f}"


def _at(text: str, place: int) -> Iterator[Quantity]:
    """What begins at `place`: one quantity, several ranks of a list, or nothing."""
    if text[place] == "第":
        yield from _ordinals(text, place)
    elif match := says.TOP.match(text, place):
        yield Quantity(place, match.end(), "2" if match[0] == "次席" else "1", None, "rank")
    elif match := says.FRACTION.match(text, place):
        yield from _fraction(text, match)
    elif match := says.PERCENT.match(text, place):
        yield from _percent(text, match)
    elif match := says.TENTHS.match(text, place):
        yield from _share(text, match)
    elif "折" in text[place : place + 5] and (match := says.DISCOUNT.match(text, place)):
        yield from _discount(text, match)
    elif match := says.AMOUNT.match(text, place):
        yield from _amount(text, match)


def _past(text: str, place: int) -> int:
    """Behind the word, or the run of digits or numerals, in which no quantity was found."""
    word = says.SET_WORD.match(text, place) or says.RUN.match(text, place)
    return word.end() if word else place + 1


def _ordinals(text: str, place: int) -> Iterator[Quantity]:
    match = says.ORDINAL.match(text, place)
    if match is None or not (kind := _kind_of_ordinal(text, match)):
        return
    parts = list(re.finditer(says.NTH, match[0]))
    values = [parse(part[0]) for part in parts]
    if None not in values:
        yield from _listed(text, match, parts, values, kind)


def _kind_of_ordinal(text: str, match: re.Match[str]) -> str | None:
    """第44位 and 居全省第一 are ranks, 第三届 is an ordinal, 第一书记 and 第一位局长 are neither."""
    counter, place = match["counter"], match.start()
    if counter and counter not in "名位":
        return "ordinal"
    ranked = says.RANKED_BEFORE.search(text, max(0, place - 8), place)
    followed = says.RANK_FOLLOWED.match(text, match.end())
    if counter:
        return "rank" if ranked or followed or match[0] not in ("第一名", "第一位") else None
    if says.RANK_MOVES.match(text, match.end()) or _is_chained(text, match):
        return "rank"
    listed = says.RANK_TALK.search(text, max(0, place - 30), place) and says.RANK_ENDS.match(text, match.end())
    return "rank" if (ranked and followed) or listed else None


def _is_chained(text: str, match: re.Match[str]) -> bool:
    """青江第一，南沅第二: a name before each of several ordinals makes them ranks."""
    before = says.RANK_CHAINED_BEFORE.search(text, max(0, match.start() - 16), match.start())
    return bool(before and says.RANK_ENDS.match(text, match.end())) or bool(
        says.RANK_CHAINED_AFTER.match(text, match.end())
    )


def _listed(
    text: str, match: re.Match[str], parts: list[re.Match[str]], values: list[Decimal | None], kind: str
) -> Iterator[Quantity]:
    """第二、第三名 is two ranks; 第一至第三位 one with an upper end."""
    base, position = match.start(), 0
    while position < len(parts):
        first = last = position
        if position + 1 < len(parts):
            gap = text[base + parts[position].end() : base + parts[position + 1].start()]
            last += bool(re.search("[至到—~-]", gap))
        start = base + parts[first].start()
        start -= text[start - 1] == "第"
        end = match.end() if last == len(parts) - 1 else base + parts[last].end()
        low, high = values[first], values[last]
        upper = text_of(high) if high is not None and last > first else None
        if low is not None:
            yield Quantity(start, end, text_of(low), match["counter"], kind, upper=upper)
        position = last + 1


def _fraction(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    below, above = parse(match["below"] or match["whole"]), parse(match["above"] or match["part"])
    if not below or above is None:
        return
    if match["below"] in ("百", "100"):
        yield _quantity(text, match.start(), match.end(), above, "%", "percent")
    else:
        yield _quantity(text, match.start(), match.end(), _ratio(above, below), None, "proportion")


def _ratio(above: Decimal, below: Decimal) -> Decimal:
    """The exact ratio if it is a short decimal (百万分之五), else four decimals (三分之二)."""
    ratio = plain(above / below)
    return ratio if len(f"{ratio:f}") <= 14 else ratio.quantize(Decimal("0.0001"))


def _discount(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    """打八折 is 80 percent of the price, 九九折 and 75折 are what they say."""
    written = match["off"]
    value = Decimal(5) if written in "对半" else parse(written)
    if value is not None:
        tenths = value < 10 and not re.fullmatch("[一二三四五六七八九]{2}", written)
        yield Quantity(match.start("off"), match.end(), text_of(value * 10 if tenths else value), "%", "percent")


def _percent(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    if is_identifier(text, match.start()):
        return
    low, high = parse(match["low"]), parse(match["high"]) if match["high"] else None
    if low is not None:
        unit = "‰" if "‰" in match["unit"] else "个百分点" if "点" in match["unit"] else "%"
        yield _quantity(text, match.start(), match.end(), low, unit, "percent", upper=high)


def _share(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    if match[0] in ("一半", "半数"):
        yield _quantity(text, match.start(), match.end(), Decimal("0.5"), None, "proportion")
    elif (share := parse(match["share"].replace("多", "").replace("余", ""))) is not None:
        more = "多" in match[0] or "余" in match[0]
        yield _quantity(text, match.start(), match.end(), share * 100, "%", "percent", more=more)


def _amount(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    start, unit = match.start(), match["unit"]
    low, high = number(match["low"]), number(match["high"])
    currency = says.CURRENCY.get(text[start - 1 : start]) if start else None
    if low is None or (match["high"] and high is None) or not (currency or is_quantity(text, match)):
        return
    kind = says.UNITS.get(unit, "measure") if unit else "money" if currency else "count"
    if unit == "届" or (unit == "次" and says.OF_MEETING.match(text, match.end())):
        kind = "ordinal"
    end = match.end() if unit else number_end(match)
    more = bool(match["more"] or re.search("[余多几来]", match["low"]))
    low = _scaled(low, match)
    yield _quantity(text, start, end, low, says.UNIT_NAMES.get(unit, unit) or currency, kind, upper=high, more=more)


def _scaled(low: Decimal, match: re.Match[str]) -> Decimal:
    """In 3至5亿元 the magnitude of the second number holds for the first one too."""
    scale = re.search("[百千万亿]+$", match["high"] or "")
    high = number(match["high"])
    if scale is None or high is None or re.search("[百千万亿]", match["low"]):
        return low
    scaled = low * (number(scale[0]) or Decimal(1))
    return scaled if scaled <= high else low


def _quantity(
    text: str,
    start: int,
    end: int,
    value: Decimal,
    unit: str | None,
    kind: str,
    *,
    upper: Decimal | None = None,
    more: bool = False,
) -> Quantity:
    if says.NEGATIVE_BEFORE.search(text, max(0, start - 2), start):
        value, start = -value, start - 1
    before = text[max(0, start - 4) : start]
    least = more or bool(says.AT_LEAST_BEFORE.search(before) or says.AT_LEAST_AFTER.match(text, end))
    most = bool(says.AT_MOST_BEFORE.search(before) or says.AT_MOST_AFTER.match(text, end))
    about = least or most or bool(says.APPROXIMATE_BEFORE.search(before) or says.APPROXIMATE_AFTER.match(text, end))
    bound = "least" if least else "most" if most else None
    high = None if upper is None else text_of(upper)
    return Quantity(start, end, text_of(value), unit, kind, about, bound, high)
