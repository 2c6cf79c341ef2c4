"""A file of answers as DuckDB reads it: where its rows are and what each column is keyed by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from cxkit.counted import BLOCKS
from cxkit.intake.counting.engine import name, text

ROW = "_row"
"""Column of the row number where the file's rows are not numbered one after the other."""

BLANK = "_blank"
"""Column that tells rows that are wholly blank, which are left out."""

BLOCK_OF = "_block"
"""Column of the random group of a row's customer."""

_MINUTES = (
    r"^(\S+[T ,]+\d{1,2}):[0-5]\d(:[0-5]\d([.,]\d+)?)?"
    r"(\s*([ap]\.?\s?m\.?|UTC|GMT|Z|[+-]\d{2}(:?00)?))?$"
)
"""A text with a time of day that may be cut to the hour without changing the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """One file, as it lies in a Parquet file of the client's or of the kit's own.

    Attributes
    ----------
    path : Path
        The Parquet file.
    places : Mapping[str, str]
        Name in the kit -> column of the Parquet file.
    schema : pyarrow.Schema
        Types of its columns.
    row : str
        SQL of the row number as a spreadsheet shows it.
    where : str
        SQL of the rows that count.
    by_hour : frozenset of str
        Columns of texts with a time of day, which is cut to the hour.
    block : str
        Column of the random group of a row's customer; empty where customers are not known.
    """

    path: Path
    places: Mapping[str, str]
    schema: pa.Schema = field(repr=False)
    row: str = "file_row_number + 2"
    where: str = "true"
    by_hour: frozenset[str] = frozenset()
    block: str = ""

    @property
    def rows(self) -> str:
        """SQL of the table of its rows."""
        return f"read_parquet({text(str(self.path))}, file_row_number = true)"

    @property
    def group(self) -> str:
        """SQL of the random group of a row: its customer's, else its own."""
        return name(self.block) if self.block else f"CAST(hash({self.row}) % {BLOCKS} AS UTINYINT)"

    def raw(self, column: str) -> str:
        """Return the SQL of a column as it came; blank where the file does not have it."""
        return name(self.places[column]) if column in self.places else "NULL"

    def key(self, column: str) -> str:
        """Return the SQL of what a column is counted by: times by the day or the hour."""
        raw, kind = self.raw(column), self._kind(column)
        if pa.types.is_timestamp(kind):
            moment = f"make_timestamp(epoch_us({raw}))" if kind.tz else raw
            return f"date_trunc('day', {moment})"
        if column in self.by_hour:
            return f"regexp_replace(trim({raw}), {text(_MINUTES)}, '\\1:00\\4')"
        return raw

    def is_text(self, column: str) -> bool:
        """Tell whether a column is text."""
        return _is_text(self._kind(column))

    def is_float(self, column: str) -> bool:
        """Tell whether a column may hold something that is not a number among numbers."""
        return bool(pa.types.is_floating(self._kind(column)))

    def is_whole(self, column: str) -> bool:
        """Tell whether a column holds whole numbers."""
        return bool(pa.types.is_integer(self._kind(column)))

    def is_small(self, column: str) -> bool:
        """Tell whether a column's type has few values, so that none need be looked at first."""
        kind = self._kind(column)
        return bool(
            pa.types.is_int8(kind)
            or pa.types.is_uint8(kind)
            or pa.types.is_boolean(kind)
            or pa.types.is_date(kind)
        )

    def _kind(self, column: str) -> pa.DataType:
        return self.schema.field(self.places[column]).type if column in self.places else pa.null()


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    texts = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    return any(test(kind) for test in texts)


def block_sql(key: str, row: str, missing: Sequence[str]) -> str:
    """Return the SQL of the random group of a row, from 0 to `BLOCKS` - 1.

    Parameters
    ----------
    key, row : str
        SQL of the customer's identifier as it came and of the row number. A row without an
        identifier stands alone: it falls into the group that its number draws.
    missing : sequence of str
        What stands for no identifier.
    """
    plain = f"nullif(trim(CAST({key} AS VARCHAR)), '')"
    for item in missing:
        plain = f"nullif({plain}, {text(item.strip())})"
    drawn = f"CASE WHEN {plain} IS NULL THEN hash({row}) ELSE hash({plain}) END"
    return f"CAST({drawn} % {BLOCKS} AS UTINYINT)"
