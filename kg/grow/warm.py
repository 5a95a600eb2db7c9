"""Imported by the process from which workers are forked: the pipeline and its models are loaded once for all."""

from kg import pipeline
from kg.grow import stages

pipeline.load()
__all__ = ["stages"]
