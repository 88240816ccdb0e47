# Paths stay relative throughout: the checkout may lie in a folder with spaces in its name.
# More arguments: make test ARGS="tests/claims -k amounts", make serve ARGS="--port 9000". Another Python: PYTHON=python3.12.

PY := .venv/bin/python
export PYTHON

.PHONY: demo serve test lint bench venv

demo serve: venv  ## the product, with and without the demo corpus
	$(PY) manage.py $@ $(ARGS)

test: venv
	@.ci/browser
	$(PY) -m pytest -n 2 $(ARGS)

lint: venv
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy

bench: venv
	@.ci/bench

venv:
	@.ci/venv
