# Two commands set everything up: `make report` and `make test`. `make help` names the others.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BROWSER := tests/browser
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help report test check outputs soak browser demo notebooks words clean venv

help:  ## say what each command does
	@sed -n 's/^\([a-z]*\):.*  ## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

report: venv  ## set up and make the reports of all clients, with an index page
	@$(BIN)/cxkit report --all

test: venv browser  ## set up and run all checks and tests
	@$(MAKE) --no-print-directory -j2 check outputs
	$(BIN)/python -m pytest -n 2 --dist worksteal --cov --cov-report=term

outputs: venv  # beside mypy, which has use for one processor only
	$(BIN)/python -m pytest --nbval --nbval-current-env --nbval-cell-timeout=120 \
		-n 2 --dist loadscope \
		-p no:cacheprovider notebooks/en notebooks/es

check: venv  ## only the quick checks: style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

soak: venv  ## the long tests: faults, kills, thousands of reports, inputs that are missing
	CXKIT_SOAK=1 $(BIN)/python -m pytest -m soak

demo: venv  ## write the demo clients again
	$(BIN)/cxkit demo

notebooks: venv  ## carry code from English to Spanish, execute what changed
	$(BIN)/cxkit notebooks sync
	$(BIN)/cxkit notebooks refresh

words: venv  ## collect new sentences for the Spanish catalogue
	$(BIN)/pybabel -q extract -k words -k _words -k say -k self -k plural:1,2 -k N_ \
		-F babel.cfg --no-location --sort-output --omit-header -o $(VENV)/cxkit.pot .
	$(BIN)/pybabel -q update -i $(VENV)/cxkit.pot -d cxkit/locale -D cxkit -l es --init-missing \
		--no-fuzzy-matching --ignore-obsolete --omit-header --width 100

clean:  ## delete the environment and the reports
	rm -rf $(VENV) reports

# What the browser test needs from npm. Without npm that test says that it was skipped.
browser:
	@if [ -f $(BROWSER)/package-lock.json ] && command -v npm >/dev/null && \
		[ ! $(BROWSER)/node_modules/.package-lock.json -nt $(BROWSER)/package-lock.json ]; then \
		npm ci --silent --no-audit --no-fund --prefix $(BROWSER) && \
		touch $(BROWSER)/node_modules/.package-lock.json || \
		echo "npm could not fetch what the browser test needs; that test will say so."; \
	fi

# The environment. It is made anew where it cannot be used: its Python is gone, the folder was
# moved, or PYTHON names another version. It is brought up to date where the versions changed.
NAMED := $(filter-out file,$(origin PYTHON))
define SETUP
set -eu
version='import sys; print("%d.%d" % sys.version_info[:2])'
ours='import cxkit, os; raise SystemExit(not os.path.samefile(cxkit.__path__[0], "cxkit"))'
goal='make $(or $(firstword $(MAKECMDGOALS)),report)'
usable_python() {
    if ! command -v "$(PYTHON)" >/dev/null; then
        echo "There is no $(PYTHON). Install Python 3.11 or newer, or name the one you have:"
    elif ! "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        echo "$(PYTHON) is Python $$("$(PYTHON)" -c "$$version"); cxkit needs 3.11 or newer."
        echo "Install a newer one and name it:"
    elif ! "$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null; then
        echo "$(PYTHON) has no module venv. On Debian and Ubuntu: apt install python3-venv"
        return 1
    else
        return 0
    fi
    echo "    $$goal PYTHON=python3.12"
    return 1
}
if [ -n "$(NAMED)" ]; then usable_python >&2; fi
why=
if [ ! -e $(VENV) ]; then
    :
elif ! has=$$($(BIN)/python -c "$$version" 2>/dev/null); then
    why="its Python is gone"
elif [ -n "$(NAMED)" ] && [ "$$has" != "$$("$(PYTHON)" -c "$$version")" ]; then
    why="it has Python $$has, and $(PYTHON) is another version"
elif [ -f $(STAMP) ] && ! $(BIN)/python -I -c "$$ours" 2>/dev/null; then
    why="it belongs to another folder, or is not complete"
fi
if [ -n "$$why" ]; then
    usable_python >&2
    echo "Making $(VENV) anew: $$why."
    rm -rf $(VENV)
fi
if [ ! -e $(VENV) ]; then
    usable_python >&2
    echo "Setting up $(VENV); this happens once and takes some minutes."
    "$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
fi
if [ ! -e $(STAMP) ] || [ requirements.lock -nt $(STAMP) ] || [ pyproject.toml -nt $(STAMP) ]; then
    $(PIP) install --require-hashes -r requirements.lock
    $(PIP) install --no-deps --no-build-isolation -e .
    touch $(STAMP)
fi
endef
export SETUP

venv:
	@eval "$$SETUP"
