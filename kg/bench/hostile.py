"""Texts that are made to be slow: what rules look for, again and again, mostly without a full stop.

A family gives a text of any length; twice the length is twice as much of the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count, islice

Family = Callable[[int], str]
"""How many characters → the text."""

PIECES = re.findall(
    r"[^ ]+",
    "的 是 ( （ “ 《 < , ， : !? - — · \" ' % 1 a 。 、 … 三 年 省 甲 在 由 被 据 和 与 近 不 其 将 第一 其中 简称 "
    "表示 推出 成立 去年 该局 一是 没有 2019年3月 2019-2020 100亿元 3万吨5公里 123,456, 1.2.3. 5.3%、 1至4 张三 "
    "局长张三 "
    "广东省佛山市 广州、深圳、 国务院办公厅 数据局成立 甲市、 甲市和 甲市和乙市、 甲（ “甲 《甲 《甲》、 “” （） 》 "
    "推出“甲”平台， 局长张小明、 张小明说：“ 由甲局被乙市 甲公司与乙公司、 甲公司与乙公司签署协议， 甲市排名第3， "
    "甲市生产总值达到100亿元， 会议在甲市举行， 成立的公司推出的 海岭市数据局推出平台并发布报告， "
    "一是推进改革，二是深化合作，三是优化服务； 第一章第一节第一条（一）1.① 数码政务建造 數據 １２ａ AI5G "
    "** [] ]( <!-- <a [甲]( |- 来源： \u200b",
)
OPENERS = ("'", '"', "（", "“", "《", "[", "<", "<!--", "**", "来源：", "附件：", "由", "根据", "张三表示，")
LINES = ("海岭市数据局推进政务数据的共享和开放工作，\n", "海岭\n", "# 甲\n", "责任编辑：甲\n", "甲\f", "\n甲", "甲 ")
# Each of its sentences has a number of its own.
NUMBERED = {
    "the same name": "海岭市数据局成立。",
    "other names": "海岭市第{n}数据局成立。",
    "other names, in Chinese": "海岭市{zh}数据局成立。",
    "other names, no full stop": "海岭市第{n}数据局、",
    "other products": "2021年3月，海岭市数据局推出“海岭{zh}”平台。",
    "other documents": "海岭市政府印发《第{n}号条例》。",
    "other dates of one thing": "海岭市数据局于{year}年{month}月成立。",
    "other figures of one thing": "2021年，海岭市生产总值达到{n}亿元。",
    "other short names": "海岭市第{n}数据局（以下简称“第{n}局”）成立。",
    "a chain of 该局": "该局推出“海岭通”平台。",
    "a chain of 其": "其推出“海岭{zh}”平台，",
    "items": "（{zh}）推进改革\n",
    "other persons": "局长张{zh}表示，",
}


def families() -> dict[str, Family]:
    """All families by name."""
    repeated = {repr(piece)[1:-1]: _again(piece) for piece in (*PIECES, *LINES)}
    opened = {f"{mark} and no end": _opened(mark) for mark in OPENERS}
    return repeated | opened | {name: _numbered(sentence) for name, sentence in NUMBERED.items()}


def _again(piece: str) -> Family:
    return lambda characters: (piece * (characters // len(piece) + 1))[:characters]


def _opened(mark: str) -> Family:
    return lambda characters: mark + ("海岭市推进改革" * (characters // 7 + 1))[: characters - len(mark)]


def _numbered(sentence: str) -> Family:
    def family(characters: int) -> str:
        least = len(sentence.format(n=0, zh="", year=0, month=0))
        text = "海岭市数据局成立。" + "".join(islice(_sentences(sentence), characters // least + 1))
        return text[:characters]

    return family


def _sentences(sentence: str) -> Iterator[str]:
    for n in count(1):
        zh = "".join("零一二三四五六七八九"[int(digit)] for digit in str(n))
        yield sentence.format(n=n, zh=zh, year=1000 + n % 1000, month=n % 12 + 1)
