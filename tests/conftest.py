"""Settings that all tests share."""

import os

import pytest
from hypothesis import settings

settings.register_profile("cxkit", deadline=None, derandomize=True)
settings.load_profile("cxkit")


UNCOUNTED = ("slow", "real_data", "browser")
"""Marks of tests in which coverage is not counted: it makes them half as slow again.

What they pass through, the quick tests pass through too; the limit is for those.
"""


def pytest_collection_modifyitems(items):
    """Leave the long tests to ``make soak``, and coverage to the quick ones."""
    for item in items:
        if any(mark in item.keywords for mark in UNCOUNTED):
            item.add_marker("no_cover")
    if os.environ.get("CXKIT_SOAK"):
        return
    for item in items:
        if "soak" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="takes minutes: make soak"))
