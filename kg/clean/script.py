"""Traditional characters → simplified, one for one: what is matched is simplified, what is quoted stays as written."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import InputError

if TYPE_CHECKING:
    from opencc import OpenCC

Convert = Callable[[str], str]
TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


def simplified(text: str, place: str) -> str:
    """The text in simplified characters, as long as it was: by phrases (乾隆 stays) where these keep their length.

    Raises InputError, naming `place`, where OpenCC is not installed.
    """
    try:
        convert = _converter().convert
    except ModuleNotFoundError:
        raise InputError(
            f"{place}: is in traditional characters, which need OpenCC; install it with: pip install 'kg[docs]'"
        ) from None
    return "\n".join(_as_long(line, convert(line), convert) for line in text.split("\n"))


def _as_long(line: str, converted: str, convert: Convert) -> str:
    return converted if len(converted) == len(line) else "".join(convert(char)[:1] or char for char in line)


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")
