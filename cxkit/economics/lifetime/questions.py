"""What a notebook asks about lifetime value by model; each answer is computed once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cxkit.client import Client
from cxkit.economics.lifetime.buyers import Buyers, buyers_of, tracking_of
from cxkit.economics.lifetime.choice import ModelChoice, model_choice
from cxkit.economics.lifetime.contracts import Contracts, contracts_of
from cxkit.economics.lifetime.tracking import Tracking
from cxkit.findings import Missing

if TYPE_CHECKING:
    from cxkit.economics.basis import Customers


class LifetimeQuestions:
    """The questions about lifetime value that take a model of retention or of purchases."""

    client: Client

    if TYPE_CHECKING:

        @property
        def customers(self) -> Customers | None:
            """The customers, where it is known who left."""

    @cached_property
    def lifetime_model(self) -> ModelChoice | Missing:
        """Which model of lifetime value fits the client."""
        return model_choice(self.client)

    @cached_property
    def contracts(self) -> Contracts | Missing:
        """Retention and value of customers with a contract, projected."""
        agreed = self.client.judgements.economics
        return contracts_of(self.customers, agreed.contractual if agreed else None)

    @cached_property
    def buyers(self) -> Buyers | Missing:
        """Value of customers without a contract, from their purchases."""
        return buyers_of(self.client)

    @cached_property
    def tracking(self) -> Tracking | Missing:
        """A forecast from the first half of the purchases against the second half."""
        return tracking_of(self.client)

    @property
    def modelled(self) -> Contracts | Buyers | Missing:
        """Value by the model that fits: `contracts` or `buyers`."""
        choice = self.lifetime_model
        if isinstance(choice, Missing):
            return choice
        return self.contracts if choice.contractual else self.buyers

    @property
    def foreseen(self) -> Contracts | Tracking | Missing:
        """What the model that fits expects, to be drawn: `contracts` or `tracking`."""
        choice = self.lifetime_model
        if isinstance(choice, Missing):
            return choice
        return self.contracts if choice.contractual else self.tracking
