"""What a notebook asks of governance; each result is computed once, when asked for."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from cxkit.client import Client
from cxkit.engagement.judgements.charter import Area, Charter
from cxkit.engagement.judgements.governance import Board, Governance, Tool
from cxkit.findings import Missing
from cxkit.governance.alerts import Alerts, alerts
from cxkit.governance.charter import CharterState, charter_state
from cxkit.governance.closed_loop import ClosedLoop, LoopBy, closed_loop, loop_by
from cxkit.governance.forums import Forums, forums
from cxkit.governance.initiative_register import (
    AdoptionCurves,
    InitiativeRegister,
    adoption_curves,
    initiative_register,
)
from cxkit.governance.kpi_register import KpiRegister, kpi_register
from cxkit.governance.loop_cases import Cases, cases_of_log, cases_of_tickets
from cxkit.governance.missing import (
    NO_ADOPTION,
    NO_ANSWERS,
    NO_BOARD,
    NO_CHARTER,
    NO_DATA_OWNERS,
    NO_FORUMS,
    NO_INITIATIVES,
    NO_KPIS,
    NO_LOOP,
    NO_LOOP_GROUPS,
    NO_POLICIES,
    NO_RACI,
    NO_REQUESTS,
    NO_RULES,
    NO_SHARING,
    NO_TOOLS,
    NO_WAY,
)
from cxkit.governance.overview import Overview
from cxkit.governance.request_queue import RequestQueue, request_queue
from cxkit.governance.responsibilities import Responsibilities, responsibilities
from cxkit.governance.silos import DataSharing, SiloMap, data_sharing, silo_map

_FIRST = ("urgency", "owner", "touchpoint", "reason", "channel")


def analyse(client: Client) -> GovernanceAnalysis:
    """Return the analysis of governance; nothing is computed before it is asked for."""
    return GovernanceAnalysis(client)


class GovernanceAnalysis:
    """The governance of one client.

    Parameters
    ----------
    client : Client
        Read and checked.
    """

    def __init__(self, client: Client) -> None:
        self.client = client

    @cached_property
    def overview(self) -> Overview | Missing:
        """The state of governance at a glance."""
        charter, raci, silos, loop = self.charter, self.responsibilities, self.silos, self.loop
        if all(isinstance(item, Missing) for item in (charter, raci, silos, loop)):
            return NO_CHARTER
        return Overview(
            charter=None if isinstance(charter, Missing) else charter,
            responsibilities=None if isinstance(raci, Missing) else raci,
            silos=None if isinstance(silos, Missing) else silos,
            loop=None if isinstance(loop, Missing) else loop,
        )

    # ------------------------------------------------------------------ charter
    @cached_property
    def charter(self) -> CharterState | Missing:
        """Leader, areas, ladder of responsibility and the six questions."""
        charter, step = self.client.judgements.charter, self._governance.ownership
        if charter is None and step is None:
            return NO_CHARTER
        return charter_state(charter or Charter(), step)

    @cached_property
    def policies(self) -> CharterState | Missing:
        """The charter, where it lists policies."""
        state = self.charter
        return state if isinstance(state, CharterState) and state.policies else NO_POLICIES

    @cached_property
    def responsibilities(self) -> Responsibilities | Missing:
        """The RACI table and its broken rules."""
        charter = self._charter
        return responsibilities(charter) if charter.raci else NO_RACI

    @cached_property
    def forums(self) -> Forums | Missing:
        """The forums against their cadence."""
        charter = self._charter
        return forums(charter, as_of=self._as_of) if charter.forums else NO_FORUMS

    # -------------------------------------------------------------------- areas
    @cached_property
    def silos(self) -> SiloMap | Missing:
        """What every two areas share."""
        found = silo_map(self._governance, self._areas)
        return found if found is not None else NO_SHARING

    @cached_property
    def data(self) -> DataSharing | Missing:
        """Who answers for customer data, and who can use them."""
        found = data_sharing(self._governance, self._areas)
        return found if found is not None else NO_DATA_OWNERS

    @cached_property
    def tools(self) -> tuple[Tool, ...] | Missing:
        """The systems in use."""
        return self._governance.tools or NO_TOOLS

    @cached_property
    def board(self) -> Board | Missing:
        """What to keep, improve, add and stop."""
        board = self._governance.board
        filled = board is not None and any((board.keep, board.improve, board.add, board.stop))
        return board if board is not None and filled else NO_BOARD

    # ---------------------------------------------------------------- registers
    @cached_property
    def kpis(self) -> KpiRegister | Missing:
        """The register of KPIs as of the reference day."""
        kpis = self.client.judgements.kpis
        if not kpis:
            return NO_KPIS
        return kpi_register(kpis, self.client.judgements.kpi_values or (), as_of=self._as_of)

    @cached_property
    def kpi_progress(self) -> KpiRegister | Missing:
        """The register, where at least one KPI has been measured since its baseline."""
        register = self.kpis
        if isinstance(register, KpiRegister) and register.on_the_way:
            return register
        return NO_WAY if isinstance(register, KpiRegister) else register

    @cached_property
    def adoption(self) -> AdoptionCurves | Missing:
        """How the initiatives are taken up."""
        engagement = self.client.engagement
        found = adoption_curves(
            self.client.judgements.adoption or (),
            self.client.judgements.initiatives or (),
            as_of=self._as_of,
            confidence=engagement.confidence,
            min_base=engagement.min_base,
        )
        return found if found is not None else NO_ADOPTION

    @cached_property
    def initiatives(self) -> InitiativeRegister | Missing:
        """The register of initiatives as of the reference day."""
        judged, curves = self.client.judgements, self.adoption
        if not judged.initiatives:
            return NO_INITIATIVES
        return initiative_register(
            judged.initiatives,
            kpis=judged.kpis or (),
            values=judged.kpi_values or (),
            adoption=curves if isinstance(curves, AdoptionCurves) else None,
            as_of=self._as_of,
        )

    # -------------------------------------------------------------- closed loop
    @cached_property
    def loop(self) -> ClosedLoop | Missing:
        """What becomes of cases: by the log where there is one, else by the tickets."""
        engagement = self.client.engagement
        cases = self._cases
        if cases is None:
            return NO_LOOP
        found = closed_loop(cases, confidence=engagement.confidence, min_base=engagement.min_base)
        return found if found is not None else NO_LOOP

    def loop_by(self, dimension: str = "") -> LoopBy | Missing:
        """Return the loop by a column of its cases; by the first that parts them if empty."""
        loop = self.loop
        if isinstance(loop, Missing):
            return loop
        for name in (dimension,) if dimension else _FIRST:
            found = loop_by(loop, name)
            if found is not None:
                return found
        return NO_LOOP_GROUPS

    @cached_property
    def alerts(self) -> Alerts | Missing:
        """The client's alert rules applied to the latest answers."""
        rules, responses = self._governance.alerts, self.client.tables.get("responses")
        if not rules:
            return NO_RULES
        if responses is None or not len(responses):
            return NO_ANSWERS
        engagement = self.client.engagement
        return alerts(
            rules,
            responses,
            waves=engagement.waves,
            as_of=self._as_of,
            confidence=engagement.confidence,
        )

    @cached_property
    def requests(self) -> RequestQueue | Missing:
        """Requests by kind, the most urgent first."""
        tickets, engagement = self.client.tables.get("tickets"), self.client.engagement
        found = None
        if tickets is not None:
            found = request_queue(
                tickets,
                as_of=self._as_of,
                confidence=engagement.confidence,
                min_base=engagement.min_base,
            )
        return found if found is not None else NO_REQUESTS

    # ------------------------------------------------------------------ details
    @property
    def _as_of(self) -> date:
        return self.client.engagement.as_of

    @property
    def _charter(self) -> Charter:
        return self.client.judgements.charter or Charter()

    @property
    def _governance(self) -> Governance:
        return self.client.judgements.governance or Governance()

    @property
    def _areas(self) -> tuple[Area, ...]:
        return self._charter.areas

    @cached_property
    def _cases(self) -> Cases | None:
        rows = self.client.judgements.closed_loop
        if rows:
            return cases_of_log(rows, as_of=self._as_of)
        tickets = self.client.tables.get("tickets")
        return cases_of_tickets(tickets, as_of=self._as_of) if tickets is not None else None
