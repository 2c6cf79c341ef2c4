"""One file of a client's, whatever its format, into a table of raw cells."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from cxkit.engagement import FileSpec
from cxkit.errors import DataError, Problem
from cxkit.intake.files.parquet import read_parquet
from cxkit.intake.files.raw_table import FileFacts, FileFormat, RawTable, Top
from cxkit.intake.files.text_file import read_text
from cxkit.intake.paths import resolve_inside, unreadable
from cxkit.language import N_, Message

MAX_BYTES = 2 << 30
"""Largest file read into memory."""

FORMATS: dict[str, FileFormat] = {
    ".csv": "text",
    ".tsv": "text",
    ".tab": "text",
    ".txt": "text",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".parquet": "parquet",
    ".pq": "parquet",
}
"""Endings of the file names the kit reads."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NAMES = {
    "zip": N_("a ZIP archive or an Excel workbook"),
    "parquet": N_("a Parquet file"),
    "ole": N_("an old Excel workbook (.xls)"),
    "pdf": N_("a PDF document"),
    "gzip": N_("a compressed file (gzip)"),
    "other": N_("something else"),
}


def read_raw(folder: Path, spec: FileSpec, *, table: str) -> RawTable:
    """Read one file of a client's exactly as it came.

    Parameters
    ----------
    folder : Path
        The client's folder; nothing outside it is opened.
    spec : FileSpec
        The file and what is declared about it; the rest is found out.
    table : str
        Table it belongs to, named in problems.

    Returns
    -------
    RawTable
        Cells, facts, and warnings.

    Raises
    ------
    DataError
        With every problem found: outside the folder, missing, too large (over
        `MAX_BYTES`), of a format that is not read, not what its name says, protected by a
        password, or damaged in one of the ways `read_text`, `read_sheet` and
        `read_parquet` list.
    """
    path = resolve_inside(folder, spec.path, table=table)
    try:
        return _read(path, spec, table)
    except PermissionError as error:
        raise unreadable(spec.path, table=table) from error


def _read(path: Path, spec: FileSpec, table: str) -> RawTable:
    size = path.stat().st_size
    kind = format_of(path, spec, table, size=size)
    with path.open("rb") as source:
        sha256 = hashlib.file_digest(source, "sha256").hexdigest()
    facts = FileFacts(path=spec.path, format=kind, rows=0, columns=0, sha256=sha256, bytes=size)
    top: Top = ()
    if kind == "text":
        text = read_text(path, spec, table=table)
        cells, problems, top = text.cells, text.problems, text.top
        facts = replace(
            facts, encoding=text.encoding, delimiter=text.delimiter, detected=text.detected
        )
    elif kind == "xlsx":
        from cxkit.intake.files.spreadsheet import read_sheet  # openpyxl is slow to import

        sheet = read_sheet(path, spec, table=table)
        cells, problems, top = sheet.cells, sheet.problems, sheet.top
        facts = replace(facts, sheet=sheet.sheet, detected=() if spec.sheet else ("sheet",))
    else:
        parquet = read_parquet(path, spec, table=table)
        cells, problems = parquet.cells, parquet.problems
    facts = replace(facts, rows=cells.shape[0], columns=cells.shape[1])
    return RawTable(cells=cells, facts=facts, problems=problems, top=top)


def format_of(
    path: Path, spec: FileSpec, table: str, *, size: int, most: int = MAX_BYTES
) -> FileFormat:
    """Return the format by the file's name, having made sure that its content agrees.

    Parameters
    ----------
    path : Path
        The file, already known to lie in the client's folder.
    spec, table : FileSpec, str
        What is declared about it, and the table it belongs to.
    size, most : int
        Its bytes, and the most that are allowed.

    Raises
    ------
    DataError
        If it is empty, too large, protected, not read, or not what its name says.
    """
    suffix = Path(spec.path.replace("\\", "/")).suffix.lower()
    with path.open("rb") as source:
        head = source.read(8)
    content = _content(head)
    expected = FORMATS.get(suffix)
    problem: Problem | None = None
    if content == "ole" and expected == "xlsx" and _encrypted(path):
        problem = _problem(
            "password",
            N_("The workbook is protected by a password."),
            N_("Open it, remove the password, and save it in the client's folder again."),
            spec,
            table,
        )
    elif expected is None or content == "ole":
        problem = _not_read(suffix, content, spec, table)
    elif size > most:
        problem = _problem(
            "file-too-large",
            N_("The file has {size} MB, more than the {most} MB that are read into memory."),
            N_("Keep only the columns and the period the analysis needs, or save it as Parquet."),
            spec,
            table,
            size=f"{size / 1e6:.0f}",
            most=f"{most / 1e6:.0f}",
        )
    elif not size:
        problem = _problem(
            "file-empty",
            N_("The file is empty: it has not even a heading."),
            N_("Export it again, or take it out of engagement.yml."),
            spec,
            table,
        )
    elif content != {"text": "", "xlsx": "zip", "parquet": "parquet"}[expected]:
        problem = _problem(
            "content-differs",
            N_("The name ends in {suffix}, but the content is {content}."),
            N_(
                "Give the file the ending of its real format (.csv, .xlsx, .parquet), or save it "
                "again in the format its name says."
            ),
            spec,
            table,
            suffix=suffix,
            content=Message(_NAMES[content or "other"]),
        )
    if problem is not None:
        raise DataError(problem)
    return expected or "text"


def _content(head: bytes) -> str:
    """Return what the first bytes of a file say it is, ``""`` if nothing in particular."""
    marks = {
        b"PK\x03\x04": "zip",
        b"PK\x05\x06": "zip",
        b"PAR1": "parquet",
        b"PARE": "parquet",
        _OLE: "ole",
        b"%PDF": "pdf",
        b"\x1f\x8b": "gzip",
    }
    return next((name for mark, name in marks.items() if head.startswith(mark)), "")


def _encrypted(path: Path) -> bool:
    """Tell whether an old-style container holds an encrypted workbook."""
    tail = b""
    with path.open("rb") as source:
        while block := source.read(1 << 20):
            if _ENCRYPTED in tail + block:
                return True
            tail = block[-len(_ENCRYPTED) :]
    return False


def _not_read(suffix: str, content: str, spec: FileSpec, table: str) -> Problem:
    """Build the problem for a format the kit does not read."""
    if suffix == ".xls" or content == "ole":
        message = N_("This is an old Excel workbook (.xls), which is not read.")
    elif suffix:
        message = N_("Files that end in {suffix} are not read.")
    else:
        message = N_("The name of the file has no ending that says its format.")
    return _problem(
        "format-unknown",
        message,
        N_(
            "Open it in the program it comes from and save it as XLSX, as CSV UTF-8 or as Parquet; "
            "the kit reads .csv, .tsv, .txt, .xlsx and .parquet."
        ),
        spec,
        table,
        suffix=suffix[:20],
    )


def _problem(
    rule: str, message: str, remedy: str, spec: FileSpec, table: str, **values: object
) -> Problem:
    return Problem(
        rule=rule, message=message, remedy=remedy, values=values, file=spec.path, table=table
    )
