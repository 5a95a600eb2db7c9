"""Which of two overlapping candidates stays."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Mention
from kg.recognise.merge import merge


def mention(
    start: int, end: int, found_by: str = "head noun", cls: str = "Organization", score: float = 0.8
) -> Mention:
    """A candidate of which only place, origin, class and score matter."""
    return Mention(start, end, "数" * (end - start), cls, score, found_by)


@pytest.mark.parametrize(
    ("stays", "goes"),
    [
        (mention(2, 4, "book marks", "Document"), mention(0, 9)),
        (mention(2, 4, "book marks", "Document"), mention(2, 8, "quoted head", "Platform")),
        (mention(2, 4, "quoted head", "Platform"), mention(0, 9)),
        (mention(0, 9), mention(2, 4)),
        (mention(0, 3, score=0.9), mention(1, 4, score=0.8)),
        (mention(0, 3), mention(1, 4)),
        (mention(0, 3), mention(0, 5, "model", score=0.9)),
        (mention(0, 5, "model", score=0.99), mention(0, 3)),
        (mention(0, 5, "model", cls="Place", score=0.99), mention(0, 3, "model")),
        (mention(0, 5, "model", "Person"), mention(0, 3)),
        (mention(0, 3, cls="Event"), mention(0, 3, cls="Organization")),
        (mention(0, 3, "alias"), mention(0, 3, "gazetteer")),
    ],
)
def test_preference(stays: Mention, goes: Mention) -> None:
    assert merge([stays, goes]) == merge([goes, stays]) == [stays]


def test_neighbours_stay_in_the_order_of_the_text() -> None:
    assert merge([mention(3, 6), mention(0, 3)]) == [mention(0, 3), mention(3, 6)]


SPANS = st.tuples(st.integers(0, 20), st.integers(1, 6)).map(lambda span: (span[0], span[0] + span[1]))
CANDIDATES = st.lists(
    st.builds(lambda span, found_by: mention(*span, found_by), SPANS, st.sampled_from(["model", "alias", "book marks"]))
)


@given(CANDIDATES)
def test_what_stays_does_not_overlap_and_leaves_no_free_candidate(candidates: list[Mention]) -> None:
    chosen = merge(candidates)
    covered = [offset for found in chosen for offset in range(found.start, found.end)]
    assert len(covered) == len(set(covered))
    assert all(not set(covered).isdisjoint(range(m.start, m.end)) for m in candidates)


@given(CANDIDATES, st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_does_not_matter(candidates: list[Mention], random) -> None:
    shuffled = random.sample(candidates, len(candidates))
    assert merge(shuffled) == merge(candidates)


def test_of_equal_candidates_that_with_a_kind_stays_in_every_process():
    """A set has another order in every process; of twenty pairs some would come the wrong way round."""
    unsure = [Mention(at, at + 3, f"数{at}会", "Event", 0.7, "round", None) for at in range(0, 60, 3)]
    known = [replace(mention, kind="Meeting") for mention in unsure]
    assert merge([*unsure, *known]) == known


@pytest.mark.parametrize(
    ("ruled", "offered", "stays"),
    [
        ([mention(0, 3)], mention(5, 9, "policy"), True),
        ([mention(2, 5)], mention(0, 5, "policy", "Event"), True),
        ([mention(0, 3)], mention(0, 3, "policy", "Platform"), False),
        ([mention(0, 6)], mention(2, 4, "policy"), False),
        ([mention(0, 4)], mention(2, 8, "policy"), False),
        ([mention(2, 4, "dates", "Date")], mention(0, 6, "policy"), False),
        ([mention(2, 6, "quoted head", "Concept")], mention(0, 6, "policy", "Concept"), False),
        ([mention(2, 6, "quoted head", "Concept")], mention(0, 9, "policy"), True),
        ([mention(0, 3), mention(4, 6)], mention(0, 6, "policy"), False),
    ],
)
def test_what_the_third_scheme_offers_fills_gaps_and_joins_what_it_covers(
    ruled: list[Mention], offered: Mention, stays: bool
) -> None:
    assert (offered in merge([*ruled, offered])) == stays


def test_a_dash_between_two_things_parts_no_name() -> None:
    found = [mention(0, 2, cls="Place"), mention(3, 9)]
    joined = replace(mention(0, 9, "policy"), text="青江—松河信息港公司")
    assert merge([*found, joined]) == [joined]
