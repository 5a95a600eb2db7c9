"""Fault table, encodings: what is known for certain is read, anything else is refused by name; nothing is replaced."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.clean import clean
from kg.documents import extract
from kg.encoding import decode
from kg.errors import InputError
from kg.model import Article
from kg.read import read
from kg.terminal import printable
from tests.read.made import put

PROSE = "2021年3月4日，海岭市数据资源管理局揭牌成立，负责全市政务数据的共享和开放工作。\n"
HANT = "2021年3月4日，海嶺市數據資源管理局揭牌成立，負責全市政務數據的共享和開放工作。\n"
READ = {
    "GB18030-only characters, four bytes and two": ("䶮县㐇镇𠮷祥路" + PROSE, "gb18030"),
    "GB18030 that also decodes as Big5": ("国务院办公厅关于政务数据", "gb18030"),
    "GB2312": (PROSE, "gb2312"),
    "GBK with traditional characters": (HANT, "gbk"),
    "Big5": (HANT, "big5"),
    "Big5 that also decodes as GB18030": ("數位政府與資訊社會", "big5"),
    "Big5-HKSCS": ("香港特別行政區政府在深水埗設立數據局", "big5hkscs"),
    "UTF-16 with a mark": (PROSE, "utf-16"),
    "UTF-16, little end first, without a mark": (PROSE, "utf-16-le"),
    "UTF-16, big end first, without a mark": (PROSE, "utf-16-be"),
    "UTF-8 with a mark": (PROSE, "utf-8-sig"),
    "UTF-8": (PROSE, "utf-8"),
    "a list of names in GBK": ("张小明,李大山,王海岭,赵德胜", "gbk"),
}


@pytest.mark.parametrize("row", READ)
def test_is_read(row: str) -> None:
    text, encoding = READ[row]
    assert decode(text.encode(encoding), row) == text


def test_the_bytes_that_two_encodings_share_are_told_apart() -> None:
    """The bytes decode in the other encoding too."""
    others = {"GB18030 that also decodes as Big5": "big5hkscs", "Big5 that also decodes as GB18030": "gb18030"}
    for row, other in others.items():
        text, encoding = READ[row]
        assert text.encode(encoding).decode(other) != text
        assert decode(text.encode(encoding), row) == text


LOST = "全市上下齐心协力扎实推进各项工作记者从会上了解到该市持续优化营商环境".encode("gb18030")[1:] + b"\xa1"
REFUSED = {
    "UTF-8 cut off": (PROSE.encode()[:-2], r"byte offset 111 \(0xE3\) is not UTF-8"),
    "UTF-8 with a byte lost": (PROSE.encode().replace("岭".encode(), b"\xe5\xb2"), r"byte offset 21 .* not UTF-8"),
    "GB18030 cut off": (PROSE.strip().encode("gb18030")[:-1], r"byte offset 76 .* is not GB18030"),
    "Big5 with a byte lost": (HANT.encode("big5").replace("嶺".encode("big5"), b"\xff"), r"byte offset 16 .* Big5"),
    "UTF-16 cut off": (b"\xff\xfe" + PROSE.encode("utf-16-le")[:-1], r"byte offset 86 .* is not UTF-16-LE"),
    "Shift-JIS": ("デジタル政府について".encode("shift-jis"), "in no other encoding"),
    "EUC-KR": ("디지털 정부에 관한 보고서".encode("euc-kr"), "in no other encoding"),
    "Latin 1": ("Gouvernement numérique".encode("latin-1"), "byte offset 16"),
    "HZ": (PROSE.encode("hz"), "byte offset 4: no plain text, but in HZ"),
    "UTF-7": (PROSE.encode("utf-7"), "no plain text, but in UTF-7"),
    "ISO-2022": ("東京都".encode("iso2022-jp"), "byte offset 0: no plain text, but in ISO-2022"),
    "GB18030 out of step": ((PROSE * 3).encode("gb18030") + LOST, "from there it is no text in GB18030"),
    "too short to be certain": ("行政".encode("big5"), "in no other encoding"),
    "lone surrogate in UTF-8": (b"\xe6\x95\xb0\xed\xa0\x80", "byte offset 3"),
    "NUL": (b"abc\x00def", "byte 0 at character 3, so it is no plain text"),
    "RTF": (b"{\\rtf1\\ansi 2019}", r"byte offset 0 .*no text, but RTF; save it as .docx"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "byte offset 0"),
}


@pytest.mark.parametrize("row", REFUSED)
def test_is_refused_by_name_with_place_and_remedy(row: str) -> None:
    raw, said = REFUSED[row]
    with pytest.raises(InputError, match=f"^{row}: .*{said}") as caught:
        decode(raw, row)
    assert "; " in str(caught.value), "a remedy"


def test_truncated_bytes_are_set_aside_with_their_offset_and_the_rest_is_read(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", PROSE)
    put(tmp_path / "b.txt", PROSE.encode()[:-2])
    told: list[InputError] = []
    assert [article.id for article in read([tmp_path], refused=told.append)] == ["a"]
    assert "b.txt: byte offset 111" in str(told[0])


def test_what_is_stated_across_a_lost_character_is_no_fact(tmp_path: Path) -> None:
    text = put(tmp_path / "a.txt", "2019年3月5日，云岭省\ufffd据局成立。2020年4月，云岭省财政厅成立。\n".encode())
    assert [record["subject"] for record in extract([text])] == ["云岭省财政厅"]


@pytest.mark.parametrize("field", ["text", "doc", "title"])
def test_lone_surrogates_in_json_are_refused(field: str, tmp_path: Path) -> None:
    line = json.dumps({"doc": "1", "title": "题", "text": "文"} | {field: "数\ud800"})
    with pytest.raises(InputError, match=r"line 1: half a surrogate pair"):
        list(read([put(tmp_path / "a.jsonl", line)]))


INVISIBLE = {
    "control characters": "海\x01岭\x07市\x1b数据局",
    "bidirectional controls": "海岭\u202e市\u2066数据局\u2069",
    "zero width": "海\u200b岭\u200d市\ufeff数据局\u00ad",
}


@pytest.mark.parametrize("row", INVISIBLE)
def test_invisible_characters_are_no_part_of_a_name_and_stay_in_the_evidence(row: str) -> None:
    text = INVISIBLE[row] + "成立"
    reading = clean(Article("a", text))
    assert reading.text == "海岭市数据局成立"
    assert reading.quote(0, 6) == text[: text.index("局") + 1]
    assert not set(printable(text)) & set("\x01\x07\x1b\u202e\u2066\u2069\u200b\u200d\ufeff")


def test_kangxi_radicals_and_full_width_forms_are_read_as_what_they_mean() -> None:
    text = "⼯信部⺠⽣⻔户ＡＰＰ２０２１年"
    reading = clean(Article("a", text))
    assert reading.text == "工信部民生门户APP2021年"
    assert reading.quote(0, len(reading.text)) == text
