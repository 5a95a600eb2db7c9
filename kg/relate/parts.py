"""What may be the body, date, person, place or short form of a learned relation: spans with their sources.

A span is offered by the mentions, by candidates that lost to another mention, by the body inside a post's name, by
marked aliases, and by the parts that kg/recognise/roles.py reads. Overlapping ones compete.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Alias, Mention

_OFFERED = ("Organization", "Person", "Place", "Date", "Platform")
BODIES = ("Organization", "Platform")


@dataclass(frozen=True, slots=True)
class Part:
    """A span of one class. `sources` say who offers it, in a fixed order, and `scores` how sure each is.

    `mention` is the best of what they offer.
    """

    mention: Mention
    sources: tuple[str, ...]
    scores: tuple[float, ...] = ()

    @property
    def start(self) -> int:
        """Where it starts, at reading offsets."""
        return self.mention.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.mention.end

    @property
    def settled(self) -> bool:
        """Is it a mention of the reading, not only a candidate?"""
        return any(source.startswith("mention") for source in self.sources)

    def overlaps(self, other: Part) -> bool:
        """Do the two share a character?"""
        return self.start < other.end and other.start < self.end


def parts(
    mentions: Sequence[Mention], candidates: Sequence[Mention], aliases: Sequence[Alias], roles: Sequence[Mention]
) -> list[Part]:
    """All parts of a text in its order."""
    offered: dict[tuple[int, int, str], dict[str, Mention]] = {}
    for source, mention in _offers(mentions, candidates, aliases, roles):
        offered.setdefault((mention.start, mention.end, mention.cls), {}).setdefault(source, mention)
    return [_part(by_source) for _, by_source in sorted(offered.items())]


def _offers(
    mentions: Sequence[Mention], candidates: Sequence[Mention], aliases: Sequence[Alias], roles: Sequence[Mention]
) -> Iterator[tuple[str, Mention]]:
    for mention in mentions:
        yield f"mention:{mention.found_by.split(':')[0]}", mention
    for mention in candidates:
        if mention.cls in _OFFERED and mention.found_by != "policy":  # weighed without them
            yield f"candidate:{mention.found_by.split(':')[0]}", mention
    for mention in _owners([*mentions, *candidates]):
        yield "owner", mention
    for alias in aliases:
        yield "alias", alias.alias
    for mention in roles:
        yield mention.found_by, mention


def _owners(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The body that opens the name of a post (青江集团董事长)."""
    for mention in mentions:
        body = mention.body
        if mention.cls == "Position" and body and mention.text.startswith(body):
            yield Mention(mention.start, mention.start + len(body), body, "Organization", 0.9, "body", name=body)


def _part(by_source: Mapping[str, Mention]) -> Part:
    sources = tuple(sorted(by_source))
    return Part(_best(by_source), sources, tuple(by_source[source].score for source in sources))


def _best(by_source: Mapping[str, Mention]) -> Mention:
    ranked = sorted(by_source, key=lambda source: (not source.startswith("mention"), source == "owner", source))
    return by_source[ranked[0]]
