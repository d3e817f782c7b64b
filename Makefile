# The commands of gongjian. They need a Python (3.11 to 3.14), make and git; `make run` is the one to begin with.
# Another Python: make run PYTHON=/path/to/python3.12

export GONGJIAN_DATA_DIR ?= .data
unexport VIRTUAL_ENV PYTHONHOME

FITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))
ifndef PYTHON
PYTHON := $(shell for python in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	if $$python -c '$(FITS)' >/dev/null 2>&1; then echo $$python; break; fi; done)
endif

BIN := .venv/bin

.PHONY: setup-run help run test check format migrate migration bench soak lock clean setup python
.DEFAULT_GOAL := help

help:
	@echo "make run                   set up and serve on http://127.0.0.1:8000 (GONGJIAN_PORT for another), with a relay"
	@echo "make test                  run the tests"
	@echo "make check                 formatting, lint, types, layers"
	@echo "make format                put the code into its form"
	@echo "make migrate               bring the database of GONGJIAN_OWNER_DATABASE_URL up to date"
	@echo "make migration m=\"...\"     write a new migration"
	@echo "make bench                 measure"
	@echo "make soak                  write, read and kill at once, and count what the feed lost (nothing)"
	@echo "make lock                  bring uv.lock up to date after a change of dependencies"
	@echo "make clean                 remove what these commands made, except data"

run: setup-run
	@exec $(BIN)/gongjian serve --relay

test: setup
	@exec $(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile --ignore=tests/benchmarks --ignore=tests/soak $(TEST)

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

migrate: setup-run
	@exec $(BIN)/gongjian migrate

migration: setup
	@test -n "$(m)" || { echo 'Say what it does: make migration m="create observations"' >&2; exit 2; }
	@exec $(BIN)/python -m gongjian_core.migrate "$(m)"

bench: setup
	@exec $(BIN)/python -m pytest tests/benchmarks -s

soak: setup
	@exec $(BIN)/python -m pytest tests/soak -s

lock: setup
	@exec $(BIN)/uv lock

clean:
	rm -rf .venv .setup .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name .git -prune -o -name .data -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

setup: python
	@"$(PYTHON)" services/bootstrap/set_up.py

setup-run: python
	@"$(PYTHON)" services/bootstrap/set_up.py run

python:
	@if ! "$(PYTHON)" -c '$(FITS)' >/dev/null 2>&1; then \
	echo "gongjian needs Python 3.11, 3.12, 3.13 or 3.14; $(if $(PYTHON),$(PYTHON) is none of them,none is here)." >&2; \
	echo "Install one: apt install python3 (Debian 12, Ubuntu 24.04 or newer), dnf install python3.12 (RHEL, Rocky)," >&2; \
	echo "or name one that is not on PATH: make PYTHON=/path/to/python3.12" >&2; exit 1; fi
