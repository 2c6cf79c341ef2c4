"""What economics cannot show, and what to provide."""

from __future__ import annotations

from dataclasses import replace

from cxkit.economics.basis import Customers
from cxkit.findings import Missing
from cxkit.language import N_

NO_CHURN = Missing(
    what=N_("Churn"),
    need=N_(
        "Provide the table “customers” with the columns “start_date” and “end_date” (blank while "
        "the customer is still here), or with the column “churned”."
    ),
    table="customers",
    columns=("start_date", "end_date", "churned"),
)
NO_SEGMENTS = Missing(
    what=N_("Churn by segment"),
    need=N_("Declare a column of the table “customers” with role: segment."),
    table="customers",
    columns=("role: segment",),
)
NO_SCORES = Missing(
    what=N_("Churn by what customers answered"),
    need=N_(
        "Provide answers with “customer_id”, “date” and “ltr” or “csat”, given before the "
        "customer left, and the same “customer_id” in the table “customers”."
    ),
    table="responses",
    columns=("customer_id", "date", "ltr"),
)
LEAK = Missing(
    what=N_("Churn by what customers answered"),
    need=N_(
        "The answers tell who left without a single error. The column looks as if it was filled in "
        "after the customer left (a leak): it is not used. Provide answers with the date on "
        "which they were given."
    ),
    table="responses",
    columns=("date",),
)
NO_LANDMARK = Missing(
    what=N_("How long promoters and detractors stay"),
    need=N_(
        "Provide dated answers from before the middle of the period, and the dates on which "
        "customers left."
    ),
    table="customers",
    columns=("end_date", "responses.date"),
)
NO_TENURE = Missing(
    what=N_("How long customers stay"),
    need=N_(
        "Provide in the table “customers” the columns “start_date” and “end_date”, or “tenure” "
        "and “churned”, and declare a segment."
    ),
    table="customers",
    columns=("start_date", "end_date", "tenure", "churned"),
)
NO_MONEY = Missing(
    what=N_("What one point of churn is worth"),
    need=N_("Provide the column “margin” or “revenue” in the table “customers”."),
    table="customers",
    columns=("margin", "revenue"),
)
NOBODY_STAYED = Missing(
    what=N_("What one point of churn is worth"),
    need=N_(
        "Nobody was a customer all through the period, so what a customer brings in a year is not "
        "known. Check “start_date”, “end_date” and “churned” in the table “customers”."
    ),
    table="customers",
    columns=("start_date", "end_date", "churned"),
)
NO_LIFETIME = Missing(
    what=N_("Lifetime value"),
    need=N_(
        "More than one thing is missing. It takes: “margin” or “revenue” in the table “customers”; "
        "“discount_rate” and “horizon_years” in economics.yml; and “churn_period” there where "
        "customers leave without a date."
    ),
    table="customers",
    columns=("margin", "revenue", "economics.discount_rate", "economics.horizon_years"),
)
LIFETIME_NEEDS = {
    "discount_rate": N_("Write “discount_rate” into economics.yml."),
    "horizon_years": N_("Write “horizon_years” into economics.yml."),
    "churn_period": N_(
        "Customers leave without a date: write into economics.yml the “churn_period” in which "
        "they left."
    ),
    "money": NO_MONEY.need,
    "stayed": NOBODY_STAYED.need,
}
"""What to do where only one thing is missing for the lifetime value."""
NO_RISK = Missing(
    what=N_("Revenue at risk"),
    need=N_(
        "Provide the column “revenue” in the table “customers”, and answers that can be tied to "
        "customers."
    ),
    table="customers",
    columns=("revenue", "responses.customer_id"),
)
NO_PLACES = Missing(
    what=N_("Revenue at risk by touchpoint"),
    need=N_("Provide the column “touchpoint” in the table “responses”."),
    table="responses",
    columns=("touchpoint",),
)
NO_GROWTH = Missing(
    what=N_("Where growth comes from"),
    need=N_(
        "Provide the columns “revenue_before” and “revenue” in the table “customers”, and "
        "“referred” for who came by recommendation."
    ),
    table="customers",
    columns=("revenue_before", "revenue", "referred"),
)
NO_OUTCOMES = Missing(
    what=N_("Growth, retention and margin against the sector"),
    need=N_("Fill in “outcomes” in economics.yml."),
    table="economics",
    columns=("outcomes",),
)
NO_TRIALS = Missing(
    what=N_("A/B tests"),
    need=N_(
        "Provide the table “experiments” with “arm” and “converted”, or with “arm”, “visitors” "
        "and “conversions”, and two variants at least."
    ),
    table="experiments",
    columns=("experiment", "arm", "converted", "visitors", "conversions"),
)


def no_money(customers: Customers | None, otherwise: Missing = NO_MONEY) -> Missing:
    """Return why there is no money: nobody stayed to measure it on, else `otherwise`."""
    if customers is None or not customers.money or bool(customers.frame["whole"].any()):
        return otherwise
    return replace(NOBODY_STAYED, what=otherwise.what)


def no_lifetime(customers: Customers | None) -> Missing:
    """Return what is missing for the lifetime value, by name where it is one thing."""
    if customers is None:
        return replace(NO_CHURN, what=NO_LIFETIME.what)
    agreed = customers.assumptions
    absent = {
        "discount_rate": agreed.discount_rate is None,
        "horizon_years": agreed.horizon_years is None,
        "churn_period": customers.days != customers.days,
        "money": not customers.money,
        "stayed": bool(customers.money) and not bool(customers.frame["whole"].any()),
    }
    names = [name for name, is_absent in absent.items() if is_absent]
    if len(names) != 1:
        return NO_LIFETIME
    return replace(NO_LIFETIME, need=LIFETIME_NEEDS[names[0]])
