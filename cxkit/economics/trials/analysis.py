"""What a notebook asks of the A/B tests; each result is computed once, when asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from cxkit.client import Client, Table
from cxkit.economics.trials import missing
from cxkit.economics.trials.adjustment import AdjustedTrials, adjusted_trials
from cxkit.economics.trials.planner import PlannedTests, planned_tests
from cxkit.economics.trials.programme import Programme, programme_of
from cxkit.economics.trials.results import LookedTrial, Trials, levels
from cxkit.economics.trials.revenue import RevenueTrials, revenue_trials
from cxkit.findings import Missing


class TrialsAnalysis:
    """The A/B tests of one client beyond their readout.

    Parameters
    ----------
    client : Client
        Read and checked.
    readout : Trials or Missing
        ``EconomicsAnalysis.trials``.
    """

    def __init__(self, client: Client, readout: Trials | Missing) -> None:
        self.client = client
        self.readout = readout

    @cached_property
    def planned(self) -> PlannedTests | Missing:
        """Visitors and days of every planned test."""
        agreed = self.client.judgements.economics
        found = planned_tests(agreed, confidence=self.client.engagement.confidence)
        return found or missing.NO_PLANNED

    @cached_property
    def planned_weeks(self) -> PlannedTests | Missing:
        """What each week of the planned tests could notice, where visitors a day are known."""
        planned = self.planned
        if isinstance(planned, Missing):
            return planned
        sized = tuple(size for size in planned.sized if size.weeks)
        return replace(planned, sized=sized) if sized else missing.NO_WEEKS

    @cached_property
    def looks(self) -> tuple[LookedTrial, ...] | Missing:
        """Looks at every variant that was planned with several, or is read before its end."""
        if isinstance(self.readout, Missing):
            return replace(self.readout, what=missing.NO_LOOKS.what)
        found = tuple(
            LookedTrial(looks=trial.looks, trial=trial, trials=self.readout)
            for trial in self.readout.trials
            if trial.looks is not None and trial.decision != "invalid"
        )
        return found or missing.NO_LOOKS

    @cached_property
    def adjusted(self) -> AdjustedTrials | Missing:
        """Variants adjusted for what was known of visitors before (CUPED)."""
        table = self._table
        if table is None:
            return missing.NO_ADJUSTMENT
        plan = self.client.engagement
        found = adjusted_trials(
            table,
            confidence=plan.confidence,
            min_base=plan.min_base,
            agreed=self.client.judgements.economics,
            levels=self._levels,
        )
        if found is None:
            return missing.NO_ADJUSTMENT
        kept = tuple(each for each in found.trials if each.experiment not in self._broken)
        return replace(found, trials=kept) if kept else missing.BROKEN_ADJUSTMENT

    @cached_property
    def revenue(self) -> RevenueTrials | Missing:
        """Revenue per visitor of every variant."""
        table = self._table
        if table is None:
            return missing.NO_REVENUE
        plan = self.client.engagement
        found = revenue_trials(
            table,
            confidence=plan.confidence,
            min_base=plan.min_base,
            agreed=self.client.judgements.economics,
            levels=self._levels,
        )
        if found is None:
            return missing.NO_REVENUE
        kept = tuple(each for each in found.trials if each.experiment not in self._broken)
        return replace(found, trials=kept) if kept else missing.BROKEN_REVENUE

    @cached_property
    def programme(self) -> Programme | Missing:
        """All experiments together: wins, luck among them, what they bring."""
        table = self._table
        if isinstance(self.readout, Missing) or table is None:
            return self.readout if isinstance(self.readout, Missing) else missing.NO_REVENUE
        return programme_of(self.readout, table)

    @property
    def _broken(self) -> frozenset[str]:
        """Experiments whose split says that nothing of them can be used."""
        if isinstance(self.readout, Missing):
            return frozenset()
        invalid = (trial for trial in self.readout.trials if trial.decision == "invalid")
        return frozenset(trial.experiment for trial in invalid)

    @property
    def _levels(self) -> dict[tuple[str, str], float]:
        return {} if isinstance(self.readout, Missing) else levels(self.readout)

    @property
    def _table(self) -> Table | None:
        table = self.client.tables.get("experiments")
        return table if table is not None and "arm" in table.columns else None
