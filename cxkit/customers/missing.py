"""What cannot be said of the customers, and what to provide."""

from __future__ import annotations

from cxkit.findings import Missing
from cxkit.language import N_

NO_SEGMENTS = Missing(
    what=N_("Segments of customers"),
    need=N_(
        "Declare a column of the table “customers” or “responses” with role: segment, with two "
        "or more groups."
    ),
    table="customers",
    columns=("role: segment",),
)
NO_EFFECTS = Missing(
    what=N_("Whether the segmentation matters for the experience"),
    need=N_(
        "Two groups of a segment with five answers each are needed: declare a column with role: "
        "segment and the question “ltr” or “csat” of the table “responses”."
    ),
    table="responses",
    columns=("role: segment", "ltr", "csat"),
)
NO_RATINGS = Missing(
    what=N_("Archetypes found in the data"),
    need=N_(
        "Ask customers to rate at least three needs or attributes and declare the columns of the "
        "table “customers” (or “responses”) with role: rating and their scale."
    ),
    table="customers",
    columns=("role: rating",),
)
FEW_RATINGS = Missing(
    what=N_("Archetypes found in the data"),
    need=N_(
        "Too few customers rated enough items: at least sixty are needed who answered every one "
        "of three or more items that vary."
    ),
    table="customers",
    columns=("role: rating",),
)
NO_PORTRAITS = Missing(
    what=N_("Archetype cards"),
    need=N_(
        "The data show no stable archetypes and none are described: write goals, needs, "
        "behaviours and emotions with their sources in empathy.yml."
    ),
    table="empathy.yml",
)
NO_MAPS = Missing(
    what=N_("Empathy maps"),
    need=N_(
        "Write under “map” of each archetype in empathy.yml what customers say, think, do and "
        "feel, with the source of every note."
    ),
    table="empathy.yml",
)
NO_LEAVERS = Missing(
    what=N_("Which customers left"),
    need=N_(
        "Declare the column “churned” or “end_date” of the table “customers” (blank while the "
        "customer is still here)."
    ),
    table="customers",
    columns=("churned", "end_date"),
)
NO_SILENT = Missing(
    what=N_("Customers who never answered"),
    need=N_(
        "Declare the column “customer_id” in both tables, “customers” and “responses”, with the "
        "same identifiers."
    ),
    table="customers",
    columns=("customer_id",),
)
NO_STUDIES = Missing(
    what=N_("Register of market research"),
    need=N_(
        "List the studies under “studies” in listening.yml: name, method, kind, people asked, "
        "date and quality."
    ),
    table="listening.yml",
)
