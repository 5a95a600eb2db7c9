"""Fault table, the command line: values that are none, streams that are closed, places that cannot be written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.faults import odd
from tests.faults.odd import BOTH, FOUNDED, LAUNCHED
from tests.read.made import put

Run = Callable[..., Ran]
ROOT = Path(__file__).parents[2]
HEAD = "decision,target,to_subject,doc,when\n"
SELECT = "SELECT * { ?s ?p ?o } LIMIT 1"

# The command in a folder that holds in/a.txt → a part of the line that it says.
REFUSED = {
    "--jobs 0": ("build in --jobs 0", "--jobs"),
    "--jobs -1": ("build in --jobs -1", "--jobs"),
    "--jobs in words": ("build in --jobs two", "--jobs"),
    "a score that is no number": ("extract in --min-score nan", "nan is no score; give one from 0 to 1"),
    "a score above 1": ("extract in --min-score 1.5", "1.5 is no score"),
    "a score below 0": ("extract in --min-score -0.1", "-0.1 is no score"),
    "no day": ("extract in --date 2024-02-30", "'2024-02-30' is not a date"),
    "an empty day": ("extract in --date=", "'' is not a date"),
    "an empty base": ("build in --base=", "is not an ASCII IRI"),
    "a base that a browser runs": ("build in --base javascript:alert(1)/", "would be run or opened by a browser"),
    "a base with data in it": ("build in --base data:text/html,/", "would be run or opened by a browser"),
    "a base of the disk": ("build in --base file:///x/", "would be run or opened by a browser"),
    "a base without an end": ("build in --base http://a.example/x", "must end in / or #"),
    "no limit at all": ("extract in --limit megabytes=0", "is no limit; give one like these"),
    "a limit of nothing": ("extract in --limit foo=1", "'foo=1' is no limit"),
    "a limit beyond all numbers": (
        "extract in --limit megabytes=99999999999999999999",
        "is no limit; give one like these",
    ),
    "a place for work that is none": ("build in --work foo://bar", "foo://bar cannot hold what is kept"),
    "gold without its facts": ("score gold.jsonl", "gold.jsonl: line 1: facts must be a list of objects with subject,"),
    "a file as a graph": ("validate in/a.txt", "in/a.txt is a file; give the folder that a build wrote, such as: in"),
    "a file as a page": ("view in/a.txt", "in/a.txt is a file; give the folder that a build wrote"),
    "a file as a graph to ask": ("ask x -g in/a.txt", "in/a.txt is a file; give the folder that a build wrote"),
    "an input without a name": (["extract", ""], "an input without a name; give a file"),
    "a folder that is none": ("extract nowhere", "nowhere: "),
    "a pattern without match": ("extract in/*.pdf", "matches no document; check the pattern"),
    "a format of others": ("extract in/a.xlsx", "a.xlsx: no such file or folder"),
    "an output that is a file": ("build in -o in/a.txt", "a.txt"),
    "an output that is the user's": ("build in -o in", "in"),
    "a folder as a query": ("query d.rq", "d.rq: "),
    "a query that is not there": ("query no.rq", "no.rq: no such file or folder"),
    "a query of a device": ("query zero.rq", "zero.rq: is a pipe, a device or a folder"),
    "identities of a device": ("build in --identities zero.csv", "zero.csv: is a pipe, a device or a folder"),
    "identities of a pipe": ("build in --identities pipe.csv", "pipe.csv: is a pipe, a device or a folder"),
    "a name that is too long": (f"extract {'x' * 300}.txt", "File name too long; check the path"),
    "an export below a file": ("export -f csv -g in -o in/a.txt/b", "in holds no graph"),
    "a name with a line end": (f"extract {chr(0x1B)}[2J.txt", "\\x1b[2J.txt: matches no document"),
    "a question in another encoding": ("ask \udcd4\udcc6 -g in", "in holds no graph"),
    "gold that is no file": ("score .", ".: is a folder; give a file"),
    "identities that are not there": ("build in --identities no.csv", "no.csv: "),
}

# Name of the file → what is in it, and what is said of it.
SHEETS = {
    "identities: unknown columns": ("title,url\n甲,乙\n", "line 1: the head must name columns among name,"),
    "identities: an unknown class": ("name,class\n甲,Robot\n", "line 2: Robot is no class"),
    "identities: no name": ("name,class\n,Organization\n", "line 2: a thing without a name"),
    "identities: a name of two things": ("name,names\n甲,丙\n乙,丙\n", "line 3: 丙 is a name of the thing in "),
    "identities: cells without a column": ("name,class\n甲,Organization,x\n", "line 2: 3 cells below 2 columns"),
    "identities: no UTF-8": (b"name\n\xff\xfe\n", "byte offset 5 (0xFF) is not UTF-8"),
    "identities: a bomb": ('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "a">]><r>&a;</r>', "line 1: "),
    "identities: a context elsewhere": ('{"@context": "http://a.example/", "name": "x"}', "line 1: "),
    "decisions: none": (HEAD + "undo,x:y,,,\n", "line 2: 'undo' is no decision"),
    "decisions: no IRI": (HEAD + 'accept,"x:y z",,,\n', "line 2: 'x:y z' is no IRI"),
    "decisions: no day": (HEAD + "accept,x:y,,,2024-02-30\n", "line 2: '2024-02-30' is no date"),
    "decisions: split nowhere": (HEAD + "split,x:y,甲,,\n", "line 2: split in which document"),
}
NAMES = {
    "formulas and markup": "name,names\n=cmd|'/c calc'!A1,<script>alert(1)</script>\n",
    "codes that cannot be": "name,class,code\n海岭市,Place,../../x\n甲省,Place,44 06\n",
    "a head alone": "name\n",
    "what Excel saves in GBK": "name,names\n海岭市数据资源管理局,海岭市数据局;数据资源局\n".encode("gbk"),
    "nothing": "",
}
CIRCLES = {
    "two that are each other": "merge,x:a,x:b,,\nmerge,x:b,x:a,,\n",
    "one that is itself": "merge,x:a,x:a,,\n",
    "one that is another and is split": "merge,x:a,x:b,,\nsplit,x:a,甲,a,\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    put(tmp_path / "in/a.txt", BOTH)
    put(tmp_path / "gold.jsonl", '{"doc": "1", "text": "文", "facts": [{"subject": "甲"}]}')
    (tmp_path / "d.rq").mkdir()
    for name in ("zero.rq", "zero.csv"):
        (tmp_path / name).symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.csv")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("row", REFUSED)
def test_what_is_none_is_refused_with_its_name(row: str, folder: Path, run: Run) -> None:
    command, said = REFUSED[row]
    before = {path for path in folder.rglob("*") if path.name != "lock"}
    done = run(*(command.split() if isinstance(command, str) else command))
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert {path for path in folder.rglob("*") if path.name != "lock"} - before <= {folder / ".out.work"}


@pytest.mark.parametrize("row", SHEETS)
def test_a_sheet_is_refused_by_its_line(row: str, folder: Path, run: Run) -> None:
    content, said = SHEETS[row]
    put(folder / "e.csv", content)
    done = run("build", "in", f"--{row.partition(':')[0]}", "e.csv")
    assert (done.code, done.out) == (2, "")
    assert f"e.csv: {said}" in done.err
    assert not (folder / "out").exists()


@pytest.mark.parametrize("row", [*NAMES, *CIRCLES])
def test_an_odd_sheet_is_read_and_the_build_ends(row: str, folder: Path, run: Run) -> None:
    put(folder / "e.csv", NAMES[row] if row in NAMES else HEAD + CIRCLES[row])
    done = run("build", "in", "--identities" if row in NAMES else "--decisions", "e.csv")
    assert done.code == 0, done.err
    assert "launched" in (folder / "out/facts.jsonl").read_text("utf-8")


def test_kept_work_that_is_damaged_is_named_and_made_again(folder: Path, run: Run) -> None:
    assert run("build", "in").code == 0
    whole = (folder / "out/graph.nq").read_bytes()
    [shard] = (folder / ".out.work/shards").iterdir()
    shard.write_bytes(shard.read_bytes()[:20])
    done = run("build", "in")
    said = f"kept of an earlier build, damaged or gone, made again: 1, such as shards/{shard.name}\n"
    assert (done.code, said in done.err) == (0, True)
    assert (folder / "out/graph.nq").read_bytes() == whole


def test_a_file_in_the_place_of_kept_work_is_named(folder: Path, run: Run) -> None:
    put(folder / ".out.work", "mine")
    done = run("build", "in")
    assert (done.code, f"{folder}/.out.work is a file where kg keeps what it read" in done.err) == (2, True)
    assert (folder / ".out.work").read_text() == "mine"


@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_what_lies_in_the_place_of_the_lock_is_named_and_left_alone(kind: str, folder: Path, run: Run) -> None:
    mine, lock = put(folder / "mine", "mine"), folder / ".out.work/lock"
    lock.parent.mkdir()
    {"link": lambda: lock.symlink_to(mine), "folder": lock.mkdir, "pipe": lambda: os.mkfifo(lock)}[kind]()
    done = run("build", "in")
    assert (done.code, f"{lock} is no lock of kg; move it away" in done.err) == (2, True), done.err
    assert (mine.read_text(), (folder / "out").exists()) == ("mine", False)


@pytest.mark.parametrize("linked", [True, False])
def test_a_folder_of_others_in_the_place_of_kept_work_is_left_alone(linked: bool, folder: Path, run: Run) -> None:
    home = folder / ("home" if linked else ".out.work")
    kept = {put(home / name, name) for name in (".profile", "draft.txt", "texts/x.txt")}
    if linked:
        (folder / ".out.work").symlink_to(home)
    done = run("build", "in")
    assert (done.code, ".out.work holds files that kg did not write; move it away" in done.err) == (2, True), done.err
    assert {path for path in home.rglob("*") if path.is_file()} == kept


def test_a_build_does_not_read_what_it_wrote(folder: Path, run: Run) -> None:
    told = [run("build", "in", "-o", "in/out") for _ in range(2)]
    assert [(done.code, done.err) for done in told] == [(0, "in/out/: 2 facts about 2 things, from 1 text\n")] * 2


@pytest.mark.parametrize("seconds", ["1e400", "99999999999", "0"])
def test_a_query_may_take_for_ever(seconds: str, seed_folder: Path, run: Run) -> None:
    done = run("query", "-", "-g", seed_folder, "--timeout", seconds, stdin=SELECT)
    assert (done.code, done.err) == (0, "")


def test_a_query_may_begin_with_a_mark_and_has_an_end(seed_folder: Path, run: Run) -> None:
    assert run("query", "-", "-g", seed_folder, stdin=b"\xef\xbb\xbf" + SELECT.encode()).code == 0
    done = run("query", "-", "-g", seed_folder, stdin=b" " * 33_000_000)
    assert (done.code, "is longer than 32,000,000 bytes" in done.err) == (2, True)


def test_an_export_that_fails_leaves_what_was_there(seed_folder: Path, folder: Path) -> None:
    put(folder / "kept.json", "mine")
    line = f"ulimit -f 1; {sys.executable} -m kg export -f json -g {seed_folder} -o kept.json"
    done = subprocess.run(
        ["bash", "-c", line], env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    said = "kg: kept.json: cannot be written: File too large; name a file that you may write\n"
    assert (done.returncode, done.stderr) == (2, said)
    assert (folder / "kept.json").read_text() == "mine"
    assert not [*folder.glob(".kept*")]


CLOSED = {">&-": 0, "2>&-": 0, ">&- 2>&-": 0, "2>/dev/full": 0, "<&- >&- 2>&-": 0}


@pytest.mark.parametrize("streams", CLOSED)
def test_a_build_needs_no_streams(streams: str, folder: Path) -> None:
    line = f"{sys.executable} -m kg build in --jobs 1 {streams}"
    done = subprocess.run(["bash", "-c", line], env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True)
    assert done.returncode == 0
    assert len((folder / "out/facts.jsonl").read_text("utf-8").splitlines()) == 2


def test_an_input_that_cannot_be_read_and_a_folder_that_is_gone_are_said(folder: Path) -> None:
    kg = f"{sys.executable} -m kg"
    for line, said in (
        (f"{kg} text - <&-", "kg: standard input: is closed"),
        (f"{kg} text - 0>written", "set aside: standard input: cannot be read: Bad file descriptor; give a file, or"),
        (f"{kg} build - --jobs 1 0>written", "kg: standard input: cannot be read: Bad file descriptor; give"),
        (f"mkdir gone; cd gone; rmdir ../gone; {kg} text {folder}/in", "kg: the working folder cannot be told"),
    ):
        done = subprocess.run(
            ["bash", "-c", line], env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True
        )
        assert (done.returncode, done.stderr.startswith(said)) == (2, True), done.stderr


def test_where_nothing_can_be_read_each_document_is_named(run: Run, tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.txt", b"")
    put(tmp_path / "in" / "b.docx", b"none")
    done = run("build", str(tmp_path / "in"), "-o", str(tmp_path / "out"))
    assert (done.code, "a.txt: is empty" in done.err, "b.docx: is no Word file" in done.err) == (2, True, True)
    assert not (tmp_path / "out").exists()


def test_a_graph_that_was_altered_does_not_pass_for_valid(folder: Path, run: Run) -> None:
    assert run("build", "in", "-o", "out").code == 0
    assert run("validate", "out").code == 0
    graph = folder / "out" / "graph.nq"
    graph.write_bytes(graph.read_bytes()[:-100])
    done = run("validate", "out")
    assert (done.code, "graph.nq is not what the build wrote; build the graph again" in done.err) == (1, True)


def test_a_store_that_cannot_be_opened_is_made_anew(folder: Path, run: Run) -> None:
    assert run("build", "in").code == 0
    put(folder / "out/store/CURRENT", "x")
    done = run("query", "when-established")
    assert (done.code, "out/store cannot be opened" in done.err, "build INPUT -o out" in done.err) == (2, True, True)
    assert [run("build", "in").code, run("query", "when-established").code] == [0, 0]


PAGE = f"<!DOCTYPE html><title>x</title><nav><a href=/>2018年1月2日，藏岭市数据局揭牌成立。</a></nav><p>{FOUNDED}</p>"
PIPED = {
    "a page": PAGE.encode(),
    "a page in UTF-16": PAGE.encode("utf-16"),
    "a page without a declaration": f"\n<!-- x -->\n<HTML><body><p>{FOUNDED}</p>".encode("utf-8-sig"),
    "records": (odd.line(title="甲", text=FOUNDED) + odd.line(title="乙", text=LAUNCHED)).encode(),
    "a text that begins like one": ("{数据}<html>\n" + FOUNDED).encode(),
}


@pytest.mark.parametrize("row", PIPED)
def test_a_page_or_records_on_standard_input_are_read_as_that(row: str, run: Run) -> None:
    done = run("text", "-", stdin=PIPED[row])
    assert (done.code, FOUNDED in done.out) == (0, True), done
    assert ("藏岭" in done.out, '"text"' in done.out, "<p>" in done.out) == (False, False, False)


@pytest.mark.parametrize("command", ["extract", "entities", "text"])
def test_what_cannot_be_read_is_said_once(command: str, run: Run, tmp_path: Path) -> None:
    done = run(command, str(tmp_path / "missing.txt"))
    assert done.code == 2
    assert done.err.count("missing.txt: no such file or folder; check the path") == len(done.err.splitlines()) == 1
