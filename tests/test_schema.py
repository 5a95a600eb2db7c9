"""The ontology folder is read whole, or refused with file, place and remedy."""

from pathlib import Path

import pytest

from kg import schema
from kg.errors import OntologyError


def loaded(folder: Path, old: str = "", new: str = "") -> schema.Schema:
    """The shipped kg.ttl with `old` replaced by `new`, loaded from `folder`."""
    text = (schema.ontology_folder() / "kg.ttl").read_text(encoding="utf-8")
    assert old in text
    (folder / "kg.ttl").write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
    return schema.load(folder)


def test_the_shipped_ontology_is_read(tmp_path: Path) -> None:
    copy, shipped = loaded(tmp_path), schema.load()
    assert (copy.version, copy.classes, copy.relations) == (shipped.version, shipped.classes, shipped.relations)


@pytest.mark.parametrize(
    ("cls", "ancestor", "is_one"),
    [
        ("Company", "Organization", True),
        ("Company", "Company", True),
        ("Organization", "Company", False),
        ("Company", "Document", False),
        ("Quantity", "Organization", False),
    ],
)
def test_classes_stand_below_each_other(cls: str, ancestor: str, is_one: bool) -> None:
    assert schema.load().is_a(cls, ancestor) is is_one


@pytest.mark.parametrize(
    ("cls", "top"), [("Company", "Organization"), ("Organization", "Organization"), ("City", "Place"), ("Date", "Date")]
)
def test_the_type_of_the_guidelines_stands_above_each_class(cls: str, top: str) -> None:
    assert schema.load().top(cls) == top


def test_a_subclass_is_accepted_where_its_class_is_asked_for() -> None:
    assert schema.load().accepts(frozenset({"Place", "Organization"}), "Company")
    assert not schema.load().accepts(frozenset({"Place"}), "Company")
    assert not schema.load().accepts(frozenset(), "Company")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<https://a.example/a> <https://a.example/b>", 1),
        ("@prefix a: <https://a.example/> .\na:b a:c a:d\na:e a:f a:g .", 3),
        ("a:b a:c a:d .", 1),
        ("@prefix a: <https://a.example/> .\n\na:b a:c 'open", 3),
        ("<a> <b> <c> .", 1),
    ],
)
def test_what_is_no_turtle_is_refused_by_line(tmp_path: Path, text: str, line: int) -> None:
    file = tmp_path / "kg.ttl"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError) as caught:
        schema.load(tmp_path)
    assert str(caught.value).startswith(f"{file}: line {line}: not Turtle: ")
    assert "mend" in str(caught.value)


def test_a_missing_file_is_named_with_what_the_folder_must_hold(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"kg\.ttl: not found; .* kg\.ttl, lexicon\.ttl, shapes\.ttl"):
        schema.load(tmp_path)


@pytest.mark.parametrize(
    ("addition", "said"),
    [
        ('kg:Thing1 a owl:Class ; rdfs:label "一"@zh-hans .', ("Thing1", "no rdfs:label in en")),
        ('kg:Thing1 a owl:Class ; rdfs:label "one"@en .', ("Thing1", "no rdfs:label in zh-hans")),
        (
            'kg:did a owl:ObjectProperty ; rdfs:label "做"@zh-hans, "did"@en ; rdfs:domain kg:Nobody .',
            ("did", "Nobody", "declared are", "Organization"),
        ),
    ],
)
def test_a_term_that_contradicts_the_ontology_is_refused(tmp_path: Path, addition: str, said: tuple[str, ...]) -> None:
    text = (schema.ontology_folder() / "kg.ttl").read_text(encoding="utf-8")
    (tmp_path / "kg.ttl").write_text(f"{text}\n{addition}\n", encoding="utf-8")
    with pytest.raises(OntologyError) as caught:
        schema.load(tmp_path)
    assert all(part in str(caught.value) for part in said)
