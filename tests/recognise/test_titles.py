"""Posts with their bodies, and the persons beside them."""

import pytest

from kg.model import Mention
from kg.recognise import candidates, tables, titles
from kg.segment import words


def read(text: str, cls: str) -> list[Mention]:
    """The candidates of one class, the trained recogniser being silent."""
    return [m for m in candidates.find(text, words(text, tables.vocabulary()), []) if m.cls == cls]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("青江市副市长林志远", ["副市长"]),
        ("省人大代表、兼职教授", ["省人大代表", "兼职教授"]),
        ("党委书记、董事长", ["党委书记", "董事长"]),
        ("原党组书记", ["原党组书记"]),
        ("首席执行官", ["首席执行官"]),
        ("主任委员", ["主任委员"]),
        ("主席团会议", []),
        ("市长热线", []),
        ("院长办公室", []),
        ("经理级", []),
    ],
)
def test_posts_with_their_prefixes(text: str, posts: list[str]) -> None:
    assert [text[start:end] for start, end in titles.ranges(text)] == posts


@pytest.mark.parametrize(
    ("text", "position", "body"),
    [
        ("青江市数据局局长林志远表示", "青江市数据局局长", "青江市数据局"),
        ("云岭省副省长出席", "云岭省副省长", "云岭省"),
        ("国家数据局局长", "国家数据局局长", "国家数据局"),
        ("云杉大学校长陈明", "云杉大学校长", "云杉大学"),
        ("青江海关关长陈明", "青江海关关长", "青江海关"),
        ("该公司总裁介绍", "该公司总裁", "该公司"),
        ("校长说", "校长", None),
        ("英国外交大臣到访", "英国外交大臣", "英国"),
        ("法国驻华大使到访", "法国驻华大使", "法国"),
    ],
)
def test_a_position_holds_the_body_before_the_post(text: str, position: str, body: str | None) -> None:
    assert [(mention.name, mention.body) for mention in read(text, "Position")] == [(position, body)]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("青江市数据局局长林志远表示", {"林志远"}),
        ("局长王伟在青江", {"王伟"}),
        ("主任张秀英", {"张秀英"}),
        ("院长为陈明", {"陈明"}),
        ("总裁让·皮埃尔", {"让·皮埃尔"}),
        ("林志远任青江市数据局局长", {"林志远"}),
        ("陈明教授出席", {"陈明"}),
        ("陈明（副市长）", {"陈明"}),
        ("陈明任务繁重", set()),
        ("局长在会上讲话", set()),
        ("市长将出席", set()),
    ],
)
def test_persons_stand_beside_posts(text: str, people: set[str]) -> None:
    assert {mention.name for mention in read(text, "Person")} == people


def test_a_person_is_recognised_again() -> None:
    text = "局长林志远出席。会后，林志远接受采访。"
    assert [mention.start for mention in read(text, "Person")] == [2, text.rindex("林志远")]


def test_the_verb_of_appointment_is_cut_from_a_suggested_name() -> None:
    text, suggested = "前日，欧阳任院长", Mention(3, 6, "欧阳任", "Person", 0.9, "model")
    people = titles.persons(text, words(text, tables.vocabulary()), titles.ranges(text), [suggested])
    assert [(person.start, person.text) for person in people] == [(3, "欧阳")]
