"""Reading: which articles a set of inputs gives, in which encodings, and what is said of a bad one."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.encoding import decode
from kg.errors import InputError
from kg.read import read

CHINESE = "2017年12月16日，数字政府建设管理局揭牌成立。\r\n第二行\u2028仍是第二行\n"
SEEDS = Path(__file__).parents[2] / "seeds"


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    "raw",
    [
        CHINESE.encode("utf-8"),
        CHINESE.encode("utf-8-sig"),
        CHINESE.encode("gb18030"),
        b"\xff\xfe" + CHINESE.encode("utf-16-le"),
        b"\xfe\xff" + CHINESE.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "gb18030", "utf-16-le", "utf-16-be"],
)
def test_every_encoding_gives_every_character(raw: bytes, tmp_path: Path) -> None:
    [article] = read([put(tmp_path / "a.txt", raw)])
    assert article.text == CHINESE


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("デジタル政府について".encode("shift-jis"), r"is not UTF-8, .*iconv"),
        ("数字政府建设".encode()[:-1], r"byte offset 15 .* is not UTF-8"),
        (b"\xff\xfe\x00", r"byte offset 2 .* is not UTF-16-LE"),
        (b"abc\x00def", r"byte 0 at character 3.*save it as UTF-8"),
        (b"", r"is empty; give a file that holds text"),
        (" \r\n\u3000".encode(), r"is empty"),
    ],
    ids=["shift-jis", "cut off", "half a character", "binary", "empty", "blank"],
)
def test_other_bytes_are_refused_with_place_and_remedy(raw: bytes, said: str) -> None:
    with pytest.raises(InputError, match=r"^a\.txt: .*" + said):
        decode(raw, "a.txt")


@given(st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"])).filter(str.strip))
def test_utf8_is_always_read_as_utf8(text: str) -> None:
    assert decode(text.encode(), "") == text


def test_the_seed_is_read_with_its_sidecar() -> None:
    [article] = read([SEEDS])
    assert article.id == "000_d6231bf73f17a2ed"
    assert article.text.encode() == (SEEDS / f"{article.id}.txt").read_bytes()
    assert (article.title, article.published) == ("建设数字政府让社会更高效", None)
    assert article.publisher == "中国通信学会 / China Institute of Communications"


def test_a_folder_is_read_in_the_order_of_its_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b.txt", "a/z.txt", "a/c.txt", ".git/x.txt", "a/notes.png"):
        put(tmp_path / "in" / name, "文")
    put(tmp_path / "in/d.jsonl", '{"doc": "一", "text": "文"}\n\n{"doc": "二", "text": "文", "facts": []}\n')
    monkeypatch.chdir(tmp_path)
    here = [article.id for article in read(["in"])]
    assert here == ["a/c", "a/z", "b", "一", "二"]
    assert here == [article.id for article in read([tmp_path / "in"])]


def test_a_sidecar_names_the_document(tmp_path: Path) -> None:
    put(tmp_path / "a.toml", 'published = 2019-03-05\nidentifier = "公报-7"\nurl = "https://a.example/7"')
    [article] = read([put(tmp_path / "a.txt", "文")])
    assert (article.id, article.published, article.source) == ("公报-7", "2019-03-05", "https://a.example/7")


def test_a_given_date_dates_only_the_undated(tmp_path: Path) -> None:
    lines = put(tmp_path / "a.jsonl", '{"doc": "1", "text": "文"}\n{"doc": "2", "text": "文", "date": "2019-03"}')
    assert [article.published for article in read([lines], published="2020")] == ["2020", "2019-03"]


def test_standard_input_is_one_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("文字".encode())))
    [article] = read(["-"])
    assert (article.id, article.text) == ("stdin", "文字")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"doc": "1", "text": }', "line 1, column 22: not JSON"),
        ('\n["a"]', "line 2: not an object"),
        ('{"doc": "1", "text": " "}', 'line 1: no "text" (or "content", "body", 正文 …) among its keys: doc, text'),
        ('{"doc": "1", "reads": 7}', "among its keys: doc, reads"),
        ('{"text": "文", "title": 7}', "line 1: title is int, not a text"),
        ('{"doc": "1", "text": "文", "date": "昨天"}', "line 1: '昨天' is not a date; write it as"),
        ('{"doc": "1", "text": "文", "date": "2019-02-30"}', "'2019-02-30' is not a date"),
        (r'{"doc": "1", "text": "\ud800"}', "half a surrogate pair"),
        (b'{"doc": "\xe6\x95"}', "line 1: byte offset 9 (0xE6) is not UTF-8"),
        ("", "is empty"),
    ],
)
def test_a_bad_line_is_refused_with_its_place(line: str | bytes, said: str, tmp_path: Path) -> None:
    path = put(tmp_path / "a.jsonl", line)
    with pytest.raises(InputError, match=r"a\.jsonl: ") as caught:
        list(read([path]))
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("sidecar", "said"),
    [
        ('titel = "文"', "unknown key 'titel'; valid are title, published"),
        ("title = ", "not TOML: "),
        ("title = 7", "title is int, not a text"),
        ("published = 7", "7 is not a date"),
    ],
)
def test_a_bad_sidecar_is_refused(sidecar: str, said: str, tmp_path: Path) -> None:
    put(tmp_path / "a.toml", sidecar)
    with pytest.raises(InputError, match=r"a\.toml: ") as caught:
        list(read([put(tmp_path / "a.txt", "文")]))
    assert said in str(caught.value)


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    os.symlink("loop.txt", tmp_path / "loop.txt")
    (tmp_path / "none").mkdir()
    put(tmp_path / "a.xls", "?")
    for name, said in (
        ("gone.txt", "no such file or folder"),
        ("gone", "no such file or folder"),
        ("loop.txt", "cannot be read"),
        ("none", "holds no document; valid endings are .txt, .text, .md"),
        ("a.xls", "of no known format; save it as .csv, or else: valid endings"),
    ):
        with pytest.raises(InputError) as caught:
            list(read([tmp_path / name]))
        assert str(caught.value).startswith(f"{tmp_path / name}: {said}")


def test_two_documents_of_one_name_are_refused(tmp_path: Path) -> None:
    files = [put(tmp_path / folder / "a.txt", "文") for folder in "xy"]
    with pytest.raises(InputError, match=r"y/a\.txt: there is already a document 'a', from .*x/a\.txt"):
        list(read(files))


def test_lines_end_at_a_line_feed_only(tmp_path: Path) -> None:
    text = "一\u2028二\x85三"
    [article] = read([put(tmp_path / "a.jsonl", json.dumps({"doc": "1", "text": text}, ensure_ascii=False))])
    assert article.text == text
