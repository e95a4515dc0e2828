# What you do with a checkout of Jeugdknoop. `make` alone lists the targets.
# Needs: make, and Python 3.11 or newer (choose another with `make PYTHON=python3.12 install`).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PACKAGES := $(VENV)/.packages
INSTALLED := $(VENV)/.installed
PIP := $(BIN)/python -m pip --disable-pip-version-check
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help install run test check format bench long openapi docs lock wheel clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(INSTALLED) ## Make .venv with exactly the locked packages, and this project in it

run: install ## Start Jeugdknoop with demo data on this machine
	$(BIN)/ijw serve --demo $(ARGS)

test: install ## Run the tests (ARGS="tests/rules -x" to choose)
	$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

check: install ## Lint, format, types, floors and the OpenAPI document; changes nothing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m app.api.openapi --check

format: install ## Put the code in the house format
	$(BIN)/ruff check --fix-only --exit-zero
	$(BIN)/ruff format

bench: install ## Measure speed and memory against the yardstick
	$(BIN)/python -m benchmarks $(ARGS)

long: install ## Run the tests that take minutes, naming each as it goes
	$(BIN)/python -m pytest -m long -v --durations=10 $(ARGS)

openapi: install ## Write openapi/openapi.json anew
	$(BIN)/python -m app.api.openapi

docs: install ## Write the generated pages in docs/ anew
	$(BIN)/python -m app.cli.documentatie
	$(BIN)/python -m tests.rules.overzicht
	$(BIN)/python -m tests.docs.domein
	$(BIN)/python -m tests.docs.eisen

# The lock names no package index: whoever installs chooses one.
LOCK := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe \
	--strip-extras --no-emit-options --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

lock: install ## Resolve the dependencies anew (ARGS=--upgrade for newer versions)
	$(LOCK) $(ARGS) --output-file requirements/run.lock pyproject.toml
	$(LOCK) $(ARGS) --extra dev --constraint requirements/run.lock --output-file requirements/dev.lock \
		pyproject.toml
	$(LOCK) $(ARGS) --build-deps-for wheel --only-build-deps --constraint requirements/dev.lock \
		--output-file requirements/build.lock pyproject.toml

wheel: install ## Build the wheel into dist/
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

clean: ## Remove what make made, and leave ./data alone
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Two steps, so that a changed setting in pyproject.toml does not install every package again.
$(PACKAGES): requirements/dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Jeugdknoop needs Python 3.11 or newer; '$(PYTHON)' is: $$($(PYTHON) --version 2>&1)." >&2; \
		echo "Choose another with: make PYTHON=python3.12 install" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "'$(PYTHON)' has no venv module; on Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(PIP) install --quiet --require-hashes --requirement requirements/dev.lock
	@touch $@

$(INSTALLED): $(PACKAGES) pyproject.toml
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
