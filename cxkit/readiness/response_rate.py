"""How many of the customers invited have answered, where the invitations are known."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from cxkit.client import Client, Column
from cxkit.findings import Evidence, Missing
from cxkit.readiness.missing import NO_INVITED


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchpointRate:
    """The response rate at one touchpoint.

    Attributes
    ----------
    touchpoint : str
        As called in the data.
    invited, answered : int
        Invitations of the period, and questionnaires that came back.
    """

    touchpoint: str
    invited: int
    answered: int

    @property
    def impossible(self) -> bool:
        """Whether more answered than were invited."""
        return self.answered > self.invited

    @property
    def rate(self) -> float:
        """Answered out of invited; above 1 where the two do not fit."""
        return self.answered / self.invited


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRates:
    """The response rates of a client.

    Attributes
    ----------
    rows : tuple of TouchpointRate
        Touchpoints of the plan whose invitations are known.
    column : Column
        What the touchpoints are called.
    evidence : Evidence
        Table, columns and base.
    """

    rows: tuple[TouchpointRate, ...]
    column: Column
    evidence: Evidence

    @property
    def invited(self) -> int:
        """Invitations at all these touchpoints."""
        return sum(row.invited for row in self.rows)

    @property
    def answered(self) -> int:
        """Answers at all these touchpoints."""
        return sum(row.answered for row in self.rows)


def response_rates(client: Client) -> ResponseRates | Missing:
    """Divide the answers dated in the period by the invitations of the period.

    Parameters
    ----------
    client : Client
        ``listening.yml`` gives the invitations.

    Notes
    -----
    A questionnaire counts whatever it left blank, as in AAPOR's response rate 2; invitations
    that did not arrive cannot be taken off, so the true rate is not lower. A touchpoint with
    several lines counts its largest number of invitations. No interval: it is a count, not an
    estimate.

    References
    ----------
    AAPOR (2023), Standard Definitions, 10th edition.
    """
    listening, table = client.judgements.listening, client.tables.get("responses")
    if listening is None or table is None or not table.has("touchpoint"):
        return NO_INVITED
    invited: dict[str, int] = {}
    for point in listening.voc:
        if point.invited:
            invited[point.touchpoint] = max(point.invited, invited.get(point.touchpoint, 0))
    if not invited:
        return NO_INVITED
    dated = table.has("date")
    frame = table.cells(["touchpoint", *(["date"] if dated else [])])
    start = end = None
    if dated:
        period = client.engagement.period
        days = frame["date"].dt.normalize()
        frame = frame[days.between(pd.Timestamp(period.start), pd.Timestamp(period.end))]
        start, end = period.start, period.end
    answered = frame["answers"].astype("float64").groupby(frame["touchpoint"]).sum()
    rows = tuple(
        TouchpointRate(touchpoint=name, invited=count, answered=int(answered.get(name, 0)))
        for name, count in invited.items()
    )
    return ResponseRates(
        rows=rows,
        column=table.columns["touchpoint"],
        evidence=Evidence(
            table="responses",
            columns=("touchpoint",),
            n=sum(row.answered for row in rows),
            start=start,
            end=end,
        ),
    )
