"""What a notebook asks of journeys; each result is computed once, when asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from cxkit.client import Client
from cxkit.findings import Missing
from cxkit.journeys import missing
from cxkit.journeys.changes import MapDifference, map_difference
from cxkit.journeys.consistency import (
    DesignLog,
    Heuristics,
    Messages,
    PersonalisationList,
    design_log,
    heuristic_check,
    message_matrix,
    personalisation_rules,
)
from cxkit.journeys.coverage import Coverage, touchpoint_coverage
from cxkit.journeys.evidence import Sources
from cxkit.journeys.flow import CaseFlow, case_flow
from cxkit.journeys.journey_map import JourneyMap, Version, journey_map
from cxkit.journeys.map_parts import MapPart, map_parts
from cxkit.journeys.names import Names
from cxkit.journeys.pains import PainRegister, pain_register
from cxkit.journeys.performance import Performance, performance_of
from cxkit.journeys.reach import Reach, reach_by_touchpoint
from cxkit.journeys.unknown import UnknownNames, unknown_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the section opens with; what there is none of is None or empty.

    Attributes
    ----------
    coverage : Coverage or None
        Touchpoints and what is measured.
    maps : tuple of JourneyMap
        Every version of every journey.
    pains : PainRegister or None
        Pain points.
    flow : CaseFlow or None
        Cases on their way.
    past_interactions, satisfaction, feelings : bool
        Whether the data tell, customer by customer, of earlier contacts, of satisfaction
        and of the general feeling toward the company.
    """

    coverage: Coverage | None
    maps: tuple[JourneyMap, ...]
    pains: PainRegister | None
    flow: CaseFlow | None
    past_interactions: bool
    satisfaction: bool
    feelings: bool


def analyse(client: Client) -> JourneysAnalysis:
    """Return the analysis of journeys; nothing is computed before it is asked for."""
    return JourneysAnalysis(client)


class JourneysAnalysis:
    """The journeys of one client.

    Parameters
    ----------
    client : Client
        Read and checked.
    """

    def __init__(self, client: Client) -> None:
        self.client = client

    # --------------------------------------------------------------- foundations
    @cached_property
    def names(self) -> Names:
        """What touchpoints and channels are called."""
        return Names(self.client)

    @cached_property
    def sources(self) -> Sources:
        """What evidence may name."""
        return Sources(self.client)

    @cached_property
    def performance(self) -> Performance:
        """Scores by touchpoint and channel."""
        return performance_of(self.client)

    @cached_property
    def reach(self) -> dict[str, Reach]:
        """Measured reach by touchpoint."""
        return reach_by_touchpoint(self.client)

    # ---------------------------------------------------------------------- maps
    @cached_property
    def maps(self) -> tuple[JourneyMap, ...]:
        """Every version of every journey that has steps."""
        return (*self._versions("as_is"), *self._versions("to_be"))

    def today(self, journey: str = "") -> tuple[MapPart, ...] | Missing:
        """Return the journeys as they are, in parts that fit a page; one alone if named."""
        return self._parts("as_is", journey) or missing.NO_AS_IS

    def designed(self, journey: str = "") -> tuple[MapPart, ...] | Missing:
        """Return the journeys as they shall be, in parts that fit a page; one if named."""
        return self._parts("to_be", journey) or missing.NO_TO_BE

    def differences(self, journey: str = "") -> tuple[MapDifference, ...] | Missing:
        """Return what changes from today to the designed journey; of one journey if named."""
        self._check(journey)
        today = {item.journey.id: item for item in self.maps if item.version == "as_is"}
        found = tuple(
            map_difference(today[item.journey.id], item)
            for item in self.maps
            if item.version == "to_be" and item.journey.id in today
        )
        wanted = tuple(item for item in found if journey in ("", item.as_is.journey.id))
        return wanted or missing.NO_DIFFERENCE

    # ------------------------------------------------------------------ the data
    @cached_property
    def coverage(self) -> Coverage | Missing:
        """Which touchpoints there are and which are measured."""
        found = touchpoint_coverage(
            self.client, performance=self.performance, reach=self.reach, names=self.names
        )
        return found or missing.NO_TOUCHPOINTS

    @cached_property
    def pains(self) -> PainRegister | Missing:
        """The register of pain points."""
        found = pain_register(
            self.client,
            performance=self.performance,
            reach=self.reach,
            sources=self.sources,
            names=self.names,
        )
        return found or missing.NO_PAINS

    @cached_property
    def flow(self) -> CaseFlow | Missing:
        """The cases of the events on their way."""
        return case_flow(self.client, self.names) or missing.NO_EVENTS

    @property
    def funnel(self) -> CaseFlow | Missing:
        """The same, where the cases share a path of two steps or more."""
        flow = self.flow
        if isinstance(flow, CaseFlow) and flow.funnel is None:
            return missing.NO_PATH
        return flow

    # ------------------------------------------------------------- one experience
    @cached_property
    def messages(self) -> Messages | Missing:
        """Whether every channel says the same."""
        return message_matrix(self.client, self.names) or missing.NO_MESSAGES

    @cached_property
    def personalisation(self) -> PersonalisationList | Missing:
        """Rules of personalisation with their relevance."""
        return personalisation_rules(self.client, self.names) or missing.NO_PERSONALISATION

    @cached_property
    def heuristics(self) -> Heuristics | Missing:
        """Usability judged by several raters."""
        return heuristic_check(self.client, self.names) or missing.NO_HEURISTICS

    @cached_property
    def log(self) -> DesignLog | Missing:
        """Assumptions, workshops and stages of design."""
        return design_log(self.client) or missing.NO_LOG

    @cached_property
    def overview(self) -> Overview:
        """What the section opens with."""
        coverage, pains, flow = self.coverage, self.pains, self.flow
        return Overview(
            coverage=None if isinstance(coverage, Missing) else coverage,
            maps=self.maps,
            pains=None if isinstance(pains, Missing) else pains,
            flow=None if isinstance(flow, Missing) else flow,
            past_interactions=self._by_customer("events", "time")
            or self._by_customer("tickets", "opened")
            or self._by_customer("transactions", "date"),
            satisfaction=self._by_customer("responses", "csat")
            or self._by_customer("responses", "ces"),
            feelings=self._by_customer("responses", "ltr")
            or self._by_customer("responses", "verbatim"),
        )

    @cached_property
    def unknown(self) -> UnknownNames:
        """What the files name and nobody knows."""
        differences, pains = self.differences(), self.pains
        return unknown_names(
            self.client,
            maps=self.maps,
            differences=() if isinstance(differences, Missing) else differences,
            pains=None if isinstance(pains, Missing) else pains,
        )

    # ------------------------------------------------------------------ internals
    def _versions(self, version: Version) -> tuple[JourneyMap, ...]:
        journeys = self.client.judgements.journeys
        found = (
            journey_map(
                self.client,
                journey,
                version,
                performance=self.performance,
                sources=self.sources,
                names=self.names,
            )
            for journey in (journeys.journeys if journeys is not None else ())
        )
        return tuple(item for item in found if item is not None)

    def _parts(self, version: Version, journey: str) -> tuple[MapPart, ...]:
        self._check(journey)
        return tuple(
            part
            for item in self.maps
            if item.version == version and journey in ("", item.journey.id)
            for part in map_parts(item)
        )

    def _check(self, journey: str) -> None:
        journeys = self.client.judgements.journeys
        known = [item.id for item in journeys.journeys] if journeys is not None else []
        if journey and known and journey not in known:
            raise missing.unknown_journey(journey, known)

    def _by_customer(self, name: str, column: str) -> bool:
        table = self.client.tables.get(name)  # type: ignore[call-overload]
        return table is not None and table.has("customer_id", column)
