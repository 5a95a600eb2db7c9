"""The machine: Python, libraries, fonts, browser, disk, temporary files, locale."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from importlib import metadata
from pathlib import Path

from kg.doctor.finding import Finding, finding

_PYTHON = (3, 11)
_LEAST = 500_000_000  # bytes that should be free: models in memory may be swapped, a build writes beside
_TIMES = 3  # of the graph: the new one, its draft, what is kept between builds
_SQUATTED = "zh-core-web-sm"  # that name on the public index is not spaCy's model, and not its authors'
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "firefox", "microsoft-edge", "xdg-open", "open")


def examined(folder: Path) -> Iterator[Finding]:
    """`folder` is where a graph is, or would be written."""
    here = ".".join(map(str, sys.version_info[:3]))
    yield finding("python" if sys.version_info >= _PYTHON else "python-old", "Python", version=here)
    yield from _libraries()
    yield _squatted()
    yield finding("font" if _has_chinese_font() else "font-missing", "CJK")
    browser = next((name for name in _BROWSERS if shutil.which(name)), "")
    yield finding("browser" if browser else "browser-missing", browser or "-")
    yield _disk(folder)
    yield from (_writable(place) for place in (Path(tempfile.gettempdir()), _existing(folder)))
    yield _encoding()


def _libraries() -> Iterator[Finding]:
    """Each library that kg requires. Those of the extras are needed only for what the extra is for."""
    try:
        from packaging.requirements import Requirement

        required = [Requirement(text) for text in metadata.requires("kg") or ()]
    except ImportError as error:  # PackageNotFoundError is one too
        yield finding("library-unknown", "kg", error=error)
        return
    for requirement in required:
        extra = next((name for name in ("docs", "serve", "dist") if _asks(requirement, name)), "")
        if requirement.marker and not extra and not requirement.marker.evaluate({"extra": ""}):
            continue  # of the extras for developers
        version = _version(requirement.name)
        values = {"wanted": str(requirement.specifier) or "*", "version": version, "extra": extra}
        if not version:
            yield finding("extra-missing" if extra else "library-missing", requirement.name, **values)
        elif not requirement.specifier.contains(version, prereleases=True):
            yield finding("library-other", requirement.name, **values)
        else:
            yield finding("library", requirement.name, **values)


def _asks(requirement: object, extra: str) -> bool:
    """Is it required by that extra alone?"""
    marker = getattr(requirement, "marker", None)
    return bool(marker and marker.evaluate({"extra": extra}) and not marker.evaluate({"extra": ""}))


def _version(name: str) -> str:
    with suppress(metadata.PackageNotFoundError):
        return metadata.version(name) or ""
    return ""


def _squatted() -> Finding:
    return finding("squatted" if _version(_SQUATTED) else "squatted-not", _SQUATTED)


def _has_chinese_font() -> bool:
    """What fontconfig says; systems without it bring fonts for Chinese along."""
    lister = shutil.which("fc-list")
    if lister is None:
        return platform.system() in ("Darwin", "Windows")
    with suppress(OSError, subprocess.TimeoutExpired):
        return bool(subprocess.run([lister, ":lang=zh"], capture_output=True, timeout=20, check=False).stdout.strip())
    return False


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(_existing(folder)).free
    need = max(_LEAST, _TIMES * _size(folder) if (folder / "report.json").is_file() else 0)
    values = {"free": f"{free / 1e9:.1f}", "need": f"{need / 1e9:.1f}"}
    return finding("disk" if free >= need else "disk-full", _existing(folder), **values)


def _size(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    whole = Path(os.path.realpath(folder))
    return next(place for place in (whole, *whole.parents) if place.is_dir())


def _writable(folder: Path) -> Finding:
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"kg")
    except OSError as error:
        return finding("unwritable", folder, error=error.strerror or error)
    return finding("writable", folder)


def _encoding() -> Finding:
    """Data goes out as UTF-8; it is the terminal and the names of files that follow the locale."""
    names = {sys.getfilesystemencoding(), locale.getpreferredencoding(False)}
    if sys.stdout.isatty():
        names.add(sys.stdout.encoding)
    foreign = sorted(name for name in names if name.lower().replace("-", "") != "utf8")
    return finding("encoding-other" if foreign else "encoding", ", ".join(foreign) or "UTF-8")
