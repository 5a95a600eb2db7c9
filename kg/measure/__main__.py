"""Print the measures as a table: python -m kg.measure --data FOLDER [NAME…]."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from kg.measure import dates, duie, identity, names, numbers, page, places, spinning
from kg.measure.row import Measure, Row

MEASURES: dict[str, Measure] = {
    "dates": dates.measure,
    "duie": duie.measure,
    "identity": identity.measure,
    "names": names.measure,
    "numbers": numbers.measure,
    "page": page.measure,
    "places": places.measure,
    "spinning": spinning.measure,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one line a figure: value, floor, goal, number of cases, and whether floor or goal is reached."""
    parser = argparse.ArgumentParser(prog="kg.measure", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which: {', '.join(MEASURES)} (default: all)")
    parser.add_argument("--data", type=Path, required=True, help="folder of the public data")
    chosen = parser.parse_args(arguments)
    if unknown := set(chosen.names) - set(MEASURES):
        parser.error(f"no measure {', '.join(sorted(unknown))}: choose from {', '.join(MEASURES)}")
    if not chosen.data.is_dir():
        parser.error(f"no folder {chosen.data}: give the folder of the public data")
    for name in chosen.names or MEASURES:
        for row in MEASURES[name](chosen.data):
            sys.stdout.write(line(row) + "\n")


def line(row: Row) -> str:
    verdict = "goal" if row.reaches(row.goal) else "floor" if row.reaches(row.floor) else "below the floor"
    return f"{row.name:<60}{row.value:>8.3f}  floor {row.floor:g}, goal {row.goal:g}  {row.cases:>6} cases  {verdict}"


if __name__ == "__main__":
    main()
