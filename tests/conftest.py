"""What many tests share: the seed's graph, built once, the command line, called in this process, and one browser."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

import kg.build
from kg.result import Graph

ROOT = Path(__file__).parent.parent
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip

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


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium; where there is none the test skips, unless KG_REQUIRE_BROWSER=1 asks for it."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program, sync_playwright = None, None
    if program is None:
        reason = "no Chromium with playwright found: apt-get install chromium fonts-noto-cjk; pip install playwright"
        if os.environ.get("KG_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield opened
        opened.close()
