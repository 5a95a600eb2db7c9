"""A question that goes over its limits is ended, and the next one is answered."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

import kg
from tests.serve.conftest import ROOT, Server, Starter

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GREEDY = "SELECT DISTINCT (CONCAT(STR(?a), STR(?d), STR(?g)) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?x"


def test_a_slow_question_is_ended_and_its_worker_replaced(reading: Server) -> None:
    for _ in range(3):  # more often than there are workers
        answer = reading.ask(ENDLESS)
        assert (answer.status_code, answer.text) == (504, "no answer in 2 s; ask for less\n")
    assert reading.ask("ASK {}").status_code == 200


def test_others_are_answered_meanwhile(reading: Server) -> None:
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(reading.ask, ENDLESS)
        assert all(reading.ask("ASK {}").status_code == 200 for _ in range(20))
        assert not slow.done()
        assert slow.result().status_code == 504


def test_a_greedy_question_is_ended(start: Starter, seed_folder: Path) -> None:
    server = start(seed_folder, "--workers", 1, "--timeout", 60, "--memory", 256)
    answer = server.ask(GREEDY)
    assert answer.status_code == 503
    assert "memory" in answer.text
    assert server.ask("ASK {}").status_code == 200


def test_an_answer_that_is_cut_off_is_not_taken_for_whole(reading: Server) -> None:
    endless = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    asked = reading.client.stream("GET", "/sparql", params={"query": endless})
    with asked as answer, pytest.raises(httpx.RemoteProtocolError):
        assert sum(map(len, answer.iter_bytes())) < 0
    assert reading.ask("ASK {}").status_code == 200


def test_a_question_that_nobody_waits_for_is_ended(start: Starter, seed_folder: Path) -> None:
    server = start(seed_folder, "--workers", 1, "--timeout", 600)
    with pytest.raises(httpx.ReadTimeout):
        server.client.get("/sparql", params={"query": ENDLESS}, timeout=0.5)
    assert server.ask("ASK {}").status_code == 200


def test_answers_that_nobody_reads_cost_no_worker(reading: Server) -> None:
    for _ in range(4):  # more often than there are workers
        with reading.client.stream("GET", "/sparql", params={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"}) as answer:
            assert answer.status_code == 200
    assert reading.ask("ASK {}").status_code == 200


@pytest.mark.parametrize("text", ["{" * 3000, "SELECT * {" + "(" * 900, "ASK { FILTER(" + "1+" * 5000 + "1) }"])
def test_nesting_is_refused_before_the_engine_sees_it(text: str, reading: Server) -> None:
    assert reading.ask(text).status_code == 400


def test_a_worker_opens_no_socket() -> None:
    script = (
        "import socket; from kg.serve import confine\n"
        "assert confine.deny_network()\n"
        "try: socket.socket()\n"
        "except PermissionError: print('denied')\n"
        "open('/dev/null').close()"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "denied\n"


def test_a_graph_that_is_built_anew_is_served_at_once(start: Starter, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("2018年5月，云州市大数据局揭牌成立。", encoding="utf-8")
    kg.build([tmp_path / "a.txt"], out=tmp_path / "out")
    server = start(tmp_path / "out", "--workers", 2)
    count = "SELECT (COUNT(?t) AS ?n) { ?t a kg:SourceText }"
    assert server.ask(count, accept="text/csv").text.split()[1] == "1"
    (tmp_path / "b.txt").write_text("2019年6月，青江市数据局揭牌成立。", encoding="utf-8")
    kg.build([tmp_path / "a.txt", tmp_path / "b.txt"], out=tmp_path / "out")
    assert [server.ask(count, accept="text/csv").text.split()[1] for _ in range(6)] == ["2"] * 6


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(how: int, start: Starter, seed_folder: Path) -> None:
    server = start(seed_folder, "--workers", 1, "--log")
    server.ask("ASK {}")
    workers = subprocess.run(["pgrep", "-P", str(server.process.pid)], capture_output=True, text=True).stdout.split()
    assert len(workers) == 1
    code, said = server.stop(how)
    assert code == 0
    assert "Traceback" not in said
    assert "GET /sparql 200" in said
    assert not Path(f"/proc/{workers[0]}").exists()
