"""`python -m kg.train --data FOLDER --out FOLDER`."""

import os

for _library in ("OMP", "OPENBLAS", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")  # before numpy: a sum must not depend on the number of cores

from kg.train.recogniser import main  # noqa: E402

main()
