"""What the summary cannot show, and what to provide."""

from __future__ import annotations

from cxkit.findings import Missing
from cxkit.language import N_

NO_CHAIN = Missing(
    what=N_("The chain from evidence to money"),
    need=N_(
        "Write what shall be done into initiatives.csv, with pain point, owner and KPI of each "
        "initiative."
    ),
    table="initiatives.csv",
)
NO_PRIORITIES = Missing(
    what=N_("The order of the initiatives"),
    need=N_(
        "Judge at least two open initiatives from 1 to 5 in initiatives.csv: customer_impact, "
        "business_impact, effort."
    ),
    table="initiatives.csv",
    columns=("customer_impact", "business_impact", "effort"),
)
NO_ROADMAP = Missing(
    what=N_("The roadmap"),
    need=N_("Write start and end of the initiatives into initiatives.csv."),
    table="initiatives.csv",
    columns=("start", "end"),
)
NO_PREVIOUS = Missing(
    what=N_("What changed since the previous report"),
    need=N_("There is no previous report to compare with."),
    table="previous_report.json",
)
SAME_DATE = Missing(
    what=N_("What changed since the previous report"),
    need=N_(
        "previous_report.json is the record of a report on data of the same date. It is compared "
        "as soon as engagement.yml says a later period."
    ),
    table="previous_report.json",
)
