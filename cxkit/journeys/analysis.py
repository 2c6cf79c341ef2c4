"""What a notebook asks of journeys; each result is computed once, when asked for."""

from __future__ import annotations

from cxkit.client import Client


def analyse(client: Client) -> JourneysAnalysis:
    """Return the analysis of journeys; nothing is computed before it is asked for."""
    return JourneysAnalysis(client)


class JourneysAnalysis:
    """The journeys of one client.

    Parameters
    ----------
    client : Client
        Read and checked.
    """

    def __init__(self, client: Client) -> None:
        self.client = client
