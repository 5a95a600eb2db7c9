"""The benchmark says what it measured; how fast it was is no business of a test."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg import pipeline
from kg.bench import __main__ as everything
from kg.bench import asking, growing, reading
from kg.errors import InputError

SENTENCE = "佛山市数字政府建设管理局揭牌成立。"


@pytest.mark.parametrize("installed", [False, True])
def test_it_reads_as_much_as_asked_for(
    installed: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tagged: list[str] = []
    lac = SimpleNamespace(LAC=lambda mode: SimpleNamespace(run=tagged.append)) if installed else None
    monkeypatch.setitem(sys.modules, "LAC", lac)
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    reading.main([str(tmp_path), "--characters", "34"])
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "34 characters in 2 documents, one core"
    names = ["word", "recognise", "facts", "words"][: 3 + installed]
    assert [line.split()[0] for line in said[1:]] == names
    assert all(" MB" in line and "characters a second, 1/" in line for line in said[1:])
    assert tagged == [SENTENCE] * 3 * installed


def test_the_pipeline_is_whole_again_afterwards() -> None:
    reading.recognise([])
    assert "kg_relate" in pipeline.load().pipe_names


def test_it_builds_and_asks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(growing, "ONCE", 0.0001)
    (tmp_path / "a.txt").write_text("2017年，佛山市数字政府建设管理局揭牌成立。", encoding="utf-8")
    kept = str(tmp_path / "kept")
    growing.main([str(tmp_path / "a.txt"), "--megabytes", "0.0001", "0.0002", "--jobs", "1", "2", "--keep", kept])
    said = capsys.readouterr().out
    for part in ("jobs 1", "one document more", "x the text takes"):
        assert part in said
    builds = [line for line in said.splitlines() if " characters  jobs " in line]
    assert [line.split("jobs")[1].split()[0] for line in builds] == ["1", "2", "2"]  # the larger by two processes alone
    assert all(line.endswith("x") for line in builds)  # beside the first of its size, however they compare
    asking.main([kept, "--triples", "60", "--slowest", "2"])
    assert "the join in rdflib" in capsys.readouterr().out


def test_what_all_say_goes_into_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (reading, growing, asking):
        monkeypatch.setattr(module, "main", lambda _, name=module.__name__: print(f"figures of {name}"))
    page = tmp_path / "page.md"
    page.write_text(f"before\n{everything.OPENING}\nof last year\n{everything.CLOSING}\nafter\n", encoding="utf-8")
    everything.main(["seeds", "--page", str(page)])
    said = page.read_text(encoding="utf-8")
    assert said.startswith(f"before\n{everything.OPENING}\n")
    assert said.endswith(f"{everything.CLOSING}\nafter\n")
    for part in ("cores of", *(f"figures of kg.bench.{name}" for name in ("reading", "growing", "asking"))):
        assert part in said
    assert "of last year" not in said


def test_a_page_without_its_marks_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="lacks the lines"):
        everything.put(tmp_path / "page.md", "figures")
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == "mine"


def test_a_portion_holds_whole_documents_and_each_triple_once(tmp_path: Path) -> None:
    stated = ("<a> <p> <o> <urn:x/run/1>", "<b> <p> <o> <urn:1>", "<b> <p> <o> <urn:2>", "<c> <p> <o> <urn:2>")
    quads = [f"{quad} ." for quad in stated]
    (tmp_path / "graph.nq").write_text("".join(f"{quad}\n" for quad in quads))
    whole = b"".join(asking._portion(tmp_path / "graph.nq", 9)).decode().splitlines()
    assert whole == quads
    part = b"".join(asking._portion(tmp_path / "graph.nq", 1)).decode().splitlines()
    assert part in ([quads[0], quads[1]], [quads[0], quads[2], quads[3]])
    _, unions = asking._pieces((f"{quad}\n".encode() for quad in quads), tmp_path)
    assert Path(unions[0]).read_text().splitlines() == ["<a> <p> <o> .", "<b> <p> <o> .", "<c> <p> <o> ."]
