"""The trained recogniser: names in policy text, offsets that slice, and the spaCy component."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.recognise.choice import Span, choose
from kg.recognise.model import SCHEMES, Recogniser

PERSON, ORGANIZATION, PLACE, POSITION, DOCUMENT = "Person", "Organization", "Place", "Position", "Document"

SENTENCES = [
    ("国家数据局局长刘烈宏在贵阳会见了来访的客人。", {"刘烈宏": PERSON, "国家数据局": ORGANIZATION, "贵阳": PLACE}),
    ("副局长沈竹林主持座谈会。", {"沈竹林": PERSON, "副局长": POSITION}),
    ("邬贺铨院士认为，数据流通离不开标准。", {"邬贺铨": PERSON}),
    ("广东省政务服务数据管理局近日印发通知。", {"广东省政务服务数据管理局": ORGANIZATION}),
    (
        "浙江省大数据发展管理局与杭州市人民政府签署协议。",
        {"浙江省大数据发展管理局": ORGANIZATION, "杭州市人民政府": ORGANIZATION},
    ),
    ("工业和信息化部、国家发展改革委联合召开会议。", {"工业和信息化部": ORGANIZATION, "国家发展改革委": ORGANIZATION}),
    ("她曾在清华大学任教，后来到深圳工作。", {"清华大学": ORGANIZATION, "深圳": PLACE}),
    ("该平台由中国移动通信集团有限公司在北京建设。", {"中国移动通信集团有限公司": ORGANIZATION, "北京": PLACE}),
    ("《数字中国建设整体布局规划》提出明确要求。", {"数字中国建设整体布局规划": DOCUMENT}),
    ("俄罗斯总统普京访问了哈萨克斯坦。", {"俄罗斯": PLACE, "普京": PERSON, "总统": POSITION, "哈萨克斯坦": PLACE}),
]
NAMELESS = [
    "要坚持问题导向，补齐短板，提高办事效率。",
    "今年以来，各项工作取得积极进展。",
    "2019年3月5日",
    "",
    "\n\n",
    "。。。",
    "   ",
]


def _names(text: str) -> dict[str, str]:
    return {text[span.start : span.end]: span.label for span in Recogniser.load().find(text)}


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_names_of_policy_text(text: str, expected: dict[str, str]) -> None:
    assert expected.items() <= _names(text).items()


@pytest.mark.parametrize("text", NAMELESS)
def test_no_names_where_there_are_none(text: str) -> None:
    assert _names(text) == {}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("山东省公安厅发布通告。", "山东省公安厅", "GovernmentAgency"),
        ("浪潮软件集团有限公司承建了该项目。", "浪潮软件集团有限公司", "Company"),
    ],
)
def test_the_kind_of_an_organisation(text: str, name: str, kind: str) -> None:
    assert {mention.text: mention.kind for mention in Recogniser.load().mentions(text)}[name] == kind


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("市数据局由市发展改革委管理", [(0, 11, "government", 0.9)], {"市发展改革委": ORGANIZATION}),
        ("某公司全称某有限公司", [(0, 10, "company", 0.9)], {"某有限公司": ORGANIZATION}),
        (
            "自由大学归国校友会",
            [(0, 4, "ORG", 0.9), (4, 9, "organization", 0.9)],
            {"自由大学": ORGANIZATION, "归国校友会": ORGANIZATION},
        ),
        ("《规定》施行", [(0, 4, "book", 0.9)], {"规定": DOCUMENT}),
        ("国家大数据（贵州）综合试验区", [(6, 14, "ORG", 0.9), (6, 8, "LOC", 0.4)], {"贵州": PLACE}),
        ("俄罗斯总统来访", [(0, 3, "LOC", 0.99), (0, 5, "position", 0.8)], {"俄罗斯": PLACE, "总统": POSITION}),
        ("彭亮任职", [(0, 2, "PER", 0.8), (0, 3, "company", 0.8)], {"彭亮": PERSON}),
        ("公安部门", [(0, 4, "government", 0.9), (0, 3, "ORG", 0.9), (0, 4, "scene", 1.0)], {"公安部门": ORGANIZATION}),
    ],
)
def test_of_names_that_overlap_one_stays(
    text: str, spans: list[tuple[int, int, str, float]], expected: dict[str, str]
) -> None:
    assert {mention.text: mention.cls for mention in choose(text, [[Span(*span) for span in spans]])} == expected


def test_schemes_keep_the_labels_of_their_annotation() -> None:
    text = "国家数据局局长刘烈宏在贵阳会见了来访的客人。"
    assert {span.label for span in Recogniser.load().spans(text, "msra")} == {"PER", "ORG", "LOC"}
    assert {span.label for span in Recogniser.load().spans(text, "cluener")} <= {
        "name",
        "government",
        "position",
        "address",
    }


@settings(deadline=None)
@given(st.text(alphabet="国家数据局长刘烈宏王小明说在北京市，。！\n“”《》 0a😀\ud800\0", max_size=120))
def test_offsets_slice_to_the_text(text: str) -> None:
    recogniser = Recogniser.load()
    end = 0
    for mention in recogniser.mentions(text):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert 0 <= mention.score <= 1
        end = mention.end
    for scheme in SCHEMES:
        assert all(0 <= span.start < span.end <= len(text) for span in recogniser.spans(text, scheme))


def test_a_long_text_reads_like_its_parts() -> None:
    part = "".join(text + "\n" for text, _ in SENTENCES)
    count = 25_000 // len(part) + 1
    once, often = Recogniser.load().find(part), Recogniser.load().find(part * count)
    assert [tuple(span[:3]) for span in often] == [
        (span.start + turn * len(part), span.end + turn * len(part), span.label)
        for turn in range(count)
        for span in once
    ]


def test_a_sentence_without_end_is_read_too() -> None:
    assert len(Recogniser.load().find("王小明和李大为来到北京，" * 200)) > 400


def test_the_component_appends_to_the_candidates() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("kg_model")
    doc = nlp("国家数据局局长刘烈宏在贵阳会见了来访的客人。")
    found = {mention.text: (mention.cls, mention.found_by) for mention in doc._.candidates}
    assert found["刘烈宏"] == (PERSON, "model")
    assert list(nlp("")._.candidates) == []


def test_the_weights_are_found_from_any_folder(tmp_path: Path) -> None:
    code = "from kg.recognise.model import Recogniser; print(len(Recogniser.load().find('刘烈宏在北京。')))"
    run = [sys.executable, "-c", code]
    path = str(Path(__file__).parents[2])
    said = subprocess.run(run, cwd=tmp_path, env={"PYTHONPATH": path}, capture_output=True, text=True, check=True)
    assert int(said.stdout) == 2


TEXTS = ["记者王小明在青江报道。", "", "刘烈宏", "在北京。\n深圳", "《青江规划》\n", "\n", "a\ud800王小明说。"]


@given(st.lists(st.sampled_from(TEXTS), max_size=6))
@settings(max_examples=30, deadline=None)
def test_texts_read_together_read_as_one_by_one(texts: list[str]) -> None:
    recogniser = Recogniser.load()
    assert recogniser.read(texts) == [recogniser.suggested(text) for text in texts]


@pytest.mark.parametrize("batch_size", [1, 2, 100])
def test_the_component_reads_a_stream(batch_size: int) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("kg_model")
    texts = [text for text, _ in SENTENCES]
    docs = list(nlp.pipe(texts, batch_size=batch_size))
    assert [doc.text for doc in docs] == texts
    assert [doc._.candidates for doc in docs] == [nlp(text)._.candidates for text in texts]
