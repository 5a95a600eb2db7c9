"""The tables are refused by file and word where they contradict the ontology or themselves."""

import re

import pytest

from kg import schema
from kg.errors import OntologyError
from kg.recognise import tables


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ([{"cls": "Organisation", "words": ["局"]}], ("局", "Organisation is no class", "Organization")),
        (
            [{"cls": "Organization", "kind": "Law", "words": ["局"]}],
            ("局", "Law is no kind of Organization", "Company"),
        ),
        ([{"cls": "Document", "kind": "Lore", "words": ["记"]}], ("记", "Lore is no kind of Document", "Law")),
        ([{"cls": "Place", "words": ["馆"]}, {"cls": "Event", "bare": ["馆"]}], ("馆 stands twice", "remove one")),
        ([{"cls": "Place", "words": ["馆", "馆"]}], ("words: 馆 stands twice",)),
        ([{"cls": "Place", "words": "馆"}], ("words: not a list of words",)),
        ([{"cls": "Place", "bare": [1]}], ("bare: not a list of words",)),
    ],
)
def test_a_broken_table_of_heads_is_refused(entries: list[dict[str, object]], said: tuple[str, ...]) -> None:
    with pytest.raises(OntologyError, match=re.escape("heads.toml: ")) as caught:
        tables.read_heads("heads.toml", entries)
    assert all(part in str(caught.value) for part in said)


def test_every_table_agrees_with_the_ontology() -> None:
    declared = schema.load()
    assert {head.cls for head in tables.heads().values()} <= set(declared.classes)
    assert all(known.kind is None or declared.is_a(known.kind, known.cls) for known in tables.known_names().values())
    assert set(tables.document_endings().values()) <= set(declared.classes)
    assert set(tables.anaphora().classes.values()) <= set(declared.classes)


def test_complete_heads_are_heads() -> None:
    assert tables.complete_heads() <= set(tables.heads())


def test_heads_are_found_from_both_ends_the_longest_first() -> None:
    assert [head.word for head in tables.endings("青江市公安局")] == ["公安局", "局"]
    assert tables.beginning("小程序上线") == tables.heads()["小程序"]
    assert tables.beginning("上线小程序") is None


def test_an_alternation_takes_the_longest_word() -> None:
    assert re.match(tables.alternation(["办", "办法", "a.b"]), "办法")[0] == "办法"
    assert not re.match(tables.alternation(["a.b"]), "axb")
