"""Where a sentence was broken to fit a width: by hand, by a mail program, by the lines of a PDF."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files

from kg.clean.lines import Line

# A wrapped line may fall short of the full width by a character that may not begin the next, and by an odd column.
_SLACK = 4
# In columns. Narrower lines are verse, lists and captions, wider ones paragraphs: neither was wrapped by hand.
_NARROWEST, _WIDEST = 40, 200

_SENTENCE_END = re.compile("[。！？；：…!?;:][”’）》】)]*$")
_WIDE = re.compile("[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60“”‘’—…]")

_HYPHENATED = re.compile(r"[a-z]-$")


def wrapped(text: str, lines: list[Line], *, printed: bool = False) -> set[int]:
    """Numbers of the lines that a full width broke inside a sentence: the next line goes on where they end.

    Full is what the widest lines have in common: of hard-wrapped text many lines are as wide, of paragraphs none. Where
    the lines were `printed` (a PDF), it is the commonest width, since headings may be wider.
    """
    columns = [line.end - line.start + len(_WIDE.findall(text, line.start, line.end)) for line in lines]
    filled = sum(map(bool, columns))
    width = _commonest(columns) if printed else max(columns, default=0)
    full = [at for at, wide in enumerate(columns) if max(width - _SLACK, _NARROWEST) <= wide <= width]
    if len(full) < max(2, filled / 5) or width > _WIDEST:
        return set()
    return {at for at in full if at + 1 < len(lines) and _goes_on(text, lines[at], lines[at + 1])}


def _goes_on(text: str, line: Line, following: Line) -> bool:
    if line.end == line.start or following.end == following.start:
        return False
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
