"""Relations that were learned: where no frame binds, and which of two readings of one thing stays."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Claim, Evidence, Mention
from kg.relate import learned
from kg.relate.parts import parts
from kg.relate.settling import settled
from tests.relate.reading import said


def mention(text: str, start: int, cls: str = "Organization", body: str | None = None) -> Mention:
    return Mention(start, start + len(text), text, cls, name=text, body=body)


def claim(subject: Mention, property_: str, object_: Mention, score: float = 0.9) -> Claim:
    return Claim(subject, property_, object_, Evidence("example", 0, 1, "甲", "rule"), score=score)


def test_parts_know_who_offers_them_and_the_mention_speaks_for_them() -> None:
    settled_one = mention("青禾软件", 0)
    post = mention("松河集团董事长", 10, "Position", "松河集团")
    found = parts([replace(settled_one, found_by="head"), post], [replace(settled_one, found_by="model")], [], [])
    assert [(part.mention.text, part.sources) for part in found] == [
        ("青禾软件", ("candidate:model", "mention:head")),
        ("松河集团", ("owner",)),
        ("松河集团董事长", ("mention:",)),
    ]
    assert found[0].mention.found_by == "head"
    assert found[0].settled
    assert not found[1].settled


def test_only_sentences_with_a_cue_make_pairs() -> None:
    body, other = mention("青禾软件", 0), mention("秦岚", 8, "Person")
    offered = parts([body, other], [], [], [])
    assert [pair.relation for pair in learned.pairs("青禾软件的董事长秦岚", (0, 10), offered)] == ["holdsPosition"]
    assert not list(learned.pairs("青禾软件的副董事长秦岚", (0, 11), offered))
    assert not learned.find("青禾软件请来了同事秦岚", (0, 11), offered)


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_the_probability_is_that_of_the_sum_of_the_weights(keys: list[int]) -> None:
    weights = learned.Weights(np.array([3, 7], np.uint32), np.array([2, -4], np.int16), 0.5, 0.25)
    total = 0.25 + sum({3: 1.0, 7: -2.0}.get(key, 0.0) for key in keys)
    assert weights.probability(keys) == pytest.approx(1 / (1 + np.exp(-total)), abs=0.0051)


def test_of_pairs_that_exclude_each_other_the_likelier_stays() -> None:
    offered = parts([mention("青禾软件", 0), mention("青禾", 0), mention("2003年", 8, "Date")], [], [], [])
    pairs = [learned.Pair("established", body, offered[-1], (12, 14), 0, 14) for body in offered[:2]]
    found = learned.chosen(learned.Found(pair, told) for pair, told in zip(pairs, (0.6, 0.7), strict=True))
    assert [item.probability for item in found] == [0.7]
    assert not learned.chosen([learned.Found(pairs[0], learned.LEAST - 0.01)])


def test_a_learned_claim_names_entry_and_frame_and_its_evidence_holds_both() -> None:
    (found,) = said("阳光700，2005年正式成立。")
    assert (found.subject.name, found.property, found.object.name) == ("阳光700", "established", "2005")
    assert found.evidence.rule == f"found/{learned.FRAME}"
    assert found.object.text in found.evidence.quote
    assert found.subject.text in found.evidence.quote
    assert found.score >= learned.LEAST


DAY, WHOLE, CUT, ELSE = (
    mention("2003年", 20, "Date"),
    mention("青禾软件公司", 0),
    mention("软件公司", 2),
    mention("松河局", 10),
)


@pytest.mark.parametrize(
    ("framed", "told", "stays"),
    [
        ([], 0.4, [WHOLE]),
        ([WHOLE], 0.99, [WHOLE]),
        ([CUT], 0.6, [WHOLE]),
        ([CUT], 0.47, [CUT]),
        ([ELSE], 0.6, [ELSE]),
        ([ELSE], 0.8, [WHOLE]),
        ([ELSE, WHOLE], 0.99, [ELSE, WHOLE]),
    ],
)
def test_a_frame_stays_unless_the_learned_claim_is_likely_enough(
    framed: list[Mention], told: float, stays: list[Mention]
) -> None:
    claims = [claim(body, "established", DAY) for body in framed]
    found = settled(claims, [claim(WHOLE, "established", DAY, told)])
    assert [item.subject for item in found] == stays


def test_a_marked_short_form_is_never_replaced() -> None:
    short = mention("青禾", 30)
    framed = [claim(ELSE, "alsoKnownAs", short)]
    assert settled(framed, [claim(WHOLE, "alsoKnownAs", short, 1.0)]) == framed


def test_who_chairs_the_same_body_is_told_once() -> None:
    person = mention("秦岚", 40, "Person")
    chairs = [
        replace(mention("董事长", 34, "Position", body), name=f"{body}董事长") for body in ("青禾软件", "松河集团")
    ]
    same = [claim(person, "holdsPosition", chairs[0])]
    assert settled(same, [claim(person, "holdsPosition", chairs[0], 0.99)]) == same
    assert settled(same, [claim(person, "holdsPosition", chairs[1], 0.6)]) == same


def test_who_founds_is_not_founded() -> None:
    framed = [claim(mention("松河联盟", 30), "establishedBy", ELSE)]
    assert settled(framed, [claim(ELSE, "established", DAY, 0.99)]) == framed


def test_a_learned_pair_does_not_cut_the_front_off_a_name() -> None:
    whole, end, day = mention("数字松河公司", 0), mention("松河公司", 2), mention("2003年", 10, "Date")
    framed = [claim(whole, "established", day)]
    assert settled(framed, [claim(end, "established", day, 0.99)]) == framed
    assert "数字松河网络有限公司" in {found.subject.name for found in said("数字松河网络有限公司成立于2018年3月。")}
