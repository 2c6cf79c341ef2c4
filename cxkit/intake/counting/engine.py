"""DuckDB as the kit uses it: offline, within its memory, one short connection a question."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "160MB"
"""Most memory DuckDB takes for its own; what does not fit goes to a temporary folder."""

THREADS = max(1, min(4, os.cpu_count() or 1))

DENSE_BITS = 20
"""Whole numbers and dates that fit into so many bits are counted in an array, not by hashing."""

_current: ContextVar[DuckDBPyConnection | None] = ContextVar("connection", default=None)


@contextmanager
def connected() -> Iterator[DuckDBPyConnection]:
    """Open a DuckDB that loads no extension and is gone afterwards.

    Within another such block it is the same one. Nothing outlives the outermost, so that
    processes may be forked between questions; its temporary folder is deleted with it.
    """
    import duckdb

    outer = _current.get()
    if outer is not None:
        yield outer
        return
    with tempfile.TemporaryDirectory(prefix="cxkit-") as spill:
        connection = duckdb.connect(
            config={
                "threads": THREADS,
                "memory_limit": MEMORY,
                "temp_directory": spill,
                "perfect_ht_threshold": DENSE_BITS,
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "allow_community_extensions": "false",
            }
        )
        mark = _current.set(connection)
        try:
            yield connection
        finally:
            _current.reset(mark)
            connection.close()


@contextmanager
def in_order() -> Iterator[DuckDBPyConnection]:
    """Open the same for writing a file in the order of its rows.

    One thread writes as fast as several that wait for one another, in a quarter of the memory.
    """
    with connected() as connection:
        connection.execute("SET threads = 1")
        try:
            yield connection
        finally:
            connection.execute(f"SET threads = {THREADS}")


def name(text: str) -> str:
    """Return an identifier in quotation marks."""
    return '"' + text.replace('"', '""') + '"'


def text(value: str) -> str:
    """Return a text in apostrophes."""
    return "'" + value.replace("'", "''") + "'"
