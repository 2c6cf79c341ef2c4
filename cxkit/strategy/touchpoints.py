"""What the reports call a touchpoint, and what customers answered there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cxkit.client import ANSWERS, Client, Column
from cxkit.engagement import LocalText
from cxkit.findings import Evidence
from cxkit.language import Words
from cxkit.metrics import RatingSummary, rating_of, tally
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchpointNames:
    """What the reports call touchpoints.

    Attributes
    ----------
    column : Column or None
        Column “touchpoint” of the answers.
    labels : Mapping[str, LocalText]
        Labels of ``journeys.yml`` by name.
    """

    column: Column | None
    labels: Mapping[str, LocalText]

    def say(self, name: str, words: Words) -> str:
        """Return the name in the reader's language, as given where there is none."""
        if self.column is not None and name in self.column.names:
            return self.column.group(name, words)
        label = self.labels.get(name)
        return label.say(words) if label is not None else name


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchpointAnswers:
    """The answers to one question at every touchpoint.

    Attributes
    ----------
    metric : str
        Column of the question: ``"csat"``, ``"ces"`` or ``"ltr"``.
    scale : Scale
        Scale it was asked on.
    by_touchpoint : Mapping[str, RatingSummary]
        Summary of the answers by touchpoint, those with at least one answer.
    n : int
        Answers at all touchpoints together.
    evidence : Evidence
        Table, columns, base and dates.
    """

    metric: str
    scale: Scale
    by_touchpoint: Mapping[str, RatingSummary]
    n: int
    evidence: Evidence


def touchpoint_names(client: Client) -> TouchpointNames:
    """Return what the reports call a client's touchpoints."""
    table = client.tables.get("responses")
    journeys = client.judgements.journeys
    listed = journeys.touchpoints if journeys is not None else ()
    return TouchpointNames(
        column=table.columns.get("touchpoint") if table is not None else None,
        labels={item.name: item.label for item in listed if item.label is not None},
    )


def answers_at_touchpoints(client: Client, metric: str) -> TouchpointAnswers | None:
    """Summarise one question by touchpoint.

    Parameters
    ----------
    client : Client
        Read and checked.
    metric : str
        Column of the question.

    Returns
    -------
    TouchpointAnswers or None
        None where customers were not asked it, or no answer tells its touchpoint.
    """
    table = client.tables.get("responses")
    if table is None or not table.has(metric, "touchpoint"):
        return None
    scale = table.columns[metric].scale or LIKELIHOOD_TO_RECOMMEND
    counted = tally(
        table.cells(["touchpoint", metric, *table.sample.columns]),
        metric,
        scale=scale,
        by="touchpoint",
        count=ANSWERS,
        sample=table.sample,
    )
    each = np.eye(len(counted.groups), dtype=bool)
    summaries = {
        str(name): rating_of(counted, one, scale, confidence=client.engagement.confidence)
        for name, one in zip(counted.groups["touchpoint"], each, strict=True)
        if counted.answers[one].any()
    }
    n = sum(item.n for item in summaries.values())
    if not summaries:
        return None
    return TouchpointAnswers(
        metric=metric,
        scale=scale,
        by_touchpoint=summaries,
        n=n,
        evidence=table.evidence("touchpoint", metric, n=n),
    )
