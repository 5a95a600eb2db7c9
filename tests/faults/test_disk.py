"""Fault table, disks as they are: one that is really full, one that is read-only, a folder that others own.

Each has a small file system of its own, in a name space that ends with the test; where the system gives none (no
Linux, or one that forbids it) the test is skipped and says so.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.grow.corpus import TEXTS, contents, corpus

ROOT = Path(__file__).parents[2]
OWN = ["unshare", "-rm"]
NO_RIGHTS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
"""Before a command: root without the right to pass over permissions, which no one else has either."""
SPARE = [0, 60_000, 200_000, 500_000, 900_000]


@cache
def answers(*command: str) -> bool:
    """Does the system allow this?"""
    return bool(shutil.which(command[0])) and subprocess.run(command, capture_output=True, check=False).returncode == 0


def own_disk() -> None:
    if not answers(*OWN, "mount", "-t", "tmpfs", "none", "/mnt"):
        pytest.skip("no file system of one's own here (unshare -rm, mount -t tmpfs)")


def no_rights() -> None:
    if NO_RIGHTS and not answers(*NO_RIGHTS, "true"):
        pytest.skip("root, and no setpriv to take its rights away")


def shell(script: str, *arguments: object, before: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [*before, "bash", "-c", script, "bash", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "KG": f"{sys.executable} -m kg"}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False)


FULL = """
import itertools, json, os, sys
from pathlib import Path
from kg.build import build
from kg.errors import OutputError
from kg.grow.workers import crew
from tests.grow.corpus import contents
from tests.grow.test_kill import state
jobs, *spares = map(int, sys.argv[1:])
build([Path("few")], out="disk/out")
old = state(Path("disk/out"))
for spare in spares:
    ballast = Path("disk/ballast")
    with ballast.open("wb", buffering=0) as file, open("/dev/zero", "rb") as zero:
        try:
            while file.write(zero.read(1 << 12)):
                pass
        except OSError:
            pass
        size = file.tell()
    os.truncate(ballast, max(0, ballast.stat().st_size - spare))
    try:
        build([Path("in")], out="disk/out", workers=crew(jobs))
        said = ""
    except OutputError as error:
        said = str(error)
    ballast.unlink()
    print(json.dumps([said, state(Path("disk/out")) == old]))
build([Path("in")], out="disk/out", workers=crew(jobs))
print(json.dumps(["", state(Path("disk/out")) == contents(Path("fresh"))]))
print(json.dumps(["", sorted(path.name for path in Path("disk/.out.work").iterdir())]))
"""
"""Builds on a disk with less and less taken away by a file of zeros."""


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_disk_that_is_really_full_leaves_the_old_graph_and_no_rests(jobs: int, tmp_path: Path) -> None:
    own_disk()
    from kg.build import build

    build([corpus(tmp_path / "in", {name: text * 3 for name, text in TEXTS.items()})], out=tmp_path / "fresh")
    corpus(tmp_path / "few", {"news/00": TEXTS["news/00"]})
    (tmp_path / "disk").mkdir()
    script = "mount -t tmpfs -o size=12m none disk && exec \"$@\""
    done = shell(script, sys.executable, "-c", FULL, jobs, *SPARE, before=OWN, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    *full, built, left = map(json.loads, done.stdout.splitlines())
    assert [said for said, _ in full if said], "some build meets the end of the disk"
    for said, same in full:
        assert same == bool(said), full
        assert not said or said == f"{tmp_path}/disk/out cannot be written (No space left on device); make room there"
    assert built == ["", True]
    assert left == ["", ["inputs.json", "lock", "manifest.json", "runs", "shards", "shuffle", "sums"]]


def test_a_disk_that_is_read_only_is_said_and_its_graph_can_be_asked(tmp_path: Path, seed_folder: Path) -> None:
    own_disk()
    corpus(tmp_path / "in", {"a": TEXTS["news/00"]})
    (tmp_path / "disk").mkdir()
    script = (
        'mount -t tmpfs none disk && cp -r "$1" disk/out && mount -o remount,ro disk || exit 99; '
        "$KG build in -o disk/out -j 1; echo $?; $KG query sources -g disk/out | wc -l"
    )
    done = shell(script, seed_folder, before=OWN, cwd=tmp_path)
    code, rows = done.stdout.split()
    assert (code, int(rows) > 0) == ("2", True), done.stderr
    assert done.stderr == (
        f"kg: {tmp_path}/disk/out cannot be written (Read-only file system); name a folder that you may write to\n"
    )


@pytest.mark.parametrize("shut", ["disk", "disk/.out.work", "disk/.out.work/shards"])
def test_a_folder_of_others_is_said_and_stays_as_it_was(shut: str, tmp_path: Path, seed_folder: Path) -> None:
    no_rights()
    corpus(tmp_path / "in", {"a": TEXTS["news/00"]})
    shutil.copytree(seed_folder, tmp_path / "disk/out")
    (tmp_path / "disk/.out.work/shards").mkdir(parents=True)
    (tmp_path / "disk/.out.work/lock").write_text("process 1 on elsewhere", encoding="utf-8")
    before = contents(tmp_path / "disk/out")
    (tmp_path / shut).chmod(0o555)
    try:
        done = shell("exec $KG build in -o disk/out -j 1", before=NO_RIGHTS, cwd=tmp_path)
    finally:
        (tmp_path / shut).chmod(0o755)
    assert done.returncode == 2, done.stderr
    assert done.stderr == (
        f"kg: {tmp_path}/disk/out cannot be written (Permission denied); name a folder that you may write to\n"
    )
    assert contents(tmp_path / "disk/out") == before
    assert sorted(path.name for path in (tmp_path / "disk").iterdir()) == [".out.work", "out"]


def test_what_may_not_be_read_is_set_aside_and_the_rest_is_built(tmp_path: Path) -> None:
    no_rights()
    corpus(tmp_path / "in", {name: TEXTS[f"news/{name}"] for name in ("00", "01")})
    corpus(tmp_path / "in/shut", {"02": TEXTS["news/02"]})
    (tmp_path / "in/01.txt").chmod(0)
    (tmp_path / "in/shut").chmod(0)
    try:
        done = shell("exec $KG build in -o out -j 1", before=NO_RIGHTS, cwd=tmp_path)
    finally:
        (tmp_path / "in/shut").chmod(0o755)
    assert done.returncode == 1, done.stderr
    assert "from 1 text" in done.stderr
    for name in ("in/01.txt", "in/shut"):
        assert f"set aside: {name}: cannot be read: Permission denied; check its permissions\n" in done.stderr
