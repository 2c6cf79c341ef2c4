"""Temporary folders go with the process that made them."""

import os
import subprocess
import sys
import tempfile

import pytest

from cxkit.reports.temporary import TemporaryFolder, clear_abandoned

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no locks that end with a process")

HOLD = """
from cxkit.reports.temporary import TemporaryFolder
import sys
place = TemporaryFolder()
(place.path / "deep").mkdir()
print(place.path.name, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield tmp_path
    tempfile.tempdir = None


def test_a_folder_is_there_until_it_is_removed(temporary):
    place = TemporaryFolder()
    clear_abandoned()
    assert [path.name for path in temporary.iterdir()] == [place.path.name]
    place.remove()
    assert list(temporary.iterdir()) == []


def test_the_folder_of_a_killed_process_is_removed_that_of_a_living_one_is_not(temporary):
    command = [sys.executable, "-c", HOLD]
    for name in ("cxkit-others", "else"):  # nothing says that these are abandoned
        (temporary / name).mkdir()
    (temporary / "cxkit-file").write_text("")
    (temporary / "cxkit-link").symlink_to(temporary / "else")
    with subprocess.Popen(command, stdin=-1, stdout=-1, text=True) as process:
        name = process.stdout.readline().strip()
        clear_abandoned()
        assert (temporary / name / "deep").is_dir()
        process.kill()
        process.wait()
        clear_abandoned()
    left = {path.name for path in temporary.iterdir()}
    assert left == {"cxkit-others", "cxkit-file", "cxkit-link", "else"}
