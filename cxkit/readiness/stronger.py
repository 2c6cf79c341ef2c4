"""What would make the answers stronger where every question can be answered already."""

from __future__ import annotations

from dataclasses import dataclass

from cxkit.client import Client
from cxkit.findings import Missing
from cxkit.readiness.hearing import hearing


@dataclass(frozen=True, slots=True, kw_only=True)
class Stronger:
    """What is not there, and without which the answers stand all the same.

    Attributes
    ----------
    unheard, channels : int
        Channels by which customers are not heard, and all of them; 0 and 0 where no channel
        is recorded.
    without_baseline : int
        KPIs of ``kpis.csv`` without the value they start from.
    without_later : int
        KPIs without a value in ``kpi_values.csv`` until the date of the data.
    earlier_report : bool
        Whether the record of an earlier report is there.
    """

    unheard: int
    channels: int
    without_baseline: int
    without_later: int
    earlier_report: bool


def stronger(client: Client) -> Stronger:
    """Count what would make the answers of a client's report stronger.

    Parameters
    ----------
    client : Client
        Read and checked.
    """
    heard = hearing(client)
    judgements, as_of = client.judgements, client.engagement.as_of
    kpis = judgements.kpis or ()
    later = {item.kpi for item in judgements.kpi_values or () if item.date <= as_of}
    return Stronger(
        unheard=0 if isinstance(heard, Missing) else len(heard.channels) - len(heard.heard),
        channels=0 if isinstance(heard, Missing) else len(heard.channels),
        without_baseline=sum(kpi.baseline is None for kpi in kpis),
        without_later=sum(kpi.id not in later for kpi in kpis),
        earlier_report=client.previous_report is not None,
    )
