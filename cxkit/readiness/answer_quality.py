"""How far customers' answers can be relied on: repeats, haste, dates, contradictions, scales."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cxkit.client import Client, Column
from cxkit.counted import CountedTable
from cxkit.findings import Evidence, Missing
from cxkit.readiness.answer_dates import DateFaults, date_faults
from cxkit.readiness.answer_groups import ANSWERS, answer_counts, answer_groups
from cxkit.readiness.contradictions import Contradiction, contradiction
from cxkit.readiness.doubtful import Doubtful, Kind, doubtful_answers, haste
from cxkit.readiness.missing import NO_ANSWERS, ONLY_COUNTS
from cxkit.readiness.scale_doubts import ScaleDoubt, scale_doubts


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuality:
    """What was found in the answers.

    Attributes
    ----------
    n : int
        Questionnaires.
    in_counts : bool
        Whether they come as a table of counts, in which repeats cannot be told.
    doubtful : tuple of Doubtful
        Every kind of doubtful answer, with share and rows.
    median_duration : float
        In `unit`; NaN where no duration is known.
    unit : str
        Unit of the duration.
    cells, blank : int
        Answers asked for over all scored questions, and those left blank.
    blankest : Column or None
        Question left blank most often.
    blankest_share : float
        Its share of blanks, in [0, 1].
    dates : DateFaults or None
        Impossible dates; None where undated.
    opposite : Contradiction or None
        Effort answers that say the opposite of satisfaction; None where not both were asked.
    doubts : tuple of ScaleDoubt
        Scales that may not be as declared.
    evidence : Evidence
        Table, columns and base.
    """

    n: int
    in_counts: bool
    doubtful: tuple[Doubtful, ...]
    median_duration: float
    unit: str
    cells: int
    blank: int
    blankest: Column | None
    blankest_share: float
    dates: DateFaults | None
    opposite: Contradiction | None
    doubts: tuple[ScaleDoubt, ...]
    evidence: Evidence

    def of(self, kind: Kind) -> Doubtful:
        """Return the doubtful answers of one kind; of mixed scales the question worst hit."""
        return max(
            (item for item in self.doubtful if item.kind == kind),
            key=lambda item: item.n,
            default=_none(kind, self.doubtful),
        )

    @property
    def repeated(self) -> int | None:
        """Questionnaires equal to one before; None where nothing tells them apart."""
        return self.of("repeated").n if self.of("repeated").base else None

    @property
    def straight(self) -> int:
        """Questionnaires that give all rated attributes one answer."""
        return self.of("straight").n

    @property
    def rated(self) -> int:
        """Questionnaires with enough rated attributes to tell."""
        return self.of("straight").base

    @property
    def hasty(self) -> int:
        """Questionnaires answered in less than a third of the median time."""
        return self.of("hasty").n

    @property
    def timed(self) -> int:
        """Questionnaires with a duration."""
        return self.of("hasty").base

    @property
    def straight_hasty(self) -> int:
        """Questionnaires that are straight and hasty at once."""
        return self.of("straight_hasty").n

    @property
    def compared(self) -> int:
        """Questionnaires that could be found straight and hasty at once."""
        return self.of("straight_hasty").base

    @property
    def outside(self) -> int | None:
        """Answers dated outside the engagement's period; None where undated."""
        return None if self.dates is None else self.dates.outside


def answer_quality(client: Client) -> AnswerQuality | Missing:
    """Look for what makes answers doubtful; nothing is left out because of it.

    Parameters
    ----------
    client : Client
        Read and checked.

    Notes
    -----
    *Straight*: all rated attributes have one answer, where at least five were rated. A
    content customer may mean it; together with haste it is doubtful. *Hasty*: less than a
    third of the median duration. *Repeated*: equal to an earlier row in every column but the
    identifier. *Same day*: another answer of the same customer on the same day and touchpoint.
    *Dates*: after the data were taken, before the customer joined or after the customer left.
    The other kinds are explained where they are found: `contradiction`, `scale_doubts`. Weights
    and clusters play no part: these are counts of questionnaires.

    References
    ----------
    Zhang and Conrad (2014), Survey Research Methods 8, 127-135 (haste and straight lines);
    Greszki, Meyer and Schoen (2015), Public Opinion Quarterly 79, 471-503 (share of the
    median time).
    """
    table = client.tables.get("responses")
    if table is None or not len(table):
        return NO_ANSWERS
    if isinstance(table, CountedTable):
        return ONLY_COUNTS
    counts = answer_counts(table)
    n = int(counts.sum())
    if not n:
        return NO_ANSWERS
    confidence = client.engagement.confidence
    dates = date_faults(client, table, counts)
    opposite = contradiction(table, counts, confidence=confidence)
    scales = scale_doubts(table, counts, answer_groups(client, table))
    scored = [column for column in table.columns.values() if column.scale is not None]
    blanks = {
        column.name: int(counts[table.frame[column.name].isna().to_numpy(dtype=bool)].sum())
        for column in scored
    }
    worst = max(scored, key=lambda column: blanks[column.name], default=None)
    duration = table.columns.get("duration")
    return AnswerQuality(
        n=n,
        in_counts=ANSWERS in table.columns,
        doubtful=doubtful_answers(
            table, counts, dates=dates, opposite=opposite, scales=scales, confidence=confidence
        ),
        median_duration=haste(table, counts).median,
        unit=duration.unit if duration is not None else "",
        cells=len(scored) * n,
        blank=sum(blanks.values()),
        blankest=worst,
        blankest_share=blanks[worst.name] / n if worst is not None else math.nan,
        dates=dates,
        opposite=opposite,
        doubts=scales,
        evidence=table.evidence(*(column.name for column in scored), n=n),
    )


def _none(kind: Kind, others: Sequence[Doubtful]) -> Doubtful:
    """Return what stands for a kind that no question could show."""
    rows = others[0].rows & False
    nan = math.nan
    return Doubtful(kind=kind, n=0, base=0, share=nan, ci_low=nan, ci_high=nan, rows=rows)
