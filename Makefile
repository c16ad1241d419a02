# Everything a person does with the portal. `make run` and `make test` need Python 3.11, make and git only.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8000
export PORT

.DEFAULT_GOAL := help
.PHONY: help run test test-services test-browser lint messages requirements bench clean

help: ## What can be done
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

$(VENV)/.runtime: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the portal's libraries (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.txt
	@echo "Installing the test tools (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

run: $(VENV)/.runtime ## Start the portal with real content: web, worker and beat
	@$(BIN)/python manage.py run_portal

test: $(VENV)/.dev ## Run the tests on SQLite, with nothing else installed
	@$(BIN)/python -m pytest -n auto -m "not browser and not services" $(ARGS)

requirements: $(VENV)/.dev ## Compile the pinned lists from requirements/*.in
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url \
	  --no-annotate --no-header requirements/runtime.in -o requirements.txt
	@$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url \
	  --no-annotate --no-header requirements/dev.in -o requirements-dev.txt

clean: ## Remove the embedded database, queue, mail and made files
	@rm -rf var
