# Needs Python 3.11 or newer and make; everything else is installed below, in .venv/.
#
#   make demo       bring in open data, plan patrols and show it all in the browser
#   make test       what continuous integration runs
#   make test-all   the slow sets too
#   make check      lint, format, types, import contracts
#   make bench      every comparison in bench/
#   make docs       the manual, in site/
#   make assets     rebuild the third-party web files from their lock (the results are committed)
#   make lock       choose versions afresh and write both lock files
#
# Settings of pip in the environment (index, proxy, certificate) are used as they are.

SHELL := /bin/sh
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
  "$$p" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
WORKERS ?= 2
PORT ?= 8000
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check
OURSELVES := $(INSTALL) --no-deps --no-build-isolation --editable .

.PHONY: demo test test-all check bench docs assets lock system clean

demo: .venv/.run
	@$(BIN)/peelian demo --data demo-data --port $(PORT)

test: .venv/.dev system
	@$(BIN)/python -m pytest --no-header -n $(WORKERS) --dist loadfile

test-all: .venv/.dev system
	@$(BIN)/python -m pytest --no-header -n $(WORKERS) --dist loadfile -m ""

check: .venv/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@PYTHONPATH=src $(BIN)/lint-imports

bench: .venv/.dev
	@for script in bench/*.py; do echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

docs: .venv/.dev
	@$(BIN)/python docs/scripts/make_reference.py
	@$(BIN)/zensical build --clean

assets: .venv/.dev
	@cd src/peelian/web/assets && PATH="$(abspath $(BIN)):$$PATH" npm ci --no-audit --no-fund \
	  && PATH="$(abspath $(BIN)):$$PATH" npm run build

lock: .venv/.dev
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	  --no-emit-index-url --custom-compile-command "make lock" --extra build \
	  pyproject.toml --output-file requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --custom-compile-command "make lock" --extra build --extra dev \
	  --constraint requirements.lock pyproject.toml --output-file requirements-dev.lock

system:
	@sh tests/system-packages.sh

clean:
	rm -rf .venv .make site dist demo-data

# The environment: made once, brought up to date when a lock changes.
.venv/pyvenv.cfg:
	@if [ -z "$(PYTHON)" ]; then \
	  echo "Peelian needs Python 3.11 or newer, and none was found." >&2; \
	  echo "Install it (Debian, Ubuntu: apt install python3 python3-venv) or name it: make PYTHON=/path/to/python3" >&2; exit 1; fi
	@if ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "This Python cannot make environments: its venv or ensurepip part is not installed." >&2; \
	  echo "Install it and try again (Debian, Ubuntu: apt install python3-venv)." >&2; exit 1; fi
	@echo "Making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv

.venv/.run: .venv/pyvenv.cfg requirements.lock pyproject.toml
	@echo "Installing what Peelian runs on (a few minutes the first time)"
	@$(INSTALL) --require-hashes --requirement requirements.lock
	@$(OURSELVES)
	@touch $@

.venv/.dev: .venv/pyvenv.cfg requirements-dev.lock pyproject.toml
	@echo "Installing what Peelian is built and tested with (a few minutes the first time)"
	@$(INSTALL) --require-hashes --requirement requirements-dev.lock
	@$(OURSELVES)
	@touch $@ .venv/.run
