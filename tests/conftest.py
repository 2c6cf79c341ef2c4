"""Settings that all tests share."""

import os

import pytest
from hypothesis import settings

settings.register_profile("cxkit", deadline=None, derandomize=True)
settings.load_profile("cxkit")


def pytest_collection_modifyitems(items):
    """Leave the long tests to ``make soak``."""
    if os.environ.get("CXKIT_SOAK"):
        return
    for item in items:
        if "soak" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="takes minutes: make soak"))
