"""Which lines of a text are the article: web boilerplate, page numbers and running heads are not read."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import zip_longest
from typing import NamedTuple

_MARGIN = 2  # lines at either end of a page that may be its running head or foot
_RUNNING = 3  # pages that such a line stands on, at least, and half of all
_NUMBER = re.compile(r"(?a:(\d{1,9}))")
YEAR = re.compile(r"(?:19|20)\d\d")
"""A line that is read and is no more than this belongs to a date that goes on in the next."""


class Line(NamedTuple):
    """A line without its surrounding blanks, [start, end) of the folded text; `stop` is where its line break stands."""

    start: int
    end: int
    stop: int


class _Data(NamedTuple):
    """What data/clean.toml says, ready to match."""

    longest: int
    lines: re.Pattern[str]
    tails: re.Pattern[str]


def article_lines(text: str, pages: Sequence[int]) -> list[Line]:
    """Every line that is no boilerplate, without its tail; blank lines too, but none at either end of the article.

    `pages` are the offsets of the line breaks that end a page. After each but the last, blank lines are left out too: a
    sentence goes on there.
    """
    data = _data()
    lines: list[Line] = []
    read = list(_without_running(text, list(_split(text)), set(pages)))
    for line, following in zip_longest(read, read[1:]):
        body = text[line.start : line.end]
        if 0 < len(body) <= data.longest and data.lines.fullmatch(body) and not _is_year(text, line, following):
            continue
        end = line.start + len(_without_tail(body, data.tails))
        if end > line.start or lines:
            lines.append(Line(line.start, end, line.stop))
    while lines and lines[-1].start == lines[-1].end:
        lines.pop()
    return lines


def _is_year(text: str, line: Line, following: Line | None) -> bool:
    """Is a line of a number alone the year of a date that goes on in the next (2021, 年底), and no page number?"""
    goes_on = following is not None and text.startswith("年", following.start)
    before = text[max(line.start - 40, 0) : line.start].rstrip()
    return bool(goes_on and YEAR.fullmatch(text, line.start, line.end)) and not before[-1:].isdigit()


def _split(text: str) -> Iterator[Line]:
    stop = -1
    for raw in text.split("\n"):
        start, stop = stop + 1, stop + 1 + len(raw)
        first = start + len(raw) - len(raw.lstrip(" "))
        yield Line(first, first + len(raw.strip(" ")), stop) if raw.strip(" ") else Line(start, start, stop)


def _without_running(text: str, lines: list[Line], pages: set[int]) -> Iterator[Line]:
    """The lines but those that head or foot page after page, whatever the numbers in them, or two pages alike."""
    if not pages:
        yield from lines
        return
    paged = list(_paged(lines, pages))
    keys = {line: re.sub(r"\d+|\s+", "", text[line.start : line.end]) for page in paged for line in _margins(page)}
    often = Counter(keys[line] for page in paged for line in _margins(page))
    least = max(_RUNNING, len(paged) / 2)
    twins = {line for apart in (1, 2) for page, other in zip(paged, paged[apart:], strict=False)
             for pair in _twins(text, page, other, apart) for line in pair}  # fmt: skip
    yield from (line for line in lines if line not in twins and (often[keys.get(line, "")] < least or line not in keys))


def _twins(text: str, page: list[Line], other: list[Line], apart: int) -> Iterator[tuple[Line, Line]]:
    """The lines at the ends of two pages so far apart that are the same but for their page numbers: left and right
    pages may have each their own heads."""
    for places in (range(_MARGIN), range(-1, -1 - _MARGIN, -1)):
        for at in places:
            if max(at, -1 - at) >= min(len(page), len(other)):
                break
            line, same = page[at], other[at]
            if not _same_but_numbered(text[line.start : line.end], text[same.start : same.end], apart):
                break
            yield line, same


def _same_but_numbered(line: str, other: str, apart: int) -> bool:
    """Are the two lines the same, but for a number that goes on by `apart`?"""
    pieces = list(zip(*(_NUMBER.split(each) for each in (line, other)), strict=False))
    alike = len(_NUMBER.findall(line)) == len(_NUMBER.findall(other))
    return alike and all(a == b or (a.isdigit() and b.isdigit() and int(b) - int(a) == apart) for a, b in pieces)


def _paged(lines: list[Line], pages: set[int]) -> Iterator[list[Line]]:
    page: list[Line] = []
    for line in lines:
        if line.end > line.start:
            page.append(line)
        if line.stop in pages:
            yield page
            page = []
    yield page


def _margins(page: list[Line]) -> set[Line]:
    return {*page[:_MARGIN], *page[-_MARGIN:]}


def _without_tail(body: str, tails: re.Pattern[str]) -> str:
    found = tails.search(body, max(len(body) - 60, 0))
    return body[: found.start()].rstrip(" ") if found else body


@cache
def _data() -> _Data:
    raw = tomllib.loads((files("kg") / "data" / "clean.toml").read_text("utf-8"))
    lines, tails = ("|".join(f"(?:{pattern})" for pattern in raw[name]) for name in ("lines", "tails"))
    return _Data(raw["longest"], re.compile(lines, re.I), re.compile(f"(?:{tails})$"))
