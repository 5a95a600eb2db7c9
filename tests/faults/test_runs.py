"""Fault table, runs: signals, closed pipes, the network; and what people give beside texts: queries, ontologies."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg import lexicon, query, schema
from kg.errors import OntologyError, QueryError
from kg.grow import hand, stages
from kg.model import Article
from tests.conftest import Ran
from tests.read import made
from tests.read.made import put

ROOT = Path(__file__).parents[2]
SENTENCE = "2017年12月16日，广东省佛山市数字政府建设管理局揭牌成立。"
# Any attempt to reach the network ends the process with a code that nothing else gives; children inherit it. Sockets of
# this machine (a path) are how processes talk, and urllib3, which spaCy imports, binds one to ::1 to see that it can.
GUARD = """
import os, sys
def guard(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "urllib.Request"):
        target = arguments[1] if len(arguments) > 1 else arguments
        if not isinstance(target, (str, bytes)) and (event, target) != ("socket.bind", ("::1", 0)):
            os.write(2, f"NETWORK {event} {arguments}".encode())
            os._exit(77)
sys.addaudithook(guard)
"""


Done = subprocess.CompletedProcess[str]


def heard() -> None:
    """What a shell starts in the background hears no SIGINT and what nohup starts no SIGHUP, nor do their children."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def kg_in(folder: Path, *arguments: object, path: Path | None = None, **options: Any) -> Done:
    paths = os.pathsep.join(map(str, filter(None, (path, ROOT))))
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)], cwd=folder, env=os.environ | {"PYTHONPATH": paths},
        capture_output=True, text=True, timeout=300, **options,
    )  # fmt: skip


def test_no_build_opens_the_network(tmp_path: Path) -> None:
    put(tmp_path / "guard/sitecustomize.py", GUARD)
    outside = '<img src="http://a.example/x.png"><link rel=stylesheet href="http://a.example/x.css">'
    put(tmp_path / "in/a.html", made.page(body=f"{outside}<p>{SENTENCE}</p>"))
    put(tmp_path / "in/b.docx", made.word([SENTENCE]))
    put(tmp_path / "in/c.pdf", made.pdf([[SENTENCE]]))
    put(tmp_path / "in/d.txt", "數位發展部於2022年8月27日成立。")
    done = kg_in(tmp_path, "build", "in", "-o", "out", path=tmp_path / "guard")
    assert (done.returncode, "NETWORK" in done.stderr) == (0, False), done.stderr
    assert "from 4 texts" in done.stderr
    probe = [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 1))"]
    guarded = os.environ | {"PYTHONPATH": str(tmp_path / "guard")}
    assert subprocess.run(probe, env=guarded, capture_output=True, check=False).returncode == 77, "the guard guards"


@pytest.mark.parametrize("read", [lambda a: stages._together({"x": a}), lambda a: stages._read("x", a, fatal=False)])
def test_a_worker_whose_master_is_gone_ends_and_blames_no_document(
    read: Callable[[Article], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = multiprocessing.Pipe()
    ours.close()
    monkeypatch.setattr(hand, "_master", theirs)
    with pytest.raises(SystemExit):
        read(Article("a", SENTENCE))


MODULES = ("json", "re", "csv", "kg", "spacy", "lxml", "random", "multiprocessing", "sitecustomize", "usercustomize")


def test_no_process_of_a_command_takes_modules_from_the_working_folder(tmp_path: Path) -> None:
    """A folder of documents may hold json.py; `python -m kg` looks there by request, an installed `kg` must not."""
    put(tmp_path / "bin/kg.command.py", "from kg.cli import main\nif __name__ == '__main__':\n    main()\n")
    put(tmp_path / "in/a.docx", made.word([SENTENCE]))
    for number in range(40):
        put(tmp_path / f"in/{number}.txt", SENTENCE)
    for module in MODULES:
        put(tmp_path / f"in/{module}.py", f"open({str(tmp_path / 'TAKEN')!r}, 'a').write(__name__)")
    command = [sys.executable, str(tmp_path / "bin/kg.command.py"), "build", ".", "-o", "../out", "-j", "2"]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path / "in", env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, (tmp_path / "TAKEN").exists()) == (0, False), done.stderr
    assert "from 41 texts" in done.stderr


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("sent", "everyone"),
    [(signal.SIGINT, True), (signal.SIGTERM, False), (signal.SIGHUP, True), (signal.SIGKILL, False)],
)
def test_a_signal_leaves_the_old_output_no_half_and_no_process(
    sent: signal.Signals, everyone: bool, jobs: int, tmp_path: Path, seed_folder: Path
) -> None:
    """A terminal sends SIGINT to every process of the command, others send theirs to the first alone."""
    shutil.copytree(seed_folder, tmp_path / "out")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir() if path.is_file()}
    lines = (json.dumps({"text": f"2017年12月16日，海岭市第{at}数据局揭牌成立。" * 400}) for at in range(500))
    put(tmp_path / "in/a.jsonl", "\n".join(lines))
    command = [sys.executable, "-m", "kg", "build", "in", "-o", "out", "--jobs", str(jobs)]
    running = subprocess.Popen(command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
                               preexec_fn=heard)  # fmt: skip
    while not (tmp_path / ".out.work/texts").exists():
        time.sleep(0.01)
    time.sleep(3)
    (os.killpg if everyone else os.kill)(running.pid, sent)
    out, err = running.communicate(timeout=120)  # comes to an end when the last process that holds a pipe has ended
    said = "" if sent == signal.SIGKILL else f"kg: stopped by {sent.name}; nothing is left half-written\n"
    assert (out, err) == ("", said)
    assert running.returncode == (-sent if sent == signal.SIGKILL else 128 + sent)
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir() if path.is_file()} == before
    assert {path.name for path in tmp_path.iterdir()} <= {"in", "out", ".out.work"}


LOST = """
import os, signal
from kg import pipeline
class Last:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
def endless(texts):
    Last()
    while True: pass
pipeline.read = endless
"""


def test_a_signal_that_a_finaliser_swallows_is_heard_all_the_same(tmp_path: Path) -> None:
    put(tmp_path / "lost/sitecustomize.py", LOST)
    put(tmp_path / "in/a.txt", SENTENCE)
    done = kg_in(tmp_path, "build", "in", "-o", "out", "--jobs", "1", path=tmp_path / "lost", preexec_fn=heard)
    assert (done.returncode, done.stderr) == (130, "kg: stopped by SIGINT; nothing is left half-written\n")


# Every process of the command meets a document that ends or breaks it, whatever starts that process.
FATAL = """
import os, signal
from kg import pipeline
from kg.grow import stages
stages._SECONDS = 2.0
read = pipeline.read
def raised(): raise RuntimeError("unforeseen")
def endless():
    while True: pass
DEEDS = {
    "崩溃": lambda: os.kill(os.getpid(), signal.SIGSEGV), "内存": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "退出": lambda: os._exit(0), "循环": endless, "抛出": raised,
}
def fatal(texts):
    for text in texts:
        for word, deed in DEEDS.items():
            if word in text.article.text:
                deed()
        yield from read([text])
pipeline.read = fatal
"""


def test_documents_that_end_break_or_hold_the_process_are_set_aside_and_the_others_built(tmp_path: Path) -> None:
    put(tmp_path / "fatal/sitecustomize.py", FATAL)
    texts = {"a": SENTENCE, "b": "系统崩溃。", "c": "數位發展部於2022年8月27日成立。", "d": "退出系统。",
             "e": "内存不足。", "f": "循环往复。", "g": "抛出错误。"}  # fmt: skip
    for name, text in texts.items():
        put(tmp_path / f"in/{name}.txt", text)
    done = kg_in(tmp_path, "build", "in", "-o", "out", "--jobs", "2", path=tmp_path / "fatal")
    assert done.returncode == 1, done.stderr
    assert "from 2 texts" in done.stderr
    aside = {line.split()[2]: line for line in done.stderr.splitlines() if line.startswith("set aside: ")}
    assert sorted(aside) == ["b", "d", "e", "f", "g"]
    assert "RuntimeError: unforeseen" in aside.pop("g")
    assert all("twice ended the process that reads it" in line for line in aside.values())


@pytest.mark.parametrize("arguments", [["extract", "in"], ["text", "in"]])
def test_a_closed_output_ends_in_silence(arguments: list[str], tmp_path: Path) -> None:
    put(tmp_path / "in/a.txt", "".join(f"2017年12月16日，海岭市第{at}数据局揭牌成立。" for at in range(500)))
    line = f"{sys.executable} -m kg {' '.join(arguments)} | head -n 1 >/dev/null"
    done = subprocess.run(["bash", "-c", line], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)},
                          capture_output=True, text=True, timeout=120, check=False)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_a_full_output_is_said(tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run([sys.executable, "-m", "kg", "text", "-"], cwd=ROOT, input="海岭市", text=True,
                              stdout=full, stderr=subprocess.PIPE, check=False)  # fmt: skip
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


INJECTIONS = ["甲市\" } LOAD <file:///etc/passwd> #", "甲' } ; CLEAR ALL ; {", "甲\\", "甲> . ?s ?p ?o . <", "\u0000"]


@pytest.mark.parametrize("name", INJECTIONS)
def test_a_name_in_a_question_is_a_value(name: str, seed_graph: Any) -> None:
    assert seed_graph.query("when-established", name=name).rows == ()


ENDLESS = {
    "a cartesian product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "an endless CONSTRUCT": "CONSTRUCT { ?a ?e ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
}


@pytest.mark.parametrize("row", ENDLESS)
def test_a_query_without_end_is_given_up(row: str, seed_folder: Path) -> None:
    done = kg_in(ROOT, "query", "-", "--timeout", 1, "-g", seed_folder, input=ENDLESS[row])
    assert (done.returncode, done.stdout) == (2, "")
    assert "no answer in 1 s" in done.stderr


def test_a_pattern_of_the_engine_knows_no_catastrophe(seed_graph: Any) -> None:
    """The engine's patterns are automata: linear in the text whatever the pattern."""
    text = 'ASK { FILTER REGEX("' + "a" * 5000 + 'b", "^(a+)+$") }'
    assert not seed_graph.query(text)


@pytest.mark.parametrize("bracket", ["{}", "()", "[]"])
def test_nesting_of_five_thousand_is_refused(bracket: str, seed_graph: Any) -> None:
    opened, closed = bracket
    with pytest.raises(QueryError, match="nested deeper than 100"):
        seed_graph.query("SELECT * { " + opened * 5000 + closed * 5000 + " }")


@pytest.mark.parametrize("word", ["SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }", "GRAPH ?g { SERVICE ?x {} }"])
def test_service_is_refused(word: str, seed_graph: Any) -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        seed_graph.query(f"SELECT * {{ {word} }}")


REFUSED = ["LOAD <file:///etc/passwd>", "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
           "SELECT * FROM NAMED <http://127.0.0.1:1/> {}", "INSERT DATA { <a:b> <a:c> 1 }"]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_nothing_is_loaded_or_changed(text: str, seed_graph: Any) -> None:
    with pytest.raises(QueryError, match="is refused"):
        query.run(seed_graph.store, text)


ENTITIES = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
BOMB = (
    f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{ENTITIES}]>'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Bag>&i;</rdf:Bag></rdf:RDF>'
)
REMOTE = '{"@context": "http://127.0.0.1:1/context.jsonld", "@id": "https://kg.example/x"}'


@pytest.mark.parametrize("content", [BOMB, REMOTE, "", "@prefix", "<a> <b> <file:///etc/passwd> ."], ids=range(5))
def test_an_ontology_that_is_no_turtle_of_ours_is_refused(content: str, tmp_path: Path) -> None:
    shutil.copytree(schema.ontology_folder(), tmp_path / "ontology")
    put(tmp_path / "ontology/kg.ttl", content)
    with pytest.raises(OntologyError, match=r"kg\.ttl"):
        schema.load(tmp_path / "ontology")


DEEP = 20_000
ONTOLOGIES = {
    "a class above itself": ("kg.ttl", "kg:Place rdfs:subClassOf kg:City .", "subclass of itself"),
    "brackets without end": ("lexicon.ttl", f"<a:b> <a:c> {'[ <a:c> ' * DEEP} 1 {' ]' * DEEP} .", "nested too deep"),
    "lists without end": ("lexicon.ttl", f"<a:b> <a:c> {'( ' * DEEP} {') ' * DEEP} .", "nested too deep"),
    "an IRI with a blank": ("kg.ttl", "<javascript:a b> a <a:b> .", "not Turtle"),
}  # fmt: skip


@pytest.mark.parametrize("name", ONTOLOGIES)
def test_an_ontology_that_would_not_end_is_refused(name: str, tmp_path: Path) -> None:
    file, adds, said = ONTOLOGIES[name]
    folder = shutil.copytree(schema.ontology_folder(), tmp_path / "ontology")
    put(folder / file, (folder / file).read_text("utf-8") + adds)
    with pytest.raises(OntologyError, match=said):
        lexicon.load(folder)


def test_a_query_that_is_no_utf_8_is_refused(run: Callable[..., Ran], seed_folder: Path) -> None:
    done = run("query", "-", "-g", seed_folder, stdin=b"SELECT * { ?s ?p '\xff' }")
    assert (done.code, done.out) == (2, "")
    assert "standard input: byte offset 18 is not UTF-8" in done.err


@pytest.mark.parametrize("content", [BOMB, REMOTE, "iri,name\n", "name\n\"甲"], ids=range(4))
def test_an_entity_file_is_a_table_of_known_columns_or_refused(content: str, tmp_path: Path) -> None:
    put(tmp_path / "in/a.txt", SENTENCE)
    put(tmp_path / "in/identities.csv", content)
    done = kg_in(tmp_path, "build", "in", "-o", "out", "--jobs", "1")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "in/identities.csv:" in done.stderr
    assert not (tmp_path / "out").exists()


def test_rdf_xml_and_remote_contexts_are_no_documents(tmp_path: Path) -> None:
    for name, content in (("a.rdf", BOMB), ("a.owl", BOMB), ("a.jsonld", REMOTE)):
        done = kg_in(tmp_path, "build", put(tmp_path / name, content).name, "-o", "out")
        assert (done.returncode, "of no known format" in done.stderr) == (2, True)
