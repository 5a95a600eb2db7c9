"""The work folder of one output: what is kept between builds, and the lock that lets one build at a time work there.

It lies beside the output as .NAME.work. The lock is one of the system's: it goes with the process that holds it,
however that ends.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import OutputError
from kg.grow import kept
from kg.grow.places import checked, exists, fetched, is_remote, joined, sent, written
from kg.store.folder import as_output_errors

try:
    import fcntl
except ImportError:  # no POSIX: two builds in one folder are then not told apart
    fcntl = None  # type: ignore[assignment]
_HELD = b"process "  # what a lock begins with, by which kg knows its own folder


class Workshop:
    """The files of a work folder. `files` is where shards and runs go: below it, or at a URL that fsspec knows."""

    def __init__(self, folder: Path, files: str | None = None) -> None:
        self.folder, self.files = folder, files or str(folder)
        self.texts = folder / "texts"
        """Where the documents of a build wait; see `publish`."""
        self.joined: set[str] = set()
        """The files of the join that this build uses."""
        self.world = ""
        self.inputs = folder / "inputs.json"
        """What the files of the last build held (kg.grow.inputs)."""
        self.damaged: list[str] = []
        """The files that were not as the last build left them, and are made again."""

    def shard(self, name: str) -> str:
        return joined(self.files, "shards", name)

    def run(self, name: str) -> str:
        return joined(self.files, "runs", name)

    @property
    def shuffle(self) -> str:
        """Where the files of the join are."""
        return joined(self.files, "shuffle")

    def shuffled(self, name: str) -> str:
        """A file of the join."""
        self.joined.add(name)
        return joined(self.shuffle, name)

    def shuffled_here(self, path: str) -> str:
        """A file of the join, on this machine."""
        return fetched(path, self.folder / "shuffle")

    def drafted(self, path: str, draft: Callable[[str, str | None], None]) -> None:
        """Have `draft` write the file of the join `path`, where it is not there yet, for all workers; it is told of the
        one that the last build had in its place."""
        if not exists(path):
            name = path.rpartition("/")[2]
            before = [joined(self.shuffle, each) for each in self.manifest().get("world", ())]
            here = str(self.folder / "shuffle" / name)
            draft(here, next((self.shuffled_here(each) for each in before if exists(each)), None))
            if is_remote(path):
                sent(Path(here), path)
        self.world = path

    def here(self, path: str) -> str:
        """A file of the work folder, on this machine."""
        return fetched(path, self.folder / "runs")

    def publish(self) -> str:
        """The waiting documents where every worker finds them."""
        if not is_remote(self.files):
            return str(self.texts)
        sent(self.texts, joined(self.files, "texts"))
        return joined(self.files, "texts")

    def manifest(self) -> dict[str, list[str]]:
        """What the last whole build used and left: "shards", "runs", "world", the "states" of all its files,
        "fingerprint", "state" (of DIR)."""
        try:
            content = json.loads((self.folder / "manifest.json").read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return content if isinstance(content, dict) else {}

    def keep(self, manifest: dict[str, list[str]]) -> None:
        """Remember what a whole build used, and throw away what it did not."""
        sent = {run for runs in self._sent().values() for run in runs}
        left = {"shards": {*manifest["shards"]}, "runs": {*manifest["runs"], *sent}, "shuffle": self.joined}
        told = {**manifest, "world": [self.world.rpartition("/")[2]], "states": kept.states(self.folder, left)}
        written(str(self.folder / "manifest.json"), [json.dumps(told).encode()])
        for kind, names in left.items():
            for path in (self.folder / kind).glob("*"):
                if path.name.partition(".")[0] not in names:
                    path.unlink()
        self.clear()

    def sent(self, store: str) -> list[str]:
        """The runs that a remote store may hold, as far as they are still here."""
        runs = self._sent().get(store, [])
        return runs if all(exists(self.run(run)) for run in runs) else []

    def note_sent(self, store: str, runs: list[str]) -> None:
        """Remember what is sent to a remote store."""
        written(str(self.folder / "sent.json"), [json.dumps({**self._sent(), store: runs}).encode()])

    def _sent(self) -> dict[str, list[str]]:
        try:
            return dict(json.loads((self.folder / "sent.json").read_text("utf-8")))
        except (OSError, ValueError):
            return {}

    def sweep(self) -> None:
        """Away with what is not as it was written; of what is elsewhere this is not known."""
        if not is_remote(self.files):
            self.damaged = kept.swept(self.folder, self.manifest().get("states", ()))

    def clear(self) -> None:
        """Away with what a build that was killed left half done."""
        for path in (self.texts, *self.folder.glob("draft*"), *self.folder.glob("**/.*")):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def beside(out: Path) -> Path:
    """The work folder of the output folder `out`."""
    out = Path(os.path.realpath(out))
    return out.with_name(f".{out.name}.work")


def is_locked(path: Path) -> bool:
    """Does a process hold the lock of that file? It is asked for and given back, and the file stays as it is."""
    if fcntl is None:
        return False
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


@contextmanager
def opened(out: Path, files: str | None = None) -> Iterator[Workshop]:
    """The workshop of the output folder `out`, for one build at a time.

    Raises OutputError naming the other one, or what the system says of a disk that is full or broken.
    """
    out, folder = Path(os.path.realpath(out)), beside(out)
    with as_output_errors(out):
        handle = _locked(folder, out)
    try:
        shop = Workshop(folder, checked(files) if files and is_remote(files) else files)
        with as_output_errors(out):
            shop.clear()
            shop.sweep()
            yield shop
    finally:
        with suppress(OSError):
            _tidied(folder)
        os.close(handle)


def _locked(folder: Path, out: Path) -> int:
    """An open file that holds the lock."""
    path = folder / "lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise OutputError(f"{folder} is a file where kg keeps what it read; move it away") from None
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise OutputError(f"{path} is no lock of kg; move it away")  # a link may lead to a file of the user's
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        holder = os.read(handle, 200).decode("utf-8", "replace").strip() or "unknown"
        os.close(handle)
        raise OutputError(f"another build is writing {out} ({holder}); wait for it, or name another folder") from None
    if not path.exists() or os.fstat(handle).st_ino != path.stat().st_ino:  # the one before tidied up meanwhile
        os.close(handle)
        return _locked(folder, out)
    if os.pread(handle, len(_HELD), 0) != _HELD and any(other.name != path.name for other in folder.iterdir()):
        path.unlink()  # a link to somebody's folder, of which what is half done, and hidden, would be thrown away
        os.close(handle)
        raise OutputError(f"{folder} holds files that kg did not write; move it away, or name another folder")
    said = _HELD + f"{os.getpid()} on {platform.node()} since {time.strftime('%H:%M:%S')}".encode()
    os.pwrite(handle, said, 0)
    os.ftruncate(handle, len(said))
    return handle


def _tidied(folder: Path) -> None:
    """Leave no folder behind that holds nothing but the lock."""
    if {path.name for path in folder.iterdir()} == {"lock"}:
        shutil.rmtree(folder)
