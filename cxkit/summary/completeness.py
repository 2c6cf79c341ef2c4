"""What a client's folder holds for each of the seven components, and what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cxkit.client import Client
from cxkit.language import N_

COMPONENTS: Mapping[str, str] = MappingProxyType(
    {
        "strategy": N_("Strategy"),
        "customers": N_("Understanding of customers"),
        "journeys": N_("Design of the experience"),
        "perception": N_("Measurement of perception"),
        "economics": N_("Economics"),
        "governance": N_("Governance"),
        "culture": N_("Culture"),
    }
)
"""The seven components of the management model, in its order."""

INPUTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "strategy": ("strategy.yml", "kpis.csv", "initiatives.csv"),
        "customers": ("customers", "transactions", "listening.yml", "empathy.yml"),
        "journeys": ("events", "journeys.yml", "design.yml"),
        "perception": ("responses", "tickets", "quotes.csv"),
        "economics": ("customers", "experiments", "economics.yml", "initiatives.csv"),
        "governance": ("charter.yml", "governance.yml", "closed_loop.csv", "adoption.csv"),
        "culture": ("employees", "culture.yml", "training.csv"),
    }
)
"""Tables and files of judgement that each component draws on."""


SHORT: Mapping[str, str] = MappingProxyType(
    {
        "responses": N_("survey"),
        "customers": N_("customers"),
        "transactions": N_("purchases"),
        "tickets": N_("tickets"),
        "events": N_("journey steps"),
        "employees": N_("staff survey"),
        "experiments": N_("experiments"),
    }
)
"""What the meter calls a table, where room is scarce."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentInputs:
    """One component and its inputs.

    Attributes
    ----------
    component : str
        Key of `COMPONENTS`.
    present, absent : tuple of str
        Tables and files, in the order of `INPUTS`.
    """

    component: str
    present: tuple[str, ...]
    absent: tuple[str, ...]

    @property
    def share(self) -> float:
        """Share of the inputs that are there, in [0, 1]."""
        return len(self.present) / (len(self.present) + len(self.absent))


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """The inputs of all seven components.

    Attributes
    ----------
    components : tuple of ComponentInputs
        In the model's order.
    """

    components: tuple[ComponentInputs, ...]

    @property
    def covered(self) -> tuple[ComponentInputs, ...]:
        """Components with at least one input."""
        return tuple(item for item in self.components if item.present)


def completeness_of(client: Client) -> Completeness:
    """Return which inputs of each component a client's folder holds.

    Parameters
    ----------
    client : Client
        Read and checked. A table without rows and a file with nothing filled in count as
        absent.
    """
    return Completeness(
        components=tuple(
            ComponentInputs(
                component=component,
                present=tuple(name for name in names if _is_there(client, name)),
                absent=tuple(name for name in names if not _is_there(client, name)),
            )
            for component, names in INPUTS.items()
        )
    )


def _is_there(client: Client, name: str) -> bool:
    stem, dot, _ = name.partition(".")
    if dot:
        return bool(getattr(client.judgements, stem))
    return any(table == name and len(held) > 0 for table, held in client.tables.items())
