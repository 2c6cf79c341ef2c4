"""Which tables are counted rather than read row by row."""

from __future__ import annotations

from pathlib import Path

from cxkit.client import ANSWERS
from cxkit.engagement import TableName, TableSpec
from cxkit.errors import CxkitError, Problem
from cxkit.intake.files.formats import FORMATS
from cxkit.intake.paths import resolve_inside
from cxkit.language import N_

MOST_ROWS = 2_000_000
"""Answers in Parquet files above which they are counted."""

MOST_TEXT = 250_000_000
"""Bytes of text files above which their answers are counted."""


def is_counted(folder: Path, name: TableName, spec: TableSpec) -> bool:
    """Tell whether the answers of a table are counted rather than read one by one.

    Parameters
    ----------
    folder : Path
        The client folder.
    name, spec : TableName, TableSpec
        The table.

    Returns
    -------
    bool
        True where ``read: counts`` is declared; else where the files are larger than
        `MOST_ROWS` or `MOST_TEXT` and can be counted: answers one a row, in text or Parquet
        files that are stacked and not joined.
    """
    if name != "responses" or spec.read == "rows":
        return False
    if spec.read == "counts":
        return True
    if why_not(spec) is not None:
        return False
    rows = texts = 0
    for file in spec.files:
        try:
            path = resolve_inside(folder, file.path, table=name)
            if _format(file.path) == "parquet":
                rows += _parquet_rows(path)
            else:
                texts += path.stat().st_size
        except (CxkitError, OSError):
            continue
    return rows > MOST_ROWS or texts > MOST_TEXT


def why_not(spec: TableSpec) -> Problem | None:
    """Return why the answers of a table cannot be counted, None if they can."""
    joined = [file.path for file in spec.files if file.key]
    sheets = [file.path for file in spec.files if _format(file.path) not in ("text", "parquet")]
    if ANSWERS in spec.columns:
        message = N_("The table has a column of counts: it is a table of counts already.")
        files = []
    elif joined:
        message = N_("Files that are joined by a key cannot be counted where they are.")
        files = joined
    elif sheets:
        message = N_("Only text files and Parquet files can be counted where they are.")
        files = sheets
    else:
        return None
    return Problem(
        rule="counts-not-possible",
        message=message,
        remedy=N_("Delete “read: counts”, or export all columns into one CSV or Parquet file."),
        file=files[0] if files else "engagement.yml",
        table="responses",
        count=len(files),
    )


def _format(path: str) -> str:
    suffix = Path(path.replace("\\", "/")).suffix.lower()
    return FORMATS.get(suffix, "")


def _parquet_rows(path: Path) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return int(pq.read_metadata(path).num_rows)
    except (pa.ArrowException, OSError):
        return 0
