"""IRIs: opaque, ASCII, stable."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import iris
from kg.errors import OutputError

BASE = iris.DEFAULT_BASE


@pytest.mark.parametrize(
    ("cls", "code"), [("Place", None), ("Place", "44/../06"), ("Place", "六"), ("Organization", "440600")]
)
def test_all_but_a_place_with_a_code_is_named_by_a_hash(cls, code):
    sort, opaque = iris.entity(BASE, cls, "佛山市", code).removeprefix(BASE).split("/")
    assert sort == cls.lower()
    assert re.fullmatch("[0-9a-f]{16}", opaque)


def test_an_iri_does_not_change_between_versions():
    """The hash is that of class and folded name, with a newline between: others can compute it too."""
    assert iris.entity(BASE, "Place", "佛山市", "440600") == f"{BASE}place/440600"
    assert iris.entity(BASE, "Concept", "数字政府") == f"{BASE}concept/5c995f32770cf4d7"


@pytest.mark.parametrize(
    "iri",
    ["", "佛山", "https://例.example/", "https://kg.example/a b", "https://kg.example/\n", "https://kg.example/<script>",
     'https://kg.example/"', "kg.example/", "https://kg.example/{x}", "https://kg.example/\\", "https://kg.example/\x7f"],
)
def test_what_is_no_ascii_iri_is_refused_with_a_remedy(iri):
    with pytest.raises(OutputError, match="not an ASCII IRI"):
        iris.checked(iri)


def test_a_base_must_end_where_a_name_can_follow():
    assert iris.checked_base("http://localhost/kg#") == "http://localhost/kg#"
    with pytest.raises(OutputError, match="must end in / or #"):
        iris.checked_base("https://kg.example/id")


@given(st.text(), st.text(), st.integers(0, 10**6), st.integers(0, 10**6), st.text())
def test_no_text_enters_an_iri(name, article, start, end, rule):
    for iri in (
        iris.entity(BASE, "Concept", name),
        iris.text(BASE, article, name),
        iris.evidence(BASE, article, start, end, rule),
        iris.fact(BASE, name, article, [rule]),
    ):
        sort, opaque = iri.removeprefix(BASE).split("/")
        assert sort.isalpha()
        assert re.fullmatch("[0-9a-f]{16}", opaque)


def test_parts_that_join_to_the_same_string_are_told_apart():
    assert iris.fact(BASE, "ab", "c") != iris.fact(BASE, "a", "bc")
    assert iris.evidence(BASE, "a", 1, 23, "r") != iris.evidence(BASE, "a", 12, 3, "r")
