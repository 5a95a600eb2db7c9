"""Names as facts need them: repeated without their marks, with a version, in lists of firms that nobody knows."""

import pytest

from tests.relate.reading import statements

NAMES = [
    ("松河市推出“溪小智”。溪小智由青衡软件研发。", {"松河市 | launched | 溪小智", "溪小智 | operatedBy | 青衡软件"}),
    ("“青衡”政务链2.0上线，由梅川科技承建。", {"青衡 | operatedBy | 梅川科技"}),
    ("松河市建成城市大脑2.0。", {"松河市 | launched | 城市大脑"}),
    ("松河市发布数字人“溪溪”。", {"松河市 | launched | 溪溪"}),
    (
        "松河市数据局，原名松河市信息局，2019年3月成立。",
        {"松河市数据局 | alsoKnownAs | 松河市信息局", "松河市数据局 | established | 2019-03"},
    ),
    (
        "松河市城市运行管理中心（以下简称市运管中心）是松河市政府派出机构。",
        {"松河市城市运行管理中心 | alsoKnownAs | 市运管中心", "松河市城市运行管理中心 | partOf | 松河市政府"},
    ),
    ("松河大学发布松河数据指数2024。", {"松河大学 | published | 松河数据指数2024"}),
    (
        "松河市建成市融媒体中心和市大数据中心。",
        {"松河市 | launched | 松河市融媒体中心", "松河市 | launched | 松河市大数据中心"},
    ),
    (
        "松河市政务云由梅川软件、浪潮数码等公司承建。",
        {"松河市政务云 | operatedBy | 梅川软件", "松河市政务云 | operatedBy | 浪潮数码"},
    ),
    (
        "松河市推出“松河办”、岚河码、松政钉等平台。",
        {"松河市 | launched | 松河办", "松河市 | launched | 岚河码", "松河市 | launched | 松政钉"},
    ),
    ("松河市推出“松河办”、人事、医保等系统。", {"松河市 | launched | 松河办"}),
    ("青衡软件有限公司（以下简称“公司”）推出“松河办”平台。", {"青衡软件有限公司 | launched | 松河办"}),
    (
        "“松河办”由华信云、青衡通信两家企业运营。",
        {"松河办 | operatedBy | 华信云", "松河办 | operatedBy | 青衡通信"},
    ),
]


@pytest.mark.parametrize(("text", "states"), NAMES)
def test_named(text: str, states: set[str]) -> None:
    assert statements(text) == states


def test_persons_of_a_list_stay_persons() -> None:
    said = statements("王小明、李大伟共同出席第二届松河数据峰会。")
    assert said == {f"{name} | attended | 第二届松河数据峰会" for name in ("王小明", "李大伟")}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("成立工作组，由市长任组长。", set()),
        ("松河市市长任志强出席第二届松河数据峰会。", {"任志强 | holdsPosition | 松河市市长"}),
    ],
)
def test_who_holds_a_post_is_not_called_by_the_verb(text: str, held: set[str]) -> None:
    assert {line for line in statements(text) if "holdsPosition" in line} == held


def test_hearsay_is_no_city() -> None:
    assert not [line for line in statements("听说市里要改革。市数据局推出“松河办”平台。") if "听说" in line]
