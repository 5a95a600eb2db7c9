"""All benchmarks in one run: reading, growing, then asking a million triples of the largest graph that was built.

    python -m kg.bench seeds --megabytes 1 10 --page docs/benchmarks.md

With --page, what was measured takes the place of what stands between the two marks of that file.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from pathlib import Path

from kg.bench import asking, growing, machine, reading
from kg.errors import InputError

OPENING, CLOSING = "<!-- measured by make bench -->", "<!-- end of what was measured -->"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what each benchmark says as Markdown, as soon as it has said it."""
    parser = argparse.ArgumentParser(prog="kg.bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="files and folders to read, over and over")
    parser.add_argument("--megabytes", type=float, nargs="+", default=[1.0, 10.0], help="sizes of the text to build")
    parser.add_argument("--characters", type=int, default=200_000, help="how much to read beside plain tagging")
    parser.add_argument("--triples", type=int, default=1_000_000, help="how much of the largest graph to ask")
    parser.add_argument("--page", type=Path, metavar="FILE", help="a Markdown file to put it in")
    chosen = parser.parse_args(arguments)
    sizes = [f"{size:g}" for size in chosen.megabytes]
    with tempfile.TemporaryDirectory() as folder:
        kept = str(Path(folder, "out"))
        parts = [
            _said("Reading", reading.main, [*chosen.inputs, "--characters", str(chosen.characters)]),
            _said("Building", growing.main, [*chosen.inputs, "--megabytes", *sizes, "--keep", kept]),
            _said("Asking", asking.main, [kept, "--triples", str(chosen.triples)]),
        ]
    if chosen.page:
        put(chosen.page, "\n".join([f"Measured by `make bench` on {machine.described()}.\n", *parts]))


def _said(title: str, benchmark: Callable[[Sequence[str]], None], arguments: Sequence[str]) -> str:
    before, said = machine.load(), io.StringIO()
    with redirect_stdout(said):
        benchmark(arguments)
    part = f"### {title}\n\nOf the machine before: {before}; after: {machine.load()}.\n\n```\n{said.getvalue()}```\n"
    sys.stdout.write(f"{part}\n")
    sys.stdout.flush()
    return part


def put(page: Path, measured: str) -> None:
    """Replace what stands between the marks of `page`. Raises InputError where they are missing."""
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    before, opened, rest = text.partition(OPENING)
    _, closed, after = rest.partition(CLOSING)
    if not (opened and closed):
        raise InputError(f"{page} lacks the lines {OPENING} and {CLOSING}; write them where the figures shall stand")
    page.write_text(f"{before}{OPENING}\n\n{measured}\n{CLOSING}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
