"""How well kg does, measured on public data: `python -m kg.measure --data FOLDER [NAME…]`.

One measure is one module with one function that takes the data folder and gives rows. The data stays outside the
project; a measure whose files are missing gives no rows.
"""
