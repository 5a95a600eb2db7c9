"""The parts of a growing graph: what is written and read again, cut, merged, changed."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from kg.grow import merge as merging
from kg.grow import shards
from kg.grow.chunks import Waiting, chunked
from kg.grow.codec import decode, encode
from kg.grow.merge import merge, triples
from kg.grow.patch import Difference, patched
from kg.grow.workers import Here
from kg.model import Account, Fact, Review, Value
from kg.resolve import account
from tests.knowledge import KNOWLEDGE, READINGS, SCHEMA

LINES = st.sets(st.sampled_from([b"<s%d> <p> <o> <g%d> .\n" % (s, g) for s in range(40) for g in range(3)]))


def test_what_documents_say_comes_back_from_a_shard(tmp_path: Path) -> None:
    told = [account(reading, schema=SCHEMA) for reading in READINGS]
    path = str(tmp_path / "shard")
    entries = [shards.entry(f"hash{n}", shards.Source(t.article.id, None, 1, ""), t) for n, t in enumerate(told)]
    shards.write(path, entries, [shards.Failure("lost", "lost.txt", "RecursionError: \ud800")])
    assert shards.accounts(path) == told
    assert list(shards.outlines(path)) == [t.outline for t in told]
    assert list(shards.articles(path, {told[1].article.id})) == [told[1].article]
    assert shards.head(path).failures[0].error == "RecursionError: \ud800"
    assert shards.entries(path) == entries


def test_every_field_comes_back_as_its_type() -> None:
    value, review = Value("1", "quantity", None, True), Review("accepted")
    fact = Fact("i", "s", "p", value, (), (("a", "b"),), score=0.5, review=review)
    assert decode(encode(fact), Fact) == fact
    for known in KNOWLEDGE.facts:
        assert decode(encode(known), Fact) == known
    assert decode(encode(account(READINGS[0], schema=SCHEMA)), Account) == account(READINGS[0], schema=SCHEMA)


def test_a_document_more_or_less_moves_the_borders_of_its_own_chunk_alone() -> None:
    articles = [Waiting(f"doc {n}", "", "", 1000) for n in range(600)]
    before = {tuple(d.id for d in chunk.documents) for chunk in chunked(articles)}
    after = {tuple(d.id for d in chunk.documents) for chunk in chunked(articles[:300] + articles[301:])}
    assert len(before) > 5
    assert len(before - after) <= 2
    assert sorted(doc for chunk in before for doc in chunk) == sorted(article.id for article in articles)


@given(st.lists(LINES, min_size=1, max_size=4), st.integers(40, 2000))
def test_runs_are_merged_in_ranges_of_any_size(runs: list[set[bytes]], size: int) -> None:

    with tempfile.TemporaryDirectory() as name, mock.patch.object(merging, "RANGE", size):
        folder, seen, paths = Path(name), set[bytes](), []
        for at, run in enumerate(runs):
            (folder / str(at)).write_bytes(b"".join(sorted(run - seen)))
            seen |= run
            paths.append(str(folder / str(at)))
        merged = merge(paths, folder / "graph", folder / "parts", Here())
        assert (folder / "graph").read_bytes() == b"".join(sorted(seen))
        assert b"".join(Path(part).read_bytes() for part in merged.graphs) == b"".join(sorted(seen))
        assert merged.sha256 == hashlib.sha256(b"".join(sorted(seen))).hexdigest()
        union = {line for path in merged.unions for line in Path(path).read_bytes().splitlines(keepends=True)}
        assert union == set(triples(sorted(seen)))


@given(LINES.filter(bool), LINES, st.data())
def test_lines_go_and_come_where_they_belong(lines: set[bytes], new: set[bytes], data: st.DataObject) -> None:

    gone = data.draw(st.sets(st.sampled_from(sorted(lines))))
    change = Difference(sorted(gone), sorted(new - lines))
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name, "source"), Path(name, "target")
        source.write_bytes(b"".join(sorted(lines)))
        hashed = patched(source, change, target)
        assert target.read_bytes() == b"".join(sorted((lines - gone) | (new - lines)))
        assert hashed == hashlib.sha256(target.read_bytes()).hexdigest()
