"""One notation, character for character: the length of a text never changes, so that offsets stay."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

_HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
CHINESE = _HAN + "“”‘’《》〈〉（）【】，。、；：？！…—"
_BRACKETS = re.compile(r"[(（]([^()（）\n]*)[)）]")
_LOOSE_BRACKET = re.compile(f"(?<=[{CHINESE}])[()]|[()](?=[{CHINESE}])")
_QUOTED = re.compile(r"(?<![A-Za-z])'([^'\n]*+)'")
_CHINESE = re.compile(f"[{_HAN}]")
# Two question marks between Chinese characters are a dash that an encoding lost: no notation of ours.
_POINT = re.compile(rf"(?<=[{_HAN}])\?\?(?=[{_HAN}])|((?<=[{CHINESE}%])[,;:?!]++|(?<![,;:?!])[,;:?!]++(?=[{CHINESE}]))")
_WIDE_POINTS = str.maketrans(",;:?!", "，；：？！")
_STOP = re.compile(rf"(?<=[{_HAN}）”’》])\.(?=[”’]?(?:\n|$))")
# The tab between two cells of a row (Word, web pages) parts them as Markdown's bar does.
_CELLS = re.compile(r"(?<=\S)\t(?=\S)")
_CLOCK = re.compile(r"(?<=\d)：(?=\d)")


def fold(text: str) -> str:
    """One notation, character for character."""
    text = _CELLS.sub("|", text).translate(_notation())
    if '"' in text:
        text = "\n".join(_pair_quotes(line) for line in text.split("\n"))
    text = _QUOTED.sub(lambda found: f"‘{found[1]}’" if _CHINESE.search(found[1]) else found[0], text)
    text = _BRACKETS.sub(_widen_brackets, text)
    text = _LOOSE_BRACKET.sub(lambda found: "（" if found[0] == "(" else "）", text)
    text = _POINT.sub(lambda found: found[1].translate(_WIDE_POINTS) if found[1] else found[0], text)
    return _CLOCK.sub(":", _STOP.sub("。", text))


@cache
def _notation() -> dict[int, str]:
    """Full-width letters, digits and signs, radicals and compatibility characters → the plain character."""
    raw = tomllib.loads((files("kg") / "data" / "clean.toml").read_text("utf-8"))
    plain = {0x3000: " ", 0x00A0: " ", 0x0009: " ", 0x202F: " ", 0x205F: " ", 0x000B: "\n", 0x000C: "\n",
             0x0085: "\n", 0x2028: "\n", 0x2029: "\n", 0x000D: "\n", ord("｡"): "。", ord("､"): "、"}
    plain |= dict.fromkeys(range(0x2000, 0x200B), " ")
    plain |= dict(zip(map(ord, "「」『』﹁﹂﹃﹄"), "“”‘’“”‘’", strict=True))
    chinese = {ord(point) for point in "，；：？！（）"}
    for code in (*range(0xFF01, 0xFF5F), *range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0x2E80, 0x2F00)):
        single = unicodedata.normalize("NFKC", chr(code))
        if code not in chinese and len(single) == 1 and single != chr(code):
            plain[code] = single
    return {ord(pair[0]): pair[1] for pair in raw["radicals"].split()} | plain


def _pair_quotes(line: str) -> str:
    """Straight double quotes open and close in turn."""
    parts = line.split('"')
    return parts[0] + "".join("“”"[at % 2] + part for at, part in enumerate(parts[1:]))


def _widen_brackets(found: re.Match[str]) -> str:
    text, start, end = found.string, found.start(), found.end()
    around = text[max(start - 1, 0):start] + found[1] + text[end:end + 1]
    mixed = (found[0][0] == "(") != (found[0][-1] == ")")
    return f"（{found[1]}）" if mixed or re.search(f"[{CHINESE}]", around) else found[0]
