# kg: Chinese text in, a knowledge graph out. Needs Python 3.11 or newer and make; everything else goes into .venv.

VENV   = .venv
BIN    = $(VENV)/bin
OUT    = out
INPUT  = seeds
PORTION = 200000
FUZZ_SECONDS = 600
KILLS  = 300
MEGABYTES = 1 10
DATA   = ../shared/data

help: ## this list
	@echo "make TARGET, one of:"
	@sed -n 's/^\([a-z]*\):.*## /  \1	/p' Makefile | expand -t 12

setup: $(VENV)/dev ## a virtual environment in .venv with everything, for work on kg

graph: $(VENV)/run ## the graph of seeds/ in out/ (elsewhere: make graph INPUT=… OUT=…)
	@$(BIN)/kg build $(INPUT) -o $(OUT)
	@echo
	@echo "Look at it:      open $(OUT)/graph.html in a browser, or type: make view"
	@echo "Ask questions:   make query"

test: $(VENV)/dev ## all tests
	@$(BIN)/python -m pytest

check: $(VENV)/dev ## lint, types, and who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

query: $(OUT)/graph.nq ## the questions that the graph can be asked by name
	@$(BIN)/kg query --list
	@echo
	@echo "Ask one:   $(BIN)/kg query NAME"

view: $(OUT)/graph.nq ## the page of the graph, in a browser
	@$(BIN)/kg view $(OUT)

score: $(VENV)/run ## extraction measured against the gold passages, each floor against public data (DATA=…)
	@for gold in ../shared/gold/*.jsonl tests/gold/*.jsonl; do test -f "$$gold" || continue; \
	   echo "$$gold"; $(BIN)/kg score "$$gold" || exit; done
	@if test -d $(DATA); then $(BIN)/python -m kg.measure --data $(DATA); fi

bench: $(VENV)/run ## speed, memory and questions, measured, into docs/benchmarks.md (a 100 MB text too: MEGABYTES="1 10 100")
	@$(BIN)/python -m kg.bench $(INPUT) --characters $(PORTION) --megabytes $(MEGABYTES) --page docs/benchmarks.md

kills: $(VENV)/dev ## builds killed in every stage and resumed (KILLS times, 3 to 8 s each): the bytes must be the same
	@KG_KILLS=$(KILLS) $(BIN)/python -m pytest -s tests/grow/test_kill.py

fuzz: $(VENV)/dev ## anything at all, and texts like laws and lists, through reader, cleaner, dates, numbers and the whole (FUZZ_SECONDS a target)
	@$(BIN)/python -m tests.faults.fuzz --seconds $(FUZZ_SECONDS)
	@KG_FILES=100000 KG_GIGABYTE=1 $(BIN)/python -m pytest -q tests/faults/test_sizes.py -k 'many_files or gigabyte'

lock: ## new requirements*.txt: the newest versions that pyproject.toml allows
	@rm -rf build/lock && mkdir -p build && sh .ci/python -m venv build/lock && build/lock/bin/pip install -q uv
	@printf 'hatchling\neditables\n' | build/lock/bin/uv pip compile pyproject.toml - --extra docs --extra serve --upgrade $(LOCK) -o requirements.txt
	@build/lock/bin/uv pip compile pyproject.toml --extra docs --extra serve --extra dist --extra dev -c requirements.txt --upgrade $(LOCK) -o requirements-dev.txt
	@rm -rf build/lock
LOCK = -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url

sbom: ## what kg is made of, from requirements.txt: a CycloneDX bill in build/sbom.json
	@rm -rf build/sbom && mkdir -p build && sh .ci/python -m venv build/sbom && build/sbom/bin/pip install -q --disable-pip-version-check $(SBOM)
	@build/sbom/bin/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --output-reproducible -o build/sbom.json
	@rm -rf build/sbom
	@echo build/sbom.json
SBOM = cyclonedx-bom==7.5.0

clean: ## away with everything that make made
	rm -rf $(VENV) $(OUT) $(dir $(OUT)).$(notdir $(OUT)).work build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(OUT)/graph.nq: | $(VENV)/run
	@$(MAKE) graph

# Two stamps, so that a second run installs nothing. The editable install needs no network: its build tools are locked too.
INSTALL = $(BIN)/python -m pip install -q --disable-pip-version-check
EDITABLE = $(INSTALL) --no-deps --no-build-isolation --no-index -e .

$(BIN)/python:
	@echo "Setting up $(VENV): this takes a minute or two, once."
	@sh .ci/python -m venv $(VENV)

$(VENV)/run: requirements.txt pyproject.toml | $(BIN)/python
	@$(INSTALL) --require-hashes -r requirements.txt
	@$(EDITABLE)
	@touch $@

$(VENV)/dev: requirements-dev.txt $(VENV)/run
	@$(INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@

.PHONY: help setup graph test check query view score bench kills fuzz lock sbom clean
