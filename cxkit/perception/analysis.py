"""What a notebook asks of perception; each result is computed once, when asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Literal, TypeVar, cast

from cxkit.client import Client, Column
from cxkit.findings import Missing
from cxkit.language import Words
from cxkit.perception.basis import Basis, basis_of
from cxkit.perception.drivers.importance import Drivers, drivers_of
from cxkit.perception.drivers.penalty_reward import PenaltyReward, penalty_reward_of
from cxkit.perception.missing import (
    NO_RATINGS,
    NO_SCORES,
    NO_WAVES,
    no_dimension,
    no_metric,
    unknown_metric,
    unknown_segment,
)
from cxkit.perception.mix.decomposition import Mix, mix_of
from cxkit.perception.mix.telling import mixes_of, telling_mix
from cxkit.perception.quotes import PrintedQuote, approved_quotes
from cxkit.perception.results import (
    METRICS,
    Answers,
    Metric,
    Overall,
    Ratings,
    Resolution,
    ScoresBy,
    WaveScores,
)
from cxkit.perception.scores.plan import Plan, plan_of
from cxkit.perception.scores.rating import rated_attributes
from cxkit.perception.scores.scoring import answers_to, overall_score, scores_by, scores_by_wave
from cxkit.perception.trend.chart import Trend, trend_of
from cxkit.perception.waits.waiting import time_to_resolution

Chosen = Metric | Literal[""]
"""A metric, or nothing for the one that leads the report."""

Result = TypeVar("Result")


def analyse(client: Client) -> PerceptionAnalysis:
    """Return the analysis of a client's perception; nothing is computed before it is asked."""
    return PerceptionAnalysis(client)


class PerceptionAnalysis:
    """The perception of one client's customers.

    Parameters
    ----------
    client : Client
        Read and checked.
    """

    def __init__(self, client: Client) -> None:
        self.client = client
        self._done: dict[tuple[str, ...], object] = {}

    # -------------------------------------------------------------- what is there
    @cached_property
    def basis(self) -> Basis | None:
        """The answers, where there are any."""
        return basis_of(self.client)

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """Metrics that have at least one answer."""
        return self.basis.metrics if self.basis is not None else ()

    @property
    def main(self) -> Metric:
        """The metric that leads the report: NPS where asked, else CSAT, else CES."""
        return self.metrics[0] if self.metrics else "nps"

    @property
    def dimensions(self) -> tuple[Column, ...]:
        """Columns with at least two groups: the journey's first, then the client's segments."""
        return self.basis.dimensions if self.basis is not None else ()

    @property
    def segments(self) -> tuple[str, ...]:
        """The client's segment columns among the dimensions."""
        return tuple(column.name for column in self.dimensions if column.role == "segment")

    # ------------------------------------------------------------------- scores
    def overall(self, metric: Chosen = "") -> Overall | Missing:
        """Return a metric over all answers."""
        chosen, basis = metric or self.main, self.basis
        if chosen not in METRICS:
            raise unknown_metric(chosen)
        if basis is None or chosen not in basis.metrics:
            return no_metric(chosen)
        return self._once(("overall", chosen), lambda: overall_score(basis, chosen))

    @cached_property
    def scores(self) -> tuple[Overall, ...] | Missing:
        """Every metric that was asked, over all answers."""
        found = (self.overall(metric) for metric in self.metrics)
        return tuple(item for item in found if isinstance(item, Overall)) or NO_SCORES

    def by(self, dimension: str, metric: Chosen = "") -> ScoresBy | Missing:
        """Return a metric for every group of a column, each compared with all others.

        Parameters
        ----------
        dimension : str
            Column of the answers; ``"segment"`` is the first segment of the engagement where
            no column has that name.
        metric : str
            ``"nps"``, ``"csat"`` or ``"ces"``; the leading one if empty.
        """
        overall, basis = self.overall(metric), self.basis
        if isinstance(overall, Missing) or basis is None:
            return cast(Missing, overall)
        column = basis.dimension(self._named(dimension))
        if column is None:
            return no_dimension(dimension)
        key = ("by", overall.metric, column.name)
        return self._once(key, lambda: scores_by(basis, overall, column))

    def all_by(self, dimension: str) -> tuple[ScoresBy, ...] | Missing:
        """Return every metric that was asked for every group of a column."""
        found = (self.by(dimension, metric) for metric in self.metrics)
        known = tuple(item for item in found if isinstance(item, ScoresBy))
        return known or (no_dimension(dimension) if self.metrics else NO_SCORES)

    def by_segments(self, segment: str = "", metric: Chosen = "") -> tuple[ScoresBy, ...] | Missing:
        """Return a metric for the groups of every segment column, or of the one named."""
        found = (self.by(name, metric) for name in self._segments(segment))
        known = tuple(item for item in found if isinstance(item, ScoresBy))
        return known or (no_dimension(segment) if self.metrics else NO_SCORES)

    def all_by_segments(self, segment: str = "") -> tuple[tuple[ScoresBy, ...], ...] | Missing:
        """Return every metric for the groups of every segment column, or of the one named."""
        found = (self.all_by(name) for name in self._segments(segment))
        known = tuple(item for item in found if not isinstance(item, Missing))
        return known or (no_dimension(segment) if self.metrics else NO_SCORES)

    def answers(self, dimension: str = "", metric: Chosen = "") -> Answers | Missing:
        """Return how the answers to a metric's question are distributed."""
        overall, basis = self.overall(metric), self.basis
        if isinstance(overall, Missing) or basis is None:
            return cast(Missing, overall)
        column = basis.dimension(self._named(dimension))
        if dimension and column is None:
            return no_dimension(dimension)
        key = ("answers", overall.metric, column.name if column is not None else "")
        return self._once(key, lambda: answers_to(basis, overall, column))

    def waves(self, metric: Chosen = "") -> WaveScores | Missing:
        """Return a metric wave by wave with the changes between neighbours."""
        overall, basis = self.overall(metric), self.basis
        if isinstance(overall, Missing) or basis is None:
            return cast(Missing, overall)
        declared = self.client.engagement.waves
        return self._once(
            ("waves", overall.metric),
            lambda: scores_by_wave(basis, overall, declared) or NO_WAVES,
        )

    def trend(self, metric: Chosen = "") -> Trend | Missing:
        """Return a metric period by period with the limits within which chance moves it."""
        overall, basis = self.overall(metric), self.basis
        if isinstance(overall, Missing) or basis is None:
            return cast(Missing, overall)
        as_of = self.client.engagement.as_of
        return self._once(("trend", overall.metric), lambda: trend_of(basis, overall, as_of=as_of))

    @property
    def all_waves(self) -> tuple[WaveScores, ...] | Missing:
        """Every metric that was asked, wave by wave."""
        found = (self.waves(metric) for metric in self.metrics)
        known = tuple(item for item in found if isinstance(item, WaveScores))
        return known or (NO_WAVES if self.metrics else NO_SCORES)

    def mix(
        self, dimension: str = "", metric: Chosen = "", *, before: str = "", after: str = ""
    ) -> Mix | Missing:
        """Return why a metric moved between two waves: its groups' own scores, or who answered.

        Parameters
        ----------
        dimension : str
            Column of the answers; the one in which the mix matters most if empty.
        metric : str
            ``"nps"``, ``"csat"`` or ``"ces"``; the leading one if empty.
        before, after : str
            Waves as the data has them; the last two if empty.
        """
        waves, basis = self.waves(metric), self.basis
        if isinstance(waves, Missing) or basis is None:
            return cast(Missing, waves)
        declared = self.client.engagement.waves
        pair = {"before": before, "after": after}
        if not dimension:
            key: tuple[str, ...] = ("mix", waves.metric, "", before, after)
            return self._once(key, lambda: telling_mix(mixes_of(basis, waves, declared, **pair)))
        column = basis.dimension(self._named(dimension))
        if column is None:
            return no_dimension(dimension)
        key = ("mix", waves.metric, column.name, before, after)
        return self._once(key, lambda: mix_of(basis, waves, declared, column, **pair))

    # ------------------------------------------------------- ratings, comments, tickets
    @cached_property
    def ratings(self) -> Ratings | Missing:
        """Every rated attribute with favourable share and mean."""
        found = rated_attributes(self.basis) if self.basis is not None else None
        return found if found is not None else NO_RATINGS

    def drivers(self, metric: Chosen = "") -> Drivers | Missing:
        """Return how much each rated attribute weighs in a metric."""
        overall, basis = self.overall(metric), self.basis
        if isinstance(overall, Missing) or basis is None:
            return cast(Missing, overall)
        return self._once(("drivers", overall.metric), lambda: drivers_of(basis, overall.metric))

    def penalty_reward(self, metric: Chosen = "") -> PenaltyReward | Missing:
        """Return what each rated attribute costs where rated low and wins where rated high."""
        overall, basis = self.overall(metric), self.basis
        if isinstance(overall, Missing) or basis is None:
            return cast(Missing, overall)
        key = ("penalty_reward", overall.metric)
        return self._once(key, lambda: penalty_reward_of(basis, overall.metric))

    def plan(self, metric: Chosen = "") -> Plan | Missing:
        """Return how many answers the next waves need."""
        overall, basis = self.overall(metric), self.basis
        if isinstance(overall, Missing) or basis is None:
            return cast(Missing, overall)
        return self._once(("plan", overall.metric), lambda: plan_of(basis, overall))

    def quotes(self, words: Words) -> tuple[PrintedQuote, ...] | Missing:
        """Return the comments approved for printing."""
        return approved_quotes(self.client, words)

    def resolution(self, dimension: str = "") -> Resolution | Missing:
        """Return the time to resolve tickets, by a column of the tickets where named."""
        key = ("resolution", dimension)
        return self._once(key, lambda: time_to_resolution(self.client, dimension))

    # ------------------------------------------------------------------ details
    def _named(self, dimension: str) -> str:
        known = {column.name for column in self.dimensions}
        if dimension == "segment" and dimension not in known and self.segments:
            return self.segments[0]
        return dimension

    def _segments(self, segment: str) -> tuple[str, ...]:
        """Return the segments to show: the one named, or all; a wrong name is an error."""
        if not segment:
            return self.segments
        name = self._named(segment)
        known = tuple(column.name for column in self.dimensions)
        if known and name not in known:
            raise unknown_segment(segment, known)
        return (name,)

    def _once(self, key: tuple[str, ...], make: Callable[[], Result]) -> Result:
        if key not in self._done:
            self._done[key] = make()
        return cast(Result, self._done[key])
