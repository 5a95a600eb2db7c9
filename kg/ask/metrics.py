"""Which figure is meant: what a question says beside the name, against what the figures of the graph measure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.ask.parse import NAME, QUOTED, Token
from kg.zh.script import fold

ENOUGH, CERTAIN = 0.3, 0.6


def asked_metric(tokens: Sequence[Token]) -> list[str]:
    """The stretches of the question that can tell a figure: all but names and question words."""
    stretches = [""]
    end = 0
    for token in tokens:
        if token.sort in (NAME, QUOTED) or token.ask:
            stretches.append("")
        else:
            stretches[-1] += token.text if token.start == end or not stretches[-1] else ""
        end = token.end
    return [stretch for stretch in stretches if stretch]


def fitting(wanted: Sequence[str], metrics: Iterable[str], *, least: float = ENOUGH) -> list[str]:
    """The metrics that are most like what is wanted; none if none is like it by the share `least`."""
    shares = {metric: _share(wanted, fold(metric)) for metric in metrics}
    best = max(shares.values(), default=(0.0, 0.0))
    return sorted(metric for metric, share in shares.items() if share == best) if best[0] >= least else []


def alike(wanted: Sequence[str], metrics: Iterable[str]) -> list[str]:
    """All metrics that hold most of what is wanted, however they are put: to compare figures of many things."""
    return sorted(metric for metric in metrics if _share(wanted, fold(metric))[0] >= CERTAIN)


def _share(wanted: Sequence[str], metric: str) -> tuple[float, float]:
    """How many of the pairs of characters of the shorter the two share; of equals the one that is said last wins (of
    签约项目总投资 the 总投资), then the shorter."""
    said = "\n".join(wanted)
    first, second = _pairs(said), _pairs(metric)
    shared = first & second
    if not shared:
        return 0.0, 0.0
    return round(len(shared) / min(len(first), len(second)), 2), max(said.rfind(p) for p in shared) - 0.01 * len(metric)


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1) if "\n" not in text[i : i + 2]}
