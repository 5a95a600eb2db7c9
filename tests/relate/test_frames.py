"""frames.txt: a sentence in every frame of every relation, and all that it states."""

from pathlib import Path

import pytest

from tests.relate.reading import statements

TABLE = Path(__file__).with_name("frames.txt")


def sentences() -> list[tuple[str, set[str]]]:
    """Each sentence of the table with its statements."""
    found: list[tuple[str, set[str]]] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            found[-1][1].add(line.strip())
        elif line and not line.startswith("#"):
            found.append((line, set()))
    return found


@pytest.mark.parametrize(("text", "states"), sentences(), ids=lambda value: value if isinstance(value, str) else "")
def test_sentence_states(text: str, states: set[str]) -> None:
    assert statements(text, "2024-05-20") == states
