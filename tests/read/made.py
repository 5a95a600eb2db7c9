"""Documents of every format, made by the tests: small, and of our own words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

LINES = ("2021年3月4日，海岭市数据资源管理局揭牌成立。", "该局由海岭市人民政府办公室管理。")


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def page(head: str = "", body: str = "") -> str:
    """A web page as sites of government have them: menus, crumbs, the article, what surrounds it."""
    article = body or "".join(f"<p>\u3000\u3000{line}</p>" for line in LINES)
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
<title>数据局成立_海岭市人民政府</title>{head}</head>
<body><div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li></ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/yw">要闻</a></div>
<div class="article"><h1>海岭市数据局成立</h1><div class="content">{article}</div></div>
<div class="footer"><p>版权所有：海岭市人民政府</p></div>
<script>document.write("坏话坏话坏话")</script></body></html>"""


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def word(lines: Sequence[str] = LINES, *, table: Sequence[Sequence[str]] = (), title: str = "") -> bytes:
    import docx

    document = docx.Document()
    document.core_properties.title = title
    for line in lines:
        document.add_paragraph(line)
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for row, cells in zip(grid.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    document.sections[0].header.paragraphs[0].text = "页眉不是正文"
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def pdf(
    pages: Sequence[Sequence[str]] = (LINES,), *, info: Mapping[str, str] | None = None, password: str = "",
    codes: Callable[[str], int] | None = None,
) -> bytes:
    """A PDF with a text layer: a font whose codes are UTF-16, which its ToUnicode map says; or `codes`, and no map."""
    from pypdf import PdfWriter
    from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

    def name(text: str) -> NameObject:
        return NameObject(f"/{text}")

    writer = PdfWriter()
    cmap = DecodedStreamObject()
    cmap.set_data(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> "
        b"endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"
    )
    inner = DictionaryObject({name("Type"): name("Font"), name("Subtype"): name("CIDFontType2"),
                              name("BaseFont"): name("Song"), name("DW"): NumberObject(1000)})  # fmt: skip
    font = DictionaryObject({name("Type"): name("Font"), name("Subtype"): name("Type0"), name("BaseFont"): name("Song"),
                             name("Encoding"): name("Identity-H"), name("DescendantFonts"): ArrayObject([inner]),
                             name("ToUnicode"): writer._add_object(cmap)})  # fmt: skip
    if codes:
        del font["/ToUnicode"]
    for lines in pages:
        page = writer.add_blank_page(600, 800)
        rows = [_coded(line, codes) for line in lines]
        shown = [f"1 0 0 1 50 {750 - 20 * at} Tm <{row}> Tj" for at, row in enumerate(rows)]
        content = DecodedStreamObject()
        content.set_data(f"BT /F1 12 Tf {' '.join(shown)} ET".encode())
        page[name("Contents")] = writer._add_object(content)
        page[name("Resources")] = DictionaryObject({name("Font"): DictionaryObject({name("F1"): font})})
    writer.add_metadata({f"/{key}": value for key, value in (info or {}).items()})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _coded(line: str, codes: Callable[[str], int] | None) -> str:
    return "".join(f"{codes(char):04x}" for char in line) if codes else line.encode("utf-16-be").hex()
