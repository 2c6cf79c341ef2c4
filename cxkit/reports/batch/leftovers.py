"""What a killed process left behind among the reports, and its removal."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from pathlib import Path

from cxkit.reports.layout import BUILDING
from cxkit.reports.manifest import MANIFEST

_BESIDE = re.compile(r"\.(?:manifest\.json|findings\.json|index\.html)\.[0-9a-f]{8}")
"""A file that was being written beside its place."""


def clear_leftovers(reports: Path, *, name: str = "") -> None:
    """Remove what reports that were never finished left in a client's folder of reports.

    Only whoever holds the lock of the batch may ask for it: what another process is about
    to finish looks the same.

    Parameters
    ----------
    reports : Path
        The client's folder of reports, or the folder of all for what the index left.
    name : str
        Only of the report of this name, such as ``"acme_en"``: another language of the same
        client may be in the making.
    """
    begun = f"{BUILDING}{name}-" if name else BUILDING
    with suppress(OSError):  # nothing there yet, or nothing may be written: told elsewhere
        for item in list(reports.iterdir()):
            if item.name.startswith(begun) and item.is_dir() and not item.is_symlink():
                shutil.rmtree(item, ignore_errors=True)
            elif not name and (_BESIDE.fullmatch(item.name) or item.name == f".{MANIFEST}.lock"):
                item.unlink(missing_ok=True)
