"""What articles and reports say in passing: of a thing by its noun, of an event by 会议, of a place by its street."""

import pytest

from tests.relate.reading import statements

STATED = [
    (
        "松河民声，全称松河居民意见直报平台，由松河市人民政府于2017年3月1日开通，松河市网格管理中心负责运营。",
        "松河市人民政府 | launched | 松河民声",
        "松河民声 | operatedBy | 松河市网格管理中心",
        "松河民声 | alsoKnownAs | 松河居民意见直报平台",
    ),
    (
        "松河民声，全称松河居民意见直报平台，2017年开通。平台设有报修、举报、咨询三类入口。",
        "松河民声 | comprises | 报修",
        "松河民声 | comprises | 咨询",
    ),
    (
        "楼长制是松河市的一种街道自治模式，由街区、楼栋、单元三级构成。2018年4月，松河市在各街道推行楼长制。",
        "楼长制 | comprises | 楼栋",
        "松河市 | implements | 楼长制",
    ),
    (
        "松河省数字经济联合会成立于2013年。联合会设监事会、专家委员会、标准工作组。联合会主办松河数字大会。",
        "松河省数字经济联合会 | comprises | 专家委员会",
        "松河数字大会 | organizedBy | 松河省数字经济联合会",
    ),
    (
        "云南省数据工作推进会5月8日在梅川县召开。会议由省数据局组织。",
        "云南省数据工作推进会 | organizedBy | 云南省数据局",
    ),
    ("第二届松河数据大会在松河大学举行。", "第二届松河数据大会 | heldIn | 松河大学"),
    ("松河市数据局设在长宁路88号。", "松河市数据局 | locatedIn | 长宁路88号"),
    ("松河市大数据中心坐落于云湖巷12号，有职工40人。", "松河市大数据中心 | locatedIn | 云湖巷12号"),
    (
        "松河市数据局印发《松河市数据分级规范》。《松河市数据分级规范》将政务信息分为普通信息、重要信息两级。",
        "政务信息 | comprises | 普通信息",
    ),
    (
        "松河研究院发布《2018松河政务评估》。评估由热线接通、线下窗口、信息公开三个分项组成。",
        "2018松河政务评估 | comprises | 线下窗口",
    ),
    (
        "松河市数据局公布《松河市规划评估报告》。报告要求，后三年启动“强基础”专项行动，推广“一网查”。",
        "松河市规划评估报告 | proposed | “强基础”专项行动",
        "松河市规划评估报告 | proposed | 一网查",
    ),
    (
        "松河市印发《松河市治理工作要点》。工作要点提出，实施“数据进村”工程。",
        "松河市治理工作要点 | proposed | “数据进村”工程",
    ),
    ("松河市是去年6月推行“全代办”制度的。", "松河市 | implements | “全代办”制度"),
    (
        "松河市“一章办到底”改革自2018年3月启动以来，群众满意。",
        "松河市 | implements | “一章办到底”改革",
    ),
    (
        "深圳居第一，杭州、广州分列第二、第三名，其后依次是成都和苏州。",
        "成都 | ranked | 4",
        "苏州 | ranked | 5",
    ),
    (
        "松河市委理论学习中心组第五次集体学习在松河宾馆举行。秦岚主持学习，梅川大学教授林远作专题讲座。",
        "秦岚 | attended | 松河市委理论学习中心组第五次集体学习",
        "林远 | attended | 松河市委理论学习中心组第五次集体学习",
    ),
    (
        "第二届松河数据大会在松河市召开。青衡集团未派员参会，梅川集团派代表参会。",
        "青衡集团 | attended | 第二届松河数据大会 | negated",
        "梅川集团 | attended | 第二届松河数据大会",
    ),
]


@pytest.mark.parametrize(("text", "stated"), [(row[0], row[1:]) for row in STATED])
def test_stated(text: str, stated: tuple[str, ...]) -> None:
    assert set(stated) <= statements(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("松河市平台明年将分为两个中心、三个站点。", "松河市平台 | comprises | 两个中心"),
        ("松河市是推行“全代办”制度的城市。", "松河市 | launched | “全代办”制度"),
        ("今年的重点是建设一个数据平台。", "今年的重点 | launched | 数据平台"),
    ],
)
def test_not_stated(text: str, wrong: str) -> None:
    assert wrong not in statements(text)
