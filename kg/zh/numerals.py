"""Numerals: Chinese, Arabic and mixed, to a Decimal and back.

Grammar: a numeral is a sign, a mantissa and powers of ten; 万 and 亿 multiply all that stands before them, 十百千 the
digit before them. A last digit right behind a power stands for the next lower one (两千四百五 is 2450).
"""

from __future__ import annotations

import re
from decimal import Decimal

LONGEST = 48
"""Characters of the longest numeral that is read; longer runs are identifiers, not numbers."""

_DIGIT_VALUES = (*range(10), 0, 0, 2, 1, 2, 2, 3, 3, 4, 5, 6, 6, 7, 8, 9)
DIGITS = dict(zip("〇一二三四五六七八九零○两壹贰貳叁參肆伍陆陸柒捌玖", _DIGIT_VALUES, strict=True))
_FORMAL = dict(zip("萬億點兩倆拾佰仟負", "万亿点两两十百千负", strict=True))
_VARIANTS = str.maketrans(_FORMAL | {"廿": "二十", "卅": "三十"})
_SOME = re.compile("(?<=[0-9一二两三四五六七八九十百千零])[余餘多几幾来](?=[百千万亿]|$)")
_SLASH = re.compile(r"(?:(\d{1,9}) +)?(\d{1,9})/(\d{1,9})")
_TENS = {"十": 10, "百": 100, "千": 1000}
_ARABIC = re.compile(r"\d{1,3}(?:,\d{3}){1,8}(?:\.\d{1,20})?|\d{1,30}(?:\.\d{1,20})?")
_DIGIT_STRING = re.compile(r"[〇零○一二两三四五六七八九壹贰叁肆伍陆柒捌玖]{2,30}")
_FRACTION = re.compile(r"([^分又]{1,20})分之([^分之又]{1,20})")
_MIXED = re.compile(r"([^又分]{1,20})又([^又]{3,40})")
_TENTHS = re.compile(r"([^成]{1,12})成([半一二三四五六七八九])?")
_NAMES = "零〇一二三四五六七八九"


def parse(text: str) -> Decimal | None:
    """The number that the whole of `text` writes, or None if it is no numeral.

    Shares are ratios: 百分之九十六点五 is 0.965, 96.5% is 0.965, 八成 is 0.8, 半 is 0.5, 3/4 is 0.75. With 余, 多 or 几
    it is the least that is meant: 一千多万 is 10000000.

    >>> parse("一亿二千万"), parse("三点五亿"), parse("12.5万"), parse("二〇一九")
    (Decimal('120000000'), Decimal('350000000'), Decimal('125000'), Decimal('2019'))
    """
    if len(text) <= LONGEST and (match := _SLASH.fullmatch(text)):
        return plain(Decimal(match[1] or 0) + Decimal(match[2]) / Decimal(match[3])) if int(match[3]) else None
    written = _SOME.sub("", text[: LONGEST + 1].replace(" ", "").translate(_VARIANTS))
    if not written or len(written) > LONGEST:
        return None
    if written[0] in "负-−+":
        value = parse(written[1:]) if written[1:2] not in tuple("负-−+") else None
        return None if value is None else plain(value if written[0] == "+" else -value)
    value = _share(written)
    return _plain_or_none(_whole(written) if value is None else value)


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent: 1E+7 becomes 10000000."""
    written = f"{value:f}"
    return Decimal(written.rstrip("0").rstrip(".") if "." in written else written)


def write(number: int) -> str:
    """The Chinese numeral of a whole number: 20 is 二十, 10005 is 一万零五. `parse` is its inverse.

    Raises ValueError from 10**16 on, where usage is not settled.
    """
    if abs(number) >= 10**16:
        raise ValueError(f"{number} has no settled Chinese numeral: give a number below 10**16")
    if number < 0:
        return "负" + write(-number)
    if number == 0:
        return "零"
    written = _write_below_square(number)
    return written[1:] if written.startswith("一十") else written


def _write_below_square(number: int) -> str:
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= unit:
            high, low = divmod(number, unit)
            gap = "零" if low and low < unit // 10 else ""
            return _write_below_square(high) + name + gap + (_write_below_square(low) if low else "")
    return _NAMES[number + 1] if number else ""


def _plain_or_none(value: Decimal | None) -> Decimal | None:
    return None if value is None else plain(value)


def _share(written: str) -> Decimal | None:
    if written == "半":
        return Decimal("0.5")
    if written[-1] in "%‰":
        value = _whole(written[:-1])
        return None if value is None else plain(value / (100 if written[-1] == "%" else 1000))
    if match := _TENTHS.fullmatch(written):
        value = _whole(match[1])
        last = {None: 0, "半": 5}.get(match[2]) if match[2] in (None, "半") else DIGITS[match[2]]
        return None if value is None else plain(value / 10 + Decimal(last or 0) / 100)
    if match := _MIXED.fullmatch(written):
        whole, part = _whole(match[1]), _share(match[2])
        return None if whole is None or part is None else plain(whole + part)
    if match := _FRACTION.fullmatch(written):
        below, above = _whole(match[1]), _whole(match[2])
        return None if not below or above is None else plain(above / below)
    return None


def _whole(written: str) -> Decimal | None:
    if not written:
        return None
    if _ARABIC.fullmatch(written):
        return Decimal(written.replace(",", ""))
    if _DIGIT_STRING.fullmatch(written):
        return Decimal("".join(str(DIGITS[digit]) for digit in written))
    for name, unit in (("兆", 10**12), ("亿", 10**8), ("万", 10**4)):
        if name in written:
            return _around(written, name, unit)
    return _section(written)


def _around(written: str, name: str, unit: int) -> Decimal | None:
    """A numeral that contains 万 or 亿: what stands before the last of them times the unit, plus what follows."""
    head, _, tail = written.rpartition(name)
    high = _whole(head) if head else Decimal(1)
    if high is None or not tail:
        return None if high is None else high * unit
    if len(tail) == 1 and tail in DIGITS:
        return high * unit + Decimal(DIGITS[tail]) * unit / 10
    low = _with_decimals(Decimal(0), tail[1:]) if tail[0] == "点" else _whole(tail.lstrip("零〇"))
    return None if low is None or low >= unit else high * unit + low


def _section(written: str) -> Decimal | None:
    """A numeral below 万, with decimals behind 点: 三千零五, 十二点五, 3千."""
    head, point, decimals = written.partition("点")
    if point:
        return _with_decimals(_section(head) if head else None, decimals)
    total, pending, last = Decimal(0), None, 10000
    for token in re.findall(r"\d{1,30}(?:\.\d{1,20})?|.", head):
        if token in _TENS:
            if _TENS[token] >= last:
                return None
            last = _TENS[token]
            total += (pending or Decimal(1)) * last
            pending = None
        elif token in DIGITS or token[0].isdecimal():
            if pending:
                return None
            pending = Decimal(DIGITS[token]) if token in DIGITS else Decimal(token)
        else:
            return None
    if pending and pending < 10 and 100 <= last < 10000 and not re.search("[零〇]", head[-2:]):
        pending *= last // 10
    return total + (pending or 0)


def _with_decimals(whole: Decimal | None, decimals: str) -> Decimal | None:
    if whole is None or not decimals or any(digit not in DIGITS or DIGITS[digit] > 9 for digit in decimals):
        return None
    return whole + Decimal("0." + "".join(str(DIGITS[digit]) for digit in decimals))
