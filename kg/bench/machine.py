"""On what machine, and beside what else, something was measured."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path


def described() -> str:
    """One line: day, processor, cores, memory, system, versions, and how many other programs wanted a core."""
    day = datetime.now(UTC).strftime("%Y-%m-%d")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    return (
        f"{day}, {os.cpu_count()} cores of {_processor()}, {memory:.0f} GiB, {system}, kg {version('kg')}, "
        f"pyoxigraph {version('pyoxigraph')}; {load()}"
    )


def load() -> str:
    """How many processes ran or waited for a core, over the last minute."""
    return f"load {os.getloadavg()[0]:.1f}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
