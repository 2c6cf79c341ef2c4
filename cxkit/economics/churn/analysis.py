"""What a notebook asks of retention beyond rates and curves."""

from __future__ import annotations

from functools import cached_property

from cxkit.client import Client
from cxkit.economics.basis import Customers
from cxkit.economics.churn import missing
from cxkit.economics.churn.cohorts import Cohorts, cohorts_of
from cxkit.economics.churn.lasting import Lasting, lasting_of
from cxkit.economics.churn.pace import Pace, pace_of_leaving
from cxkit.economics.churn.scored import Scored
from cxkit.economics.churn.staying import Staying
from cxkit.findings import Missing


class RetentionAnalysis:
    """Cohorts, mean times and paces of leaving; each computed once, when asked for.

    Parameters
    ----------
    client : Client
        Read and checked.
    customers : Customers or None
        Its customers.
    scored : Scored or None
        Those who answered.
    by_score, by_segment : Staying or Missing
        Their curves.
    """

    def __init__(
        self,
        client: Client,
        customers: Customers | None,
        scored: Scored | None,
        by_score: Staying | Missing,
        by_segment: Staying | Missing,
    ) -> None:
        self._as_of = client.engagement.as_of
        self._customers, self._scored = customers, scored
        self._by_score, self._by_segment = by_score, by_segment

    @cached_property
    def cohorts(self) -> Cohorts | Missing:
        """Retention by when customers joined, of those who joined since leaving is recorded."""
        found = self._cohorts
        if found is None:
            return missing.NO_COHORTS
        return missing.NOBODY_JOINED if found.cells.empty else found

    @cached_property
    def older_cohorts(self) -> Cohorts | Missing:
        """The same, where there are customers who joined before leaving was recorded."""
        found = self._cohorts
        return found if found is not None and not found.older.empty else missing.NO_COHORTS

    @cached_property
    def _cohorts(self) -> Cohorts | None:
        return cohorts_of(self._customers, self._as_of) if self._customers is not None else None

    @cached_property
    def lasting_by_score(self) -> Lasting | Missing:
        """Mean time that the groups by score stay after the middle of the period."""
        return _lasting(self._by_score)

    @cached_property
    def lasting_by_segment(self) -> Lasting | Missing:
        """Mean time that the groups of the first segment stay since they joined."""
        return _lasting(self._by_segment)

    @cached_property
    def pace(self) -> Pace | Missing:
        """How much faster some leave than others, all else equal."""
        scored, customers = self._scored, self._customers
        if customers is None or scored is None:
            return missing.NO_PACE
        if scored.leak:
            return missing.LEAK
        if not (scored.usable and scored.dated and customers.dated):
            return missing.NO_PACE
        return pace_of_leaving(customers, scored, self._as_of) or missing.FEW_LEFT


def _lasting(staying: Staying | Missing) -> Lasting | Missing:
    if isinstance(staying, Missing):
        return staying
    return lasting_of(staying) or missing.NO_HORIZON
