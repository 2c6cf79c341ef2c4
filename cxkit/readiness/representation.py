"""Whom the answers stand for: how many count, what that is worth, and who is not among them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

from cxkit.client import ANSWERS, Client, Column, Table
from cxkit.findings import Evidence, Missing
from cxkit.metrics import Weighting, ces, csat, nps, weighting_of
from cxkit.readiness.early_late import EarlyLate, early_and_late, leading_question
from cxkit.readiness.missing import NO_SAMPLE
from cxkit.readiness.response_rate import ResponseRates, response_rates
from cxkit.readiness.silence import SilentCustomers, silent_customers
from cxkit.sample import Sample


@dataclass(frozen=True, slots=True, kw_only=True)
class Representation:
    """What the answers to the leading question are worth as a sample.

    Attributes
    ----------
    column : Column
        The question: recommendation, else satisfaction, else effort.
    n : int
        Answers to it.
    n_weighted, n_effective : float
        Sum of their weights, and answers drawn plainly that would tell as much, whatever the
        size of the population.
    design_effect : float
        ``n / n_effective``.
    by_weights, by_clusters : float
        Design effect of the weights alone, and of answers that belong together alone; 1 where
        there are none. Their product need not be the whole.
    clusters : int
        Customers or accounts that the answers come from; 0 where it is not known.
    cluster : Column or None
        What tells which answers belong together.
    population : int or None
        Units there are in all.
    weighting : Weighting
        Where the weights come from.
    early_late : EarlyLate or Missing
        Whether late answers differ.
    rates : ResponseRates or Missing
        Answered out of invited.
    silent : SilentCustomers or Missing
        Customers without an answer.
    min_base : int
        Bases below it are indicative.
    evidence : Evidence
        Table, columns and base.
    """

    column: Column
    n: int
    n_weighted: float
    n_effective: float
    design_effect: float
    by_weights: float
    by_clusters: float
    clusters: int
    cluster: Column | None
    population: int | None
    weighting: Weighting
    early_late: EarlyLate | Missing
    rates: ResponseRates | Missing
    silent: SilentCustomers | Missing
    min_base: int
    evidence: Evidence


def representation(client: Client) -> Representation | Missing:
    """Return what a client's answers are worth as a sample, and who is not among them.

    Parameters
    ----------
    client : Client
        As `cxkit.metrics.sampled` returned it.

    Notes
    -----
    The design effect is that of the leading question, without the allowance for a small
    population, which is no merit of the sample's design.

    References
    ----------
    Kish (1965), Survey Sampling, sections 8.2 and 11.7.
    """
    table = client.tables.get("responses")
    column = leading_question(table) if table is not None and len(table) else None
    weighting = weighting_of(client)
    if table is None or column is None or isinstance(weighting, Missing):
        return NO_SAMPLE
    asked = table.cells([column.name]).dropna(subset=[column.name])
    if not asked[ANSWERS].any():
        return NO_SAMPLE
    sample = replace(table.sample, population=None)
    result = _score(table, column, sample)
    clusters = 0
    if sample.cluster and sample.cluster in table.columns:
        answered = table.cells([column.name, sample.cluster]).dropna(subset=[column.name])
        keys = answered[sample.cluster]
        clusters = int(keys.nunique()) + int(answered.loc[keys.isna(), ANSWERS].sum())
    return Representation(
        column=column,
        n=result.n,
        n_weighted=result.n_weighted,
        n_effective=result.n_effective,
        design_effect=_effect(result),
        by_weights=_effect(_score(table, column, Sample(weight=sample.weight))),
        by_clusters=_effect(_score(table, column, Sample(cluster=sample.cluster))),
        clusters=clusters,
        cluster=table.columns.get(sample.cluster),
        population=table.sample.population,
        weighting=weighting,
        early_late=early_and_late(client),
        rates=response_rates(client),
        silent=silent_customers(client),
        min_base=client.engagement.min_base,
        evidence=table.evidence(column.name, *sample.columns, n=result.n),
    )


def _score(table: Table, column: Column, sample: Sample) -> Any:
    """Return the score of the leading question, the sample being so."""
    cells = table.cells([column.name, *sample.columns])
    if column.role == "ltr" or column.scale is None:
        return nps(cells, column=column.name, count=ANSWERS, sample=sample)
    score: Any = csat if column.role == "csat" else ces
    return score(cells, column=column.name, scale=column.scale, count=ANSWERS, sample=sample)


def _effect(result: Any) -> float:
    return result.n / result.n_effective if result.n_effective > 0 else math.nan
