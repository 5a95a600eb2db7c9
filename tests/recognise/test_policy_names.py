"""Names as policy text writes them, through all steps that recognise, and what only looks like a name."""

from __future__ import annotations

import pytest

from kg import pipeline
from kg.clean import clean
from kg.model import Article, Mention


def read(text: str) -> tuple[Mention, ...]:
    [reading] = pipeline.read([clean(Article("a", text, published="2024-05-06"))])
    return reading.mentions


def names(text: str, cls: str) -> list[str]:
    return [mention.name for mention in read(text) if mention.cls == cls]


@pytest.mark.parametrize(
    ("text", "cls", "expected"),
    [
        # joint bodies, bodies inside bodies, bodies that share their last words
        ("成立青江市数字政府建设领导小组。", "Organization", ["青江市数字政府建设领导小组"]),
        ("组建数据要素改革工作专班。", "Organization", ["数据要素改革工作专班"]),
        ("由云岭省数据共享部际联席会议统筹。", "Organization", ["云岭省数据共享部际联席会议"]),
        ("青江市数据局信息中心承担运维。", "Organization", ["青江市数据局信息中心"]),
        ("云岭省、松河省和青江省数据局联合印发。", "Organization", ["云岭省数据局", "松河省数据局", "青江省数据局"]),
        ("云岭省、松河省和青江省数据局印发。", "Organization", ["青江省数据局"]),
        ("云岭省政府秘书处回应。", "Organization", ["云岭省政府秘书处"]),
        ("澳门特别行政区政府表示。", "Organization", ["澳门特别行政区政府"]),
        # party bodies, people's bodies, international bodies
        ("中共青江市委、市政府召开会议。", "Organization", ["中共青江市委", "市政府"]),
        ("青江市委网信办通报。", "Organization", ["青江市委网信办"]),
        ("青江市工商联与青江市贸促会签约。", "Organization", ["青江市工商联", "青江市贸促会"]),
        ("世界卫生组织和国际电信联盟发布报告。", "Organization", ["世界卫生组织", "国际电信联盟"]),
        ("联合国教科文组织代表出席。", "Organization", ["联合国教科文组织"]),
        ("工业和信息化部信息技术发展司印发通知。", "Organization", ["工业和信息化部信息技术发展司"]),
        ("爱沙尼亚经济事务与通信部表示。", "Organization", ["爱沙尼亚经济事务与通信部"]),
        ("云杉技术有限公司青江代表处开业。", "Organization", ["云杉技术有限公司青江代表处"]),
        ("佛山市西部好处多。", "Organization", []),
        # companies that only the sentence shows
        ("平台由云杉数智承建，云杉数智还负责运维。", "Organization", ["云杉数智", "云杉数智"]),
        ("松禾智算是一家城市治理软件企业。", "Organization", ["松禾智算"]),
        ("云杉数科集团青江分公司中标。", "Organization", ["云杉数科集团青江分公司"]),
        ("系统由有关企业承建，由第三方机构运营。", "Organization", []),
        ("项目由社会资本建设。", "Organization", []),
        ("与松禾超市董事长林远会谈。", "Organization", ["松禾超市"]),
        ("松禾化工党委书记、董事长林远致辞。", "Organization", ["松禾化工"]),
        ("某生物医药董事长林远致辞。", "Organization", []),
        ("松禾机电集团，在1948年创立，是全球最大的厂商。", "Organization", ["松禾机电集团"]),
        # posts with their bodies
        ("中国驻法国大使林远致辞。", "Position", ["中国驻法国大使"]),
        ("青国外交部长林远来访。", "Position", ["青国外交部长"]),
        ("事关长治久安。", "Position", []),
        ("委员们认为。", "Position", []),
        # meetings
        ("第二届中国—中亚峰会开幕。", "Event", ["第二届中国—中亚峰会"]),
        ("他出席2024云岭数字经济论坛开幕式。", "Event", ["2024云岭数字经济论坛"]),
        ("召开云岭省数据共享联席会议。", "Event", ["云岭省数据共享联席会议"]),
        ("学习二十届二中、三中全会精神。", "Event", ["二十届二中全会", "二十届三中全会"]),
        ("贯彻党的十九大精神及云岭省经济工作会议部署。", "Event", ["党的十九大", "云岭省经济工作会议"]),
        ("第六届云岭智博会在青江举行。", "Event", ["第六届云岭智博会"]),
        # documents without book marks
        ("根据国办发〔2014〕66号文开展试点。", "Document", ["国办发〔2014〕66号文"]),
        ("依据国务院令第711号执行。", "Document", ["国务院令第711号"]),
        ("中华人民共和国国务院令第711号公布。", "Document", ["中华人民共和国国务院令第711号"]),
        ("2003年2月1日云岭省人民政府令第7号发布", "Document", ["云岭省人民政府令第7号"]),
        ("从“左”到“右”，分“三类”。", "Concept", []),
        ("云国总统张明向梅国总统致电。", "Person", ["张明"]),
        ("印发《云岭规划》（云府〔2018〕105号）。", "Document", ["云岭规划"]),
        ("青江市印发关于加快数字政府建设的实施意见。", "Document", ["关于加快数字政府建设的实施意见"]),
        ("大家讨论关于这个城市的种种想法。", "Document", []),
        ("第五届数服会闭幕。", "Event", ["第五届数服会"]),
        ("第五届理事会换届。", "Event", []),
        ("他在云岭数据大讲堂授课。", "Event", ["云岭数据大讲堂"]),
        # zones, and bodies named by their place and a common word
        ("企业落户滨江高新区。", "Place", ["滨江高新区"]),
        ("总部在云湖新区。", "Place", ["云湖新区"]),
        ("日本信息振兴院发布报告。", "Organization", ["日本信息振兴院"]),
        ("与佛山联通签约。", "Organization", ["佛山联通"]),
        ("走进佛山大剧院。", "Organization", []),
        ("成立跨市通办评估中心。", "Organization", ["跨市通办评估中心"]),
        ("该项目归市数据集团管理。", "Organization", ["市数据集团"]),
        # quotations that only their use shows to be platforms
        ("公众号“云岭微讯”发布消息。", "Platform", ["云岭微讯"]),
        ("“松河e家”用户增加。", "Platform", ["松河e家"]),
        ("正式上线“松河引擎”。", "Platform", ["松河引擎"]),
        ("提出“松河引擎”。", "Platform", []),
        ("推出“云岭办”App、“云岭钉”。", "Platform", ["云岭办", "云岭钉"]),
        ("“松河家园”“松河易”两款小程序上线。", "Platform", ["松河家园", "松河易"]),
        ("“松河家园”“松河易”两个理念。", "Platform", []),
        ("实现“证照联办”“跨省通办”。", "Platform", []),
        ("登录青江市企业信用信息公示系统。", "Platform", ["青江市企业信用信息公示系统"]),
        ("微信小程序“松河健康”上线。", "Platform", ["松河健康"]),
    ],
)
def test_names_of_one_class(text: str, cls: str, expected: list[str]) -> None:
    assert names(text, cls) == expected


def test_the_number_of_a_document_is_another_name_of_it() -> None:
    [document] = [mention for mention in read("印发《云岭规划》（云府〔2018〕105号）。") if mention.cls == "Document"]
    assert (document.name, document.aliases) == ("云岭规划", ("云府〔2018〕105号",))


@pytest.mark.parametrize(
    "text",
    [
        "构建新发展格局。",
        "服务全国大局、开好局。",
        "区域开放布局更加合理。",
        "认真落实决策部署。",
        "走进文化餐厅。",
        "掌握财富密码。",
        "（一）锚定目标。",
        "系统推进各项工作。",
        "规范有序开展工作。",
        "其他工作照常，吉他响起。",
        "坚持以人民为中心。",
        "当地水利部门开挖水渠。",
        "参与战略对接。",
        "上市公司增加。",
        "部分医院挂号难，县级综合医院改善。",
        "实施3大标志性工程。",
        "举行数十场专业论坛。",
        "云岭各级党委。",
        "电力系统、教育系统改进。",
        "请乘客扫码。",
    ],
)
def test_common_words_name_nothing(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("充分发挥云岭数据论坛作用。", "云岭数据论坛"),
        ("全面落实云岭省委要求。", "云岭省委"),
        ("参观云杉数据集团。", "云杉数据集团"),
        ("编制云岭省数据条例。", "云岭省数据条例"),
        ("锚定云岭科学城。", "云岭科学城"),
        ("申报云岭省数据创新中心。", "云岭省数据创新中心"),
        ("经党中央同意。", "党中央"),
        ("制定好青江市数据规划。", "青江市数据规划"),
    ],
)
def test_a_name_does_not_begin_with_the_verb_before_it(text: str, name: str) -> None:
    assert name in {mention.name for mention in read(text)}


def test_a_quotation_takes_no_common_word_for_its_head() -> None:
    assert [mention.text for mention in read("实现“十五五”良好开局。")] == ["“十五五”"]


def test_a_court_is_a_body_and_a_president_has_no_preposition() -> None:
    [court] = read("云岭省法院通报。")
    assert (court.name, court.kind) == ("云岭省法院", "PublicInstitution")
    assert names("主席同杜邦总统会谈。", "Person") == ["杜邦"]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("主席对萨勒曼表示欢迎。", "萨勒曼"),
        ("省长王洪祥作政府工作报告。", "王洪祥"),
        ("市长刘捷作报告。", "刘捷"),
        ("总书记殷殷嘱托。", None),
    ],
)
def test_a_person_without_the_words_beside(text: str, person: str | None) -> None:
    assert names(text, "Person") == ([person] if person else [])


def test_a_quoted_body_is_a_body() -> None:
    assert names("总台“云岭研究中心”成立。", "Organization") == ["云岭研究中心"]
