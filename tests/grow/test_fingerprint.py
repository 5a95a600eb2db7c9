"""What is kept is made anew if, and only if, what it depends on has changed."""

from __future__ import annotations

import ast
import importlib.util
import shutil
from pathlib import Path

import pytest

import kg
from kg.grow import fingerprint

ROOT = Path(kg.__file__).parent
READS = ("pipeline.py", "clean/__init__.py", "restore/__init__.py", "resolve/account.py", "graph/sources.py")
STATES = ("graph/__init__.py", "graph/describe.py", "records.py", "validate/__init__.py", "resolve/evidence.py")
JOINS = ("grow/joins.py",)
PARSES = ("read/__init__.py",)
DRAWS = ("view/page.py", "view/network.py")
STAGES = ("grow/stages.py",)
NO_PART = {"grow/hand.py", "grow/collecting.py"}  # how a worker is run changes nothing of what it writes


def imported(path: Path) -> set[Path]:
    """The modules of kg that a module names in an import, wherever it stands, but for the package itself."""
    names: set[str] = set()
    for statement in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(statement, ast.Import):
            names |= {alias.name for alias in statement.names}
        if isinstance(statement, ast.ImportFrom) and statement.module:
            members = {f"{statement.module}.{alias.name}" for alias in statement.names}
            modules = {name for name in members if name.startswith("kg.") and _found(name)}
            names |= modules or {statement.module}
    specs = (importlib.util.find_spec(name) for name in names if name.startswith("kg."))
    return {Path(spec.origin) for spec in specs if spec and spec.origin}


def _found(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def needed(start: tuple[str, ...]) -> set[str]:
    """All modules that those of `start` import, directly or not."""
    seen: set[Path] = set()
    waiting = {ROOT / name for name in start}
    while waiting:
        path = waiting.pop()
        seen.add(path)
        waiting |= imported(path) - seen
    return {path.relative_to(ROOT).as_posix() for path in seen}


def listed(parts: tuple[str, ...]) -> set[str]:
    return {name for name, _ in fingerprint._code(parts)}


@pytest.mark.parametrize(
    ("start", "parts"),
    [
        (READS, fingerprint.READING),
        (STATES, fingerprint.STATING),
        (JOINS, fingerprint.JOINING),
        (DRAWS, fingerprint.DRAWING),
        (PARSES, fingerprint.PARSING),
        (STAGES, fingerprint.READING + fingerprint.STATING),
    ],
)
def test_what_a_stage_imports_is_listed(start: tuple[str, ...], parts: tuple[str, ...]) -> None:
    assert needed(start) - listed(parts) <= NO_PART


def test_what_is_listed_is_there() -> None:
    for part in (*fingerprint.PARSING, *fingerprint.READING, *fingerprint.JOINING, *fingerprint.STATING):
        assert listed((part,)), part


CHANGES = [
    ("recognise/data/titles.toml", True, False),
    ("relate/claims.py", True, False),
    ("pipeline.cfg", True, False),
    ("zh/dates.py", True, True),
    ("model.py", True, True),
    ("graph/describe.py", False, True),
    ("../ontology/lexicon.ttl", True, False),
    ("../ontology/shapes.ttl", False, True),
    ("view/page.py", False, False),
    ("serve/site.py", False, False),
    ("cli/make.py", False, False),
    ("resolve/joining.py", False, False),
    ("../ontology/queries/added.rq", False, False),
]


@pytest.mark.parametrize(("name", "read", "stated"), CHANGES)
def test_only_a_change_of_what_a_stage_needs_is_a_change(
    name: str, read: bool, stated: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT, tmp_path / "kg", ignore=shutil.ignore_patterns("__pycache__", "*.npz"))
    shutil.copytree(fingerprint.ontology_folder(), tmp_path / "ontology")
    monkeypatch.setattr(fingerprint.kg, "__file__", str(tmp_path / "kg/__init__.py"))
    monkeypatch.setattr(fingerprint, "ontology_folder", lambda: tmp_path / "ontology")
    before = _both()
    with (tmp_path / "kg" / name).open("a") as file:
        file.write("\n")
    after = _both()
    assert (before[0] != after[0], before[1] != after[1]) == (read, stated)


def _both() -> tuple[str, str]:
    return fingerprint.reading.__wrapped__(), fingerprint.stating.__wrapped__()
