"""The measures: how a figure is judged, and that each measure runs on a folder without data."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.measure.__main__ import MEASURES, line, main
from kg.measure.row import Row, share


@pytest.mark.parametrize(
    ("value", "floor", "goal", "verdict"),
    [
        (0.97, 0.85, 0.96, "goal"), (0.9, 0.85, 0.96, "floor"), (0.8, 0.85, 0.96, "below the floor"),
        (0.4, 2, 0.5, "goal"), (1.5, 2, 0.5, "floor"), (2.5, 2, 0.5, "below the floor"),
    ],
)  # fmt: skip
def test_a_figure_is_judged_by_its_floor_and_its_goal(value: float, floor: float, goal: float, verdict: str) -> None:
    assert line(Row("name", value, floor, goal, 10)).endswith(f"  {verdict}")


def test_share() -> None:
    assert list(share("name", [True, False, True, True], floor=0.5, goal=0.9)) == [Row("name", 0.75, 0.5, 0.9, 4)]
    assert list(share("name", [], floor=0.5, goal=0.9)) == []


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_without_its_data_gives_only_what_the_project_labelled_itself(name: str, tmp_path: Path) -> None:
    assert all(0 <= row.value <= 1 for row in MEASURES[name](tmp_path))


def test_what_there_is_not_is_refused(tmp_path: Path) -> None:
    for arguments in (["--data", str(tmp_path), "weather"], ["--data", str(tmp_path / "missing")]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2
