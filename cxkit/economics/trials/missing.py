"""What the A/B tests cannot show, and what to provide."""

from __future__ import annotations

from dataclasses import replace

from cxkit.findings import Missing
from cxkit.language import N_

NO_PLANNED = Missing(
    what=N_("What the planned A/B tests take"),
    need=N_(
        "Write the tests into “planned_tests” of economics.yml: name, baseline, smallest_effect, "
        "visitors_a_day, arms and looks."
    ),
    table="economics",
    columns=("planned_tests",),
)
NO_WEEKS = Missing(
    what=N_("What each week of a planned A/B test could notice"),
    need=N_(
        "Write “baseline”, “smallest_effect” and “visitors_a_day” of the tests into "
        "“planned_tests” of economics.yml; for revenue also “sd”."
    ),
    table="economics",
    columns=("planned_tests",),
)
NO_LOOKS = Missing(
    what=N_("What looking at A/B tests early costs"),
    need=N_(
        "Write into “planned_tests” of economics.yml how often each test is looked at (“looks”), "
        "under the name that it has in the table “experiments”."
    ),
    table="economics",
    columns=("planned_tests", "experiments.date"),
)
NO_ADJUSTMENT = Missing(
    what=N_("A/B tests adjusted for what was known before"),
    need=N_(
        "Counts of visitors and conversions do not tell it. Provide rows of visitors with "
        "“converted” and “before”, or totals with “before”, “before_squares” and "
        "“before_conversions”."
    ),
    table="experiments",
    columns=("before", "before_squares", "before_conversions"),
)
NO_REVENUE = Missing(
    what=N_("Revenue per visitor in the A/B tests"),
    need=N_(
        "Counts of visitors and conversions do not tell it. Provide rows of visitors with "
        "“revenue”, or totals with “revenue” and “revenue_squares”, the sum of the squared "
        "revenues of all visitors."
    ),
    table="experiments",
    columns=("revenue", "revenue_squares"),
)
_BROKEN = N_(
    "Every experiment that tells it is invalid: its visitors were not split as planned. Find the "
    "fault, declare “split” in planned_tests if it was meant, and run the test again."
)
BROKEN_ADJUSTMENT = replace(NO_ADJUSTMENT, need=_BROKEN)
BROKEN_REVENUE = replace(NO_REVENUE, need=_BROKEN)
