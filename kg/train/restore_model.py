"""Learn kg/data/restore_model.npz: python -m kg.train.restore_model --data FOLDER --out kg/data.

An n-gram model (orders 1 to 5, Witten-Bell interpolation) of edited Chinese: news, work reports, regulations. It keeps
only the n-grams that touch a word of data/restore.toml, since no other n-gram can tell a word from its swap.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import ahocorasick_rs
import numpy as np
from numpy.typing import NDArray

from kg.clean import clean
from kg.model import Article
from kg.restore.candidates import pairs
from kg.train.neighbours import confusions, learn

ORDER, BITS = 5, 12
# Reports written before 1980, and to the first nine congresses: another language than today's.
OLD = re.compile(r"19[0-7]\d年|\([一二三四五六七八九]大\)")
# How often an n-gram of each order must occur to be kept; what is dropped is estimated from its shorter end.
CUT = {1: 1, 2: 2, 3: 4, 4: 5, 5: 7}
# One of so many documents is left out, for measuring.
HELD_OUT = 20
# So many sentences of annotated data make a text.
PARCEL = 10
Ids = NDArray[np.uint64]


def documents(data: Path) -> Iterator[str]:
    """Texts of the corpora, in a fixed order; sentences of annotated data in parcels, as they follow each other."""
    corpus = data / "corpus"
    for name in ("news_2022_2025.jsonl", "government_work_reports.jsonl", "cpc_congress_reports.jsonl"):
        for line in (corpus / name).read_text("utf-8").splitlines():
            record = json.loads(line)
            if not OLD.search(record["title"]):
                yield record.get("text") or record["content"]
    for path in sorted([*corpus.glob("provincial_reports_2025/*.txt"), *corpus.glob("regulations/*.md")]):
        yield path.read_text("utf-8")
    yield from ("\n".join(parcel) for parcel in _parcels(_sentences(data)))


def _sentences(data: Path) -> Iterator[str]:
    bio = (data / "entities" / "msra_train.bio").read_text("utf-8")
    yield from ("".join(line[0] for line in each.splitlines()) for each in bio.split("\n\n") if each.strip())
    for path in (data / "entities" / "cluener_train.jsonl", data / "relations" / "duie2_train_a.jsonl"):
        yield from (json.loads(line)["text"] for line in path.read_text("utf-8").splitlines())
    finre = (data / "relations" / "finre_train.tsv").read_text("utf-8").splitlines()
    yield from dict.fromkeys(line.split("\t")[-1] for line in finre)


def _parcels(sentences: Iterator[str]) -> Iterator[tuple[str, ...]]:
    return iter(lambda: tuple(islice(sentences, PARCEL)), ())


def split(texts: Iterator[str]) -> tuple[list[str], list[str]]:
    """Training texts and texts for measuring."""
    parts: tuple[list[str], list[str]] = ([], [])
    for at, text in enumerate(texts):
        parts[at % HELD_OUT == 0].append(clean(Article("", text)).text)
    return parts


def reduce(text: str) -> str:
    """Digits and letters each count as one character."""
    return re.sub("[A-Za-z]", "a", re.sub(r"\d", "0", text))


def _codes(text: str, chars: str) -> Ids:
    code = {char: at + 1 for at, char in enumerate(chars)}
    return np.array([code.get(char, 0) for char in text], dtype=np.uint64)


def _mask(text: str, words: list[str]) -> NDArray[np.bool_]:
    """True where a word of the table stands, and on the character before it."""
    mask = np.zeros(len(text) + 1, dtype=bool)
    for _, start, end in ahocorasick_rs.AhoCorasick(words).find_matches_as_indexes(text, overlapping=True):
        mask[max(start - 1, 0) : end] = True
    return mask[:-1]


def _runs(codes: Ids, order: int) -> Ids:
    """The n-gram that begins at each character, as one number."""
    runs = codes[: len(codes) - order + 1].copy()
    for shift in range(1, order):
        runs = (runs << np.uint64(BITS)) | codes[shift : len(codes) - order + 1 + shift]
    return runs


def _touched(mask: NDArray[np.bool_], order: int) -> NDArray[np.bool_]:
    touched = mask[: len(mask) - order + 1].copy()
    for shift in range(1, order):
        touched |= mask[shift : len(mask) - order + 1 + shift]
    return touched


def train(texts: list[str], words: list[str]) -> dict[str, NDArray[np.generic]]:
    """Arrays of data/restore_model.npz: n-grams (as differences), -log p, -log backoff in sixteenths."""
    text = reduce("\n\n".join(texts))
    chars = "".join(sorted(char for char, _ in Counter(text).most_common((1 << BITS) - 1)))
    codes = _codes(text, chars)
    mask = _mask(text, words)
    arrays: dict[str, NDArray[np.generic]] = {"chars": np.array([chars])}
    lower_ids: Ids = np.zeros(1, dtype=np.uint64)
    lower_p = np.full(1, 1 / len(chars))
    kept: dict[int, tuple[Ids, NDArray[np.float64]]] = {}
    for order in range(1, ORDER + 1):
        runs = _runs(codes, order)
        ids, counts = np.unique(runs, return_counts=True)
        contexts, first = np.unique(ids >> np.uint64(BITS), return_index=True)
        totals, types = np.add.reduceat(counts, first), np.diff(np.append(first, len(ids)))
        at = np.searchsorted(contexts, ids >> np.uint64(BITS))
        suffix = ids & np.uint64((1 << BITS * (order - 1)) - 1)
        lower = lower_p[np.searchsorted(lower_ids, suffix)] if order > 1 else lower_p[0]
        p = (counts + types[at] * lower) / (totals + types)[at]
        if order > 1:
            _store(arrays, order - 1, kept[order - 1], contexts, types / (totals + types))
        wanted = (counts >= CUT[order]) & ((order == 1) | np.isin(ids, np.unique(runs[_touched(mask, order)])))
        kept[order] = ids[wanted], p[wanted]
        lower_ids, lower_p = ids, p
    _store(arrays, ORDER, kept[ORDER], np.zeros(0, dtype=np.uint64), np.zeros(0))
    return arrays


def _store(
    arrays: dict[str, NDArray[np.generic]],
    order: int,
    kept: tuple[Ids, NDArray[np.float64]],
    contexts: Ids,
    backoff: NDArray[np.float64],
) -> None:
    ids, p = kept
    arrays[f"ids{order}"] = np.diff(ids, prepend=np.uint64(0))
    arrays[f"logp{order}"] = _sixteenths(p)
    if len(contexts):
        at = np.minimum(np.searchsorted(contexts, ids), len(contexts) - 1)
        arrays[f"backoff{order}"] = np.where(contexts[at] == ids, _sixteenths(backoff[at]), 0).astype(np.uint8)


def _sixteenths(p: NDArray[np.float64]) -> NDArray[np.uint8]:
    return np.minimum(np.round(-16 * np.log(p)), 255).astype(np.uint8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with corpus/, entities/ and relations/")
    parser.add_argument("--out", type=Path, required=True, help="folder for restore_model.npz")
    options = parser.parse_args()
    texts, _ = split(documents(options.data))
    swaps = pairs()
    words = sorted({word for pair in swaps for word in pair})
    arrays = train(texts, words)
    text = reduce("\n\n".join(texts))
    arrays |= learn(text, _codes(text, str(arrays["chars"][0])), words, confusions(swaps))
    found = ahocorasick_rs.AhoCorasick(words).find_matches_as_indexes(text, overlapping=True)
    counts = Counter(at for at, *_ in found)
    arrays |= {"words": np.array(words), "counts": np.array([counts[at] for at in range(len(words))], dtype=np.uint32)}
    np.savez_compressed(options.out / "restore_model.npz", allow_pickle=False, **arrays)


if __name__ == "__main__":
    main()
