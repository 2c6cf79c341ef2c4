"""Opening an Excel workbook only after its archive has been found harmless."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from cxkit.errors import DataError, Problem, Severity, shown
from cxkit.intake.files.raw_table import RowTally
from cxkit.language import N_

MAX_UNPACKED = 1 << 30
"""Largest size of a workbook's parts when unpacked, in bytes."""

_MAX_RATIO = 500
_RATIO_FROM = 50 << 20
_MAX_PARTS = 10_000


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """Where the workbook is, for its problems."""

    file: str
    table: str

    def problem(
        self,
        rule: str,
        message: str,
        remedy: str,
        *,
        severity: Severity = "error",
        tally: RowTally | None = None,
        found: Sequence[object] = (),
        **values: object,
    ) -> Problem:
        """Build one problem of this workbook."""
        return Problem(
            rule=rule,
            message=message,
            remedy=remedy,
            values=values,
            severity=severity,
            file=self.file,
            table=self.table,
            rows=tally.rows if tally else (),
            count=tally.count if tally else len(found),
            found=shown(found),
        )

    def damaged(self) -> Problem:
        """Build the problem of a workbook that cannot be read."""
        return self.problem(
            "workbook-damaged",
            N_("The workbook cannot be read; it is damaged or not an XLSX file."),
            N_("Open it in your spreadsheet program and save it again as XLSX or CSV UTF-8."),
        )


def check_archive(path: Path, place: SheetPlace) -> None:
    """Refuse an archive that would unpack to too much or holds XML declarations."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            packed = max(sum(part.compress_size for part in parts), 1)
            absurd = unpacked > _RATIO_FROM and unpacked / packed > _MAX_RATIO
            if unpacked > MAX_UNPACKED or absurd or len(parts) > _MAX_PARTS:
                raise DataError(
                    place.problem(
                        "workbook-too-large",
                        N_("The workbook would unpack to {size} MB; it was not opened."),
                        N_("Save the sheet as CSV UTF-8 or Parquet."),
                        size=f"{unpacked / 1e6:.0f}",
                    )
                )
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    with archive.open(part) as content:
                        head = content.read(4096).replace(b"\0", b"").upper()
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                        raise DataError(
                            place.problem(
                                "workbook-entities",
                                N_(
                                    "The workbook holds XML declarations that no spreadsheet "
                                    "program writes and that can be used for an attack."
                                ),
                                N_("Ask where the file comes from; save the sheet as CSV UTF-8."),
                            )
                        )
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise DataError(place.damaged()) from error
    except RuntimeError as error:  # a part with a ZIP password
        raise DataError(place.damaged()) from error


@contextmanager
def open_workbook_file(
    path: Path, place: SheetPlace, *, results: bool = True
) -> Iterator[Workbook]:
    """Open a workbook for reading values only, whatever openpyxl says about its extras."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with path.open("rb") as source:
            try:
                book = load_workbook(source, read_only=True, data_only=results, keep_links=False)
            except Exception as error:  # openpyxl fails in many ways on a damaged file
                raise DataError(place.damaged()) from error
            with closing(book):
                yield book
