"""Reading Parquet files: values as stored, flat columns only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from cxkit.engagement import FileSpec
from cxkit.errors import DataError, Problem, shown
from cxkit.intake.files.headings import clean_heading, unique_headings
from cxkit.language import N_

MAX_UNPACKED = 4 << 30
"""Largest size of the columns when unpacked, in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParquetContent:
    """Cells of a Parquet file.

    Attributes
    ----------
    cells : pandas.DataFrame
        Values as stored, indexed by row number as in a spreadsheet (the first is 2).
        Whole numbers stay whole where some are missing; missing text and empty text are
        both missing.
    problems : tuple of Problem
        Warnings and notes.
    """

    cells: pd.DataFrame
    problems: tuple[Problem, ...]


def read_parquet(path: Path, spec: FileSpec, *, table: str) -> ParquetContent:
    """Read a Parquet file.

    Parameters
    ----------
    path : Path
        The file, already known to lie in the client's folder.
    spec : FileSpec
        Its path as declared; the options of text files do not apply.
    table : str
        Table it belongs to.

    Returns
    -------
    ParquetContent
        Decimal numbers become floats and dictionaries their values.

    Raises
    ------
    DataError
        If the file is damaged, too large when unpacked, has no columns, or a column holds
        lists, records or bytes that are not text.
    """
    file = spec.path
    try:
        with pq.ParquetFile(path) as source:
            _check_size(source, file, table)
            check_flat(source.schema_arrow, file, table)
            data = source.read(use_threads=False)
        cells = as_stored(data)
    except (pa.ArrowException, OSError, UnicodeDecodeError, OverflowError) as error:
        raise damaged(file, table) from error
    headings, problems = unique_headings(
        [clean_heading(name) for name in data.column_names], file=file, table=table
    )
    cells.columns = pd.Index(headings)
    cells.index = pd.Index(np.arange(2, len(cells) + 2, dtype=np.int64))
    if not len(cells):
        problems.append(header_only(file, table))
    return ParquetContent(cells=cells, problems=tuple(problems))


def as_stored(data: pa.Table) -> pd.DataFrame:
    """Return the cells of an Arrow table as the kit takes them from Parquet.

    Parameters
    ----------
    data : pyarrow.Table
        Flat columns.

    Returns
    -------
    DataFrame
        Columns named by their place, ``"0"`` onward; decimal numbers are floats, dictionaries
        their values, whole numbers stay whole where some are missing, empty texts are missing.
    """
    flat = pa.Table.from_arrays(
        [_plain(column) for column in data.columns],
        names=[str(place) for place in range(data.num_columns)],
    )
    cells: pd.DataFrame = flat.to_pandas(
        ignore_metadata=True, integer_object_nulls=True, use_threads=False
    )
    return cells


def damaged(file: str, table: str) -> DataError:
    """Build the error of a file that cannot be read."""
    return DataError(
        Problem(
            rule="parquet-damaged",
            message=N_("The Parquet file cannot be read; it is damaged or incomplete."),
            remedy=N_("Copy or export it again."),
            file=file,
            table=table,
        )
    )


def header_only(file: str, table: str) -> Problem:
    """Build the warning of a file without rows."""
    return Problem(
        rule="header-only",
        severity="warning",
        message=N_("The file has a heading but no rows below it."),
        remedy=N_("Export it again with its rows, if there should be any."),
        file=file,
        table=table,
    )


def _check_size(source: pq.ParquetFile, file: str, table: str) -> None:
    metadata = source.metadata
    size = sum(
        metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups)
    )
    if size > MAX_UNPACKED:
        raise DataError(
            Problem(
                rule="file-too-large",
                message=N_("The file would unpack to {size} MB; it was not opened."),
                remedy=N_("Keep only the columns and the period the analysis needs."),
                values={"size": f"{size / 1e6:.0f}"},
                file=file,
                table=table,
            )
        )


def check_flat(schema: pa.Schema, file: str, table: str) -> None:
    """Refuse columns that hold more than one value a cell.

    Raises
    ------
    DataError
        If there is such a column, or no column at all.
    """
    if not len(schema):
        raise DataError(
            Problem(
                rule="file-empty",
                message=N_("The file has no columns."),
                remedy=N_("Export it again, or take it out of engagement.yml."),
                file=file,
                table=table,
            )
        )
    nested = [field.name for field in schema if not _is_flat(field.type)]
    if nested:
        raise DataError(
            Problem(
                rule="columns-nested",
                message=N_("Some columns hold lists or records instead of one value a cell."),
                remedy=N_("Export them as separate columns, or leave them out."),
                file=file,
                table=table,
                found=shown(nested),
                count=len(nested),
            )
        )


def _is_flat(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_flat(kind.value_type)
    return not pa.types.is_nested(kind) and not isinstance(kind, pa.BaseExtensionType)


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column without dictionaries, decimals, bytes and empty texts."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    kind = column.type
    if pa.types.is_decimal(kind):
        return column.cast(pa.float64())
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        column = column.cast(pa.large_string())
    if pa.types.is_fixed_size_binary(kind):
        column = column.cast(pa.binary()).cast(pa.large_string())
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        column = column.cast(pa.large_string())
        return pc.if_else(pc.equal(pc.binary_length(column), 0), None, column)
    return column
