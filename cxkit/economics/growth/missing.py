"""What the questions about growth cannot show, and what to provide."""

from __future__ import annotations

from dataclasses import replace

from cxkit.client import Client
from cxkit.economics.basis import Customers
from cxkit.economics.churn.scored import Scored
from cxkit.economics.missing import NO_CHURN, NO_SCORES, NOBODY_STAYED
from cxkit.findings import Missing
from cxkit.language import N_

NO_BRIDGE = Missing(
    what=N_("Revenue kept, lost and won"),
    need=N_(
        "Provide the columns “revenue_before” and “revenue” in the table “customers”: what each "
        "customer brought in the period before and in this one."
    ),
    table="customers",
    columns=("revenue_before", "revenue"),
)
NO_PROMOTERS = Missing(
    what=N_("What promoters bring"),
    need=N_(
        "Provide answers of at least one customer who recommends and one who does not, with the "
        "same “customer_id” in the tables “responses” and “customers”."
    ),
    table="responses",
    columns=("customer_id", "ltr", "csat"),
)
NO_WINNING = Missing(
    what=N_("Winning customers against keeping them"),
    need=N_("Write “acquisition_cost” into economics.yml: what winning one customer costs."),
    table="economics",
    columns=("acquisition_cost",),
)
FREE_WINNING = replace(
    NO_WINNING,
    need=N_(
        "“acquisition_cost” in economics.yml is 0: winning a customer is never free. Write what "
        "Marketing and Sales cost, divided by the customers won."
    ),
)
NO_REVENUE_TO_WIN = Missing(
    what=NO_WINNING.what,
    need=N_("Provide the column “revenue” in the table “customers”."),
    table="customers",
    columns=("revenue",),
)
NOBODY_LEFT = Missing(
    what=NO_WINNING.what,
    need=N_(
        "Nobody left in the period, so there is nothing to win back. Check “end_date” and "
        "“churned” in the table “customers”."
    ),
    table="customers",
    columns=("end_date", "churned"),
)
NO_PREMIUM = Missing(
    what=N_("Scenario of a price premium"),
    need=N_(
        "Write “price_premium” (above 0) and “premium_share” into economics.yml, and provide the "
        "column “revenue” in the table “customers”."
    ),
    table="economics",
    columns=("price_premium", "premium_share", "customers.revenue"),
)
NO_SERVING = Missing(
    what=N_("Cost to serve"),
    need=N_("Provide the table “tickets” with the column “opened”, dated within the period."),
    table="tickets",
    columns=("opened", "cost"),
)
NO_CONTACT_COST = Missing(
    what=NO_SERVING.what,
    need=N_(
        "Write “cost_per_contact” (above 0) into economics.yml, or provide the column “cost” in "
        "the table “tickets”."
    ),
    table="economics",
    columns=("cost_per_contact", "tickets.cost"),
)
NOBODY_SERVED = Missing(
    what=N_("Cost to serve by segment"),
    need=N_(
        "Provide the column “customer_id” in the table “tickets”, with the identifiers of the "
        "table “customers”, and declare a segment there."
    ),
    table="tickets",
    columns=("customer_id", "customers.role: segment"),
)
NO_PLACES_SERVED = Missing(
    what=N_("Cost to serve by touchpoint"),
    need=N_("Provide the column “touchpoint” or “reason” in the table “tickets”."),
    table="tickets",
    columns=("touchpoint", "reason"),
)
NO_GAP = Missing(
    what=N_("What leaders believe and customers say"),
    need=N_("Write the leaders' own ratings of touchpoints into strategy.yml."),
    table="strategy",
    columns=("self_ratings",),
)


def no_promoters(customers: Customers | None, scored: Scored | None, scores: Missing) -> Missing:
    """Return why promoters cannot be set against others."""
    if customers is None:
        return replace(NO_CHURN, what=NO_PROMOTERS.what)
    if scored is None or not scored.usable:
        return replace(scores if scores.table else NO_SCORES, what=NO_PROMOTERS.what)
    return NO_PROMOTERS


def no_winning(customers: Customers | None) -> Missing:
    """Return why winning cannot be set against keeping."""
    if customers is None:
        return replace(NO_CHURN, what=NO_WINNING.what)
    agreed = customers.assumptions.acquisition_cost
    if agreed is None:
        return NO_WINNING
    if not agreed.low > 0:
        return FREE_WINNING
    if not customers.table.has("revenue"):
        return NO_REVENUE_TO_WIN
    if not (customers.frame["lost"] & customers.frame["known"]).any():
        return NOBODY_LEFT
    return replace(NOBODY_STAYED, what=NO_WINNING.what)


def no_serving(client: Client) -> Missing:
    """Return why the cost to serve cannot be told."""
    table = client.tables.get("tickets")
    if table is None or not table.has("opened"):
        return NO_SERVING
    period, opened = client.engagement.period, table.frame["opened"].dropna().dt.date
    inside = ((opened >= period.start) & (opened <= period.end)).any()
    return NO_CONTACT_COST if inside else NO_SERVING
