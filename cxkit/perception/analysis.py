"""Which perception calculation for which data; each computed once, when asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any, Literal, TypeVar, cast

import pandas as pd

from cxkit.client import Client, Column, Table
from cxkit.findings import Evidence, Missing
from cxkit.language import N_, Words
from cxkit.metrics import ces, ces_by, csat, csat_by, nps, nps_by
from cxkit.perception.comparison import ScoreChange, ces_change, csat_change, nps_change
from cxkit.perception.distribution import distribution, distribution_by
from cxkit.perception.quotes import PrintedQuote, approved_quotes
from cxkit.perception.resolution import resolution_time, resolution_time_by
from cxkit.perception.results import (
    METRICS,
    NAME,
    Answers,
    Metric,
    Overall,
    Ratings,
    Resolution,
    ScoresBy,
    WaveScores,
)
from cxkit.perception.waits import resolution_curve
from cxkit.perception.waves import WAVE, assign_waves
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale
from cxkit.stats.multiplicity import holm

ANSWERS = "answers"
"""Column that says how many identical answers a row stands for, in a table of counts."""

COLUMN: dict[Metric, str] = {"nps": "ltr", "csat": "csat", "ces": "ces"}
MOST_GROUPS = 60
"""A column with more groups is an identifier, not a dimension."""

_NEED: dict[Metric, str] = {
    "nps": N_(
        "Ask how likely customers are to recommend, from 0 to 10, and declare the column “ltr” "
        "of the table “responses”."
    ),
    "csat": N_(
        "Ask how satisfied customers are and declare the column “csat” of the table “responses” "
        "with its scale."
    ),
    "ces": N_(
        "Ask how easy it was and declare the column “ces” of the table “responses” with its "
        "scale and direction."
    ),
}
_DIMENSIONS: dict[str, tuple[str, str]] = {
    "touchpoint": (
        N_("Scores by touchpoint"),
        N_(
            "Declare the column “touchpoint” of the table “responses”, with two or more touchpoints."
        ),
    ),
    "channel": (
        N_("Scores by channel"),
        N_("Declare the column “channel” of the table “responses”, with two or more channels."),
    ),
    "stage": (
        N_("Scores by stage of the journey"),
        N_("Declare the column “stage” of the table “responses”, with two or more stages."),
    ),
    "": (
        N_("Scores by segment"),
        N_(
            "Declare a column of the table “responses” with role: segment, with two or more groups."
        ),
    ),
}

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
    def metrics(self) -> tuple[Metric, ...]:
        """Metrics that have at least one answer."""
        table = self._responses
        return tuple(m for m in METRICS if table is not None and table.has(COLUMN[m]))

    @property
    def main(self) -> Metric:
        """The metric that leads the report: NPS where asked, else CSAT, else CES."""
        return self.metrics[0] if self.metrics else "nps"

    @cached_property
    def dimensions(self) -> tuple[Column, ...]:
        """Columns with at least two groups: the journey's first, then the client's segments."""
        table = self._responses
        if table is None:
            return ()
        journey = ("touchpoint", "stage", "channel")
        found = [table.columns[key] for key in journey if key in table.columns]
        found += table.with_role("segment")
        return tuple(c for c in found if 2 <= table.frame[c.name].nunique() <= MOST_GROUPS)

    @cached_property
    def segment(self) -> str:
        """First segment column of the engagement; empty where there is none."""
        return next((c.name for c in self.dimensions if c.role == "segment"), "")

    # ------------------------------------------------------------------- scores
    def overall(self, metric: Metric) -> Overall | Missing:
        """Return a metric over all answers."""
        return self._once(("overall", metric), lambda: self._overall(metric))

    @cached_property
    def scores(self) -> tuple[Overall, ...] | Missing:
        """Every metric that was asked, over all answers."""
        found = [self.overall(metric) for metric in self.metrics]
        known = tuple(item for item in found if isinstance(item, Overall))
        if known:
            return known
        return Missing(
            what=N_("NPS, satisfaction and effort"),
            need=N_(
                "Declare at least one of the columns “ltr”, “csat” and “ces” of the table "
                "“responses” in engagement.yml."
            ),
            table="responses",
            columns=("ltr", "csat", "ces"),
        )

    def by(self, dimension: str, metric: Metric | Literal[""] = "") -> ScoresBy | Missing:
        """Return a metric for every group of a column, each compared with all others.

        Parameters
        ----------
        dimension : str
            Column of the answers; ``"segment"`` is the first segment of the engagement.
        metric : str
            ``"nps"``, ``"csat"`` or ``"ces"``; the leading one if empty.
        """
        name, chosen = self._dimension(dimension), metric or self.main
        return self._once(("by", chosen, name), lambda: self._by(chosen, name))

    def by_segments(
        self, segment: str = "", metric: Metric | Literal[""] = ""
    ) -> tuple[ScoresBy, ...] | Missing:
        """Return a metric for the groups of every segment column, or of the one named."""
        names = [segment] if segment else [c.name for c in self.dimensions if c.role == "segment"]
        found = [self.by(name, metric) for name in names]
        known = tuple(item for item in found if isinstance(item, ScoresBy))
        return known or _no_dimension(self.main, segment)

    def all_by_segments(self, segment: str = "") -> tuple[tuple[ScoresBy, ...], ...] | Missing:
        """Return every metric for the groups of every segment column, or of the one named."""
        names = [segment] if segment else [c.name for c in self.dimensions if c.role == "segment"]
        found = [self.all_by(name) for name in names]
        known = tuple(item for item in found if not isinstance(item, Missing))
        return known or _no_dimension(self.main, segment)

    def all_by(self, dimension: str) -> tuple[ScoresBy, ...] | Missing:
        """Return every metric that was asked for every group of a column."""
        found = [self.by(dimension, metric) for metric in self.metrics]
        known = tuple(item for item in found if isinstance(item, ScoresBy))
        return known or _no_dimension(self.main, self._dimension(dimension))

    def answers(self, dimension: str = "", metric: Metric | Literal[""] = "") -> Answers | Missing:
        """Return how the answers to a metric's question are distributed."""
        name, chosen = self._dimension(dimension), metric or self.main
        return self._once(("answers", chosen, name), lambda: self._answers(chosen, name))

    def waves(self, metric: Metric | Literal[""] = "") -> WaveScores | Missing:
        """Return a metric wave by wave with the changes between neighbours."""
        chosen = metric or self.main
        return self._once(("waves", chosen), lambda: self._wave_scores(chosen))

    @cached_property
    def all_waves(self) -> tuple[WaveScores, ...] | Missing:
        """Every metric that was asked, wave by wave."""
        found = [self.waves(metric) for metric in self.metrics]
        known = tuple(item for item in found if isinstance(item, WaveScores))
        return known or cast(Missing, self.waves())

    @cached_property
    def ratings(self) -> Ratings | Missing:
        """Every rated attribute with favourable share and mean."""
        table = self._responses
        declared = () if table is None else table.with_role("rating")
        rated = [
            (column, column.scale)
            for column in declared
            if table is not None and column.scale is not None and table.has(column.name)
        ]
        if table is None or not rated:
            return Missing(
                what=N_("Rated attributes of the experience"),
                need=N_(
                    "Declare the rating questions of the table “responses” with role: rating "
                    "and their scale."
                ),
                table="responses",
                columns=("role: rating",),
            )
        return self._ratings(table, rated)

    def quotes(self, words: Words) -> tuple[PrintedQuote, ...] | Missing:
        """Return the comments approved for printing."""
        return approved_quotes(self.client, words)

    def resolution(self, dimension: str = "") -> Resolution | Missing:
        """Return the time to resolve tickets, by a column of the tickets where named."""
        return self._once(("resolution", dimension), lambda: self._resolution(dimension))

    # ------------------------------------------------------------------- making
    def _overall(self, metric: Metric) -> Overall | Missing:
        table = self._responses
        if table is None or not table.has(COLUMN[metric]):
            return self._missing(metric)
        kwargs: dict[str, Any] = {"count": self._count, "confidence": self._confidence}
        scale = self._scale(table, metric)
        if metric == "nps":
            result: Any = nps(table.frame, **kwargs)
        elif metric == "csat":
            result = csat(table.frame, scale=scale, **kwargs)
        else:
            result = ces(table.frame, scale=scale, **kwargs)
        return Overall(
            metric=metric,
            result=result,
            scale=scale,
            evidence=self._evidence(table, COLUMN[metric], n=result.n),
            min_base=self.client.engagement.min_base,
        )

    def _by(self, metric: Metric, dimension: str) -> ScoresBy | Missing:
        overall = self.overall(metric)
        column = next((item for item in self.dimensions if item.name == dimension), None)
        if isinstance(overall, Missing):
            return overall
        if column is None or self._responses is None:
            return _no_dimension(metric, dimension)
        frame = self._cells(self._responses.frame, dimension, COLUMN[metric])
        table = self._score_table(frame, metric, dimension, overall.scale)
        gaps = [self._gap(frame, metric, dimension, group, overall) for group in table["group"]]
        tested = [i for i, gap in enumerate(gaps) if gap.verdict != "too few answers"]
        adjusted = pd.Series(float("nan"), index=range(len(gaps)))
        adjusted.loc[tested] = holm([gaps[i].p_value for i in tested])
        table = table.assign(
            gap=[gap.difference for gap in gaps],
            gap_low=[gap.ci_low for gap in gaps],
            gap_high=[gap.ci_high for gap in gaps],
            p_value=[gap.p_value for gap in gaps],
            p_adjusted=adjusted.to_numpy(),
        )
        return ScoresBy(
            metric=metric,
            dimension=dimension,
            column=column,
            table=table,
            overall=overall,
            confidence=self._confidence,
            min_base=self.client.engagement.min_base,
        )

    def _cells(self, frame: pd.DataFrame, by: str, column: str) -> pd.DataFrame:
        """Count the answers once, so that many comparisons need not read all rows again."""
        cells = frame.groupby([by, column], dropna=False, observed=True)
        number = cells.size() if self._count is None else cells[self._count].sum()
        return number.rename(ANSWERS).reset_index()

    def _score_table(
        self, frame: pd.DataFrame, metric: Metric, by: str, scale: Scale
    ) -> pd.DataFrame:
        """Return one row a group with the names all metrics share."""
        kwargs: dict[str, Any] = {"by": by, "count": ANSWERS, "confidence": self._confidence}
        if metric == "nps":
            table = nps_by(frame, **kwargs)
        elif metric == "csat":
            table = csat_by(frame, scale=scale, **kwargs)
            table = table.rename(columns={"top_box": "score"})
        else:
            table = ces_by(frame, scale=scale, **kwargs).rename(columns={"mean": "score"})
        table = table.rename(columns={by: "group"})
        return table[["group", "score", "ci_low", "ci_high", "n", "n_missing"]]

    def _gap(
        self, frame: pd.DataFrame, metric: Metric, by: str, group: str, overall: Overall
    ) -> ScoreChange:
        """Compare one group with all others together."""
        inside = frame[by] == group
        outside = frame[by].notna() & ~inside
        return self._change(frame[outside], frame[inside], overall, ("", str(group)))

    def _change(
        self,
        before: pd.DataFrame,
        after: pd.DataFrame,
        overall: Overall,
        labels: tuple[str, str],
    ) -> ScoreChange:
        kwargs: dict[str, Any] = {
            "before_label": labels[0],
            "after_label": labels[1],
            "count": ANSWERS,
            "confidence": self._confidence,
            "min_base": self.client.engagement.min_base,
        }
        if overall.metric == "nps":
            return nps_change(before, after, **kwargs)
        compare = csat_change if overall.metric == "csat" else ces_change
        return compare(before, after, scale=overall.scale, **kwargs)

    def _answers(self, metric: Metric, dimension: str) -> Answers | Missing:
        overall = self.overall(metric)
        column = next((item for item in self.dimensions if item.name == dimension), None)
        table = self._responses
        if isinstance(overall, Missing) or table is None:
            return self._missing(metric)
        kwargs: dict[str, Any] = {"column": COLUMN[metric], "scale": overall.scale}
        if not dimension:
            shares = distribution(table.frame, count=self._count, **kwargs)
        elif column is None:
            return _no_dimension(metric, dimension)
        else:
            shares = distribution_by(table.frame, by=dimension, count=self._count, **kwargs)
            shares = shares.rename(columns={dimension: "group"})
        return Answers(
            metric=metric, dimension=dimension, column=column, table=shares, overall=overall
        )

    def _wave_scores(self, metric: Metric) -> WaveScores | Missing:
        overall = self.overall(metric)
        table = self._responses
        if isinstance(overall, Missing) or table is None:
            return self._missing(metric)
        answered = table.frame[table.frame[COLUMN[metric]].notna()]
        waves = assign_waves(answered, self.client.engagement.waves)
        if waves is None:
            return Missing(
                what=N_("Change from wave to wave"),
                need=N_(
                    "Two rounds of answers are needed: declare the column “date” or “wave” of the "
                    "table “responses”, and the waves under “waves:” in engagement.yml."
                ),
                table="responses",
                columns=("date", "wave"),
            )
        frame = self._cells(waves.frame, WAVE, COLUMN[metric])
        scores = self._score_table(frame, metric, WAVE, overall.scale)
        scores = scores.set_index("group").loc[list(waves.order)].reset_index()
        sides = {name: frame[frame[WAVE] == name] for name in waves.order}
        changes = tuple(
            self._change(sides[before], sides[after], overall, (before, after))
            for before, after in zip(waves.order, waves.order[1:], strict=False)
        )
        tested = [i for i, c in enumerate(changes) if c.verdict != "too few answers"]
        adjusted = [float("nan")] * len(changes)
        for i, p_value in zip(tested, holm([changes[i].p_value for i in tested]), strict=True):
            adjusted[i] = float(p_value)
        return WaveScores(
            metric=metric,
            table=scores,
            changes=changes,
            p_adjusted=tuple(adjusted),
            origin=waves.origin,
            overall=overall,
            column=table.columns.get(WAVE) if waves.origin == "column" else None,
        )

    def _ratings(self, table: Table, rated: list[tuple[Column, Scale]]) -> Ratings:
        rows = []
        for column, scale in rated:
            result = csat(
                table.frame,
                scale=scale,
                column=column.name,
                count=self._count,
                confidence=self._confidence,
            )
            rows.append(
                {
                    "name": column.name,
                    "top_box": result.top_box,
                    "ci_low": result.ci_low,
                    "ci_high": result.ci_high,
                    "mean": result.mean,
                    "mean_ci_low": result.mean_ci_low,
                    "mean_ci_high": result.mean_ci_high,
                    "n": result.n,
                    "n_missing": result.n_missing,
                }
            )
        base = len(table) if self._count is None else int(table.frame[self._count].sum())
        return Ratings(
            table=pd.DataFrame(rows),
            columns={column.name: column for column, _ in rated},
            evidence=self._evidence(table, *(column.name for column, _ in rated), n=base),
            confidence=self._confidence,
            min_base=self.client.engagement.min_base,
        )

    def _resolution(self, dimension: str) -> Resolution | Missing:
        table = self.client.tables.get("tickets")
        if table is None or not table.has("opened") or "resolved" not in table.columns:
            return Missing(
                what=N_("Time to resolution"),
                need=N_(
                    "Provide the table “tickets” with the columns “opened” and “resolved” (blank "
                    "while a ticket is open)."
                ),
                table="tickets",
                columns=("opened", "resolved"),
            )
        column = table.columns.get(dimension)
        if dimension and (column is None or table.frame[dimension].nunique() < 2):
            return _no_dimension("tickets", dimension)
        kwargs: dict[str, Any] = {
            "as_of": self.client.engagement.as_of,
            "confidence": self._confidence,
        }
        overall = resolution_time(table.frame, **kwargs)
        grouped = pd.DataFrame()
        if column is not None:
            grouped = resolution_time_by(table.frame, by=dimension, **kwargs)
            grouped = grouped.rename(columns={dimension: "group"})
        return Resolution(
            overall=overall,
            curve=resolution_curve(table.frame, **kwargs),
            dimension=dimension,
            column=column,
            table=grouped,
            evidence=self._evidence(table, "opened", "resolved", n=overall.n, date="opened"),
            min_base=self.client.engagement.min_base,
        )

    # ------------------------------------------------------------------ details
    @cached_property
    def _responses(self) -> Table | None:
        """The answers; rows that stand for no answer are left out."""
        table = self.client.tables.get("responses")
        if table is None or ANSWERS not in table.columns:
            return table
        return replace(table, frame=table.frame[table.frame[ANSWERS].ne(0).fillna(True)])

    @property
    def _confidence(self) -> float:
        return self.client.engagement.confidence

    @property
    def _count(self) -> str | None:
        table = self._responses
        return ANSWERS if table is not None and ANSWERS in table.columns else None

    def _dimension(self, name: str) -> str:
        return self.segment if name == "segment" else name

    def _once(self, key: tuple[str, ...], make: Callable[[], Result]) -> Result:
        if key not in self._done:
            self._done[key] = make()
        return cast(Result, self._done[key])

    def _scale(self, table: Table, metric: Metric) -> Scale:
        return table.columns[COLUMN[metric]].scale or LIKELIHOOD_TO_RECOMMEND

    def _missing(self, metric: Metric) -> Missing:
        return Missing(
            what=NAME[metric], need=_NEED[metric], table="responses", columns=(COLUMN[metric],)
        )

    def _evidence(self, table: Table, *columns: str, n: int, date: str = "date") -> Evidence:
        start = end = None
        if table.has(date):
            days = table.frame[date].dropna()
            start, end = days.min().date(), days.max().date()
        return Evidence(table=table.name, columns=columns, n=n, start=start, end=end)


def _no_dimension(metric: str, dimension: str) -> Missing:
    if metric == "tickets":
        return Missing(
            what=N_("Time to resolution by group"),
            need=N_("Declare a column such as “channel” or “reason” of the table “tickets”."),
            table="tickets",
            columns=(dimension,),
        )
    what, need = _DIMENSIONS.get(dimension, _DIMENSIONS[""])
    return Missing(
        what=what,
        need=need,
        table="responses",
        columns=(dimension,) if dimension else ("role: segment",),
    )
