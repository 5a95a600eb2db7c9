"""How fast a text becomes facts, beside plain word tagging of the same text in the same run.

    python -m kg.bench seeds --characters 200000

Machines differ, and so do their loads: the ratio to tagging is what can be compared.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import cycle, islice

import rjieba

from kg import pipeline, schema
from kg.clean import clean
from kg.model import Article
from kg.read import read
from kg.resolve import resolve
from kg.restore import restore


def main(arguments: Sequence[str] | None = None) -> None:
    """Print characters a second of both, and the most memory that the process held."""
    parser = argparse.ArgumentParser(prog="kg.bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="files and folders to read, over and over")
    parser.add_argument("--characters", type=int, default=200_000, help="how much to read in all")
    chosen = parser.parse_args(arguments)
    articles = _repeated(list(read(chosen.inputs)), chosen.characters)
    characters = sum(len(article.text) for article in articles)
    facts(articles[:1])  # models and dictionaries load on first use, which is no part of the speed
    tag(articles[:1])
    tagging, reading = _seconds(lambda: tag(articles)), _seconds(lambda: facts(articles))
    lines = (
        f"{characters:,} characters in {len(articles):,} documents",
        f"word tagging (rjieba)  {characters / tagging:>12,.0f} characters a second",
        f"facts (kg)             {characters / reading:>12,.0f} characters a second, 1/{reading / tagging:,.0f} of it",
        f"memory                 {_megabytes():>12,.0f} MB at most",
    )
    sys.stdout.write("\n".join(lines) + "\n")


def tag(articles: Sequence[Article]) -> None:
    """Words with their parts of speech."""
    for article in articles:
        rjieba.tag(article.text)


def facts(articles: Sequence[Article]) -> None:
    """Everything from the text to its resolved facts, document by document, without writing them."""
    known = schema.load()
    for reading in pipeline.read(restore(clean(article)) for article in articles):
        resolve([reading], schema=known)


def _repeated(articles: Sequence[Article], characters: int) -> list[Article]:
    """The articles again and again, each time under a name of its own, until there are enough characters."""
    mean = sum(len(article.text) for article in articles) / len(articles)
    wanted = max(1, round(characters / mean))
    return [replace(article, id=f"{article.id}-{at}") for at, article in enumerate(islice(cycle(articles), wanted))]


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _megabytes() -> float:
    """Peak resident memory; Linux counts it in kilobytes, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main()
