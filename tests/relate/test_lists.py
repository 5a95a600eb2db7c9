"""Enumerations, units of a body, fields one leads in, parties to an agreement."""

import pytest

from tests.relate.reading import statements


def lines(subject: str, property: str, *objects: str) -> set[str]:
    """One statement an object."""
    return {f"{subject} | {property} | {object_}" for object_ in objects}


LISTS = [
    ("松河指数包括基础层、应用层和服务层。", lines("松河指数", "comprises", "基础层", "应用层", "服务层")),
    (
        "松河指数由基础层、应用层和服务层三个部分组成。",
        lines("松河指数", "comprises", "基础层", "应用层", "服务层"),
    ),
    (
        "第二届松河数据大会由开幕式、主论坛和闭幕式组成。",
        lines("第二届松河数据大会", "comprises", "开幕式", "主论坛", "闭幕式"),
    ),
    (
        "“松河办”平台包括办事大厅、政策超市、咨询中心三个栏目。",
        lines("松河办", "comprises", "办事大厅", "政策超市", "咨询中心"),
    ),
    ("“松河办”设“看、听、办”三个频道。", lines("松河办", "comprises", "看", "听", "办")),
    ("“松河办”共分两个板块：资讯、办事。", lines("松河办", "comprises", "资讯", "办事")),
    ("“松河办”由三部分组成：前台、中台、后台。", lines("松河办", "comprises", "前台", "中台", "后台")),
    ("《松河报告》发布。全文分总论篇、城市篇两部分。", lines("松河报告", "comprises", "总论篇", "城市篇")),
    ("松河大学在系统集成、软件开发等领域开展研究。", set()),
    ("《松河报告》共分六章，包括总论、展望。", lines("松河报告", "comprises", "总论", "展望")),
    ("“两张清单”：需求清单、责任清单。", lines("两张清单", "comprises", "需求清单", "责任清单")),
    ("“两张清单”：需求清单、责任清单、资源清单。", set()),
    (
        "第二届松河数据大会由开幕式、圆桌对话和闭门会三部分组成。",
        lines("第二届松河数据大会", "comprises", "开幕式", "圆桌对话", "闭门会"),
    ),
    ("松河指数下设基础指数。", set()),
    (
        "松河市数据局内设机构：综合科、数据科、安全科。",
        {f"{unit} | partOf | 松河市数据局" for unit in ("综合科", "数据科", "安全科")},
    ),
    (
        "松河市数据局设三个内设机构，分别为综合科、数据科、安全科。",
        {f"{unit} | partOf | 松河市数据局" for unit in ("综合科", "数据科", "安全科")},
    ),
    (
        "松河市数据局直属单位有市信息中心和市数据中心。",
        {f"{unit} | partOf | 松河市数据局" for unit in ("松河市信息中心", "松河市数据中心")},
    ),
    (
        "青衡集团下设两家子公司：青衡云、青衡安全。",
        {f"{unit} | partOf | 青衡集团" for unit in ("青衡云", "青衡安全")},
    ),
    (
        "松河市数据局内设综合科、数据科、安全科。",
        {f"{unit} | partOf | 松河市数据局" for unit in ("综合科", "数据科", "安全科")},
    ),
    (
        "青衡软件有限公司旗下拥有松河软件有限公司、梅川软件有限公司。",
        {f"{unit} | partOf | 青衡软件有限公司" for unit in ("松河软件有限公司", "梅川软件有限公司")},
    ),
    ("丹麦在数字身份方面处于领先地位。", {"丹麦 | leadsIn | 数字身份"}),
    ("在数字身份方面，丹麦处于领先地位。", {"丹麦 | leadsIn | 数字身份"}),
    ("松河市的在线服务走在前列。", {"松河市 | leadsIn | 在线服务"}),
    (
        "松河市政府与青衡软件有限公司签署战略合作协议。",
        {"松河市政府 | cooperatesWith | 青衡软件有限公司"},
    ),
    (
        "松河市政府分别与松河大学、梅川大学签署合作协议。",
        lines("松河市政府", "cooperatesWith", "松河大学", "梅川大学"),
    ),
    (
        "松河大学、梅川大学、青衡软件有限公司三方签署合作协议。",
        lines("松河大学", "cooperatesWith", "梅川大学", "青衡软件有限公司")
        | {"梅川大学 | cooperatesWith | 青衡软件有限公司"},
    ),
    ("由松河市政府与青衡软件有限公司共建“松河办”平台。", {"松河市政府 | cooperatesWith | 青衡软件有限公司"}),
    ("松河大学与飞鸟签署合作协议。", {"松河大学 | cooperatesWith | 飞鸟"}),
    pytest.param(
        "2019年，松河大学与梅川大学签署合作协议。",
        {"松河大学 | cooperatesWith | 梅川大学"},
    ),
]


@pytest.mark.parametrize(("text", "states"), LISTS)
def test_list(text: str, states: set[str]) -> None:
    assert statements(text) == states


@pytest.mark.parametrize(
    "text",
    [
        "松河市卫生健康委员会新增两类服务，包括夜间门诊、上门护理。",
        "松河市教育局走访三所学校，其中包括梅川学校、青衡学校。",
        "松河平台缴费服务分为窗口服务、上门服务。",
        "这项改革在包括松河市、梅川市在内的地区开展。",
        "松河银行开设企业账户、个人账户。",
        "松河计划覆盖梅川市在内的多个地区。",
        "松河国际商贸城汇集了",
    ],
)
def test_a_list_of_something_else_is_none_of_the_subject(text: str) -> None:
    assert {line for line in statements(text) if "comprises" in line} == set()
