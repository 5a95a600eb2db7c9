"""What a check found, in Chinese and English; the words are in words.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class State(StrEnum):
    """`note`: works, but somebody may miss something. `fault`: what is there is not what it should be."""

    ok = "ok"
    note = "note"
    fault = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor: `check` names the kind of finding, `subject` what was looked at.

    `said` and `remedy` are by language ("zh", "en"); where all is well there is no remedy.
    """

    check: str
    subject: str
    state: State
    said: dict[str, str]
    remedy: dict[str, str]


def finding(check: str, subject: object, **values: object) -> Finding:
    """The finding `check` of words.toml; `values` fill its sentences."""
    words = _words()[check]
    known = {"subject": subject, **values}
    said, remedy = ({tag: text.format(**known) for tag, text in words.get(part, {}).items()} for part in _PARTS)
    return Finding(check, str(subject), State(words["state"]), said, remedy)


_PARTS = ("said", "remedy")


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files("kg") / "doctor" / "words.toml").read_text("utf-8"))
