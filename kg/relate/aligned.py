"""Which subject goes with which object and which date, where a frame bound several."""

from __future__ import annotations

from collections.abc import Iterator

from kg.lexicon import Sense
from kg.model import Mention
from kg.relate.coordination import Group
from kg.relate.site import Binding, Site
from kg.relate.timing import dates_of


def aligned(binding: Binding, site: Site) -> Iterator[tuple[Mention, Mention, Group]]:
    """Subjects, objects and dates; of as many dates as there are pairs (2019年、2020年先后) each has its own."""
    pairs = list(_combinations(binding, site.sense))
    dates = binding.roles.get("time") or dates_of(site.sentence, site.index)
    apart = len(pairs) == len(dates) > 1 and site.sense.object != "time" and site.says("distributive")
    for number, (subject, object_) in enumerate(pairs):
        yield subject, object_, dates[number : number + 1] if apart else dates


def _combinations(binding: Binding, sense: Sense) -> Iterator[tuple[Mention, Mention]]:
    """Subjects and objects: one to one where the text says 分别, else each with each (a date: the nearest)."""
    subjects, objects = binding.roles.get(sense.subject, []), binding.roles.get(sense.object, [])
    if binding.distributive and len(subjects) == len(objects) > 1:
        yield from zip(subjects, objects, strict=True)
        return
    if sense.object == "time":
        objects = objects[-1:]
    for subject in subjects:
        for object_ in objects:
            yield subject, object_
