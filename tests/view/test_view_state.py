"""The page in a real browser: views that are shared, saved, expanded, left out, and large."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from kg import schema
from kg.model import Entity, Evidence, Fact, Knowledge, Value
from kg.view.network import network
from tests.view import seedlike
from tests.view.conftest import Opener

PLACE = Evidence("x", 0, 1, "甲", "r")
HALF_SHOWN = """() => { const { shown } = kgPage.state;
  return kgPage.data.facts.find(({ subject, target }) => shown.has(subject) && !shown.has(target)).subject; }"""
EXPAND_ONE = f"kgPage.expand(({HALF_SHOWN})())"


def chain(size: int) -> Any:
    """A tree of so many concepts, twelve below each."""
    entities = tuple(Entity(f"urn:{n}", "Concept", f"概念{n}") for n in range(size))
    facts = tuple(Fact(f"urn:f{n}", f"urn:{n // 12}", "comprises", f"urn:{n}", (PLACE,)) for n in range(1, size))
    return network(Knowledge((), entities, facts), schema.load())


def reopened(tab: Any) -> Any:
    tab.reload()
    tab.wait_for_function("window.kgPage !== undefined")
    return tab


def test_the_address_brings_back_the_whole_view(open_page: Opener, graph: Any) -> None:
    tab = open_page(graph)
    tab.locator("#legend button[data-name=Person]").click()
    tab.locator("#modalities button[data-name=planned]").click()
    tab.locator("#relations summary").click()
    tab.locator("#relations input[value=comprises]").uncheck()
    tab.locator("#relations summary").click()
    tab.locator("#language").click()
    tab.locator("#theme").click()
    tab.locator("#show-table").click()
    tab.evaluate("(id) => kgPage.select({fact: id})", seedlike.iri("fact 13"))
    before = tab.evaluate("kgPage.edges.get({filter: (item) => !item.hidden}).map((edge) => edge.id)")
    reopened(tab)
    assert tab.evaluate("kgPage.edges.get({filter: (item) => !item.hidden}).map((edge) => edge.id)") == before
    assert tab.evaluate("document.documentElement.lang + document.documentElement.dataset.theme") == "endark"
    assert tab.locator("#table tbody tr[aria-selected=true]").get_attribute("data-fact") == seedlike.iri("fact 13")
    assert tab.locator("#legend button[data-name=Person]").get_attribute("aria-pressed") == "false"


def test_a_changed_address_changes_the_view(open_page: Opener, graph: Any) -> None:
    tab = open_page(graph)
    tab.evaluate(
        "(id) => { location.hash = `#node=${id}&hide=Value,Nothing&lang=en&score=x`; }", seedlike.iri("周明远")
    )
    tab.wait_for_selector("#panel h2")
    assert tab.locator("#panel h2").inner_text() == "周明远"
    assert tab.locator("#fit").inner_text() == "Fit"
    assert tab.evaluate("[...kgPage.state.hidden.classes]") == ["Value"]
    assert tab.evaluate("kgPage.state.hidden.below") == 0


def test_what_was_expanded_is_in_the_address(open_page: Opener) -> None:
    tab = open_page(chain(1000))
    first = tab.evaluate("kgPage.state.shown.size")
    tab.evaluate(f"kgPage.select({{ node: ({HALF_SHOWN})() }})")
    tab.locator("#panel .expand").focus()
    tab.keyboard.press("Enter")
    more = tab.evaluate("kgPage.state.shown.size")
    assert more > first
    assert tab.evaluate("document.activeElement.id") == "panel"
    assert reopened(tab).evaluate("kgPage.state.shown.size") == more


def test_no_two_labels_of_a_neighbourhood_lie_on_each_other(open_page: Opener) -> None:
    tab = open_page(chain(1000))
    overlaps = tab.evaluate(
        """() => { const at = kgPage.network.getPositions(), ids = Object.keys(at);
        return ids.flatMap((a) => ids.filter((b) => a < b && Math.abs(at[a].x - at[b].x) < 50
          && Math.abs(at[a].y - at[b].y) < 30)).length; }"""
    )
    assert overlaps == 0


def test_the_table_can_list_what_is_drawn_only(open_page: Opener) -> None:
    tab = open_page(chain(400))
    tab.locator("#show-table").click()
    assert tab.locator("#table tbody tr").count() == 399
    tab.locator("#table input[type=checkbox]").check()
    drawn = tab.evaluate("kgPage.state.shown.size")
    assert tab.locator("#table tbody tr").count() == drawn - 1
    tab.evaluate(EXPAND_ONE)
    assert tab.locator("#table tbody tr").count() == tab.evaluate("kgPage.state.shown.size") - 1 > drawn - 1


def test_contradicting_facts_lead_to_each_other(open_page: Opener, graph: Any) -> None:
    marked = graph.copy()
    one, other = (seedlike.iri(f"fact {n}") for n in (9, 12))
    for _, _, key, fact in marked.edges(keys=True, data=True):
        fact["conflicts"] = {one: [other], other: [one, "urn:unknown"]}.get(key, [])
    tab = open_page(marked)
    tab.evaluate("(id) => kgPage.select({fact: id})", one)
    assert "与之矛盾的事实 1" in tab.locator("#panel").inner_text()
    tab.locator("#panel .facts button").click()
    assert tab.evaluate("kgPage.state.selected.fact") == other
    assert tab.locator("#panel .badge.conflict").count() == 1


def test_the_evidence_tells_document_and_date(open_page: Opener, graph: Any) -> None:
    tab = open_page(graph)
    tab.evaluate("(id) => kgPage.select({fact: id})", seedlike.iri("fact 5"))
    assert "海岭市的数据工作 · 2020-05-01" in tab.locator("#panel .source").inner_text()


def test_picture_and_table_are_saved(open_page: Opener, graph: Any, tmp_path: Path) -> None:
    tab = open_page(graph)
    with tab.expect_download() as saved:
        tab.locator("#picture").click()
    saved.value.save_as(tmp_path / "graph.png")
    assert (tmp_path / "graph.png").read_bytes().startswith(b"\x89PNG")
    tab.locator("#show-table").click()
    tab.locator("#modalities button[data-name=negated]").click()
    with tab.expect_download() as saved:
        tab.get_by_text("存为 CSV").click()
    saved.value.save_as(tmp_path / "facts.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "facts.csv").read_text("utf-8-sig"))))
    assert rows[0][:3] == ["主语", "关系", "宾语"]
    assert len(rows) == len(seedlike.FACTS)  # the head, and all but the denied one


def test_what_is_left_out_is_said_in_both_languages(browser: Any, graph: Any, tmp_path: Path) -> None:
    from kg.view.page import page

    target = tmp_path / "part.html"
    target.write_bytes(page(graph, schema=schema.load(), title="大图", left_out=(299_983, 499_985)))
    tab = browser.new_page()
    tab.goto(target.as_uri())
    tab.wait_for_function("window.kgPage !== undefined")
    assert "300,000 个实体、500,000 条事实" in tab.locator("#left-out").inner_text()
    assert "kg serve" in tab.locator("#left-out").inner_text()
    tab.locator("#language").click()
    assert "The graph has 300,000 entities" in tab.locator("#left-out").inner_text()
    tab.close()


def test_a_whole_graph_says_nothing_of_what_is_left_out(open_page: Opener, graph: Any) -> None:
    assert open_page(graph).locator("#left-out").is_hidden()


def test_on_a_telephone_the_table_is_a_list_and_the_filters_come_first(open_page: Opener, graph: Any) -> None:
    tab = open_page(graph, viewport={"width": 390, "height": 844})
    assert tab.locator("#relations summary").bounding_box()["x"] < 30
    tab.locator("#show-table").click()
    row = tab.locator("#table tbody tr").first.bounding_box()
    assert row["width"] <= 390
    assert tab.evaluate("document.documentElement.scrollWidth") == 390
    assert tab.locator("#canvas").is_hidden()
    assert tab.locator("#table tbody tr").first.get_attribute("role") == "row"


def test_ten_thousand_nodes_are_searched_filtered_expanded_and_listed(open_page: Opener) -> None:
    entities = tuple(Entity(f"urn:{n}", ("Concept", "Place")[n % 2], f"概念{n}") for n in range(10_000))
    facts = tuple(
        Fact(f"urn:f{n}", f"urn:{n // 9}", "comprises", f"urn:{n}", (PLACE,),
             (("date", Value(str(2000 + n % 20), "date")),))
        for n in range(1, 10_000)
    )  # fmt: skip
    tab = open_page(network(Knowledge((), entities, facts), schema.load()))
    assert 9 < tab.evaluate("kgPage.state.shown.size") < 100
    tab.locator("#search").fill("概念9999")
    tab.keyboard.press("Enter")
    assert tab.locator("#panel h2").inner_text() == "概念9999"
    tab.locator("#search").fill("gn77")
    assert tab.locator("#suggestions li").count() > 1
    tab.keyboard.press("Escape")
    tab.locator("#show-table").click()
    assert tab.locator("#table tbody tr").count() == 500
    note = tab.locator("#table p.source").inner_text()
    assert "9499" in note
    tab.locator("#legend button[data-name=Place]").click()
    assert tab.locator("#table p.source").inner_text() != note
    tab.locator("#legend button[data-name=Place]").click()
    assert tab.evaluate("kgPage.way('urn:9999', 'urn:8888').length") == 8
    tab.evaluate(EXPAND_ONE)
