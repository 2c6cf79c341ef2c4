"""What a notebook asks of governance; each result is computed once, when asked for."""

from __future__ import annotations

from cxkit.client import Client


def analyse(client: Client) -> GovernanceAnalysis:
    """Return the analysis of governance; nothing is computed before it is asked for."""
    return GovernanceAnalysis(client)


class GovernanceAnalysis:
    """The governance of one client.

    Parameters
    ----------
    client : Client
        Read and checked.
    """

    def __init__(self, client: Client) -> None:
        self.client = client
