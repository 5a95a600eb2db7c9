"""The table of function words: every class is used, no word stands twice in one."""

import re
import tomllib
from importlib.resources import files

import pytest

from kg import lexicon
from kg.relate import markers

FOLDER = files("kg.relate")
TABLE = tomllib.loads((FOLDER / "data" / "markers.toml").read_text(encoding="utf-8"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.iterdir() if path.name.endswith(".py"))
ASKED = set(re.findall(r"""(?:words|affixes|choice|says)\(["'](\w+)["']\)""", CODE))


OBJECTS = {sense.object_ending for entry in lexicon.load().entries for sense in entry.senses if sense.object_ending}
"""Classes that an entry of the lexicon asks for by lex:object."""


def test_classes_are_those_that_the_code_and_the_lexicon_ask_for() -> None:
    assert set(TABLE) == ASKED | OBJECTS


@pytest.mark.parametrize("name", TABLE)
def test_no_word_stands_twice(name: str) -> None:
    assert len(TABLE[name]) == len(set(TABLE[name])) > 0
    assert markers.words(name) == frozenset(TABLE[name])


def test_longest_word_wins_in_a_pattern() -> None:
    match = re.match(markers.choice("before_number"), "达到")
    assert match is not None
    assert match[0] == "达到"


def test_unknown_class_is_refused() -> None:
    with pytest.raises(KeyError):
        markers.words("no such class")
