"""The list of guards that can be taken away is one of code and tests that are there."""

from __future__ import annotations

import pytest

from tests.faults.mutants import ROOT, Mutant, mutants
from tests.faults.test_table import is_there


@pytest.mark.parametrize("mutant", mutants(), ids=lambda mutant: mutant.guard)
def test_each_mutant_fits_the_code_and_names_a_test(mutant: Mutant) -> None:
    content = (ROOT / mutant.file).read_text("utf-8")
    assert content.count(mutant.old) == 1, "the guard has moved: write it as it stands now"
    compile(content.replace(mutant.old, mutant.new), mutant.file, "exec")
    assert is_there(mutant.test)


def test_ten_guards_and_more_are_listed() -> None:
    assert len({mutant.guard for mutant in mutants()}) >= 30
