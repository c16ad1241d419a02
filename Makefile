# Everything a person does with the portal. `make run` and `make test` need Python 3.11, make and git only.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8000
export PORT

# The lists are complete, so nothing is resolved again: older pips take a newer release for `name[extra]` than the list pins.
PIP_INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input --require-hashes --no-deps
UV_COMPILE := $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	--no-emit-index-url --no-annotate --no-header
# The servers of the service tests; .ci/run sets them up.
TEST_DATABASE_URL ?= postgres://postgres:postgres@127.0.0.1:5432/metropolis
TEST_REDIS_URL ?= redis://127.0.0.1:6379
ON_SERVERS := DATABASE_URL=$(TEST_DATABASE_URL) CELERY_BROKER_URL=$(TEST_REDIS_URL)/8 CACHE_URL=$(TEST_REDIS_URL)/9

.DEFAULT_GOAL := help
.PHONY: help run test test-services test-browser lint types messages requirements bench clean

help: ## What can be done
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || \
	  { $(PYTHON) -m venv --clear --without-pip $(VENV) && $(BIN)/python requirements/bootstrap_pip.py; }

$(VENV)/.runtime: requirements.txt | $(VENV)/bin/python
	@echo "Installing the portal's libraries (once) ..."
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@echo "Installing the test tools (once) ..."
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@

run: $(VENV)/.runtime ## Start the portal with real content: web, worker and beat
	@$(BIN)/python manage.py run_portal

test: $(VENV)/.dev ## Run the tests on SQLite, with nothing else installed
	@$(BIN)/python -m pytest -n auto -m "not browser and not services" $(ARGS)

test-services: $(VENV)/.dev ## Run the tests on PostgreSQL and Redis, with real migrations and workers
	@$(ON_SERVERS) $(BIN)/python -m pytest -n auto --migrations -m "not browser and not services" $(ARGS)
	@$(ON_SERVERS) $(BIN)/python -m pytest --migrations -m services $(ARGS)

test-browser: $(VENV)/.dev ## Run the browser tests (needs Chromium)
	@$(BIN)/python -m pytest -n auto -m browser $(ARGS)

lint: $(VENV)/.dev ## Check style, templates and the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { $(BIN)/ruff format --check .; exit 1; }
	@$(BIN)/djlint --lint --quiet templates
	@$(BIN)/lint-imports --no-cache

types: $(VENV)/.dev ## Check types
	@$(BIN)/mypy .

messages: $(VENV)/.runtime ## Collect and compile translations (needs GNU gettext)
	@$(BIN)/python manage.py makemessages --locale pl --no-location --no-obsolete --no-wrap \
	  --ignore '.venv*' --ignore var
	@$(BIN)/python manage.py compilemessages --locale pl --ignore '.venv*'

requirements: $(VENV)/.dev ## Compile the pinned lists from requirements/*.in
	@$(BIN)/python -m pip install --quiet uv
	@$(UV_COMPILE) requirements/runtime.in -o requirements.txt
	@$(UV_COMPILE) requirements/dev.in -o requirements-dev.txt

bench: $(VENV)/.dev ## Measure the portal on the reference data set
	@rm -rf var/benchmark/charts && mkdir -p var/benchmark # drawn anew: the first report pays for its charts
	@VAR_DIR=$(CURDIR)/var/benchmark \
	  DATABASE_URL=$${BENCH_DATABASE_URL:-sqlite:///$(CURDIR)/var/benchmark/benchmark.sqlite3} \
	  $(BIN)/python manage.py benchmark $(ARGS)

clean: ## Remove the embedded database, queue, mail and made files
	@rm -rf var
