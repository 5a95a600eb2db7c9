"""Imported by the process from which workers are forked: the pipeline and its models are loaded once for all."""

from contextlib import suppress

from kg import pipeline
from kg.errors import KgError
from kg.grow import stages

with suppress(KgError):  # the first task meets it again, and can answer
    pipeline.load()
__all__ = ["stages"]
