"""What the tests of the view share: a small network, its page on disk, and one browser for all of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import schema
from kg.view.network import network
from kg.view.page import page
from tests.view import seedlike

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
Opener = Callable[..., Any]


@pytest.fixture(scope="session")
def graph() -> Any:
    return network(seedlike.knowledge(), schema.load())


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


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Opener]:
    """Write a network's page to disk and open it from there; at the end any request, error, warning or dialog fails."""
    troubles: list[str] = []
    contexts = []

    def opener(graph: Any, *, title: str = "海岭市的数据工作", **options: Any) -> Any:
        target = tmp_path / f"graph{len(contexts)}.html"
        target.write_bytes(page(graph, schema=schema.load(), title=title))
        context = browser.new_context(
            **{"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce", **options}
        )
        contexts.append(context)
        tab = context.new_page()
        tab.on("request", lambda request: request.url == target.as_uri() or troubles.append(f"requested {request.url}"))
        tab.on("console", lambda message: message.type in ("error", "warning") and troubles.append(message.text))
        tab.on("pageerror", lambda error: troubles.append(str(error)))
        tab.on("dialog", lambda dialog: (troubles.append(f"dialog {dialog.message}"), dialog.dismiss()))
        tab.goto(target.as_uri())
        tab.wait_for_function("window.kgPage !== undefined")
        return tab

    yield opener
    for context in contexts:
        context.close()
    assert troubles == []
