"""What people decided about facts: a CSV file beside the documents, replayed by every build.

decisions   the file: read, checked, appended to
replay      a fact → the same fact accepted, another in its place, or none
gold        decisions as gold facts, for `kg score`
"""

from kg.review.decisions import COLUMNS, FILE, Decision, append, read
from kg.review.gold import with_decisions
from kg.review.replay import Replay

__all__ = ["COLUMNS", "FILE", "Decision", "Replay", "append", "read", "with_decisions"]
