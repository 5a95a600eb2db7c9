"""A process that works takes one processor, unless a user says otherwise."""

from __future__ import annotations

import os

import pytest

from kg.grow import threads, workers

NAMES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")


@pytest.mark.parametrize("jobs", [1, 2])
def test_workers_start_no_threads_for_products(jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    workers.crew(jobs)
    assert [os.environ.get(name) for name in NAMES] == ["1", "1", "1"]


def test_a_number_that_a_user_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "4")
    threads.one_each()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "4"
