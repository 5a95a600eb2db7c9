"""A reading → the rows of the graph that answer it: narrowed as far as the graph goes, ordered, compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from pyoxigraph import Store

from kg import query, schema
from kg.ask import metrics
from kg.ask.clause import Clause
from kg.ask.names import Names
from kg.ask.reading import EXISTS, Reading
from kg.ask.sparql import OTHER, OVERLAPPING, UNDATED, WITHIN, Query, query_of
from kg.ask.titles import posts
from kg.ask.words import DATE, OBJECT, SUBJECT

Row = dict[str, str]
_AND = "\n# 又查 / and\n"  # between two queries: a relation read both ways round


@dataclass(frozen=True, slots=True)
class Found:
    """Rows, the query that gave them, and the reading as it was narrowed in the end."""

    rows: tuple[Row, ...]
    query: Query
    reading: Reading

    def __bool__(self) -> bool:
        return bool(self.rows)


def look_up(store: Store, names: Names, said: Clause, reading: Reading) -> Found | None:
    """What the graph says to a reading, or None if nothing."""
    for variants in _groups(store, names, said, reading):
        rows: list[Row] = []
        queries: list[Query] = []
        for part in (part for variant in variants for part in _directions(variant)):
            found = _narrowing(store, part)
            rows += found.rows
            queries += [found.query] if found.rows or not queries else []
        chosen = _chosen(rows, variants[0], "".join(metrics.asked_metric(said.tokens)))
        if chosen:
            text = _AND.join(dict.fromkeys(q.text for q in queries))
            runs = tuple(run for q in queries for run in q.runs)
            return Found(tuple(chosen), Query(text, runs), variants[0])
    return None


def _groups(store: Store, names: Names, said: Clause, reading: Reading) -> Iterator[list[Reading]]:
    """What to ask together: figures of all things, however they are measured, else one variant after the other."""
    if reading.relation == "indicator" and reading.order and not reading.slots:
        known = {row["metric"] for row in _rows(store, query_of(reading)) if row.get("metric")}
        alike = metrics.alike(metrics.asked_metric(said.tokens), known)
        yield from [[replace(reading, metric=metric) for metric in alike]] if alike else []
    else:
        yield from ([variant] for variant in _variants(store, names, said, reading))


def _variants(store: Store, names: Names, said: Clause, reading: Reading) -> Iterator[Reading]:
    """The same reading with what only the graph can tell: which post a title means, which metric a figure has."""
    if reading.sort == "title":
        yield from _of_title(names, reading)
    elif reading.relation == "indicator":
        yield from _of_metric(store, said, reading)
    else:
        yield reading
    if reading.relation == "attended" and reading.asked == DATE:
        yield from _of_event(store, reading)
    if reading.modality and reading.sort != "title":
        yield replace(reading, modality="")


def _of_title(names: Names, reading: Reading) -> Iterator[Reading]:
    bodies = reading.slots["body"]
    direct, bare = posts(names, reading.title, bodies)
    slots = {slot: iris for slot, iris in reading.slots.items() if slot != "body"}
    if direct:
        yield replace(reading, slots={**slots, OBJECT: tuple(direct)})
    if bare:
        near = {"near": bodies} if bodies else {}
        yield replace(reading, slots={**slots, OBJECT: tuple(bare), **near})


def _of_metric(store: Store, said: Clause, reading: Reading) -> Iterator[Reading]:
    wanted = metrics.asked_metric(said.tokens)
    known = {row["metric"] for row in _rows(store, query_of(replace(reading, date="", cls=""))) if row.get("metric")}
    least = metrics.CERTAIN if reading.certain else metrics.ENOUGH
    for metric in metrics.fitting(wanted, known, least=least):
        yield replace(reading, metric=metric)


def _of_event(store: Store, reading: Reading) -> Iterator[Reading]:
    """When somebody spoke or took part: when the event was held."""
    events = {row["o"] for row in _rows(store, query_of(reading))}
    if events:
        yield replace(reading, relation="heldOn", role=None, slots={SUBJECT: tuple(sorted(events))}, asked=OBJECT)


def _directions(reading: Reading) -> list[Reading]:
    """The reading, and read the other way round where the relation has no direction or none is asked."""
    slots = reading.slots
    turned = {SUBJECT: slots.get(OBJECT, ()), OBJECT: slots.get(SUBJECT, ())}
    turned = {slot: iris for slot, iris in turned.items() if iris}
    if reading.sort in ("describe", "linked"):
        return [reading, replace(reading, slots=turned, asked=SUBJECT)]
    symmetric = reading.relation and schema.load().relations[reading.relation].symmetric
    if reading.sort == "between" or symmetric:
        asked = {SUBJECT: OBJECT, OBJECT: SUBJECT}.get(reading.asked, reading.asked)
        return [reading, replace(reading, slots=turned, asked=asked)]
    return [reading]


def _narrowing(store: Store, reading: Reading) -> Found:
    """The rows of the narrowest query that has any; `time` says how they stand to the time asked for."""
    attempts = _attempts(reading)
    for time, attempt in attempts:
        if rows := _rows(store, attempt):
            return Found(tuple({**row, "asked": reading.asked, "time": time} for row in rows), attempt, reading)
    return Found((), attempts[0][1], reading)


def _attempts(reading: Reading) -> list[tuple[str, Query]]:
    """Queries, the narrowest first: of the class asked for, then of any; within the time asked for, then touching
    it, then of no time; and, to say no with a reason, at any time."""
    classes = (True, False) if reading.cls and reading.sort not in ("list", "linked") else (True,)
    times = [WITHIN, OVERLAPPING] if reading.date else [WITHIN]
    times += [UNDATED] if reading.date and reading.undated else []
    attempts = [(time, query_of(reading, time=time, classed=classed)) for time in times for classed in classes]
    if reading.date and reading.undated and reading.asked == EXISTS:
        attempts.append((OTHER, query_of(replace(reading, date=""))))
    return attempts


def _rows(store: Store, asked: Query) -> list[Row]:
    rows = []
    for parameters in asked.runs:
        result = query.run(store, asked.text, parameters=parameters, source="kg ask")
        rows += [dict(zip(result.variables, row, strict=True)) for row in result.rows]
    return list({row.get("fact") or row["s"]: row for row in rows}.values())


def _chosen(rows: Sequence[Row], reading: Reading, told: str) -> list[Row]:
    """Actual facts before planned and denied ones, dated ones where a date is asked, the first or most of them."""
    if reading.sort == "list" or reading.asked == EXISTS:
        return list(rows)
    kept = [row for row in rows if row["modality"] == "Actual"] or list(rows)
    if reading.modality:
        kept = list(rows)
    kept = [row for row in kept if row.get("unit") and row["unit"] in told] or kept  # 多少条, not 多少类
    if reading.asked == DATE:
        kept = [row for row in kept if row["date"]]
    return _extreme(kept, reading) if reading.order else kept


def _extreme(rows: Sequence[Row], reading: Reading) -> list[Row]:
    if reading.order in ("first", "last"):
        keyed = [(row["object"] if _dated(reading) else row["date"], row) for row in rows]
        keyed = [(key, row) for key, row in keyed if key]
        return _ends(keyed, low=reading.order == "first") or list(rows)
    numbers = [(number, row) for row in rows if (number := _number(row["object"])) is not None]
    low = (reading.order == "least") != (reading.relation == "ranked")
    return _ends(numbers, low=low) or list(rows)


def _ends(keyed: Sequence[tuple[object, Row]], *, low: bool) -> list[Row]:
    keys: Iterable[object] = [key for key, _ in keyed]
    best = (min if low else max)(keys, default=None)  # type: ignore[type-var]
    return [row for key, row in keyed if key == best]


def _dated(reading: Reading) -> bool:
    return "Date" in schema.load().relations[reading.relation].range if reading.relation else False


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
