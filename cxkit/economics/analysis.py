"""What a notebook asks of economics; each result is computed once, when asked for."""

from __future__ import annotations

from cxkit.client import Client


def analyse(client: Client) -> EconomicsAnalysis:
    """Return the analysis of economics; nothing is computed before it is asked for."""
    return EconomicsAnalysis(client)


class EconomicsAnalysis:
    """The economics of one client.

    Parameters
    ----------
    client : Client
        Read and checked.
    """

    def __init__(self, client: Client) -> None:
        self.client = client
