"""Every example in a docstring of kg.zh runs."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import kg.zh

MODULES = [module.name for module in pkgutil.iter_modules(kg.zh.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"kg.zh.{name}")).failed == 0
