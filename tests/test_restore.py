"""Spun text is put back, edited text is left alone, and every character leads back."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean import clean
from kg.model import Article, Clean
from kg.restore import is_spun, restore, swaps
from kg.restore.candidates import pairs
from kg.restore.evidence import FEATURES, evidence
from kg.restore.judge import MARKS, likeliest, marks, weigh, weights
from kg.restore.neighbours import neighbours
from kg.restore.ngrams import ngrams


def read(text: str) -> Clean:
    return clean(Article("a", text))


SPUN = (
    "2018年3月,河南省大数据治理局正式成破,附属于河南省国民政府。跟着信息技巧的发展,该局提出加快政府职能改变,"
    "推动治理才能古代化。河南省宣布《数字河南发展计划(2019-2022年)》,与三大经营商签订策略配合协定。"
    "中原数字经济研讨院院长以为,新型聪明城市需要同一的技术尺度和治理轨制,打通讯息孤岛,保障数据平安。"
    "省政府在政府工作讲演中提出,深刻推进“互联网 政务服务”改造,晋升服务程度。"
    "在国度互联网讯息办公室和产业和信息化部独特主办的论坛上,中共中心党校的专家作了《数字政府发展研讨讲演》。"
)

RESTORED = [
    "河南省大数据管理局正式成立",
    "隶属于河南省人民政府",
    "随着信息技术的发展",
    "政府职能转变",
    "治理能力现代化",
    "《数字河南发展规划（2019-2022年）》",
    "三大运营商",
    "战略合作协议",
    "中原数字经济研究院院长",
    "新型智慧城市",
    "信息孤岛",
    "数据安全",
    "政府工作报告",
    "“互联网+政务服务”改革",
    "国家互联网信息办公",
    "工业和信息化部共同主办",
    "中共中央党校",
    "《数字政府发展研究报告》",
]


@pytest.mark.parametrize("expected", RESTORED)
def test_a_spun_article_is_put_back(expected: str) -> None:
    assert expected in restore(read(SPUN)).text


CLEAN = [
    "国家治理体系和治理能力现代化取得新进展。",
    "公司的经营策略是先开拓农村市场，再进入中心城市。",
    "古代文明展览在省博物馆举行，展出文物300件。",
    "社会团体和群众组织参加了活动，工会团体也派了代表。",
    "1927年，国民政府在南京成立。",
    "核心技术攻关取得突破，研发团队履行了合同义务。",
    "棚户区改造和老旧小区改造计划全部完成。",
    "市场监管总局宣布，这一标准自7月1日起施行。",
    "会议听取了关于计划执行情况的报告，讨论了工作方案。",
    "他在讲演中说，衡量的尺度只有一个。",
    "两国签订贸易协定，双方经营商可以挪动货物。",
    "上海一网通办总门户上线，推行一件事一次办。",
]


EDITED = [
    "2019年4月，省大数据管理局挂牌成立，隶属于省人民政府，负责统筹全省政务数据的归集和共享。",
    "该局印发《数字经济发展规划》，提出到2025年建成统一的标准体系和管理制度。",
    "省政府与三大运营商签署战略合作协议，共同推进智慧城市发展。",
    "研究院发布的研究报告认为，信息技术的应用提升了治理水平，打通了信息孤岛。",
]


def test_edited_text_is_left_alone() -> None:
    reading = read("\n".join(EDITED))
    assert not is_spun(reading.text)
    assert restore(reading) is reading


@pytest.mark.parametrize("sentence", CLEAN)
def test_an_edited_sentence_is_left_alone(sentence: str) -> None:
    assert swaps(read(sentence)) == []


@pytest.mark.parametrize(("original", "expected"), [
    ("推进“互联网 政务服务”", "推进“互联网+政务服务”"),
    ("多领域推进‘互联网 ’", "多领域推进‘互联网+’"),
    ("在互联网 政务服务", "在互联网 政务服务"),
    ("“互联网 plus”", "“互联网 plus”"),
])
def test_a_lost_plus_sign(original: str, expected: str) -> None:
    assert restore(read(original)).text == expected


def test_expressions_that_stay() -> None:
    assert "一网通办" in restore(read(SPUN + "省政府的一网通办平台上线,实现最多跑一次。")).text


def test_every_swap_can_be_looked_at() -> None:
    reading = read(SPUN)
    found = swaps(reading)
    assert all(reading.text[swap.start:swap.end] == swap.original for swap in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(0.5 < swap.score <= 1 for swap in found)


def test_a_restored_word_stands_for_the_whole_observed_word() -> None:
    reading = restore(read(SPUN))
    at = reading.text.index("运营商")
    assert reading.quote(at, at + 3) == reading.quote(at + 1, at + 2) == "经营商"
    at = reading.text.index("智慧")
    assert reading.quote(at, at + 1) == "聪明"


@pytest.mark.parametrize(("text", "spun"), [
    ("省大数据管理局正式成破。该局附属于省政府。", True),
    ("省大数据管理局正式成破，附属于省政府。", False),
    ("省大数据管理局正式成破，与三大电信企业合作。", False),
    ("省大数据管理局正式成破，市大数据管理局随后也正式成破，与三大电信企业合作。", False),
])
def test_two_words_of_different_sentences_prove_a_spinner_and_fewer_do_not(text: str, spun: bool) -> None:
    assert is_spun(read(text).text) is spun


SEED = next((Path(__file__).parents[1] / "seeds").glob("*.txt")).read_text("utf-8")


@pytest.mark.parametrize(("written", "expected"), [
    ("成破", "成立"), ("挪动", "移动"), ("经营商", "运营商"), ("中共中心", "中共中央"), ("治理局", "管理局"),
    ("讲演", "报告"), ("讯息", "信息"), ("国度", "国家"),
])
def test_the_seed_article_is_put_back(written: str, expected: str) -> None:
    reading = read(SEED)
    found = [swap for swap in swaps(reading) if swap.restored == expected and swap.original == written]
    assert found
    assert all(SEED[slice(*reading.locate(swap.start, swap.end))] == written for swap in found)


@given(st.lists(st.sampled_from([*SPUN.split("。"), *CLEAN, "“互联网 医疗”", "\n"]), max_size=8).map("。".join))
def test_offsets_stay_in_order(text: str) -> None:
    before, after = read(text), restore(read(text))
    assert len(after.text) == len(after.starts) == len(after.ends)
    assert all(one <= two for one, two in pairwise(after.starts))
    assert all(one <= two for one, two in pairwise(after.ends))
    changed = {at for swap in swaps(before) for at in range(*before.locate(swap.start, swap.end))}
    for at, char in enumerate(after.text):
        if after.starts[at] not in changed:
            assert char == before.text[before.starts.index(after.starts[at])]


def test_every_word_of_the_table_has_counts_and_a_vector() -> None:
    words = {word for pair in pairs() for word in pair}
    assert words == set(ngrams().counts)
    assert len(neighbours().wants([("", "")], [sorted(words)])[0]) == len(words)


def test_each_weight_has_its_evidence() -> None:
    found = evidence(SPUN)
    assert found.features.shape == (sum(map(len, found.places)), len(FEATURES))
    assert len(FEATURES) == len(weights().swap)
    assert len(marks(len(SPUN), weigh(found), SPUN)) == len(MARKS) == len(weights().article)


@pytest.mark.parametrize(("left", "right", "wanted", "other"), [
    ("省政府与三家企业", "战略合作框架协议，共同建设数据中心", "签署", "发布"),
    ("主持召开全省大数据工作", "并讲话", "会议", "集会"),
    ("全市生产总值比上年", "5.2%，其中第三产业", "增长", "提高"),
])
def test_neighbours_want_the_word_that_edited_text_has(left: str, right: str, wanted: str, other: str) -> None:
    [[one, two]] = neighbours().wants([(left, right)], [[wanted, other]])
    assert one > two


def test_all_that_a_word_may_stand_for_shares_one_probability() -> None:
    assert all(sum(each.probability for each in place) <= 1 for place in weigh(evidence(SPUN)))


def test_of_overlapping_swaps_the_most_probable_is_taken_and_of_sure_ones_the_longest() -> None:
    text = "会前，他主持了中共中心政治局会议并作讲演"
    taken = likeliest(weigh(evidence(text)), 0.5)
    assert ("中共中心", "中共中央") in {(text[each.start:each.end], each.restored) for each, _ in taken}
    assert all(one.candidate.end <= two.candidate.start for one, two in pairwise(taken))
