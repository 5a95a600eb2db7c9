"""Article → Clean: what to read of an article, in one notation, with the way back to the original offsets.

Four steps, each of which either keeps every length or only leaves characters out, so that the way back is a matter of
slicing: invisible characters go; the notation is folded one to one; lines that are no part of the article go; a
sentence that was wrapped by hand is joined.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from array import array
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kg.model import Article, Clean

# A wrapped line may fall short of the full width by a character that may not begin the next, and by an odd column.
_SLACK = 4
# In columns. Narrower lines are verse, lists and captions, wider ones paragraphs: neither was wrapped by hand.
_NARROWEST, _WIDEST = 40, 200

# Zero-width and format characters, bidirectional controls, soft hyphen, BOM, the control characters of ASCII.
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
                        "\x00-\x08\x0e-\x1f\x7f]+|\r(?=\n)")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
_CHINESE = _HAN + "“”‘’《》〈〉（）【】，。、；：？！…—"
_BRACKETS = re.compile(r"[(（]([^()（）\n]*)[)）]")
_LOOSE_BRACKET = re.compile(f"(?<=[{_CHINESE}])[()]|[()](?=[{_CHINESE}])")
_QUOTED = re.compile(rf"(?<![A-Za-z])'([^'\n]*[{_HAN}][^'\n]*)'")
# Two question marks between Chinese characters are a dash that an encoding lost: no notation of ours.
_POINT = re.compile(rf"(?<=[{_HAN}])\?\?(?=[{_HAN}])|((?<=[{_CHINESE}%])[,;:?!]+|[,;:?!]+(?=[{_CHINESE}]))")
_WIDE_POINTS = str.maketrans(",;:?!", "，；：？！")
_STOP = re.compile(rf"(?<=[{_HAN}）”’》])\.(?=[”’]?(?:\n|$))")
_CLOCK = re.compile(r"(?<=\d)：(?=\d)")
_BLANK_AFTER_POINT = re.compile("(?<=[，。、；：？！]) +")
_SENTENCE_END = re.compile("[。！？；：…!?;:][”’）》】)]*$")
_WIDE = re.compile("[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60“”‘’—…]")


class _Line(NamedTuple):
    """A line without its surrounding blanks, [start, end) of the folded text; `stop` is where its line break stands."""

    start: int
    end: int
    stop: int


class _Data(NamedTuple):
    """What data/clean.toml says, ready to match."""

    longest: int
    lines: re.Pattern[str]
    tails: re.Pattern[str]
    openers: re.Pattern[str]


def clean(article: Article) -> Clean:
    """What to read of the article; an article of blanks gives the empty text.

    >>> clean(Article("a", "２０１７年,广东省(粤)\\r\\n责任编辑：某某")).text
    '2017年，广东省（粤）'
    """
    visible = list(_outside(_INVISIBLE.finditer(article.text), 0, len(article.text)))
    folded = _fold("".join(article.text[start:end] for start, end in visible))
    kept = list(_kept(folded))
    text = "".join(folded[start:end] for start, end in kept)
    origin = array("q")
    for start, end in visible:
        origin.extend(range(start, end))
    starts = array("q")
    for start, end in kept:
        starts.extend(origin[start:end])
    return Clean(article, text, starts, array("q", [start + 1 for start in starts]))


def _outside(holes: Iterator[re.Match[str]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of [start, end) that no hole covers."""
    for hole in holes:
        yield start, hole.start()
        start = hole.end()
    yield start, end


def _fold(text: str) -> str:
    """One notation, character for character."""
    text = text.translate(_notation())
    if '"' in text:
        text = "\n".join(_pair_quotes(line) for line in text.split("\n"))
    text = _QUOTED.sub(r"‘\1’", text)
    text = _BRACKETS.sub(_widen_brackets, text)
    text = _LOOSE_BRACKET.sub(lambda found: "（" if found[0] == "(" else "）", text)
    text = _POINT.sub(lambda found: found[1].translate(_WIDE_POINTS) if found[1] else found[0], text)
    return _CLOCK.sub(":", _STOP.sub("。", text))


@cache
def _notation() -> dict[int, str]:
    """Full-width letters, digits and signs, radicals and compatibility characters → the plain character."""
    plain = {0x3000: " ", 0x00A0: " ", 0x0009: " ", 0x202F: " ", 0x205F: " ", 0x000B: "\n", 0x000C: "\n",
             0x0085: "\n", 0x2028: "\n", 0x2029: "\n", 0x000D: "\n", ord("｡"): "。", ord("､"): "、"}
    plain |= dict.fromkeys(range(0x2000, 0x200B), " ")
    plain |= dict(zip(map(ord, "「」『』﹁﹂﹃﹄"), "“”‘’“”‘’", strict=True))
    chinese = {ord(point) for point in "，；：？！（）"}
    for code in (*range(0xFF01, 0xFF5F), *range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0x2E80, 0x2F00)):
        single = unicodedata.normalize("NFKC", chr(code))
        if code not in chinese and len(single) == 1 and single != chr(code):
            plain[code] = single
    return plain


def _pair_quotes(line: str) -> str:
    """Straight double quotes open and close in turn."""
    parts = line.split('"')
    return parts[0] + "".join("“”"[at % 2] + part for at, part in enumerate(parts[1:]))


def _widen_brackets(found: re.Match[str]) -> str:
    text, start, end = found.string, found.start(), found.end()
    around = text[max(start - 1, 0):start] + found[1] + text[end:end + 1]
    mixed = (found[0][0] == "(") != (found[0][-1] == ")")
    return f"（{found[1]}）" if mixed or re.search(f"[{_CHINESE}]", around) else found[0]


def _kept(text: str) -> Iterator[tuple[int, int]]:
    """The parts of the folded text that are read, from the first character of the article to the last."""
    lines = _article_lines(text)
    wrapped = _wrapped(text, lines)
    for at, line in enumerate(lines):
        yield from _outside(_BLANK_AFTER_POINT.finditer(text, line.start, line.end), line.start, line.end)
        if at + 1 < len(lines) and at not in wrapped:
            yield line.stop, line.stop + 1


def _article_lines(text: str) -> list[_Line]:
    """Every line that is no boilerplate, without its tail; blank lines too, but none at either end of the article."""
    data = _data()
    lines: list[_Line] = []
    stop = -1
    for raw in text.split("\n"):
        start, stop = stop + 1, stop + 1 + len(raw)
        body = raw.strip(" ")
        if 0 < len(body) <= data.longest and data.lines.fullmatch(body):
            continue
        first = start + len(raw) - len(raw.lstrip(" ")) if body else start
        body = _without_tail(body, data.tails)
        if body or lines:
            lines.append(_Line(first, first + len(body), stop))
    while lines and lines[-1].start == lines[-1].end:
        lines.pop()
    return lines


def _without_tail(body: str, tails: re.Pattern[str]) -> str:
    found = tails.search(body, max(len(body) - 60, 0))
    return body[:found.start()].rstrip(" ") if found else body


def _wrapped(text: str, lines: list[_Line]) -> set[int]:
    """Numbers of the lines that a full width broke inside a sentence: the next line goes on where they end.

    Full is what the widest lines have in common: of hard-wrapped text many lines are as wide, of paragraphs none.
    """
    columns = [line.end - line.start + len(_WIDE.findall(text, line.start, line.end)) for line in lines]
    filled = sum(map(bool, columns))
    width = max(columns, default=0)
    full = [at for at, wide in enumerate(columns) if wide >= max(width - _SLACK, _NARROWEST)]
    if len(full) < max(2, filled / 5) or width > _WIDEST:
        return set()
    return {at for at in full if at + 1 < len(lines) and _goes_on(text, lines[at], lines[at + 1])}


def _goes_on(text: str, line: _Line, following: _Line) -> bool:
    if line.end == line.start or following.end == following.start:
        return False
    latin = text[line.end - 1].isascii() and text[following.start].isascii()
    ended = _SENTENCE_END.search(text, max(line.end - 8, line.start), line.end)
    return not (latin or ended or _data().openers.match(text, following.start, following.end))


@cache
def _data() -> _Data:
    raw = tomllib.loads((files("kg") / "data" / "clean.toml").read_text("utf-8"))
    lines, tails = ("|".join(f"(?:{pattern})" for pattern in raw[name]) for name in ("lines", "tails"))
    return _Data(raw["longest"], re.compile(lines, re.I), re.compile(f"(?:{tails})$"), re.compile(raw["openers"]))
