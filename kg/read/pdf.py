"""PDF: its text layer, page by page, pages apart by a form feed. A scan without one is refused: kg reads no images."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any
from unicodedata import category

from kg.errors import InputError
from kg.model import Article
from kg.read import apart, fields
from kg.read.file import File, content
from kg.read.limits import Limits
from kg.read.metadata import article
from kg.zh.script import commonness

MEDIA_TYPE = "application/pdf"
# Titles that programs write: the name of the program or of its file.
_NO_TITLE = re.compile(
    r"(?i)microsoft|powerpoint|untitled|about:|https?:|.*\.(?:docx?|wps|pdf|indd|dwg|xlsx?)$|无标题|文档\d*|\W*$"
)
# The share of control, unassigned and private characters and of those of CJK extension A, and kg.zh.script.commonness.
_NONE, _LIKE_CHINESE = 0.05, 0.15


def read_pdf(file: File, limits: Limits) -> Iterator[Article]:
    """The one article of a .pdf file."""
    said = apart.extract("pdf", content(file, limits), file.place, limits)
    yield article(file, said["text"], said["own"], media_type=MEDIA_TYPE, dated=said["dated"])


def extract(raw: bytes) -> apart.Extracted:
    """Text layer and document information. Raises InputError, without the place."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        document = PdfReader(io.BytesIO(raw))
        if document.is_encrypted and not document.decrypt(""):
            raise InputError("is encrypted; save it without a password")
        pages = [_surely_text(page.extract_text()) for page in document.pages]
        known: dict[str, Any] = dict(document.metadata or {})
    except DependencyError:
        raise InputError("is encrypted with AES; save it without a password, or: pip install 'pypdf[crypto]'") from None
    except PyPdfError as error:
        raise InputError(f"is no whole PDF ({error}); save or fetch it again") from None
    if not any(page.strip() for page in pages):
        raise InputError("has no text layer (a scan); recognise its characters first, for example: ocrmypdf -l chi_sim")
    if _unmapped("".join(pages)):
        raise InputError("has fonts that do not say which characters they show; recognise them, for example: "
                         "ocrmypdf --force-ocr -l chi_sim")  # fmt: skip
    title = str(known.get("/Title") or "").strip()
    return {"text": "\f".join(pages), "own": {} if _NO_TITLE.match(title) else {"title": title},
            "dated": _day(known.get("/CreationDate"))}  # fmt: skip


def _unmapped(text: str) -> bool:
    """Are these numbers of glyphs, taken for characters? Some fall on what is none, the others read like nothing."""
    signs = "".join(text.split())
    return sum(map(_is_none, signs)) > _NONE * len(signs) and commonness(text) < _LIKE_CHINESE


def _is_none(sign: str) -> bool:
    return sign == "\ufffd" or "\u3400" <= sign <= "\u4dbf" or category(sign) in ("Cc", "Cn", "Co", "Cs")


def _surely_text(page: str) -> str:
    """NUL and half a surrogate pair, which broken fonts give, become the replacement character."""
    return re.sub("[\0\ud800-\udfff]", "\ufffd", page)


def _day(stated: Any) -> str | None:
    """2024-05-06 of D:20240506103000+08'00'"""
    return fields.written_date(str(stated)[:10]) if stated else None
