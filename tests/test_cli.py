"""The command line as a person and a pipe meet it: what each command prints, and what it says of bad input."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.cli import COMMANDS

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
SENTENCE = "2017年12月16日，广东省佛山市数字政府建设管理局揭牌成立。"
FIELDS = {"doc", "subject", "subject_type", "predicate", "object", "object_type", "qualifiers", "modality",
          "attributed_to", "evidence", "aliases", "start", "end", "score", "rule"}  # fmt: skip
Run = Callable[..., Any]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_help_shows_every_command_and_an_example_of_each(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    for command in COMMANDS:
        name = command.__name__
        assert f"  {name} " in out
        code, text, _ = run(name, "--help")
        assert code == 0
        assert f"kg {name}" in text


def test_version(run: Run) -> None:
    assert run("--version")[:2] == (0, f"kg {kg.__version__}\n")


def test_help_imports_nothing_heavy() -> None:
    asked = "import sys, kg.cli; print(sorted({m.split('.')[0] for m in sys.modules} & {'spacy', 'rdflib', 'numpy'}))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "[]\n"


def test_build_writes_the_folder_and_speaks_on_stderr_only(run: Run, tmp_path: Path) -> None:
    code, out, err = run("build", SEEDS, "-o", tmp_path / "out", "--base", "https://data.example/id/")
    assert (code, out) == (0, "")
    assert "from 1 text\n" in err
    assert {*contents(tmp_path / "out")} == {
        "graph.nq", "graph.ttl", "graph.jsonld", "facts.jsonl", "graph.html", "report.json"}  # fmt: skip
    assert b"<https://data.example/id/fact/" in (tmp_path / "out/graph.nq").read_bytes()


def test_extract_prints_one_fact_a_line_with_its_place(run: Run) -> None:
    code, out, _ = run("extract", "-", stdin=SENTENCE)
    records = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    [fact] = [record for record in records if record["predicate"] == "established"]
    assert set(fact) >= FIELDS
    assert (fact["doc"], fact["object"]) == ("stdin", "2017-12-16")
    assert fact["evidence"] == SENTENCE[fact["start"] : fact["end"]]


def test_extract_prints_what_is_beside_the_twenty_relations_on_request(run: Run) -> None:
    text = "2019年3月，青江市电子政务办公室更名为青江市数据局。"
    assert run("extract", "-", stdin=text).out == ""
    [fact] = map(json.loads, run("extract", "-", "--all", stdin=text).out.splitlines())
    assert (fact["subject"], fact["predicate"], fact["object"]) == ("青江市数据局", "succeeds", "青江市电子政务办公室")


def test_extract_as_a_table_and_above_a_score(run: Run) -> None:
    _, out, _ = run("extract", "-", "--format", "table", stdin=SENTENCE)
    assert out.splitlines()[0].split()[:3] == ["subject", "predicate", "object"]
    assert "established" in out
    assert run("extract", "-", "--min-score", "1.01", stdin=SENTENCE).out == ""


def test_a_given_date_anchors_relative_dates(run: Run) -> None:
    _, out, _ = run("extract", "-", "--date", "2019-03-05", stdin="去年6月，佛山市数字政府建设管理局揭牌成立。")
    assert [json.loads(line)["object"] for line in out.splitlines()] == ["2018-06"]


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_entities_in_colour_are_utf8_whatever_the_terminal_says(encoding: str) -> None:
    asked = [sys.executable, "-m", "kg", "entities", "-", "--format", "colour"]
    surroundings = os.environ | {"PYTHONIOENCODING": encoding, "FORCE_COLOR": "1", "TERM": "xterm"}
    surroundings.pop("NO_COLOR", None)
    done = subprocess.run(asked, input=SENTENCE.encode(), env=surroundings, capture_output=True, cwd=ROOT, check=True)
    assert "\x1b[1;34m广东省佛山市数字政府建设管理局\x1b[0m\x1b[2;34m[政府部门]\x1b[0m" in done.stdout.decode()


def test_entities_as_a_page(run: Run) -> None:
    code, out, _ = run("entities", "-", "--format", "html", stdin=SENTENCE)
    assert code == 0
    assert out.startswith("<!DOCTYPE html>")
    assert ">广东省佛山市数字政府建设管理局<small>" in out


def test_entities_have_original_offsets(run: Run) -> None:
    _, out, _ = run("entities", "-", stdin=SENTENCE)
    records = [json.loads(line) for line in out.splitlines()]
    assert {record["type"] for record in records} >= {"Date", "Organization"}
    assert all(record["text"] == SENTENCE[record["start"] : record["end"]] for record in records)


def test_restore_shows_what_was_swapped(run: Run) -> None:
    code, out, _ = run("restore", SEEDS)
    rows = [line.split() for line in out.splitlines()]
    assert code == 0
    assert rows[0] == ["doc", "start", "end", "written", "read"]
    assert any(row[3:] == ["云盘算", "云计算"] for row in rows)


def test_restore_tells_what_it_swapped_of_all_that_can_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "torn.txt").write_bytes("云州".encode()[:-1])
    code, out, err = run("restore", SEEDS, tmp_path / "torn.txt", "-f", "jsonl")
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert "torn.txt" in err
    text = next(iter(Path(SEEDS).glob("*.txt"))).read_text(encoding="utf-8")
    assert all(text[row["start"] : row["end"]] == row["written"] != row["read"] for row in found)
    assert ("云盘算", "云计算") in {(row["written"], row["read"]) for row in found}


@pytest.mark.parametrize("form", ["json", "csv", "tsv", "xml", "table"])
def test_query_answers_in_every_form(form: str, run: Run, seed_folder: Path) -> None:
    question = 'SELECT ?name { ?x skos:prefLabel ?name FILTER(STR(?name) = "贵州省") } LIMIT 1'
    code, out, _ = run("query", "-", "-f", form, "-g", seed_folder, stdin=question)
    assert code == 0
    assert "贵州省" in out


def test_query_by_name_with_a_parameter_and_from_a_file(run: Run, seed_folder: Path, tmp_path: Path) -> None:
    name = "广东省佛山市数字政府建设管理局"
    code, out, _ = run("query", "when-established", "--param", f"name={name}", "-g", seed_folder, "-f", "csv")
    assert code == 0
    assert "2017-12-16" in out
    (tmp_path / "q.rq").write_text("ASK { ?s ?p ?o }", encoding="utf-8")
    assert run("query", tmp_path / "q.rq", "-g", seed_folder)[:2] == (0, "true\n")


def test_query_lists_the_questions(run: Run) -> None:
    code, out, _ = run("query", "--list")
    assert code == 0
    assert len(out.splitlines()) >= 2 + 25
    assert "when-established" in out


def test_a_query_without_end_is_given_up(seed_folder: Path) -> None:
    command = [sys.executable, "-m", "kg", "query", "-", "--timeout", "1", "-g", str(seed_folder)]
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    done = subprocess.run(command, input=endless, capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert "standard input: no answer in 1 s" in done.stderr


def test_explain_marks_the_fact_in_its_sentence(run: Run, seed_folder: Path) -> None:
    facts = [json.loads(line) for line in (seed_folder / "facts.jsonl").read_text("utf-8").splitlines()]
    code, out, _ = run("explain", facts[0]["fact"], "-g", seed_folder)
    assert code == 0
    assert facts[0]["subject"] in out
    assert facts[0]["evidence"][:4] in out


def test_validate_finds_nothing_in_the_seed(run: Run, seed_folder: Path) -> None:
    assert run("validate", seed_folder)[:2] == (0, "")


def test_validate_ends_with_1_on_a_violation(run: Run, seed_folder: Path, tmp_path: Path) -> None:
    from kg import store

    quads = [quad for quad in store.open(seed_folder) if not str(quad.predicate.value).endswith("#score")]
    files = contents(seed_folder)
    store.write(tmp_path / "out", files, quads)
    code, out, err = run("validate", tmp_path / "out")
    assert code == 1
    assert "Violation" in out
    assert "violations" in err


def test_view_prints_the_path_of_the_page(run: Run, seed_folder: Path) -> None:
    assert run("view", seed_folder)[:2] == (0, f"{seed_folder / 'graph.html'}\n")


@pytest.mark.parametrize(
    ("form", "said"), [("graphml", "<graphml"), ("gexf", "<gexf"), ("csv", "subject"), ("json", "{")]
)
def test_export(form: str, said: str, run: Run, seed_folder: Path, tmp_path: Path) -> None:
    code, out, _ = run("export", "-f", form, "-g", seed_folder)
    assert code == 0
    assert said in out
    run("export", "-f", form, "-g", seed_folder, "-o", tmp_path / "file")
    assert (tmp_path / "file").read_bytes().decode() == out


def test_score_of_perfect_and_of_no_predictions(run: Run, tmp_path: Path) -> None:
    fact = {"subject": ["甲"], "predicate": "established", "object": ["2017"], "evidence": "甲"}
    fact |= {"subject_type": "Organization", "object_type": "Date"}
    gold, same, none = (tmp_path / name for name in ("gold.jsonl", "same.jsonl", "none.jsonl"))
    gold.write_text(json.dumps({"doc": "1", "date": None, "text": "甲成立", "facts": [fact]}) + "\n")
    same.write_text(json.dumps(fact | {"doc": "1", "subject": "甲", "object": "2017"}) + "\n")
    none.write_text(json.dumps(fact | {"doc": "1", "subject": "乙", "object": "2017"}) + "\n")
    _, out, _ = run("score", gold, "--predicted", same)
    assert out.startswith("strict   P 1.000  R 1.000  F1 1.000   (1 of 1 predicted, 1 gold)\n")
    _, out, _ = run("score", gold, "--predicted", none, "--errors")
    assert "established · other subject" in out
    assert "− 1: 甲 | established | 2017 | actual\n      read: 乙 | established | 2017 | actual" in out
    assert "…【甲】成立…" in out
    numbers = json.loads(run("score", gold, "--predicted", none, "--json")[1])
    assert numbers["strict"]["all"]["f1"] == 0.0


BAD = [
    (["build", "gone.txt", "-o", "out"], "kg: gone.txt: no such file or folder; check the path\n"),
    (["build", "empty.txt", "-o", "out"], "kg: empty.txt: is empty; give a file that holds text"),
    (["build", "kana.txt", "-o", "out"], "kg: kana.txt: byte offset 0 (0x83) is not UTF-8"),
    (["build", "loop.txt", "-o", "out"], "kg: loop.txt: cannot be read"),
    (["build", "bad.jsonl", "-o", "out"], "kg: bad.jsonl: line 1, column 9: not JSON"),
    (["build", "good.txt", "-o", "out", "--date", "gestern"], "'gestern' is not a date; write it as"),
    (["build", "good.txt", "-o", "out", "--base", "no iri"], "kg: 'no iri' is not an ASCII IRI"),
    (["build", "good.txt", "-o", "good.txt"], "good.txt is a file; name a folder for the output"),
    (["query", "no-such-question", "-g", "out"], "kg: no question is called 'no-such-question'"),
    (["query", "broken.rq", "-g", "out"], "kg: broken.rq:3:1: not SPARQL"),
    (["query", "gone.rq", "-g", "out"], "kg: gone.rq: no such file"),
    (["query", "service.rq", "-g", "out"], "SERVICE"),
    (["query", "when-established", "-p", "name", "-g", "out"], "write --param NAME=VALUE"),
    (["query", "when-established", "-f", "png", "-g", "out"], "choose one of table, json"),
    (["query", "when-established", "-g", "nowhere"], "kg: nowhere holds no graph; build one with: kg build INPUT"),
    (["query"], "kg: no QUERY; give a name"),
    (["explain", "https://kg.example/id/fact/0", "-g", "out"], "https://kg.example/id/fact/0"),
    (["view", "nowhere"], "kg: nowhere holds no page; build one with"),
    (["export", "-f", "png", "-g", "out"], "cannot export to 'png'; the formats are graphml"),
    (["score", "bad.jsonl"], "kg: bad.jsonl: line 1, column 9: not JSON"),
    (["score", "good.jsonl"], "kg: good.jsonl: line 1: no facts; a line needs doc, text, facts"),
    (["frobnicate"], "No such command 'frobnicate'"),
]


@pytest.fixture(scope="module")
def bad_folder(tmp_path_factory: pytest.TempPathFactory, seed_folder: Path) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    shutil.copytree(seed_folder, folder / "out")
    (folder / "good.txt").write_text(SENTENCE, encoding="utf-8")
    (folder / "good.jsonl").write_text('{"doc": "1", "text": "文"}', encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "kana.txt").write_bytes("デジタル政府について".encode("shift-jis"))
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "bad.jsonl").write_text('{"doc": }\n', encoding="utf-8")
    (folder / "broken.rq").write_text("SELECT * {\n  ?s ?p\n}", encoding="utf-8")
    (folder / "service.rq").write_text("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }", encoding="utf-8")
    return folder


@pytest.mark.parametrize(("arguments", "said"), BAD, ids=[" ".join(arguments) for arguments, _ in BAD])
def test_bad_input_ends_with_2_and_says_place_and_remedy(
    arguments: list[str], said: str, run: Run, bad_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bad_folder)
    before = contents(bad_folder / "out")
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err
    assert contents(bad_folder / "out") == before


def test_what_cannot_be_read_is_set_aside_and_named_and_the_rest_is_built(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "bad\x1b.txt").write_bytes("数字政府".encode()[:-1])
    code, out, err = run("build", tmp_path, "-o", tmp_path / "out")
    assert (code, out) == (1, "")
    assert r"bad\x1b.txt: byte offset 9 (0xE5) is not UTF-8" in err
    assert "from 1 text\n" in err
    [told] = json.loads((tmp_path / "out/report.json").read_bytes())["quarantined"]
    assert "byte offset 9" in told["error"]
    code, out, err = run("extract", tmp_path)
    assert (code, len(out.splitlines())) == (1, 1)
    assert "set aside: " in err


def test_text_prints_what_offsets_count(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<title>题</title><p>{SENTENCE}</p>", encoding="utf-8")
    _, printed, _ = run("text", tmp_path / "a.html")
    [fact] = map(json.loads, run("extract", tmp_path / "a.html").out.splitlines())
    assert printed[fact["start"] : fact["end"]] == fact["evidence"]


def test_an_unknown_predicate_in_the_lexicon_is_named(tmp_path: Path, seed_folder: Path) -> None:
    """In a checkout of its own, whose lexicon speaks of a property that kg.ttl does not declare."""
    (tmp_path / "kg").symlink_to(ROOT / "kg")
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    shutil.copytree(seed_folder, tmp_path / "out")
    lexicon = tmp_path / "ontology/lexicon.ttl"
    lexicon.write_text(lexicon.read_text("utf-8").replace("kg:launched", "kg:lunched", 1), encoding="utf-8")
    command = [sys.executable, "-m", "kg", "build", str(SEEDS), "-o", "out"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stdout) == (2, "")
    assert "lunched" in done.stderr
    assert "launched" in done.stderr.replace("lunched", ""), "the valid choices are named"
    assert contents(tmp_path / "out") == contents(seed_folder)


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} -m kg query --list | head -n 1"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.startswith("name ")


def test_two_builds_give_the_same_bytes_whatever_the_surroundings(tmp_path: Path) -> None:
    built = []
    for seed, locale, zone in (("1", "C", "Asia/Shanghai"), ("2", "C.UTF-8", "America/New_York")):
        surroundings = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        out = tmp_path / seed
        command = [sys.executable, "-m", "kg", "build", str(SEEDS), "-o", str(out)]
        subprocess.run(command, cwd=ROOT, env=surroundings, check=True, capture_output=True)
        built.append(contents(out))
    assert built[0] == built[1]


def test_conflicts_are_listed_and_warned_of(run: Run, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("2019年3月1日，云岭省大数据局挂牌成立。", encoding="utf-8")
    (texts / "b.txt").write_text("云岭省大数据发展管理局成立于2018年10月。", encoding="utf-8")
    assert run("build", texts, "-o", tmp_path / "out")[0] == 0
    code, out, err = run("conflicts", tmp_path / "out", "-f", "jsonl")
    records = [json.loads(line) for line in out.splitlines()]
    assert (code, [(r["support"], r["object"], r["documents"]) for r in records]) == (
        0, [(1, "2019-03-01", ["a"]), (2, "2018-10", ["b"])],
    )  # fmt: skip
    assert "1 conflicts" in err
    code, out, err = run("validate", tmp_path / "out")
    assert (code, "Warning" in out, "no violation, 2 warnings" in err) == (0, True, True)


def test_identities_are_honoured_and_names_that_nearly_merged_are_shown(run: Run, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("2019年，广东省大数据局成立。大数据中心与佛山市签署协议。", encoding="utf-8")
    (texts / "b.txt").write_text("贵州省大数据局与云岭省大数据局签署协议。", encoding="utf-8")
    (texts / "c.txt").write_text("大数据局位于贵阳市。", encoding="utf-8")
    near = [json.loads(line) for line in run("entities", texts, "--duplicates", "-f", "jsonl")[1].splitlines()]
    assert {"name": "大数据局", "other": "广东省大数据局", "class": "Organization",
            "reason": "the name gives no place"} in near  # fmt: skip
    (texts / "identities.csv").write_text("name,names\n贵州省大数据局,大数据局\n", encoding="utf-8")
    assert run("build", texts, "-o", tmp_path / "out")[0] == 0
    facts = map(json.loads, (tmp_path / "out" / "facts.jsonl").read_text(encoding="utf-8").splitlines())
    assert {fact["subject"] for fact in facts if fact["predicate"] == "locatedIn"} == {"贵州省大数据局"}
    (texts / "identities.csv").write_text("name,names\n,大数据局\n", encoding="utf-8")
    code, _, err = run("build", texts, "-o", tmp_path / "out")
    assert (code, "identities.csv: line 2: a thing without a name" in err) == (2, True)
