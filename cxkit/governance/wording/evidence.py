"""Where a sentence on governance comes from."""

from __future__ import annotations

from cxkit.findings import Evidence
from cxkit.governance.loop_cases import Cases
from cxkit.language import Words


def file_source(file: str, part: str, words: Words) -> str:
    """Say which file of judgement, and which part of it, a figure comes from."""
    if not part:
        return words("Source: {file}", file=file)
    return words("Source: {file} ({part})", file=file, part=part)


def table_source(evidence: Evidence, words: Words) -> str:
    """Say which table and columns a figure comes from."""
    columns = ", ".join(evidence.columns)
    if evidence.table == "closed_loop":
        return file_source("closed_loop.csv", columns, words)
    return words("Source: table {table} ({columns})", table=evidence.table, columns=columns)


def left_out(cases: Cases, words: Words) -> list[str]:
    """Say which cases were left out or are odd, a sentence each."""
    said = []
    if cases.n_contradictory:
        said.append(
            words.plural(
                "{n} case cannot have happened as written, because a step is dated before the one "
                "that comes first; it is left out. Correct its dates.",
                "{n} cases cannot have happened as written, because a step is dated before the "
                "one that comes first; they are left out. Correct their dates.",
                cases.n_contradictory,
            )
        )
    if cases.n_skipped:
        said.append(
            words.plural(
                "{n} case is resolved although no contact with the customer is recorded.",
                "{n} cases are resolved although no contact with the customer is recorded.",
                cases.n_skipped,
            )
        )
    if cases.n_later:
        said.append(
            words.plural(
                "{n} case is dated after the day of the data and left out.",
                "{n} cases are dated after the day of the data and left out.",
                cases.n_later,
            )
        )
    if cases.n_undated:
        said.append(
            words.plural(
                "{n} case without a date of receipt is left out.",
                "{n} cases without a date of receipt are left out.",
                cases.n_undated,
            )
        )
    return said
