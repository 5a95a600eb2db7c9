"""The decisions file: what it may say, and that it is appended to whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import InputError, OutputError
from kg.review import COLUMNS, Decision, append, read

FACT = "https://kg.example/id/fact/0123456789abcdef"
HEAD = ",".join(COLUMNS)


def written(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path.write_text("\n".join((*lines, "")), encoding=encoding)
    return path


def test_what_is_appended_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    first = Decision(
        "accept", FACT, "李某", "2026-01-02", "原文如此", "甲局", "launched", "乙平台", "actual", "a", "3", "9"
    )
    second = Decision("correct", FACT, to_object='带"引号",逗号\n和换行')
    hostile = Decision("reject", FACT, why="=cmd|' /C calc'!A0", subject="@SUM(1)", object="-1+2")
    append(path, [first])
    append(path, [second, hostile])
    assert read(path) == (first, second, hostile)
    cells = path.read_text("utf-8").splitlines()[-1].split(",")
    assert not [cell for cell in cells if cell.strip('"').startswith(("=", "@", "-", "+"))]


def test_a_line_without_its_end_is_ended_first(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(f"decision,target\nreject,{FACT}", encoding="utf-8")
    with pytest.raises(InputError, match="no decision"):
        append(path, [Decision("maybe", FACT)])
    append(path, [Decision("accept", FACT)])
    assert [decision.decision for decision in read(path)] == ["reject", "accept"]


def test_a_line_is_added_under_the_columns_that_are_there(tmp_path: Path) -> None:
    path = written(tmp_path / "d.csv", "target,why,decision", f"{FACT},因为,reject", "", encoding="utf-8-sig")
    append(path, [Decision("accept", FACT, who="me", why="所以")])
    assert read(path) == (Decision("reject", FACT, why="因为"), Decision("accept", FACT, who="me", why="所以"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_columns_may_lack_or_stand_in_another_order(encoding: str, tmp_path: Path) -> None:
    path = written(tmp_path / "d.csv", "target,why,decision", f"{FACT},因为,reject", "", encoding=encoding)
    assert read(path) == (Decision("reject", FACT, why="因为"),)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("decision,aim", f"accept,{FACT}"), "d.csv: line 1: the head"),
        ((HEAD, f"maybe,{FACT}"), "d.csv: line 2: 'maybe' is no decision; choose one of accept, reject"),
        ((HEAD, "accept,a fact"), "d.csv: line 2: 'a fact' is no IRI"),
        ((HEAD, f"accept,{FACT},me,yesterday"), "d.csv: line 2: 'yesterday' is no date"),
        ((HEAD, f"correct,{FACT}"), "d.csv: line 2: a correction of nothing"),
        ((HEAD, "merge,https://kg.example/id/place/1"), "d.csv: line 2: merge into what"),
        ((HEAD, f'accept,{FACT},"me'), "d.csv: line 2: not CSV"),
    ],
)
def test_a_mistake_is_named_with_its_line(lines: tuple[str, ...], said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read(written(tmp_path / "d.csv", *lines))
    assert said in str(error.value)


def test_a_sheet_as_excel_saves_it_in_china_is_read(tmp_path: Path) -> None:
    rows = HEAD, f"accept,{FACT},李某认为这一条是对的"
    as_saved = written(tmp_path / "gbk.csv", *rows, encoding="gb18030")
    before = read(written(tmp_path / "utf8.csv", *rows))
    assert read(as_saved) == before
    append(as_saved, [Decision("reject", FACT, who="李某")])
    assert read(as_saved) == (*before, Decision("reject", FACT, who="李某"))


def test_a_file_of_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_bytes(f"{HEAD}\naccept,{FACT},".encode() + b"\xff\xff\n")
    with pytest.raises(InputError, match=r"d\.csv"):
        read(path)


def test_what_cannot_be_written_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "decisions.csv"
    append(path, [Decision("accept", FACT)])
    before = path.read_bytes()

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", broken)
    with pytest.raises(OutputError, match="No space left"):
        append(path, [Decision("reject", FACT)])
    assert path.read_bytes() == before
