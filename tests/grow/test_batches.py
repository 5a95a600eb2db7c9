"""Open names told apart batch by batch are those told apart all together, whatever names there are."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.grow import batches, joins, sections
from kg.resolve import Curated, likeness, links
from kg.resolve.blocks import Entry, Row, together
from kg.resolve.clusters import Node
from kg.resolve.curated import NOTHING, Known
from kg.zh.script import fold

BASE = "https://kg.example/id/"
NODES = [
    *(Node("Organization", fold(name)) for name in (
        "国家发展和改革委员会", "国家发展改革委", "发展改革委", "广东省发展和改革委员会", "广东省发改委",
        "佛山市发改局",
        "云岭省数据智能发展局", "云岭省数智局", "云岭数智局", "数智局", "云岭省人民政府", "云岭政府", "海东省数智局",
        "教育部", "国家教育委员会", "深圳市青禾计算机系统有限公司", "青禾公司", "青禾", "青禾集团",
        "青禾网络科技有限公司",
        "青禾网络", "中国移动通信集团广东有限公司", "广东移动", "中国移动", "宁德时代新能源科技股份有限公司",
        "宁德时代",
        "佛山市民政局", "中山市民政局", "民政局", "央行", "中国人民银行", "中共云岭省委", "云岭省委",
    )),
    Node("Organization", fold("省数智局"), region="440000"), Node("Organization", fold("省发改委"), region="440000"),
    Node("Organization", fold("青禾"), code="91440300"), Node("Organization", fold("禾青"), code="91440300"),
    *(Node("Document", fold(name)) for name in (
        "关于加快数据发展的意见", "国务院关于加快数据发展的意见", "云岭省人民政府关于加快数据发展的意见",
        "云府〔2018〕105号", "云府(2018)105号", "关于印发关于加快数据发展的意见", "数据条例",
    )),
    Node("Place", "佛山市", "440600"), Node("Place", "佛山", "440600"), Node("Place", "佛山"), Node("Place", "云岭省"),
    Node("Person", "王立新", mark="佛山市"), Node("Person", "王立新"), Node("Platform", "云岭通"),
    Node("Event", "第5届云州论坛"), Node("Event", "第五届云州论坛", mark="2019"),
]  # fmt: skip
KINDS = ("", "GovernmentAgency", "Company", "University")
ALIASES = ("数智局", "青禾", "云岭通", "粤岭通", "佛山发改", "数据条例")
CURATED = {
    "nothing": NOTHING,
    "known": Curated((
        Known("Organization", "青禾公司", ("云岭数智局", "青禾网络"), ("青禾",)), Known("Person", "王立新"),
        Known("Organization", "海东省数据中心", ("海东数智局",)),
    )),
    "merged": Curated((), (("云岭通", "数岭通"), ("佛山", "云岭省"))),
    "split": Curated((), (), (("云岭通", "more/1", "云岭通第二版"),)),
}  # fmt: skip


@st.composite
def named(draw: st.DrawFn) -> list[Entry]:
    """Entries of some nodes; of one now and then two."""
    found = draw(st.lists(st.sampled_from(NODES), min_size=1, max_size=30, unique=True))
    kinds, marked = st.sampled_from(KINDS), st.lists(st.sampled_from(ALIASES), max_size=1)
    entries = []
    for node in found:
        kind = draw(kinds) if node.cls == "Organization" else ""
        row, apart = tuple(node), draw(st.sampled_from(["", "", "", "more/1"]))
        count = ((kind, 1),) if kind else ()
        entries.append(Entry(row, row, apart, ((node.key, 1),), count, (), tuple(draw(marked))))
        if draw(st.booleans()):
            asked: Row = (node.cls, node.key, "?", node.region, node.mark)
            entries.append(Entry(asked, row, "", ((node.key, 2),), (), ("别名",), ()))
    return sorted(entries)


@pytest.mark.parametrize("curated", CURATED)
@given(named())
@settings(max_examples=60)
def test_batches_are_told_apart_as_all_together(curated: str, entries: list[Entry]) -> None:
    with mock.patch.object(batches, "SIZE", 1), mock.patch.object(likeness, "MOST", 3), mock.patch.object(
        batches, "MOST", 3
    ):  # fmt: skip
        check(entries, CURATED[curated])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Node("Organization", "发展改革委"), Node("Organization", "国家发展和改革委员会")),
        (Node("Organization", "云岭省数智局"), Node("Organization", "云岭省数据智能发展局")),
        (Node("Organization", "佛山市数智局"), Node("Organization", "佛山市数据智能发展局")),
        (Node("Organization", "广东省佛山市发改局"), Node("Organization", "佛山市发展和改革局")),
        (Node("Organization", "青禾网络"), Node("Organization", "青禾网络科技有限公司")),
        (Node("Organization", "青禾", "91440300"), Node("Organization", "禾青", "91440300")),
        (Node("Organization", "省数智局", region="440000"), Node("Organization", "广东省数智局")),
        (Node("Document", "云府〔2018〕105号"), Node("Document", "云府(2018)105号")),
        (Node("Document", "关于加快数据发展的意见"), Node("Document", "国务院关于加快数据发展的意见")),
        (Node("Event", "第5届云州论坛"), Node("Event", "第五届云州论坛")),
        (Node("Person", "王立新"), Node("Person", "王立新", mark="佛山市")),
    ],
)
def test_two_names_of_one_thing_meet_among_many(one: Node, other: Node) -> None:
    many = [Node("Platform", f"云{at}通") for at in range(200)]
    entries = [Entry(tuple(n), tuple(n), "", ((n.key, 1),), (), (), ()) for n in sorted([one, other, *many])]
    whole, _ = together(entries, base=BASE, curated=NOTHING)
    assert len([*whole.things]) == len(entries) - 1
    with mock.patch.object(batches, "SIZE", 1):
        check(entries, NOTHING)


def check(entries: Sequence[Entry], curated: Curated) -> None:
    whole, ways = together(entries, base=BASE, curated=curated)
    found, told, sizes = set(), [], []
    with tempfile.TemporaryDirectory() as name:
        paths = resolved(Path(name), entries, curated)
        with batches.batched(Path(name, "names"), paths, curated) as those:
            for batch in map(those.batch, range(those.count)):
                here, more = together(batch.entries, base=BASE, curated=batch.curated, around=those.around)
                found |= {thing.entity for thing in here.things}
                told += more
                sizes.append(len(batch.contents))
        assert not Path(name, "names").exists()
    assert found == {thing.entity for thing in whole.things}
    assert sorted(told) == sorted(ways)
    assert sum(sizes) == len(entries)


def resolved(folder: Path, entries: Sequence[Entry], curated: Curated) -> list[str]:
    """The files of three parts, which hold all entries of a name each."""
    (folder / "shuffle").mkdir()
    paths = []
    for part in range(3):
        here = [entry for entry in entries if joins.part_of(entry.node[1], parts=3) == part]
        known_by = links.Links(curated)
        told = [known_by.of(Node(*entry.node), entry.marked) for entry in here]
        places = sorted(likeness.unlisted(entry.node[1] for entry in here if entry.node[0] == "Organization"))
        paths.append(str(folder / f"shuffle/{part}"))
        sections.write(paths[-1], {joins.OPEN: here, joins.LINKS: told, joins.PLACES: places})
    return paths
