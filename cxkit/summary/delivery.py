"""The record of a report: what it said, in both languages, for the one that follows."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cxkit.client import Client
from cxkit.engagement.delivered import (
    Both,
    DeliveredBenefit,
    DeliveredFinding,
    DeliveredMeasure,
    DeliveredReport,
)
from cxkit.language import Words
from cxkit.metrics import CesResult, CsatResult
from cxkit.perception.results import NAME, Overall
from cxkit.perception.standout import main_interval, main_score
from cxkit.summary.findings import Summary


def delivered(
    client: Client,
    spanish: Summary,
    english: Summary,
    measures: Sequence[DeliveredMeasure],
    benefits: Sequence[DeliveredBenefit] = (),
) -> DeliveredReport:
    """Return the record of a report.

    Parameters
    ----------
    client : Client
        Whose report it is.
    spanish, english : Summary
        The same findings in both languages.
    measures : sequence of DeliveredMeasure
        Headline measures.
    benefits : sequence of DeliveredBenefit
        What the initiatives promise.
    """
    in_english = {item.original.key: item.finding for item in (*english.shown, *english.others)}
    shown = {item.original.key for item in english.shown}
    return DeliveredReport(
        client=client.slug,
        as_of=client.engagement.as_of,
        confidence=client.engagement.confidence,
        findings=tuple(
            DeliveredFinding(
                key=item.original.key,
                subject=item.finding.subject,
                headline=Both(es=item.finding.headline, en=in_english[item.original.key].headline),
                detail=Both(es=item.finding.detail, en=in_english[item.original.key].detail),
                tone=item.finding.tone,
                certainty=item.finding.certainty,
                touchpoint=item.finding.touchpoint,
                on_summary=item.original.key in shown,
            )
            for item in (*spanish.shown, *spanish.others)
            if item.original.key in in_english
        ),
        measures=tuple(measures),
        benefits=tuple(benefits),
    )


_DIGITS = 9
"""Decimals of a score that is kept for the next report."""


def score_measures(scores: Sequence[Overall]) -> tuple[DeliveredMeasure, ...]:
    """Return the scores of all answers as headline measures.

    Parameters
    ----------
    scores : sequence of Overall
        NPS in points, satisfaction as a share, effort as a mean.
    """
    measures = []
    for item in scores:
        # the last digits hang on the order in which customers are added up, which their
        # pseudonyms decide
        low, high = (round(limit, _DIGITS) for limit in main_interval(item))
        value = round(main_score(item), _DIGITS)
        if not (math.isfinite(low) and math.isfinite(high)):
            continue
        result = item.result
        falling = isinstance(result, CesResult) and not item.scale.higher_is_better
        unit = "points"
        if isinstance(result, CsatResult):
            unit = "share"
        elif isinstance(result, CesResult):
            unit = item.scale.text
        measures.append(
            DeliveredMeasure(
                key=item.metric,
                label=both(NAME[item.metric]),
                value=value,
                low=min(low, value),
                high=max(high, value),
                n=result.n,
                unit=unit,
                better="down" if falling else "up",
                start=item.evidence.start,
                end=item.evidence.end,
            )
        )
    return tuple(measures)


def both(message: str) -> Both:
    """Return a marked sentence in both languages."""
    return Both(es=Words("es")(message), en=Words("en")(message))
