"""The explorer and the editor in a real browser. Any request elsewhere, error, warning or dialog fails the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.review import read
from tests.serve.conftest import TOKEN, Server, Starter
from tests.serve.test_pages import hostile_folder, iris_of

Opener = Callable[..., Any]
NAME = "习近平"


@pytest.fixture
def visit(browser: Any) -> Iterator[Opener]:
    """Open a path of a server in a new tab."""
    troubles: list[str] = []
    contexts = []

    def opener(server: Server, path: str = "/", *, expect: tuple[str, ...] = (), **options: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "zh-CN",
                                         "reduced_motion": "reduce", **options})  # fmt: skip
        contexts.append(context)
        tab = context.new_page()
        tab.on("request", lambda r: r.url.startswith((server.url, "blob:", "data:")) or troubles.append(r.url))
        tab.on("console", lambda m: (m.type in ("error", "warning") and not any(e in m.text for e in expect)
                                     and troubles.append(m.text)))  # fmt: skip
        tab.on("pageerror", lambda error: troubles.append(str(error)))
        tab.on("dialog", lambda dialog: (troubles.append(f"dialog {dialog.message}"), dialog.dismiss()))
        tab.goto(server.url + path)
        tab.wait_for_load_state("networkidle")
        return tab

    yield opener
    for context in contexts:
        context.close()
    assert troubles == []


def drawn(tab: Any, what: str = "nodes") -> int:
    return int(tab.evaluate(f"kgExplorer.{what}.length"))


def search(tab: Any, text: str) -> None:
    tab.locator("#search").fill(text)
    tab.wait_for_selector("#suggestions li[aria-selected=true]")


def test_searching_shows_a_thing_and_what_it_is_connected_to(visit: Opener, reading: Server) -> None:
    tab = visit(reading)
    assert tab.evaluate("document.activeElement.id") == "search"
    search(tab, "xjp")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#panel h2")
    assert tab.locator("#panel h2").inner_text() == NAME
    assert drawn(tab) == 1 + drawn(tab, "edges") > 3
    assert tab.evaluate("document.activeElement.id") == "panel"
    assert tab.locator("#welcome").is_hidden()
    assert "node=" in tab.url


def test_a_neighbour_is_expanded_from_the_store(visit: Opener, reading: Server) -> None:
    tab = visit(reading)
    search(tab, NAME)
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#panel .facts")
    before = drawn(tab)
    tab.evaluate("""async () => { for (const id of kgExplorer.nodes.getIds()) await kgExplorer.expand(id); }""")
    assert drawn(tab) > before
    tab.locator("#clear").click()
    assert drawn(tab) == 0
    assert tab.locator("#welcome").is_visible()


def test_a_fact_shows_its_sentence_with_the_words_marked(visit: Opener, reading: Server) -> None:
    tab = visit(reading)
    search(tab, NAME)
    tab.keyboard.press("Enter")
    tab.locator("#panel .facts button").first.click()
    tab.wait_for_selector("#panel .facts", state="detached")  # the thing's own mentions are marked too
    said = reading.client.get("/api/look", params={"iri": tab.evaluate("kgExplorer.state.selected.fact")}).json()
    assert tab.locator("#panel mark").all_inner_texts() == [place["exact"] for place in said["evidence"]]
    place = said["evidence"][0]
    assert f"[{place['start']}, {place['end']})" in tab.locator("#panel").inner_text()
    assert tab.locator("#panel .decision").count() == 0  # this server takes no decisions
    tab.keyboard.press("Escape")
    assert tab.locator("#panel").is_hidden()


def test_the_legend_filters_what_is_on_the_canvas(visit: Opener, reading: Server) -> None:
    tab = visit(reading)
    assert tab.locator("#legend").is_hidden()
    search(tab, NAME)
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#legend button")
    shown = "kgExplorer.nodes.get({filter: (node) => !node.hidden}).length"
    before, button = tab.evaluate(shown), tab.locator("#legend button[data-name=Event]")
    count = int(button.locator(".count").inner_text())
    button.click()
    assert tab.evaluate(shown) == before - count
    assert tab.locator("#legend button[data-name=Event]").get_attribute("aria-pressed") == "false"
    assert tab.evaluate("document.activeElement.dataset.name") == "Event"


def test_the_address_brings_a_reader_back(visit: Opener, reading: Server) -> None:
    fact = iris_of(reading, "kg:Fact")[0]
    tab = visit(reading, f"/?fact={fact}")
    tab.wait_for_selector("#panel mark")
    assert drawn(tab) in (1, 2)


def test_keys_lead_through_the_suggestions(visit: Opener, reading: Server) -> None:
    tab = visit(reading)
    tab.locator("body").click(position={"x": 5, "y": 700})
    tab.keyboard.press("/")
    tab.keyboard.insert_text("数字")
    tab.wait_for_selector("#suggestions li")
    assert tab.locator("#search").get_attribute("aria-activedescendant") == "choice-0"
    tab.keyboard.press("ArrowDown")
    chosen = tab.locator("#suggestions li[aria-selected=true] bdi").first.inner_text()
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#panel h2")
    assert tab.locator("#panel h2").inner_text() == chosen
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.id") == "search"


def test_the_editor_completes_runs_and_shows_where_a_mistake_is(visit: Opener, reading: Server) -> None:
    tab = visit(reading, "/query", expect=("400",))
    tab.keyboard.press("Control+a")
    tab.keyboard.type("SELECT ?f { ?f rdf:predicate kg:establ")
    tab.wait_for_selector(".cm-tooltip-autocomplete li")
    assert "kg:established" in tab.locator(".cm-tooltip-autocomplete li").all_inner_texts()[0]
    tab.keyboard.press("Escape")
    tab.keyboard.type("ished }")
    tab.keyboard.press("Control+Enter")
    tab.wait_for_selector("#results tbody tr")
    assert tab.locator("#results td a").first.get_attribute("href").startswith("/page?iri=")
    tab.keyboard.type(" }")
    tab.keyboard.press("Control+Enter")
    tab.wait_for_selector("#fault:not([hidden])")
    assert "query:1:" in tab.locator("#fault").inner_text()
    assert tab.locator(".cm-lintRange-error").count() == 1


def test_the_editor_has_the_questions_as_examples(visit: Opener, reading: Server) -> None:
    tab = visit(reading, "/query")
    tab.locator("#examples").select_option("first-to-launch")
    tab.locator("#run").click()
    tab.wait_for_selector("#results tbody tr")
    assert "云上贵州" in tab.locator("#results").inner_text()
    with tab.expect_download() as got:
        tab.locator("#download").select_option(label="CSV")
    assert "云上贵州" in Path(got.value.path()).read_text("utf-8")


def test_a_person_with_the_token_decides(visit: Opener, start: Starter, seed_folder: Path, tmp_path: Path) -> None:
    server = start(seed_folder, "--workers", 1, "--review", tmp_path / "decisions.csv")
    fact = iris_of(server, "kg:Fact")[0]
    tab = visit(server, f"/?fact={fact}", expect=("401",))
    tab.wait_for_selector("#panel .decision")
    tab.locator(".decision .plain").nth(1).click()
    tab.locator(".decision .fault", has_text="token").wait_for()
    assert tab.evaluate("document.activeElement.name") == "token"
    tab.keyboard.type(TOKEN)
    tab.locator(".decision input[name=who]").fill("李某")
    tab.locator(".decision input[name=why]").fill("与原文不符")
    tab.locator(".decision .plain").nth(1).click()
    tab.wait_for_selector(".decision .badge.reject")
    assert "李某" in tab.locator(".decision").inner_text()
    assert [(d.decision, d.target, d.who) for d in read(tmp_path / "decisions.csv")] == [("reject", fact, "李某")]
    tab.locator(".decision .plain").first.click()
    tab.locator(".decision .badge").wait_for(state="detached")
    tab.locator(".decision .plain").nth(2).click()
    tab.locator(".decision select[name=to_modality]").select_option("planned")
    tab.locator(".decision .row .plain").last.click()
    tab.wait_for_selector(".decision .badge.correct")
    assert read(tmp_path / "decisions.csv")[-1].corrections == {"modality": "planned"}


def test_a_person_merges_two_things(visit: Opener, start: Starter, seed_folder: Path, tmp_path: Path) -> None:
    server = start(seed_folder, "--workers", 1, "--review", tmp_path / "decisions.csv")
    tab = visit(server)
    search(tab, NAME)
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".decision")
    tab.locator(".decision input[name=token]").fill(TOKEN)
    tab.locator(".decision .row .plain").first.click()
    tab.keyboard.insert_text("戈尔")
    tab.locator(".decision .row .plain").last.click()
    tab.wait_for_selector(".decision .badge.merge")
    assert [(d.decision, d.subject, d.to_subject) for d in read(tmp_path / "decisions.csv")] == [
        ("merge", NAME, "戈尔")
    ]


def test_hostile_names_are_inert(visit: Opener, start: Starter, tmp_path: Path) -> None:
    server = start(hostile_folder(tmp_path / "out"), "--workers", 1)
    tab = visit(server)
    for text in ("script", "alert", "onmouse", "反"):
        search(tab, text)
        tab.keyboard.press("Enter")
        tab.wait_for_selector("#panel .facts")
    tab.locator("#panel .facts button").first.click()
    tab.wait_for_selector("#panel .facts", state="detached")  # the thing's own mentions are marked too
    assert tab.locator("#panel img, #panel script").count() == 0
    visit(server, f"/page?iri={iris_of(server, 'kg:Fact')[0]}")
    editor = visit(server, "/query")
    editor.keyboard.press("Control+a")
    editor.keyboard.type("SELECT * { ?s ?p ?o FILTER isLiteral(?o) }")
    editor.keyboard.press("Control+Enter")
    editor.wait_for_selector("#results tbody tr")
    assert editor.locator("#results img, #results script").count() == 0


@pytest.mark.parametrize("path", ["/", "/?q=数字", "/query", "/page"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_runs_over_the_width_of_the_screen(path: str, width: int, visit: Opener, reading: Server) -> None:
    if path == "/page":
        path = f"/page?iri={iris_of(reading, 'kg:SourceText')[0]}"
    tab = visit(reading, path, viewport={"width": width, "height": 740})
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_light_and_dark_follow_the_system_and_then_the_choice(visit: Opener, reading: Server) -> None:
    tab = visit(reading, color_scheme="dark")
    assert tab.evaluate("document.documentElement.dataset.theme") == "dark"
    tab.locator("#theme").click()
    tab.goto(f"{reading.url}/query")
    assert tab.evaluate("document.documentElement.dataset.theme") == "light"
