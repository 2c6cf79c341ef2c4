"""Every score with all answers and without the doubtful ones: whether it rests on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxkit.client import Client, Table
from cxkit.findings import Evidence, Missing
from cxkit.readiness.answer_groups import answer_counts
from cxkit.readiness.answer_quality import AnswerQuality
from cxkit.readiness.compared_score import QUESTION, ComparedScore, Metric, WithAndWithout
from cxkit.readiness.doubtful import Doubtful, Kind
from cxkit.readiness.missing import NO_SCORES

BoolArray = npt.NDArray[np.bool_]

KINDS: tuple[Kind, ...] = (
    "repeated",
    "same_day",
    "straight",
    "hasty",
    "straight_hasty",
    "dates",
    "reversed",
    "mixed_scale",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """Every score with and without the doubtful answers.

    Attributes
    ----------
    rows : tuple of WithAndWithout
        Every metric asked by every kind that was found, all kinds together last.
    n, n_doubtful : int
        Questionnaires, and those doubtful in any way.
    checks : int
        Kinds of doubt that could be looked for in these data.
    turned : bool
        Whether the effort scale as a whole runs against satisfaction, so that contradictions
        are no reason to leave answers out: the declared direction is to be checked.
    weighted : bool
        Whether the sample has weights or answers that belong together, which are allowed for.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    evidence : Evidence
        Table, columns and base.
    """

    rows: tuple[WithAndWithout, ...]
    n: int
    n_doubtful: int
    checks: int
    turned: bool
    weighted: bool
    confidence: float
    min_base: int
    evidence: Evidence

    def together(self) -> tuple[WithAndWithout, ...]:
        """Return every metric without the doubtful answers of all kinds."""
        return tuple(row for row in self.rows if row.kind == "all")

    def of(self, metric: Metric) -> tuple[WithAndWithout, ...]:
        """Return one metric by kind, without the row of all kinds together."""
        return tuple(row for row in self.rows if row.metric == metric and row.kind != "all")


def with_and_without(client: Client, quality: AnswerQuality | Missing) -> Sensitivity | Missing:
    """Return every score with all answers and without the doubtful ones.

    Parameters
    ----------
    client : Client
        Read and checked.
    quality : AnswerQuality or Missing
        What `answer_quality` found in the same client.

    Returns
    -------
    Sensitivity or Missing
        Missing where there are no answers, or none to recommendation, satisfaction or effort.

    Notes
    -----
    A test of how far a result depends on doubtful answers, never a correction: the report
    goes on with all answers. The difference is ``p (without - doubtful)`` with ``p`` the share
    left out; its interval is that of overlapping samples (`omission_effect`) and allows for
    weights and for answers that belong together as declared for the sample, not for strata.
    Straight lines and contradictions are told from the answers themselves: leaving them out
    moves a score even where they were meant.

    References
    ----------
    Greszki, Meyer and Schoen (2015), Public Opinion Quarterly 79, 471-503 (results with and
    without those who answer too fast).
    """
    if isinstance(quality, Missing):
        return quality
    table = client.tables["responses"]
    metrics = [metric for metric, name in QUESTION.items() if _asked(table, name)]
    if not metrics:
        return NO_SCORES
    turned = any(item.kind == "against" and item.second.name == "ces" for item in quality.doubts)
    doubtful = [item for item in quality.doubtful if not (turned and item.kind == "reversed")]
    counts, confidence = answer_counts(table), client.engagement.confidence
    rows: list[WithAndWithout] = []
    for metric in metrics:
        compare = ComparedScore(table, metric, counts, confidence)
        for kind in KINDS:
            left_out = _left_out([item for item in doubtful if item.kind == kind], metric, table)
            if counts[left_out].any():
                rows.append(compare.without(left_out, kind))
        rows.append(compare.without(_left_out(doubtful, metric, table), "all"))
    anywhere = np.zeros(len(table), dtype=bool)
    for item in doubtful:
        anywhere |= item.rows
    return Sensitivity(
        rows=tuple(rows),
        n=quality.n,
        n_doubtful=int(counts[anywhere].sum()),
        checks=len({item.kind for item in quality.doubtful if item.base}),
        turned=turned,
        weighted=bool(table.sample.weight or table.sample.cluster),
        confidence=confidence,
        min_base=client.engagement.min_base,
        evidence=table.evidence(*(QUESTION[metric] for metric in metrics), n=quality.n),
    )


def _asked(table: Table, name: str) -> bool:
    counts = answer_counts(table)
    return table.has(name) and bool(counts[table.frame[name].notna().to_numpy(dtype=bool)].any())


def _left_out(items: Sequence[Doubtful], metric: Metric, table: Table) -> BoolArray:
    """Return the rows whose answer to a metric's question is doubtful."""
    rows = np.zeros(len(table), dtype=bool)
    for item in items:
        if item.question is None or item.question.name == QUESTION[metric]:
            rows |= item.rows
    return rows
