"""What is left of the names that the third scheme of the recogniser offers."""

import pytest

from kg.model import Mention
from kg.recognise.suggestions import offered
from kg.segment import Word

WORDS = {
    "投用/v 青江/ns 研究院/n": "Organization",
    "由/p 青江/ns 大学/n": "Organization",
    "上市公司/nt": "Organization",
    "“/x 懂/v ”/x": "Concept",
}


def words(tagged: str) -> list[Word]:
    """Words from 甲/n 乙/v."""
    found: list[Word] = []
    for text, tag in (item.split("/") for item in tagged.split()):
        start = found[-1].end if found else 0
        found.append(Word(start, start + len(text), text, tag))
    return found


def named(text: str, cls: str, start: int = 0, found_by: str = "policy") -> Mention:
    """A name that the recogniser reads."""
    return Mention(start, start + len(text), text, cls, 0.9, found_by, None, text)


@pytest.mark.parametrize(("tagged", "cls"), WORDS.items())
def test_what_names_nothing_is_left_out(tagged: str, cls: str) -> None:
    cut = words(tagged)
    assert offered([named("".join(word.text for word in cut), cls)], cut) == []


def test_a_counted_kind_is_no_name() -> None:
    assert offered([named("民生工程", "Concept", 2)], words("3/m 大/a 民生/n 工程/n")) == []


def test_a_name_takes_the_kind_of_its_last_word() -> None:
    found = offered([named("青澜圆桌会", "Event")], words("青澜/nz 圆桌会/n"))
    assert [(mention.text, mention.kind) for mention in found] == [("青澜圆桌会", "Forum")]


def test_what_the_other_schemes_read_is_not_offered_again() -> None:
    assert offered([named("青澜大学", "Organization", found_by="model")], words("青澜/nz 大学/n")) == []
