"""Reports speak of one place all along: its sentences without a subject are about it, and their sections say when."""

import pytest

from tests.relate.reading import qualifiers, said, statement, statements

REPORT = "松河市面貌一新。全市上下团结奋斗。我市深化改革，全市经济稳中有进。\n"


def of_report(text: str) -> set[str]:
    return statements(REPORT + text)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("新建学校12所。", {"松河市 | indicator | 12"}),
        ("梅川市数据集团挂牌成立。新建学校12所。", {"松河市 | indicator | 12"}),
        ("发挥松河大学引领作用，建成实验室12个。", {"松河市 | indicator | 12"}),
        ("上市公司新增12家。", {"松河市 | indicator | 12"}),
        ("梅川大学新增专业12个。", {"梅川大学 | indicator | 12"}),
        ("梅川大学声誉大幅上升，拥有专业12个。", {"梅川大学 | indicator | 12"}),
        ("梅川集团总部启用，规上产业增加值增长12%。", {"松河市 | indicator | 12"}),
        ("《松河发展规划》印发，规上产业增加值增长12%。", {"松河市 | indicator | 12"}),
        ("12345热线受理诉求12万件。", {"12345热线 | indicator | 120000"}),
        ("上线“松河办”平台。", {"松河市 | launched | 松河办"}),
        ("支持梅川市发展。上线“松河办”平台。", {"松河市 | launched | 松河办"}),
    ],
)
def test_a_sentence_without_a_subject_is_about_the_home(text: str, states: set[str]) -> None:
    assert states <= of_report(text)
    assert len([line for line in of_report(text) if line.split(" | ")[1] in {"indicator", "launched"}]) == 1


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("梅川集团总部启用，研发投入强度居全国第二。", {"松河市 | ranked | 2"}),
        ("梅川集团总部启用。研发投入强度居全国第二。", {"松河市 | ranked | 2"}),
        ("梅川市发展快，居全省第二。", {"梅川市 | ranked | 2"}),
        ("把安全放在第一位。", set()),
    ],
)
def test_a_rank_is_of_the_home_if_what_is_ranked_has_no_name(text: str, states: set[str]) -> None:
    assert {line for line in of_report(text) if "ranked" in line} == states


def test_a_plan_does_not_rank() -> None:
    told = said(REPORT + "全市印发《松河养殖规划》，研发投入强度居全国第二。")
    assert [qualifiers(claim).get("in") for claim in told if claim.property == "ranked"] == [None]


def test_two_words_make_a_home_if_one_is_of_its_own_people() -> None:
    text = "松河市发展快。我市面貌一新。全市团结奋斗。梅川大学成立于2018年。新建学校12所。"
    assert "松河市 | indicator | 12" in statements(text)


def test_a_text_that_points_once_has_no_home() -> None:
    assert statements("松河市发展快。全市面貌一新。梅川大学成立于2018年。新增专业12个。") >= {
        "梅川大学 | indicator | 12"
    }


SECTIONS = [
    ("一、2019年工作回顾\n新建学校12所。", "actual", "2019"),
    ("二、2020年工作安排\n新建学校12所。", "planned", "2020"),
    ("2020年重点任务\n（一）办好教育\n新建学校12所。", "planned", "2020"),
    ("今年的工作安排\n新建学校12所。", "planned", None),
    ("二、2020年工作安排。新建学校12所。", "planned", "2020"),
    ("二、2020年工作安排。2020年6月新建学校12所。", "planned", "2020-06"),
    ("二、2020年工作安排\n已新建学校12所。", "actual", None),
    ("二、2020年工作安排\n2019年新建学校12所。", "actual", "2019"),
    ("二、2020年工作安排\n一、2019年工作回顾\n新建学校12所。", "actual", "2019"),
    ("2020年工作安排：一是新建学校12所。", "planned", "2020"),
    ("2020年工作安排：一是办好教育。二是新建学校12所。", "planned", "2020"),
    ("2020年工作安排：一是办好教育。二是办好医疗。上年新建学校12所。", "actual", "2019"),
    ("办好教育\n新建学校12所。", "actual", None),
    ("2020年工作安排已经公布。新建学校12所。", "actual", None),
    ("一年来的主要工作是：\n预计新建学校12所。", "actual", None),
    ("一年来的主要工作是：\n一切向好。\n2020年发展主要预期目标是：一切更好。\n新建学校12所。", "planned", "2020"),
    ("2020年发展主要预期目标是：一切更好。\n新建学校12所。", "actual", None),
]


@pytest.mark.parametrize(("text", "modality", "date"), SECTIONS)
def test_a_heading_says_when_and_whether_done(text: str, modality: str, date: str | None) -> None:
    (claim,) = (claim for claim in said(REPORT + text) if claim.property == "indicator")
    assert (statement(claim).split(" | ")[2], claim.modality, qualifiers(claim).get("date")) == ("12", modality, date)


def test_what_lasts_is_not_planned_by_a_heading() -> None:
    assert "松河大学 | locatedIn | 松河市" in of_report("二、2020年工作安排\n松河大学位于松河市。")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("云南省走访广州市。全市新建学校12所。", "广州市"),
        ("云南省走访广州市。全省新建学校12所。", "云南省"),
        ("云南省走访上海。全省新建学校12所。", "云南省"),
        ("云南省走访上海。全市新建学校12所。", "上海"),
        ("内蒙古自治区走访云南省。我区新建学校12所。", "内蒙古自治区"),
        ("恩施州走访广州。全州新建学校12所。", "恩施州"),
        ("云南省先行。" + "云南省提速。" * 6 + "贵州省来访。全省新建学校12所。", "云南省"),
        ("云南省提速。贵州省来访。全省新建学校12所。", "贵州省"),
    ],
)
def test_whose_level_it_is(text: str, place: str) -> None:
    assert f"{place} | indicator | 12" in statements(text)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("一、2019年工作回顾\n出口额预计增长9%。", "actual"),
        ("一、2019年工作回顾\n争取资金95亿元。", "actual"),
        ("一、2019年工作回顾\n将新建学校12所。", "planned"),
        ("二、2020年工作安排\n出口额预计增长9%。", "planned"),
    ],
)
def test_what_a_review_estimates_is_no_plan(text: str, modality: str) -> None:
    assert [claim.modality for claim in said(REPORT + text)] == [modality]


def test_who_tells_a_figure_is_not_what_it_is_about() -> None:
    told = "云南省面貌一新。我国经济向好。国家统计局发布数据，出口额增长9%。"
    assert {line for line in statements(told) if "indicator" in line} == {"中国 | indicator | 9"}


@pytest.mark.parametrize(
    "opening",
    [
        "松河市2020年政务服务工作情况。",
        "——2020年1月16日在松河市第九届人民代表大会第二次会议上　市长　秦岚\n各位代表：现在报告工作。\n",
        "松河市政府工作报告\n",
    ],
)
def test_the_opening_of_a_report_names_the_home(opening: str) -> None:
    assert "松河市 | indicator | 12" in statements(opening + "新建学校12所。")


def test_who_announces_a_list_does_what_its_items_say() -> None:
    text = "松河市2020年工作情况。松河市数据局主要做了以下几件事。（一）推进“三集中”改革。（二）上线“松河办”平台。"
    assert {"松河市数据局 | implements | “三集中”改革", "松河市数据局 | launched | 松河办"} <= statements(text)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("实施重大工程。", set()),
        ("打造开放平台。", set()),
        ("建设一批松河设计中心。", set()),
        ("建设一批“暖心之家”。", set()),
        ("实施多个领域“一码通查”。", {"松河市 | implements | 一码通查"}),
        ("建设“六个新城”、“一谷三园”。", set()),
        ("推出“一键通”。", {"松河市 | launched | 一键通"}),
        ("实施清江工程。", {"松河市 | implements | 清江工程"}),
    ],
)
def test_a_mere_kind_and_a_sum_of_goals_are_nothing_done(text: str, states: set[str]) -> None:
    assert {line for line in of_report(text) if "indicator" not in line} == states


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("梅川市、兰浦市政策落地，带动汽车、家电销售分别增长4%、2%。", {"松河市"}),
        ("梅川市、兰浦市销售额分别增长4%、2%。", {"梅川市", "兰浦市"}),
        ("建成梅川市至兰浦市等7条公路。", {"松河市"}),
        ("青云集团落户。" + "松河市面貌一新，全市团结奋斗。" * 14 + "企业融资增长4%。", {"松河市"}),
    ],
)
def test_what_a_list_or_a_route_names_has_no_figure(text: str, subjects: set[str]) -> None:
    assert {line.split(" | ")[0] for line in of_report(text) if "indicator" in line} == subjects


CONGRESS = "政府工作报告\n——2020年1月8日在松河市第三届人民代表大会第五次会议上\n市长 秦岚\n各位代表：\n"


def test_a_report_names_its_home_in_a_line_below_the_title() -> None:
    assert "松河市 | launched | 松河办" in statements(CONGRESS + "上线“松河办”平台。")
    assert "松河市 | launched | 松河办" not in statements("昨天很热。\n" * 4 + CONGRESS + "上线“松河办”平台。")


def test_who_only_helps_is_not_what_the_next_clause_is_about() -> None:
    text = "会同松河市财政局出台《松河数据办法》，推行“一码通办”改革。"
    assert "松河市财政局 | implements | “一码通办”改革" not in statements("我们" + text)
    assert "松河市数据局 | implements | “一码通办”改革" in statements("松河市数据局" + text)


KINDS = [
    ("建成区域性综合服务中心286个。", set()),  # counted, and of a kind
    ("建成区域性综合服务中心。", set()),
    ("建成松河综合服务中心。", {"松河市 | launched | 松河综合服务中心"}),
    ("出台省级数据服务业发展规划。", set()),
    ("出台松河数据服务业发展规划。", {"松河市 | published | 松河数据服务业发展规划"}),
    ("松河铝业发布“松河办”平台。", set()),  # the place only opens the name of a firm
    ("松河市“五个中心”由松河数科公司建设。", set()),
    ("“三松通”由松河数科公司建设。", {"三松通 | operatedBy | 松河数科公司"}),
    ("努力在推进数字治理上走在前列。", {"松河市 | leadsIn | 推进数字治理 | planned"}),
    ("在推进数字治理上走在前列。", {"松河市 | leadsIn | 推进数字治理"}),
]


@pytest.mark.parametrize(("text", "states"), KINDS)
def test_what_is_only_of_a_kind_or_wished_for_is_no_deed(text: str, states: set[str]) -> None:
    assert {line for line in of_report(text) if "| indicator |" not in line} == states


@pytest.mark.parametrize(
    ("heading", "published", "modality"),
    [
        ("一、关于2019年工作", "2020-02-21", "actual"),
        ("一、关于2020年工作", "2020-02-21", "planned"),
        ("一、2019年工作安排", "2020-02-21", "planned"),
        ("一、关于2019年工作", None, "planned"),
    ],
)
def test_the_work_of_a_year_that_is_over_is_done(heading: str, published: str | None, modality: str) -> None:
    claims = said(f"{REPORT}{heading}\n新建学校12所。", published)
    assert [claim.modality for claim in claims if claim.property == "indicator"] == [modality]
