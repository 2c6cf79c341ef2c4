"""How the rows of a table were drawn: weights, rows that belong together, strata, population."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """How the rows of a table came to be there.

    Attributes
    ----------
    weight : str
        Column of the weights, numbers above 0; empty where every row counts as one.
    cluster : str
        Column that tells which rows belong together, such as the customer or the account;
        a row without a value stands alone. Empty where every row stands alone.
    stratum : str
        Column of the strata the sample was drawn from; empty where it was drawn from all.
    population : int or None
        Units (clusters where declared, else rows) that there are in all; None where it is
        not known or so large that it does not matter.
    """

    weight: str = ""
    cluster: str = ""
    stratum: str = ""
    population: int | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it needs."""
        return tuple(name for name in (self.weight, self.cluster, self.stratum) if name)


PLAIN = Sample()
"""Every row drawn by itself, each with the same chance, from a population without end."""
