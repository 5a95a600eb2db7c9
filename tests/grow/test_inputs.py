"""A file that is as it was is not read again; one that is not, is, whatever its size and its date say."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kg.build
import kg.read
from kg.grow import chunks, inputs
from kg.read import Limits
from tests.grow.corpus import TEXTS, contents, corpus, lines

build = kg.build.build
OLD = 1_500_000_000_000_000_000


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "CHARACTERS", 300)


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that was written before a build is too young for its times to be believed."""
    monkeypatch.setattr(inputs, "RACY", 0.0)


@pytest.fixture
def timeless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Edits leave the same times, as two within one tick of the clock do."""
    state = inputs._state
    monkeypatch.setattr(inputs, "_state", lambda entry: "as ever" if state(entry) else "")


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The places of the files that are parsed from now on."""
    found: list[str] = []

    def noting(reader: kg.read.Reader) -> kg.read.Reader:
        def read(file: kg.read.File, limits: Limits) -> Iterator[kg.read.Outcome]:
            found.append(Path(file.place).name)
            return reader(file, limits)

        return read

    monkeypatch.setattr(kg.read, "FORMATS", {ending: noting(reader) for ending, reader in kg.read.FORMATS.items()})
    return found


def edited(folder: Path, name: str = "news/07") -> Path:
    """A document with another text of the same length."""
    return corpus(folder, {name: TEXTS[name].replace("华夏数科", "青禾数科")}) / f"{name}.txt"


def same_times(folder: Path) -> None:
    path = folder / "news/07.txt"
    before = path.stat()
    os.utime(edited(folder), ns=(before.st_atime_ns, before.st_mtime_ns))


def put_in_place(folder: Path) -> None:
    path = folder / "news/07.txt"
    before = path.stat()
    new = edited(folder.parent / "new")
    os.utime(new, ns=(before.st_atime_ns, before.st_mtime_ns))
    new.replace(path)


def with_sidecar(folder: Path) -> None:
    (folder / "news/07.toml").write_text('title = "云岭"', encoding="utf-8")


def renamed(folder: Path) -> None:
    (folder / "news/07.txt").rename(folder / "news/77.txt")


def swapped(folder: Path) -> None:
    one, other = folder / "news/07.txt", folder / "news/08.txt"
    one.rename(folder / "aside")
    other.rename(one)
    (folder / "aside").rename(other)


def removed(folder: Path) -> None:
    (folder / "news/07.txt").unlink()


CHANGES: list[tuple[Callable[[Path], object], list[str]]] = [
    (edited, ["07.txt"]),
    (same_times, ["07.txt"]),
    (put_in_place, ["07.txt"]),
    (with_sidecar, ["07.txt"]),
    (renamed, ["77.txt"]),
    (swapped, ["07.txt", "08.txt"]),
    (removed, []),
    (lambda folder: os.utime(folder / "news/07.txt"), []),
    (lambda folder: (folder / "news/07.txt").chmod(0o600), []),
]


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize(("change", "read"), CHANGES)
def test_only_files_that_changed_are_parsed_and_the_bytes_are_those_of_a_build_from_nothing(
    change: Callable[[Path], object], read: list[str], tmp_path: Path, parsed: list[str]
) -> None:
    build([corpus(tmp_path / "in")], out=tmp_path / "out")
    change(tmp_path / "in")
    parsed.clear()
    build([tmp_path / "in"], out=tmp_path / "out")
    assert parsed == read
    build([tmp_path / "in"], out=tmp_path / "fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")
    parsed.clear()
    build([tmp_path / "in"], out=tmp_path / "out")
    assert parsed == []


@pytest.mark.usefixtures("timeless")
def test_a_file_that_is_young_when_it_is_noted_is_hashed(tmp_path: Path, parsed: list[str]) -> None:
    build([corpus(tmp_path / "in")], out=tmp_path / "out")
    edited(tmp_path / "in")
    parsed.clear()
    build([tmp_path / "in"], out=tmp_path / "out")
    assert parsed == ["07.txt"]


@pytest.mark.usefixtures("settled", "timeless")
@pytest.mark.parametrize(("rehash", "read"), [(False, []), (True, ["07.txt"])])
def test_what_times_do_not_tell_all_hashes_do(rehash: bool, read: list[str], tmp_path: Path, parsed: list[str]) -> None:
    build([corpus(tmp_path / "in")], out=tmp_path / "out")
    edited(tmp_path / "in")
    parsed.clear()
    build([tmp_path / "in"], out=tmp_path / "out", rehash=rehash)
    assert parsed == read


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("other", [{"published": "2020-01-01"}, {"limits": Limits(document=2_000)}])
def test_other_settings_have_all_files_parsed(other: dict[str, object], tmp_path: Path, parsed: list[str]) -> None:
    build([corpus(tmp_path / "in")], out=tmp_path / "out")
    parsed.clear()
    build([tmp_path / "in"], out=tmp_path / "out", **other)  # type: ignore[arg-type]
    assert len(parsed) == len(TEXTS)


@pytest.mark.usefixtures("settled")
def test_a_file_with_an_error_is_parsed_each_time_and_named_each_time(tmp_path: Path, parsed: list[str]) -> None:
    corpus(tmp_path / "in")
    (tmp_path / "in/empty.txt").write_text("")
    build([tmp_path / "in"], out=tmp_path / "out")
    before = contents(tmp_path / "out")
    parsed.clear()
    build([tmp_path / "in"], out=tmp_path / "out")
    assert parsed == ["empty.txt"]
    assert contents(tmp_path / "out") == before
    assert b"empty" in before["report.json"]


@pytest.mark.usefixtures("settled")
def test_records_and_archives_are_known_by_the_file_that_holds_them(tmp_path: Path, parsed: list[str]) -> None:
    names = sorted(TEXTS)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", TEXTS[names[0]])
        archive.writestr("b.txt", TEXTS[names[1]])
    given = [tmp_path / "a.zip", lines(tmp_path / "b.jsonl", names[2:])]
    build(given, out=tmp_path / "out")
    parsed.clear()
    build(given, out=tmp_path / "out")
    assert parsed == []
    lines(tmp_path / "b.jsonl", names[3:])
    build(given, out=tmp_path / "out")
    build(given, out=tmp_path / "fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


@pytest.mark.usefixtures("settled")
def test_a_shard_that_is_lost_or_a_list_that_is_damaged_has_the_files_parsed(tmp_path: Path, parsed: list[str]) -> None:
    build([corpus(tmp_path / "in")], out=tmp_path / "out")
    before = contents(tmp_path / "out")
    next((tmp_path / ".out.work/shards").iterdir()).unlink()
    parsed.clear()
    build([tmp_path / "in"], out=tmp_path / "out")
    assert 0 < len(parsed) < len(TEXTS)
    (tmp_path / ".out.work/inputs.json").write_text('["a", [[')
    parsed.clear()
    build([tmp_path / "in"], out=tmp_path / "out")
    assert len(parsed) == len(TEXTS)
    assert contents(tmp_path / "out") == before


@pytest.mark.usefixtures("settled")
def test_a_record_whose_address_changes_is_stated_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    for page in ("1", "2"):
        path.write_text(
            f'{{"doc": "a", "url": "https://news.example.org/{page}", "text": "{TEXTS["news/01"]}"}}'.replace(
                "\n", "\\n"
            )
        )
        build([path], out=tmp_path / "out")
    assert b"https://news.example.org/2" in contents(tmp_path / "out")["graph.nq"]
