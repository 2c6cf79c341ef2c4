"""What a notebook asks of strategy; each result is computed once, when asked for."""

from __future__ import annotations

from cxkit.client import Client


def analyse(client: Client) -> StrategyAnalysis:
    """Return the analysis of strategy; nothing is computed before it is asked for."""
    return StrategyAnalysis(client)


class StrategyAnalysis:
    """The strategy of one client.

    Parameters
    ----------
    client : Client
        Read and checked.
    """

    def __init__(self, client: Client) -> None:
        self.client = client
