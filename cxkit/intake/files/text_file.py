"""Reading CSV, TSV and TXT files as text, cell for cell, with the row of every fault."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import pandas as pd

from cxkit.engagement import FileSpec
from cxkit.errors import DataError, Problem
from cxkit.intake.files.raw_table import Top
from cxkit.intake.files.text_delimiter import DELIMITERS, Delimiter, detect_delimiter
from cxkit.intake.files.text_encoding import Encoding, choose_encoding
from cxkit.intake.files.text_faults import Faults
from cxkit.intake.files.text_records import MAX_LINE, Records, Sink

_AT_ONCE = 16_000_000
"""Bytes of a file up to which its text is taken into memory at once."""

_SAMPLE_LINES = 200
_SAMPLE_LETTERS = 1 << 18


@dataclass(frozen=True, slots=True, kw_only=True)
class TextContent:
    """Cells of a text file and how it is written.

    Attributes
    ----------
    cells : pandas.DataFrame
        Text columns indexed by row number; empty cells are missing.
    encoding, delimiter : str
        As read.
    detected : tuple of str
        Which of the two were found out.
    problems : tuple of Problem
        Warnings and notes.
    top : tuple
        Rows above the records, as in `RawTable`.
    """

    cells: pd.DataFrame
    encoding: str
    delimiter: str
    detected: tuple[str, ...]
    problems: tuple[Problem, ...]
    top: Top


def read_text(
    path: Path,
    spec: FileSpec,
    *,
    table: str,
    most_rows: int | None = None,
    sink: Sink | None = None,
) -> TextContent:
    """Read a text file with everything in it as text.

    Parameters
    ----------
    path : Path
        The file, already known to lie in the client's folder.
    spec : FileSpec
        Its declared encoding, delimiter, heading rows and rows to skip.
    table : str
        Table it belongs to.
    most_rows : int, optional
        Rows to read before stopping; all of them if absent.
    sink : callable, optional
        Takes the rows block by block; the content then has headings and no cells.

    Returns
    -------
    TextContent
        Rows that are wholly blank are left out; the others keep their row number.

    Raises
    ------
    DataError
        With all problems: unknown encoding, letters that cannot be read, zero bytes,
        a line that is too long, a quotation mark never closed, rows with too many or too
        few fields, an empty file.

    Notes
    -----
    Quoting follows RFC 4180; a stray quotation mark within one line is kept and warned of.
    """
    file = spec.path
    encoding, problems = choose_encoding(path, spec.encoding, file=file, table=table)
    if encoding is None:
        raise DataError(problems)
    faults = Faults(file=file, table=table)
    with _opened(path, encoding) as stream:
        delimiter, hinted = _delimiter(stream, spec, faults)
    with _opened(path, encoding) as stream:
        body = Records(stream, delimiter.character, faults, watch=not encoding.clean, sink=sink)
        body.skip(spec.skip_rows + hinted)
        headings = body.headings(spec.header_rows)
        small = most_rows is None and sink is None and path.stat().st_size <= _AT_ONCE
        if headings is not None and not (small and body.read_clean()):
            body.read_rows(most_rows)
    problems += faults.problems(clean=encoding.clean, encoding=encoding.name)
    cells, more = body.frame(headings, faults)
    problems += more
    if any(problem.severity == "error" for problem in problems):
        raise DataError(problems)
    named = {"encoding": encoding.detected, "delimiter": not spec.delimiter}
    return TextContent(
        cells=cells,
        encoding=encoding.name.removesuffix("-sig"),
        delimiter=delimiter.name,
        detected=tuple(name for name, found_out in named.items() if found_out),
        problems=tuple(problems),
        top=tuple(body.top),
    )


@contextmanager
def _opened(path: Path, encoding: Encoding) -> Iterator[TextIO]:
    with path.open("rb") as binary:
        stream = io.TextIOWrapper(
            binary, encoding=encoding.name, errors="replace", newline="", write_through=False
        )
        yield stream


def _delimiter(stream: TextIO, spec: FileSpec, faults: Faults) -> tuple[Delimiter, int]:
    """Return the delimiter, and 1 if the first line only names it (``sep=;``)."""
    for _ in range(spec.skip_rows):
        stream.readline(MAX_LINE)
    lines: list[str] = []
    letters = 0
    while len(lines) < _SAMPLE_LINES and letters < _SAMPLE_LETTERS:
        line = stream.readline(_SAMPLE_LETTERS)
        if not line:
            break
        lines.append(line)
        letters += len(line)
    complete = len(lines) < _SAMPLE_LINES and letters < _SAMPLE_LETTERS
    if lines:
        lines[0] = lines[0].lstrip("\ufeff")
    hint = lines[0].rstrip("\r\n") if lines else ""
    hinted = int(len(hint) == 5 and hint.lower().startswith("sep="))
    by_character = {character: name for name, character in DELIMITERS.items()}
    named = by_character.get(hint[4:], "") if hinted else ""
    detected = detect_delimiter(lines[hinted:], complete=complete)
    if spec.delimiter or named:
        chosen = Delimiter(name=spec.delimiter or named)
        faults.check_declared(chosen.name, detected.name, lines[hinted:])
        return chosen, hinted
    faults.rivals = (detected.name, *detected.rivals) if detected.rivals else ()
    return detected, hinted
