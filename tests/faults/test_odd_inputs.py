"""Fault table, inputs of our own making: each was written down with what should happen before it was tried.

A row is a folder of files; the documents that are read, what is set aside, facts, and what is in the texts and what is
not. Whatever the format, every quotation is the slice of the text that its offsets name.
"""

from __future__ import annotations

import gzip
import json
import os
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.read import read
from tests.conftest import Ran
from tests.faults.odd import (
    BOTH,
    CELL,
    FOUNDED,
    HANT,
    HIDDEN,
    LAUNCHED,
    PROSE,
    RUNNING,
    E,
    L,
    Row,
    gbk_names,
    hold,
    line,
    noted,
    page,
    paragraph,
    twice_named,
    wide,
    word,
)
from tests.read import made
from tests.read.made import put

Run = Callable[..., Ran]

ROWS = {
    # encodings
    "GB18030 with signs of four bytes": Row({"a.txt": f"𠮷䶮㐇。{BOTH}".encode("gb18030")}, ("a",), holds=("𠮷䶮㐇",)),
    "a page in GBK that says UTF-8": Row({"a.html": page(f"<p>{BOTH}</p>", "utf-8", "gbk")}, ("a",)),
    "a page in UTF-8 that says gb2312": Row({"a.html": page(f"<p>{BOTH}</p>", "gb2312", "utf-8")}, ("a",)),
    "a page that says gb2312 and holds GBK": Row(
        {"a.html": page(f"<p>{BOTH}</p><p>镕、囍、喆。</p>", "gb2312", "gbk")}, ("a",), holds=("镕、囍、喆",)
    ),
    "a page in Big5": Row(
        {"a.html": page(f"<p>{HANT}</p>").decode().replace("utf-8", "big5").encode("big5", "ignore")},
        ("a",),
        holds=("海嶺市",),
    ),
    "Excel's text in UTF-16": Row(
        {"a.csv": b"\xff\xfe" + f"标题\t正文\r\n甲\t{BOTH}\r\n".encode("utf-16-le")}, ("a/1",)
    ),
    "JSON Lines in GBK": Row({"a.jsonl": line(text=BOTH).encode("gbk")}, ("a/1",)),
    "JSON Lines in UTF-16": Row(
        {"a.jsonl": (line(text=FOUNDED) + line(text="上" + LAUNCHED)).encode("utf-16")}, ("a/1", "a/2")
    ),
    "UTF-8 with two marks": Row({"a.txt": b"\xef\xbb\xbf\xef\xbb\xbf" + BOTH.encode()}, ("a",)),
    "half a pair, and a whole one": Row(
        {"a.jsonl": '{"text": "文\\ud83d"}\n{"text": "\\ud842\\udfb7"}\n'},
        ("a/2",),
        ("line 1: half a surrogate pair",),
        facts=(),
        holds=("𠮷",),
    ),
    "a packed text that lost a byte": Row(
        {"a.txt.gz": gzip.compress(BOTH.encode().replace("岭".encode(), b"\xe5\xb2", 1)), "b.txt": BOTH},
        ("b",),
        ("a.txt.gz: byte offset",),
    ),
    "controls, bidirectional and zero-width signs in a name": Row(
        {
            "a.txt": BOTH.replace("海岭市", "海\x01岭\x9f市")
            .replace("局", "\u2067局\u2069\u061c")
            .replace("管理", "管\u200b\u034f理")
        },
        ("a",),
    ),
    "variation selectors and tags in a name": Row(
        {"a.txt": BOTH.replace("资", "资\U000e0100").replace("管", "管\ufe0f\U000e0041")}, ("a",)
    ),
    "radicals and full-width digits": Row(
        {"a.txt": "２０２１年３⽉４⽇，海岭市数据资源管理局揭牌成⽴。" + LAUNCHED}, ("a",)
    ),
    "signs beyond the first plane": Row({"a.txt": "😀🏳️‍🌈" * 50 + "。" + BOTH}, ("a",)),
    "traditional script in GBK": Row(
        {"a.txt": HANT.replace("「", "“").replace("」", "”").encode("gbk")}, ("a",), holds=("海嶺市",)
    ),
    # line breaks
    "lines of as many columns": Row({"a.txt": "\n".join(wide(PROSE, 44))}, ("a",)),
    "lines of as many characters": Row({"a.txt": "\r\n".join(textwrap.wrap(PROSE, 17))}, ("a",)),
    "lines of as many characters under a heading": Row(
        {"a.txt": "海岭市数据局成立\n\n" + "\n".join(textwrap.wrap(PROSE, 23))}, ("a",)
    ),
    "lines broken anywhere": Row(
        {"a.txt": BOTH.replace("3月", "3月\n").replace("5月，", "5月，\n").replace("推出", "\n推出")},
        ("a",),
    ),
    "lines that end in a carriage return": Row({"a.txt": f"{FOUNDED}\r{LAUNCHED}\r"}, ("a",)),
    "a heading is no part of the sentence": Row({"a.txt": f"海岭市数据局\n{BOTH}"}, ("a",)),
    "marks of Markdown in a name": Row(
        {"a.md": "# 题\n\n2021年3月4日，**海岭市**[数据资源管理局](http://a.example)揭牌成立。\n\n- " + LAUNCHED},
        ("a",),
    ),
    "a PDF with running heads, numbers and broken lines": Row({"a.pdf": made.pdf(RUNNING)}, ("a",)),
    # pages
    "hidden text, frames, comments and scripts": Row(
        {
            "a.html": page(
                f"<p>{FOUNDED}</p><iframe>{HIDDEN}</iframe><p hidden>{HIDDEN}</p><!-- {HIDDEN} -->"
                f"<div style='display: none'>{HIDDEN}</div><noscript>{HIDDEN}</noscript><script>'{HIDDEN}'</script>"
                f"<p>{LAUNCHED}</p>"
            )
        },
        ("a",),
        lacks=("藏岭",),
    ),
    "a page of one sentence": Row(
        {"a.html": page(f"<p>{FOUNDED}</p>")}, ("a",), facts=(E,), lacks=("首页", "政务公开", "版权所有")
    ),
    "breaks and tags inside a sentence": Row(
        {
            "a.html": page(
                f"<p>2021年3月4日，<br>海岭市<b>数据</b><a href=#>资源</a>管理局<br/>揭牌成立。</p><p>{LAUNCHED}</p>"
            )
        },
        ("a",),
    ),
    "character references": Row(
        {
            "a.html": page(
                "<p>&nbsp;2021年3月4日&#65292;海岭市&#x6570;据资源管理局揭牌成立&#12290;</p><p>"
                + LAUNCHED.replace("“", "&ldquo;")
                + "</p>"
            )
        },
        ("a",),
    ),
    "a page nested 20,000 deep": Row(
        {"a.html": page("<div>" * 20_000 + BOTH), "b.txt": BOTH}, ("b",), ("a.html: is nested too deep",)
    ),
    "a page nested 300 deep": Row({"a.html": page("<div>" * 300 + f"<p>{BOTH}</p>" + "</div>" * 300)}, ("a",)),
    "a page of frames": Row(
        {"a.html": "<frameset><frame src='http://a.example/'></frameset>", "b.txt": BOTH}, ("b",), ("a.html",)
    ),
    # Word
    "a table in a table": Row(
        {"a.docx": word(CELL.format(CELL.format(paragraph(FOUNDED)) + paragraph(LAUNCHED)) + "<w:p/>")}, ("a",)
    ),
    "a name over runs, links and fields": Row(
        {
            "a.docx": word(
                "<w:p><w:r><w:t>2021年3月4日，</w:t></w:r><w:hyperlink><w:r><w:t>海岭市</w:t></w:r></w:hyperlink>"
                r"<w:r><w:instrText>DDEAUTO c:\x</w:instrText></w:r>"
                "<w:r><w:t>数据资源管理局揭牌成立。</w:t></w:r></w:p>" + paragraph(LAUNCHED)
            )
        },
        ("a",),
        lacks=("DDEAUTO",),
    ),
    "a footnote": Row({"a.docx": noted()}, ("a",), lacks=("横线",)),
    "Word named as a text": Row({"a.txt": made.word(), "b.txt": BOTH}, ("b",), ("a.txt: byte",)),
    "a page named as Word": Row({"a.docx": made.page(), "b.txt": BOTH}, ("b",), ("a.docx: is no Word file",)),
    # tables
    "semicolons, and a line break in a cell": Row(
        {
            "a.csv": b"\xef\xbb\xbf"
            + f'id;title;text\n1;甲;"2021年3月4日，\n海岭市数据资源管理局揭牌成立。"\n2;"乙;丙";"{LAUNCHED}"\n'.encode()
        },
        ("1", "2"),
    ),
    "bars": Row({"a.csv": f"id|text\n1|{BOTH}\n"}, ("1",)),
    "the separator in the first line": Row(
        {"a.csv": f"sep=;\r\nid;text\r\n1;{BOTH}\r\n2;a;b;c\r\n"}, ("1",), ("line 4: 4 cells for 2 columns",)
    ),
    "the other separator in a quoted head": Row({"a.csv": f'"id";"a,b,c,d";"text"\n1;x;{BOTH}\n'}, ("1",)),
    "two columns of one name": Row(
        {"a.csv": f"id,text,text\n1,{FOUNDED},{LAUNCHED}\n", "b.txt": BOTH}, ("b",), ("two columns are called 'text'",)
    ),
    "formulas": Row(
        {"a.csv": f'标题,正文\n"=HYPERLINK(""http://a.example"")",{FOUNDED}\n@SUM(A1),{LAUNCHED}\n'}, ("a/1", "a/2")
    ),
    "a quotation mark that never closes": Row(
        {"a.csv": f'id,text\n1,{BOTH}\n2,"文\n3,文\n'}, ("1",), ("a.csv: line 4: no CSV",)
    ),
    "lines of an old Mac": Row({"a.csv": f"id,text\r1,{FOUNDED}\r2,{LAUNCHED}\r"}, ("1", "2")),
    # JSON Lines
    "a broken line": Row(
        {"a.jsonl": line(text=FOUNDED) + '{"text": "文"\n' + line(text=LAUNCHED)}, ("a/1", "a/3"), ("line 2, column",)
    ),
    "a key that stands twice": Row(
        {"a.jsonl": f'{{"text": "{FOUNDED}", "text": "文"}}\n{{"text": "{BOTH}", "text": "{BOTH}"}}\n'},
        ("a/2",),
        ("line 1: the key 'text' stands twice",),
    ),
    "an id that stands twice": Row(
        {"a.jsonl": line(id=7, text=BOTH) + line(id="7", text="文")}, ("7",), ("there is already a document '7'",)
    ),
    "values that are no texts": Row(
        {
            "a.jsonl": "\n".join(
                [
                    '{"text": null}',
                    '{"text": ["文"]}',
                    "[1]",
                    "null",
                    f'{{"text": "文", "n": {"9" * 5000}}}',
                    line(text=BOTH),
                ]
            )
        },
        ("a/6",),
        ("line 1", "line 2", "line 3", "line 4", "line 5"),
    ),
    "an array instead of lines": Row(
        {"a.jsonl": json.dumps([{"text": "文"}], indent=1), "b.txt": BOTH}, ("b",), ("write one object a line",)
    ),
    # archives
    "an archive in an archive": Row(
        {"a.zip": made.zipped({"b.zip": made.zipped({"c.txt": "文"}), "d.txt": BOTH})},
        ("a/d",),
        ("a.zip: b.zip: is an archive in an archive",),
    ),
    "a packed file in an archive": Row(
        {"a.zip": made.zipped({"b.txt.gz": gzip.compress(b"x"), "d.txt": BOTH})},
        ("a/d",),
        ("b.txt.gz: is an archive in an archive",),
    ),
    "a name that stands twice": Row(
        {"a.zip": twice_named()}, ("a/a",), ("there is already a document 'a/a'",), facts=(E,)
    ),
    "what macOS adds": Row(
        {"a.zip": made.zipped({"a.txt": BOTH, "__MACOSX/._a.txt": bytes(60), ".hidden.txt": "x"})}, ("a/a",)
    ),
    "names in GBK": Row({"a.zip": gbk_names("海岭/数据局.txt", "平台.txt")}, ("a/平台", "a/海岭/数据局"), facts=(E,)),
    "an archive without documents among others": Row(
        {"a.zip": made.zipped({"a.exe": "x"}), "b.txt": BOTH}, ("b",), ("a.zip: holds no document",)
    ),
    "a broken archive among others": Row({"a.zip": b"PK\x03\x04 and no more", "b.txt": BOTH}, ("b",), ("a.zip: ",)),
    "two packed parts and rubbish": Row(
        {"a.txt.gz": gzip.compress(FOUNDED.encode()) + gzip.compress(b"x") + b"rubbish", "b.txt": BOTH},
        ("b",),
        ("a.txt.gz: ",),
    ),
    # metadata
    "a sidecar that is no TOML": Row(
        {"a.txt": "文", "a.toml": 'title = "x\n', "b.txt": BOTH}, ("b",), ("a.toml: not TOML",)
    ),
    "a sidecar in GBK": Row({"a.txt": BOTH, "a.toml": 'title = "海岭市成立数据局"'.encode("gbk")}, ("a",)),
    "a day that there is not": Row(
        {"a.txt": "2023年2月30日，海岭市数据资源管理局揭牌成立。" + LAUNCHED}, ("a",), facts=(L,)
    ),
    "names that want to be addresses": Row(
        {"a.jsonl": "".join(line(id=name, text=BOTH) for name in ("../../etc", "javascript:x", "甲 乙\n丙", "\u202e"))},
        ("../../etc", "javascript:x", "甲 乙\n丙", "\u202e"),
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_is_read_or_set_aside_as_was_written_down(name: str, tmp_path: Path) -> None:
    hold(ROWS[name], tmp_path)


def test_a_file_whose_name_is_in_another_encoding_is_read(tmp_path: Path) -> None:
    for name in (b"\xbc\xd7.txt", b"\xff.txt"):
        (tmp_path / os.fsdecode(name)).write_text(BOTH)
    assert {article.id for article in read([tmp_path])} == {"甲", "\\xff"}


def test_texts_are_printed_around_one_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    put(tmp_path / "a.txt", b"\xff\xff")
    put(tmp_path / "b.txt", BOTH)
    done = run("text", tmp_path)
    assert (done.code, done.out) == (1, BOTH)
    assert "set aside: " in done.err
