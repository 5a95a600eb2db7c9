"""Guards taken away one by one: `python -m tests.faults.mutants [WORD…]` (all, or those whose guard holds a word).

Each is taken out of a copy of the checkout, where the test that is said to hold it must pass before and fail after, a
test that runs into its time limit counts as failed. What a test leaves running without the guard is ended.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PASSED, FAILED = 0, 1  # exit codes of pytest; others say that no test was run
SECONDS = 300
_PR_SET_CHILD_SUBREAPER = 36  # prctl(2): processes that lose their parent become children of this one


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change that takes a guard away: in `file`, `old` becomes `new`, and `test` must fail. `row` is how the row of
    docs/faults.md begins that it is of, "" where the test tells."""

    guard: str
    file: str
    old: str
    new: str
    test: str
    row: str = ""


def mutants() -> list[Mutant]:
    """All of mutants.toml."""
    return [Mutant(**entry) for entry in _listed()["mutant"]]


def reasons() -> dict[str, str]:
    """How a row begins that has no guard to take away → why it has none."""
    return {entry["row"]: entry["reason"] for entry in _listed()["without"]}


def _listed() -> dict[str, list[dict[str, str]]]:
    listed: dict[str, list[dict[str, str]]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return listed


def tested(test: str, folder: Path) -> int:
    """The exit code of one test in a copy; FAILED if it takes too long."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", test]
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=SECONDS, check=False)
        return done.returncode
    except subprocess.TimeoutExpired:
        return FAILED
    finally:
        end_orphans()


def end_orphans() -> None:
    """End what a test has left running, and what that leaves in turn (Linux)."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    while children.exists() and (left := children.read_text("ascii").split()):
        for process in map(int, left):
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def holds(mutant: Mutant, folder: Path) -> bool:
    """Does the test pass as the code is, and fail without the guard?"""
    path = folder / mutant.file
    whole = path.read_text("utf-8")
    before = tested(mutant.test, folder)
    path.write_text(whole.replace(mutant.old, mutant.new), "utf-8")
    after = tested(mutant.test, folder)
    path.write_text(whole, "utf-8")
    return (before, after) == (PASSED, FAILED)


def main() -> None:
    """Say of each guard whether its test holds it; exit code 1 if one does not."""
    parser = argparse.ArgumentParser(prog="tests.faults.mutants", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("words", nargs="*", metavar="WORD")
    words = parser.parse_args().words
    chosen = [each for each in mutants() if not words or any(word in each.guard for word in words)]
    lost = 0
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "kg")
        left_out = shutil.ignore_patterns(".*", "__pycache__", "shared", "build", "out")
        shutil.copytree(ROOT, folder, ignore=left_out)
        for mutant in chosen:
            held = holds(mutant, folder)
            lost += not held
            sys.stdout.write(f"{'held' if held else 'LOST'}  {mutant.guard}  ({mutant.test})\n")
            sys.stdout.flush()
    sys.stdout.write(f"{len(chosen) - lost} of {len(chosen)} guards are held by their tests\n")
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
