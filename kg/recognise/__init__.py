"""Where a text names something: each module finds one sort of candidate, `candidates` gathers them, `merge` chooses."""
