"""Chinese as it is written: script, numerals, quantities, dates, places, names.

Standard library only; the language data lies in `data/`, each file headed by its source and licence.
"""
