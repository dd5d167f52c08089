# Two commands are enough: `make demo` to look, `make test` to trust. `make help` tells the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEBIAN := chromium w3m fonts-noto-core fonts-noto-cjk libpango-1.0-0 libpangoft2-1.0-0
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
# Tests start the program many times over: its compiled modules are kept, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE
# Databases for tests are thrown away: in memory they need not wait for the disk.
SCRATCH := $(shell test -d /dev/shm && test -w /dev/shm && echo /dev/shm || echo "$${TMPDIR:-/tmp}")

.PHONY: help demo run test check proof audit system format
.DEFAULT_GOAL := help

help:
	@echo "make demo    the demonstration organisation on http://127.0.0.1:8000"
	@echo "make run     the real thing: an empty organisation and a one-time set-up link"
	@echo "make test    everything the tests need, then every test that is not long"
	@echo "make check   format, lint, types, import rules, templates, migrations, translations"
	@echo "make proof   the long tests and the benchmarks"
	@echo "make audit   known weaknesses of the locked dependencies (asks an advisory service on the network)"
	@echo "make system  Chromium and w3m from Debian's packages (as root)"

$(VENV)/run: requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is missing: install the package python3." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: install a newer python3." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv is missing: install the package python3-venv." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev: $(VENV)/run requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/run
	@$(BIN)/sayso demo

run: $(VENV)/run
	@$(BIN)/sayso serve

system:
	@if command -v chromium >/dev/null && command -v w3m >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(DEBIAN) >/dev/null; \
	else \
	  echo "Chromium and w3m are missing: install the packages $(DEBIAN), or run 'make system' as root." >&2; exit 1; \
	fi

test: system $(VENV)/dev
	TMPDIR=$(SCRATCH) $(BIN)/python -m pytest -n $(JOBS) --dist loadfile

check: $(VENV)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/python -m tests.house.migrations
	$(BIN)/python -m tests.house.translations

$(VENV)/oracle: $(VENV)/dev requirements-oracle.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-oracle.lock
	@touch $@

proof: system $(VENV)/oracle
	$(BIN)/python -m pytest -m "long" -n 1
	$(BIN)/python -m pytest -m "bench" -s -p no:xdist tests/benchmarks

audit: $(VENV)/dev
	$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements.lock
	$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements-dev.lock

format: $(VENV)/dev
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .
