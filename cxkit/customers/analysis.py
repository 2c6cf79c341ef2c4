"""What a notebook asks of customers; each result is computed once, when asked for."""

from __future__ import annotations

from cxkit.client import Client


def analyse(client: Client) -> CustomersAnalysis:
    """Return the analysis of customers; nothing is computed before it is asked for."""
    return CustomersAnalysis(client)


class CustomersAnalysis:
    """The customers of one client.

    Parameters
    ----------
    client : Client
        Read and checked.
    """

    def __init__(self, client: Client) -> None:
        self.client = client
