# Everything a person types. `make run` and `make test` prepare whatever is missing themselves.
PYTHON ?= python3
VENV := .venv/bin
PORT ?= 8000

.PHONY: run test lint format bench build prepare prepare-tests content figure

run: prepare
	@$(VENV)/hipwise serve --demo --port $(PORT)

test: prepare-tests
	@$(VENV)/pytest -n 2 --dist loadgroup
	@$(VENV)/python scripts/with_node.py npm test --silent

lint: prepare
	@$(VENV)/ruff check .
	@$(VENV)/ruff format --check .
	@$(VENV)/mypy
	@$(VENV)/lint-imports
	@$(VENV)/bandit -q -r src -c pyproject.toml
	@$(VENV)/codespell
	@$(VENV)/hipwise validate
	@$(VENV)/python scripts/with_node.py npm run --silent lint

format: prepare
	@$(VENV)/ruff check --fix .
	@$(VENV)/ruff format .
	@$(VENV)/python scripts/with_node.py npm run --silent format

bench: prepare
	@$(VENV)/python -m benchmarks

build: prepare
	@$(VENV)/uv build --quiet

# Regenerate what is computed from content/.
content: prepare
	@$(VENV)/hipwise compile
	@$(VENV)/python -m tests.reference.browser_vectors

# Regenerate the figure: body, contacts, props, drawings; then what is computed from its movements. Stages that
# are up to date are skipped.
figure: prepare
	@$(VENV)/python scripts/make_figure.py
	@$(VENV)/hipwise compile
	@$(VENV)/python -m tests.reference.browser_vectors

prepare:
	@$(PYTHON) scripts/prepare.py

prepare-tests:
	@$(PYTHON) scripts/prepare.py --tests
