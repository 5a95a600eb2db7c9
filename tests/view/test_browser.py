"""The page in a real browser: what a reader sees and does. Any request, error or dialog fails the test (conftest)."""

from __future__ import annotations

import html
from typing import Any

import pytest

from kg import schema
from kg.model import Entity, Evidence, Fact, Knowledge, Value
from kg.view.network import network
from kg.view.page import page
from tests.view import seedlike
from tests.view.conftest import Opener

VISIBLE = "kgPage.%s.get({filter: (item) => !item.hidden}).length"
MIDDLE = """(id) => {
  const edge = kgPage.edges.get(id), at = kgPage.network.getPositions([edge.from, edge.to]);
  const [a, b] = [at[edge.from], at[edge.to]], share = 0.62;
  const point = kgPage.network.canvasToDOM({x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share});
  const box = document.getElementById("canvas").getBoundingClientRect();
  return [point.x + box.x, point.y + box.y];
}"""
VALUES = sum(isinstance(row[2], Value) for row in seedlike.FACTS)


def count(tab: Any, what: str) -> int:
    return int(tab.evaluate(VISIBLE % what))


def test_it_opens_with_every_entity_and_fact(open_page: Opener, graph: Any) -> None:
    tab = open_page(graph)
    assert count(tab, "nodes") == len(seedlike.ENTITIES) + VALUES
    assert count(tab, "edges") == len(seedlike.FACTS)
    assert tab.title() == "海岭市的数据工作"
    assert tab.locator("#status").inner_text() == f"{len(seedlike.ENTITIES)} 个实体 · {len(seedlike.FACTS)} 条事实"
    assert tab.locator("#legend button").all_inner_texts()[0].split() == ["人物", "2"]


def test_clicking_an_edge_shows_its_sentence_with_the_words_marked(open_page: Opener, graph: Any) -> None:
    tab = open_page(graph)
    tab.mouse.click(*tab.evaluate(MIDDLE, seedlike.iri("fact 5")))
    tab.wait_for_selector("#panel mark")
    assert tab.locator("#panel mark").all_inner_texts() == ["周明远市长在数据开放论坛上提出"]
    assert tab.locator("#panel blockquote").inner_text() == seedlike.SENTENCES[2]
    assert tab.locator("#panel h2").inner_text().split() == ["周明远", "参加", "数据开放论坛"]
    assert tab.locator("#panel dd").inner_text() == "发言"
    assert "海岭市的数据工作" in tab.locator("#panel .source").inner_text()


def test_clicking_a_node_lists_its_facts_and_each_leads_to_its_text(open_page: Opener, graph: Any) -> None:
    tab = open_page(graph)
    place = tab.evaluate(
        """(id) => { const p = kgPage.network.canvasToDOM(kgPage.network.getPosition(id));
        const box = document.getElementById("canvas").getBoundingClientRect(); return [p.x + box.x, p.y + box.y]; }""",
        seedlike.iri("海岭市数据局"),
    )
    tab.mouse.click(*place)
    tab.wait_for_selector("#panel h2")
    assert "组织机构 · 政府部门" in tab.locator("#panel .kind").inner_text()
    assert "数据局" in tab.locator("#panel dd").inner_text()
    assert tab.locator("#panel .facts button").count() == 3
    tab.locator("#panel .facts button", has_text="成立于").click()
    assert tab.locator("#panel mark").inner_text() == "2019年3月,海岭市数据局揭牌成立"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("周明", "周明远"),
        ("yuanshan", "远山大学"),
        ("Ｙｕａｎ", "远山大学"),
        ("岭上云平台", "岭上云"),
        ("zmy", "周明远"),
        ("hlssjj", "海岭市数据局"),
        ("zhoumingyuan", "周明远"),
        ("yi ma", "一码通行"),
        ("2020n", "2020年数据开放评估报告"),
    ],
)
def test_search_finds_labels_and_aliases(typed: str, name: str, open_page: Opener, graph: Any) -> None:
    tab = open_page(graph)
    tab.keyboard.press("/")
    tab.keyboard.insert_text(typed)
    tab.keyboard.press("Enter")
    assert tab.locator("#panel h2").inner_text() == name
    assert tab.evaluate("kgPage.state.selected.node") == seedlike.iri(name)


def test_arrows_move_through_the_suggestions(open_page: Opener, graph: Any) -> None:
    tab = open_page(graph)
    tab.locator("#search").fill("海岭市")
    shown = tab.locator("#suggestions bdi").all_inner_texts()
    assert shown[0] == "海岭市"
    tab.keyboard.press("ArrowDown")
    assert tab.locator("#search").get_attribute("aria-activedescendant") == "choice-1"
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    assert tab.locator("#panel h2").inner_text() == tab.locator("#search").input_value() != "海岭市"
    assert tab.evaluate("document.activeElement.id") == "panel"
    tab.keyboard.press("Escape")
    assert tab.locator("#panel").is_hidden()
    assert tab.evaluate("document.activeElement.id") == "search"


def test_every_suggestion_has_its_shape_before_its_name(open_page: Opener, graph: Any) -> None:
    tab = open_page(graph)
    tab.locator("#search").fill("海岭市")
    for choice in tab.locator("#suggestions li").all():
        shape, name = (choice.locator(part).bounding_box() for part in ("svg", "bdi >> nth=0"))
        assert shape["x"] + shape["width"] <= name["x"]
        assert name["y"] - 4 <= shape["y"] <= name["y"] + name["height"]


@pytest.mark.parametrize("width", [390, 1280, 1440])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sheet_of_filters_lies_on_the_screen(width: int, language: str, open_page: Opener, graph: Any) -> None:
    tab = open_page(graph, viewport={"width": width, "height": 800})
    if language == "en":
        tab.locator("#language").click()
    tab.locator("#relations summary").click()
    sheet = tab.locator("#relations .sheet").bounding_box()
    assert sheet["x"] >= 0
    assert sheet["x"] + sheet["width"] <= width
    assert sheet["y"] + sheet["height"] <= 800


def test_the_legend_filters_a_class(open_page: Opener, graph: Any) -> None:
    tab = open_page(graph)
    button = tab.locator("#legend button[data-name=Person]")
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert count(tab, "nodes") == len(seedlike.ENTITIES) + VALUES - 2
    people = ("周明远", "林晓")
    assert count(tab, "edges") == sum(row[0] not in people for row in seedlike.FACTS)
    button.click()
    assert count(tab, "edges") == len(seedlike.FACTS)


def test_relations_and_modality_filter_edges_and_table(open_page: Opener, graph: Any) -> None:
    tab = open_page(graph)
    tab.locator("#show-table").click()
    tab.locator("#relations summary").click()
    tab.locator("#relations input[value=launched]").uncheck()
    assert count(tab, "edges") == len(seedlike.FACTS) - 2 == tab.locator("#table tbody tr").count()
    tab.locator("#relations button").nth(1).click()
    assert count(tab, "edges") == 0
    tab.locator("#relations button").nth(0).click()
    tab.keyboard.press("Escape")
    tab.locator("#modalities button[data-name=planned]").click()
    assert count(tab, "edges") == len(seedlike.FACTS) - 1


def test_the_table_selects_sorts_and_filters(open_page: Opener, graph: Any) -> None:
    tab = open_page(graph)
    tab.locator("#show-table").click()
    rows = tab.locator("#table tbody tr")
    assert rows.count() == len(seedlike.FACTS)
    rows.nth(1).focus()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    chosen = rows.nth(3).get_attribute("data-fact")
    assert tab.evaluate("kgPage.state.selected.fact") == chosen
    assert rows.nth(3).get_attribute("aria-selected") == "true"
    tab.locator("#table th[data-column=predicate] button").click()
    assert tab.locator("#table th[data-column=predicate]").get_attribute("aria-sort") == "ascending"
    tab.locator("#table input").fill("签署协议")
    assert rows.count() == 1


def test_language_theme_and_address(open_page: Opener, graph: Any) -> None:
    tab = open_page(graph, color_scheme="dark")
    assert tab.evaluate("document.documentElement.dataset.theme") == "dark"
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 28)"
    tab.locator("#theme").click()
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 250, 247)"
    tab.locator("#language").click()
    assert tab.locator("#fit").inner_text() == "Fit"
    assert tab.evaluate("kgPage.edges.get()[0].label") == "is part of"
    assert tab.evaluate("document.documentElement.lang") == "en"
    tab.evaluate("(id) => kgPage.select({node: id})", seedlike.iri("周明远"))
    tab.reload()
    tab.wait_for_function("window.kgPage !== undefined")
    assert tab.locator("#panel h2").inner_text() == "周明远"


def test_a_path_leads_from_one_node_to_another(open_page: Opener, graph: Any) -> None:
    tab = open_page(graph)
    tab.evaluate("(id) => kgPage.select({node: id})", seedlike.iri("滨江会议中心"))
    tab.locator("#panel .path").click()
    assert "终点" in tab.locator("#status").inner_text()
    tab.keyboard.insert_text("一码通行")
    tab.keyboard.press("Enter")
    assert tab.locator("#panel h2").inner_text() == "滨江会议中心 → 一码通行"
    steps = [seedlike.iri(f"fact {n}") for n in (14, 5, 6, 8)]
    assert tab.evaluate("kgPage.way(kgPage.state.selected.node, kgPage.state.selected.to).map((f) => f.iri)") == steps
    assert tab.locator("#panel .facts button").count() == 4
    tab.evaluate("([node, to]) => kgPage.select({node, to})", [seedlike.iri("滨江会议中心"), seedlike.iri("林晓")])
    assert "没有路径" in tab.locator("#panel").inner_text()


def test_sliders_filter_by_score_and_time(open_page: Opener) -> None:
    place = Evidence("x", 0, 1, "甲", "r")
    entities = (*tuple(Entity(f"urn:{n}", "Place", f"地方{n}") for n in range(4)), Entity("urn:c", "Concept", "改革"))
    dates = ("2015", "2018-03-01", None, "2020")
    facts = tuple(
        Fact(f"urn:f{n}", f"urn:{n}", "implements", "urn:c", (place,), (("date", Value(date, "date")),) if date else (),
             score=0.6 + n / 10)
        for n, date in enumerate(dates)
    )  # fmt: skip
    tab = open_page(network(Knowledge((), entities, facts), schema.load()))
    tab.locator("#relations summary").click()
    since, time, score = tab.locator("#relations input[type=range]").all()
    time.fill("2018")
    assert [edge["id"] for edge in tab.evaluate("kgPage.edges.get().filter((e) => !e.hidden)")] == [
        "urn:f0",
        "urn:f1",
        "urn:f2",
    ]
    score.fill("0.7")
    assert [edge["id"] for edge in tab.evaluate("kgPage.edges.get().filter((e) => !e.hidden)")] == ["urn:f1", "urn:f2"]
    assert count(tab, "nodes") == 3
    time.fill("2020")
    score.fill("0.6")
    assert count(tab, "edges") == 4
    since.fill("2018")
    assert [edge["id"] for edge in tab.evaluate("kgPage.edges.get().filter((e) => !e.hidden)")] == [
        "urn:f1",
        "urn:f2",
        "urn:f3",
    ]
    assert "since=2018" in tab.url


@pytest.mark.parametrize("address", ["node=constructor", "fact=__proto__", "node=%E0%A4%A", "to=urn:x", "node=a&to=b"])
def test_an_address_that_names_nothing_selects_nothing(address: str, open_page: Opener, graph: Any) -> None:
    tab = open_page(graph)
    tab.goto(f"{tab.url}#{address}")
    tab.evaluate("location.reload()")
    tab.wait_for_function("window.kgPage !== undefined")
    assert tab.evaluate("kgPage.state.selected") is None


def test_it_works_in_a_frame_of_a_notebook(browser: Any, graph: Any) -> None:
    text = page(graph, schema=schema.load(), title="笔记").decode()
    tab = browser.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.set_content(f'<iframe srcdoc="{html.escape(text)}" width="900" height="600"></iframe>')
    frame = tab.frames[1]
    frame.wait_for_function("window.kgPage !== undefined")
    frame.evaluate("(id) => kgPage.select({fact: id})", seedlike.iri("fact 5"))
    assert frame.locator("#panel mark").inner_text() == "周明远市长在数据开放论坛上提出"
    tab.close()
    assert errors == []


HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "\u202e\u2066倒着\u0007写\u0000",
    '" onclick="alert(3)" \' `${alert(4)}` <b>粗</b> *x* _y_ &lt;',
)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_labels_are_text(name: str, open_page: Opener) -> None:
    place = Evidence("x", 0, 1, name, name)
    entities = (Entity("urn:a", "Person", name, None, name, (name,), (place,)), Entity("urn:b", "Position", name))
    qualifiers = (("role", Value(name, "text")),)
    facts = (
        Fact("urn:f", "urn:a", "holdsPosition", "urn:b", (place,), qualifiers, attributed_to="urn:b"),
        Fact("urn:g", "urn:a", "alsoKnownAs", Value(name, "text"), (place,)),
    )
    tab = open_page(network(Knowledge((), entities, facts), schema.load()), title=name)
    tab.locator("#show-table").click()
    tab.evaluate("kgPage.select({node: 'urn:a'})")
    assert tab.evaluate("document.querySelector('#panel h2').textContent") == name
    tab.evaluate("kgPage.select({fact: 'urn:f'})")
    assert tab.evaluate("document.querySelector('#panel mark').textContent") == name
    assert tab.evaluate("document.querySelector('#table td').textContent") == name
    tab.locator("#search").fill(name[1:6])
    assert tab.evaluate("document.querySelector('#suggestions bdi').textContent") == name
    assert tab.evaluate("document.querySelectorAll('#panel img, #panel b, #table img, script').length") == 3


def test_on_a_narrow_screen_the_panel_lies_below(open_page: Opener, graph: Any) -> None:
    tab = open_page(graph, viewport={"width": 390, "height": 844})
    tab.evaluate("(id) => kgPage.select({fact: id})", seedlike.iri("fact 5"))
    panel, canvas = (tab.locator(name).bounding_box() for name in ("#panel", "#canvas"))
    assert panel["y"] >= canvas["y"] + canvas["height"] - 1
    assert panel["width"] == 390
    assert tab.evaluate("document.documentElement.scrollWidth") == 390


def test_a_large_graph_opens_on_its_hub_and_expands(open_page: Opener) -> None:
    size = 1000
    entities = tuple(Entity(f"urn:{n}", "Concept", f"概念{n}") for n in range(size))
    place = Evidence("x", 0, 1, "甲", "r")
    facts = tuple(Fact(f"urn:f{n}", f"urn:{n // 12}", "comprises", f"urn:{n}", (place,)) for n in range(1, size))
    tab = open_page(network(Knowledge((), entities, facts), schema.load()))
    first = count(tab, "nodes")
    assert 12 < first <= 100
    tab.locator("#search").fill("概念999")
    tab.keyboard.press("Enter")
    assert tab.evaluate("kgPage.nodes.get('urn:999') !== null")
    near = count(tab, "nodes")
    tab.evaluate("kgPage.expand('urn:6')")
    assert count(tab, "nodes") > near
    assert "已显示" in tab.locator("#status").inner_text()
