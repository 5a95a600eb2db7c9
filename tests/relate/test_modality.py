"""Facts, plans, denials, and sentences that only ask or suppose."""

import pytest

from tests.relate.reading import said, statements

LAUNCHED = "松河市 | launched | 松河办"

ONE_CLAUSE = [
    ("松河市推出“松河办”平台。", LAUNCHED),
    ("松河市已推出“松河办”平台。", LAUNCHED),
    ("松河市将推出“松河办”平台。", f"{LAUNCHED} | planned"),
    ("松河市拟推出“松河办”平台。", f"{LAUNCHED} | planned"),
    ("松河市计划推出“松河办”平台。", f"{LAUNCHED} | planned"),
    ("松河市愿推出“松河办”平台。", f"{LAUNCHED} | planned"),
    ("松河市愿同梅川市一道，推出“松河办”平台。", f"{LAUNCHED} | planned"),
    ("松河市有望推出“松河办”平台。", f"{LAUNCHED} | planned"),
    ("松河市预计推出“松河办”平台。", f"{LAUNCHED} | planned"),
    ("松河市着手建设“松河办”平台。", f"{LAUNCHED} | planned"),
    ("松河市未推出“松河办”平台。", f"{LAUNCHED} | negated"),
    ("松河市尚未推出“松河办”平台。", f"{LAUNCHED} | negated"),
    ("松河市从未推出“松河办”平台。", f"{LAUNCHED} | negated"),
    ("松河市没有推出“松河办”平台。", f"{LAUNCHED} | negated"),
    ("松河市未能推出“松河办”平台。", f"{LAUNCHED} | negated"),
    ("松河市不再建设“松河办”平台。", f"{LAUNCHED} | negated"),
]


@pytest.mark.parametrize(("text", "states"), ONE_CLAUSE)
def test_marker_left_of_the_word(text: str, states: str) -> None:
    assert statements(text) == {states}


UNTIL = [
    ("到2020年底，松河市用户达300万人。", "planned"),
    ("2020年底前，松河市用户达300万人。", "planned"),
    ("到2020年底，松河市用户已达300万人。", "actual"),
    ("截至2020年底，松河市用户达300万人。", "actual"),
    ("到2019年底，松河市用户达300万人。", "actual"),
]


@pytest.mark.parametrize(("text", "state"), UNTIL)
def test_figure_of_a_time_that_has_not_passed_is_planned(text: str, state: str) -> None:
    (claim,) = said(text)
    assert claim.modality == state


@pytest.mark.parametrize(
    "text",
    [
        "云南省是否推出“松河办”平台，还没有结论。",
        "如果云南省推出“松河办”平台，群众办事会更方便。",
        "若云南省推出“松河办”平台，群众办事会更方便。",
        "一旦云南省数据局成立，工作会更快。",
        "云南省何时推出“松河办”平台？",
        "云南省能否推出“松河办”平台？",
        "云南省原定推出“松河办”平台。",
        pytest.param(
            "如果松河市推出“松河办”平台，群众办事会更方便。",
        ),
    ],
)
def test_question_or_supposition_states_nothing(text: str) -> None:
    assert statements(text) == set()


@pytest.mark.parametrize("text", ["松河市将“松河办”平台上线。", "松河市把“松河办”平台上线。"])
def test_object_marker_is_no_future(text: str) -> None:
    assert statements(text) == {LAUNCHED}


@pytest.mark.parametrize("text", ["松河市正在建设“松河办”平台。", "松河市加快建设“松河办”平台。"])
def test_what_is_under_way_is_planned_for_platforms(text: str) -> None:
    assert statements(text) == {f"{LAUNCHED} | planned"}


def test_plan_before_a_colon_covers_the_list() -> None:
    found = statements("今年松河市将做好以下工作：一是推出“松河办”平台；二是成立松河市数据局。")
    assert {f"{LAUNCHED} | planned", "松河市数据局 | establishedBy | 松河市 | planned"} <= found
    assert all(line.endswith("| planned") for line in found)


def test_future_reaches_the_coordinated_verbs() -> None:
    assert statements("松河市将推出“松河办”平台，成立松河市数据局，并印发《松河市数据条例》。") == {
        f"{LAUNCHED} | planned",
        "松河市数据局 | establishedBy | 松河市 | planned",
        "松河市 | published | 松河市数据条例 | planned",
    }


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("松河市将推出“松河办”平台，该市已成立松河市数据局。", "松河市数据局 | establishedBy | 松河市"),
        ("松河市将推出“松河办”平台，梅川市印发《梅川市数据条例》。", "梅川市 | published | 梅川市数据条例"),
        ("松河市计划推出“松河办”平台；松河市数据局印发《数据条例》。", "松河市数据局 | published | 数据条例"),
    ],
)
def test_future_ends_at_a_subject_of_its_own(text: str, other: str) -> None:
    assert statements(text) == {f"{LAUNCHED} | planned", other}


@pytest.mark.parametrize(
    ("text", "published", "states"),
    [
        ("2019年3月，松河市推出“松河办”平台。", "2020-06-15", LAUNCHED),
        ("2021年3月，松河市推出“松河办”平台。", "2020-06-15", f"{LAUNCHED} | planned"),
        ("2021年3月，松河市推出“松河办”平台。", "2022-01-01", LAUNCHED),
        ("2021年3月，松河市推出“松河办”平台。", None, LAUNCHED),
        ("2020年，松河市推出“松河办”平台。", "2020-06-15", LAUNCHED),
        ("2022年，松河市数据局成立。", "2020-06-15", "松河市数据局 | established | 2022 | planned"),
        ("2021年，松河市数据局位于松河市。", "2020-06-15", "松河市数据局 | locatedIn | 松河市"),
    ],
)
def test_date_after_publication_is_a_plan_unless_the_property_lasts(
    text: str, published: str | None, states: str
) -> None:
    assert statements(text, published) == {states}


def test_denial_covers_the_rumour_before_it() -> None:
    assert statements("对于松河市推出“松河办”平台的说法，松河市政府予以否认。") <= {f"{LAUNCHED} | negated"}


def test_plan_of_a_document_is_planned_and_its_report_is_not() -> None:
    assert statements("根据《松河市数字化建设方案》，松河市推出“松河办”平台。") == {f"{LAUNCHED} | planned"}
    assert statements("根据《松河市数字化报告》，松河市推出“松河办”平台。") == {LAUNCHED}


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("松河市未能如期推出“松河办”平台，推迟到8月上线。", f"{LAUNCHED} | planned"),
        ("松河市未能如期推出“松河办”平台，群众意见很大。", f"{LAUNCHED} | negated"),
    ],
)
def test_what_was_put_off_is_still_to_come(text: str, states: str) -> None:
    assert states in statements(text)


def test_who_promises_to_come_has_not_come() -> None:
    text = "第二届松河数据论坛推迟到9月21日举行，青衡软件有限公司确认派人参加。"
    assert "青衡软件有限公司 | attended | 第二届松河数据论坛 | planned" in statements(text)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("由松河市数据局建设“松河办”平台，8月底前完成对接。", "松河办 | operatedBy | 松河市数据局 | planned"),
        ("已由松河市数据局建设“松河办”平台，8月底前完成对接。", "松河办 | operatedBy | 松河市数据局"),
        ("由松河市数据局建设“松河办”平台，5月底前完成对接。", "松河办 | operatedBy | 松河市数据局"),
    ],
)
def test_work_with_a_deadline_ahead_is_planned(text: str, states: str) -> None:
    assert states in statements(text)


@pytest.mark.parametrize(
    ("text", "published", "states"),
    [
        ("松河市年底前推出“松河办”平台。", None, f"{LAUNCHED} | planned"),
        ("松河市9月底前推出“松河办”平台。", None, f"{LAUNCHED} | planned"),
        ("松河市年底前已推出“松河办”平台。", None, LAUNCHED),
        ("松河市年底前推出“松河办”平台。", "2020-06-15", f"{LAUNCHED} | planned"),
        ("松河市2019年底前推出“松河办”平台。", "2020-06-15", LAUNCHED),
    ],
)
def test_a_deadline_that_has_not_passed_lies_ahead(
    text: str, published: str | None, states: str
) -> None:
    assert statements(text, published) == {states}
