"""What a notebook asks of maturity; each result is computed once, when asked for."""

from __future__ import annotations

from cxkit.client import Client


def analyse(client: Client) -> MaturityAnalysis:
    """Return the analysis of maturity; nothing is computed before it is asked for."""
    return MaturityAnalysis(client)


class MaturityAnalysis:
    """The maturity of one client.

    Parameters
    ----------
    client : Client
        Read and checked.
    """

    def __init__(self, client: Client) -> None:
        self.client = client
