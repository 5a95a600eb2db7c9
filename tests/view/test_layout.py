"""Places: every node has one, none covers another, and they are the same on every run."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view.layout import Link, positions
from kg.view.packing import pack
from kg.view.separation import Box

BOX = Box(width=90, above=14, below=40, reach=14)


def chain(*names: str) -> list[Link]:
    return [Link(a, b, 30) for a, b in pairwise(names)]


def star(leaves: int) -> list[Link]:
    return [Link("hub", f"leaf{n}", 40) for n in range(leaves)]


GRAPHS = {
    "nothing": ([], []),
    "one": (["a"], []),
    "loop": (["a"], [Link("a", "a", 30)]),
    "pair": (["a", "b"], chain("a", "b")),
    "parallel": (["a", "b"], [*chain("a", "b"), *chain("b", "a")]),
    "isolated": ([f"n{i}" for i in range(30)], []),
    "chain": (list("abcdefgh"), chain(*"abcdefgh")),
    "star": (["hub", *(f"leaf{n}" for n in range(14))], star(14)),
    "ring": (list("abcdef"), chain(*"abcdefa")),
    "several": (["hub", *(f"leaf{n}" for n in range(6)), *"abcdexyz"], [*star(6), *chain(*"abc"), *chain(*"xyz")]),
}


@pytest.mark.parametrize("name", GRAPHS)
def test_no_node_covers_another(name: str) -> None:
    nodes, links = GRAPHS[name]
    placed = positions(dict.fromkeys(nodes, BOX), links)
    assert list(placed) == nodes
    for (x, y), (u, v) in combinations(placed.values(), 2):
        assert abs(x - u) >= BOX.width or abs(y - v) >= BOX.above + BOX.below


def test_a_pair_reads_from_left_to_right() -> None:
    placed = positions({"object": BOX, "subject": BOX}, [Link("subject", "object", 30)])
    assert placed["subject"][0] < placed["object"][0]
    assert placed["subject"][1] == placed["object"][1]


def test_places_do_not_depend_on_the_run() -> None:
    nodes, links = GRAPHS["several"]
    assert len({str(positions(dict.fromkeys(nodes, BOX), links)) for _ in range(3)}) == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 900), st.integers(1, 400)), max_size=25))
def test_packed_rectangles_do_not_overlap(sizes: list[tuple[int, int]]) -> None:
    corners = pack(sizes, aspect=1.75)
    rectangles = [(x, y, x + w, y + h) for (x, y), (w, h) in zip(corners, sizes, strict=True)]
    for one, other in combinations(rectangles, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)
