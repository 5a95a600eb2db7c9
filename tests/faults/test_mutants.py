"""The list of guards that can be taken away is one of code and tests that are there."""

from __future__ import annotations

import pytest

from tests.faults.mutants import ROOT, Mutant, mutants, reasons
from tests.faults.test_table import TABLES, is_there, named, rows


@pytest.mark.parametrize("mutant", mutants(), ids=lambda mutant: mutant.guard)
def test_each_mutant_fits_the_code_and_names_a_test(mutant: Mutant) -> None:
    content = (ROOT / mutant.file).read_text("utf-8")
    assert content.count(mutant.old) == 1, "the guard has moved: write it as it stands now"
    compile(content.replace(mutant.old, mutant.new), mutant.file, "exec")
    assert is_there(mutant.test)


def test_each_row_of_the_table_has_a_mutant_or_a_reason() -> None:
    table = [row.removeprefix("| ") for row in rows(TABLES[0])]
    begun = [*filter(None, (mutant.row for mutant in mutants())), *reasons()]
    assert [start for start in begun if sum(row.startswith(start) for row in table) != 1] == []
    held = {mutant.test for mutant in mutants() if not mutant.row}
    assert [row for row in table if not row.startswith(tuple(begun)) and not held & {*named(row)}] == []
    assert len({mutant.guard for mutant in mutants()}) == len(mutants())
