"""Inputs → files: what lies in folders and archives, what a pattern matches, standard input; in the order of names.

A link inside a folder is followed only to a file of that folder: a folder that came from somebody else must not read
what the user keeps elsewhere.
"""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kg.errors import InputError
from kg.read import archives
from kg.read.file import File, at, hidden, inside, leads_out, of_no_format, standard_input, unreadable, written
from kg.read.limits import Limits
from kg.read.unread import remedy

STDIN = "-"
_NO_TEXTS = frozenset({"decisions.csv", "identities.csv"})  # what a folder says about its texts (kg.review, kg.resolve)
_OUTPUT = frozenset({"report.json", "facts.jsonl", "store"})  # what is in the folder of every build (kg.grow.output)
_WILD = frozenset("*?[")
Found = File | InputError
"""A file, or why there is none: one bad file of a folder need not stop the others."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of an input as it lies on the disk (None: standard input). Its document is `called` so; those of an
    archive are called by `prefix` and their names in it. `folder` is the input that it was found in, if that is one."""

    path: Path | None
    called: str = ""
    prefix: str = ""
    folder: Path | None = None

    @property
    def sidecar(self) -> Path | None:
        """Where a file that says more of it would be."""
        if self.path is None:
            return None
        packed = _ending(self.path.name) == ".gz"
        return (self.path.with_suffix("") if packed else self.path).with_suffix(".toml")


def entries(given: str | Path, endings: Collection[str]) -> Iterator[Entry | InputError]:
    """What lies on the disk of one input, as far as its format is among `endings`."""
    if not str(given):
        raise InputError("an input without a name; give a file, a folder or - (an empty name would be the folder here)")
    if str(given) == STDIN:
        yield Entry(None)
        return
    path = Path(given)
    if not path.exists() and not path.is_symlink() and _WILD & set(str(given)):
        yield from _of_pattern(str(given), endings)
    elif path.is_dir():
        yield from _of_folder(path, endings)
    else:
        yield _named(path, endings)


def files(entry: Entry, endings: Collection[str], limits: Limits) -> Iterator[Found]:
    """The file, or those in it if it is an archive."""
    path = entry.path
    if path is None:
        yield standard_input()
    elif _ending(path.name) == ".zip":
        yield from _said(archives.members(path, entry.prefix, endings, limits))
    elif _ending(path.name) == ".gz":
        inner = at(path.with_suffix(""), entry.called, _ending(path.name[:-3]), folder=entry.folder)
        yield archives.gunzipped(inner, path, limits)
    else:
        yield at(path, entry.called, _ending(path.name), folder=entry.folder)


def _named(path: Path, endings: Collection[str]) -> Entry | InputError:
    """A file that an input names itself."""
    if _is_document(path.name, endings):
        return Entry(path, _plain(_name(path)))
    if not path.exists():
        raise InputError(f"{written(path)}: no such file or folder; check the path")
    instead = f"{what}, or else: " if (what := remedy(path.name)) else ""
    return InputError(f"{written(path)}: of no known format; {instead}valid endings are {_listed(endings)}")


def _of_pattern(given: str, endings: Collection[str]) -> Iterator[Entry | InputError]:
    """What a pattern matches, as far as it is a document: a pattern may take in pictures too."""
    matched = [Path(each) for each in sorted(glob.glob(given, recursive=True))]
    found = [path for path in matched if _is_document(path.name, endings) or remedy(path.name)]
    if not found:
        raise InputError(f"{given}: matches no document; check the pattern, valid endings are {_listed(endings)}")
    yield from (_named(path, endings) for path in found if not path.is_dir())


def _of_folder(folder: Path, endings: Collection[str]) -> Iterator[Entry | InputError]:
    shut: list[OSError] = []  # folders that cannot be listed: what they hold must not go missing in silence
    linked: list[Path] = []
    below = {written(path.relative_to(folder)): path for path in _below(folder, shut, linked)}
    named = sorted(name for name in below if _is_text(name, endings))
    for path, error in sorted({Path(error.filename): error for error in shut}.items()):
        if not hidden(path.relative_to(folder).as_posix()):
            yield unreadable(written(path), error)
    yield from (leads_out(path) for path in sorted(linked))
    other = sorted(name for name in below if remedy(name) and not hidden(name) and not _is_document(name, endings))
    yield from (of_no_format(written(below[name])) for name in other)
    if not (named or shut or linked or other):
        raise InputError(f"{written(folder)}: holds no document; valid endings are {_listed(endings)}")
    twice = Counter(map(_plain, named))
    texts = Counter(_plain(name) for name in named if _ending(name) != ".json")  # a .json may be what is said of a text
    for name in named:
        if not inside(below[name], folder):
            yield leads_out(below[name])
        else:
            like = (twice if _ending(name) == ".json" else texts)[_plain(name)]
            called = name if like > 1 else _plain(name)  # another file differs in its ending only
            yield Entry(below[name], called, f"{called}/", folder)


def _below(folder: Path, shut: list[OSError], linked: list[Path]) -> Iterator[Path]:
    """All files of a folder but those that a build wrote into it. `shut` is told of folders that cannot be listed,
    `linked` of links to others elsewhere, which are not followed."""
    for place, folders, names in os.walk(folder, onerror=shut.append):
        if {*folders, *names} >= _OUTPUT:
            folders.clear()
        else:
            linked += (Path(place, name) for name in folders if not (hidden(name) or inside(Path(place, name), folder)))
            yield from (Path(place, name) for name in names)


def _said(found: Iterator[Found]) -> Iterator[Found]:
    """What is wrong with an archive is one bad file among others."""
    try:
        yield from found
    except InputError as error:
        yield error


def _is_text(name: str, endings: Collection[str]) -> bool:
    """Is a file of a folder a document? Hidden ones are not."""
    return name.rpartition("/")[2] not in _NO_TEXTS and not hidden(name) and _is_document(name, endings)


def _is_document(name: str, endings: Collection[str]) -> bool:
    ending = _ending(name)
    return ending == ".zip" or (_ending(name[:-3]) if ending == ".gz" else ending) in endings


def _name(path: Path) -> str:
    return written(Path(path.name))


def _plain(name: str) -> str:
    """The name without its ending: of a.txt.gz without both."""
    path = PurePosixPath(name).with_suffix("")
    return path.with_suffix("").as_posix() if _ending(name) == ".gz" else path.as_posix()


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _listed(endings: Collection[str]) -> str:
    return ", ".join([*endings, ".zip", ".gz"])
