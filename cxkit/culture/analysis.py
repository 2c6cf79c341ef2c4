"""What a notebook asks of culture; each result is computed once, when asked for."""

from __future__ import annotations

from cxkit.client import Client


def analyse(client: Client) -> CultureAnalysis:
    """Return the analysis of culture; nothing is computed before it is asked for."""
    return CultureAnalysis(client)


class CultureAnalysis:
    """The culture of one client.

    Parameters
    ----------
    client : Client
        Read and checked.
    """

    def __init__(self, client: Client) -> None:
        self.client = client
