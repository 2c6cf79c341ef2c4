"""A client as the analyses see it: engagement, tables, judgements; nothing that reads files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import pandas as pd

from cxkit.combinations import Coded, coded, combinations
from cxkit.engagement import LABELS, Engagement, LocalText, Role, TableName
from cxkit.engagement.delivered import DeliveredReport
from cxkit.engagement.judgements import Judgements
from cxkit.errors import Problem
from cxkit.findings import Evidence
from cxkit.frameworks.maturity_model import MaturityModel, kit_models
from cxkit.language import Words
from cxkit.sample import PLAIN, Sample
from cxkit.scales import Scale

ANSWERS = "answers"
"""Column that says how many identical answers a row stands for, in a table of counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table and what it means.

    Attributes
    ----------
    name : str
        Name in the kit.
    role : str
        What it is: ``"ltr"``, ``"segment"``, ``"rating"``, ...
    heading, file : str
        Heading and file it came from.
    scale : Scale or None
        Scale of an answer.
    label, touchpoint, dimension : LocalText or None
        What the reports call it, and what it belongs to.
    names : Mapping[str, LocalText]
        What the reports call its groups.
    unit : str
        Unit of a number.
    """

    name: str
    role: Role
    heading: str = ""
    file: str = ""
    scale: Scale | None = None
    label: LocalText | None = None
    touchpoint: LocalText | None = None
    dimension: LocalText | None = None
    names: Mapping[str, LocalText] = field(default_factory=lambda: MappingProxyType({}))
    unit: str = ""

    def title(self, words: Words) -> str:
        """Return what the reports call the column."""
        if self.label is not None:
            return self.label.say(words)
        standard = LABELS.get(self.name)
        return words(standard) if standard else self.name.replace("_", " ").capitalize()

    def group(self, value: object, words: Words) -> str:
        """Return what the reports call one of its groups."""
        named = self.names.get(str(value))
        return named.say(words) if named is not None else str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file of the client folder that was read.

    Attributes
    ----------
    path : str
        Relative to the client folder.
    sha256 : str
        Hash of its bytes.
    rows : int
        Data rows found, 0 for files of judgement.
    facts : tuple of tuple of str
        What was declared or detected, such as ``("delimiter", ";", "detected")``.
    """

    path: str
    sha256: str
    rows: int = 0
    facts: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a client, typed and checked.

    Attributes
    ----------
    name : str
        Name of its contract.
    frame : DataFrame
        One row as the contract says; columns named as in `columns`.
    columns : Mapping[str, Column]
        What every column means; personal columns are not among them.
    files : tuple of SourceFile
        Where it came from.
    sample : Sample
        How its rows were drawn.
    """

    name: str
    frame: pd.DataFrame
    columns: Mapping[str, Column]
    files: tuple[SourceFile, ...] = ()
    sample: Sample = PLAIN
    _coded: dict[str, Coded] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.frame)

    def with_role(self, *roles: Role) -> tuple[Column, ...]:
        """Return the columns of some roles, in the engagement's order."""
        return tuple(column for column in self.columns.values() if column.role in roles)

    def has(self, *names: str) -> bool:
        """Tell whether all these columns are there with at least one value."""
        return all(name in self.columns and self.frame[name].notna().any() for name in names)

    def cells(self, columns: Sequence[str]) -> pd.DataFrame:
        """Count the rows by the values of some columns.

        Parameters
        ----------
        columns : sequence of str
            Columns of the table.

        Returns
        -------
        DataFrame
            One row a combination that occurs, blanks included, in order of occurrence, and
            ``answers``: how many rows, or answers of a table of counts, have it.
        """
        names = [name for name in dict.fromkeys(columns) if name != ANSWERS]
        each = [self.coded(name) for name in names]
        found = combinations(each)
        counts = pd.Series(found.counts)
        if ANSWERS in self.columns:
            stood_for = self.frame[ANSWERS].to_numpy(dtype=np.float64, na_value=0.0)
            sums = np.bincount(found.row, weights=stood_for, minlength=len(counts))
            counts = pd.Series(sums).astype(self.frame[ANSWERS].dtype)
        # sorted they would follow the pseudonyms, and sums would differ between two copies
        order = np.argsort(found.first)
        held = {
            name: column.held.array.take(places[order])
            for name, column, places in zip(names, each, found.places, strict=True)
        }
        return pd.DataFrame({**held, ANSWERS: counts.array.take(order)})

    def coded(self, name: str) -> Coded:
        """Return a column as places among its sorted values, worked out once a table."""
        if name not in self._coded:
            self._coded[name] = coded(self.frame[name])
        return self._coded[name]

    def evidence(self, *columns: str, n: int, date: str = "date") -> Evidence:
        """Return where a number comes from, with the first and last date of the table.

        Parameters
        ----------
        *columns : str
            Columns that were used.
        n : int
            Base: answers, customers or cases used.
        date : str, default "date"
            Column of the dates; without values the evidence is undated.
        """
        start = end = None
        if self.has(date):
            days = self.frame[date].dropna()
            start, end = days.min().date(), days.max().date()
        return Evidence(table=self.name, columns=columns, n=n, start=start, end=end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A client, read and checked once.

    Attributes
    ----------
    slug : str
        Name of its folder.
    engagement : Engagement
        Conventions of the analysis.
    tables : Mapping[TableName, Table]
        Tables by name; absent ones are absent.
    judgements : Judgements
        The consultant's files of judgement.
    notes : tuple of Problem
        Warnings and notes of the reading.
    files : tuple of SourceFile
        Every file read, with its hash.
    maturity_models : Mapping[str, MaturityModel]
        Maturity models by key: the kit's and the client's own.
    previous_report : DeliveredReport or None
        What the report delivered before said, where it was kept.
    """

    slug: str
    engagement: Engagement
    tables: Mapping[TableName, Table] = field(default_factory=lambda: MappingProxyType({}))
    judgements: Judgements = field(default_factory=Judgements)
    notes: tuple[Problem, ...] = ()
    files: tuple[SourceFile, ...] = ()
    maturity_models: Mapping[str, MaturityModel] = field(default_factory=kit_models)
    previous_report: DeliveredReport | None = None
