"""The bytes of the page: self-contained, escaped, the same on every run."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg import schema
from kg.model import Entity, Evidence, Fact, Knowledge
from kg.view.drawing import in_lines
from kg.view.network import network
from kg.view.page import page


@pytest.fixture(scope="module")
def html(graph: Any) -> str:
    return page(graph, schema=schema.load(), title="海岭市").decode()


def test_bytes_do_not_depend_on_the_run(graph: Any, html: str) -> None:
    assert page(graph, schema=schema.load(), title="海岭市").decode() == html


def test_bytes_do_not_depend_on_hash_seed_locale_or_time_zone() -> None:
    program = """
import hashlib, sys
from kg import schema
from kg.export import FORMATS, export
from kg.view.network import network
from kg.view.page import page
from tests.view import seedlike
graph = network(seedlike.knowledge(), schema.load())
made = [page(graph, schema=schema.load(), title="海岭市"), *(export(graph, name) for name in FORMATS)]
print([hashlib.sha256(data).hexdigest() for data in made])
"""
    root = Path(__file__).parents[2]
    runs = [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai"},
    ]
    said = [
        subprocess.run(
            [sys.executable, "-c", program], cwd=root, env={**os.environ, **run}, capture_output=True, check=True
        ).stdout
        for run in runs
    ]
    assert said[0] == said[1]
    assert said[0].count(b",") == 6


def test_the_policy_allows_the_inlined_scripts_and_style_and_nothing_else(html: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    allowed = policy[1].replace("&#x27;", "'")
    assert allowed.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in allowed
    assert "http" not in allowed
    inlined = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", html, re.S)
    assert len(inlined) == 3
    for text in inlined:
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in allowed


def test_no_element_refers_to_another_file(html: str) -> None:
    assert re.findall(r"<(?:script|link|img|iframe|object|embed)\b[^>]*\b(?:src|href)=(?!\"data:,)", html) == []
    assert "sourceMappingURL" not in html
    assert "@import" not in html
    assert "url(" not in html.partition("<script")[0]


def test_data_cannot_end_its_element() -> None:
    name = "</script><!--<script>&\u2028\u2029\x00\ud800"
    entities = (Entity("urn:a", "Person", name), Entity("urn:b", "Position", "局长"))
    facts = (Fact("urn:f", "urn:a", "holdsPosition", "urn:b", (Evidence("x", 0, 1, name, "r"),)),)
    found = page(network(Knowledge((), entities, facts), schema.load()), schema=schema.load(), title=name).decode()
    data = re.search(r'id="data">([^<>&\u2028\u2029]*)</script>\n<script>/', found)
    assert data is not None
    assert json.loads(data[1])["things"]["urn:a"]["label"] == name
    assert "<title>&lt;/script&gt;&lt;!--" in found


def test_an_empty_graph_has_a_page() -> None:
    assert b"</html>" in page(network(Knowledge((), (), ()), schema.load()), schema=schema.load(), title="")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("佛山", ["佛山"]),
        (
            "中共中央政治局就国家大数据战略进行第二次集体学习",
            ["中共中央政治局就", "国家大数据战略进", "行第二次集体学习"],
        ),
        ("a\nb\u202ec", ["a\ufffdb\ufffdc"]),
        ("", [""]),
        ("“最多跑一次”改革目标", ["“最多跑一次”", "改革目标"]),
        ("国务院部门业务系统、省（自治区）", ["国务院部门业务系", "统、省（自治区）"]),
        ("一二三四五六七八九十（甲）", ["一二三四五六七", "八九十（甲）"]),
        ("一二三四五六（甲乙丙丁戊己）", ["一二三四五六", "（甲乙丙丁戊己）"]),
    ],
)
def test_labels_are_set_in_even_lines(text: str, lines: list[str]) -> None:
    assert in_lines(text).split("\n") == lines


def test_a_label_too_long_for_the_canvas_ends_in_an_ellipsis() -> None:
    lines = in_lines("很长的名称" * 20).split("\n")
    assert len(lines) == 3
    assert lines[-1].endswith("…")
