import pytest

from cxkit.reports.warm import Farm, can_fork

collect_ignore_glob = [] if can_fork() else ["test_*.py"]


@pytest.fixture(scope="session")
def farm():
    with Farm() as running:
        yield running
