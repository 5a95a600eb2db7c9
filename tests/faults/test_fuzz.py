"""Each target of `make fuzz`, briefly."""

from __future__ import annotations

import pytest

from tests.faults import fuzz


@pytest.mark.parametrize("name", fuzz.TARGETS)
def test_a_few_examples(name: str) -> None:
    fuzz.run(name, examples=40 if name in ("reader", "whole", "genres") else 200)
