"""Where names with a head noun begin and end, and what is no name although it ends in one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Mention
from kg.recognise import gazetteer, heads, meetings, suggestions, tables, titles, values
from kg.segment import words

PIECES = [
    "云岭省",
    "青江市",
    "数据",
    "管理",
    "局",
    "和",
    "平台",
    "第二届",
    "论坛",
    "（东区）",
    "的",
    "由",
    "2023年",
    "\n",
    "省",
]


def found(text: str) -> list[Mention]:
    """The candidates by head noun of a text that stands alone."""
    fixed = [*gazetteer.divisions(text), *gazetteer.known(text), *meetings.congresses(text)]
    days = [value for value in values.find(text, anchor="2024-05-06") if value.cls == "Date"]
    return list(heads.find(text, words(text, tables.vocabulary()), fixed, titles.ranges(text), days))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("云岭省政务服务数据管理局推出平台", "云岭省政务服务数据管理局", "GovernmentAgency"),
        ("国家市场监督研究中心发布", "国家市场监督研究中心", "ResearchInstitute"),
        ("打造公共数据授权运营平台", "公共数据授权运营平台", None),
        ("加快建设一体化政务服务平台", "一体化政务服务平台", None),
        ("会议由青江市大数据发展管理局主办", "青江市大数据发展管理局", "GovernmentAgency"),
        ("据青江市统计局介绍", "青江市统计局", "GovernmentAgency"),
        ("青江市数据局将牵头", "青江市数据局", "GovernmentAgency"),
        ("云岭省青江市柏宁县人民政府公布", "云岭省青江市柏宁县人民政府", "Government"),
        ("青江市发展和改革委员会印发通知", "青江市发展和改革委员会", "PublicInstitution"),
        ("云岭省文化和旅游局", "云岭省文化和旅游局", "GovernmentAgency"),
        ("召开青江市网络安全和信息化工作座谈会", "青江市网络安全和信息化工作座谈会", "Meeting"),
        ("青江和柏宁市数据局", "柏宁市数据局", "GovernmentAgency"),
        ("第二届青江数字治理论坛开幕", "第二届青江数字治理论坛", "Forum"),
        ("2023年青江数字治理峰会开幕", "2023年青江数字治理峰会", "Forum"),
        ("第三届佛山市数字论坛开幕", "第三届佛山市数字论坛", "Forum"),
        ("2023年广东省佛山市数字论坛开幕", "2023年广东省佛山市数字论坛", "Forum"),
        ("5月7日数字论坛开幕", "数字论坛", "Forum"),
        ("此事不由市水务统计局管理", "市水务统计局", "GovernmentAgency"),
        ("另据市水务统计局通报", "市水务统计局", "GovernmentAgency"),
        ("在省内佛山市数据局", "佛山市数据局", "GovernmentAgency"),
        ("实施企业上市“青松行动”，", "企业上市“青松行动”", "Measure"),
        ("2019年政府工作报告提出", "2019年政府工作报告", "Report"),
        ("三大运营商签约", "三大运营商", "Company"),
        ("12345热线开通", "12345热线", "Hotline"),
        ("“云岭通”（升级版）平台", "“云岭通”（升级版）平台", None),
        ("数字青江公司承建", "数字青江公司", "Company"),
        ("中国移动青江分公司", "中国移动青江分公司", "Company"),
        ("双方与青江科技签约", "青江科技", "Company"),
        ("市数据资产评估中心挂牌", "市数据资产评估中心", "PublicInstitution"),
        ("省政府召开会议", "省政府", "Government"),
        ("参观者走进青江国际会展中心", "青江国际会展中心", "Venue"),
        ("义乌国际商贸城客流增加", "义乌国际商贸城", "Venue"),
        ("深圳机场单日执行航班", "深圳机场", "Venue"),
        ("满洲里铁路口岸通行列车", "满洲里铁路口岸", "Venue"),
        ("佛山历史陈列馆迎来高峰", "佛山历史陈列馆", "PublicInstitution"),
        ("深圳海关验核商品", "深圳海关", "GovernmentAgency"),
        ("青江市公安局交警支队", "青江市公安局交警支队", "PublicInstitution"),
        ("青江大学数据科学学院", "青江大学数据科学学院", "School"),
    ],
)
def test_a_name_reaches_from_its_first_word_to_its_head(text: str, name: str, kind: str | None) -> None:
    assert (name, kind) in {(mention.name, mention.kind) for mention in found(text)}


@pytest.mark.parametrize(
    "text",
    [
        "各级平台接入",
        "有关部门加快建设平台",
        "三个平台上线",
        "实施三年行动",
        "体育馆开放",
        "服务中心",
        "在线中心",
        "后端数据平台",
        "市平台上线",
        "布局合理",
        "推动股份",
    ],
)
def test_a_kind_of_thing_is_no_name(text: str) -> None:
    assert found(text) == []


def test_a_head_inside_the_word_of_a_post_names_nothing() -> None:
    assert "平台" not in {mention.text for mention in found("副局长林志远")}


def test_a_place_before_the_head_makes_a_name_surer() -> None:
    (placed,), (unplaced,) = found("青江市数据局"), found("打造算力平台")
    assert placed.score > unplaced.score


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_a_name_is_the_slice_of_its_offsets_and_ends_in_a_head(text: str) -> None:
    for mention in found(text):
        assert mention.text == text[mention.start : mention.end]
        assert tables.endings(mention.text, longest=len(mention.text))


@pytest.mark.parametrize(
    ("name", "generic"),
    [
        ("各级政府", True),
        ("当地政府", True),
        ("有关部门", True),
        ("相关企业", True),
        ("青江市政府", False),
        ("青江市数据局", False),
    ],
)
def test_a_kind_of_body_is_told_from_a_body(name: str, generic: bool) -> None:
    assert suggestions.is_generic(name) is generic


def test_a_person_found_beyond_doubt_is_found_again() -> None:
    text = "记者王晓明报道。王晓明同名者王晓明。"
    [first] = [Mention(2, 5, "王晓明", "Person", 0.95, "model", None, "王晓明")]
    assert [m.start for m in suggestions.repeated(text, [first])] == [8, 14]
    assert list(suggestions.repeated(text, [Mention(2, 5, "王晓明", "Person", 0.85, "model")])) == []


@pytest.mark.parametrize(
    ("cls", "score", "believed"),
    [("Person", 0.6, True), ("Person", 0.5, False), ("Organization", 0.7, False), ("Place", 1.0, False)],
)
def test_a_suggestion_is_believed_by_class_and_score(cls: str, score: float, believed: bool) -> None:
    assert bool(suggestions.believed([Mention(0, 3, "青江社", cls, score, "model")])) is believed


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("实施可再生能源替代行动。", "可再生能源替代行动"),
        ("开展新一轮农业转移人口市民化行动。", "农业转移人口市民化行动"),
        ("推动中越跨境经济合作区试点建设。", "中越跨境经济合作区试点建设"),
        ("落实好农业保险保障工程。", "农业保险保障工程"),
    ],
)
def test_a_programme_is_all_that_stands_behind_its_verb(text: str, name: str) -> None:
    assert name in [mention.text for mention in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "单位有本条例所列行为",
        "受本办法保护",
        "应当向青江市教育局报告",
        "青江省报告新增病例",
        "青江防空系统击落飞机",
        "全省税务系统办理业务",
    ],
)
def test_a_head_that_is_part_of_no_name(text: str) -> None:
    assert not {mention.cls for mention in found(text)} & {"Document", "Platform"}


@pytest.mark.parametrize("text", ["推广医保信息系统", "建成智慧税务系统", "《青江报告》后发布青江发展报告"])
def test_a_head_that_is_part_of_one(text: str) -> None:
    assert {mention.cls for mention in found(text)} & {"Document", "Platform"}
