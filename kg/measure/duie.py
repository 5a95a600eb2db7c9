"""Relations in encyclopedia and web text: five relations of DuIE 2.0 as the facts of kg that they are.

DuIE 2.0 (copies: LawsonAbs/duie_py as part a, ToddLynn/gd_medical_ie as part b) is annotated by distant supervision: a
right fact may be missing, so that precision here is a lower bound. 成立日期 is established, 总部地点 locatedIn, 创始人
establishedBy, 简称 alsoKnownAs, and 董事长 (主席 of a board too) holdsPosition with the chaired body in the name of the
post. Two of ours are wider: an alias counts as 简称 where the text marks a short form (not 原名, 全称, 英文名), a site
as 总部地点 where it says 总部. A short form in a bare bracket, which is a further name of the body in the graph and no
fact, counts as 简称 too. Names must be equal after folding, dates the same as far as both are precise, by their values
(20160418); equal relations count once.

Rules were tuned on part a, weights fitted to both, and the recogniser knows names that either annotates: both are read
better than unseen sentences are, of which unseen.py tells.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kg import pipeline, records, schema
from kg.clean import clean
from kg.measure.row import Row
from kg.model import Article
from kg.resolve import resolve
from kg.restore import restore
from kg.score.relations import RELATIONS, same
from kg.zh import dates

_CHAIR = re.compile(r"(.*?)[前原]?(?:董事长|董事[局会]主席)$")
FILE = "duie2_train_{}.jsonl"
ALL = "all"
COUNTED = ("right", "found", "wanted")
_STATED = {"简称": re.compile("简称|下称|缩写"), "总部地点": re.compile("总部")}
"""What the evidence says where our predicate is wider than the relation."""
_QUOTES = "“”‘’"


class Relation(NamedTuple):
    """A relation between two things, each with all acceptable names."""

    name: str
    subject: tuple[str, ...]
    object: tuple[str, ...]


Known = tuple[str, list[Relation]]
"""A sentence and what it states of the five relations."""


def measure(data: Path) -> Iterator[Row]:
    """F1 on each part, over the sentences that state one of the five relations."""
    for part in "ab":
        counts = Counter[tuple[str, str]]()
        for text, gold in sentences(data / "relations" / FILE.format(part)):
            counts += counted(gold, read(text))
        right, found, wanted = (counts[ALL, what] for what in COUNTED)
        if wanted:
            yield Row(f"DuIE 2.0, five relations, part {part}: F1", 2 * right / (found + wanted), 0.70, 0.85, wanted)


def counted(gold: Sequence[Relation], predicted: Sequence[Relation]) -> Counter[tuple[str, str]]:
    """Relation and what of it is counted → how many, for each and for all."""
    counts = Counter[tuple[str, str]]()
    for name in RELATIONS.values():
        wanted, found = ([one for one in both if one.name == name] for both in (gold, predicted))
        for what, count in zip(COUNTED, (hits(wanted, found), len(found), len(wanted)), strict=True):
            counts += Counter({(name, what): count, (ALL, what): count})
    return counts


def sentences(path: Path) -> Iterator[Known]:
    """The sentences of a file that state one of the relations, with these."""
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        known = json.loads(line)
        triples = ((s["predicate"], s["subject"], s["object"]["@value"]) for s in known["spo_list"])
        gold = distinct(_annotated(*triple) for triple in triples if triple[0] in RELATIONS.values())
        if gold:
            yield known["text"], gold


def _annotated(name: str, subject: str, object_: str) -> Relation:
    """The relation, a date also by its value (20160418, 一九五二年)."""
    values = [date.value for date in dates.find(object_)] if name == "成立日期" else []
    return Relation(name, (subject,), (object_, *values))


def read(text: str) -> list[Relation]:
    """What kg reads in one sentence: the facts, and the short forms in brackets, which are names and no facts."""
    (reading,) = pipeline.read([restore(clean(Article("sentence", text)))])
    stated = relations(records.facts(resolve([reading], schema=schema.load())))
    short = {(m.name, m.text.strip(_QUOTES)) for m in reading.mentions if m.found_by == "abbreviation"}
    return distinct([*stated, *(Relation("简称", (name,), (form,)) for name, form in sorted(short))])


def distinct(stated: Iterable[Relation]) -> list[Relation]:
    """Each relation once, a marked short form (a fact) and the same in a bracket (a name) too."""
    kept: list[Relation] = []
    for relation in stated:
        if not any(_fits(other, relation) for other in kept):
            kept.append(relation)
    return kept


def relations(stated: Iterable[Mapping[str, Any]]) -> Iterator[Relation]:
    """Those of the facts that are one of the relations."""
    for fact in stated:
        sides = [(fact[side], *fact["aliases"][side]) for side in ("subject", "object")]
        name = RELATIONS.get(fact["predicate"])
        if name == "董事长":
            chairs = (_CHAIR.fullmatch(post) for post in sides[1])
            bodies = tuple(chair[1] for chair in chairs if chair and chair[1] and chair[1][-1] != "副")
            sides = [bodies, sides[0]]
        of_class = name != "创始人" or fact["object_type"] == "Person"
        marked = name not in _STATED or _STATED[name].search(fact["evidence"])
        if name and sides[0] and of_class and marked and fact["modality"] == "actual":
            yield Relation(name, *map(tuple, sides))


def hits(gold: Iterable[Relation], predicted: Iterable[Relation]) -> int:
    """How many of the gold relations are predicted, each prediction counting once."""
    free, found = list(predicted), 0
    for relation in gold:
        hit = next((other for other in free if _fits(relation, other)), None)
        if hit is not None:
            free.remove(hit)
            found += 1
    return found


def _fits(gold: Relation, other: Relation) -> bool:
    if gold.name != other.name:
        return False
    orders = [(other.subject, other.object)]
    if gold.name == "简称":
        orders.append((other.object, other.subject))
    return any(same(gold.subject, subject) and same(gold.object, object_) for subject, object_ in orders)
