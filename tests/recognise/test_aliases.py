"""Every way in which a text marks a second name, and where that name recurs."""

import re

import pytest

from kg import lexicon
from kg.model import Alias, Mention
from kg.recognise import aliases

FORMS = tuple(form for entry in lexicon.load().entries if entry.frame == "NamingFrame" for form in entry.forms)
AGENCY = "青江市数据局"


def marked(text: str, *names: str) -> list[Alias]:
    """The aliases of a text in which each of `names` is an organisation, wherever it first stands."""
    mentions = [
        Mention(text.index(name), text.index(name) + len(name), name, "Organization", name=name) for name in names
    ]
    return aliases.find(text, mentions, FORMS)


def test_an_alias_without_marks_is_more_than_the_name_that_opens_it() -> None:
    text = "青江市第一中学，简称青江一中，位于城北。"
    school, town = Mention(0, 7, text[:7], "Organization", name=text[:7]), Mention(10, 12, "青江", "Place", name="青江")
    assert [found.alias.text for found in aliases.find(text, [school, town], FORMS)] == ["青江一中"]
    running = text.replace("简称青江一中，", "简称青江一中")
    assert [found.alias.text for found in aliases.find(running, [school, town], FORMS)] == ["青江"]


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("青江市数据局（以下简称“数局”）成立", "数局"),
        ("青江市数据局（简称青数局）", "青数局"),
        ("青江市数据局（下称：市局）", "市局"),
        ("青江市数据局（以下简称为“数局”）", "数局"),
        ("青江市数据局，又称“青数局”，", "青数局"),
        ("青江市数据局也称市数局，由省管理", "市数局"),
        ("青江市数据局对外又称市数局的", "市数局"),
        ("青江市数据局，英文名Qingjiang Data。", "Qingjiang Data"),
        ("青江市数据局（英文缩写QJDA）", "QJDA"),
        ("青江市数据局于昨日揭牌，简称青数局", "青数局"),
    ],
)
def test_forms_of_naming(text: str, alias: str) -> None:
    assert [(found.thing.name, found.alias.text) for found in marked(text, AGENCY)] == [(AGENCY, alias)]


@pytest.mark.parametrize(
    "text",
    [
        "青江市数据局推出平台。简称",
        "简称“甲乙”。青江市数据局",
        "青江市数据局（简称局）",
        "青江市数据局又称青江市数据局",
    ],
)
def test_what_is_no_alias(text: str) -> None:
    assert marked(text, AGENCY) == []


def test_an_unmarked_alias_that_is_a_mention_keeps_its_own_end() -> None:
    (found,) = marked("青江市数据局原名青江市信息和数据中心。", AGENCY, "青江市信息和数据中心")
    assert found.alias.text == "青江市信息和数据中心"


def test_the_nearest_thing_of_the_clause_is_named() -> None:
    (found,) = marked("柏宁市数据局成立，青江市数据局揭牌并简称数局", "柏宁市数据局", AGENCY)
    assert found.thing.name == AGENCY


def test_what_stands_right_before_the_comma_is_named() -> None:
    (found,) = marked("柏宁市数据局与青江市数据局，又称“青数局”", "柏宁市数据局", AGENCY)
    assert found.thing.name == AGENCY


def test_a_bracket_names_only_what_stands_before_it() -> None:
    assert marked("青江市数据局成立（简称“数局”）", AGENCY) == []


def test_an_alias_recurs_with_its_marks_and_means_the_thing() -> None:
    text = "青江市数据局（简称“数局”）成立。数局推出平台，“数局”表示"
    again = list(aliases.recurrences(text, marked(text, AGENCY)))
    assert [mention.text for mention in again] == ["“数局”", "数局", "“数局”"]
    assert all(mention.name == AGENCY and mention.aliases == ("数局",) for mention in again)
    assert all(text[mention.start : mention.end] == mention.text for mention in again)


def test_an_alias_that_is_said_again_and_again_recurs_once_at_each_place() -> None:
    text = "青江市数据局（简称“数局”）成立。" * 30
    again = list(aliases.recurrences(text, marked(text, AGENCY)))
    assert [mention.start for mention in again] == [found.start() for found in re.finditer("“数局”", text)]


def test_of_two_things_of_one_alias_one_is_meant_whatever_their_order() -> None:
    text = "青江市数据局（简称“数局”）和柏宁市数据局（简称“数局”）成立。"
    both = marked(text, AGENCY, "柏宁市数据局")
    named = [[mention.name for mention in aliases.recurrences(text, order)] for order in (both, both[::-1])]
    assert named[0] == named[1]
    assert len({*named[0]}) == 1


def test_without_words_of_naming_nothing_is_an_alias() -> None:
    assert marked("青江市数据局成立", AGENCY) == []


def test_an_alias_after_an_opening_mark_ends_with_the_text() -> None:
    text = "青江市数据局（简称“数局”）成立了“数局"
    assert all(mention.end <= len(text) for mention in aliases.recurrences(text, marked(text, AGENCY)))
