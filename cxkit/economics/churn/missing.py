"""What retention cannot show, and what to provide."""

from __future__ import annotations

from cxkit.findings import Missing
from cxkit.language import N_

NO_COHORTS = Missing(
    what=N_("Retention by when customers joined"),
    need=N_(
        "Provide in the table “customers” the columns “start_date” and “end_date” (blank while "
        "the customer is still here)."
    ),
    table="customers",
    columns=("start_date", "end_date"),
)
NOBODY_JOINED = Missing(
    what=NO_COHORTS.what,
    need=N_(
        "Nobody joined since leaving is recorded, long enough ago to be followed. Provide the "
        "customers who left before the period too, with their dates."
    ),
    table="customers",
    columns=("start_date", "end_date"),
)
NO_HORIZON = Missing(
    what=N_("How long customers stay on average"),
    need=N_(
        "Too few customers are followed in at least two groups to compare how long they stay. "
        "Provide more customers with their dates, or join small groups of the segment."
    ),
    table="customers",
    columns=("start_date", "end_date"),
)
NO_PACE = Missing(
    what=N_("How much faster some customers leave"),
    need=N_(
        "Provide dated answers from before the middle of the period with “customer_id”, and the "
        "dates on which customers left."
    ),
    table="responses",
    columns=("customer_id", "date", "ltr"),
)
LEAK = Missing(
    what=NO_PACE.what,
    need=N_(
        "The answers tell who left without a single error. The column looks as if it was filled in "
        "after the customer left (a leak): it is not used. Provide answers with the date on "
        "which they were given."
    ),
    table="responses",
    columns=("date",),
)
FEW_LEFT = Missing(
    what=NO_PACE.what,
    need=N_(
        "Too few customers who had answered left after the middle of the period: it takes ten "
        "for every group compared. Provide a longer period, or more answers."
    ),
    table="customers",
    columns=("end_date", "responses.customer_id"),
)
