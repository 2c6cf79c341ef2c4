"""``kpis.csv`` and ``kpi_values.csv``: what is measured, from where to where, and since."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from cxkit.engagement.day import Day
from cxkit.engagement.judgements.entry import Count, Entry, Id, Label, Number
from cxkit.engagement.rules import broken
from cxkit.engagement.text import Text
from cxkit.language import N_


class Kpi(Entry):
    """One row of ``kpis.csv``.

    Attributes
    ----------
    id : str
        Short name that initiatives and objectives refer to.
    name : Text
        What it is called. ``name_es`` and ``name_en`` give it in each language.
    metric : str or None
        What it measures: nps, csat, ces, churn, resolution_time, revenue … or a word of
        the client's.
    kind : {"quantitative", "qualitative"} or None
        What the data are.
    use : {"tactical", "strategic"} or None
        What it serves.
    timing : {"leading", "lagging"} or None
        Whether it warns or looks back.
    touchpoint, segment : str or None
        Where and for whom.
    unit : str or None
        Unit of its values.
    baseline : float or None
        Value it starts from, measured on `baseline_date`.
    target : float or None
        Value that counts as reached by `target_date`.
    stretch : float or None
        Far end of the target, where it is a range.
    direction : {"up", "down"} or None
        Which way is better.
    owner, source : str or None
        Who answers for it and where it comes from.
    """

    id: Id
    name: Text
    metric: Label | None = None
    kind: Literal["quantitative", "qualitative"] | None = None
    use: Literal["tactical", "strategic"] | None = None
    timing: Literal["leading", "lagging"] | None = None
    touchpoint: Label | None = None
    segment: Label | None = None
    unit: Label | None = None
    baseline: Number | None = None
    baseline_date: Day | None = None
    target: Number | None = None
    stretch: Number | None = None
    target_date: Day | None = None
    direction: Literal["up", "down"] | None = None
    owner: Label | None = None
    source: Label | None = None

    @model_validator(mode="after")
    def _target_after_baseline(self) -> Kpi:
        if self.baseline_date and self.target_date and self.target_date <= self.baseline_date:
            raise broken(
                "target_date_order",
                N_("The target is due on {target}, not after the baseline of {baseline}."),
                target=self.target_date.isoformat(),
                baseline=self.baseline_date.isoformat(),
            )
        return self


class KpiValue(Entry):
    """One row of ``kpi_values.csv``: a KPI measured again.

    Attributes
    ----------
    kpi : str
        Id of ``kpis.csv``.
    date : date
        When it was measured.
    value : float
        In the KPI's unit.
    n : int or None
        Base of the measurement.
    """

    kpi: Label
    date: Day
    value: Number
    n: Count | None = None
