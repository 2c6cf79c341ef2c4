"""What starts with a notebook or the command line stays quick: no library before it is needed."""

import subprocess
import sys

import pytest

SLOW = (
    "matplotlib",
    "scipy.stats",
    "scipy.optimize",
    "sklearn",
    "statsmodels",
    "openpyxl",
    "phonenumbers",
    "stdnum",
    "duckdb",
    "nbformat",
    "nbconvert",
    "papermill",
    "jinja2",
    "IPython",
)


def imported(statement: str) -> set[str]:
    """Return the modules that a process of its own has after a statement."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"{statement}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import cxkit.intake, cxkit.workbook", SLOW),
        ("import cxkit.cli", (*SLOW, "numpy", "pandas")),
        ("from cxkit.cli import app; app.app(['--help'], standalone_mode=False)", ("pandas",)),
    ],
    ids=["workbook", "command line", "help"],
)
def test_nothing_slow_is_imported_before_it_is_needed(statement, absent):
    assert imported(statement) & set(absent) == set()
