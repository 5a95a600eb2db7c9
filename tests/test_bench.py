"""The benchmark says what it measured; how fast it was is no business of a test."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg import pipeline
from kg.bench import asking, growing
from kg.bench import reading as bench

SENTENCE = "佛山市数字政府建设管理局揭牌成立。"


@pytest.mark.parametrize("installed", [False, True])
def test_it_reads_as_much_as_asked_for(
    installed: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tagged: list[str] = []
    lac = SimpleNamespace(LAC=lambda mode: SimpleNamespace(run=tagged.append)) if installed else None
    monkeypatch.setitem(sys.modules, "LAC", lac)
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    bench.main([str(tmp_path), "--characters", "34"])
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "34 characters in 2 documents, one core"
    names = ["word", "recognise", "facts", "words"][: 3 + installed]
    assert [line.split()[0] for line in said[1:]] == names
    assert all(" MB" in line and "characters a second, 1/" in line for line in said[1:])
    assert tagged == [SENTENCE] * 3 * installed


def test_the_pipeline_is_whole_again_afterwards() -> None:
    bench.recognise([])
    assert "kg_relate" in pipeline.load().pipe_names


def test_it_builds_and_asks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("2017年，佛山市数字政府建设管理局揭牌成立。", encoding="utf-8")
    growing.main([str(tmp_path), "--megabytes", "0.0001", "--jobs", "1"])
    said = capsys.readouterr().out
    assert "jobs 1" in said
    assert "one document more" in said
    asking.main([str(tmp_path), "--rdflib", "--slowest", "2"])
    assert "the join in rdflib" in capsys.readouterr().out
