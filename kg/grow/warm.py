"""Imported by the process from which workers are forked: what every task needs is loaded once for all.

A sentence is read through, since tables and models load themselves when they are first used; then Python's search for
cycles, of which loading makes none, is told to leave all of it alone: workers share these pages as long as nobody
writes to them.
"""

import gc
from contextlib import suppress
from threading import Thread

from kg.grow.threads import one_each

gc.disable()
one_each()  # before numpy is imported

from kg.recognise import shipped  # noqa: E402

unpacking = Thread(target=shipped.arrays)
unpacking.start()  # beside the imports, a second of them

from kg import pipeline  # noqa: E402
from kg.clean import clean  # noqa: E402
from kg.errors import KgError  # noqa: E402
from kg.grow import stages  # noqa: E402
from kg.model import Article  # noqa: E402
from kg.restore import restore  # noqa: E402

_SENTENCE = "2020年5月，云岭省大数据局局长王云起介绍，该局推出“云岭通”平台，用户达3.2万人。"

unpacking.join()  # a process that forks has one thread
with suppress(KgError):  # the first task meets it again, and can answer
    list(pipeline.read([restore(clean(Article("", _SENTENCE)))]))
gc.freeze()
gc.enable()
__all__ = ["stages"]
