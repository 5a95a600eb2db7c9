"""Ranks and indicators: what a figure is about, its metric, unit, date and list."""

import pytest

from tests.relate.reading import qualifiers, said, statements

RANKS = [
    ("松河市排名第三。", {"松河市 | ranked | 3"}),
    ("松河市位居全省第三。", {"松河市 | ranked | 3"}),
    ("松河省营商环境指数居全国第八。", {"松河省 | ranked | 8"}),
    ("贵州省级网上服务能力指数位居第八。", {"贵州 | ranked | 8"}),
    ("丹麦在线服务指数全球排名第八。", {"丹麦 | ranked | 8"}),
    ("松河市不排名第三。", {"松河市 | ranked | 3 | negated"}),
    ("丹麦的指数居第一位。", {"丹麦 | ranked | 1"}),
    ("松河市、梅川市分列第二、第三位。", {"松河市 | ranked | 2", "梅川市 | ranked | 3"}),
    (
        "丹麦、芬兰、韩国位列第一至第三位。",
        {"丹麦 | ranked | 1", "芬兰 | ranked | 2", "韩国 | ranked | 3"},
    ),
    (
        "第一至第三名依次为丹麦、芬兰、韩国。",
        {"丹麦 | ranked | 1", "芬兰 | ranked | 2", "韩国 | ranked | 3"},
    ),
    ("丹麦从第五位升至第三位。", {"丹麦 | ranked | 5", "丹麦 | ranked | 3"}),
]


METRICS = [
    ("松河市产值达到13亿元、增长5.8%。", ["产值", "产值增长"]),
    ("松河市补助标准提高至778元/月、6818元/年。", ["补助标准", "补助标准"]),
    ("松河市补助率分别增长5%左右、7%左右。", ["补助率分别增长", "补助率分别增长"]),
    ("松河市游客人次、旅游收入分别增长10%、13%。", ["游客人次增长", "旅游收入增长"]),
    ("松河市“两新”产品、家电零售额分别增长10%、13%。", ["“两新”产品、家电零售额增长", "家电零售额增长"]),
    ("松河市，中心城区优良率99.1%。", ["中心城区优良率"]),
]


@pytest.mark.parametrize(("text", "metrics"), METRICS)
def test_metric_of_each_of_several_figures(text: str, metrics: list[str]) -> None:
    assert [qualifiers(claim)["metric"] for claim in said(text) if claim.property == "indicator"] == metrics


WHAT = [
    ("松河市区域创新能力继续保持全国第4位。", "区域创新能力"),
    ("松河市位居全省第二。", None),
    ("松河市以91分位居全省第二。", None),
    ("在《松河指数报告》中，松河市区域创新能力居全国第4位。", None),  # a list is named
]


@pytest.mark.parametrize(("text", "what"), WHAT)
def test_what_is_ranked_where_no_list_is_named(text: str, what: str | None) -> None:
    assert [qualifiers(claim).get("metric") for claim in said(text) if claim.property == "ranked"] == [what]


@pytest.mark.parametrize(("text", "states"), RANKS)
def test_rank(text: str, states: set[str]) -> None:
    assert statements(text) == states


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "在《松河市数字化报告》中，丹麦在193个国家中排名第1位。",
            {"in": "松河市数字化报告", "outOf": "193"},
        ),
        ("《松河市数字化报告》发布。松河市位列第三位。", {"in": "松河市数字化报告"}),
        ("2019年，松河市排名第三。", {"date": "2019"}),
        ("松河市排名第三。", {}),
        ("在全省营商环境评价中，松河市列16个设区市第3位。", {"in": "全省营商环境评价", "outOf": "16"}),
        ("36个参评城市中，松河市排名第三。", {"outOf": "36"}),
        ("松河市比2020年上升，排名第三。", {}),
        ("松河省营商环境指数居全国第八。", {"in": "营商环境指数"}),
        ("松河市荣获全国智慧校园评比第二名。", {"in": "全国智慧校园评比"}),
    ],
)
def test_rank_is_qualified_by_list_total_and_year(text: str, expected: dict[str, str]) -> None:
    (claim,) = (claim for claim in said(text) if claim.property == "ranked")
    assert qualifiers(claim) == expected


@pytest.mark.parametrize(
    ("text", "left", "reached"),
    [
        ("丹麦从2016年的第五位升至第三位。", {"date": "2016"}, {}),
        ("2018年，丹麦由2016年的第五位升至第三位。", {"date": "2016"}, {"date": "2018"}),
        ("《2018松河指数报告》显示，丹麦从第五位升至第三位。", {}, {"in": "2018松河指数报告"}),
        ("《松河指数报告》显示，丹麦从第五位升至第三位。", {"in": "松河指数报告"}, {"in": "松河指数报告"}),
    ],
)
def test_rank_that_was_left_has_a_year_of_its_own_and_no_list_of_another_year(
    text: str, left: dict[str, str], reached: dict[str, str]
) -> None:
    first, second = (claim for claim in said(text) if claim.property == "ranked")
    assert (qualifiers(first), qualifiers(second)) == (left, reached)


INDICATORS = [
    ("“松河办”平台为400多个县区提供诊断。", "松河办", "400", {"metric": "提供诊断的县区", "unit": "个"}),
    ("松河市得91.3分。", "松河市", "91.3", {"metric": "得分", "unit": "分"}),
    ("“松河办”平台注册用户达300万人。", "松河办", "3000000", {"metric": "注册用户", "unit": "人"}),
    ("松河市数据局内设8个处室。", "松河市数据局", "8", {"metric": "内设处室", "unit": "个"}),
    ("松河市生产总值增长5.2%。", "松河市", "5.2", {"metric": "生产总值增长", "unit": "%"}),
    ("松河市投入资金约3000万元。", "松河市", "30000000", {"metric": "投入资金", "unit": "元"}),
    ("松河市力争2021年底前实现12个县全覆盖。", "松河市", "12", {"metric": "县全覆盖", "unit": "个", "date": "2021"}),
    ("松河指数下设4个指标。", "松河指数", "4", {"metric": "下设指标", "unit": "个"}),
    ("“松河办”平台上线，用户突破10万。", "松河办", "100000", {"metric": "用户"}),
    (
        "截至2019年底，“松河办”平台注册用户达300万人。",
        "松河办",
        "3000000",
        {"metric": "注册用户", "unit": "人", "date": "2019"},
    ),
    ("松河市绿地占比达到75%。", "松河市", "75", {"metric": "绿地占比", "unit": "%"}),
    ("松河市绿地占比提高到75%以上。", "松河市", "75", {"metric": "绿地占比", "unit": "%"}),
    ("松河市出口额下降约3%。", "松河市", "3", {"metric": "出口额下降", "unit": "%"}),
    ("松河市补贴标准不低于1200元。", "松河市", "1200", {"metric": "补贴标准不低于", "unit": "元"}),
    ("松河市无理由退货商店达300家。", "松河市", "300", {"metric": "无理由退货商店", "unit": "家"}),
    ("“松河办”上线，不到半天就有4200户申请。", "松河办", "4200", {"metric": "不到半天申请", "unit": "户"}),
    ("浙江省对泰国、韩国进出口3亿元。", "浙江省", "300000000", {"metric": "对泰国、韩国进出口", "unit": "元"}),
    (
        "第二届松河数据大会吸引300家企业参展。",
        "第二届松河数据大会",
        "300",
        {"metric": "参展企业", "unit": "家"},
    ),
]


@pytest.mark.parametrize(("text", "subject", "number", "expected"), INDICATORS)
def test_indicator(text: str, subject: str, number: str, expected: dict[str, str]) -> None:
    (claim,) = said(text)
    assert (claim.subject.name, claim.property, claim.object.name) == (subject, "indicator", number)
    assert qualifiers(claim) == expected


CHAINS = [
    (
        "松河市进口额30亿元，同比增长12%，占GDP的比重为5%。",
        ["进口额", "进口额同比增长", "进口额占GDP的比重"],
    ),
    ("松河市进口额30亿元，增长12%，占全省的18%。", ["进口额", "进口额增长", "进口额占全省"]),
    ("松河市进口额30亿元，出口额5亿元，增长3%。", ["进口额", "出口额", "出口额增长"]),
]


@pytest.mark.parametrize(("text", "metrics"), CHAINS)
def test_a_change_is_one_of_the_last_metric_that_was_named(text: str, metrics: list[str]) -> None:
    assert [qualifiers(claim)["metric"] for claim in said(text)] == metrics


def test_two_figures_of_one_topic() -> None:
    assert statements("“松河办”平台接入1200项服务，其中高频事项300项。") == {
        "松河办 | indicator | 1200",
        "松河办 | indicator | 300",
    }


def test_figure_that_is_aimed_at_is_planned() -> None:
    assert statements("松河市力争实现生产总值3000亿元。") == {"松河市 | indicator | 300000000000 | planned"}


@pytest.mark.parametrize(
    "text",
    [
        "松河市推出两年来的第一批平台。",  # a span of time
        "松河市数据局成立两年。",
        "“松河办”平台建设历时18个月。",
        "松河市走访每3家企业。",  # 每三 and 前三 are no counts
        "松河市有前三名企业。",
        "会议决定，安排3000万元。",  # what a meeting decides is not about the meeting
        "“松河办”平台包括办事大厅、政策超市、咨询中心三个栏目。",  # the list is given in full
        "在193个国家中，松河大学举办论坛。",  # how many were compared
        "松河市改造50户以上村寨。",  # a limit tells the villages from others
        "松河市支持投资10亿元以上的项目。",
        "松河市打造千亿级产业。",  # a class of size
        "松河市重点抓好十个方面工作。",  # only announces a list
        "一座大桥在佛山市建成通车。桥长2000米。",  # a place that the sentence before only names
        "来自泰国、韩国的300名代表到场。",
        "松河市建成青江750千伏输变电工程。",
        "松河市推动千亿县扩容。",
        "亚洲唯一的货运机场开通航线91条。",
        "松河市在人口20万以上的县建成学校。",
        "青江省交付一艘新船。该船最大储油量达6万吨。",
        "青江省开通新航线。这条航线使运输时间缩短至23天。",
        "青江平台由三个子系统构成，即登记、核验、归档。",  # the list is given in full
        "松河市、梅川市分列二、三位。",
        "松河市的数据中心迁往二十公里外。",  # how far away
        "青衡软件有限公司2012年由秦岚与两名同学创办。",  # with how many others
        "青江省研制新型火箭，它的运载能力达到27吨。",
    ],
)
def test_number_that_is_no_indicator(text: str) -> None:
    assert not [claim for claim in said(text) if claim.property == "indicator"]


def test_figures_are_aligned_within_a_clause() -> None:
    assert statements("松河大学、梅川大学分别投资2亿元、3亿元。") == {
        "松河大学 | indicator | 200000000",
        "梅川大学 | indicator | 300000000",
    }


def test_figures_are_aligned_with_the_names_of_the_clause_before() -> None:
    assert {
        "松河软件有限公司 | indicator | 200000000",
        "梅川软件有限公司 | indicator | 300000000",
    } <= statements("市里成立松河软件有限公司、梅川软件有限公司，注册资本分别为2亿元、3亿元。")


def test_those_who_come_and_what_is_signed_are_counted_at_the_event() -> None:
    text = "第二届松河数据大会在松河市举行。据组委会统计，参展企业超过260家，现场成交额达7亿元。"
    event = "第二届松河数据大会"
    assert {f"{event} | indicator | 260", f"{event} | indicator | 700000000"} <= statements(text)


def test_what_a_document_sets_is_about_the_place_of_its_issuer() -> None:
    text = "江西省数据局印发《江西省数据建设指引》，明确到2027年建成数据集200个。"
    (claim,) = (claim for claim in said(text) if claim.property == "indicator")
    subject = claim.subject
    assert (subject.name, subject.text, subject.cls, subject.code) == ("江西省", "江西省", "Place", "360000")
    assert text[subject.start : subject.end] == "江西省"


FIGURES_BEFORE = [
    ("松河市办结率达到86.4%，比上年提高12个百分点。", "12", {"metric": "办结率比上年提高", "unit": "个百分点"}),
    ("松河大学收入21亿元，占总收入的57%。", "57", {"metric": "收入占总收入", "unit": "%"}),
    ("松河大学平均时长由31小时缩短到9小时。", "9", {"metric": "平均时长", "unit": "小时"}),
    ("第二届松河数据大会签约项目12个，总投资3亿元。", "300000000", {"metric": "签约项目总投资", "unit": "元"}),
]


@pytest.mark.parametrize(("text", "number", "expected"), FIGURES_BEFORE)
def test_a_figure_that_goes_on_takes_its_metric_from_the_one_before(
    text: str, number: str, expected: dict[str, str]
) -> None:
    (claim,) = (claim for claim in said(text) if claim.property == "indicator" and claim.object.name == number)
    assert qualifiers(claim) == expected


def test_what_a_figure_is_compared_with_is_not_its_date() -> None:
    (claim,) = (claim for claim in said("2023年松河市办结率比2022年提高12个百分点。") if claim.property == "indicator")
    assert qualifiers(claim)["date"] == "2023"
