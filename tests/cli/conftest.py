"""Run commands in an empty home, in this process or as a program of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cxkit.cli import main
from cxkit.cli.screen import err, out

ENGAGEMENT = """\
name: {name}
region: es_PE
languages: [es, en]
currency: PEN
period: {{start: 2025-01-01, end: 2025-12-31}}
"""


@dataclass(frozen=True)
class Ran:
    """What a command returned and printed."""

    code: int
    stdout: str
    stderr: str

    @property
    def text(self) -> str:
        """All that was printed, on one line."""
        return " ".join(f"{self.stdout}\n{self.stderr}".split())


@pytest.fixture
def run(tmp_path: Path, capsys, monkeypatch) -> Callable[..., Ran]:
    """Run a command as if typed in an empty folder."""
    for console in (out, err):
        monkeypatch.setattr(console, "width", 20_000)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()

    def run(*arguments: str) -> Ran:
        capsys.readouterr()
        code = main(list(arguments))
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return run


@pytest.fixture
def program(tmp_path: Path) -> Callable[..., Ran]:
    """Run the program itself in an empty folder, in a terminal of some language."""

    def program(*arguments: str, terminal: str = "en_GB.UTF-8") -> Ran:
        environment = {
            **os.environ,
            "LC_ALL": terminal,
            "COLUMNS": "2000",
            "PYTHONIOENCODING": "utf-8",
        }
        ran = subprocess.run(
            [sys.executable, "-c", "from cxkit.cli import main; main()", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )
        return Ran(ran.returncode, ran.stdout, ran.stderr)

    return program


@pytest.fixture
def clients(tmp_path: Path) -> Callable[..., list[Path]]:
    """Make the folders of clients that have nothing but a sound engagement."""

    def clients(*names: str) -> list[Path]:
        folders = [tmp_path / "client_data" / name for name in names]
        for folder in folders:
            folder.mkdir(parents=True)
            (folder / "engagement.yml").write_text(ENGAGEMENT.format(name=folder.name.title()))
        return folders

    return clients
