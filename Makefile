# `make demo` and `make test` do all the set-up that they need on a fresh machine.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Set up again whenever what the project needs has changed.
READY := $(VENV)/.ready

.PHONY: demo test soak check format clean

demo: $(READY)
	$(BIN)/newsbot demo demo-archive

test: $(READY)
	# A file's tests share what its fixtures crawl: one worker has them all.
	$(BIN)/python -m pytest -n auto --dist loadfile

soak: $(READY)
	$(BIN)/python -m pytest -m soak tests/soak

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("newsbot needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[all,dev]'
	touch $(READY)

clean:
	rm -rf $(VENV) demo-archive build dist
