"""How a Chinese name is typed in Latin letters: by the first letters of its pinyin, or by the whole of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_OTHER = re.compile(r"[^a-z0-9]+")


def spellings(names: Iterable[str]) -> str:
    """The initials and the full pinyin (without tones) of each name, every spelling once, parted by spaces.

    >>> spellings(["佛山市", "Foshan"])
    'fss foshanshi foshan'
    """
    found = dict.fromkeys(spelling for name in names for spelling in _spelt(name))
    return " ".join(filter(None, found))


def _spelt(name: str) -> tuple[str, str]:
    """Both spellings; of heteronyms that of the phrase (重庆 chongqing), as pypinyin knows it."""
    from pypinyin import lazy_pinyin

    syllables = [_OTHER.sub("", syllable.lower()) for syllable in lazy_pinyin(name)]
    latin = name.isascii()
    initials = "" if latin else "".join(part if part.isdigit() else part[:1] for part in syllables)
    return initials, "".join(syllables)
