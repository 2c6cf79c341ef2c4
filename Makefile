# Two commands set everything up: `make report` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: report test check words soak clean

report: $(STAMP)
	$(BIN)/cxkit report --all

test: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term
	$(BIN)/python -m pytest --nbval --nbval-current-env --nbval-cell-timeout=120 -n 2 \
		-p no:cacheprovider notebooks/en notebooks/es

words: $(STAMP)  ## extract new sentences into the Spanish catalogue
	$(BIN)/pybabel -q extract -k words -k _words -k say -k plural:1,2 -k N_ -F babel.cfg \
		--no-location --sort-output --omit-header -o $(VENV)/cxkit.pot .
	$(BIN)/pybabel -q update -i $(VENV)/cxkit.pot -d cxkit/locale -D cxkit -l es --init-missing \
		--no-fuzzy-matching --ignore-obsolete --omit-header --width 100

clean:
	rm -rf $(VENV) reports

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; v >= (3, 11) or sys.exit( \
		"cxkit needs Python 3.11 or newer; this is %d.%d. " % v + \
		"Install a newer one and write: make $(MAKECMDGOALS) PYTHON=python3.12")'
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo \
		"Python has no venv module. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
