"""Fault table, archives and what is no file: nothing is unpacked to disk, no bomb goes off, no device is read."""

from __future__ import annotations

import gzip
import io
import os
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.read import Limits, read
from tests.read import made
from tests.read.made import put


def all_of(path: Path, limits: Limits | None = None) -> tuple[list[str], list[str]]:
    """Names of the articles, and what was set aside."""
    told: list[InputError] = []
    try:
        names = [article.id for article in read([path], refused=told.append, limits=limits or Limits())]
    except InputError as error:
        return [], [str(error)]
    return names, list(map(str, told))


def entry(name: str, **fields: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    for key, value in fields.items():
        setattr(info, key, value)
    return info


def packed(*members: tuple[zipfile.ZipInfo, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, content in members:
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["a.zip", "a.txt.gz", "a.jsonl.gz"])
def test_a_bomb_is_refused_by_its_ratio_or_its_size(name: str, tmp_path: Path) -> None:
    blanks = b" " * 300_000_000 if name == "a.txt.gz" else b"\n" * 100_000_000
    bomb = made.zipped({"a.txt": blanks}) if name == "a.zip" else gzip.compress(blanks, 6)
    names, told = all_of(put(tmp_path / name, bomb), Limits(document=50_000_000))
    assert names == []
    assert "as a bomb does" in told[0] or "is larger than" in told[0]


def test_members_that_share_their_bytes_count_each_time(tmp_path: Path) -> None:
    """A bomb of overlapping members is small in all but what it unfolds to."""
    content = made.zipped({f"{at}.txt": b"a" * 900_000 for at in range(40)})
    names, told = all_of(put(tmp_path / "a.zip", content), Limits(ratio=50))
    assert len(names) < 40
    assert "unfolds to more than 50 times its size" in told[0]


def test_a_million_members_are_refused_before_they_are_listed(tmp_path: Path) -> None:
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    end64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1_000_000, 1_000_000, 60_000_000, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    assert all_of(put(tmp_path / "a.zip", end64 + locator + end))[1][0].endswith(
        "a.zip: has more than 200,000 members; give it in parts, or allow more: --limit members=N")  # fmt: skip
    four = put(tmp_path / "b.zip", made.zipped({f"{at}.txt": "文" for at in range(4)}))
    assert "more than 3 members" in all_of(four, Limits(members=3))[1][0]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "x/../../a.txt", "..\\a.txt", "C:\\a.txt"])
def test_names_that_lead_out_of_the_archive_are_refused(name: str, tmp_path: Path) -> None:
    names, told = all_of(put(tmp_path / "in/a.zip", made.zipped({name: "文", "b.txt": "文"})))
    assert names == ["b"]
    assert "its name leads out of the archive" in told[0]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_a_member_without_a_name_is_none(tmp_path: Path) -> None:
    """Found by fuzzing: zipfile looks at the last character of the name."""
    content = packed((entry("b.txt"), "文".encode()), (entry("x"), b"x"))
    for header, size, length in ((b"PK\x03\x04", 30, 26), (b"PK\x01\x02", 46, 28)):
        at = content.rindex(header)
        content = content[: at + length] + b"\0\0" + content[at + length + 2 : at + size] + content[at + size + 1 :]
    end = content.index(b"PK\x05\x06")
    central = content.index(b"PK\x01\x02")
    content = content[: end + 12] + struct.pack("<LL", end - central, central) + content[end + 20 :]
    assert all_of(put(tmp_path / "a.zip", content)) == (["b"], [])


def test_links_and_encrypted_members_are_refused(tmp_path: Path) -> None:
    link = entry("a.txt", create_system=3, external_attr=0o120777 << 16)
    names, told = all_of(put(tmp_path / "a.zip", packed((link, b"/etc/passwd"), (entry("b.txt"), "文".encode()))))
    assert (names, len(told)) == (["b"], 1)
    assert "is a link" in told[0]
    locked = bytearray(made.zipped({"a.txt": "文"}))
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    assert "is encrypted" in all_of(put(tmp_path / "b.zip", bytes(locked)))[1][0]


@pytest.mark.parametrize("name", ["a.zip", "a.txt.gz"])
def test_archives_that_are_cut_off_or_flipped_are_refused(name: str, tmp_path: Path) -> None:
    text = ("海岭市数据局成立。" * 99 + os.urandom(99).hex()).encode()
    whole = made.zipped({"a.txt": text}) if name == "a.zip" else gzip.compress(text)
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 0xFF
    for broken in (whole[: len(whole) // 2], bytes(flipped), whole[:10]):
        names, told = all_of(put(tmp_path / name, broken))
        assert (names, len(told)) == ([], 1)
        assert "fetch or pack it again" in told[0]


def test_archives_in_archives_and_tar_are_not_opened(tmp_path: Path) -> None:
    inner = made.zipped({"a.txt": "文"})
    for name in ("b.zip", "b.txt.gz"):
        told = all_of(put(tmp_path / "a.zip", made.zipped({name: inner})))[1]
        assert told[0].endswith(f"{name}: is an archive in an archive; unpack the outer one and give the folder")
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz"):
        pass
    assert "of no known format" in all_of(tmp_path / "a.tar.gz")[1][0]


def test_links_in_a_folder_lead_nowhere_outside(tmp_path: Path) -> None:
    put(tmp_path / "secret.txt", "密")
    put(tmp_path / "in/a.txt", "文")
    (tmp_path / "in/b.txt").symlink_to("a.txt")
    (tmp_path / "in/c.txt").symlink_to("../secret.txt")
    (tmp_path / "in/d.txt").symlink_to("d.txt")
    (tmp_path / "in/e.txt").symlink_to("gone.txt")
    (tmp_path / "in/loop").symlink_to(".")
    (tmp_path / "in/up").symlink_to("..")
    names, told = all_of(tmp_path / "in")
    assert names == ["a", "b"]
    said = ("in/up: is a link that leads out of the folder; give what it leads to", "leads out of the folder",
            "cannot be read", "no such file")  # fmt: skip
    assert [each in line for each, line in zip(said, told, strict=True)] == [True] * 4, told
    (tmp_path / "given.txt").symlink_to("secret.txt")
    assert all_of(tmp_path / "given.txt")[0] == ["given"]


def test_pipes_and_devices_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "folder.txt").mkdir()
    put(tmp_path / "a.txt", "文")
    for name in ("pipe.txt", "zero.txt"):
        assert "is a pipe, a device or a folder; give a file, or pipe it to: kg … -" in all_of(tmp_path / name)[1][0]
    names, told = all_of(tmp_path)
    assert (names, len(told)) == (["a"], 2)


def test_an_endless_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with open("/dev/zero", "rb") as zero:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(zero))
        with pytest.raises(InputError, match="standard input: is larger than 1,000,000 bytes"):
            list(read(["-"], limits=Limits(document=1_000_000)))


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    lines = put(tmp_path / "a.jsonl", '{"text": "文"}\n' * 3)
    articles = read([lines])
    next(articles)
    with lines.open("ab") as file:
        file.write(b'{"text": "\xe6\x96\x87"}\n')
    with pytest.raises(InputError, match=r"a\.jsonl: changed while it was read"):
        list(articles)
