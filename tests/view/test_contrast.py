"""Text and outlines stand out from what is behind them, in both themes: WCAG 2.2, 1.4.3 (4.5:1) and 1.4.11 (3:1)."""

from __future__ import annotations

import re

import pytest

from kg.view.drawing import looks
from kg.view.page import TEMPLATE

STYLE = (TEMPLATE / "page.css").read_text(encoding="utf-8")
THEMES = {name: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for name, block in
          zip(("light", "dark"), re.findall(r":root[^{]*\{([^}]*)\}", STYLE), strict=True)}  # fmt: skip
TEXTS = [(text, ground) for text in ("ink", "soft", "accent", "bad", "plan") for ground in ("paper", "card", "hover")]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), [*TEXTS, ("mark-ink", "mark"), ("on-accent", "accent")])
def test_text_is_readable(theme: str, text: str, ground: str) -> None:
    assert contrast(THEMES[theme][text], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", looks())
def test_shapes_are_outlined(theme: str, name: str) -> None:
    assert contrast(looks()[name][theme], THEMES[theme]["paper"]) >= 3


def test_no_two_classes_share_shape_or_colour() -> None:
    entries = looks().values()
    assert len({look["shape"] for look in entries}) == len({look["fill"] for look in entries}) == len(entries)
