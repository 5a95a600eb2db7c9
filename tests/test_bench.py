"""The benchmark says what it measured; how fast it was is no business of a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import bench


def test_it_reads_as_much_as_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("佛山市数字政府建设管理局揭牌成立。", encoding="utf-8")
    bench.main([str(tmp_path), "--characters", "34"])
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "34 characters in 2 documents"
    assert [line.split()[0] for line in said[1:]] == ["word", "facts", "memory"]
