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
    "** [] ]( <!-- <a [甲]( |- 来源： \u200b "
    # Names beside names, posts, colons, versions.
    "海岭市数据局推进云岭市数据局 第三届数据博览会 海岭市：数据局： 海岭通2.0版 由海岭市数据局承建 "
    "海岭市数据局局长王林 甲局（ 《“甲 它 "
    "它推出平台。 其中包括：甲公司、 张三（局长）、 第一，推进改革；第二，推进改革； "
    # What an official document says of itself.
    "本条例 本办法自发布之日起施行， 本实施细则自 同时废止， 关于印发《甲办法》的通知， "
    "关于印发 根据《甲条例》制定《乙办法》， （责任单位：数据局） 责任单位： 第一条",
)
OPENERS = ("'", '"', "（", "“", "《", "[", "<", "<!--", "**", "来源：", "附件：", "由", "根据", "张三表示，")
LINES = (
    "海岭市数据局推进政务数据的共享和开放工作，\n", "海岭\n", "# 甲\n", "责任编辑：甲\n", "甲\f", "\n甲", "甲 ",
    "| 简称 | 全称 |\n", "|甲", "甲  |", "海岭市政府\n2021年3月4日\n",
    "2021年3月4日，海岭\n", "2021\n年\n", "海岭市行动计划\n",
)  # fmt: skip
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
    "the same short name": "海岭市数据局（以下简称“海数局”）推进改革，",
    "short names of the clause before": "海岭市数据局成立并推进改革，我简称“数局{zh}”！",
    "a chain of 该局": "该局推出“海岭通”平台。",
    "a chain of 其": "其推出“海岭{zh}”平台，",
    "items": "（{zh}）推进改革\n",
    "other persons": "局长张{zh}表示，",
    "rows of a table of short names": "|简称|全称|\n|第{n}局|海岭市第{n}数据局|\n",
    "cells of one row": "|简称|全称|第{n}局|海岭市第{n}数据局",
    "articles of a law": "第{zh}条 本条例自{year}年{month}月1日起施行。\n",
    "articles without a name": "第{zh}条 依照《第{n}号办法》办理。\n第{zh}条 本实施细则自发布之日起施行。\n",
    "notices": "海岭市政府关于印发《第{n}号办法》的通知\n",
    "issuers of a notice": "海岭市第{n}局、",
    "those who answer for it": "推出“海岭{zh}”平台（责任单位：海岭市第{n}局、海岭市财政局）",
    "repealed without a full stop": "《第{n}号办法》同时废止，",
    "numbers of documents": "《第{n}号办法》（海府〔2021〕{n}号）、",
    "signatures": "海岭市第{n}局\n{year}年{month}月1日\n",
    "figures still to come": "到2035年，海岭市第{n}项指标达到{n}亿元，",
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
