"""Whom the server answers to, and what it tells a browser to forbid."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.serve.conftest import ROOT, Server, Starter


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:1", 200), ("LOCALHOST", 200), ("127.0.0.1", 200), ("[::1]:80", 200),
        ("evil.example", 421), ("localhost.evil.example", 421), ("127.0.0.1.evil.example:80", 421), ("", 421),
    ],
)  # fmt: skip
def test_only_its_own_names_are_answered(host: str, status: int, reading: Server) -> None:
    assert reading.ask("ASK {}", host=host).status_code == status


def test_other_origins_are_not_let_in(reading: Server) -> None:
    answer = reading.ask("ASK {}", origin="https://evil.example")
    assert not any(name.startswith("access-control") for name in answer.headers)
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "server" not in answer.headers


def test_a_name_can_be_added_and_the_log_holds_no_control_characters(start: Starter, seed_folder: Path) -> None:
    server = start(seed_folder, "--workers", 1, "--allow-host", "graph.example", "--log")
    assert server.ask("ASK {}", host="graph.example:80").status_code == 200
    server.client.get("/%1b[2J%0a%e2%80%aefoo")
    _, said = server.stop()
    assert len(re.findall(r"^GET /\S* \d+ \d+ ms$", said, re.MULTILINE)) == 2
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_a_store_that_another_server_writes_to_is_said(start: Starter, tmp_path: Path) -> None:
    start(tmp_path / "out", "--allow-update")
    command = [sys.executable, "-m", "kg", "serve", str(tmp_path / "out"), "--allow-update", "--port", "0"]
    second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert second.returncode == 2
    assert "end the program that writes to it" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_folder_without_a_graph_and_a_taken_port_are_said(
    reading: Server, tmp_path: Path, seed_folder: Path, run: Callable[..., Ran]
) -> None:
    assert "holds no graph" in run("serve", tmp_path).err
    taken = run("serve", seed_folder, "--port", reading.url.rpartition(":")[2])
    assert taken.code == 2
    assert "--port" in taken.err
