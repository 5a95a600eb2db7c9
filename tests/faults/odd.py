"""Odd documents, made by the tests: texts of our own, and what packs them as nobody should."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kg.documents import extract
from kg.errors import InputError
from kg.read import read
from tests.faults.test_documents import changed
from tests.read import made
from tests.read.made import put

BODY = "海岭市数据资源管理局"

FOUNDED = "2021年3月4日，海岭市数据资源管理局揭牌成立。"
LAUNCHED = "2022年5月，海岭市数据资源管理局推出“海岭通”平台。"
BOTH = FOUNDED + LAUNCHED
HANT = "2021年3月4日，海嶺市數據資源管理局揭牌成立。2022年5月，海嶺市數據資源管理局推出「海嶺通」平台。"
PROSE = f"海岭市近日发布消息，数字政府改革建设取得成效，各项任务有序推进。{BOTH}全市上下齐心协力，扎实推进各项工作。"
E, L = "established 2021-03-04", "launched 海岭通"


class Row(NamedTuple):
    """What a folder of `files` gives: the ids of documents, what is said of those set aside, facts about BODY, parts of
    the texts, and what is in none."""

    files: Mapping[str, bytes | str]
    read: tuple[str, ...]
    aside: tuple[str, ...] = ()
    facts: tuple[str, ...] = (E, L)
    holds: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


def hold(row: Row, folder: Path) -> None:
    """Is it as the row says?"""
    for path, content in row.files.items():
        put(folder / "in" / path, content)
    told: list[InputError] = []
    texts = {article.id: article.text for article in read([folder / "in"], refused=told.append)}
    facts = list(extract([folder / "in"], refused=lambda error: None))
    assert (tuple(texts), len(told)) == (row.read, len(row.aside)), told
    assert all(said in str(error) for said, error in zip(row.aside, told, strict=True)), told
    for fact in facts:
        assert texts[fact["doc"]][fact["start"] : fact["end"]] == fact["evidence"]
    stated = {f"{fact['predicate']} {fact['object']}" for fact in facts if fact["subject"].endswith(BODY[-7:])}
    assert stated >= {*row.facts}, facts
    assert all(any(part in text for text in texts.values()) for part in row.holds)
    assert not any(part in text for text in texts.values() for part in row.lacks)


def wide(text: str, columns: int) -> list[str]:
    """The text in lines of so many columns, as a program for Chinese breaks them."""
    lines, width = [""], 0
    for char in text:
        size = 1 if char.isascii() else 2
        if width + size > columns and char not in "，。”":
            lines, width = [*lines, ""], 0
        lines[-1] += char
        width += size
    return lines


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def gbk_names(*names: str) -> bytes:
    """An archive whose names are in GBK, which it does not say."""
    packed = made.zipped({f"{'x' * len(name.encode('gbk'))}": FOUNDED for name in names})
    for name in names:
        packed = packed.replace(b"x" * len(name.encode("gbk")), name.encode("gbk"))
    return packed


def twice_named() -> bytes:
    packed = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("a.txt", FOUNDED)
        archive.writestr("a.txt", LAUNCHED)
    return packed.getvalue()


def word(paragraphs: str, part: str = "word/document.xml") -> bytes:
    start, end = "<w:body>", "<w:sectPr"
    return changed(part, lambda xml: xml[: xml.index(start) + len(start)] + paragraphs + xml[xml.index(end) :])


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def noted() -> bytes:
    """A Word file with a footnote."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    drawn = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>横线</w:t></w:r></w:p></w:footnote>'
    note = (
        f'<w:footnotes xmlns:w="{space}">{drawn}<w:footnote w:id="2">{paragraph(LAUNCHED)}</w:footnote></w:footnotes>'
    )
    adds = {
        "[Content_Types].xml": ("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{media}"/>'),
        "word/_rels/document.xml.rels": (
            "</Relationships>", f'<Relationship Id="rId97" Type="{kind}" Target="footnotes.xml"/>'),
    }  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(word(paragraph(FOUNDED)))) as package:
        parts = {name: package.read(name).decode("utf-8", "surrogateescape") for name in package.namelist()}
    for name, (before, added) in adds.items():
        parts[name] = parts[name].replace(before, added + before)
    packed = {name: part.encode("utf-8", "surrogateescape") for name, part in parts.items()}
    return made.zipped({**packed, "word/footnotes.xml": note})


def page(body: str, charset: str = "utf-8", encoding: str | None = None) -> bytes:
    return made.page(body=body).replace('charset="utf-8"', f'charset="{charset}"').encode(encoding or charset)


RUNNING = [["海岭市数字政府工作年报", *lines, f"第 {at} 页 共 3 页"]
           for at, lines in enumerate(([*wide(PROSE, 60)[:2]], [*wide(PROSE, 60)[2:]], ["附录见后。"]), 1)]  # fmt: skip
CELL = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
HIDDEN = "2018年1月2日，藏岭市数据局揭牌成立。"
