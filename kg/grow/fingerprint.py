"""What shards and runs are functions of beside the documents: the code that makes them, its data, its libraries.

Other code has no part in it, so that a new page, server or command line leaves every document read. What belongs to a
stage is listed; tests/grow/test_fingerprint.py holds the lists against what the stage imports.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

import kg
from kg.schema import ontology_folder

BOTH = (
    "model.py", "schema.py", "errors.py", "iris.py", "zh",
    "grow/stages.py", "grow/shards.py", "grow/codec.py", "grow/chunks.py", "grow/places.py",
    "grow/kept.py",
)  # fmt: skip
READING = (
    *BOTH, "pipeline.py", "pipeline.cfg", "lexicon.py", "segment.py", "data", "clean", "restore", "recognise", "relate",
    "resolve/account.py", "resolve/groups.py", "resolve/clusters.py", "resolve/likeness.py", "resolve/nodes.py",
    "graph/sources.py",
)  # fmt: skip
PARSING = ("model.py", "errors.py", "zh", "encoding.py", "read", "data/fields.toml", "grow/inputs.py", "grow/codec.py")
STATING = (*BOTH, "graph", "records.py", "validate", "resolve/evidence.py")
JOINING = (*BOTH, "sheet.py", "encoding.py", "resolve", "view/excerpt.py", "grow/joins.py", "grow/sections.py",
           "grow/things.py", "grow/batches.py", "grow/kept.py")  # fmt: skip
DRAWING = ("model.py", "schema.py", "errors.py", "zh", "view", "grow/excerpt.py", "grow/kept.py")
"""Files and folders below kg/."""
_TERMS, _WORDS, _SHAPES = "kg.ttl", "lexicon.ttl", "shapes.ttl"  # of the ontology folder
_PARSERS = ("pypdf", "python-docx", "trafilatura", "lxml")
_READERS = ("spacy", "numpy", "rjieba", "ahocorasick-rs", "rdflib", "opencc")
_STATERS = ("pyoxigraph", "rdflib")


@cache
def parsing() -> str:
    """A hash of all that the documents of a file depend on beside its bytes and the settings."""
    return _hash(_code(PARSING), _PARSERS)


@cache
def reading() -> str:
    """A hash of all that a shard depends on beside the texts."""
    return _hash([*_code(READING), *_ontology(_TERMS, _WORDS)], _READERS)


@cache
def stating() -> str:
    """A hash of all that a run depends on beside its shard and what all documents together make of it."""
    return _hash([*_code(STATING), *_ontology(_TERMS, _SHAPES)], _STATERS)


@cache
def joining() -> str:
    """A hash of all that the parts of a shared join depend on beside the shards and what people know."""
    return _hash([*_code(JOINING), *_ontology(_TERMS)], ("rdflib",))


@cache
def drawing() -> str:
    """A hash of all that a page depends on beside what it shows."""
    return _hash([*_code(DRAWING), *_ontology(_TERMS)], ("networkx", "pyvis", "pypinyin", "rdflib"))


def tasks() -> str:
    """A hash of all that a worker must have in common with the others."""
    return reading() + joining() + stating()


def _hash(files: Iterable[tuple[str, Path]], libraries: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for name, path in sorted(files):
        digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    for library in libraries:
        digest.update(f"{library} {_version(library)}\n".encode())
    return digest.hexdigest()


def _code(parts: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    root = Path(kg.__file__).parent
    return ((path.relative_to(root).as_posix(), path) for part in parts for path in _files(root / part))


def _ontology(*names: str) -> Iterator[tuple[str, Path]]:
    return ((f"ontology/{name}", ontology_folder() / name) for name in names)


def _files(path: Path) -> Iterator[Path]:
    """The file, or all files of the folder but what Python compiled."""
    if path.is_file():
        yield path
    else:
        yield from (each for each in path.rglob("*") if each.is_file() and "__pycache__" not in each.parts)


def _version(name: str) -> str:
    with suppress(Exception):
        return version(name)
    return ""
