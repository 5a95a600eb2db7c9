"""`kg ask` as a person meets it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Ran

Run = Callable[..., Ran]


def test_it_prints_the_answer_its_sentence_and_the_query(run: Run, seed_folder: Path) -> None:
    ran = run("ask", "谁推出了云上贵州？", "-g", seed_folder)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("贵州省\n")
    assert "【贵州省率先树立" in ran.out
    assert "--param o=<https://kg.example/id/platform/" in ran.out
    assert "SELECT DISTINCT ?fact" in ran.out


def test_what_is_not_understood_is_said_on_stderr_with_exit_code_1(run: Run, seed_folder: Path) -> None:
    ran = run("ask", "火星市数据局是什么时候成立的？", "-g", seed_folder)
    assert (ran.code, ran.out) == (1, "")
    assert "火星市数据局" in ran.err
    assert "可以这样问" in ran.err


def test_the_query_can_be_left_out(run: Run, seed_folder: Path) -> None:
    assert "SELECT" not in run("ask", "谁推出了云上贵州？", "-g", seed_folder, "--no-sparql").out


def test_json_has_everything(run: Run, seed_folder: Path) -> None:
    ran = run("ask", "中国排名第几？", "-g", seed_folder, "--json")
    (answer,) = json.loads(ran.out)
    assert answer["values"] == ["44"]
    assert answer["facts"][0]["qualifiers"]["outOf"] == "65"
    assert answer["parameters"]
    assert run("ask", "为什么？", "-g", seed_folder, "--json").code == 1


def test_hostile_text_steers_no_terminal(run: Run, seed_folder: Path) -> None:
    assert "\x1b" not in run("ask", "谁推出了《\x1b[2J某某》？", "-g", seed_folder).err
