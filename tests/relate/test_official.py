"""The form of official documents: who issued what and when, what lies ahead in a plan, and who answers for it."""

from __future__ import annotations

import pytest

from kg.read.heads import head
from kg.relate.titled import NOTICE
from tests.relate.reading import qualifiers, said, statement

PLAN = "松河市数字政务行动计划"
NOTICE_OF = f"松河市政府办公室关于印发{PLAN}的通知\n松政办发〔2020〕12号\n各县政府：\n现将《{PLAN}》印发给你们。\n"
SIGNED = "松河市政府办公室\n2020年4月12日\n"
OWN = f"{PLAN}（2020—2022年）\n"
PUBLISHED = f"松河市政府办公室 | published | {PLAN}"

FORMS = [
    (NOTICE_OF + SIGNED, {(PUBLISHED, "2020-04-12")}),
    (NOTICE_OF, {(PUBLISHED, "")}),
    (
        f"松河市财政局、松河市数据局关于印发《{PLAN}》的通知\n松财发〔2020〕3号\n",
        {(f"松河市财政局 | published | {PLAN}", ""), (f"松河市数据局 | published | {PLAN}", "")},
    ),
    (
        "松河市政府关于培育数据产业的实施意见\n各县政府：\n请抓好落实。\n松河市政府\n2020年4月12日\n",
        {("松河市政府 | published | 松河市政府关于培育数据产业的实施意见", "2020-04-12")},
    ),
    ("松河市政府关于培育数据产业的实施意见\n昨天很热。\n", set()),  # no signature: it may be a headline
    (f"如何落实松河市政府关于印发{PLAN}的通知\n昨天很热。\n", set()),
    (OWN + "一、总体目标\n", set()),  # nobody signed
    (  # a notice whose title names no issuer: those who sign it, in the order of their lines
        f"关于印发《{PLAN}》的通知\n各县政府：\n请抓好落实。\n松河市财政局\n松河市数据局\n2020年4月12日\n",
        {(f"松河市财政局 | published | {PLAN}", "2020-04-12"), (f"松河市数据局 | published | {PLAN}", "2020-04-12")},
    ),
    (
        "松河市数据平台中标公告\n昨天很热。\n松河市数据局\n2020年4月12日\n",
        {("松河市数据局 | published | 松河市数据平台中标公告", "2020-04-12")},
    ),
    (
        "松河市数据发展报告（摘要）\n松河市数据局\n2020年4月12日发布\n昨天很热。\n",
        {("松河市数据局 | published | 松河市数据发展报告（摘要）", "2020-04-12")},
    ),
    ("松河市数据局发布数据发展报告\n松河市数据局\n2020年4月12日\n昨天很热。\n", set()),  # a headline
    ("松河市数据发展报告\n松河市数据局\n昨天很热。\n", set()),  # no day
]


def test_the_evidence_of_a_signature_far_below_is_the_signature() -> None:
    text = "松河市数据平台中标公告\n" + "昨天很热。\n" * 40 + "松河市数据局\n2020年4月12日\n"
    assert [claim.evidence.quote for claim in said(text, None)] == ["松河市数据局\n2020年4月12日"]


@pytest.mark.parametrize(("text", "issued"), FORMS)
def test_who_issued_what_and_when(text: str, issued: set[tuple[str, str]]) -> None:
    claims = [claim for claim in said(text, None) if claim.property == "published"]
    assert {(statement(claim), qualifiers(claim).get("date", "")) for claim in claims} == issued
    assert all(text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote for claim in claims)


OUTSIDE, BODY = f"松河市政府办公室关于印发{PLAN}的通知", f"现将《{PLAN}》印发给你们。\n"
HEADLINES = [
    (OUTSIDE, BODY + SIGNED, {(PUBLISHED, "2020-04-12")}),
    (OUTSIDE, SIGNED + OWN + "一、总体目标\n", {(f"{PUBLISHED}（2020—2022年）", "2020-04-12")}),
    (f"关于印发{PLAN}的通知", BODY + SIGNED, {(PUBLISHED, "2020-04-12")}),
    (f"梅川县政府关于印发{PLAN}的通知", BODY + SIGNED, set()),  # another signs
    (OUTSIDE, "昨天很热。\n" + SIGNED, set()),  # the text names it nowhere
    (f"松河出台{PLAN}", BODY + SIGNED, set()),  # a headline of the news
]


@pytest.mark.parametrize(("title", "text", "issued"), HEADLINES)
def test_a_title_outside_the_text_tells_who_issued_what(title: str, text: str, issued: set[tuple[str, str]]) -> None:
    claims = [claim for claim in said(text, None, title) if claim.property == "published"]
    assert {(statement(claim), qualifiers(claim).get("date", "")) for claim in claims} == issued


TASK = "松河市推行“一码通办”改革。"
AHEAD, DONE = "松河市 | implements | “一码通办”改革 | planned", "松河市 | implements | “一码通办”改革"
PLANS = [
    (OWN + "一、主要任务\n" + TASK, AHEAD),
    (NOTICE_OF + SIGNED + OWN + TASK, AHEAD),
    (NOTICE_OF + TASK + "\n" + SIGNED + OWN, DONE),  # in the notice, above the plan
    (OWN + "一、发展基础\n" + TASK, DONE),
    (OWN + "一、发展基础\n昨天很热。\n二、主要任务\n" + TASK, AHEAD),
    (OWN + "一、主要任务\n松河市已推行“一码通办”改革。", DONE),
    (f"松河出台{PLAN}\n一、主要任务\n" + TASK, DONE),  # a headline
    ("松河市数据概况\n一、主要任务\n" + TASK, DONE),  # no plan
    (OWN + TASK, DONE),  # nothing is numbered: no sign of an official document
]


@pytest.mark.parametrize(("text", "states"), PLANS)
def test_what_a_plan_says_in_its_own_text_lies_ahead(text: str, states: str) -> None:
    assert states in {statement(claim) for claim in said(text, None)}


@pytest.mark.parametrize(
    ("title", "text", "states"),
    [
        (OUTSIDE, BODY + SIGNED + OWN + "一、主要任务\n" + TASK, AHEAD),
        (OUTSIDE, TASK + SIGNED + OWN + "一、主要任务\n", DONE),
        (PLAN, "一、主要任务\n" + TASK, AHEAD),
        (PLAN, TASK, DONE),
        ("松河市数据概况", "一、主要任务\n" + TASK, DONE),
    ],
)
def test_a_title_outside_the_text_makes_it_a_plan(title: str, text: str, states: str) -> None:
    assert states in {statement(claim) for claim in said(text, None, title)}


DATES = [
    ("到2022年，松河市建成“松河云”平台。", "2020-04-12", "planned"),
    ("2018年，松河市建成“松河云”平台。", "2020-04-12", "actual"),
    ("2020年，松河市建成“松河云”平台。", "2020-04-12", "planned"),
    ("2022年底前，松河市建成“松河云”平台。", None, "planned"),
]


@pytest.mark.parametrize(("text", "published", "modality"), DATES)
def test_what_a_plan_dates_before_its_own_day_is_done(text: str, published: str | None, modality: str) -> None:
    claims = said(OWN + "一、主要任务\n" + text, published)
    assert [claim.modality for claim in claims if claim.property == "launched"] == [modality]


ITSELF = [
    (NOTICE_OF + SIGNED + OWN + "根据《数据条例》，制定本行动计划。", f"{PLAN} | basedOn | 数据条例"),
    (
        NOTICE_OF + SIGNED + OWN + "本行动计划自印发之日起施行，《松河市数据办法》同时废止。",
        f"{PLAN} | repeals | 松河市数据办法",
    ),
    (NOTICE_OF + SIGNED + OWN + "本行动计划自印发之日起施行。", f"{PLAN} | inForceFrom | 2020-04-12"),
    (
        "松河市档案条例实施细则\n2019年5月1日 松河市政府发布\n第一条 依照《归档办法》办理。\n"
        "第二条 本实施细则自发布之日起施行。",
        "松河市档案条例实施细则 | inForceFrom | 2019-05-01",
    ),
    (
        "松河市档案条例\n2019年5月1日 松河市政府发布\n第一条 《归档办法》已经修订。自发布之日起施行。",
        "归档办法 | inForceFrom | 2019-05-01",
    ),
]


@pytest.mark.parametrize(("text", "states"), ITSELF)
def test_a_document_that_points_at_itself_is_the_one_that_the_notice_issues(text: str, states: str) -> None:
    assert states in {statement(claim) for claim in said(text, None)}


NOT_THE_ONE_BEFORE = [
    "第一条 依照《归档办法》办理。\n第二条 本实施细则自2019年5月1日起施行。",
    "第一条 依照《归档办法》办理。本实施细则自2019年5月1日起施行。",
    "松河市档案条例\n2019年5月1日 松河市政府发布\n第一条 依照《归档办法》办理。\n第二条 自发布之日起施行。",
]


@pytest.mark.parametrize("text", NOT_THE_ONE_BEFORE)
def test_what_comes_into_force_unnamed_is_not_the_document_before(text: str) -> None:
    assert not [claim for claim in said(text, None) if claim.property == "inForceFrom"]


def test_no_other_document_is_based_on_what_an_unnamed_one_is() -> None:
    claims = said("为落实《数据意见》，根据《数据条例》，制定本计划书。")
    assert not [claim for claim in claims if claim.property == "basedOn"]


RESPONSIBLE = [
    (f"{TASK}（责任单位：松河市数据局、松河市财政局）", "松河市数据局"),
    (f"{TASK[:-1]}（牵头单位：松河市数据局；完成时限：2020年6月）。", "松河市数据局"),
    (f"{TASK}建成“松河云”平台。（责任部门：松河市数据局）", "松河市数据局"),
    (f"{TASK}（责任单位：各县）", ""),
    (f"{TASK}\n昨天很热。（责任单位：松河市数据局）", ""),  # another line
    (f"{TASK}松河市数据局配合。", ""),
]


@pytest.mark.parametrize(("text", "body"), RESPONSIBLE)
def test_who_answers_for_it(text: str, body: str) -> None:
    claims = [claim for claim in said(OWN + "一、主要任务\n" + text, None) if claim.property == "implements"]
    assert [qualifiers(claim).get("responsible", "") for claim in claims] == [body]


LAW = "松河市数据存储条例"
PROMULGATED = [
    (
        f"{LAW}\n2019年5月1日 松河市政府令第12号公布\n",
        {f"松河市政府 | published | {LAW}", f"{LAW} | documentNumber | 松河市政府令第12号"},
    ),
    (f"{LAW}\n2019年4月1日 市政府常务会议通过\n2019年5月1日 松河市政府发布\n", {f"松河市政府 | published | {LAW}"}),
    (
        f"{LAW}\n（2019年5月1日国务院、中央军委令第12号公布）\n",
        {
            f"国务院 | published | {LAW}",
            f"中央军委 | published | {LAW}",
            f"{LAW} | documentNumber | 国务院、中央军委令第12号",
        },
    ),
    (f"{LAW}\n2019年5月1日\n松河市政府公布\n", set()),
    ("昨天很热。\n2019年5月1日 松河市政府令第12号公布\n", set()),  # no title above
]


@pytest.mark.parametrize(("text", "promulgated"), PROMULGATED)
def test_what_the_line_below_the_title_of_a_law_says(text: str, promulgated: set[str]) -> None:
    claims = [claim for claim in said(text, None) if claim.property in ("published", "documentNumber")]
    assert {statement(claim) for claim in claims} == promulgated
    assert {qualifiers(claim)["date"] for claim in claims if claim.property == "published"} <= {"2019-05-01"}


REFORM = "松河市数据局推行“一码通办”改革。\n"
REFORMS = {"松河市数据局 | implements | “一码通办”改革"}
NORMS = [
    (f"第一条 {REFORM}第二条 昨天很热。\n", set()),
    ("第一条 松河市政府设立松河数据委员会，上线“松河办”。\n第二条 昨天很热。\n", set()),
    ("第二条 昨天很热。\n第三条 松河市数据局办理申请，费用2万元。\n", set()),
    ("第一条 松河市信息中心负责“松河办”平台的运营。\n第二条 昨天很热。\n", {"松河办 | operatedBy | 松河市信息中心"}),
    (f"第一条 {REFORM}", REFORMS),  # one article is no law
    (f"{REFORM}第一条 很热。\n第二条 很冷。\n", REFORMS),
]


@pytest.mark.parametrize(("text", "states"), NORMS)
def test_what_the_articles_of_a_law_bid_is_no_fact(text: str, states: set[str]) -> None:
    assert {statement(claim) for claim in said(text)} == states


def test_a_notice_is_dated_by_its_signature_above_what_it_issues() -> None:
    assert head(NOTICE_OF + SIGNED + OWN + "正文。\n" * 200)["published"] == "2020-04-12"


@pytest.mark.parametrize("line", ["关于印发" * 200, "甲" * 5000, "关于印发" + "的通知" * 500])
def test_long_lines_are_no_titles(line: str) -> None:
    assert NOTICE.fullmatch(line) is None
