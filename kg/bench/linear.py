"""Time for twice the length of texts that are made to be slow: no rule may look at all of a text for each character.

    python -m kg.bench.linear --characters 12000

The pieces are what rules look for, again and again without a full stop. Each text is read by all steps up to its
resolved claims, twice, and the faster time counts. The ratio is 2 where time grows with the length alone.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Sequence

from kg import pipeline, schema
from kg.clean import clean
from kg.model import Article
from kg.resolve import resolve
from kg.restore import restore

PIECES = re.findall(
    r"[^ ]+",
    "的 是 ( （ “ 《 < , ， : !? - — · \" ' % 1 a 三 年 省 甲 在 由 被 据 和 与 近 不 其 将 第一 其中 简称 "
    "表示 推出 成立 去年 该局 一是 没有 2019年3月 2019-2020 100亿元 张三 局长张三 广东省佛山市 国务院办公厅 "
    "数据局成立 甲市、 甲市和乙市、 甲（ “甲 《甲 推出“甲”平台， ** [] ](",
)
_TRIES = 2


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the ratio of each piece, the worst last."""
    parser = argparse.ArgumentParser(prog="kg.bench.linear", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--characters", type=int, default=12_000, help="of the shorter text")
    chosen = parser.parse_args(arguments)
    seconds("海岭市数据局成立。", 100)  # models and dictionaries load on first use
    ratios = [(ratio(piece, chosen.characters), piece) for piece in PIECES]
    sys.stdout.write("".join(f"{value:6.2f}  {piece}\n" for value, piece in sorted(ratios)))


def ratio(piece: str, characters: int) -> float:
    """How many times as long twice the length takes."""
    short, long = (min(seconds(piece, times * characters) for _ in range(_TRIES)) for times in (1, 2))
    return long / short


def seconds(piece: str, characters: int) -> float:
    """Processor seconds for `characters` of the piece, again and again."""
    text = (piece * (characters // len(piece) + 1))[:characters]
    start = time.process_time()
    readings = list(pipeline.read([restore(clean(Article("a", text, media_type="text/markdown")))]))
    resolve(readings, schema=schema.load())
    return time.process_time() - start


if __name__ == "__main__":
    main()
