"""The cases of the events: their path, funnel, returns and variants, corrected together."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from cxkit.client import Client
from cxkit.findings import Evidence, error_rate
from cxkit.journeys.funnel import Funnel, funnel
from cxkit.journeys.names import Names
from cxkit.journeys.paths import Variants, adjusted, case_steps, main_path, returns, variants


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFlow:
    """How cases move through the touchpoints.

    Attributes
    ----------
    path : tuple of str
        The main path; one touchpoint alone where cases share no way.
    funnel : Funnel or None
        Cases along the path, with ``p_adjusted``; None where the path has one step only.
    returns : DataFrame
        One row a touchpoint as `returns` gives it, with ``p_adjusted``.
    variants : Variants
        The different ways.
    comparisons : int
        Comparisons of conversions and returns, corrected together (Holm).
    names : Names
        What touchpoints are called.
    evidence : Evidence
        Events used; ``n`` counts cases.
    n_events : int
        Events used.
    confidence : float
        Level of the intervals.
    finding_level : float
        Greatest corrected p value that makes a finding of the report.
    min_base : int
        Smaller bases are indicative and compared with nothing.
    """

    path: tuple[str, ...]
    funnel: Funnel | None
    returns: pd.DataFrame
    variants: Variants
    comparisons: int
    names: Names
    evidence: Evidence
    n_events: int
    confidence: float
    finding_level: float
    min_base: int

    def drops(self, level: float) -> pd.DataFrame:
        """Return the steps at which fewer go on than at the others, fewest first."""
        if self.funnel is None:
            return pd.DataFrame()
        table = self.funnel.table
        found = table[(table["p_adjusted"] <= level) & (table["conversion"] < table["others"])]
        return found.sort_values("conversion", kind="stable")

    def comebacks(self, level: float) -> pd.DataFrame:
        """Return the touchpoints that more return to than to the others, most first."""
        table = self.returns
        found = table[(table["p_adjusted"] <= level) & (table["share"] > table["others"])]
        return found.sort_values("share", ascending=False, kind="stable")


def case_flow(client: Client, names: Names) -> CaseFlow | None:
    """Follow the cases of the events; None where there are none.

    Parameters
    ----------
    client : Client
        Its table of events.
    names : Names
        What touchpoints are called.
    """
    table = client.tables.get("events")
    if table is None or not table.has("case", "touchpoint", "time"):
        return None
    steps = case_steps(table.frame)
    if steps.empty:
        return None
    min_base, confidence = client.engagement.min_base, client.engagement.confidence
    path = main_path(steps, min_base=min_base)
    along = None
    back = returns(steps, path, min_base=min_base, confidence=confidence)
    if len(path) > 1:
        along = funnel(steps, path, min_base=min_base, confidence=confidence)
    comparisons = adjusted(*([along.table] if along is not None else []), back)
    return CaseFlow(
        path=path,
        funnel=along,
        returns=back,
        variants=variants(steps),
        comparisons=comparisons,
        names=names,
        evidence=Evidence(
            table="events",
            columns=("case", "touchpoint", "time"),
            n=steps["case"].nunique(),
            start=steps["time"].min().date(),
            end=steps["time"].max().date(),
        ),
        n_events=len(steps),
        confidence=confidence,
        finding_level=error_rate("journeys", confidence),
        min_base=min_base,
    )
