"""Fault table, size: what is empty or too large is refused by name, before it fills the memory."""

from __future__ import annotations

import gzip
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.model import Article
from kg.read import Limits, read
from kg.read.limits import DEFAULT
from tests.read.made import put

Run = Callable[..., Any]
FORMS = ["txt", "md", "html", "mht", "docx", "pdf", "jsonl", "json", "csv"]
SMALL = Limits(document=1000)
LINE = '{"text": "海岭市数据局成立。"}\n'


@pytest.mark.parametrize("ending", [*FORMS, "tsv", "zip", "txt.gz"])
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


PEAK = (
    "import sys; from kg.read import read\n"
    "told = []\n"
    "try: list(read([sys.argv[1]], refused=told.append))\n"
    "except Exception: pass\n"
    "assert told, 'refused'\n"
    "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
)
"""The peak of a process that reads a file under the usual limits, in kilobytes."""


def peak(path: Path, size: int) -> int:
    """Of a file of one line, so long: of holes, or, where KG_GIGABYTE is set, of characters."""
    with path.open("wb") as file:
        file.write(b'{"text": "')
        if os.environ.get("KG_GIGABYTE"):
            file.writelines("海岭".encode() * 1000 for _ in range(size // 6000))
        file.truncate(size)
    done = subprocess.run([sys.executable, "-c", PEAK, path], capture_output=True, text=True, check=True)
    path.unlink()
    return int(done.stdout)


@pytest.mark.parametrize("ending", FORMS)
def test_a_gigabyte_in_one_line_takes_no_more_memory_than_a_little_too_much(ending: str, tmp_path: Path) -> None:
    """Of characters by `make fuzz`: there a gigabyte is written."""
    if not Path("/proc/self/status").exists():
        pytest.skip("the peak of a process is read from /proc")
    little, much = (peak(tmp_path / f"a.{ending}", size) for size in (DEFAULT.document + 9_000, 1_000_000_000))
    assert much < 1.1 * little


def test_limits_are_options_of_the_command_line(run: Run, tmp_path: Path) -> None:
    large = put(tmp_path / "in/a.txt", "海岭市数据局成立。" * 40_000)
    for command in ("text", "extract", "entities"):
        refused = run(command, large, "--limit", "megabytes=1")
        assert (refused.code, "is larger than 1,000,000 bytes" in refused.err) == (2, True)
        assert "or allow more: --limit megabytes=2" in refused.err
    assert run("text", large, "--limit", "megabytes=2").code == 0
    assert run("build", tmp_path / "in", "-o", tmp_path / "out", "--limit", "megabytes=1").code == 2


@pytest.mark.parametrize("option", ["megabyte=1", "megabytes", "megabytes=", "megabytes=0", "seconds=-1", "ratio=１"])
def test_what_is_no_limit_is_refused_with_the_choices(option: str, run: Run) -> None:
    done = run("text", "-", "--limit", option, stdin="海")
    assert done.code == 2
    assert "megabytes=32, members=200000, ratio=200, seconds=60, memory=2000" in done.err


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
    from kg import pipeline
    from kg.clean import clean
    from kg.restore import restore

    text = "".join(f"海岭市推出“海岭通{at}”平台，" for at in range(1_000))
    [reading] = pipeline.read([restore(clean(Article("a", text)))])
    assert len(reading.claims) > 100
    assert all(text[c.evidence.start : c.evidence.end] == c.evidence.quote for c in reading.claims)


def test_texts_that_are_made_to_be_slow_come_to_an_end() -> None:
    """A pattern that can part 和和和… in ever more ways would not."""
    from kg import pipeline
    from kg.bench.hostile import families
    from kg.clean import clean

    texts = [clean(Article(name, family(300))) for name, family in families().items()]
    assert len(list(pipeline.read(texts))) == len(texts)


def test_a_line_is_passed_over_in_a_packed_file_too(tmp_path: Path) -> None:
    told: list[InputError] = []
    packed = gzip.compress((LINE + "{" + "海" * 2000 + "\n" + LINE).encode())
    articles = list(read([put(tmp_path / "a.jsonl.gz", packed)], refused=told.append, limits=SMALL))
    assert (len(articles), len(told)) == (2, 1)
