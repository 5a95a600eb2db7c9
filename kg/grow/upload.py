"""What a build changed, sent to a remote store: everything the first time, from then on what goes and what comes."""

from __future__ import annotations

from pathlib import Path

from kg.grow.patch import difference
from kg.grow.quads import GRAPH
from kg.grow.workshop import Workshop
from kg.store.remote import Endpoint


def upload(out: Path, shop: Workshop, endpoint: Endpoint) -> None:
    """Bring the store to what `out` holds. Raises OutputError where it does not answer; the next build goes on then.

    What was sent is noted in the workshop before it is: whatever comes between, the next difference is from all that
    may be there.
    """
    endpoint.check()
    runs, sent = shop.manifest()["runs"], shop.sent(endpoint.name)
    shop.note_sent(endpoint.name, sorted({*sent, *runs}))
    if sent:
        change = difference(*([shop.here(shop.run(name)) for name in names] for names in (sent, runs)))
        endpoint.remove(change.gone)
        endpoint.add(change.new)
    else:
        with (out / GRAPH).open("rb") as lines:
            endpoint.add(lines)
    shop.note_sent(endpoint.name, runs)
