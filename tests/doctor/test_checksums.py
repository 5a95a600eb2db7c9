"""The list of checksums is current. `CHECKSUMS=write pytest tests/doctor` writes it anew."""

from __future__ import annotations

import os

import kg
from kg.doctor import package


def test_the_list_of_checksums_is_current() -> None:
    now = "".join(f"{package.sha256(path)}  {name}\n" for name, path in package.present().items())
    path = next(iter(kg.__path__)) + "/" + package.CHECKSUMS
    if os.environ.get("CHECKSUMS") == "write":
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(now)
    with open(path, encoding="utf-8") as file:
        assert file.read() == now, "run: CHECKSUMS=write pytest tests/doctor"
