"""A client that was read already, passed on to the process that runs its notebooks."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from types import MappingProxyType
from typing import Any

from cxkit.client import Client

VARIABLE = "CXKIT_READ_CLIENT"
"""Names the file in the environment of whoever may take it."""


class _Pickler(pickle.Pickler):
    def reducer_override(self, given: Any) -> Any:
        """Pickle a read-only mapping, which Python does not, as what makes it again."""
        if isinstance(given, MappingProxyType):
            return _read_only, (dict(given),)
        return NotImplemented


def _read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


def pass_on(client: Client, folder: Path, file: Path) -> dict[str, str]:
    """Write a client for another process of this user.

    Parameters
    ----------
    client : Client
        As it was read.
    folder : Path
        The folder it was read from.
    file : Path
        Where it is written; nobody else may read the folder that the file is in.

    Returns
    -------
    dict
        What the other process must have in its environment.
    """
    with file.open("wb") as target:
        _Pickler(target, protocol=pickle.HIGHEST_PROTOCOL).dump((folder.resolve(), client))
    return {VARIABLE: str(file)}


def passed(folder: Path) -> Client | None:
    """Return the client of a folder as it was passed on, once; None where it was not.

    Parameters
    ----------
    folder : Path
        The client folder.

    Notes
    -----
    Whoever asks a second time may have changed the folder, and reads it again.
    """
    file = os.environ.pop(VARIABLE, "")
    if not file or not Path(file).is_file():
        return None
    read_from, client = pickle.loads(Path(file).read_bytes())
    return client if read_from == folder.resolve() else None
