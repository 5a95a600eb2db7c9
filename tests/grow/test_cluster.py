"""dask: the bytes are those of one process, though workers are killed in the middle; files may lie behind a URL."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import kg.build
from kg.errors import InputError
from kg.grow import chunks, cluster, joins, stages
from kg.grow.cluster import Cluster, connected
from kg.grow.workers import Here
from tests.grow.corpus import contents, corpus

pytest.importorskip("distributed")
build = kg.build.build


STAGES = (stages.read_chunk, joins.enter_shard, joins.merge_part)


class Losing(Cluster):
    """Kills one of the workers when the first answer of some stages has come."""

    lost = 0

    def map(
        self, function: Callable[[Any], str], tasks: Iterable[Any], without: Callable[[Any, str], Any] | None = None
    ) -> Iterator[str]:
        for at, answer in enumerate(super().map(function, tasks)):
            if not at and function in STAGES:
                self.lost += 1
                os.kill(min(self._client.run(os.getpid).values()), signal.SIGKILL)
            yield answer


@pytest.mark.filterwarnings("ignore")
def test_a_worker_that_is_killed_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build([corpus(tmp_path / "in")], out=tmp_path / "here")
    monkeypatch.setattr(chunks, "CHARACTERS", 300)
    with connected(None, jobs=2) as workers:
        losing = Losing(workers._client)
        losing.here = Here()
        url = (tmp_path / "shared").as_uri()
        build([tmp_path / "in"], out=tmp_path / "there", workers=losing, work=url)
    assert contents(tmp_path / "here") == contents(tmp_path / "there")
    assert losing.lost == len(STAGES)
    assert all(any((tmp_path / "shared" / kind).iterdir()) for kind in ("shards", "shuffle", "runs"))


def test_workers_of_another_version_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster.fingerprint, "tasks", lambda: "theirs")
    with pytest.raises(InputError, match="another version of kg"):
        cluster.do(str, "task", "ours")
