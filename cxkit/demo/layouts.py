"""How each client's files come: formats, headings, joins; the same tables thrice unlike."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from cxkit.demo.files import Column, Style
from cxkit.demo.profiles import Both, Profile, both

Headings = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePlan:
    """One file of a table.

    Attributes
    ----------
    path : str
        Inside the client folder; its ending decides the format.
    columns : tuple of str
        Columns it holds; all if empty.
    key : str
        Column that joins it to the table's other files.
    """

    path: str
    columns: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Files and headings of one client.

    Attributes
    ----------
    style : Style
        How its text files are written.
    files : dict
        Files by table; the order of tables is that of ``engagement.yml``.
    headings : dict
        Heading of every standard column by table.
    words : dict
        Answers to the satisfaction question written as words, if any.
    """

    style: Style
    files: dict[str, tuple[FilePlan, ...]]
    headings: Headings
    words: dict[int, str]


def columns_of(
    profile: Profile, layout: Layout, table: str, frame: pd.DataFrame
) -> dict[str, Column]:
    """Return the columns of a table: heading, role, scale, label, in the file's order.

    Columns of groups also say what reports call every group that the table holds.
    """
    headings = dict(layout.headings[table])
    extra: dict[str, dict[str, object]] = {}
    if table == "responses":
        for attribute in profile.attributes:
            headings[attribute.column] = attribute.heading
            extra[attribute.column] = {
                "role": "rating",
                "scale": [1, 5],
                "label": attribute.label,
            }
    elif table == "customers":
        for need, (heading, label) in profile.needs.items():
            headings[need] = heading
            extra[need] = {"role": "rating", "scale": [1, 5], "label": label}
    elif table == "employees":
        for item, (heading, label, dimension) in profile.items.items():
            headings[item] = heading
            extra[item] = {
                "role": "item",
                "scale": [1, 5],
                "label": label,
                "dimension": dimension,
            }
    found = {}
    for name, heading in headings.items():
        spec = extra.get(name) or _spec(profile, layout, table, name)
        if name in GROUPS:
            spec = spec | {"names": _names(profile, frame[name])}
        recode = layout.words if (table, name) == ("responses", "csat") else {}
        time = table in ("tickets", "events") and name in _TIMES
        found[name] = Column(name=name, heading=heading, spec=spec, time=time, recode=recode)
    return found


GROUPS = frozenset(
    {
        "wave",
        "touchpoint",
        "stage",
        "channel",
        "segment",
        "region",
        "acquired",
        "product",
        "reason",
        "area",
        "unit",
        "seniority",
        "experiment",
    }
)
"""Columns whose groups have a name in both languages."""

_TIMES = frozenset({"opened", "first_reply", "resolved", "due", "time"})

_LABELS = {
    "segment": both("Segmento", "Segment"),
    "region": both("Región", "Region"),
    "seniority": both("Antigüedad", "Length of service"),
}


def _names(profile: Profile, values: pd.Series) -> dict[str, Both]:
    """Return what reports call the groups of a column, in the profile's order."""
    found = set(values.dropna())
    return {name: label for name, label in profile.labels.items() if name in found}


def _spec(profile: Profile, layout: Layout, table: str, name: str) -> dict[str, object]:
    """Return what has to be said of a column beyond its heading."""
    spec: dict[str, object] = {}
    if name in _LABELS:
        spec = {"role": "segment", "label": _LABELS[name]}
    elif name == "csat":
        spec = {"scale": [1, 5]}
        if table == "responses" and layout.words:
            spec["values"] = {word: str(score) for score, word in layout.words.items()}
        if table == "tickets":
            spec["role"] = "csat"
    elif name == "ces":
        effort = profile.effort
        scale: dict[str, object] = {"low": effort.low, "high": effort.high, "better": effort.better}
        if effort.labels:
            scale["labels"] = dict(effort.labels)
        spec = {"scale": scale}
    elif name == "duration":
        spec = {"unit": "minutes"}
    return spec
