"""The installation: is each model, and what was fitted with it, the one that was shipped? Is the rest, where kg came as
a wheel? A checkout has git for that."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import suppress
from importlib import metadata
from importlib.resources import files
from pathlib import Path

from kg.doctor.finding import Finding, finding

CHECKSUMS = "doctor/checksums.txt"
_FITTED = frozenset({".npz", ".json"})
_CODE = frozenset({".py", ".html", ".js", ".css"})  # word lists and the ontology are there to be changed


def examined() -> Iterator[Finding]:
    """One finding for all files that are as shipped, and one for each that is not."""
    shipped, here = listed(), present()
    for name, digest in shipped.items():
        if name not in here:
            yield finding("file-missing", name)
        elif sha256(here[name]) != digest:
            yield finding("file-damaged", name)
    whole = sum(name in here and sha256(here[name]) == digest for name, digest in shipped.items())
    yield finding("files", "kg", count=whole, all=len(shipped))
    yield from _installed()


def _installed() -> Iterator[Finding]:
    """The other files that a wheel brought, by the hashes that it lists (Recording installed projects, PyPA)."""
    root, whole = Path(str(files("kg"))), 0
    with suppress(metadata.PackageNotFoundError):
        for file in metadata.files("kg") or ():
            path = Path(str(file.locate()))
            if file.hash is None or file.suffix in _FITTED or root not in path.parents:
                continue  # compiled by the installer; listed already; of another copy than the one that runs
            if not path.is_file():
                yield finding("file-missing", file)
            elif _as_recorded(sha256(path)) == file.hash.value:
                whole += 1
            else:
                yield finding("code-changed" if file.suffix in _CODE else "data-changed", file)
    if whole:
        yield finding("installed", "kg", count=whole)


def _as_recorded(digest: str) -> str:
    return urlsafe_b64encode(bytes.fromhex(digest)).decode().rstrip("=")


def listed() -> dict[str, str]:
    """Name → SHA-256 of each file, as shipped: a list that sha256sum writes and reads."""
    lines = (Path(str(files("kg"))) / CHECKSUMS).read_text("utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def present() -> dict[str, Path]:
    """Each file that was fitted, by its name below kg/."""
    root = Path(str(files("kg")))
    found = (path for path in sorted(root.rglob("*")) if path.suffix in _FITTED and path.is_file())
    return {path.relative_to(root).as_posix(): path for path in found}


def sha256(path: Path) -> str:
    """The SHA-256 of a file; nothing if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
