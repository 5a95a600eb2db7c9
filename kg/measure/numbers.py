"""Numbers: the numerals and percentages of Recognizers-Text (microsoft/Recognizers-Text, Specs/Number/Chinese, MIT).

The issue sets no mark for numbers; floor and goal are this project's own. Sentences whose characters are set apart by
spaces (六   个 百 分点), as no report writes them, do not count.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.measure.row import Row, share
from kg.zh import numerals, quantities
from kg.zh.script import width


def measure(data: Path) -> Iterator[Row]:
    """The value of a numeral, its words given; percentages found in their sentence with the right value."""
    folder = data / "numbers"
    yield from share("numbers: Recognizers-Text numerals", _numerals(folder), floor=0.85, goal=0.95)
    yield from share("numbers: Recognizers-Text percentages", _percentages(folder), floor=0.7, goal=0.9)


def _numerals(folder: Path) -> Iterator[bool]:
    for case in _cases(folder / "NumberModel.json"):
        for result in case["Results"]:
            value = numerals.parse(width(result["Text"]))
            yield value is not None and _near(value, Decimal(result["Resolution"]["value"]))


def _percentages(folder: Path) -> Iterator[bool]:
    cases = _cases(folder / "PercentModel.json")
    for case in (case for case in cases if not re.search(r"\S +\S", case["Input"])):
        wanted = [Decimal(result["Resolution"]["value"].rstrip("%")) for result in case["Results"]]
        found = [value for quantity in quantities.find(case["Input"]) for value in _percent(quantity)]
        yield len(found) == len(wanted) and all(map(_near, found, wanted))


def _percent(found: quantities.Quantity) -> Iterable[Decimal]:
    if found.kind == "percent":
        yield Decimal(found.value) / (10 if found.unit == "‰" else 1)
    elif found.kind == "proportion":
        yield Decimal(found.value) * 100


def _near(value: Decimal, wanted: Decimal) -> bool:
    """Recognizers-Text rounds to 15 digits."""
    return abs(value - wanted) <= abs(wanted) * Decimal("1e-13")


def _cases(path: Path) -> Iterable[dict[str, Any]]:
    return json.loads(path.read_text(encoding="utf-8-sig")) if path.exists() else []
