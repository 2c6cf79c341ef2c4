"""Settings that all tests share."""

import os
import sys

import pytest
from hypothesis import settings

from cxkit.reports.warm import Farm, can_fork

settings.register_profile("cxkit", deadline=None, derandomize=True)
settings.load_profile("cxkit")


@pytest.fixture(scope="session")
def farm():
    """Return a server that forks warm kernels; it starts when it is first asked for one."""
    if not can_fork():
        pytest.skip("nothing can be forked here")
    with Farm() as running:
        yield running


class Lent:
    """A farm that its borrower does not stop."""

    def __init__(self, farm):
        self._farm = farm

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def __getattr__(self, name):
        return getattr(self._farm, name)


@pytest.fixture
def lent_farm(farm, monkeypatch):
    """Have batches make their reports by the farm of all tests, and not start one of their own."""
    monkeypatch.setattr("cxkit.reports.batch.crew.Farm", lambda: Lent(farm))


UNCOUNTED = ("slow", "real_data", "browser")
"""Marks of tests in which coverage is not counted: it makes them half as slow again.

What they pass through, the quick tests pass through too; the limit is for those.
"""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Leave coverage to the quick tests."""
    if not any(mark in item.keywords for mark in UNCOUNTED):
        return (yield)
    tracer = sys.gettrace()  # the mark “no_cover” has no effect beside pytest-xdist
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracer)


def pytest_collection_modifyitems(items):
    """Leave the long tests to ``make soak``."""
    if os.environ.get("CXKIT_SOAK"):
        return
    for item in items:
        if "soak" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="takes minutes: make soak"))
