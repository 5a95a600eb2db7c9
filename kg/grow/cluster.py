"""The same stages on the workers of a dask scheduler (https://distributed.dask.org), on this machine or on many.

Workers need the same kg (checked by its fingerprint) and the work folder: a shared file system, or a URL that fsspec
knows. Code travels by name and tasks as what they say; the pipeline is built once a worker, by its first task. A task
whose worker is lost is done again by another, and writes the same file.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import InputError
from kg.grow import fingerprint
from kg.grow.workers import Without, Workers, crew

if TYPE_CHECKING:
    from distributed import Client

Task = TypeVar("Task")
_RETRIES = 3  # of a task whose worker was lost
_IN_HAND = 4  # tasks a worker has waiting
_alone = threading.Lock()


class Cluster:
    """The workers of a scheduler."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.here: Workers = crew()

    def map(
        self, function: Callable[[Task], str], tasks: Iterable[Task], without: Without[Task] | None = None
    ) -> Iterator[str]:
        """The answers, as they come. Raises InputError where a worker has another version of kg."""
        from distributed import as_completed

        coming, under_way = iter(tasks), as_completed()

        def submit(count: int) -> None:
            for task in islice(coming, count):
                under_way.add(
                    self._client.submit(do, function, task, fingerprint.tasks(), pure=False, retries=_RETRIES)
                )

        submit(_IN_HAND * max(1, len(self._client.scheduler_info()["workers"])))
        for future in under_way:
            yield future.result()
            submit(1)

    def beside(self, function: Callable[[Task], str], task: Task) -> AbstractContextManager[list[str]]:
        """The task is done on this machine."""
        return self.here.beside(function, task)


def do(function: Callable[[Task], str], task: Task, expected: str) -> str:
    """Do a task in a worker. spaCy's pipeline is no matter for two threads at once."""
    if fingerprint.tasks() != expected:
        raise InputError("a worker has another version of kg, of its data or of a library; install the same everywhere")
    with _alone:
        return function(task)


@contextmanager
def connected(address: str | None, *, jobs: int | None = None) -> Iterator[Cluster]:
    """The cluster of the scheduler at `address` (tcp://…), or one of `jobs` processes on this machine for as long."""
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise InputError("dask is not installed; install the extra: pip install 'kg[dist]'") from None
    options: dict[str, Any] = {"processes": True, "threads_per_worker": 1, "dashboard_address": None}
    if address:
        with Client(address) as client:
            yield Cluster(client)
        return
    with LocalCluster(n_workers=jobs, **options) as local, Client(local) as client:
        yield Cluster(client)

