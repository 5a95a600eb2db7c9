"""Which posts of the graph a title can mean: 某局的局长 → 某局局长, or a bare 局长 where a text speaks of the body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.ask.names import Names
from kg.ask.words import words
from kg.zh.script import fold

_GENERIC = frozenset(
    ["", "该局", "该", "本", "局", "集团", "公司", "省", "市", "县", "区", "现任", "前", "原", "首任", "时任", "中心"]
)
_LED = frozenset("局院厅部市省县区所校司署馆台社科站行镇乡")  # what a 局长, a 院长 … is the head of
_FORMER = re.compile("(?<=.)(?:前|原|现任|首任|时任)$")  # 美国前副总统
_SHORTEST = 2  # characters of a body in front of a title that still tell it


def posts(names: Names, title: str, bodies: Sequence[str]) -> tuple[list[str], list[str]]:
    """The posts of that title whose label names one of the bodies, and those whose label names none at all."""
    direct, bare = [], []
    for form, found in names.forms.items():
        if not form.endswith(title) or _longer_title(form, title):
            continue
        prefix = _FORMER.sub("", form.removesuffix(title))
        own = [iri for iri in found if names.things[iri].cls == "Position"]
        if not bodies or any(_names(prefix, names, body) for body in bodies):
            direct += own
        elif prefix in _GENERIC and any(_may_have(title, names, body) for body in bodies):
            bare += own
    return sorted(set(direct)), sorted(set(bare) - set(direct))


def _may_have(title: str, names: Names, body: str) -> bool:
    """May a body have the post: a 局 has a 局长, a company a 董事长?"""
    label = names.things[body].label
    kind = title[-2:-1]
    return kind in label if title.endswith("长") and kind in _LED else True


def _longer_title(form: str, title: str) -> bool:
    """Is the post another one, whose title only ends so: 副局长 for 局长?"""
    return any((word := words().get(form[at:])) and word.title and form[at:] != title and not _same(form[at:], title)
               for at in range(len(form) - len(title)))  # fmt: skip


def _same(longer: str, title: str) -> bool:
    return longer.removesuffix(title) in _GENERIC


def _names(prefix: str, names: Names, body: str) -> bool:
    """Does what stands before a title name the body: by one of its names, or by the most of one?"""
    if len(prefix) < _SHORTEST:
        return False
    label = fold(names.things[body].label)
    return body in names.forms.get(prefix, ()) or prefix in label or label in prefix or _head(prefix, label)


def _head(prefix: str, label: str) -> bool:
    """省统计局 of 江川省统计局; 华为 of 华为技术有限公司."""
    return label.endswith(prefix) or label.startswith(prefix)
