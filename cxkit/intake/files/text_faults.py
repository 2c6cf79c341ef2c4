"""Faults of a text file, gathered while it is read and told all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from cxkit.errors import Problem, Severity
from cxkit.intake.files.raw_table import RowTally
from cxkit.intake.files.text_delimiter import field_count
from cxkit.language import N_


@dataclass(slots=True)
class Faults:
    """What went wrong, row by row.

    Attributes
    ----------
    file, table : str
        Where.
    empty : bool
        Whether there is no heading at all.
    long_line, open_quote : int
        Row where reading had to stop, 0 if it did not.
    short, long : RowTally
        Rows with too few and too many fields.
    widths : Counter
        Numbers of fields of the rows that have too many.
    stray, torn : RowTally
        Rows with a quotation mark out of place, within a line and over several lines.
    zero, replaced : RowTally
        Rows with zero bytes and with letters that could not be read.
    rivals : tuple of str
        Delimiters between which the file does not decide.
    wrong_delimiter : str
        Delimiter that would fit better than the declared one.
    """

    file: str
    table: str
    empty: bool = False
    long_line: int = 0
    open_quote: int = 0
    short: RowTally = field(default_factory=RowTally)
    long: RowTally = field(default_factory=RowTally)
    widths: Counter[int] = field(default_factory=Counter)
    stray: RowTally = field(default_factory=RowTally)
    torn: RowTally = field(default_factory=RowTally)
    zero: RowTally = field(default_factory=RowTally)
    replaced: RowTally = field(default_factory=RowTally)
    rivals: tuple[str, ...] = ()
    declared_delimiter: str = ""
    wrong_delimiter: str = ""

    def look(self, lines: Sequence[str], row: int, *, replaced: bool) -> None:
        """Look for zero bytes and unreadable letters in the lines of a record."""
        for line in lines:
            if "\0" in line:
                self.zero.add(row)
                break
        for line in lines:
            if "\ufffd" in line:
                self.replaced.add(row)
                break

    def check_declared(self, declared: str, detected: str, lines: Sequence[str]) -> None:
        """Note a declared delimiter that does not part the heading while another does."""
        if declared == detected or not lines:
            return
        if field_count(lines[0], declared) == 1 and field_count(lines[0], detected) > 1:
            self.declared_delimiter, self.wrong_delimiter = declared, detected

    def header_only(self) -> Problem:
        """Say that there is a heading and nothing below it."""
        return self._problem(
            "header-only",
            N_("The file has a heading but no rows below it."),
            N_("Export it again with its rows, if there should be any."),
            severity="warning",
        )

    def problems(self, *, clean: bool, encoding: str) -> list[Problem]:
        """Return everything that was found, errors first."""
        found = [*self._stops(), *self._letters(clean, encoding), *self._quotes()]
        return found + self._widths() + self._delimiters()

    def _stops(self) -> list[Problem]:
        found = []
        if self.long_line:
            found.append(
                self._problem(
                    "line-too-long",
                    N_("A line is longer than 1,000,000 characters; reading stopped there."),
                    N_(
                        "This is hardly a table. Export the file again, one record a line, or "
                        "check that it is a CSV file at all."
                    ),
                    rows=(self.long_line,),
                )
            )
        if self.open_quote:
            found.append(
                self._problem(
                    "quote-open",
                    N_(
                        'A quotation mark (") is opened in this row and never closed, so that '
                        "it would swallow the rest of the file."
                    ),
                    N_(
                        "Delete it, or close it at the end of its cell; a quotation mark inside "
                        "a quoted cell is written twice."
                    ),
                    rows=(self.open_quote,),
                )
            )
        if self.empty and not found:
            found.append(
                self._problem(
                    "file-empty",
                    N_("The file is empty: it has not even a heading."),
                    N_("Export it again, or take it out of engagement.yml."),
                )
            )
        return found

    def _letters(self, clean: bool, encoding: str) -> list[Problem]:
        found = []
        if self.zero.count:
            found.append(
                self._tallied(
                    "zero-bytes",
                    N_("There are zero bytes in the text; the file is damaged or not text."),
                    N_("Open it in the program it comes from and save it again as CSV UTF-8."),
                    self.zero,
                )
            )
        if self.replaced.count and not clean:
            found.append(
                self._tallied(
                    "undecodable",
                    N_("Some letters cannot be read as {encoding}."),
                    N_(
                        "Save the file again as CSV UTF-8, or declare the encoding it has, such "
                        "as “encoding: cp1252”."
                    ),
                    self.replaced,
                    encoding=encoding.removesuffix("-sig"),
                )
            )
        elif self.replaced.count:
            found.append(
                self._tallied(
                    "letters-lost",
                    N_("Letters were lost before this file was made; it holds “�” instead."),
                    N_("Export it again from its source as CSV UTF-8 if these texts matter."),
                    self.replaced,
                    severity="warning",
                )
            )
        return found

    def _quotes(self) -> list[Problem]:
        found = []
        if self.torn.count:
            found.append(
                self._tallied(
                    "quote-torn",
                    N_(
                        'Text follows a closing quotation mark (") some lines after it was '
                        "opened; it was probably never closed where it should be."
                    ),
                    N_(
                        "Close it at the end of its cell; a quotation mark inside a quoted cell "
                        "is written twice."
                    ),
                    self.torn,
                )
            )
        if self.stray.count:
            found.append(
                self._tallied(
                    "quote-stray",
                    N_('A quoted cell has a quotation mark (") inside that is not doubled.'),
                    N_("The text was kept as it reads; look at these rows."),
                    self.stray,
                    severity="warning",
                )
            )
        return found

    def _widths(self) -> list[Problem]:
        found = []
        if self.long.count:
            usual, times = self.widths.most_common(1)[0]
            if times >= 3 and times > self.long.count / 2 and not self.short.count:
                found.append(
                    self._tallied(
                        "heading-narrow",
                        N_("Rows have {usual} fields, more than the heading has."),
                        N_(
                            "If the file starts with a title, say how many rows come before the "
                            "heading (“skip_rows: 2”); else complete the heading, or declare "
                            "the delimiter."
                        ),
                        self.long,
                        usual=usual,
                    )
                )
            else:
                found.append(
                    self._tallied(
                        "row-long",
                        N_("Rows have more fields than the heading."),
                        N_(
                            "Put cells that contain the delimiter in quotation marks, or save "
                            "the file as XLSX."
                        ),
                        self.long,
                    )
                )
        if self.short.count:
            found.append(
                self._tallied(
                    "row-short",
                    N_("Rows have fewer fields than the heading."),
                    N_(
                        "Complete them; a line break inside a cell needs quotation marks around "
                        "the cell. Delete notes and totals below the table."
                    ),
                    self.short,
                )
            )
        return found

    def _delimiters(self) -> list[Problem]:
        found = []
        if self.wrong_delimiter:
            found.append(
                self._problem(
                    "delimiter-wrong",
                    N_("“delimiter: {declared}” does not part the heading, “{better}” would."),
                    N_("Correct or delete the line “delimiter:”."),
                    severity="warning",
                    declared=self.declared_delimiter,
                    better=self.wrong_delimiter,
                )
            )
        if self.rivals:
            found.append(
                self._problem(
                    "delimiter-unclear",
                    N_("The delimiter could be {choices}; “{taken}” was taken."),
                    N_("Declare it after “delimiter:”."),
                    severity="warning",
                    choices=", ".join(f"“{name}”" for name in self.rivals),
                    taken=self.rivals[0],
                )
            )
        return found

    def _tallied(
        self,
        rule: str,
        message: str,
        remedy: str,
        tally: RowTally,
        *,
        severity: Severity = "error",
        **values: object,
    ) -> Problem:
        return self._problem(
            rule, message, remedy, rows=tally.rows, count=tally.count, severity=severity, **values
        )

    def _problem(
        self,
        rule: str,
        message: str,
        remedy: str,
        *,
        rows: tuple[int, ...] = (),
        count: int | None = None,
        severity: Severity = "error",
        **values: object,
    ) -> Problem:
        return Problem(
            rule=rule,
            message=message,
            remedy=remedy,
            values=values,
            severity=severity,
            file=self.file,
            table=self.table,
            rows=rows,
            count=len(rows) if count is None else count,
        )
