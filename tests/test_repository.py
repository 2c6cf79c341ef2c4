"""Nothing that belongs to the project is kept out of it by mistake."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.skipif(
    not (ROOT / ".git").exists() or shutil.which("git") is None, reason="not a git checkout"
)
def test_no_module_or_test_is_ignored_by_git():
    files = [
        path.relative_to(ROOT).as_posix()
        for folder in ("cxkit", "tests", "templates", "notebooks", "benchmarks")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".ipynb", ".yml", ".csv", ".j2", ".po")
        and not {"node_modules", ".ipynb_checkpoints", "__pycache__"} & set(path.parts)
    ]
    done = subprocess.run(
        ["git", "check-ignore", "--stdin"],
        cwd=ROOT,
        input="\n".join(files),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
