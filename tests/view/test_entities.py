"""Texts with their names in colour: on a terminal and as a page. What stands in a text is only ever text."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from kg.clean import clean
from kg.model import Article, Mention, Reading, Value
from kg.view import coloured, entities
from kg.view.drawing import looks
from kg.view.marked import Run, labels, runs
from tests.view.test_contrast import contrast

TEXT = "2019年3月1日，青江市数据局局长林远上线“青江通”平台。\n第二段没有名称。"
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>“</mark><svg onload=alert(1)>”平台，"
    "\x1b]0;owned\x07\x1b[2J\u202e青江市数据局成立。\r\x9b31m[bold red]粗[/] &amp; javascript:alert(1)"
)


def reading(text: str, *, title: str | None = None) -> Reading:
    [found] = pipeline.read([clean(Article("doc-1", text, title=title))])
    return found


def with_mentions(text: str, *mentions: Mention) -> Reading:
    return Reading(clean(Article("doc-1", text)), mentions, ())


def shown(text: str) -> str:
    out = io.StringIO()
    coloured.show([reading(text)], file=out)
    return out.getvalue()


@pytest.mark.parametrize("text", [TEXT, HOSTILE, "", "没有", "青江市数据局", "A\r\n青江市\r\n\r\n"])
def test_the_runs_are_the_whole_text(text: str) -> None:
    found = list(runs(reading(text)))
    assert "".join(run.text for run in found) == text
    assert all(run.text for run in found)


def test_mentions_that_share_characters_divide_them() -> None:
    place, body = Mention(0, 3, "青江市", "Place"), Mention(2, 6, "市数据局", "Organization")
    assert list(runs(with_mentions("青江市数据局成立", place, body))) == [
        Run("青江市", place), Run("数据局", body), Run("成立")]  # fmt: skip


def test_every_class_has_a_name_in_both_languages_and_a_colour_of_its_own() -> None:
    drawn = {look["terminal"] for look in looks().values()}
    assert len(drawn) == len(looks())
    for cls in (*(name for name in looks() if name != "Value"), "Date", "Quantity"):
        chinese, english = labels(cls)
        assert re.fullmatch(r"[\u4e00-\u9fff]+", chinese)
        assert re.fullmatch(r"[a-z ]+", english)


def test_a_terminal_shows_names_in_colour_with_what_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    out = shown(TEXT)
    assert re.search("\x1b\\[1;31m林远\x1b\\[0m\x1b\\[2;31m\\[人物\\]\x1b\\[0m", out)
    assert re.search("■ 平台系统 platform 1", out)


def test_without_colour_the_names_are_still_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    out = shown(TEXT)
    assert "\x1b" not in out
    assert "林远[人物]" in out
    assert "2019年3月1日[时间]" in out
    assert "\n第二段没有名称。\n" in out


@pytest.mark.parametrize("forced", [False, True])
def test_nothing_in_a_text_steers_the_terminal(forced: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR" if forced else "NO_COLOR", "1")
    out = re.sub(r"\x1b\[[0-9;]*m", "", shown(HOSTILE))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out)
    assert "\\x1b]0;owned\\x07" in out
    assert "[bold red]粗[/]" in out


def test_the_page_is_the_same_bytes_each_time_and_names_what_is_known() -> None:
    value = Value("1200", "quantity", "件", approximate=True)
    texts = [with_mentions("约1200件", Mention(1, 6, "1200件", "Quantity", 1.0, "quantities", "count", "1200", value))]
    page = entities.page(texts, title="甲").decode()
    assert page == entities.page(texts, title="甲").decode()
    assert 'title="1200 件 · 1.00 · quantities"' in page
    assert "<script" not in page
    assert "url(" not in page


def open_tab(browser: Any, path: Path, content: bytes, troubles: list[str], **options: Any) -> Any:
    path.write_bytes(content)
    tab = browser.new_context(**options).new_page()
    tab.on("request", lambda request: request.url == path.as_uri() or troubles.append(request.url))
    for event in ("console", "pageerror", "dialog"):
        tab.on(event, lambda what: troubles.append(str(what)))
    tab.goto(path.as_uri())
    return tab


def test_hostile_text_is_inert_in_a_browser(browser: Any, tmp_path: Path) -> None:
    troubles: list[str] = []
    page = entities.page([reading(HOSTILE, title=HOSTILE)], title=HOSTILE)
    tab = open_tab(browser, tmp_path / "page.html", page, troubles)
    assert tab.locator("script, img, svg, main a, main iframe").count() == 0
    body = tab.evaluate("[...document.querySelectorAll('main small')].forEach(e => e.remove()) || "
                        "document.querySelector('main p').textContent")  # fmt: skip
    assert body.startswith("<script>alert(1)</script><img src=x onerror=alert(1)>")
    assert "\\x1b]0;owned\\x07" in body
    assert "\\u202e" in body
    assert "[bold red]粗[/] &amp; javascript:alert(1)" in body
    assert tab.title().startswith("<script>")
    assert troubles == []


def test_language_theme_and_types_are_the_readers_choice(browser: Any, tmp_path: Path) -> None:
    troubles: list[str] = []
    tab = open_tab(browser, tmp_path / "page.html", entities.page([reading(TEXT)], title="甲"), troubles,
                   color_scheme="dark")  # fmt: skip
    ground = "getComputedStyle(document.body).backgroundColor"
    assert tab.evaluate(ground) == "rgb(20, 23, 28)"
    tab.check("#light")
    assert tab.evaluate(ground) == "rgb(251, 250, 247)"
    person = tab.locator("mark.Person")
    assert person.inner_text() == "林远人物"
    tab.check("#en")
    assert person.inner_text() == "林远person"
    assert tab.locator("label.Person").inner_text().split() == ["person", "1"]
    painted = "getComputedStyle(document.querySelector('mark.Person')).borderBottomStyle"
    assert tab.evaluate(painted) == "solid"
    tab.uncheck("#show-Person")
    assert tab.evaluate(painted) == "none"
    assert person.inner_text() == "林远"
    assert troubles == []


@pytest.mark.parametrize("name", looks())
@pytest.mark.parametrize(("ink", "card"), [("#1f2430", "#ffffff"), ("#e8eaee", "#1c2128")])
def test_names_are_readable_on_their_tint(name: str, ink: str, card: str) -> None:
    fill = looks()[name]["fill"]
    mixed = (0.22 * int(fill[at : at + 2], 16) + 0.78 * int(card[at : at + 2], 16) for at in (1, 3, 5))
    assert contrast(ink, "#" + "".join(f"{round(part):02x}" for part in mixed)) >= 4.5
