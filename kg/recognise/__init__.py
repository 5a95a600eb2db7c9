"""Where a text names something: each module finds one sort of candidate, `merge` chooses among them."""
