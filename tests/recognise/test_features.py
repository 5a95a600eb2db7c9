"""Features: equal runs have equal keys, whatever stands around them and however many sentences are read at once."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.recognise.features import MARGIN, Lexicon, stream
from kg.recognise.runs import Runs, Table, codes_of, cut, keys_of

CHINESE = st.text(alphabet="中国广东省佛山市数字政府建设管理局长王小明说，、“”《》abc19", min_size=1, max_size=40)


def _lexicon(names: tuple[str, ...] = (), tails: tuple[str, ...] = ()) -> Lexicon:
    known, ends = np.sort(keys_of(names)), np.sort(keys_of(tails))
    grades = np.append(np.full(len(tails), 4, np.uint8), np.uint8(0))
    kinds = np.append(np.ones(len(names), np.uint8), np.uint8(0))
    return Lexicon(Table(ends), grades, grades.astype(np.uint16), grades, Table(known), kinds)


@given(st.lists(CHINESE, min_size=1, max_size=5))
def test_a_sentence_has_the_same_features_alone_and_among_others(sentences: list[str]) -> None:
    together = stream(sentences, _lexicon()).keys
    alone = np.concatenate([stream([sentence], _lexicon()).keys for sentence in sentences], axis=1)
    assert np.array_equal(together, alone)


@given(st.lists(CHINESE, min_size=1, max_size=5))
def test_every_character_has_its_cell(sentences: list[str]) -> None:
    cells = stream(sentences, _lexicon()).cells
    assert len(cells) == sum(map(len, sentences))
    assert cells[0] == MARGIN


@given(CHINESE, CHINESE, CHINESE)
def test_the_hash_of_a_run_does_not_depend_on_where_it_stands(before: str, run: str, after: str) -> None:
    runs = Runs(codes_of(before + run + after))
    key = cut(runs.hash(np.array([len(before)]), len(run)))
    assert key[0] == keys_of([run])[0]


@given(st.sets(st.integers(0, 2**32 - 2), max_size=50), st.lists(st.integers(0, 2**32 - 2), max_size=50))
def test_the_table_finds_what_is_in_it_and_nothing_else(keys: set[int], asked: list[int]) -> None:
    listed = sorted(keys)
    table = Table(np.array(listed, np.uint32))
    wanted = np.array([*asked, *listed], np.uint32)
    expected = [listed.index(key) if key in keys else len(listed) for key in wanted.tolist()]
    assert table.rows(wanted).tolist() == expected


@pytest.mark.parametrize(
    ("one", "two"), [("2019年", "2020年"), ("ＡＢＣ", "abc"), ("第１届", "第7届"), ("（甲）", "(甲)")]
)
def test_width_case_and_digits_are_folded(one: str, two: str) -> None:
    assert np.array_equal(keys_of([one]), keys_of([two]))


def test_a_known_name_and_a_tail_ahead_change_the_features() -> None:
    text = ["佛山市数字政府建设管理局"]
    plain = stream(text, _lexicon()).keys
    assert not np.array_equal(plain, stream(text, _lexicon(names=("佛山市",))).keys)
    ahead = stream(text, _lexicon(tails=("管理局",))).keys
    assert (plain[:, 0] != ahead[:, 0]).any(), "the first character sees the tail five words on"


def test_keys_do_not_depend_on_the_hash_seed() -> None:
    code = "from kg.recognise.runs import keys_of; print(keys_of(['佛山市', '管理局']).tolist())"
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
