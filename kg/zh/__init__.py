"""Chinese as it is written: script, numerals, quantities, dates, places, names. Standard library only, language data in `data/`."""
