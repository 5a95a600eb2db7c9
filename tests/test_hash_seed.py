"""The facts of a text are the same whatever order a set has: a rule that takes the first match out of one would read by
the hash seed of the process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from kg import lexicon

ROOT = Path(__file__).parent.parent
CONSTRUCTIONS = ROOT / "tests/gold/constructions.jsonl"
SEEDS = ("2", "3")
OPENING = "云岭省启动好新一轮找水打井三年行动。"
"""Two openings of a list begin it: what is kept is the longer one (kg.recognise.programmes)."""
READ = """
import json, sys
from kg import pipeline
from kg.clean import clean
from kg.model import Article
from kg.restore import restore
texts = json.load(sys.stdin)
articles = (Article(str(n), text, published="2024-05-06") for n, text in enumerate(texts))
for text, read in zip(texts, pipeline.read(restore(clean(article)) for article in articles), strict=True):
    print(json.dumps([text, repr(read.mentions), repr(read.claims)], ensure_ascii=False))
"""


def test_what_a_text_says_does_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    """The examples of the lexicon and every other construction, which want every rule."""
    told = [json.loads(line)["text"] for line in CONSTRUCTIONS.read_text("utf-8").splitlines()[::2]]
    told += [OPENING, *(each.text for entry in lexicon.load().entries for each in entry.examples)]
    (tmp_path / "texts").write_text(json.dumps(told), encoding="utf-8")
    readers = []
    for seed in SEEDS:  # at once
        with (tmp_path / "texts").open() as texts, (tmp_path / seed).open("wb") as read:
            reader = subprocess.Popen(
                [sys.executable, "-c", READ], cwd=ROOT, stdin=texts, stdout=read,
                env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            )  # fmt: skip
        readers.append(reader)
    assert [reader.wait() for reader in readers] == [0, 0]
    first, second = ((tmp_path / seed).read_text("utf-8").splitlines() for seed in SEEDS)
    assert len(first) == len(told)
    assert [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]] == []
