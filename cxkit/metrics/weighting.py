"""How a client's answers were drawn, and the weights that make them stand for all customers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from cxkit.client import Client, Column, Table
from cxkit.counted import BLOCK, CountedTable
from cxkit.engagement.sample_plan import SamplePlan, WeightSource
from cxkit.errors import DataError, Problem
from cxkit.findings import Evidence, Missing
from cxkit.language import N_
from cxkit.metrics.margins import Margin, counts_of, margins_of, raked
from cxkit.metrics.sample_faults import counted_faults, sample_faults
from cxkit.sample import PLAIN, Sample
from cxkit.stats.kish import kish

WEIGHT = "weight"
GIVEN = "_weight_given"
"""Column of the weights the client gave, where margins have changed them; no name of a client's."""

NOT_WEIGHTED = Missing(
    what=N_("How the answers were weighted"),
    need=N_("Provide the table “responses”, one row an answered questionnaire."),
    table="responses",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighting:
    """How the answers were weighted, and what it cost.

    Attributes
    ----------
    source : {"margins", "column", "none"}
        Where the weights come from.
    n : int
        Answered questionnaires.
    n_weighted : float
        Sum of their weights; ``n`` where they come from margins.
    n_effective, design_effect : float
        Equally weighted answers that would tell as much, and `n` over it (Kish).
    customers : float
        Customers whom the margins count; NaN without margins.
    lowest, highest : float
        Smallest and largest weight, relative to the mean weight.
    caps : tuple of float
        What they were cut to.
    capped : float
        Share of the answers whose weight was cut, in [0, 1].
    iterations : int
        Passes over the margins; 0 without margins.
    converged : bool
        Whether every margin is met.
    miss : float
        Greatest miss of a margin, relative to its target; 0 without margins.
    margins : tuple of Margin
        The groups, and their shares before and after.
    evidence : Evidence
        Table, columns and base.
    """

    source: WeightSource
    n: int
    n_weighted: float
    n_effective: float
    design_effect: float
    customers: float
    lowest: float
    highest: float
    caps: tuple[float, float]
    capped: float
    iterations: int
    converged: bool
    miss: float
    margins: tuple[Margin, ...]
    evidence: Evidence


def sampled(client: Client) -> Client:
    """Return the client with the sample of its answers declared, and weighted where that is asked.

    Parameters
    ----------
    client : Client
        Read and checked; ``engagement.sample`` says what is known of the sample.

    Returns
    -------
    Client
        The table “responses” has its `Sample`; weights from margins stand in the column
        ``weight`` with a mean of 1, and those given before in ``_weight_given``. Unchanged where
        there are no answers, or where it has a sample already.

    Raises
    ------
    DataError
        With everything that keeps the answers from being weighted or counted as declared.

    Notes
    -----
    Answers belong together by ``account_id`` where an account answered more than once, else by
    ``customer_id`` where a customer did, unless the engagement names a column. The population is
    not used where several waves do not tell customers apart: how many were heard is not known.
    """
    table = client.tables.get("responses")
    if table is None or not len(table) or table.sample != PLAIN:
        return client
    plan = client.engagement.sample
    source = weight_source(table, plan)
    faults = sample_problems(table, plan)
    if faults:
        raise DataError(faults)
    if isinstance(table, CountedTable):
        return _with(client, replace(table, sample=_sample_of_counts(table, plan, source)))
    cluster = plan.cluster or _repeated(table)
    frame = table.frame
    if source == "margins":
        if WEIGHT in frame:
            frame = frame.rename(columns={WEIGHT: GIVEN})
        frame = frame.assign(**{WEIGHT: raked(frame, plan, table.columns, given=GIVEN).weights})
    sample = Sample(
        weight=WEIGHT if source != "none" else "",
        cluster=cluster,
        stratum=plan.strata,
        population=plan.population if cluster or not _waves(client, table) else None,
    )
    return _with(client, replace(table, frame=frame, sample=sample))


def _waves(client: Client, table: Table) -> bool:
    """Tell whether the answers come from several waves."""
    named = "wave" in table.columns and table.frame["wave"].nunique() > 1
    return named or len(client.engagement.waves) > 1


def sample_problems(table: Table, plan: SamplePlan) -> list[Problem]:
    """Return everything that keeps answers from being weighted or counted as declared.

    Parameters
    ----------
    table : Table
        The answers as read, without a sample yet.
    plan : SamplePlan
        What the engagement says of them.
    """
    if not len(table):
        return []
    source = weight_source(table, plan)
    if isinstance(table, CountedTable):
        return counted_faults(table, plan, source)
    return sample_faults(table, plan, source, plan.cluster or _repeated(table))


def weighting_of(client: Client) -> Weighting | Missing:
    """Return how the answers of a client were weighted.

    Parameters
    ----------
    client : Client
        As `sampled` returned it.
    """
    table = client.tables.get("responses")
    if table is None or not len(table):
        return NOT_WEIGHTED
    plan = client.engagement.sample
    source = weight_source(table, plan) if table.sample.weight else "none"
    weight = table.sample.weight
    frame = table.frame
    if isinstance(table, CountedTable):
        frame = table.cells([weight or next(iter(table.columns))])
    number = counts_of(frame)
    weights = frame[weight].to_numpy(dtype=np.float64) if weight else np.ones(len(frame))
    if not number.any():
        return NOT_WEIGHTED
    effect = kish(weights, counts=number)
    mean = effect.n_weighted / effect.n
    used = weights[number > 0]
    columns: tuple[str, ...] = ()
    iterations, converged, miss, capped, customers = 0, True, 0.0, 0.0, math.nan
    margins: tuple[Margin, ...] = ()
    if source == "margins":
        result = raked(frame, plan, table.columns, given=GIVEN)
        iterations, converged = result.iterations, result.converged
        miss, capped = result.miss, result.capped
        margins = margins_of(frame, plan, table.columns, weights)
        customers = math.fsum(next(iter(plan.margins.values())).values())
        columns = tuple(plan.margins)
    elif source == "column":
        columns = (WEIGHT,)
    return Weighting(
        source=source,
        n=effect.n,
        n_weighted=effect.n_weighted,
        n_effective=effect.n_effective,
        design_effect=effect.design_effect,
        customers=customers,
        lowest=float(used.min()) / mean,
        highest=float(used.max()) / mean,
        caps=plan.caps,
        capped=capped,
        iterations=iterations,
        converged=converged,
        miss=miss,
        margins=margins,
        evidence=table.evidence(*columns, n=effect.n),
    )


def weight_source(table: Table, plan: SamplePlan) -> WeightSource:
    """Return where the weights of the answers come from, said or found out.

    Parameters
    ----------
    table : Table
        The answers.
    plan : SamplePlan
        What the engagement says.
    """
    if plan.weights is not None:
        return plan.weights
    if plan.margins:
        return "margins"
    if WEIGHT not in table.columns:
        return "none"
    counted = isinstance(table, CountedTable)
    column = table.cells([WEIGHT])[WEIGHT] if counted else table.frame[WEIGHT]
    weights = column.astype("Float64").to_numpy(dtype=np.float64, na_value=np.nan)
    return "none" if (weights == weights[0]).all() and weights[0] > 0 else "column"


def _with(client: Client, table: Table) -> Client:
    """Return the client with other answers."""
    return replace(client, tables=MappingProxyType({**client.tables, "responses": table}))


def _sample_of_counts(table: CountedTable, plan: SamplePlan, source: WeightSource) -> Sample:
    """Return the sample of a table whose rows were counted and not read.

    Its customers are known in random groups only, so that neither another cluster nor a
    population can be told.
    """
    return Sample(
        weight=WEIGHT if source != "none" else "",
        cluster=BLOCK if table.block else "",
        stratum=plan.strata,
    )


def _repeated(table: Table) -> str:
    """Return the column by which answers belong together, where any repeats."""
    columns: Mapping[str, Column] = table.columns
    for name in ("account_id", "customer_id"):
        if name in columns and table.frame[name].dropna().duplicated().any():
            return name
    return ""
