"""What the plan cannot show, and what to provide."""

from __future__ import annotations

from cxkit.findings import Missing
from cxkit.language import N_

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
