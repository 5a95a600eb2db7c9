"""Fault table, a second list of inputs that was written down before any was tried: each as that list says."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.read import read
from tests.faults.odd import BOTH, FOUNDED, HANT, LAUNCHED, Row, hold, line, page, paragraph, word
from tests.faults.test_documents import changed
from tests.read import made
from tests.read.made import put

BIG5 = page(f"<p>{HANT}</p>").decode()
CENTRAL, LOCAL = 10, 8  # where the method of a member stands in the directory, and at the member
DOCTYPE = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"


def stored(**members: str) -> bytearray:
    """An archive whose members are not packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.txt", text)
    return bytearray(packed.getvalue())


def of_another_method() -> bytes:
    raw = stored(b="坏", c=BOTH)
    for at in (LOCAL, raw.index(b"PK\1\2") + CENTRAL):
        raw[at : at + 2] = struct.pack("<H", 9)  # Deflate64
    return bytes(raw)


def of_a_wrong_sum() -> bytes:
    return bytes(stored(b="坏", c=BOTH)).replace("坏".encode(), "好".encode())


def special(mode: int) -> bytes:
    """An archive of a member that says it is a link, or a pipe."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        entry = zipfile.ZipInfo("a.txt")
        entry.create_system, entry.external_attr = 3, (mode | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
        archive.writestr("b.txt", BOTH)
    return packed.getvalue()


def without(part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(made.word([BOTH]))) as package:
        return made.zipped({name: package.read(name) for name in package.namelist() if name != part})


def aside(files: dict[str, bytes | str], *said: str) -> Row:
    """Files that are set aside beside one that is read."""
    return Row({**files, "z.txt": BOTH}, ("z",), said)


def third(given: str, said: str = "") -> Row:
    """A third line that is set aside alone."""
    lines = line(text=FOUNDED) + line(text="上。") + given + "\n" + line(text=LAUNCHED)
    return Row({"a.jsonl": lines}, ("a/1", "a/2", "a/4"), (f"line 3{said}",))


DAYS = (20240305, "2024/3/5", "２０２４－０３－０５", 201903)
ROWS = {
    # encodings
    "a page in Big5 that declares gb2312": Row(
        {"a.html": BIG5.replace("utf-8", "gb2312").encode("big5", "ignore")}, ("a",), holds=("海嶺市數據資源管理局",)
    ),
    "a page of an unknown charset": Row({"a.html": page(f"<p>{BOTH}</p>", "x-none", "utf-8")}, ("a",)),
    "UTF-16 without a mark": Row({"a.txt": (BOTH * 3).encode("utf-16-le")}, ("a",)),
    "UTF-32": aside({"a.txt": BOTH.encode("utf-32")}, "a.txt: byte offset 0 (0xFF): no text, but in UTF-32"),
    "UTF-8 that is too long": aside({"a.txt": BOTH.encode() + b"\xc0\xaf"}, f"byte offset {len(BOTH.encode())}"),
    "surrogates in UTF-8": aside({"a.txt": BOTH.encode() + b"\xed\xa0\xbd"}, f"byte offset {len(BOTH.encode())}"),
    "a line of GBK among UTF-8": aside({"a.txt": BOTH.encode() + FOUNDED[4:].encode("gbk")}, "a.txt: byte offset"),
    "UTF-16 with half a unit": aside({"a.txt": BOTH.encode("utf-16") + b"N"}, "a.txt: byte offset"),
    "a mark between two texts": Row({"a.txt": f"{FOUNDED}\ufeff{LAUNCHED}"}, ("a",)),
    "marks and blanks alone": aside({"a.txt": codecs.BOM_UTF8, "b.txt": "\u3000\n"}, "a.txt: is empty", "b.txt: is"),
    "Shift-JIS": aside(
        {"a.txt": "デジタル庁を設立しました。よろしくお願いします。".encode("shift-jis")}, "a.txt: byte"
    ),
    # archives
    "a packed file packed again": aside({"a.txt.gz": gzip.compress(gzip.compress(b"x"))}, "an archive (gzip)"),
    "a PDF, an archive and Word called texts": aside(
        {"a.txt": made.pdf([[BOTH]]), "b.md": made.zipped({"c.txt": BOTH})},
        "a.txt: byte offset 0 (0x25): no text, but a PDF",
        "b.md: byte offset 0 (0x50): no text, but a zip archive",
    ),
    "the last part of a split archive": aside(
        {"a.zip": made.zipped({"b.txt": BOTH}).replace(b"PK\5\6\0\0\0\0", b"PK\5\6\3\0\3\0")},
        "a.zip: is the last part of a split archive; join",
    ),
    "a first part of a split archive, and a middle one": aside(
        {
            "a.zip": b"PK\7\x08" + made.zipped({"b.txt": BOTH})[:60], "b.zip": bytes(500), "c.z01": "x",
            "d.zip.001": "x",
        },
        *(f"{name}: of no format that is read; it is a part of a split" for name in ("c.z01", "d.zip.001")),
        *(f"{name}: is no whole zip file; fetch or pack it again, or, of a part" for name in ("a.zip", "b.zip")),
    ),
    "documents of formats that are not read, and what is none": aside(
        {"a.doc": "x", "b.WPS": "x", "c.tar.gz": "x", "d.png": "x", "~$e.docx": "x", ".f.doc": "x",
         "g.zip": made.zipped({"h.xls": "x", "i.jpg": "x"}), "j.zip.gz": "x", "k.gz": "x", "l.xls.gz": "x",
         "m.jpg.gz": "x"},
        "a.doc: of no format that is read; save it as .docx", "b.WPS: of no",
        "c.tar.gz: of no format that is read; unpack",
        "j.zip.gz: of no format that is read; unpack it: gunzip", "k.gz: of no format that is read; unpack it: gunzip",
        "l.xls.gz: of no format that is read; unpack it, then save it as .csv",
        "g.zip: h.xls: of no format that is read; save it as .csv",
    ),
    "a member of a wrong checksum": Row({"a.zip": of_a_wrong_sum()}, ("a/c",), ("a.zip: b.txt: ",)),
    "a member of an unknown method": Row({"a.zip": of_another_method()}, ("a/c",), ("a.zip: b.txt: ",)),
    "a member that is a link": Row({"a.zip": special(stat.S_IFLNK)}, ("a/b",), ("a.zip: a.txt: is a link",)),
    "a member that is a pipe": Row({"a.zip": special(stat.S_IFIFO)}, ("a/a", "a/b"), lacks=("root:",)),
    "an archive after a program": Row({"a.zip": b"MZ" + bytes(500) + made.zipped({"b.txt": BOTH})}, ("a/b",)),
    "a folder called like a text": Row({"a.zip": made.zipped({"d.txt/": "", "g.txt": BOTH})}, ("a/g",)),
    # sidecars
    "a sidecar of wrong kinds": aside({"a.txt": "文", "a.toml": "title = 5"}, "a.toml: title is int, not a text"),
    "a sidecar with a table": aside({"a.txt": "文", "a.toml": '[title]\nx = "y"'}, "a.toml: title is dict"),
    "a sidecar nested 20,000 deep": aside({"a.txt": "文", "a.toml": "x = " + 20_000 * "["}, "a.toml: nested too"),
    "a sidecar with an unknown key": aside(
        {"a.txt": "文", "a.toml": 'tittle = "x"'}, "unknown key 'tittle'; valid are"
    ),
    "a sidecar with a day that there is not": aside(
        {"a.txt": "文", "a.toml": "published = 2024-02-30"},
        "a.toml: Invalid date or datetime (at line 1, column 13): no day or hour that there is; write it as 2019-03-05",
    ),
    "a sidecar with an hour that there is not": aside(
        {"a.txt": "文", "a.toml": 'published = "2024-01-01 25:61"'}, "a.toml: '2024-01-01 25:61' is not a date"
    ),
    "a sidecar with a time, an empty one": Row(
        {"a.txt": FOUNDED, "a.toml": "published = 2021-03-04T08:00:00+08:00", "b.txt": LAUNCHED, "b.toml": ""},
        ("a", "b"),
    ),
    "a sidecar of a packed text": Row(
        {"a.txt.gz": gzip.compress(BOTH.encode()), "a.toml": 'identifier = "甲"'}, ("甲",)
    ),
    "front matter that is broken, or never ends": Row(
        {"a.md": f"---\ntitle: [x\n---\n{FOUNDED}", "b.md": f"---\ntitle: x\n\n{LAUNCHED}"}, ("a", "b")
    ),
    # JSON Lines
    "no text, and its keys": third(line(title="甲").strip(), ': no "text"'),
    "a number as text": third(line(text=5).strip(), ": text is int"),
    "a list as title": third(line(text="文", title=["甲"]).strip(), ": title is list"),
    "a second since 1970 as date": third(line(text="文", date=1709596800).strip(), ": 1709596800 is not a date"),
    "a second that begins like a date": third(
        line(text="文", date="1612051200").strip(), ": '1612051200' is not a date"
    ),
    "six digits that may be a month, or a day": third(line(text="文", date=200305).strip(), ": 200305 is not a date"),
    "an English date": third(line(text="文", date="Mar 5, 2024").strip(), ": 'Mar 5, 2024' is not a date"),
    "single quotes": third("{'text': '文'}", ", column 2: not JSON"),
    "two objects": third('{"text": "文"}{"text": "文"}', ", column 14: not JSON"),
    "an object nested 100,000 deep": third('{"text": "文", "x": ' + "[" * 100_000, ": nested too deep"),
    "an array over many lines": aside(
        {"a.jsonl": json.dumps([{"text": "文"}] * 60, indent=2)}, "a.jsonl: holds JSON, an array over many lines; write"
    ),
    "an array with a mark, an object a line": aside(
        {"a.jsonl": '\ufeff[{"text": "文"},\n{"text": "文"}]'}, "a.jsonl: holds JSON, an array over many lines; write"
    ),
    "an object over many lines": aside({"a.jsonl": json.dumps({"text": "文"}, indent=2)}, "holds JSON, an object over"),
    "an array in a line, then objects": Row(
        {"a.jsonl": '[{"text": "文"}]\n' + line(text=BOTH)},
        ("a/2",),
        ("line 1: not an object, but an array; write one object a line, for example with: jq -c '.[]', or name the",),
    ),
    # JSON
    "an array": Row(
        {"a.json": json.dumps([{"text": FOUNDED}, {"title": "甲"}, 5, {"text": "文", "date": "2024-02-30"},
                               {"text": LAUNCHED}], indent=2)},
        ("a/1", "a/5"),
        ('a.json: record 2: no "text"', "a.json: record 3: not an object", "a.json: record 4: '2024-02-30' is not"),
    ),
    "an array within an object": Row({"a.json": json.dumps({"total": 1, "data": [{"content": BOTH}]})}, ("a/1",)),
    "one object": Row({"a.json": json.dumps({"id": 7, "text": BOTH})}, ("7",)),
    "an array in GBK": Row({"a.json": json.dumps([{"text": BOTH}], ensure_ascii=False).encode("gbk")}, ("a/1",)),
    "lines that are called .json": Row({"a.json": line(text=FOUNDED) + line(text="上" + LAUNCHED)}, ("a/1", "a/2")),
    "JSON beside a text, which keeps its name": Row(
        {"a.txt": BOTH, "a.json": '{"title": "题"}', "b.json": line(text="文"), "b.jsonl": line(text="字")},
        ("a", "b.json/1", "b/1"),
        ("a.json: holds no record with a",),
    ),
    "JSON that is broken, deep, doubled, or of something else": aside(
        {"a.json": '[{"text": "文"},\n {"text": ]', "b.json": "[" * 100_000, "c.json": '[{"text": "a", "text": "b"}]',
         "d.json": '{"name": "package"}', "e.json": "[]", "f.json": ""},
        "a.json: line 2, column 11: not JSON", "b.json: nested too deep", "c.json: the key 'text' stands twice",
        "d.json: holds no record with a", "e.json: holds no record", "f.json: is empty",
    ),
    "other endings of lines and tables": Row({"a.ndjson": line(text=FOUNDED), "b.tsv": f"text\tid\n{LAUNCHED}\t7\n"},
                                             ("a/1", "7")),
    "NUL in a text": third(line(text="文\0字").strip(), ": NUL in text, character 1"),
    "lines of Windows, with a mark, and blank ones": Row(
        {"a.jsonl": codecs.BOM_UTF8 + f"{line(text=FOUNDED)}\n\n{line(text=LAUNCHED)}".replace("\n", "\r\n").encode()},
        ("a/1", "a/4"),
    ),
    "odd names of documents": Row(
        {"a.jsonl": "".join(line(id=name, text=BOTH) for name in (7, "", "x" * 5000, "c\nd\x1b[2J"))},
        ("7", "a/2", "x" * 5000, "c\nd\x1b[2J"),
    ),
    # tables
    "no head": aside({"a.csv": f"1,{BOTH}\n"}, 'a.csv: no column "text"'),
    "a head alone": aside({"a.csv": "id,text\n"}, "a.csv: holds no row"),
    "rows too short and too long": Row(
        {"a.csv": f"id,title,text\n1,甲,{BOTH}\n2\n3,a,b,c\n"}, ("1",), ('line 3: no "text"', "line 4: 4 cells for 3")
    ),
    "days as Excel counts them": Row(
        {"a.csv": f"date,text\n43529,文\n,{BOTH}\n"}, ("a/2",), ("a.csv: line 2: '43529' is not a date",)
    ),
    "NUL in a cell": aside({"a.csv": "id,text\n1,文\0字\n"}, "a.csv: byte 0 at character"),
    "signs of four bytes in GB18030": Row(
        {"a.csv": f"正文\n𠮷䶮。{BOTH}\n".encode("gb18030")}, ("a/1",), holds=("𠮷䶮",)
    ),
    "a break in a quoted cell": Row(
        {"a.csv": f'id,text\r\n1,"{BOTH.replace("日，", "日，" + chr(13) + chr(10))}"\r\n'}, ("1",)
    ),
    # documents
    "Word without its text, and without its list of parts": aside(
        {"a.docx": without("word/document.xml"), "b.docx": without("[Content_Types].xml")}, "a.docx: ", "b.docx: "
    ),
    "Word with a document type in another part": aside(
        {"a.docx": changed("word/styles.xml", lambda xml: DOCTYPE + xml[xml.index("?>") + 2 :])}, "document type"
    ),
    "Word without a paragraph": aside({"a.docx": made.word([])}, "a.docx: is empty"),
    "a text box and its double": Row(
        {
            "a.docx": word(
                paragraph(FOUNDED) + "<w:p><w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/"
                f"markup-compatibility/2006'><mc:Choice><w:txbxContent>{paragraph(LAUNCHED)}</w:txbxContent>"
                f"</mc:Choice><mc:Fallback><w:txbxContent>{paragraph('又' + LAUNCHED)}</w:txbxContent></mc:Fallback>"
                "</mc:AlternateContent></w:r></w:p>"
            )
        },
        ("a",),
        lacks=("又",),
    ),
    "a PDF of blanks": aside({"a.pdf": made.pdf([["  "]])}, "a.pdf: has no text layer"),
    "a page called a PDF": aside({"a.pdf": page(BOTH)}, "a.pdf: "),
    "a sentence across two pages with one head": Row(
        {
            "a.pdf": made.pdf(
                [
                    ["海岭市年报", "2021年3月4日，海岭市数据资源", "- 1 -"],
                    ["海岭市年报", f"管理局揭牌成立。{LAUNCHED}", "- 2 -"],
                ]
            )
        },
        ("a",),
    ),
    "a sentence across pages under heads with their numbers": Row(
        {
            "a.pdf": made.pdf(
                [
                    ["海岭市年报", "2021年3月4日，海岭市数据资源", "内部资料  1"],
                    ["第一章 总则", "管理局揭牌成立。2022年5月，海岭", "内部资料  2"],
                    ["海岭市年报", "市数据资源管理局推出“海岭通”平台。", "内部资料  3"],
                    ["第一章 总则", "附录见后。", "内部资料  4"],
                ]
            )
        },
        ("a",),
        holds=("第一章 总则",),
    ),
    "a sentence across two pages whose heads number them": Row(
        {"a.pdf": made.pdf([["海岭市年报 第1页", FOUNDED[:15]], ["海岭市年报 第2页", FOUNDED[15:] + LAUNCHED]])}, ("a",)
    ),
    "soft hyphens and zero-width blanks of a page": Row(
        {"a.html": page(f"<p>{FOUNDED.replace('数据', '数&shy;据').replace('管理', '管<wbr>理')}{LAUNCHED}</p>")},
        ("a",),
    ),
    # folders
    "an output of kg below the input": Row(
        {"a.txt": BOTH, "out/report.json": "{}", "out/facts.jsonl": "x", "out/store/a.txt": BOTH, "out/b.txt": BOTH},
        ("a",),
    ),
    "endings in capitals": Row({"A.TXT": FOUNDED, "B.JSONL": line(text=LAUNCHED)}, ("A", "B/1")),
    "names like patterns": Row({"a[1].txt": FOUNDED, "b*.txt": LAUNCHED}, ("a[1]", "b*")),
    # values
    "dates as people write them": Row(
        {"a.jsonl": "".join(line(text=BOTH, date=day) for day in DAYS)},
        ("a/1", "a/2", "a/3", "a/4"),
    ),
    "numbers without end": Row(
        {"a.txt": f"2021年，海岭市生产总值达到{'9' * 5000}亿元，投资1e400亿元、0/0亿元、{'1.' * 999}亿元。{BOTH}"},
        ("a",),
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_is_read_or_set_aside_as_the_second_list_says(name: str, tmp_path: Path) -> None:
    hold(ROWS[name], tmp_path)


def test_a_sidecar_that_leads_out_of_the_folder_is_refused_unread(tmp_path: Path) -> None:
    put(tmp_path / "keys.toml", 'password = "hunter2"')
    put(tmp_path / "in/a.txt", BOTH)
    (tmp_path / "in/a.toml").symlink_to(tmp_path / "keys.toml")
    with pytest.raises(InputError, match=r"a\.toml: is a link that leads out of the folder") as told:
        list(read([tmp_path / "in"]))
    assert "password" not in str(told.value)


def test_the_day_of_a_time_counts(tmp_path: Path) -> None:
    put(tmp_path / "a.toml", "published = 2021-03-04T08:00:00+08:00")
    put(tmp_path / "b.jsonl", json.dumps({"text": "文", "date": "2024年3月5日"}))
    put(tmp_path / "c.toml", "published = 201903")
    read_ = read([put(tmp_path / "a.txt", "文"), tmp_path / "b.jsonl", put(tmp_path / "c.txt", "文")])
    assert [article.published for article in read_] == ["2021-03-04", "2024-03-05", "2019-03"]
