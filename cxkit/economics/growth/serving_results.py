"""Results of the cost to serve."""

from __future__ import annotations

from dataclasses import dataclass

from cxkit.client import Column
from cxkit.economics.growth.amounts import Amount
from cxkit.economics.growth.contacts import Source
from cxkit.findings import Claim, Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ServingRow:
    """Contacts of one group.

    Attributes
    ----------
    group : str
        As called in the data; empty for all groups that are not shown one by one.
    n : int
        Contacts in the period.
    cost : Amount
        What they cost in the period, customers in the data.
    share : Amount
        Of the cost of all contacts that say where they belong.
    each : Amount
        Cost of one contact.
    pain : bool
        Whether a pain point is registered at this touchpoint.
    """

    group: str
    n: int
    cost: Amount
    share: Amount
    each: Amount
    pain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ServingBy:
    """Cost by one column of the tickets.

    Attributes
    ----------
    column : Column
        What parts the contacts.
    rows : tuple of ServingRow
        Most cost first.
    n, n_blank : int
        Contacts that say where they belong, and those that do not.
    claim : {"association", "assumption"}
        As `Serving`.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    column: Column
    rows: tuple[ServingRow, ...]
    n: int
    n_blank: int
    claim: Claim
    confidence: float
    min_base: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedRow:
    """Customers of one group, with contacts or without.

    Attributes
    ----------
    group : str
        Segment, or group by what customers answered; empty for all customers.
    customers, contacts : int
        Customers in the data and their contacts in the period.
    rate : Amount
        Contacts a customer and year.
    cost : Amount
        Cost to serve a customer for a year.
    """

    group: str
    customers: int
    contacts: int
    rate: Amount
    cost: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedBy:
    """Cost to serve by segment, or by what customers answered.

    Attributes
    ----------
    column : Column or None
        The segment; None for what customers answered.
    rows : tuple of ServedRow
        One a group.
    claim, confidence, min_base
        As `ServingBy`.
    """

    column: Column | None
    rows: tuple[ServedRow, ...]
    claim: Claim
    confidence: float
    min_base: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """Contacts that came back within some days.

    Attributes
    ----------
    days : int
        Window.
    topic : str
        Column by which two contacts are about the same thing; empty where none tells.
    n, back : int
        Contacts of which it can be told, and those that came back.
    share : Amount
        ``back / n``.
    cost : Amount
        What those that came back cost in the period.
    """

    days: int
    topic: str
    n: int
    back: int
    share: Amount
    cost: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """Cost to serve. Ranges hold the interval and, where agreed, the range of the cost.

    Attributes
    ----------
    total, each : Amount
        Cost of all contacts in the data, in the period; cost of one contact.
    by : tuple of ServingBy
        By touchpoint, reason, channel and area, as far as the tickets say.
    everybody : ServedRow or None
        All customers in the data; None where tickets cannot be tied to customers.
    served : tuple of ServedBy
        By segment and by what customers answered.
    yearly : Amount
        Cost to serve all customers of the client for a year: `everybody` × `population`.
    population : float
        Customers of the client; NaN without a table of customers.
    repeats : tuple of Repeats
        One a window.
    pain : Amount
        Share of the cost of contacts with a touchpoint that falls where a pain point is
        registered; unknown where none is.
    source : {"recorded", "agreed"}
        Where the cost of a contact comes from.
    agreed : Amount or None
        Agreed cost of one contact.
    n, n_priced, n_linked, n_outside, n_negative : int
        Contacts of the period; those with a cost of their own; those of customers in the
        data; those left out as not of the period; costs below 0, taken as blank.
    claim : {"association", "assumption"}
        Costs that were recorded, or that were agreed. Neither says what causes contacts.
    evidence : Evidence
        Table and columns.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    total: Amount
    each: Amount
    by: tuple[ServingBy, ...]
    everybody: ServedRow | None
    served: tuple[ServedBy, ...]
    yearly: Amount
    population: float
    repeats: tuple[Repeats, ...]
    pain: Amount
    source: Source
    agreed: Amount | None
    n: int
    n_priced: int
    n_linked: int
    n_outside: int
    n_negative: int
    claim: Claim
    evidence: Evidence
    confidence: float
    min_base: int

    def by_column(self, name: str) -> ServingBy | None:
        """Return the costs by one column; None where the tickets do not hold it."""
        return next((item for item in self.by if item.column.name == name), None)
