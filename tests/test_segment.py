"""Sentences end where readers end them, and words cover the text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.segment import sentences, words

KNOWN = ("数据局", "政务服务中心")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("甲成立。乙成立", ["甲成立。", "乙成立"]),
        ("他说：“好。”乙走了。", ["他说：“好。”", "乙走了。"]),
        ("他说：“行！”（笑。）乙走了", ["他说：“行！”", "（笑。）", "乙走了"]),
        ("真的吗？！真的。", ["真的吗？！", "真的。"]),
        ("《好吗？》出版", ["《好吗？》", "出版"]),
        ("标题\n正文。", ["标题\n", "正文。"]),
        ("\n\n  \n", []),
        ("甲；乙，丙", ["甲；乙，丙"]),
        ("", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts


@given(st.text(alphabet="甲乙，。！？”’）》\n ", max_size=40))
def test_only_blanks_stand_outside_sentences(text: str) -> None:
    spans = sentences(text)
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(st.text(alphabet="青江市数据局由归任林志远和云岭省政府。，2019年Ab\n ", max_size=40))
def test_words_cover_the_text(text: str) -> None:
    found = words(text, KNOWN)
    assert "".join(word.text for word in found) == text
    assert all(text[word.start : word.end] == word.text for word in found)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("青江市数据局", ["数据局"]),
        ("由市民评议", ["由"]),
        ("王伟任", ["王伟", "任"]),
        ("王红归队", ["王红", "归"]),
        ("服务现由云上公司运营", ["由"]),
        ("贸易自由港", ["自由港"]),
        ("政务服务中心开放", ["政务服务中心"]),
    ],
)
def test_known_words_and_particles_are_words(text: str, cut: list[str]) -> None:
    assert set(cut) <= {word.text for word in words(text, KNOWN)}
