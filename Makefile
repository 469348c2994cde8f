# Two commands to remember: `make demo` (try it) and `make test` (everything is tested).
# Needs python3 (3.11 or later, with venv), make and a package index; nothing else.

PY ?= python3
PORT ?= $(or $(ALONGSIDE_PORT),8000)
# Which tests, for instance: make test TESTS=tests/running
TESTS ?=
# What to tell the bench, for instance: make bench BENCH='--sizes small --runs 50'
BENCH ?=
PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -m pytest -n 2 --dist loadgroup -ra
SERVER_BINDIR := /usr/lib/postgresql/15/bin
export PYTHONPATH := .
export PY

.PHONY: help demo run test test-deep test-server check measure bench assets assets-check ready \
	ready-dev
.DEFAULT_GOAL := help
# One thing after the other, so that what is said stays readable.
.NOTPARALLEL:

help:
	@echo 'make demo          try it: a partnership of made-up people at http://localhost:$(PORT)'
	@echo 'make run           run it: a real, empty installation (PORT=8010 for another port)'
	@echo 'make test          every test, in a real browser and on a real PostgreSQL'
	@echo 'make test-deep     the long ones, in pieces: histories, tampering, spoilt gates, timing'
	@echo 'make test-server   everything but the browser, on PostgreSQL 15 as Debian has it'
	@echo 'make check         format, lint, types, imports, templates, migrations, deploy checks'
	@echo 'make measure       timings, written to a file'
	@echo 'make bench         a city of made-up people, and what the lock costs there (docs/benchmarks.md)'
	@echo 'make assets        compile the styles from their sources (needs Node)'
	@echo 'bin/alongside -h   backup, restore, doctor and more'

ready:
	@bin/ready run

ready-dev:
	@bin/ready dev

demo: ready
	@exec $(PYTHON) -m alongside demo --port '$(PORT)'

run: ready
	@exec $(PYTHON) -m alongside start --port '$(PORT)'

# pytest's own last line says how many tests there were and how long they took.
test: ready-dev
	@.ci/needs chromium
	@$(PYTEST) $(TESTS)

test-deep: ready-dev
	@$(PYTEST) -m deep -s -n 0 $(TESTS)

test-server: ready-dev
	@.ci/needs postgresql-15
	@ALONGSIDE_PG_BINDIR=$(SERVER_BINDIR) $(PYTEST) -m 'not browser and not deep' $(TESTS)

# djlint lints and does not format: its layout puts white space inside our components' words.
# The settings want keys and a database's address; these are for the checks alone.
CHECK_KEYS := .venv/.check-keys
CHECKED := env ALONGSIDE_KEYS=$(CHECK_KEYS) ALONGSIDE_DATA=.venv/.check-data \
	DATABASE_URL='postgresql:///nowhere?host=/nowhere'

check: ready-dev
	@mkdir -p $(CHECK_KEYS)
	@for key in django audit seal backup fields; do \
		head -c 32 /dev/urandom | base64 > $(CHECK_KEYS)/$$key.key; done
	$(PYTHON) -m ruff format --check --quiet .
	$(PYTHON) -m ruff check --quiet .
	$(PYTHON) -m mypy alongside
	.venv/bin/lint-imports
	$(PYTHON) -m djlint --quiet --lint alongside
	$(CHECKED) DJANGO_SETTINGS_MODULE=tests.settings $(PYTHON) -W ignore::RuntimeWarning \
		manage.py makemigrations --check --dry-run
	$(CHECKED) ALONGSIDE_HOSTS=alongside.example.org \
		$(PYTHON) manage.py check --deploy --fail-level WARNING
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory assets-check; else \
		echo 'Node is not here, so the compiled styles were not compared with their sources.'; fi

measure: ready-dev
	@.ci/needs chromium
	@$(PYTHON) -m tests.measure

bench: ready-dev
	@$(PYTHON) -m tests.load.bench $(BENCH)

assets: assets/node_modules/.ready
	cd assets && npm run --silent build

assets-check: assets/node_modules/.ready
	cd assets && npm run --silent check

assets/node_modules/.ready: assets/package.json assets/package-lock.json
	@.ci/needs node
	@echo 'Fetching what the styles are compiled with (about half a minute)…'
	@cd assets && npm ci --silent --no-audit --no-fund
	@touch $@
