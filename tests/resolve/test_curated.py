"""What people know of identities: the file, and what every build makes of it."""

from __future__ import annotations

import pytest

from kg.errors import InputError
from kg.model import Knowledge, Reading
from kg.resolve import Curated, resolve
from kg.resolve.curated import Known, read
from tests.knowledge import SCHEMA, at
from tests.knowledge import read as reading

HEAD = "name,class,code,names,not,note\n"


def doc(name: str, number: int) -> Reading:
    text = f"{name} 乙市"
    return reading(text, (at(text, name), "locatedIn", at(text, "乙市", "Place")), doc=str(number))


def built(names: list[str], curated: Curated) -> Knowledge:
    return resolve([doc(name, n) for n, name in enumerate(names)], schema=SCHEMA, curated=curated)


def bodies(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    return {e.name: e.aliases for e in knowledge.entities if e.cls == "Organization"}


@pytest.fixture
def file(tmp_path):
    def write(content: str):
        path = tmp_path / "identities.csv"
        path.write_text(content, encoding="utf-8")
        return path

    return write


def test_a_known_thing_has_all_its_names_and_is_called_by_the_first(file):
    known = read(file(HEAD + "甲局,,,乙办；丙处,,一套人马\n"), SCHEMA)
    assert known == (Known("Organization", "甲局", ("乙办", "丙处")),)
    assert bodies(built(["丙处", "乙办", "丁署"], Curated(known))) == {"甲局": ("丙处", "乙办"), "丁署": ()}


def test_names_that_are_two_things_stay_two(file):
    known = read(file(HEAD + "云岭省发改委,,,,云岭省发展和改革委员会,\n"), SCHEMA)
    names = ["云岭省发改委", "云岭省发展和改革委员会"]
    assert len(bodies(built(names, Curated()))) == 1
    assert len(bodies(built(names, Curated(known)))) == 2


def test_a_merge_names_its_thing_by_iri_or_by_name():
    apart = built(["甲局", "乙办"], Curated())
    iri = next(e.iri for e in apart.entities if e.name == "乙办")
    for target in (iri, "乙办"):
        merged = built(["甲局", "乙办"], Curated(merged=((target, "甲局"),)))
        assert bodies(merged) == {"甲局": ("乙办",)}


def test_a_split_takes_one_document_away():
    whole = built(["甲局", "甲局"], Curated())
    (iri,) = (e.iri for e in whole.entities if e.cls == "Organization")
    split = built(["甲局", "甲局"], Curated(split=((iri, "1", "甲局（海州）"),)))
    assert sorted(bodies(split)) == ["甲局", "甲局（海州）"]


@pytest.mark.parametrize(
    ("content", "message"),
    [("nom\n", r"identities.csv: line 1: the head must name columns among name,"),
     (HEAD + ",,,甲,,\n", r"identities.csv: line 2: a thing without a name; fill"),
     (HEAD + "甲,Company,,,,\n", r"identities.csv: line 2: Company is no class of named things; choose one of Con"),
     (HEAD + "甲,,,乙,乙,\n", r"identities.csv: line 2: 乙 is both a name of the thing and of another"),
     (HEAD + "甲,,,乙,,\n丙,,,乙,,\n", r"identities.csv: line 3: 乙 is a name of the thing in .*: line 2 too"),
     (HEAD + '"甲,\n', r"identities.csv: line 2: not CSV")],
)  # fmt: skip
def test_what_is_wrong_in_the_file_is_named_with_its_line(file, content, message):
    with pytest.raises(InputError, match=message):
        read(file(content), SCHEMA)
