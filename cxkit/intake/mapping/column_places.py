"""Find the columns that ``engagement.yml`` declares in the files of a table."""

from __future__ import annotations

import difflib

from cxkit.engagement import ColumnSpec, FileSpec, TableSpec
from cxkit.errors import Problem
from cxkit.intake.files.headings import heading_key, is_made
from cxkit.intake.files.raw_table import RawTable
from cxkit.intake.mapping.heading_rows import declared_headings, heads_missing, no_heading_found
from cxkit.language import N_

Placed = list[dict[str, str]]
"""For each file: kit's column name -> heading in that file."""


def place_columns(
    name: str, spec: TableSpec, raws: list[tuple[FileSpec, RawTable]]
) -> tuple[Placed, list[Problem]]:
    """Find every declared column in the files that have it.

    Parameters
    ----------
    name : str
        Table of the contract.
    spec : TableSpec
        Its columns. Joined files have each column once; stacked files have all columns each,
        save those that name their one file.
    raws : list of tuple
        The files that could be read.

    Returns
    -------
    placed : list of dict
        For each file: the kit's column name -> heading in that file.
    problems : list of Problem
        An error for every column that is nowhere, or in several joined files; a single one
        for a file in which none of its headings is.
    """
    placed: Placed = [{} for _ in raws]
    problems: list[Problem] = []
    joined = bool(spec.files[0].key)
    headless = [heads_missing(spec, file, raw) for file, raw in raws]
    faulty = {
        index
        for index, (file, raw) in enumerate(raws)
        if joined and headless[index] and find_heading(file.key, raw) is None
    }
    for key, column in spec.columns.items():
        heading = column.source or key
        homes = [
            (index, actual)
            for index, (file, raw) in enumerate(raws)
            if (not column.file or column.file == file.path)
            and (actual := find_heading(heading, raw)) is not None
        ]
        is_key = joined and any(heading == file.key for file, _ in raws)
        if is_key and homes:
            homes = homes[:1]
        wanted = [
            index
            for index, (file, _) in enumerate(raws)
            if (column.file == file.path if column.file else not joined or index == 0)
        ]
        lacking = [index for index in wanted if index not in {home for home, _ in homes}]
        if lacking and not (joined and homes):
            anywhere = joined and not column.file
            if not (anywhere and faulty):
                faulty |= {index for index in lacking if headless[index]}
                problems += [
                    no_such_column(name, *raws[index], heading, anywhere=anywhere)
                    for index in lacking
                    if not headless[index]
                ]
            continue
        if not wanted and column.file not in {file.path for file in spec.files}:
            problems.append(_no_such_file(name, key, column, spec))
            continue
        if joined and len(homes) > 1:
            problems.append(_in_several_files(name, key, heading, raws))
            continue
        for index, actual in homes:
            placed[index][key] = actual
    for index in sorted(faulty):
        file, raw = raws[index]
        wanted_here = declared_headings(spec, file)
        if joined:
            elsewhere = {heading_key(actual) for other in placed for actual in other.values()}
            wanted_here = wanted_here - elsewhere | {heading_key(file.key)}
        problems.append(no_heading_found(name, file, raw, wanted_here))
    return placed, problems


def find_heading(heading: str, raw: RawTable) -> str | None:
    """Return a heading as the file writes it, case and blanks aside; None where it is not."""
    if heading in raw.cells.columns:
        return heading
    folded = {heading_key(str(actual)): str(actual) for actual in raw.cells.columns}
    return folded.get(heading_key(heading))


def no_such_column(
    name: str, file: FileSpec, raw: RawTable, heading: str, *, anywhere: bool = False
) -> Problem:
    """Build the problem of a heading that is not there, with the ones that are like it.

    Parameters
    ----------
    name : str
        Table of the contract.
    file, raw : FileSpec, RawTable
        Where it was looked for; a file that has at least one declared heading, so that the
        others are headings too and no customer's data.
    heading : str
        As written in ``engagement.yml``.
    anywhere : bool, default False
        Whether it might have been in any file of the table.
    """
    headings = [str(actual) for actual in raw.cells.columns if not is_made(str(actual))]
    close = difflib.get_close_matches(heading, headings, n=3, cutoff=0.6)
    folded = {heading_key(actual): actual for actual in headings}
    close = close or [
        folded[item]
        for item in difflib.get_close_matches(heading_key(heading), folded, n=3, cutoff=0.6)
    ]
    quoted = ", ".join(f"“{item}”" for item in (close or headings[:12]))
    return Problem(
        rule="column-not-found",
        message=N_("There is no column with this heading in the file.")
        if not anywhere
        else N_("There is no column with this heading in any file of the table."),
        remedy=N_("Did you mean {headings}? Correct “from:” in engagement.yml.")
        if close
        else N_("The file has: {headings}. Correct “from:” in engagement.yml."),
        values={"headings": quoted},
        file=file.path,
        table=name,
        column=heading,
    )


def _no_such_file(name: str, key: str, column: ColumnSpec, spec: TableSpec) -> Problem:
    return Problem(
        rule="column-file-unknown",
        message=N_("The column names the file “{file}”, which is not among the table's files."),
        remedy=N_("Write one of: {files}."),
        values={"file": column.file, "files": ", ".join(file.path for file in spec.files)},
        file="engagement.yml",
        table=name,
        column=key,
    )


def _in_several_files(
    name: str, key: str, heading: str, raws: list[tuple[FileSpec, RawTable]]
) -> Problem:
    return Problem(
        rule="column-in-several-files",
        message=N_("Several joined files have the heading “{heading}”."),
        remedy=N_("Say which with “file:” under the column, one of: {files}."),
        values={"heading": heading, "files": ", ".join(file.path for file, _ in raws)},
        file="engagement.yml",
        table=name,
        column=key,
    )
