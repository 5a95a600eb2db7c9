"""Characters: full-width and half-width forms, and the form in which two names are compared."""

from __future__ import annotations

import re
import unicodedata

_KEPT = "！（），：；？"
_WIDE_TO_NARROW = {
    code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT
} | {0x3000: 0x20, 0x00A0: 0x20}
_HAN = re.compile(r"[\u2e80-\u2fdf\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_IGNORED_IN_NAMES = re.compile(r"[\s《》〈〉“”‘’\"'「」『』]+")


def width(text: str) -> str:
    """The same text with full-width letters, digits and signs made half-width, one character for one.

    Chinese punctuation （，。：；！？） keeps its form. Offsets of the result are offsets of `text`.

    >>> width("２０１６年１月，Ａ股涨１．５％")
    '2016年1月，A股涨1.5%'
    """
    return text.translate(_WIDE_TO_NARROW)


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
