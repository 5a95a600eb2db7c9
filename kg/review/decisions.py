"""The decisions file: CSV under a head of COLUMNS, one decision a line, made to be kept under version control. kg
writes it in UTF-8, and reads what Excel makes of it too.

    decision   accept, reject or correct a fact; merge or split a thing; withdraw what was decided before
    target     the IRI of the fact, or of the thing
    who, when, why        a name, an ISO 8601 date or time, a reason: the provenance of the decision
    subject, predicate, object, modality, doc, start, end
               the fact as it was read, and where, for people and for `kg score`; a build looks at `target` alone
    to_subject, to_predicate, to_object, to_modality
               correct: what the fact should be, empty where it is right. Things by a name or by their IRI, values as
               the graph writes them. merge: `to_subject` is the thing that the target is. split: `to_subject` is the
               name of the other thing, `doc` the document in which the target is that other thing.

Of several decisions about one target the last one holds. A cell that a spreadsheet would take for a formula is written
with an apostrophe before it, which reading takes away.
"""

from __future__ import annotations

import csv
import fcntl
import io
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from kg import sheet
from kg.encoding import decode
from kg.errors import InputError, OutputError

FILE = "decisions.csv"
FACT_DECISIONS = ("accept", "reject", "correct", "withdraw")
THING_DECISIONS = ("merge", "split")
_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the file; the fields are its columns, "" where a cell is empty."""

    decision: str
    target: str
    who: str = ""
    when: str = ""
    why: str = ""
    subject: str = ""
    predicate: str = ""
    object: str = ""
    modality: str = ""
    doc: str = ""
    start: str = ""
    end: str = ""
    to_subject: str = ""
    to_predicate: str = ""
    to_object: str = ""
    to_modality: str = ""

    @property
    def corrections(self) -> dict[str, str]:
        """What to change: subject, predicate, object, modality → the new value."""
        new = {"subject": self.to_subject, "predicate": self.to_predicate}
        new |= {"object": self.to_object, "modality": self.to_modality}
        return {name: value for name, value in new.items() if value}


COLUMNS = tuple(field.name for field in fields(Decision))


def read(path: Path) -> tuple[Decision, ...]:
    """The decisions in `path`, in order. Raises InputError naming file, line and remedy."""
    lines = sheet.rows(path, columns=COLUMNS, required=("decision", "target"))
    return tuple(_decision(row, place) for place, row in lines)


def append(path: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions at the end of `path`, whole or not at all. Raises InputError, OutputError."""
    new = [_decision({name: getattr(given, name) for name in COLUMNS}, "decision") for given in decisions]
    try:
        with _alone_in(path.resolve().parent):
            head, known = _with_all_columns(_in_utf_8(path) if path.exists() else b"")
            gap = b"" if known.endswith(b"\n") else b"\n"
            _replace(path, known + gap + b"".join(_line([_cell(d, name) for name in head]) for d in new))
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from None


def _decision(row: dict[str, str], place: str) -> Decision:
    """A checked decision. Raises InputError."""
    given = Decision(**{name: value.strip().removeprefix("'") for name, value in row.items()})
    if given.decision not in FACT_DECISIONS + THING_DECISIONS:
        choices = ", ".join(FACT_DECISIONS + THING_DECISIONS)
        raise InputError(f"{place}: {given.decision!r} is no decision; choose one of {choices}")
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|^`\\]+", given.target):
        raise InputError(f"{place}: {given.target!r} is no IRI; the target of a decision is that of a fact or a thing")
    if given.when and not (_TIME.fullmatch(given.when) and _is_day(given.when[:10])):
        raise InputError(f"{place}: {given.when!r} is no date; write it like 2019-03-05")
    if given.decision == "correct" and not given.corrections:
        columns = "to_subject, to_predicate, to_object, to_modality"
        raise InputError(f"{place}: a correction of nothing; fill one of {columns}")
    if given.decision in THING_DECISIONS and not given.to_subject:
        raise InputError(f"{place}: {given.decision} into what? fill to_subject")
    if given.decision == "split" and not given.doc:
        raise InputError(f"{place}: split in which document? fill doc")
    return given


def _is_day(iso: str) -> bool:
    try:
        return bool(date.fromisoformat(iso))
    except ValueError:
        return False


def _in_utf_8(path: Path) -> bytes:
    """The file as it is; one that Excel saved in GBK or UTF-16 as UTF-8 with a mark, which Excel reads too."""
    raw = path.read_bytes()
    try:
        raw.decode()
    except UnicodeDecodeError:
        return decode(raw, str(path)).encode("utf-8-sig")
    return raw


def _with_all_columns(content: bytes) -> tuple[list[str], bytes]:
    """The columns of a file, and the file with those that its head lacked at the end of it; its lines stay as they are,
    since a line may be shorter than the head."""
    text = content.decode("utf-8", "surrogateescape")
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    head = next(lines, [])
    missing = [name for name in COLUMNS if name not in head]
    if not missing:
        return head, content
    rest = "".join(text.splitlines(keepends=True)[lines.line_num :])
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return [*head, *missing], mark.encode() + _line([*head, *missing]) + rest.encode("utf-8", "surrogateescape")


def _cell(decision: Decision, name: str) -> str:
    value = str(getattr(decision, name))
    return f"'{value}" if value.startswith(_FORMULA) else value


def _line(cells: Iterable[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue().encode()


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """No other process of kg appends to a file of this folder meanwhile."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _replace(path: Path, content: bytes) -> None:
    path = path.resolve()
    with tempfile.NamedTemporaryFile(prefix=f".{path.name}.", dir=path.parent, delete=False) as beside:
        beside.write(content)
        beside.flush()
        os.fsync(beside.fileno())
    os.chmod(beside.name, path.stat().st_mode if path.exists() else 0o644)
    os.replace(beside.name, path)
