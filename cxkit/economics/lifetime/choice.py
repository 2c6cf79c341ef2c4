"""Which model of lifetime value fits the client, and why."""

from __future__ import annotations

from dataclasses import dataclass

from cxkit.client import Client
from cxkit.economics.lifetime import missing
from cxkit.findings import Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelChoice:
    """The model that is used.

    Attributes
    ----------
    contractual : bool
        Whether customers tell that they leave.
    """

    contractual: bool


def model_choice(client: Client) -> ModelChoice | Missing:
    """Return which model fits, by what ``economics.yml`` says of contracts."""
    agreed = client.judgements.economics
    if agreed is None or agreed.contractual is None:
        return missing.NO_CHOICE
    return ModelChoice(contractual=agreed.contractual)
