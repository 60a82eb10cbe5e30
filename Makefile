# Two commands do all the set-up on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEMO := demo

.PHONY: demo test lint check bench messages endurance reference study clean

$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(STAMP)

demo: $(STAMP) ## play a whole campaign on the Paris example
	rm -rf $(DEMO)
	$(BIN)/toolkit demo --into $(DEMO)

test: $(STAMP) ## run the tests
	$(BIN)/python -m pytest -n auto --dist loadgroup

lint: $(STAMP) ## style, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint ## all that a change has to pass, with coverage
	$(BIN)/python -m pytest -n auto --dist loadgroup --cov --cov-report=term-missing:skip-covered

bench: $(STAMP) ## our time and memory against what a user would write instead, as ratios
	$(BIN)/python bench/bench.py

messages: $(STAMP) ## compile the French catalogue after an edit; a test names the texts that it lacks
	$(BIN)/python -c 'from babel.messages import mofile, pofile; \
	  mofile.write_mo(open("toolkit/locale/fr.mo", "wb"), pofile.read_po(open("toolkit/locale/fr.po", "rb"), locale="fr"))'

endurance: $(STAMP) ## 500 merges killed at random moments, 200 races of two merges: ten minutes
	TOOLKIT_KILLS=500 TOOLKIT_RACES=200 $(BIN)/python -m pytest -n 0 tests/workflows/test_interrupted_merge.py

reference: $(STAMP) ## write the generated pages of docs/reference anew
	$(BIN)/python -m toolkit.cli.reference docs/reference

study: $(STAMP) ## write the template of the study anew
	$(BIN)/python -m toolkit.files.study_template templates/study.docx

clean:
	rm -rf $(VENV) $(DEMO) .pytest_cache .mypy_cache .ruff_cache .hypothesis
