"""Rectangles side by side: where the components of a graph go, so that together they fill a screen of a given shape."""

from __future__ import annotations

from collections.abc import Sequence

Size = tuple[float, float]
Corner = tuple[float, float]
_WIDTHS, _WORK = 40, 4000
"""How many widths of the whole are tried, and how many rectangles are placed for that in all, about."""


def pack(sizes: Sequence[Size], *, aspect: float) -> list[Corner]:
    """The upper left corner of every rectangle; none overlap, and the whole is about `aspect` times as wide as high.

    Larger rectangles are placed first, each as high up and then as far left as it fits (skyline packing); of several
    total widths the one wins that can be shown largest.
    """
    if not sizes:
        return []
    order = sorted(range(len(sizes)), key=lambda i: (-sizes[i][1] * sizes[i][0], -sizes[i][0], i))
    widest = max(width for width, _ in sizes)
    area = sum(width * height for width, height in sizes)
    fair = (area * aspect) ** 0.5
    count = max(1, min(_WIDTHS, _WORK // len(sizes)))
    tries = [max(widest, fair * (0.75 + step / count)) for step in range(count)]
    return min((_skyline([sizes[i] for i in order], order, width) for width in dict.fromkeys(tries)),
               key=lambda corners: _extent(corners, sizes, aspect))  # fmt: skip


def _extent(corners: Sequence[Corner], sizes: Sequence[Size], aspect: float) -> float:
    right = max(x + width for (x, _), (width, _) in zip(corners, sizes, strict=True))
    bottom = max(y + height for (_, y), (_, height) in zip(corners, sizes, strict=True))
    return max(right, bottom * aspect)


def _skyline(sizes: Sequence[Size], order: Sequence[int], total: float) -> list[Corner]:
    """Place `sizes` in turn below a skyline of (x, y) steps; the answer is in the numbering of `order`."""
    corners: list[Corner] = [(0.0, 0.0)] * len(sizes)
    steps: list[Corner] = [(0.0, 0.0)]
    for index, (width, height) in zip(order, sizes, strict=True):
        y, x = min((_floor(steps, x, x + width), x) for x, _ in steps if x + width <= total + 1e-6)
        corners[index] = (x, y)
        steps = _raised(steps, x, x + width, y + height)
    return corners


def _floor(steps: Sequence[Corner], left: float, right: float) -> float:
    """How far down the skyline reaches between `left` and `right`."""
    ends = [*(x for x, _ in steps[1:]), float("inf")]
    return max(y for (x, y), end in zip(steps, ends, strict=True) if x < right and end > left)


def _raised(steps: Sequence[Corner], left: float, right: float, y: float) -> list[Corner]:
    """The skyline after a rectangle took [left, right) down to `y`."""
    after = max((step for step in steps if step[0] <= right), key=lambda step: step[0])[1]
    kept = [step for step in steps if step[0] < left or step[0] > right]
    return sorted([*kept, (left, y), (right, after)])
