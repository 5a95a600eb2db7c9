"""What the tests of the view share: a small network, its page on disk, and how one is opened in the browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import schema
from kg.view.network import network
from kg.view.page import page
from tests.view import seedlike

Opener = Callable[..., Any]


@pytest.fixture(scope="session")
def graph() -> Any:
    return network(seedlike.knowledge(), schema.load())


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
