"""The contract of every table: its standard columns, what they mean, which are needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cxkit.engagement.columns import Role
from cxkit.engagement.model import TableName
from cxkit.language import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardColumn:
    """A column the kit knows by name.

    Attributes
    ----------
    role : str
        What it is.
    required : bool
        Whether the table makes no sense without it.
    unique : bool
        Whether a value may occur once only.
    meaning : str
        Marked English text for the consultant.
    low : float or None
        Lowest value allowed, for numbers.
    """

    role: Role
    meaning: str
    required: bool = False
    unique: bool = False
    low: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableContract:
    """What a table may hold.

    Attributes
    ----------
    meaning : str
        Marked English text: one row is one what.
    columns : Mapping[str, StandardColumn]
        Standard columns by name.
    free_roles : frozenset of str
        Roles that a consultant's own columns may have.
    one_of : tuple of tuple of str
        Of each group at least one column (or free role) must be there.
    """

    meaning: str
    columns: Mapping[str, StandardColumn]
    free_roles: frozenset[Role]
    one_of: tuple[tuple[str, ...], ...] = ()


def _column(
    role: Role,
    meaning: str,
    *,
    required: bool = False,
    unique: bool = False,
    low: float | None = None,
) -> StandardColumn:
    return StandardColumn(role=role, meaning=meaning, required=required, unique=unique, low=low)


LABELS: Mapping[str, str] = MappingProxyType(
    {
        "touchpoint": N_("Touchpoint"),
        "stage": N_("Stage"),
        "channel": N_("Channel"),
        "wave": N_("Wave"),
        "reason": N_("Reason"),
        "area": N_("Area"),
        "unit": N_("Unit"),
        "product": N_("Product"),
        "acquired": N_("How the customer was won"),
        "ltr": N_("Likelihood to recommend"),
        "enps": N_("Likelihood to recommend as an employer"),
        "csat": N_("Satisfaction"),
        "ces": N_("Effort"),
    }
)
"""What the reports call standard columns that have no label of the client's own."""

_OWN: frozenset[Role] = frozenset({"segment", "category", "number", "flag", "personal", "date"})

CONTRACTS: Mapping[TableName, TableContract] = MappingProxyType(
    {
        "responses": TableContract(
            meaning=N_("one row an answered questionnaire"),
            columns={
                "response_id": _column("id", N_("identifier of the answer"), unique=True),
                "customer_id": _column("key", N_("identifier of the customer")),
                "account_id": _column("key", N_("account of a customer with several contacts")),
                "date": _column("date", N_("day of the answer")),
                "wave": _column("category", N_("round of measurement")),
                "touchpoint": _column("category", N_("touchpoint asked about")),
                "stage": _column("category", N_("stage of the journey")),
                "channel": _column("category", N_("channel of the contact")),
                "ltr": _column("ltr", N_("likelihood to recommend, 0 to 10")),
                "csat": _column("csat", N_("satisfaction")),
                "ces": _column("ces", N_("effort")),
                "verbatim": _column("verbatim", N_("comment in the customer's words")),
                "answers": _column(
                    "number",
                    N_("identical answers the row stands for, in a table of counts"),
                    low=0.0,
                ),
                "weight": _column("weight", N_("weight of the answer"), low=0.0),
                "duration": _column("number", N_("time taken to answer"), low=0.0),
            },
            free_roles=_OWN | {"rating", "verbatim", "csat", "ces"},
            one_of=(("ltr", "csat", "ces", "rating"),),
        ),
        "customers": TableContract(
            meaning=N_("one row a customer"),
            columns={
                "customer_id": _column(
                    "id", N_("identifier of the customer"), required=True, unique=True
                ),
                "account_id": _column("key", N_("account of a customer with several contacts")),
                "start_date": _column("date", N_("day the customer joined")),
                "end_date": _column("date", N_("day the customer left; blank if still here")),
                "tenure": _column("number", N_("time as a customer"), low=0.0),
                "churned": _column("flag", N_("whether the customer left")),
                "revenue": _column("money", N_("revenue in the period")),
                "revenue_before": _column("money", N_("revenue in the period before")),
                "margin": _column("money", N_("margin in the period")),
                "acquired": _column("category", N_("how the customer was won")),
                "referred": _column("flag", N_("whether a recommendation brought the customer")),
            },
            free_roles=_OWN | {"money", "rating", "csat", "verbatim"},
        ),
        "transactions": TableContract(
            meaning=N_("one row a purchase"),
            columns={
                "transaction_id": _column("id", N_("identifier of the purchase"), unique=True),
                "customer_id": _column("key", N_("identifier of the customer"), required=True),
                "date": _column("date", N_("day of the purchase"), required=True),
                "amount": _column("money", N_("amount of the purchase"), required=True),
                "channel": _column("category", N_("channel of the purchase")),
                "product": _column("category", N_("what was bought")),
            },
            free_roles=_OWN,
        ),
        "tickets": TableContract(
            meaning=N_("one row a request or complaint"),
            columns={
                "ticket_id": _column("id", N_("identifier of the ticket"), unique=True),
                "customer_id": _column("key", N_("identifier of the customer")),
                "opened": _column("date", N_("when it was opened"), required=True),
                "first_reply": _column("date", N_("when it was first answered")),
                "resolved": _column("date", N_("when it was resolved; blank if still open")),
                "due": _column("date", N_("when it has to be resolved")),
                "channel": _column("category", N_("channel it came through")),
                "reason": _column("category", N_("what it was about")),
                "touchpoint": _column("category", N_("touchpoint it was about")),
                "area": _column("category", N_("area in charge")),
                "cost": _column("money", N_("cost of handling it")),
                "verbatim": _column("verbatim", N_("text of the request")),
            },
            free_roles=_OWN | {"csat", "ces", "verbatim", "money"},
        ),
        "events": TableContract(
            meaning=N_("one row a step of a case through the journey"),
            columns={
                "case": _column("key", N_("identifier of the case"), required=True),
                "touchpoint": _column("category", N_("touchpoint or step"), required=True),
                "time": _column("date", N_("when it happened"), required=True),
                "stage": _column("category", N_("stage of the journey")),
                "channel": _column("category", N_("channel of the step")),
                "customer_id": _column("key", N_("identifier of the customer")),
            },
            free_roles=_OWN,
        ),
        "employees": TableContract(
            meaning=N_("one row an employee's answered questionnaire"),
            columns={
                "employee_id": _column("id", N_("identifier of the employee"), unique=True),
                "date": _column("date", N_("day of the answer")),
                "wave": _column("category", N_("round of measurement")),
                "unit": _column("segment", N_("unit or area of the employee")),
                "enps": _column("ltr", N_("likelihood to recommend as an employer, 0 to 10")),
                "verbatim": _column("verbatim", N_("comment in the employee's words")),
            },
            free_roles=_OWN | {"item", "verbatim"},
            one_of=(("enps", "item"),),
        ),
        "experiments": TableContract(
            meaning=N_("one row a visitor, or a variant with its totals"),
            columns={
                "experiment": _column("category", N_("name of the experiment")),
                "unit_id": _column("id", N_("identifier of the visitor"), unique=True),
                "date": _column("date", N_("day of the visit")),
                "arm": _column("category", N_("variant shown"), required=True),
                "converted": _column("flag", N_("whether the visitor converted")),
                "visitors": _column("number", N_("visitors of the variant"), low=0.0),
                "conversions": _column("number", N_("conversions of the variant"), low=0.0),
                "revenue": _column("money", N_("revenue of the visitor or variant")),
                "before": _column("number", N_("the same measure before the experiment")),
                "revenue_squares": _column(
                    "number", N_("sum of the squared revenues of the variant's visitors"), low=0.0
                ),
                "before_squares": _column(
                    "number", N_("sum of the squares of “before” over its visitors"), low=0.0
                ),
                "before_conversions": _column(
                    "number", N_("sum of “before” over those of its visitors who converted")
                ),
            },
            free_roles=_OWN,
        ),
    }
)
