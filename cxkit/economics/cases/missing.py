"""What the plan cannot show, and what to provide."""

from __future__ import annotations

from cxkit.economics.cases.initiatives import Cases
from cxkit.findings import Missing
from cxkit.language import N_

NO_CASES = Missing(
    what=N_("Business cases"),
    need=N_("Write the initiatives with their cost and benefit into initiatives.csv."),
    table="initiatives",
    columns=("cost", "benefit"),
)
NO_BENEFIT = Missing(
    what=N_("Business cases"),
    need=N_(
        "No initiative declares a benefit, stopped ones left out: write “benefit” into "
        "initiatives.csv, or “effect” where its KPI is churn."
    ),
    table="initiatives",
    columns=("benefit", "effect"),
)
NO_COST = Missing(
    what=N_("Business cases"),
    need=N_(
        "No initiative that declares a benefit gives its cost: write “cost” into initiatives.csv."
    ),
    table="initiatives",
    columns=("cost",),
)
NO_RATE = Missing(
    what=N_("Business cases"),
    need=N_("Write “discount_rate” and “horizon_years” into economics.yml."),
    table="economics",
    columns=("discount_rate", "horizon_years"),
)
NO_BUDGET = Missing(
    what=N_("Which initiatives to choose under a budget"),
    need=N_(
        "Write the most that may be spent into economics.yml, under “finance”, as “budget”, in the "
        "engagement's currency."
    ),
    table="economics",
    columns=("finance.budget",),
)
NOTHING_LEFT = Missing(
    what=N_("Which initiatives to choose under a budget"),
    need=N_("All initiatives are done: write into initiatives.csv those that could come next."),
    table="initiatives",
    columns=("status",),
)
NOTHING_BEGUN = Missing(
    what=N_("What the initiatives have brought"),
    need=N_(
        "No initiative is running or done at the engagement's date: keep “status”, “start” and "
        "“end” in initiatives.csv, and the values of the KPIs in kpi_values.csv, up to date."
    ),
    table="initiatives",
    columns=("status", "start", "end", "kpi_values.value", "kpi_values.n"),
)


def no_case(cases: Cases) -> Missing | None:
    """Return what all initiatives lack for a business case; None where one has it."""
    if any(case.has_money for case in cases.cases):
        return None
    return NO_COST if any(case.source for case in cases.cases) else NO_BENEFIT
