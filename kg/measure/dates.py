"""Dates: the right interval for the date cases of Recognizers-Text and of JioNLP.

Recognizers-Text (microsoft/Recognizers-Text, Specs/DateTime/Chinese, MIT) gives each case with the day it is read on
and two resolutions, of the future and of the past; its ends are now the last day, now the day after: either counts.
JioNLP's cases (dongrixinyu/JioNLP, test/test_time_parser.py, Apache-2.0) stand in tests/zh/jionlp_times.tsv with the
kind of each; what no report contains (clock times and the like) is told apart there and does not count.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kg.measure.row import SPECS, Row, share
from kg.zh import dates

Days = tuple[date, date]
NO_DAY = {(date.min, date.min)}


def measure(data: Path) -> Iterator[Row]:
    """Shares of cases in which a date with the right first and last day is found."""
    yield from share("dates: Recognizers-Text date and date range", recognizers(data / "time"), floor=0.75, goal=0.92)
    yield from share("dates: JioNLP, as in reports", jionlp(SPECS / "jionlp_times.tsv"), floor=0.85, goal=0.96)


def recognizers(folder: Path) -> Iterator[bool]:
    """Whether each case is read right; a day that does not exist (there 0001-01-01) must not be found."""
    for name in ("DateParser", "DatePeriodParser"):
        path = folder / f"recognizers_{name}.json"
        cases = json.loads(path.read_text(encoding="utf-8-sig")) if path.exists() else []
        for case in cases:
            anchor = case["Context"]["ReferenceDateTime"][:10]
            found = set(days_found(case["Input"], anchor))
            wanted = [set(_resolutions(result)) for result in case["Results"]]
            if all(wanted):
                yield all(found & days or (days == NO_DAY and not found) for days in wanted)


def days_found(text: str, anchor: str) -> Iterable[Days]:
    return ((found.first, found.last) for found in dates.find(text, anchor=anchor))


def _resolutions(result: dict[str, Any]) -> Iterator[Days]:
    """Both resolutions, with the end as given, without it, and, where the text names it (2016到2018), with its year."""
    value = result["Value"]
    for reading in filter(None, (value["FutureResolution"], value["PastResolution"])):
        first = date.fromisoformat(reading.get("date") or reading["startDate"])
        last = date.fromisoformat(reading.get("date") or reading["endDate"])
        yield first, last
        if last > first:
            yield first, last - timedelta(days=1)
        if value["Timex"].endswith("Y)") and re.search("[到至与前-]", result["Text"]):
            yield first, date(last.year, 12, 31)


def jionlp(path: Path) -> Iterator[bool]:
    """Columns: kind, anchor, text, first day, last day."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for line in lines:
        if line.startswith("report\t"):
            _, anchor, text, first, last = line.split("\t")
            yield (date.fromisoformat(first), date.fromisoformat(last)) in set(days_found(text, anchor))
