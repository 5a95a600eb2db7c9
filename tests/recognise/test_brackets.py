"""Names in marks, and names that the words around them show."""

import pytest

from kg.model import Mention
from kg.recognise import brackets, meetings, patterns, tables
from kg.segment import words


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("《青江市数据条例》施行", "青江市数据条例", "Law"),
        ("《数据安全法》", "数据安全法", "Law"),
        ("《公共数据管理办法》（修订版）", "公共数据管理办法", "Law"),
        ("《数字青江建设规划（2021—2025年）》", "数字青江建设规划（2021—2025年）", "Plan"),
        ("《关于加快数据开放的意见》", "关于加快数据开放的意见", "Notice"),
        ("《关于修改《青江条例》的决定》", "关于修改《青江条例》的决定", "Notice"),
        ("《青江市政务服务标准》", "青江市政务服务标准", "Standard"),
        ("《青江指数》", "青江指数", "Index"),
        ("《云岭见闻》", "云岭见闻", None),
    ],
)
def test_book_marks_name_a_document(text: str, name: str, kind: str | None) -> None:
    assert [(mention.name, mention.kind) for mention in brackets.documents(text)] == [(name, kind)]


def test_a_version_belongs_to_the_document_and_an_open_mark_to_none() -> None:
    assert [mention.text for mention in brackets.documents("《数据办法》（修订版）施行，《未完")] == [
        "《数据办法》（修订版）"
    ]


@pytest.mark.parametrize(
    ("text", "name", "cls", "found_by"),
    [
        ("推出“云岭通”平台", "云岭通", "Platform", "quoted head"),
        ("“安心办”政务服务平台", "安心办", "Platform", "quoted head"),
        ("‘青江号’小程序", "青江号", "Platform", "quoted head"),
        ("“云岭通”APP", "云岭通", "Platform", "quoted head"),
        ("2025年“数智×”大赛青江分赛开锣", "2025年“数智×”大赛青江分赛", "Event", "quoted head"),
        ("第三届“数智×”大赛开锣", "第三届“数智×”大赛", "Event", "quoted head"),
        ("“数据多跑路”理念", "数据多跑路", "Concept", "quoted head"),
        ("实施“两山”改革", "“两山”改革", "Concept", "quoted head"),
        ("“一件事”主题演讲", "一件事", "Event", "quoted head"),
        ("开通“青江码”", "青江码", "Platform", "quoted"),
        ("“青江平台”上线", "青江平台", "Platform", "quoted"),
        ("“青江论坛”", "青江论坛", "Event", "quoted"),
        ("“云岭通”推进各平台", "云岭通", "Platform", "quoted"),
        ("“云岭通”实名用户", "云岭通", "Platform", "quoted"),
        ("“两重”项目开工", "“两重”项目", "Concept", "quoted head"),
        ("“两重”资金到位", "两重", "Concept", "quoted modifier"),
    ],
)
def test_a_quotation_is_named_by_itself_or_by_its_head(text: str, name: str, cls: str, found_by: str) -> None:
    (mention,) = brackets.quoted(text, words(text, tables.vocabulary()))
    assert (mention.name, mention.cls, mention.found_by) == (name, cls, found_by)


def test_the_whole_and_the_quotation_are_names_of_each_other() -> None:
    (platform,), (reform,) = brackets.quoted("“云岭通”平台"), brackets.quoted("“两山”改革")
    assert platform.aliases == ("“云岭通”平台",)
    assert reform.aliases == ("两山",)


@pytest.mark.parametrize("text", ["他说“好，很好。”", "“" + "数" * 31 + "”", "“没有结束", "“隔\n行”"])
def test_a_saying_is_no_name(text: str) -> None:
    assert list(brackets.quoted(text)) == []


def shown(text: str) -> list[tuple[str, str, str]]:
    """Name, class and origin of the candidates by pattern."""
    kinds = (patterns.latin, patterns.terms, patterns.launched, patterns.headword, meetings.congresses)
    return [(m.name, m.cls, m.found_by) for find in kinds for m in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("开通iYun服务", [("iYun", "Platform", "latin name")]),
        ("使用Yun Ling App办事", [("Yun Ling", "Platform", "latin name")]),
        ("门户Yunling上线", [("Yunling", "Platform", "latin name")]),
        ("所称公共资源，指公共资源", [("公共资源", "Concept", "term")] * 2),
        ("推出青江码，青江码好用", [("青江码", "Platform", "launched name")] * 2),
        ("上线了云岭掌办。", [("云岭掌办", "Platform", "launched name")]),
        ("推出新办法", []),
        ("青江云，又名青云，是青江的政务平台，好用", [("青江云", "Platform", "headword")]),
        ("青江，是一座城市。", []),
        ("十九届四中全会", [("十九届四中全会", "Event", "congress")]),
        ("党的二十大报告", [("党的二十大报告", "Document", "congress")]),
        ("三大运营商", []),
        ("二十大", []),
    ],
)
def test_the_words_around_show_a_name(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert shown(text) == expected


def test_a_study_session_is_named_by_its_topic() -> None:
    text = "青江市党组就数据治理进行第二次集体学习"
    (session,) = meetings.sessions(text, [Mention(0, 5, "青江市党组", "Organization", name="青江市党组")])
    assert (session.text, session.body, session.aliases[-1]) == (text, "青江市党组", "第二次集体学习")
    assert not list(meetings.sessions(text, [Mention(0, 5, "青江市党组", "Place", name="青江市党组")]))
