"""Bytes → text. What a file declares is tried first; then UTF-8; then the encodings of Chinese that a text may be in.

A guess that is wrong would put wrong offsets and wrong names into the graph, so that only a certain one is taken: every
byte must decode, and the result must read like Chinese, which that of no other encoding does. Bytes are never replaced.
"""

from __future__ import annotations

import codecs
import re

from kg.errors import InputError
from kg.zh.script import commonness

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_GUESSED = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
# What browsers read the labels of the web as (WHATWG Encoding Standard, 4.2).
_LABELS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs",
           "utf8": "utf-8", "utf-16": "utf-16-le", "unicode": "utf-16-le"}  # fmt: skip
_NAMES = {"big5hkscs": "Big5"}
# What begins so is no text, though some of it may decode as one.
_NO_TEXTS = (((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE), "in UTF-32; save it as UTF-8"),
             ((b"\x1f\x8b",), "an archive (gzip); unpack it, or name it .gz"),
             ((b"PK\x03\x04",), "a zip archive, or a file of Office; unpack it, or name it .zip, .docx …"),
             ((b"{\\rtf",), "RTF; save it as .docx or as plain text"),
             ((b"%PDF-",), "a PDF; name it .pdf"))  # fmt: skip
# Encodings of seven bits hide in ASCII: how their Chinese begins, and what Python calls them.
_SEVEN_BITS = ((re.compile(rb"\x1b\$[@AB()*+]"), "ISO-2022", ""), (re.compile(rb"~\{[!-}][!-~]"), "HZ", "hz"),
               (re.compile(rb"\+(?:[A-Za-z0-9+/]{8}){2,}"), "UTF-7", "utf-7"))  # fmt: skip
# What a byte too few or too many makes of Chinese: signs of scripts that do not stand together.
_STRANGE = re.compile(
    "([\u00c0-\u024f])|([\u0370-\u03ff])|([\u0400-\u052f])|([\u3040-\u30ff])|([\u3100-\u312f])|([\ue000-\uf8ff])|"
    "([\u2500-\u257f])|([\u0530-\u1fff])|([\ua000-\uabff])|([\uac00-\ud7ff])"
)
_SPELLED = re.compile("[\u2010-\u2027，。、：；！？“”（）《》]")  # marks, which stand in what was meant to be read
_SPAN, _GARBLED = 20, 0.15  # characters; the share of everyday ones among them
# GB 2312 puts the 3,755 everyday characters into the rows B0 to D7 and punctuation into A1 to A3. A list of names or
# headings may lack the commonest characters, but hardly leaves these rows.
_EVERYDAY = frozenset((*range(0xB0, 0xD8), *range(0xA1, 0xA4)))
_ENOUGH, _CERTAIN = 0.9, 0.3  # shares of characters


def decode(raw: bytes, place: str, *, declared: str | None = None) -> str:
    """The text of a file, without its byte order mark; `declared` is the encoding that its format says it is in.

    Raises InputError, with the byte offset, on bytes that are in no known encoding or not surely in one, and on a file
    without any text.
    """
    encoding, mark = encoding_of(raw, place, declared=declared)
    text = raw[mark:].decode(encoding)
    if reason := _seven_bits(raw) if raw.isascii() else _out_of_step(text, encoding, mark):
        raise InputError(f"{place}: {reason}")
    if "\0" in text:
        raise InputError(f"{place}: byte 0 at character {text.index(chr(0))}, so it is no plain text; save it as UTF-8")
    if not text.strip():
        raise InputError(f"{place}: is empty; give a file that holds text, or leave it out")
    return text


def encoding_of(raw: bytes, place: str, *, declared: str | None = None) -> tuple[str, int]:
    """Name of the encoding, and length of the byte order mark. Raises InputError where neither is sure."""
    for starts, what in _NO_TEXTS:
        if raw.startswith(starts):
            raise InputError(f"{place}: byte offset 0 (0x{raw[0]:02X}): no text, but {what}")
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            if (wrong := _first_wrong(raw[len(mark) :], encoding)) is not None:
                raise InputError(_refusal(place, encoding, len(mark) + wrong, raw))
            return encoding, len(mark)
    can = [each for each in dict.fromkeys((_known(declared), "utf-8")) if each and _first_wrong(raw, each) is None]
    if "utf-8" not in can or b"\0" in raw:
        can += filter(None, [_guess(raw)])
    if can:  # what is declared, unless another reads more like Chinese: a page may declare what its template was in
        return max(can, key=lambda encoding: _share(raw, encoding)) if can[1:] else can[0], 0
    raise InputError(_refusal(place, *_nearest(raw), raw))


def _known(label: str | None) -> str | None:
    """The codec of a label of the web, None where there is none that could be meant."""
    try:
        name = codecs.lookup(label.strip().lower()).name if label else None
    except LookupError:
        return None
    return _LABELS.get(name or "", name) if name not in ("iso8859-1", "cp1252", "ascii") else None


def _guess(raw: bytes) -> str | None:
    """The one encoding in which the bytes read like Chinese."""
    shares = {encoding: _share(raw, encoding) for encoding in _GUESSED if _first_wrong(raw, encoding) is None}
    best = max(shares, key=shares.__getitem__, default=None)
    if best and shares[best] >= _CERTAIN and all(2 * shares[other] < shares[best] for other in shares if other != best):
        return best
    lists = "big5hkscs" not in shares and "gb18030" in shares and _of_everyday_rows(raw.decode("gb18030"))
    return "gb18030" if lists else None


def _share(raw: bytes, encoding: str) -> float:
    return commonness(raw[:200_000].decode(encoding, "ignore"))


def _of_everyday_rows(text: str) -> bool:
    codes = [char.encode("gb18030") for char in text if char > "\x7f"]
    return sum(len(code) == 2 and code[0] in _EVERYDAY and code[1] > 0xA0 for code in codes) >= _ENOUGH * len(codes)


def _first_wrong(raw: bytes, encoding: str) -> int | None:
    """Offset of the first byte that does not decode."""
    try:
        raw.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return None


def _nearest(raw: bytes) -> tuple[str, int]:
    """The encoding in which the bytes read like Chinese as far as they decode, and where they stop to."""
    stops = {encoding: _first_wrong(raw, encoding) for encoding in ("utf-8", *_GUESSED[:2])}
    good = {encoding: stop for encoding, stop in stops.items() if stop and _share(raw[:stop], encoding) >= _CERTAIN}
    encoding = max(good, key=lambda name: good[name] or 0, default="utf-8")
    return encoding, stops[encoding] or 0


def _refusal(place: str, encoding: str, offset: int, raw: bytes) -> str:
    return (
        f"{place}: byte offset {offset} (0x{raw[offset]:02X}) is not {_NAMES.get(encoding, encoding.upper())}, and the "
        f"whole is surely in no other encoding; convert it, for example: iconv -f BIG5 -t UTF-8"
    )




def _seven_bits(raw: bytes) -> str:
    """Why a text of ASCII is none, "" if it is one."""
    for begins, name, codec in _SEVEN_BITS:
        if (found := begins.search(raw)) and (not codec or _reads(raw, codec)):
            return f"byte offset {found.start()}: no plain text, but in {name}; save it as UTF-8"
    return ""


def _reads(raw: bytes, codec: str) -> bool:
    return _first_wrong(raw, codec) is None and _share(raw, codec) >= _CERTAIN


def _out_of_step(text: str, encoding: str, mark: int) -> str:
    """Where a text of two bytes a character has come out of step, "" if nowhere: UTF-8 would not decode then."""
    for found in _STRANGE.finditer(text) if encoding != "utf-8" else ():
        span = text[found.start() : found.start() + _SPAN]
        kinds = {kind.lastindex for kind in _STRANGE.finditer(span)}
        if len(kinds) > 1 and commonness(span) < _GARBLED and not _SPELLED.search(span):
            offset = mark + len(text[: found.start()].encode(encoding))
            name = _NAMES.get(encoding, encoding.upper())
            return f"byte offset {offset}: from there it is no text in {name} (bytes are lost); fetch or save it again"
    return ""
