"""Clients made from the public data sets, each in a folder of its own."""

import os
import shutil
from pathlib import Path

import pytest

from cxkit.client import Client
from cxkit.intake import check_client, read_client

ROOT = Path(__file__).resolve().parents[2]
ENGAGEMENTS = Path(__file__).parent / "engagements"


class Clients:
    """Makes the folder of a client from a data set and an engagement of this folder."""

    def __init__(self, data: Path, home: Path) -> None:
        self.data = data
        self.home = home

    def folder(self, name: str, *changes: tuple[str, str], data: str = "") -> Path:
        """Return a new client folder; ``changes`` are replaced in its engagement."""
        text = (ENGAGEMENTS / f"{name}.yml").read_text("utf-8")
        for old, new in changes:
            assert old in text, f"{old!r} is not in {name}.yml"
            text = text.replace(old, new)
        folder = Path(self._next()) / "client_data" / name
        (folder / "data").mkdir(parents=True)
        (folder / "engagement.yml").write_text(text, "utf-8")
        for file in sorted((self.data / (data or name)).iterdir()):
            if file.name in text:
                shutil.copyfile(file, folder / "data" / file.name)
        return folder

    def read(self, name: str, *changes: tuple[str, str], data: str = "") -> Client:
        """Check a client folder, then read it; a check with errors fails the test."""
        folder = self.folder(name, *changes, data=data)
        found = check_client(folder)
        assert not found.errors, found.errors
        return read_client(folder)

    def _next(self) -> Path:
        place = self.home / f"home{len(list(self.home.iterdir()))}"
        place.mkdir()
        return place


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of the public data sets."""
    given = os.environ.get("CXKIT_REAL_DATA")
    folder = Path(given) if given else ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(
            f"no public data sets at {folder}: "
            "set CXKIT_REAL_DATA to the folder that holds them to run this test"
        )
    return folder


@pytest.fixture(scope="session")
def clients(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Clients:
    """Make clients from public data."""
    return Clients(real_data, tmp_path_factory.mktemp("real_data"))
