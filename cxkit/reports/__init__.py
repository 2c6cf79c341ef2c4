"""From notebooks to reports: assemble, execute, export, one client or thousands."""

from __future__ import annotations

import importlib
import sys

_SLOW = "rfc3987_syntax"
"""With it jsonschema checks internet addresses in other scripts, which no notebook's format asks
for; it takes longer to load than all that makes a report."""


def _load_jsonschema() -> None:
    """Load jsonschema, which nbformat needs, as if that module were not installed."""
    if "jsonschema" in sys.modules or _SLOW in sys.modules:
        return
    sys.modules[_SLOW] = None  # type: ignore[assignment]  # how Python marks what is absent
    try:
        importlib.import_module("jsonschema")
    finally:
        del sys.modules[_SLOW]


_load_jsonschema()
