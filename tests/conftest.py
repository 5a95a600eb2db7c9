"""What many tests share: the seed's graph, built once, and the command line, called in this process."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

import kg.build
from kg.result import Graph

ROOT = Path(__file__).parent.parent

# The same examples on every run: a test that fails by chance tells nothing.
settings.register_profile("kg", derandomize=True, deadline=None)
settings.load_profile("kg")


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def seed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of `kg build seeds`; not to be written to."""
    folder = tmp_path_factory.mktemp("seed") / "out"
    kg.build.build([ROOT / "seeds"], out=folder)
    return folder


@pytest.fixture(scope="session")
def seed_graph() -> Graph:
    """The graph of seeds/."""
    return kg.build.build([ROOT / "seeds"])


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Call `kg ARGUMENTS`, with `stdin` as its standard input."""
    from kg.cli import main

    def call(*arguments: object, stdin: str | bytes = b"") -> Ran:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        with pytest.raises(SystemExit) as exit:
            main()
        sys.stdout.flush()
        return Ran(int(exit.value.code or 0), *capfd.readouterr())

    return call
