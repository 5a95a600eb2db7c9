"""Benchmarks, each a module of its own: `python -m kg.bench.reading`, `.growing`, `.asking` (with -h for its options).

    reading   characters a second of each half of the pipeline, beside plain word tagging and LAC, one core
    growing   whole builds of given sizes: time, memory, share of each step, speed-up by processes, adding a document
    asking    loading a graph and asking it every question that has a name, beside plain rdflib

`make bench` runs them; docs/benchmarks.md holds what they said, and where.
"""
