"""The command, run as a user does, with temporary files that are looked after."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.reports.test_crew import gone


@pytest.fixture
def command(tmp_path):
    """Run the command with temporary files of its own; return what it said."""
    temporary = Path(tempfile.mkdtemp(prefix="cxt", dir="/tmp"))  # sockets need a short name
    marker = f"faults-{os.getpid()}-{tmp_path.name}"

    def run(*arguments, timeout=570):
        environment = {
            **{name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"},
            **{"LC_ALL": "C.UTF-8", "COLUMNS": "2000", "CXKIT_TEST": marker},
            "TMPDIR": str(temporary),
        }
        return subprocess.run(
            [sys.executable, "-c", "from cxkit.cli import main; main()", "report", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )

    yield run
    assert gone(marker)
    assert list(temporary.iterdir()) == []
    temporary.rmdir()
