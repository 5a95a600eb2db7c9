"""docs/faults.md and THREAT_MODEL.md name the test of each of their rows, and each is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLES = ("docs/faults.md", "THREAT_MODEL.md")
_TEST = re.compile(r"`((?:[\w/]+/)?test_\w+\.py)::(test_\w+)`")
_ROW = re.compile(r"^\| (?!---)(.+) \|$", re.MULTILINE)


@cache
def defined_in(file: str) -> frozenset[str]:
    """The names of the tests of a file below tests/."""
    path = ROOT / "tests" / file
    names = (node.name for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef))
    return frozenset(name for name in names if name.startswith("test_"))


def is_there(node: str) -> bool:
    """Is there a test of this node id, as pytest takes it, whatever its parameters?"""
    file, name = node.split("::")
    return name.partition("[")[0] in defined_in(file.removeprefix("tests/"))


def named(text: str) -> list[str]:
    """The node ids of the tests that a text names, by their file in tests/faults/ or their path below tests/."""
    here = {path.name for path in Path(__file__).parent.glob("test_*.py")}
    return [f"tests/{f'faults/{file}' if file in here else file}::{name}" for file, name in _TEST.findall(text)]


def rows(table: str) -> list[str]:
    """The rows of all tables of a document, without their heads."""
    lines = (ROOT / table).read_text("utf-8").split("\n")
    pairs = zip(lines, [*lines[1:], ""], strict=True)
    return [line for line, after in pairs if _ROW.match(line) and not after.startswith("|---")]


@pytest.mark.parametrize("table", TABLES)
def test_each_row_names_a_test_that_is_there(table: str) -> None:
    found = rows(table)
    assert found
    assert [row for row in found if not named(row)] == []
    assert [node for row in found for node in named(row) if not is_there(node)] == []


def test_of_the_files_that_the_table_names_no_test_is_missing() -> None:
    told = {node for row in rows(TABLES[0]) for node in named(row)}
    files = {node.split("::")[0] for node in told if node.startswith("tests/faults/")}
    there = {f"{file}::{name}" for file in files for name in defined_in(file.removeprefix("tests/"))}
    assert sorted(there - told) == []
