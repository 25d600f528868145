# The commands of this project. `make help` lists them; everything lives in .venv and var/ below this folder.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help install run test lint format lock bench soak

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

install: .venv/.tools ## .venv with everything that runs, tests, checks and trains

run: .venv/.runtime ## the whole product with a demo service, until Ctrl-C (PORT=8000)
	@PORT=$(PORT) $(BIN)/python -m sendiass.embedded

test: .venv/.tools ## every test, on SQLite and on PostgreSQL (installs what is missing, see README)
	@$(BIN)/python scripts/test

lint: .venv/.tools ## what .ci/run asks besides the tests
	@scripts/lint

format: .venv/.tools ## put Python into the house's layout
	@$(BIN)/ruff check --fix --quiet . && $(BIN)/ruff format .

lock: .venv/.tools ## requirements*.txt from requirements*.in
	@scripts/lock

bench: .venv/.tools ## measure what docs/benchmarks.md names, and write it there
	@$(BIN)/python scripts/test-services -- $(BIN)/python scripts/bench

soak: .venv/.tools ## web, worker and beat on the embedded broker for an hour, with a count of what got lost
	@$(BIN)/python scripts/soak --minutes 60 --report var/soak.md

.venv/.runtime: requirements.txt
	@scripts/install $(PYTHON) requirements.txt && touch $@

.venv/.tools: requirements-dev.txt
	@scripts/install $(PYTHON) requirements-dev.txt && touch .venv/.runtime $@
