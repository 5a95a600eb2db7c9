"""Where a sentence was broken to fit a width: by hand, by a mail program, by the lines of a PDF."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from kg.clean.lines import YEAR, Line

# A wrapped line may fall short of the full width by a character that may not begin the next, and by an odd column.
_SLACK = 4
# In columns. Narrower lines are verse, lists and captions, wider ones paragraphs: neither was wrapped by hand.
_NARROWEST, _WIDEST = 40, 200
_SHORTEST, _LONGEST = 10, 100  # in characters, where lines of prose have all as many

_SENTENCE_END = re.compile("[。！？；：…!?;:][”’）》】)]*$")
_WIDE = re.compile("[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60“”‘’—…]")
_POINT = re.compile("[，。；]")

# What is surely not the end of a sentence, and what is surely not the beginning of one; a date in two parts.
_UNFINISHED = re.compile("[，、（《〈“‘【]$")
_CONTINUED = re.compile("[，。、；：？！）》〉”’】%]")
_BROKEN = re.compile(r"\d\n[年月日时%％亿万元]|\d[年月]\n\d{1,2}[月日]")
# A date and a comma open a sentence and no heading, so that its line ends within it.
_DATED = re.compile(r"(?:(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|日前|近日)，[^。！？；]+$")

_HYPHENATED = re.compile(r"[a-z]-$")


def wrapped(text: str, lines: list[Line], pages: Sequence[int] = (), *, printed: bool = False) -> set[int]:
    """Numbers of the lines that were broken inside a sentence: the next line goes on where they end.

    So is a line of full width. Full is what the widest lines have in common: of hard-wrapped text many lines are as
    wide, of paragraphs none. Where the lines were `printed` (a PDF), it is the commonest width, since headings may be
    wider. And so is, whatever its width, a line that ends within a clause, and what follows up to the sentence's end;
    at the end of a page (`pages`: offsets of their ends) a comma is enough.
    """
    full = {*_as_wide(text, lines, printed=printed), *_as_long(text, lines)}
    within = False
    broken: set[int] = set()
    for at, (line, following) in enumerate(pairwise(lines)):
        if not _goes_on(text, line, following):
            within = False
        elif at in full or within or _surely(text, line, following, pages):
            broken.add(at)
            within = _last_end(text, following) < 0
    return broken


def _as_wide(text: str, lines: list[Line], *, printed: bool) -> list[int]:
    columns = [line.end - line.start + len(_WIDE.findall(text, line.start, line.end)) for line in lines]
    width = _commonest(columns) if printed else max(columns, default=0)
    full = [at for at, wide in enumerate(columns) if max(width - _SLACK, _NARROWEST) <= wide <= width]
    return full if len(full) >= max(2, sum(map(bool, columns)) / 5) and width <= _WIDEST else []


def _as_long(text: str, lines: list[Line]) -> list[int]:
    """Lines of prose that hold the same number of characters, as a program breaks them."""
    lengths = [line.end - line.start for line in lines]
    width = max(lengths, default=0)
    full = [at for at, length in enumerate(lengths) if length == width]
    prose = sum(_POINT.search(text, lines[at].start, lines[at].end - 1) is not None for at in full)
    enough = len(full) >= max(2, sum(map(bool, lengths)) / 3) and 2 * prose >= len(full)
    return full if enough and _SHORTEST <= width <= _LONGEST else []


def _surely(text: str, line: Line, following: Line, pages: Sequence[int]) -> bool:
    """Does the line end within a sentence, whatever its width?"""
    turns = bisect_left(pages, line.end) < bisect_left(pages, following.start)
    last = _last_end(text, line)  # a heading has no full stop and then a comma, and ends no page
    around = f"{text[max(line.end - 2, line.start):line.end]}\n{text[following.start:following.start + 3]}"
    return bool(
        _UNFINISHED.search(text, line.end - 1, line.end)
        or _CONTINUED.match(text, following.start, following.end)
        or _BROKEN.search(around)
        or _is_rest(text, line, following)
        or YEAR.fullmatch(text, following.start, following.end)
        or ((last >= 0 or turns) and text.find("，", max(last, line.start), line.end) >= 0)
    )


def _is_rest(text: str, line: Line, following: Line) -> bool:
    """Is the next line the rest of a sentence that opens with a date, up to its end?"""
    opened = _DATED.match(text, line.start, line.end)
    return bool(opened) and text[following.start].isalpha() and text[following.end - 1] == "。"


def _last_end(text: str, line: Line) -> int:
    """Where the last sentence within a line ends, -1 where none does."""
    return max(text.rfind(point, line.start, line.end) for point in "。！？；")


def _goes_on(text: str, line: Line, following: Line) -> bool:
    if line.end == line.start or following.end == following.start:
        return False
    if all(text.find("|", part.start, part.end) >= 0 for part in (line, following)):
        return False  # rows of a table
    latin = text[line.end - 1].isascii() and text[following.start].isascii()
    ended = _SENTENCE_END.search(text, max(line.end - 8, line.start), line.end)
    return not (latin or ended or _openers().match(text, following.start, following.end))


def hyphenated(text: str, line: Line, following: Line) -> bool:
    """Was a Latin word broken between the two lines (govern-, ment)?"""
    ends = _HYPHENATED.search(text, max(line.end - 2, line.start), line.end)
    return bool(ends) and following.end > following.start and "a" <= text[following.start] <= "z"


def _commonest(columns: list[int]) -> int:
    """The width that most lines fill, within the slack; the greatest of those."""
    often = Counter(wide for wide in columns if wide >= _NARROWEST)
    return max(often, key=lambda width: (sum(often[width - short] for short in range(_SLACK + 1)), width), default=0)


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(tomllib.loads((files("kg") / "data" / "clean.toml").read_text("utf-8"))["openers"])
