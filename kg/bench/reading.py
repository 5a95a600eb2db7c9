"""How fast a text is read, beside plain word tagging of the same text in the same run.

    python -m kg.bench.reading seeds --characters 200000

Machines differ, and so do their loads: the ratio to tagging is what can be compared. LAC (a neural tagger of words,
parts of speech and names) runs beside it where its package is installed.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from importlib import import_module
from itertools import cycle, islice

import rjieba

from kg import pipeline, schema
from kg.clean import clean
from kg.grow import collecting
from kg.model import Article
from kg.read import read
from kg.resolve import resolve
from kg.restore import restore

Work = Callable[[Sequence[Article]], object]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print characters a second of each, and the most memory that the process held by then."""
    parser = argparse.ArgumentParser(prog="kg.bench.reading", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="files and folders to read, over and over")
    parser.add_argument("--characters", type=int, default=200_000, help="how much to read in all")
    chosen = parser.parse_args(arguments)
    articles = _repeated(list(read(chosen.inputs)), chosen.characters)
    characters = sum(len(article.text) for article in articles)
    sys.stdout.write(f"{characters:,} characters in {len(articles):,} documents, one core\n")
    first: float | None = None
    for name, work in _works():
        work(articles[:1])  # models and dictionaries load on first use, which is no part of the speed
        with collecting.seldom():  # as every command does
            speed = characters / _seconds(work, articles)
        first = first or speed
        of_first, memory = f"1/{first / speed:,.0f}", f"{_megabytes():,.0f} MB"
        sys.stdout.write(f"{name:<32} {speed:>11,.0f} characters a second, {of_first:<6} {memory:>8}\n")


def _works() -> Iterable[tuple[str, Work]]:
    """What is measured: tagging first; LAC last, so that its memory does not count for the others."""
    yield "word tagging (rjieba)", tag
    yield "recognise and normalise (kg)", recognise
    yield "facts (kg)", facts
    if lac := _lac():
        yield "words and names (LAC)", lambda articles: [lac(article.text) for article in articles]


def tag(articles: Sequence[Article]) -> None:
    """Words with their parts of speech."""
    for article in articles:
        rjieba.tag(article.text)


def recognise(articles: Sequence[Article]) -> None:
    """Everything from the text to its mentions with their classes, names and values."""
    with pipeline.load().select_pipes(disable="kg_relate"):
        for _ in pipeline.read(clean(article) for article in articles):
            pass


def facts(articles: Sequence[Article]) -> None:
    """Everything from the text to its resolved facts, document by document, without writing them."""
    known = schema.load()
    for reading in pipeline.read(restore(clean(article)) for article in articles):
        resolve([reading], schema=known)


def _lac() -> Callable[[str], object] | None:
    """LAC's reading of a text, if the package is installed."""
    try:
        lac: Callable[[str], object] = import_module("LAC").LAC(mode="lac").run
    except ImportError:
        return None
    return lac


def _repeated(articles: Sequence[Article], characters: int) -> list[Article]:
    """The articles again and again, each time under a name of its own, until there are enough characters."""
    mean = sum(len(article.text) for article in articles) / len(articles)
    wanted = max(1, round(characters / mean))
    return [replace(article, id=f"{article.id}-{at}") for at, article in enumerate(islice(cycle(articles), wanted))]


def _seconds(work: Work, articles: Sequence[Article]) -> float:
    """Seconds of this process's own: what else the machine does counts less."""
    start = time.process_time()
    work(articles)
    return time.process_time() - start


def _megabytes() -> float:
    """Peak resident memory; Linux counts it in kilobytes, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main()
