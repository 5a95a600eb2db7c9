"""From annotated data to the weights that ship in kg/recognise/data: `python -m kg.train`."""
