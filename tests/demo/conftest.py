"""Demo clients written once for all tests of this folder."""

import pytest
from demo_reading import Folder

from cxkit.demo import DEMOS, write_clean_client, write_demo_clients


@pytest.fixture(scope="session")
def demo_root(tmp_path_factory):
    root = tmp_path_factory.mktemp("demo_clients")
    write_demo_clients(root)
    return root


@pytest.fixture(scope="session", params=list(DEMOS))
def demo(request, demo_root):
    return Folder(demo_root / request.param)


@pytest.fixture(scope="session")
def bank(demo_root):
    return Folder(demo_root / "demo_bank")


@pytest.fixture(scope="session")
def clean(tmp_path_factory):
    return Folder(write_clean_client(tmp_path_factory.mktemp("clean_client")))
