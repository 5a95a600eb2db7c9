"""Bytes → text. UTF-8 and UTF-16 are known by what they are, GB18030 by what it says; anything else is refused.

A guess that is wrong would put wrong offsets and wrong names into the graph, so that only a certain one is taken.
"""

from __future__ import annotations

import codecs

from kg.errors import InputError

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# GB 2312 puts the 3,755 everyday characters into the rows B0 to D7 and punctuation into A1 to A3. Chinese prose hardly
# leaves them, whereas Big5, Shift-JIS or broken UTF-8 that happens to decode is scattered over all rows.
_EVERYDAY = frozenset((*range(0xB0, 0xD8), *range(0xA1, 0xA4)))
_ENOUGH = 0.9


def decode(raw: bytes, place: str) -> str:
    """The text of a file, without its byte order mark.

    Raises InputError, with the byte offset, on bytes that are neither UTF-8, UTF-16 with a mark, nor surely GB18030,
    and on a file without any text.
    """
    mark, encoding = next(((m, e) for m, e in _MARKS if raw.startswith(m)), (b"", "utf-8"))
    try:
        text = raw[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        guess = None if mark else _gb18030(raw)
        if guess is None:
            raise InputError(_refusal(place, encoding, len(mark) + error.start, raw)) from None
        text = guess
    if "\0" in text:
        raise InputError(f"{place}: byte 0 at character {text.index(chr(0))}, so it is no plain text; save it as UTF-8")
    if not text.strip():
        raise InputError(f"{place}: is empty; give a file that holds text, or leave it out")
    return text


def _refusal(place: str, encoding: str, offset: int, raw: bytes) -> str:
    return (
        f"{place}: byte offset {offset} (0x{raw[offset]:02X}) is not {encoding.upper()}, and the whole is not "
        f"surely GB18030; convert it, for example: iconv -f BIG5 -t UTF-8"
    )


def _gb18030(raw: bytes) -> str | None:
    """The text, if it decodes and reads like Chinese, else None."""
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return None
    codes = [char.encode("gb18030") for char in text if char > "\x7f"]
    everyday = sum(len(code) == 2 and code[0] in _EVERYDAY and code[1] > 0xA0 for code in codes)
    return text if everyday >= _ENOUGH * len(codes) else None
