"""Characters: full-width and half-width forms, the two scripts, and the form in which two names are compared."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files

_KEPT = "！（），：；？"
_WIDE_TO_NARROW = {
    code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT
} | {0x3000: 0x20, 0x00A0: 0x20}
_WIDE = re.compile(f"[{''.join(map(chr, _WIDE_TO_NARROW))}]")
_HAN = re.compile(r"[\u2e80-\u2fdf\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_IGNORED_IN_NAMES = re.compile(r"[\s《》〈〉“”‘’\"'「」『』]+")


def width(text: str) -> str:
    """The same text with full-width letters, digits and signs made half-width, one character for one.

    Chinese punctuation （，。：；！？） keeps its form. Offsets of the result are offsets of `text`.

    >>> width("２０１６年１月，Ａ股涨１．５％")
    '2016年1月，A股涨1.5%'
    """
    return text.translate(_WIDE_TO_NARROW) if _WIDE.search(text) else text


def language(text: str) -> str:
    """The language tag of a name: "zh-hans" if it has a Chinese character, else "en".

    >>> language("粤省事"), language("iCloud")
    ('zh-hans', 'en')
    """
    return "zh-hans" if _HAN.search(text) else "en"


def fold(name: str) -> str:
    """The form in which names are compared: NFKC, no white space, no book or quotation marks, case folded.

    >>> fold("“互联网＋ 政务服务”") == fold("互联网+政务服务")
    True
    """
    return _IGNORED_IN_NAMES.sub("", unicodedata.normalize("NFKC", name)).casefold()


def traditional(text: str) -> bool:
    """Is the text written in traditional characters? Judged by the beginning of a long one.

    >>> traditional("數位發展部成立"), traditional("数字政府，取法唐代《貞觀政要》")
    (True, False)
    """
    if _pairs()[0].isdisjoint(text[:_JUDGED]):  # nearly every text
        return False
    seen = Counter(text[:_JUDGED])
    of_traditional, of_simplified = (sum(seen[char] for char in chars & seen.keys()) for chars in _pairs())
    return of_traditional > 2 * of_simplified


def commonness(text: str) -> float:
    """The share of everyday characters of either script among all Chinese and other non-ASCII letters of a text's
    beginning: above 0.4 in Chinese prose, below 0.15 in what a wrong encoding makes of it. 0 where there is none."""
    seen = Counter(char for char in text[:_JUDGED] if char > "\x7f" and char.isalnum())
    return sum(seen[char] for char in _everyday()) / max(1, seen.total())


_JUDGED = 50_000  # characters


@cache
def _pairs() -> tuple[frozenset[str], frozenset[str]]:
    pairs = _data()["pairs"].split()
    return frozenset(pair[0] for pair in pairs), frozenset(pair[1] for pair in pairs)


@cache
def _everyday() -> frozenset[str]:
    return frozenset("".join(_data()["shared"].split())).union(*_pairs())


@cache
def _data() -> dict[str, str]:
    return tomllib.loads((files("kg.zh") / "data" / "script.toml").read_text("utf-8"))
