"""The page of an invented graph of 10,000 things in Debian's Chromium: when it can be used, and how fast it searches.

Needs playwright and a Chromium; without them it gives no rows. The clock starts with the navigation and stops after
the first frame in which the page answers; a search runs from the key press to the end of the next frame.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg import schema
from kg.measure.row import Row
from kg.model import Article, Entity, Evidence, Fact, Knowledge, Value
from kg.view.network import network
from kg.view.page import page

THINGS, FACTS, OPENED = 10_000, 16_000, 5
_SYLLABLES = "云岭青江海北南山东西安宁福泰和平长春永新石金银铜水火土木天地"
_KINDS = (("Organization", "数据局"), ("Place", "市"), ("Platform", "通"), ("Concept", "改革"))
_RELATIONS = (("partOf", 0, 0), ("launched", 1, 2), ("operatedBy", 2, 0), ("implements", 1, 3))
_TYPED = ("云", "云岭", "市", "改革", "ylqj", "yunling", "sjj", "不在图中")
_READY = "new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
_PRESS = """(text) => new Promise((done) => {
  const box = document.getElementById("search"), from = performance.now();
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - from)));
})"""


def measure(_: Path) -> Iterator[Row]:
    """Seconds until the page can be used, and seconds from a key press to the suggestions: medians."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return
    if program is None:
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        written = Path(folder, "graph.html")
        written.write_bytes(page(network(invented(), schema.load()), schema=schema.load(), title="10,000"))
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        opened, pressed = _timed(browser, written.as_uri())
        browser.close()
    yield Row("page: 10,000 nodes, seconds until it can be used", statistics.median(opened), 4, 1.5, len(opened))
    yield Row("page: 10,000 nodes, seconds from key to answer", statistics.median(pressed), 0.15, 0.05, len(pressed))


def _timed(browser: Any, address: str) -> tuple[list[float], list[float]]:
    opened, pressed = [], []
    for _ in range(OPENED):
        tab = browser.new_page(viewport={"width": 1280, "height": 800})
        tab.goto(address)
        tab.wait_for_function("window.kgPage !== undefined")
        opened.append(tab.evaluate(_READY) / 1000)
        pressed += [tab.evaluate(_PRESS, text) / 1000 for text in _TYPED]
        tab.close()
    return opened, pressed


def invented() -> Knowledge:
    """A graph of THINGS and FACTS with names, dates and sentences, the same on every run."""
    entities = tuple(Entity(f"urn:thing:{n}", _KINDS[n % 4][0], _name(n)) for n in range(THINGS))
    text = "".join(
        f"{_name(n)}公布了有关数字政府建设的一项工作安排，要求各地各部门结合实际认真落实。" for n in range(500)
    )
    article = Article("invented", text, title="编造的文章", published="2024-01-01")
    return Knowledge((article,), entities, tuple(_fact(n, text) for n in range(FACTS)))


def _name(number: int) -> str:
    base = len(_SYLLABLES)
    digits = (number // 4 // base**place % base for place in range(3))
    return "".join(_SYLLABLES[(digit + number) % base] for digit in digits) + _KINDS[number % 4][1]


def _fact(number: int, text: str) -> Fact:
    relation, subject, target = _RELATIONS[number % 4]
    ends = (number * number % (THINGS // 4) * 4 + subject, (number * 7 + 3) % (THINGS // 4) * 4 + target)
    start = number * 31 % (len(text) - 60)
    place = Evidence("invented", start, start + 30, text[start : start + 30], "invented")
    date = (("date", Value(str(2005 + number % 20), "date")),)
    return Fact(
        f"urn:fact:{number}", f"urn:thing:{ends[0]}", relation, f"urn:thing:{ends[1]}", (place,), date, score=0.9
    )
