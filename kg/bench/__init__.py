"""Benchmarks: `python -m kg.bench` runs three of them, each also a module of its own (with -h for its options).

    reading   characters a second of each half of the pipeline, beside plain word tagging and LAC, one core
    growing   whole builds of given sizes: time, memory, share of each step, speed-up by processes, adding a document
    asking    loading a million triples and asking them every question that has a name, beside plain rdflib
    linear    time for twice the length of texts that are made to be slow

`make bench` puts what the first three say, and of which machine, into docs/benchmarks.md.
"""

from kg.grow.threads import one_each

one_each()  # before numpy is imported
