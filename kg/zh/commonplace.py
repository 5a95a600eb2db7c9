"""Names that many things bear (data/common_names.toml): 紧急会议, 第一次全体会议, 条例."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

_NUMBERED = r"第[一二三四五六七八九十百\d]+[届次]"


@lru_cache(maxsize=1 << 16)
def is_common(cls: str, name: str) -> bool:
    """Is the name made of words alone that say what kind of thing it is?

    >>> is_common("Event", "第二次全体会议"), is_common("Event", "云州论坛"), is_common("Document", "本条例")
    (True, False, True)
    """
    pattern = _patterns().get(cls)
    return pattern is not None and pattern.fullmatch(name) is not None


@lru_cache(maxsize=1 << 16)
def names_measure(metric: str) -> bool:
    """Does a metric say what its figure is of, so that two figures of it can disagree?

    >>> names_measure("快递业务量"), names_measure("比上年增长"), names_measure("甲、乙分别增长")
    (True, False, False)
    """
    words = _data()["metric"]
    said = len(metric) > 1 and not any(word in metric for word in words["dealing"])
    return said and not re.fullmatch(f"(?:{'|'.join(words['moving'])})*", metric)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """By class the common names."""
    kinds = ((cls, words) for cls, words in _data().items() if "heads" in words)
    return {
        cls: re.compile(f"(?:{_NUMBERED}|{'|'.join(words['openings'])})*(?:{'|'.join(words['heads'])})")
        for cls, words in kinds
    }


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("kg.zh") / "data" / "common_names.toml").read_text(encoding="utf-8"))
