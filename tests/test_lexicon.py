"""Every example of the lexicon is a test: it states its facts and no others by its entry."""

import pytest

from kg import lexicon, pipeline
from kg.clean import clean
from kg.errors import OntologyError
from kg.model import Article, Claim
from kg.relate.frames import MATCHERS
from kg.schema import ontology_folder

EXAMPLES = [(entry, example) for entry in lexicon.load().entries for example in entry.examples]


def said(text: str, published: str | None = None) -> tuple[Claim, ...]:
    """The claims of a text."""
    (reading,) = pipeline.read([clean(Article("example", text, published=published))])
    return reading.claims


@pytest.mark.parametrize(
    ("entry", "example"), EXAMPLES, ids=[f"{entry.name}: {example.text}" for entry, example in EXAMPLES]
)
def test_example_states_its_facts(entry: lexicon.Entry, example: lexicon.Example) -> None:
    properties = {sense.property for sense in entry.senses}
    found = {(c.subject.name, c.property, c.object.name, c.modality) for c in said(example.text)}
    assert {fact for fact in found if fact[1] in properties} == {
        fact for fact in example.states if fact[1] in properties
    }
    assert set(example.states) <= found


@pytest.mark.parametrize(
    "entry", [e for e in lexicon.load().entries if e.frame != "StopFrame"], ids=lambda entry: entry.name
)
def test_every_entry_has_an_example_that_states_something(entry: lexicon.Entry) -> None:
    assert any(example.states for example in entry.examples)


def broken(tmp_path, old: str, new: str) -> OntologyError:
    """The error of loading a lexicon in which `old` was replaced by `new`."""
    for name in ("kg.ttl", "lexicon.ttl"):
        text = (ontology_folder() / name).read_text(encoding="utf-8")
        assert name != "lexicon.ttl" or old in text
        (tmp_path / name).write_text(text.replace(old, new) if name == "lexicon.ttl" else text, encoding="utf-8")
    with pytest.raises(OntologyError) as caught:
        lexicon.load(tmp_path)
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "ontolex:reference kg:launched",
            "ontolex:reference kg:lunched",
            ("lexicon.ttl", "ontology#lunched", "declared are"),
        ),
        (
            "synsem:synBehavior [ a lex:ErgativeFrame ]",
            "synsem:synBehavior [ a lex:ErgativFrame ]",
            ("unknown frame", "ErgativFrame", "known frames are"),
        ),
        (
            "云岭省数据局 | established | 2019-01",
            "云岭省数据局 established 2019-01",
            ("cannot read", "subject | property | object"),
        ),
        ("synsem:subjOfProp lex:party ; ", "", ("lacks synsem:subjOfProp",)),
    ],
)
def test_a_broken_lexicon_is_refused_by_name(tmp_path, old: str, new: str, said: tuple[str, ...]) -> None:
    message = str(broken(tmp_path, old, new))
    assert all(part in message for part in said)


def test_every_frame_is_read_somewhere() -> None:
    assert set(lexicon.FRAMES) == set(MATCHERS) | {"NamingFrame", "StopFrame"}


READ_BY_FRAME = [entry for entry in lexicon.load().entries if entry.frame in MATCHERS]


@pytest.mark.parametrize("entry", READ_BY_FRAME, ids=lambda entry: entry.name)
def test_an_entry_is_what_reads_its_examples(entry: lexicon.Entry) -> None:
    rules = {claim.evidence.rule for example in entry.examples for claim in said(example.text)}
    assert f"{entry.name}/{entry.frame}" in rules
