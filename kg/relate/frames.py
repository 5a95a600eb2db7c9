"""The closed table of frames: one matcher each, from a word of the lexicon in a sentence to the arguments around it.

A matcher yields Bindings: argument role → coordinated mentions. Which classes may fill a role is decided by the domain
and range of the property (`Site.fits`), never by a matcher.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.relate import founding, lists, nouns, parties, people, proposals, roles, standing, succession, verbs
from kg.relate.site import Binding, Site

Matcher = Callable[[Site], Iterator[Binding]]

MATCHERS: dict[str, Matcher] = {
    "TransitiveFrame": verbs.transitive,
    "ErgativeFrame": founding.ergative,
    "ProposalFrame": proposals.proposal,
    "IntransitivePPFrame": nouns.prepositional,
    "NounPossessiveFrame": nouns.noun_possessive,
    "RoleNounFrame": roles.role_noun,
    "SpeechFrame": people.speech,
    "ParticipationFrame": people.participation,
    "AppointmentFrame": people.appointment,
    "EnumerationFrame": lists.enumeration,
    "PossessionFrame": lists.possession,
    "AdjectivePPFrame": standing.adjective,
    "ReciprocalFrame": parties.reciprocal,
    "BecomingFrame": succession.becoming,
    "OriginFrame": succession.origin,
}
"""NamingFrame is read by kg.recognise; StopFrame only keeps its words from being read as others. Ranks and figures have
no frame: they are read from the number (ranks.py, indicators.py)."""
