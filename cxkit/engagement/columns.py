"""How a column of a client's file is read: where it comes from, what it means, on which scale."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from cxkit.engagement.rules import broken
from cxkit.engagement.text import Text
from cxkit.language import N_
from cxkit.scales import Scale, default_top_box

Role = Literal[
    "id",
    "key",
    "date",
    "category",
    "segment",
    "ltr",
    "csat",
    "ces",
    "rating",
    "item",
    "verbatim",
    "personal",
    "number",
    "money",
    "flag",
    "weight",
]
DateOrder = Literal["dmy", "mdy", "ymd"]
Name = Annotated[
    str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$", description="snake_case: a-z, 0-9 and _")
]

SCORED: frozenset[str] = frozenset({"ltr", "csat", "ces", "rating", "item"})
"""Roles whose values are answers on a declared scale."""


class ScaleSpec(BaseModel):
    """Scale of a question, written ``[1, 5]`` or with its direction, top box and labels.

    Attributes
    ----------
    low, high : int
        Lowest and highest answer offered.
    better : {"high", "low"}
        Which end is the good one.
    top_box : int or None
        Least favourable answer still counted as favourable; the usual one if absent.
    labels : dict
        What each answer was called.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    low: Annotated[int, Field(ge=-10, le=100)]
    high: Annotated[int, Field(ge=-10, le=100)]
    better: Literal["high", "low"] = "high"
    top_box: int | None = None
    labels: dict[int, Text] = {}

    @model_validator(mode="after")
    def _ordered(self) -> ScaleSpec:
        if self.low >= self.high:
            raise broken(
                "scale_order",
                N_("“{place}” runs from {low} to {high}; write the lowest answer first."),
                low=self.low,
                high=self.high,
            )
        if self.top_box is not None and not self.low <= self.top_box <= self.high:
            raise broken(
                "scale_top_box",
                N_("“{place}” has the top_box {top_box}, outside its scale {low} to {high}."),
                top_box=self.top_box,
                low=self.low,
                high=self.high,
            )
        return self

    def scale(self) -> Scale:
        """Return the scale the calculations use."""
        up = self.better == "high"
        top = self.top_box
        if top is None:
            top = default_top_box(self.low, self.high, higher_is_better=up)
        return Scale(low=self.low, high=self.high, higher_is_better=up, top_box=top)


def _scale_from_list(value: Any) -> Any:
    if isinstance(value, list | tuple) and len(value) == 2:
        return {"low": value[0], "high": value[1]}
    return value


class ColumnSpec(BaseModel):
    """One column of a table: the kit's name is the key, this says where it comes from.

    Attributes
    ----------
    source : str
        Heading in the client's file, written ``from:``; the kit's own name if absent.
    file : str
        Path of the file it comes from, where several are joined and share the heading.
    role : str or None
        What the column is; known for the table's standard columns, else it must be said.
    scale : ScaleSpec or None
        Range and direction, required for effort and rating questions.
    values : dict
        Recodes answers: ``{"Very satisfied": 5}``.
    missing : tuple of str
        Values that mean "no answer" or "not applicable".
    label : Text or None
        What the reports call it.
    names : dict
        What the reports call its groups: ``{Sucursal: {es: Sucursal, en: Branch}}``.
    touchpoint, dimension : Text or None
        What a rating or an employee item belongs to.
    date_order : {"dmy", "mdy", "ymd"} or None
        Order of the date's parts, where this column differs from its file.
    unit : str
        Unit of a number: "days", "months", "minutes".
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    source: Annotated[str, Field(alias="from", max_length=500)] = ""
    file: str = ""
    role: Role | None = None
    scale: Annotated[ScaleSpec | None, BeforeValidator(_scale_from_list)] = None
    values: dict[str, str] = {}
    missing: tuple[str, ...] = ()
    label: Text | None = None
    names: dict[str, Text] = {}
    touchpoint: Text | None = None
    dimension: Text | None = None
    date_order: DateOrder | None = None
    unit: Literal["", "seconds", "minutes", "hours", "days", "months", "years"] = ""


def _column_from_string(value: Any) -> Any:
    """Accept ``ltr: NPS`` as short for ``ltr: {from: NPS}``."""
    return {"from": value} if isinstance(value, str) else value


Column = Annotated[ColumnSpec, BeforeValidator(_column_from_string)]


class FileSpec(BaseModel):
    """One file of the client's and how to read it; what is absent is detected and shown.

    Attributes
    ----------
    path : str
        Relative to the client folder.
    sheet : str
        Sheet of a spreadsheet; the first if absent.
    delimiter, encoding, decimal : str
        How a text file is written.
    date_order : {"dmy", "mdy", "ymd"} or None
        Order of the parts of its dates.
    header_rows, skip_rows : int
        Rows that make the heading (joined where several), and rows before it.
    key : str
        Heading that joins this file to the others of the table.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: Annotated[str, Field(min_length=1, max_length=300)]
    sheet: str = ""
    delimiter: Literal["", ",", ";", "tab", "|"] = ""
    encoding: str = ""
    decimal: Literal["", ".", ","] = ""
    date_order: DateOrder | None = None
    header_rows: Annotated[int, Field(ge=1, le=5)] = 1
    skip_rows: Annotated[int, Field(ge=0, le=1000)] = 0
    key: str = ""


def _file_from_string(value: Any) -> Any:
    return {"path": value} if isinstance(value, str) else value


class TableSpec(BaseModel):
    """One table: the files it comes from and the columns it has.

    Several files with the same headings are stacked one under the other; several files
    with a ``key`` each are joined side by side onto the first.

    Attributes
    ----------
    files : tuple of FileSpec
        Where its rows are.
    columns : dict of ColumnSpec
        What they hold.
    read : {"", "rows", "counts"}
        Whether answers are read one by one or only counted; by the size of the files if
        absent.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    files: Annotated[
        tuple[Annotated[FileSpec, BeforeValidator(_file_from_string)], ...], Field(min_length=1)
    ]
    columns: Annotated[dict[Name, Column], Field(min_length=1)]
    read: Literal["", "rows", "counts"] = ""

    @model_validator(mode="before")
    @classmethod
    def _one_file(cls, value: Any) -> Any:
        """Accept ``file:`` for the usual case of one file."""
        if isinstance(value, dict) and "file" in value and "files" not in value:
            rest = {key: item for key, item in value.items() if key != "file"}
            return {**rest, "files": [value["file"]]}
        return value

    @model_validator(mode="after")
    def _keys_all_or_none(self) -> TableSpec:
        with_key = [bool(file.key) for file in self.files]
        if any(with_key) and not all(with_key):
            raise broken(
                "key_all_or_none",
                N_(
                    "Some files of “{place}” have a key and some have not; "
                    "give every file to be joined its key."
                ),
            )
        return self
