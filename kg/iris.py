"""IRIs of everything that kg names: opaque, ASCII, and the same for the same thing on every run.

A place with a division code is `<base>place/440600`; all else is `<base><sort>/<16 hex of a SHA-256>`. What a text
says goes into the hash, never into the IRI, so that no name can break out of one.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache

from kg.errors import OutputError

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "kg": "https://kg.example/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes of what kg writes, and those that a query may use without declaring them."""
DEFAULT_BASE = "https://kg.example/id/"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-\[\]_a-z~]+")  # RFC 3987 IRIREF, ASCII only
_RUN = frozenset(["javascript", "vbscript", "data", "file", "blob"])  # schemes that a browser runs or opens
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def checked(iri: str) -> str:
    """`iri` itself. Raises OutputError on white space, control or non-ASCII characters and on what RFC 3987 forbids."""
    if not _IRI.fullmatch(iri):
        raise OutputError(f"{iri!r} is not an ASCII IRI; give one like {DEFAULT_BASE}, other characters as %XX")
    return iri


def checked_base(base: str) -> str:
    """`base` itself, which must be an IRI that ends in / or # and names things. Raises OutputError."""
    if checked(base).partition(":")[0].lower() in _RUN:
        raise OutputError(f"the base IRI {base} would be run or opened by a browser; give one like {DEFAULT_BASE}")
    if not base.endswith(("/", "#")):
        raise OutputError(f"the base IRI {base} must end in / or #")
    return base


def entity(base: str, cls: str, key: str, code: str | None = None) -> str:
    """The IRI of a named thing of class `cls` by its folded name, or by its code where it has one.

    >>> entity(DEFAULT_BASE, "Place", "佛山市", "440600")
    'https://kg.example/id/place/440600'
    """
    if code and cls == "Place" and _CODE.fullmatch(code):
        return checked(f"{base}place/{code}")
    digest = _digest("\n".join((cls, key, code) if code else (cls, key)))
    return checked(f"{base}{cls.lower()}/{digest}")


@lru_cache(maxsize=16)  # asked for each piece of evidence, and a text may be long
def text(base: str, article_id: str, content: str) -> str:
    """The IRI of a source text, which is also that of its named graph."""
    return source(base, article_id, sha256(content))


def source(base: str, article_id: str, digest: str) -> str:
    """The IRI of a source text whose SHA-256 is known."""
    return _minted(base, "text", article_id, digest)


def evidence(base: str, article_id: str, start: int, end: int, rule: str) -> str:
    """The IRI of the run [start, end) of an article's original text, as one rule read it."""
    return _minted(base, "evidence", article_id, start, end, rule)


def fact(base: str, *identity: object) -> str:
    """The IRI of a fact: `identity` is all that tells it from others, in values that JSON knows."""
    return _minted(base, "fact", *identity)


def conflict(base: str, *facts: str) -> str:
    """The IRI of a conflict between facts."""
    return _minted(base, "conflict", *sorted(facts))


def run(base: str, *identity: object) -> str:
    """The IRI of a run: `identity` is what read the texts (versions, configuration), never the clock."""
    return _minted(base, "run", *identity)


def sha256(content: str) -> str:
    """The SHA-256 of `content` in UTF-8, in hexadecimal."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def _minted(base: str, sort: str, *identity: object) -> str:
    return checked(f"{base}{sort}/{_digest(json.dumps(identity))}")


def _digest(content: str) -> str:
    return sha256(content)[:16]
