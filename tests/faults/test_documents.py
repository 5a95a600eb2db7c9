"""Fault table, documents: what is hostile in .docx, .pdf and .html is refused by name or read as text, never obeyed."""

from __future__ import annotations

import io
import quopri
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Article
from kg.read import Limits, apart, read
from tests.read import made
from tests.read.made import LINES, put

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in zip("abcdefghi", "bcdefghij", strict=True)
) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def one(path: Path, limits: Limits | None = None) -> Article:
    [article] = read([path], limits=limits or Limits())
    return article


def changed(part: str, change: Callable[[str], str]) -> bytes:
    """A Word file with one part changed."""
    with zipfile.ZipFile(io.BytesIO(made.word())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    return made.zipped(parts)


@pytest.mark.parametrize("doctype", [BOMB, OUTSIDE])
@pytest.mark.parametrize("part", ["word/document.xml", "docProps/core.xml", "word/_rels/document.xml.rels"])
def test_word_with_entities_is_refused(doctype: str, part: str, tmp_path: Path) -> None:
    path = put(tmp_path / "a.docx", changed(part, lambda xml: xml.replace("?>", "?>" + doctype, 1)))
    with pytest.raises(InputError, match=rf"a\.docx: its part {part} has a document type \(entities\)"):
        one(path)


def test_what_word_refers_to_outside_is_not_fetched(tmp_path: Path) -> None:
    def link(xml: str) -> str:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
        outside = f'<Relationship Id="rId99" Type="{kind}" Target="http://127.0.0.1:1/t.dotm" TargetMode="External"/>'
        return xml.replace("</Relationships>", f"{outside}</Relationships>")

    assert one(put(tmp_path / "a.docx", changed("word/_rels/document.xml.rels", link))).text.split() == list(LINES)


def test_word_that_unfolds_to_a_bomb_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path / "a.docx", changed("word/styles.xml", lambda xml: xml + " " * 90_000_000))
    with pytest.raises(InputError, match="unfolds to many times its size"):
        one(path)


def test_deleted_and_doubled_text_of_word_is_not_read(tmp_path: Path) -> None:
    run = "<w:r><w:t>留下</w:t></w:r>"
    gone = '<w:del w:id="1" w:author="x"><w:r><w:delText>删去</w:delText><w:t>删</w:t></w:r></w:del>'
    added = '<w:ins w:id="2" w:author="x"><w:r><w:t>添上</w:t></w:r></w:ins>'
    path = put(tmp_path / "a.docx", changed("word/document.xml", lambda xml: xml.replace(
        "<w:body>", f"<w:body><w:p>{run}{gone}{added}</w:p>")))  # fmt: skip
    assert one(path).text.splitlines()[0] == "留下添上"


def test_a_nested_word_file_is_read_or_refused(tmp_path: Path) -> None:
    deep = "<w:sdt>" * 3000 + "<w:p><w:r><w:t>深</w:t></w:r></w:p>" + "</w:sdt>" * 3000
    content = changed("word/document.xml", lambda xml: xml.replace("<w:body>", "<w:body>" + deep))
    path = put(tmp_path / "a.docx", content)
    with pytest.raises(InputError, match=r"a\.docx: cannot be taken apart"):
        one(path)


BLINK = "From: <Saved by Blink>\r\nSubject: a\r\n b\r\nSnapshot-Content-Location: http://a.example/b\r\n"


def mhtml(page: str, *, head: str = BLINK, encoding: str = "gbk") -> bytes:
    """A page as browsers and Word save it with its pictures (RFC 2557)."""
    kept = quopri.encodestring(page.encode(encoding))
    start = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n--x\r\n"
    picture = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--x--\r\n"
    coded = f"{head}{start}Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".encode()
    return coded + kept + f"\r\n--x\r\n{picture}".encode()


def strict(raw: bytes) -> bytes:
    """A Word file in the names of ISO/IEC 29500-1."""
    names = re.compile(rb"http://schemas\.openxmlformats\.org/(officeDocument|wordprocessingml|drawingml)/2006/")
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return made.zipped({name: names.sub(rb"http://purl.oclc.org/ooxml/\1/", part) for name, part in parts.items()})


PATIENT = Limits(seconds=300)
PAGE = made.page().replace("utf-8", "gb2312")
SAME = {
    "blink.mht": mhtml(PAGE),
    "word.mhtml": mhtml(PAGE, head=""),
    "message.html": mhtml(made.page(), encoding="utf-8"),
    "alone.mht": made.page(),
    "page.xhtml": made.page(),
    "page.shtml": made.page(),
    "strict.docx": strict(made.word()),
    "lines.text": "\n".join(LINES),
    "lines.markdown": "\n".join(LINES),
}


@pytest.mark.parametrize("name", SAME)
def test_another_form_of_a_format_is_read_as_that(name: str, tmp_path: Path) -> None:
    article = one(put(tmp_path / name, SAME[name]))
    assert article.text.split() == [*LINES]
    assert article.source == ("http://a.example/b" if name in ("blink.mht", "message.html") else str(tmp_path / name))


REFUSED = {
    "encrypted.pdf": (made.pdf(password="x"), "is encrypted; save it without a password"),
    "scan.pdf": (made.pdf([()]), "has no text layer"),
    "cut.pdf": (made.pdf()[:200], "is no whole PDF|cannot be taken apart|has no text layer"),
    "none.pdf": (b"no PDF at all", "is no whole PDF"),
    "old.docx": (b"\xd0\xcf\x11\xe0" + bytes(600), "is encrypted or an old .doc; save it as .docx"),
    "none.docx": (made.zipped({"a.xml": "x"}), "cannot be taken apart|is no Word file"),
    "subset.pdf": (made.pdf([LINES] * 5, codes=lambda char: 1 + ord(char) % 47), "has fonts that do not say which"),
    "whole font.pdf": (made.pdf([LINES] * 5, codes=lambda char: ord(char) % 20_000), "has fonts that do not say which"),
    "text.mht": ("MIME-Version: 1.0\nContent-Type: text/plain\n\n文", "is a message without a page; save it as .html"),
    "cut.mht": (mhtml(PAGE)[:-60], "is a message that is cut off; save the page again"),
    "menu.html": ("<nav>首页</nav><script>x</script>", "holds no text outside its menus"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_is_refused_with_its_reason(name: str, tmp_path: Path) -> None:
    content, said = REFUSED[name]
    with pytest.raises(InputError, match=rf"{name.replace('.', '[.]')}: .*(?:{said})"):
        one(put(tmp_path / name, content))


@pytest.mark.parametrize("kids", ["/Kids [ 2 0 R ]", "/Kids [ 5 0 R 2 0 R ]"])
def test_pages_that_go_round_in_a_circle_end(kids: str, tmp_path: Path) -> None:
    """The page tree of the PDF holds itself, alone or after a page."""
    raw = made.pdf()
    assert raw.count(b"2 0 obj\n<<\n/Type /Pages\n/Count 1\n/Kids [ 5 0 R ]") == 1
    with pytest.raises(InputError, match=r"a\.pdf: is no whole PDF \(Detected cyclic page references"):
        one(put(tmp_path / "a.pdf", raw.replace(b"/Kids [ 5 0 R ]", kids.encode())), PATIENT)


@pytest.fixture
def hanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library in the place of pypdf that does what its document says."""
    put(tmp_path / "lib/pypdf/__init__.py", """
import os
def PdfReader(stream):
    exec(stream.read().decode())
""")  # fmt: skip
    put(tmp_path / "lib/pypdf/errors.py", "class PyPdfError(Exception): pass\nclass DependencyError(Exception): pass")
    monkeypatch.syspath_prepend(str(tmp_path / "lib"))
    apart.close()
    yield tmp_path  # type: ignore[misc]
    apart.close()


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        ("import socket; socket.create_connection(('127.0.0.1', 1))", "would be fetched from the network"),
        ("os.kill(os.getpid(), 11)", "crashes what reads it"),
        ("import numpy; a = numpy.empty(3 * 10**9, 'u1')", "needs more memory than a document may take"),
        ("raise RuntimeError('unforeseen')", r"cannot be taken apart \(RuntimeError: unforeseen\)"),
        ("print('no answer'); os.write(1, b'nor this'); raise ValueError('x')", "cannot be taken apart"),
    ],
    ids=["network", "crash", "memory", "error", "no answer"],
)
def test_a_document_that_crashes_its_library_is_alone(deed: str, said: str, hanging: Path) -> None:
    put(hanging / "in/a.pdf", deed)
    put(hanging / "in/b.docx", made.word())
    told: list[InputError] = []
    articles = list(read([hanging / "in"], refused=told.append, limits=PATIENT))
    assert [article.id for article in articles] == ["b"]
    with pytest.raises(InputError, match=rf"a\.pdf: {said}"):
        raise told[0]


def test_a_document_that_hangs_its_library_is_alone(hanging: Path) -> None:
    """The limit is for it alone: what comes next may take its time, as on a machine that has much to do."""
    put(hanging / "in/a.pdf", "while True: pass")
    put(hanging / "in/b.docx", made.word())
    start = time.monotonic()
    with pytest.raises(InputError, match=r"a\.pdf: takes longer than 3 seconds"):
        one(hanging / "in/a.pdf", Limits(seconds=3))
    assert time.monotonic() - start < 60, "no wait for what never comes"
    assert one(hanging / "in/b.docx", PATIENT).id == "b"


PAGES = {
    "scripts": "<p>海岭市<script>alert(1)</script>数据局</p><p><img src=x onerror=alert(1)>成立。</p>",
    "entities": BOMB + "<p>海岭市数据局&a;成立。</p>",
    "unclosed": "<p>海岭市数据局<b><i>成立。" + "<div>" * 50_000,
    "a base and frames": "<base href=http://127.0.0.1:1/><iframe src=a></iframe><p>海岭市数据局成立。</p>",
}


@pytest.mark.parametrize("row", PAGES)
def test_hostile_pages_give_their_text(row: str, tmp_path: Path) -> None:
    text = one(put(tmp_path / "a.html", PAGES[row])).text
    assert "海岭市" in text
    assert not [word for word in ("alert", "<", "127.0.0.1", "a" * 12) if word in text]
