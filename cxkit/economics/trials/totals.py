"""Visitors and conversions of every variant, from rows of visitors or of totals."""

from __future__ import annotations

import pandas as pd

from cxkit.client import Table

KEYS = ["experiment", "arm"]


def is_totals(table: Table) -> bool:
    """Tell whether the rows are totals of a variant, rather than visitors."""
    frame = table.frame
    counted = "visitors" in frame and "conversions" in frame
    return counted and bool(frame["visitors"].notna().any())


def keyed(table: Table) -> pd.DataFrame:
    """Return experiment and arm of every row as text; the arm is missing where blank."""
    frame = table.frame
    keys = pd.DataFrame({"arm": frame["arm"].astype("str").where(frame["arm"].notna())})
    named = "experiment" in frame
    keys["experiment"] = frame["experiment"].astype("str").fillna("") if named else ""
    return keys


def sound_rows(table: Table) -> pd.DataFrame:
    """Return the rows that can be used: ``experiment``, ``arm``, ``day``, ``n`` and ``hits``.

    Rows of visitors count one each, blank marks left out. Totals that are blank, or with more
    conversions than visitors, are left out. ``day`` is missing where rows have no date.
    """
    frame, keys = table.frame, keyed(table)
    if is_totals(table):
        keys["n"], keys["hits"] = frame["visitors"], frame["conversions"]
    elif "converted" in frame:
        known = frame["converted"].notna()
        keys["n"] = known.astype(float)
        keys["hits"] = frame["converted"].astype("boolean").fillna(False).astype(float)
    else:
        return pd.DataFrame(columns=[*KEYS, "day", "n", "hits"])
    keys["day"] = pd.to_datetime(frame["date"]).dt.normalize() if "date" in frame else pd.NaT
    sound = keys["arm"].notna() & (keys["n"] >= keys["hits"]) & (keys["hits"] >= 0)
    return keys[sound & (keys["n"] > 0)]


def experiment_totals(table: Table) -> pd.DataFrame:
    """Return visitors and conversions of every arm: one row an experiment and arm."""
    sums = sound_rows(table).groupby(KEYS, sort=False, as_index=False)[["n", "hits"]]
    return sums.sum()


def running_totals(table: Table, experiment: str) -> pd.DataFrame | None:
    """Return visitors and conversions up to each day: columns ``(n|hits, arm)``, rows days.

    None where a row of the experiment has no date, or all have the same.
    """
    rows = sound_rows(table)
    rows = rows[rows["experiment"] == experiment]
    if rows.empty or rows["day"].isna().any() or rows["day"].nunique() < 2:
        return None
    daily = rows.pivot_table(index="day", columns="arm", values=["n", "hits"], aggfunc="sum")
    return daily.fillna(0.0).sort_index().cumsum()
