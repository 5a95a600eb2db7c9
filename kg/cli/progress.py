"""How far a build is: bars with rate and remaining time on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STEPS = {
    "read": ("阅读 / reading", "characters"),
    "join": ("汇总 / joining", "parts"),
    "state": ("成图 / stating", "parts"),
    "write": ("写入 / writing", "steps"),
}


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """What to tell of the work: step, done, total."""
    if not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Units a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed or 0:,.0f} {task.fields['unit']}/s")

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"), Rate())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def watch(step: str, done: int, total: int) -> None:
            label, unit = STEPS.get(step, (step, ""))
            if step not in tasks:
                tasks[step] = bars.add_task(label, unit=unit, total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield watch
