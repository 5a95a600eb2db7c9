"""Of whom a clause without a subject speaks in somebody's words: 甲局长某表示，将V乙 is told of 甲."""

from __future__ import annotations

from kg.model import Mention
from kg.relate import attribution
from kg.relate.coordination import Fits, Group
from kg.relate.markers import words
from kg.relate.sentence import Sentence


def speaking_body(sentence: Sentence, index: int, fits: Fits) -> Group:
    """The body whose words the clause of token `index` is in, or that of the person who tells of it; a document and a
    body that only counts (据甲统计) speak of others, who exhorts (甲强调，要V乙) of all."""
    low, _ = sentence.clause(index)
    heard = next((at for at in range(low) if sentence.word_at(at) in words("hearing")), None)
    if heard is not None:
        told = [m for at, m in sentence.mentions(0, heard, "Organization") if sentence.word_at(at - 1) == "从"]
        return [body for mention in told[:1] if (body := fits(mention))]
    source = next((s for s in reversed(attribution.sources(sentence)) if 0 <= s.index < index), None)
    if source is None or source.says not in words("telling") or sentence.word_at(source.index - 1) in words("counting"):
        return []
    party = source.party
    if party.cls == "Person":
        at = sentence.position(party)
        return body_of_post(sentence, at, fits) if at is not None else []
    named = fits(party) if party.cls == "Organization" else None
    return [named] if named else []


def body_of_post(sentence: Sentence, person: int, fits: Fits) -> Group:
    """甲 of 甲局长某 at token `person`: the body in the post right before a person."""
    post = sentence.mention_at(person - 1)
    if post is None or post.cls != "Position" or not post.body or post.body not in post.text:
        return []
    start = post.start + post.text.index(post.body)
    body = Mention(start, start + len(post.body), post.body, "Organization", 0.9, "body", None, _full_name(post))
    named = fits(body)
    return [named] if named else []


def _full_name(post: Mention) -> str:
    """云岭省数据局 of the post 省数据局局长 that is also known as 云岭省数据局局长."""
    body = post.body or ""
    word = post.text.removeprefix(body)
    full = (alias.removesuffix(word) for alias in post.aliases if alias.endswith(body + word) and alias != post.text)
    return next(full, body)
