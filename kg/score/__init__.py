"""Extraction measured: how many facts are right, which are not and why, and how far the scores can be trusted."""

from kg.score.compare import DETAILS, Rates, Record, Score, score
from kg.score.failures import Failure, failures
from kg.score.reliability import Bin, reliability

__all__ = ["DETAILS", "Bin", "Failure", "Rates", "Record", "Score", "failures", "reliability", "score"]
