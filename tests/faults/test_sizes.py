"""Fault table, size: what is empty or too large is refused by name, before it fills the memory."""

from __future__ import annotations

import gzip
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Article
from kg.read import Limits, read
from kg.read.limits import DEFAULT
from tests.read.made import put

SMALL = Limits(document=1000)
LINE = '{"text": "海岭市数据局成立。"}\n'


@pytest.mark.parametrize("ending", ["txt", "md", "html", "docx", "pdf", "jsonl", "csv", "zip", "txt.gz"])
def test_an_empty_file_is_refused(ending: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=rf"a\.{ending}: .*; "):
        list(read([put(tmp_path / f"a.{ending}", b"")]))


@pytest.mark.parametrize("ending", ["txt", "md", "html", "csv"])
def test_a_document_over_the_limit_is_refused(ending: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"is larger than 1,000 bytes.*give it in parts"):
        list(read([put(tmp_path / f"a.{ending}", "海" * 400)], limits=SMALL))


def test_a_line_over_the_limit_is_set_aside_and_the_others_are_read(tmp_path: Path) -> None:
    told: list[InputError] = []
    lines = put(tmp_path / "a.jsonl", LINE + '{"text": "' + "海" * 5000 + '"}\n' + LINE)
    assert [article.id for article in read([lines], refused=told.append, limits=SMALL)] == ["a/1", "a/3"]
    assert "line 2: is larger than 1,000 bytes" in str(told[0])


def test_a_gigabyte_in_one_line_takes_no_memory(tmp_path: Path) -> None:
    """A file of holes, as long as its name says, of each kind; the peak of the process stays flat."""
    for name in ("a.txt", "a.jsonl", "a.csv"):
        with put(tmp_path / name, b"").open("wb") as file:
            file.truncate(1_000_000_000)
    told: list[InputError] = []
    with pytest.raises(InputError):
        list(read([tmp_path], refused=told.append, limits=Limits(document=1_000_000)))
    assert len(told) == 3
    program = (
        "import sys; from kg.read import read, Limits\n"
        "try: list(read([sys.argv[1]], refused=lambda e: None, limits=Limits(document=1_000_000)))\n"
        "except Exception: pass\n"
        "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
    )
    done = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 150_000, "kilobytes"


def test_the_default_limit_is_one_that_a_laptop_can_hold() -> None:
    assert 10_000_000 <= DEFAULT.document <= 100_000_000


def test_many_files_are_read_one_by_one(tmp_path: Path) -> None:
    """A thousand here, 100,000 by `make fuzz`. Descriptors stay few, and articles come as they are read."""
    count = int(os.environ.get("KG_FILES", "1000"))
    for at in range(count):
        put(tmp_path / f"{at % 10}/{at}.txt", "海岭市")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (len(os.listdir("/proc/self/fd")) + 40, hard))
    try:
        assert sum(1 for _ in read([tmp_path])) == count
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_long_text_without_a_full_stop_is_cut_into_sentences_of_bounded_length() -> None:
    from kg.segment import LONGEST, sentences

    for unit in ("海", "海岭市，", "海岭市推出平台、"):
        text = unit * (1_200_000 // len(unit))
        spans = sentences(text)
        assert "".join(text[start:end] for start, end in spans) == text
        assert max(end - start for start, end in spans) <= LONGEST


def test_a_long_text_without_a_full_stop_is_read_with_its_offsets() -> None:
    from kg.build import clean, pipeline, restore

    text = "".join(f"海岭市推出“海岭通{at}”平台，" for at in range(1_000))
    [reading] = pipeline.read([restore(clean(Article("a", text)))])
    assert len(reading.claims) > 100
    assert all(text[c.evidence.start : c.evidence.end] == c.evidence.quote for c in reading.claims)


def test_a_line_is_passed_over_in_a_packed_file_too(tmp_path: Path) -> None:
    told: list[InputError] = []
    packed = gzip.compress((LINE + "{" + "海" * 2000 + "\n" + LINE).encode())
    articles = list(read([put(tmp_path / "a.jsonl.gz", packed)], refused=told.append, limits=SMALL))
    assert (len(articles), len(told)) == (2, 1)
