"""kg: Chinese policy text → a knowledge graph in which every fact leads back to the characters that state it.

One staircase, walked once, downwards (kg/build.py); each step takes what the one before gives:

    read → clean → restore → segment → recognise → merge → aliases → coreference → relate → resolve → graph
         → validate → store → view
    Article → Clean → Clean → Doc ──────────────────────────────────────→ Reading → Knowledge → quads
         → Violations → folder → page

segment to relate are spaCy components (kg/pipeline.py); what may be said is written in ontology/ (kg.ttl, lexicon.ttl,
shapes.ttl, queries/), how Chinese says it in code; kg/zh is Chinese as it is written, on the standard library alone.

    >>> import kg                                     # doctest: +SKIP
    >>> graph = kg.build(["seeds"])                   # doctest: +SKIP
    >>> graph.facts, graph.rdf, graph.network         # doctest: +SKIP
    >>> print(graph.query("when-established"))        # doctest: +SKIP
    >>> kg.cluster(["佛山市发改局", "佛山市发展和改革局"]) # doctest: +SKIP
    [0, 0]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.build import build
    from kg.documents import extract, mentions
    from kg.resolve import cluster
    from kg.result import Graph

__version__ = "0.1.0"
__all__ = ["Graph", "__version__", "build", "cluster", "extract", "mentions"]
_HOME = {"build": "kg.build", "cluster": "kg.resolve", "extract": "kg.documents", "mentions": "kg.documents"}
_HOME["Graph"] = "kg.result"


def __getattr__(name: str) -> Any:
    """Import what is asked for only then: spaCy alone costs more than a second."""
    if name not in _HOME:
        raise AttributeError(f"module 'kg' has no attribute {name!r}; it has {', '.join(__all__)}")
    import importlib

    globals()[name] = getattr(importlib.import_module(_HOME[name]), name)  # after the import, which binds kg.build
    return globals()[name]
