"""What the link of scores with money cannot show, and what to provide."""

from __future__ import annotations

from cxkit.findings import Missing
from cxkit.language import N_

NO_LINK = Missing(
    what=N_("What one point of a score goes with"),
    need=N_(
        "Provide answers with “customer_id” and “date” from before the middle of the period, and "
        "in the table “customers” the same “customer_id” and the “end_date” of who left. Only "
        "answers given before the months in which customers leave can tell anything about leaving."
    ),
    table="responses",
    columns=("customer_id", "date", "customers.end_date"),
)
LEAK = Missing(
    what=NO_LINK.what,
    need=N_(
        "The answers tell who left without a single error. The column looks as if it was filled in "
        "after the customer left (a leak): it is not used. Provide answers with the date on "
        "which they were given."
    ),
    table="responses",
    columns=("date",),
)
FEW_LEFT = Missing(
    what=NO_LINK.what,
    need=N_(
        "Fewer than ten of the customers who had answered left (or stayed) after the middle of "
        "the period, or fewer answered than the smallest base: too few to say what a point goes "
        "with. Provide a longer period, or more answers."
    ),
    table="customers",
    columns=("end_date", "responses.customer_id"),
)
NO_PLACES = Missing(
    what=N_("What one point of a score goes with, by touchpoint"),
    need=N_(
        "Provide the column “touchpoint” in the table “responses”, with enough answers at each "
        "touchpoint from customers who left later and customers who stayed."
    ),
    table="responses",
    columns=("touchpoint",),
)
NO_DOSE = Missing(
    what=N_("Who leaves at each step of the score"),
    need=N_(
        "Fewer than two steps of the score have enough customers. Provide more answers that can "
        "be tied to customers."
    ),
    table="responses",
    columns=("customer_id", "date", "ltr"),
)
NO_SPENDING = Missing(
    what=N_("What one point of a score goes with in buying"),
    need=N_(
        "Provide the table “transactions” with “customer_id”, “date” and “amount” from both halves "
        "of the period, or “revenue” and “revenue_before” in the table “customers”."
    ),
    table="transactions",
    columns=("customer_id", "date", "amount"),
)
NO_CHANGES = Missing(
    what=N_("What changes brought, against groups that did not get them"),
    need=N_(
        "Write into “changes” of economics.yml what came to some groups from a day on and not to "
        "others: initiative, since, where (such as region: [North]) and outcome (score, churn or "
        "revenue)."
    ),
    table="economics",
    columns=("changes",),
)
