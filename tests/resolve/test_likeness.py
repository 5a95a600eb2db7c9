"""Which names of a list are one body, and why two are not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kg.measure import identity
from kg.resolve import cluster
from kg.resolve.clusters import MOST, Clusters, Node
from kg.resolve.likeness import join_bodies, shortens

LISTS = sorted(Path(__file__).parent.glob("bodies*.csv"))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_names_of_one_body_are_one_cluster_and_others_are_not(path):
    bodies, names, places = identity.read(path)
    scored = identity.b3(bodies, cluster(names, places=places))
    assert scored.precision >= 0.99
    assert scored.f1 >= 0.93


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_the_order_of_the_names_does_not_matter(path):
    _, names, places = identity.read(path)
    wanted = _sets(names, cluster(names, places=places))
    order = random.Random(7).sample(range(len(names)), len(names))
    shuffled = [names[at] for at in order]
    assert _sets(shuffled, cluster(shuffled, places=[places[at] for at in order])) == wanted


@pytest.mark.parametrize(
    ("names", "together"),
    [
        (["云岭省大数据局", "江川省大数据局", "大数据局"], []),  # whose?
        (["云岭省大数据局", "大数据局"], [{"云岭省大数据局", "大数据局"}]),
        (["国家发改委", "云岭省发改委", "发改委"], [{"国家发改委", "发改委"}]),
        (["北京青禾科技有限公司", "深圳青禾科技有限公司", "青禾科技"], []),
        (["青禾集团有限公司", "青禾软件有限公司", "青禾"], [{"青禾集团有限公司", "青禾"}]),
        (["青禾集团有限公司", "青禾集团股份有限公司", "青禾集团"], []),
        (["云岭省数据智能发展局", "云岭省数智局"], [{"云岭省数据智能发展局", "云岭省数智局"}]),
        (["云岭省数据智能发展局", "云岭省数字智能局", "云岭省数智局"], []),
        (["云岭省教育局", "云岭省教育考试局"], []),
        (["云岭省大数据局", "云岭省大数据局数据中心", "云岭省大数据中心"], []),
    ],
)  # fmt: skip
def test_a_short_form_is_that_of_the_one_name_that_it_fits(names, together):
    found = _sets(names, cluster(names))
    assert [each for each in found if len(each) > 1] == together


def test_a_name_that_leaves_its_place_out_is_of_the_place_that_its_text_speaks_of():
    names = ["广东省大数据局", "贵州省大数据局", "省大数据局", "省大数据局"]
    assert cluster(names, places=[None, None, "贵州省", "440100"]) == [0, 1, 1, 0]


def test_names_that_are_kept_apart_are_two_bodies():
    names = ["云岭省发展和改革委员会", "云岭省发改委"]
    assert cluster(names, apart=[("云岭省发改委", "云岭省发展和改革委员会")]) == [0, 1]


def test_without_support_a_name_without_a_place_stays_by_itself_and_it_is_told_why():
    nodes = [Node("Organization", "云岭省大数据局"), Node("Organization", "大数据局")]
    clusters = Clusters(nodes)
    join_bodies(clusters, nodes, supported=False)
    assert len(clusters.sets()) == 2
    assert [(near.name, near.other, near.reason) for near in clusters.near] == [
        ("云岭省大数据局", "大数据局", "the name gives no place")
    ]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (Node("Organization", "甲"), Node("Platform", "乙"), "class"),
        (Node("Place", "甲", "110000"), Node("Place", "乙", "120000"), "code"),
        (Node("Organization", "甲"), Node("Organization", "乙"), "kind"),
    ],
)
def test_another_class_code_or_kind_never_merges(one, other, reason):
    clusters = Clusters([one, other], kinds={one: "Company", other: "School"})
    assert not clusters.join(one, other)
    assert reason in next(iter(clusters.near)).reason


def test_a_set_of_names_has_a_greatest_size():
    nodes = [Node("Organization", f"甲{at}") for at in range(MOST + 1)]
    clusters = Clusters(nodes)
    assert [clusters.join(nodes[0], node) for node in nodes[1:]] == [True] * (MOST - 1) + [False]


@pytest.mark.parametrize(
    ("short", "full", "wanted"),
    [("数智", "数据智能发展", True), ("数据", "数据智能", False), ("智能", "数据智能", False), ("数", "数据", False),
     ("数字经济", "数字经济发展促进", True)],
)  # fmt: skip
def test_a_short_form_keeps_something_of_each_word(short, full, wanted):
    assert shortens(short, full) is wanted


def test_b_cubed():
    assert identity.b3("aabb", "xxyy") == (1, 1, 1)
    assert identity.b3("aabb", "wxyz")[:2] == (1, 0.5)
    assert identity.b3("aabb", "xxxx")[:2] == (0.5, 1)


def _sets(names: list[str], labels: list[int]) -> list[set[str]]:
    found: dict[int, set[str]] = {}
    for name, label in zip(names, labels, strict=True):
        found.setdefault(label, set()).add(name)
    return sorted(found.values(), key=sorted)
