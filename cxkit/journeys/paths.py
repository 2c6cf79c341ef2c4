"""How cases move: the path most of them take, its variants, and touchpoints they return to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxkit.stats import holm, share_difference, wilson_interval

LEAST_GO_ON = 0.05
"""Where fewer of the cases at a step go on to a new one, the path is taken to end there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variants:
    """The ways that cases took, as sequences of touchpoints.

    Attributes
    ----------
    table : DataFrame
        One row a variant, most frequent first: ``steps`` (tuple of touchpoints), ``n``,
        ``share``.
    n_cases, n_variants : int
        Cases, and different ways among them.
    """

    table: pd.DataFrame
    n_cases: int
    n_variants: int


def case_steps(events: pd.DataFrame) -> pd.DataFrame:
    """Return the events in the order in which each case met them.

    Parameters
    ----------
    events : DataFrame
        Columns ``case, touchpoint, time``; rows that lack one of them are left out.

    Returns
    -------
    DataFrame
        ``case, touchpoint, time, place``: sorted by case and time, equal times in the order
        of the file; ``place`` counts the events of a case from 0.
    """
    known = events[["case", "touchpoint", "time"]].dropna()
    steps = known.astype({"case": str, "touchpoint": str})
    steps = steps.sort_values("time", kind="stable").sort_values("case", kind="stable")
    steps = steps.reset_index(drop=True)
    return steps.assign(place=steps.groupby("case", sort=False).cumcount())


def main_path(steps: pd.DataFrame, *, min_base: int = 1) -> tuple[str, ...]:
    """Return the path that most cases share.

    Parameters
    ----------
    steps : DataFrame
        As returned by `case_steps`.
    min_base : int, default 1
        A step that fewer cases go on to ends the path.

    Returns
    -------
    tuple of str
        Touchpoints in order; empty without events.

    Notes
    -----
    From the most frequent first touchpoint, each next step is the touchpoint that most of
    the cases that go on meet next among those not on the path yet. The path ends where no
    touchpoint is next for more than half of those that go on (cases scatter), where fewer
    than 5 % of the cases at the step go on, or fewer than `min_base`. Returns to steps met
    before do not count.
    """
    first = steps.drop_duplicates(["case", "touchpoint"])
    if first.empty:
        return ()
    starts = first.drop_duplicates("case")["touchpoint"].value_counts()
    path = [str(min(starts.index[starts == starts.max()]))]
    while True:
        here = first.loc[first["touchpoint"] == path[-1], ["case", "place"]]
        later = first[~first["touchpoint"].isin(path)].merge(
            here, on="case", suffixes=("", "_here")
        )
        later = later[later["place"] > later["place_here"]].drop_duplicates("case")
        following = later["touchpoint"].value_counts()
        if following.empty:
            return tuple(path)
        most = int(following.max())
        enough = most >= min_base and len(later) >= LEAST_GO_ON * len(here)
        if not (enough and most * 2 > len(later)):
            return tuple(path)
        path.append(str(following.index[0]))


def variants(steps: pd.DataFrame) -> Variants:
    """Count the different ways that cases took.

    Parameters
    ----------
    steps : DataFrame
        As returned by `case_steps`.

    Returns
    -------
    Variants
        Ways of equal frequency in alphabetical order.
    """
    ways = steps.groupby("case", sort=False)["touchpoint"].agg(tuple)
    counts = ways.value_counts()
    table = pd.DataFrame({"steps": list(counts.index), "n": counts.to_numpy(dtype=int)})
    table = table.sort_values("steps", kind="stable").sort_values(
        "n", ascending=False, kind="stable"
    )
    n_cases = len(ways)
    share = table["n"] / max(n_cases, 1)
    return Variants(
        table=table.assign(share=share).reset_index(drop=True),
        n_cases=n_cases,
        n_variants=len(table),
    )


def returns(
    steps: pd.DataFrame, path: tuple[str, ...], *, min_base: int, confidence: float = 0.95
) -> pd.DataFrame:
    """Share of the cases of each touchpoint that meet it more than once.

    Parameters
    ----------
    steps : DataFrame
        As returned by `case_steps`.
    path : tuple of str
        The main path; its steps are compared among themselves, all other touchpoints
        among themselves.
    min_base : int
        Touchpoints with fewer cases are compared with nothing.
    confidence : float, default 0.95
        Two-sided level of the Wilson interval.

    Returns
    -------
    DataFrame
        One row a touchpoint, in the order cases meet them: ``touchpoint, on_path, n,
        n_returned, share, ci_low, ci_high, others, median_place, p_value``. ``others`` is
        the share of the touchpoints it is compared with; both it and ``p_value`` are NaN
        where it is compared with none. ``median_place`` counts from 1.

    Notes
    -----
    A case may stand on both sides of a comparison, at different touchpoints; the p value
    treats these as independent.
    """
    visits = steps.groupby(["touchpoint", "case"], sort=False).size()
    per = visits.groupby(level="touchpoint")
    table = pd.DataFrame({"n": per.size(), "n_returned": (visits > 1).groupby(level=0).sum()})
    first = steps.drop_duplicates(["case", "touchpoint"])
    table["median_place"] = first.groupby("touchpoint")["place"].median() + 1
    table = table.rename_axis("touchpoint").reset_index()
    table["on_path"] = table["touchpoint"].isin(path)
    table["share"] = table["n_returned"] / table["n"]
    limits = [
        wilson_interval(float(back), float(n), confidence=confidence)
        for back, n in zip(table["n_returned"], table["n"], strict=True)
    ]
    table["ci_low"] = [low for low, _ in limits]
    table["ci_high"] = [high for _, high in limits]
    table["others"], table["p_value"] = np.nan, np.nan
    for _, kind in table[table["n"] >= min_base].groupby("on_path"):
        _compare(table, kind)
    order = table.assign(rank=[_rank(name, path) for name in table["touchpoint"]])
    order = order.sort_values(["rank", "median_place", "touchpoint"], kind="stable")
    names = ["touchpoint", "on_path", "n", "n_returned", "share", "ci_low", "ci_high"]
    return order[[*names, "others", "median_place", "p_value"]].reset_index(drop=True)


def adjusted(*families: pd.DataFrame) -> int:
    """Correct the p values of several tables together (Holm), in place of each ``p_adjusted``.

    Parameters
    ----------
    *families : DataFrame
        Tables with a column ``p_value``; NaN where nothing is compared. Each receives a
        column ``p_adjusted``.

    Returns
    -------
    int
        Comparisons corrected for.
    """
    known = [table["p_value"].dropna() for table in families]
    corrected = holm([float(p) for values in known for p in values])
    start = 0
    for table, values in zip(families, known, strict=True):
        table["p_adjusted"] = pd.Series(
            corrected[start : start + len(values)], index=values.index, dtype=float
        )
        start += len(values)
    return start


def _compare(table: pd.DataFrame, kind: pd.DataFrame) -> None:
    """Compare each touchpoint of a kind with the others of it, two with each other once."""
    whole, back = int(kind["n"].sum()), int(kind["n_returned"].sum())
    if len(kind) < 2:
        return
    highest = kind["share"].idxmax()
    for place, row in kind.iterrows():
        rest = (back - int(row["n_returned"]), whole - int(row["n"]))
        table.loc[place, "others"] = rest[0] / rest[1]
        if len(kind) > 2 or place == highest:
            here = (int(row["n_returned"]), int(row["n"]))
            table.loc[place, "p_value"] = share_difference(rest, here).p_value


def _rank(touchpoint: str, path: tuple[str, ...]) -> int:
    return path.index(touchpoint) if touchpoint in path else len(path)
