"""Fuzzing, driven by Hypothesis: `python -m tests.faults.fuzz --seconds 600 [TARGET…]`, or `make fuzz`.

A target is a property over anything at all: bytes for the readers, texts of hostile pieces for the rest. Rounds of
examples with new seeds are run until the time is over; what breaks a property is shrunk and shown, with its seed.
"""

from __future__ import annotations

import argparse
import faulthandler
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from kg import graph, pipeline, schema
from kg.clean import clean
from kg.encoding import decode
from kg.errors import InputError
from kg.model import Article
from kg.read import Limits, read
from kg.resolve import resolve
from kg.restore import restore
from kg.zh import dates, numerals, quantities
from tests.faults.genres import documents
from tests.faults.test_documents import mhtml
from tests.read import made

SIGNS = (
    "的是在和与、，。；：“”‘’（）《》〈〉()[]{}<>!?'\"\\/#*`|-—…·%＃"
    "１２ａ〇零一二三十百千万亿半两第届年月日号时分元个位省市县局"
)
INVISIBLE = ("\n", "\r\n", "\f", "\t", " ", "\u3000", "\u200b", "\u202e", "\ufeff", "\x00", "\x1b", "\ufffd")
WORDS = re.findall(
    r"[^ ]+",
    "2017年 12月 16日 2024-02-30 去年 近三年 同年 以来 上半年 “十四五”期间 第44位 1.2亿元 百分之 海岭市 广东省 "
    "数据资源管理局 国务院办公厅 张小明 局长 该局 其 双方 粤府〔2018〕105号 “海岭通”平台 成立 推出 "
    "发布 印发 签署合作协议 由 被 把 将 不 没有 拟 据 表示 以下简称 排名 "
    "来源： 责任编辑： <!-- --> --- ]( ![ 發展 數位 國會 𠮷 ⻓",
)
PIECES = (*SIGNS, *INVISIBLE, *WORDS)
texts = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), max_size=60).map("".join)
kinds = st.sampled_from(["text/plain", "text/markdown", "application/pdf"])
anchors = st.none() | st.dates().map(lambda day: day.isoformat()) | st.integers(1, 9999).map(lambda year: f"{year:04}")
SAMPLES = {
    ".html": made.page().encode(), ".docx": made.word(), ".pdf": made.pdf(), ".zip": made.zipped({"a.txt": "海岭市"}),
    ".jsonl": b'{"text": "\xe6\x96\x87", "date": "2024-05-06"}\n', ".csv": "标题,正文\n甲,文\n".encode(),
    ".json": '[{"text": "海岭市", "date": "2024-05"}]'.encode(),
    ".mht": mhtml(made.page()), ".tsv": b"text\tid\na\t1\n",
    ".md": b"---\ntitle: x\n---\n# y\n", ".txt": "海岭市数据局成立。".encode("gb18030"),
}  # fmt: skip


HANGS = 120  # seconds, of an example
Property = Callable[..., None]
TARGETS: dict[str, tuple[Property, tuple[st.SearchStrategy[object], ...]]] = {}
"""Name → the property, and what it is given."""


def target(*given_: st.SearchStrategy[object]) -> Callable[[Property], Property]:
    """Enters a property."""

    def entered(check: Property) -> Property:
        TARGETS[check.__name__] = check, given_
        return check

    return entered


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A document of some format with a few bytes changed, taken out or put in."""
    ending = draw(st.sampled_from(sorted(SAMPLES)))
    raw = bytearray(SAMPLES[ending])
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(0, len(raw) - 1)))
        raw[at : at + draw(st.integers(0, 8))] = draw(st.binary(max_size=8))
    return ending, bytes(raw)


@target(st.binary(max_size=200) | texts.flatmap(lambda text: st.sampled_from(["utf-8", "gb18030", "utf-16-le"]).map(
    lambda encoding: text.encode(encoding))))  # fmt: skip
def encodings(raw: bytes) -> None:
    """Bytes are a text or an InputError; a text leads back to its bytes."""
    try:
        text = decode(raw, "a.txt")
    except InputError:
        return
    encoded = {encoding: text.encode(encoding, "ignore") for encoding in ("utf-8", "gb18030", "big5hkscs", "utf-16-le")}
    assert any(raw.endswith(each) for each in encoded.values()) or raw.endswith(text.encode("utf-16-be"))


@target(damaged())
def reader(document: tuple[str, bytes]) -> None:
    """Any document of any format gives articles or InputErrors, nothing else."""
    ending, raw = document
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{ending}")
        path.write_bytes(raw)
        told: list[InputError] = []
        try:
            articles = list(read([path], refused=told.append, limits=Limits(seconds=20)))
        except InputError:
            return
        assert all(article.text.strip() and article.id for article in articles)
        assert all("a" + ending in str(error) for error in told)


@target(texts, kinds, st.sampled_from(["zh-hans", "zh-hant"]))
def cleaner(text: str, kind: str, language: str) -> None:
    """Every character leads back to one of the original, in order."""
    reading = clean(Article("a", text, media_type=kind, language=language))
    assert len(reading.text) == len(reading.starts) == len(reading.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(reading.starts, reading.ends, strict=True))
    assert list(reading.starts) == sorted(set(reading.starts))


@target(texts, anchors)
def days(text: str, anchor: str | None) -> None:
    """Dates lie in the text, in order, and are days that there are."""
    for found in dates.find(text, anchor=anchor):
        assert 0 <= found.start < found.end <= len(text)
        first, last = dates.bounds(found.value)
        assert first <= last


@target(texts)
def numbers(text: str) -> None:
    """Quantities lie in the text; a numeral is a number or none."""
    for found in quantities.find(text):
        assert 0 <= found.start < found.end <= len(text)
    numerals.parse(text[:20])


@target(texts, kinds, anchors)
def whole(text: str, kind: str, anchor: str | None) -> None:
    """Whatever the text, each claim is quoted where it stands, and the graph is N-Quads that read back."""
    _whole(Article("a", text, published=anchor, media_type=kind))


@target(documents(PIECES), st.booleans(), kinds, anchors)
def genres(text: str, headed: bool, kind: str, anchor: str | None) -> None:
    """The same of texts like laws, notices, plans, tables, lists, lives and news; the first line may be the title."""
    title, _, rest = text.partition("\n") if headed else ("", "", text)
    _whole(Article("a", rest, title=title or None, published=anchor, media_type=kind))


def _whole(article: Article) -> None:
    import pyoxigraph

    [reading] = pipeline.read([restore(clean(article))])
    for claim in reading.claims:
        assert article.text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote != ""
    known = resolve([reading], schema=schema.load())
    told = graph.canonical(graph.to_quads(known, schema.load()))
    assert sum(1 for _ in pyoxigraph.parse(told, format=pyoxigraph.RdfFormat.N_QUADS)) == told.count(b"\n")


def run(name: str, *, examples: int, number: int = 0) -> int:
    """One round of a target; how many times it was executed. An example that hangs ends the process with its trace."""
    chosen = settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    check, given_ = TARGETS[name]
    executed = 0

    def once(values: tuple[object, ...]) -> None:
        nonlocal executed
        executed += 1
        faulthandler.dump_traceback_later(HANGS, exit=True)
        try:
            check(*values)
        finally:
            faulthandler.cancel_dump_traceback_later()

    chosen(seed(number)(given(st.tuples(*given_))(once)))()
    return executed


def main() -> None:
    """Run each target for its time; exit code 1 with the example if a property breaks or an example hangs."""
    parser = argparse.ArgumentParser(prog="tests.faults.fuzz", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="TARGET", help=f"which: {', '.join(TARGETS)} (default: all)")
    parser.add_argument("--seconds", type=float, default=600, help="for each target")
    chosen = parser.parse_args()
    for name in chosen.names or TARGETS:
        end, used, executed = time.monotonic() + chosen.seconds, time.process_time(), 0
        while time.monotonic() < end:
            number = int.from_bytes(f"{name}{executed}{time.time_ns()}".encode(), "big")
            executed += run(name, examples=200, number=number)
        used = time.process_time() - used
        sys.stdout.write(f"{name}: {executed:,} executions in {chosen.seconds / 60:g} min ({used / 60:.1f} of the "
                         f"processor), no property broken\n")  # fmt: skip
        sys.stdout.flush()


if __name__ == "__main__":
    main()
