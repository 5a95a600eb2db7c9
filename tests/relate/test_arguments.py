"""Where the arguments stand: 由, 将, relative clauses, coordination, 分别, carried subjects."""

import pytest

from tests.relate.reading import qualifiers, said, statements

LAUNCHED = "松河市 | launched | 松河办"

FRAMES = [
    ("“松河办”平台由松河市数据局建设。", {"松河办 | operatedBy | 松河市数据局"}),
    (
        "“松河办”平台由松河市数据局、青衡软件有限公司共同建设。",
        {
            "松河办 | operatedBy | 松河市数据局",
            "松河办 | operatedBy | 青衡软件有限公司",
            "松河市数据局 | cooperatesWith | 青衡软件有限公司",
        },
    ),
    ("由松河市数据局建设的“松河办”平台已上线。", {"松河办 | operatedBy | 松河市数据局"}),
    (
        "“松河办”平台由青衡软件有限公司承建、松河大学运维。",
        {"松河办 | operatedBy | 青衡软件有限公司", "松河办 | operatedBy | 松河大学"},
    ),
    ("“松河办”平台由松河市推出，青衡软件有限公司承建。", {LAUNCHED, "松河办 | operatedBy | 青衡软件有限公司"}),
    ("松河大学承担“松河办”平台的运维。", {"松河办 | operatedBy | 松河大学"}),
    ("松河市数据局由松河市政府管理。", {"松河市数据局 | partOf | 松河市政府"}),
    (
        "松河市印发了《数据条例》和《算力条例》。",
        {"松河市 | published | 数据条例", "松河市 | published | 算力条例"},
    ),
    (
        "松河市印发《数据条例》及其配套《实施细则》。",
        {"松河市 | published | 数据条例", "松河市 | published | 实施细则"},
    ),
    (
        "松河市数据局及其下属松河大学印发《数据条例》。",
        {
            "松河大学 | partOf | 松河市数据局",
            "松河市数据局 | published | 数据条例",
            "松河大学 | published | 数据条例",
        },
    ),
    ("松河市推出“松河办”“松河通”等平台。", {LAUNCHED, "松河市 | launched | 松河通"}),
    ("松河市推出“松河办”平台（由松河大学研发）。", {LAUNCHED, "松河办 | operatedBy | 松河大学"}),
    ("在松河大学的支持下，松河市推出“松河办”平台。", {LAUNCHED}),
    ("松河市的青衡软件有限公司推出“青云办”平台。", {"青衡软件有限公司 | launched | 青云办"}),
    ("各地推出“松河办”平台。", set()),
    ("松河市成立专班。", set()),
    ("松河市明确组建松河市数据局。", set()),
    ("松河市实施“数据入户”行动。", {"松河市 | implements | “数据入户”行动"}),
    ("松河市数据局是松河市政府的直属机构。", {"松河市数据局 | partOf | 松河市政府"}),
    ("松河市政府的直属机构是松河市数据局。", {"松河市数据局 | partOf | 松河市政府"}),
    (
        "隶属于松河市政府的松河市数据局推出“青云办”平台。",
        {"松河市数据局 | partOf | 松河市政府", "松河市数据局 | launched | 青云办"},
    ),
    ("青衡软件有限公司总部位于松河市。", {"青衡软件有限公司 | locatedIn | 松河市"}),
    ("“松河办”平台的建设单位是青衡软件有限公司。", {"松河办 | operatedBy | 青衡软件有限公司"}),
    ("秦岚强调，要加快建设“数据超市”，推广“一码通”。", {"秦岚 | proposed | 数据超市", "秦岚 | proposed | 一码通"}),
    (
        "松河市人民政府令（第7号）《松河数据办法》已经市政府常务会议通过，现予公布。",
        {"松河市人民政府 | published | 松河数据办法"},
    ),
    (
        "松河市数据局关于印发《松河数据办法》的通知。各区人民政府：现将《松河数据办法》印发给你们。",
        {"松河市数据局 | published | 松河数据办法"},
    ),
    (
        "松河数据集团是松河市数据局去年4月组建的国有企业。",
        {"松河数据集团 | established | 2019-04", "松河数据集团 | establishedBy | 松河市数据局"},
    ),
    ("任命秦岚为松河市数据局局长。", {"秦岚 | holdsPosition | 松河市数据局局长"}),
    ("松河市数据局局长由秦岚担任。", {"秦岚 | holdsPosition | 松河市数据局局长"}),
    (
        "组长：秦岚（副市长）；副组长：林志远（市委常委、秘书长），陈明（松河市数据局局长）。",
        {
            "秦岚 | holdsPosition | 组长",
            "秦岚 | holdsPosition | 副市长",
            "林志远 | holdsPosition | 副组长",
            "林志远 | holdsPosition | 市委常委",
            "林志远 | holdsPosition | 秘书长",
            "陈明 | holdsPosition | 副组长",
            "陈明 | holdsPosition | 松河市数据局局长",
        },
    ),
    (
        "秦岚教授出席第二届松河数据大会。",
        {"秦岚 | holdsPosition | 教授", "秦岚 | attended | 第二届松河数据大会"},
    ),
]


@pytest.mark.parametrize(("text", "states"), FRAMES)
def test_frame(text: str, states: set[str]) -> None:
    assert statements(text) == states


CARRIED = [
    ("松河市推出“松河办”平台，印发《数据条例》。", "松河市 | published | 数据条例"),
    ("松河市数据局组建于2018年，隶属于松河市政府。", "松河市数据局 | partOf | 松河市政府"),
    ("作为松河市政府的直属机构，松河市数据局成立于2018年。", "松河市数据局 | partOf | 松河市政府"),
    ("松河市印发《松河市数字化规划》，提出“数据超市”概念。", "松河市数字化规划 | proposed | 数据超市"),
    ("第二届松河数据大会由松河市政府主办，松河大学承办。", "第二届松河数据大会 | organizedBy | 松河大学"),
    ("第二届松河数据大会在松河市举行，秦岚出席。", "秦岚 | attended | 第二届松河数据大会"),
    ("第二届松河数据大会在松河市举行。秦岚致辞。", "秦岚 | attended | 第二届松河数据大会"),
    ("第二届松河数据大会在松河市举行。天气晴朗。秦岚致辞。", "秦岚 | attended | 第二届松河数据大会"),
    ("依据松河市发布的《数据条例》，秦岚出席第二届松河数据大会。", "松河市 | published | 数据条例"),
    (
        "松河大学成立于1950年，与青衡软件有限公司签署合作协议。",
        "松河大学 | cooperatesWith | 青衡软件有限公司",
    ),
]


@pytest.mark.parametrize(("text", "states"), CARRIED)
def test_subject_or_event_carried_over(text: str, states: str) -> None:
    assert states in statements(text)


def test_no_subject_is_carried_over_a_line_break() -> None:
    assert statements("松河市数据局成立。\n印发《数据条例》。") == set()


def test_respectively_aligns_subjects_and_objects() -> None:
    assert statements("松河市数据局、梅川市数据局分别成立于2018年和2019年。") == {
        "松河市数据局 | established | 2018",
        "梅川市数据局 | established | 2019",
    }


def test_bare_post_is_also_known_with_the_body_before_it() -> None:
    posts = [c.object for c in said("松河市数据局党组书记、局长秦岚参会。") if c.property == "holdsPosition"]
    assert [post.name for post in posts] == ["松河市数据局党组书记", "局长"]
    assert "松河市数据局局长" in posts[1].aliases


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("秦岚在第二届松河数据大会上致辞。", "speaker"),
        ("秦岚出席第二届松河数据大会。", "attendee"),
        ("秦岚主持第二届松河数据大会。", "chair"),
    ],
)
def test_role_at_an_event(text: str, role: str) -> None:
    (claim,) = said(text)
    assert claim.property == "attended"
    assert qualifiers(claim) == {"role": role}


@pytest.mark.parametrize(
    ("text", "spoke"),
    [
        ("松河数字大会召开。韩立人书记发表重要讲话。", True),
        ("松河数字大会召开。韩立人书记亲临我市视察，发表重要讲话。", False),
        ("松河数字大会召开。我们认真落实韩立人书记对松河工作重要讲话精神。", False),
        ("松河数字大会召开。我们认真学习贯彻韩立人书记对松河工作重要讲话精神。", False),
    ],
)
def test_what_was_said_on_a_visit_was_not_said_at_the_event_before(text: str, spoke: bool) -> None:
    assert any("attended" in line for line in statements(text)) == spoke
