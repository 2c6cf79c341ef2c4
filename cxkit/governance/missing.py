"""What governance cannot show, and what to provide."""

from __future__ import annotations

from cxkit.findings import Missing
from cxkit.language import N_

NO_CHARTER = Missing(
    what=N_("Charter and leadership"),
    need=N_("Answer the six questions and name leader and areas in charter.yml."),
    table="charter",
)
NO_RACI = Missing(
    what=N_("Responsibilities (RACI)"),
    need=N_("List the activities with R, A, C and I under “raci:” in charter.yml."),
    table="charter",
)
NO_FORUMS = Missing(
    what=N_("Forums that decide"),
    need=N_("List the forums with cadence and last meeting under “forums:” in charter.yml."),
    table="charter",
)
NO_POLICIES = Missing(
    what=N_("Policies"),
    need=N_("List the policies with state and owner under “policies:” in charter.yml."),
    table="charter",
)
NO_SHARING = Missing(
    what=N_("What the areas share"),
    need=N_(
        "Say under “sharing:” in governance.yml what every two areas share: data, KPIs and a forum."
    ),
    table="governance",
)
NO_DATA_OWNERS = Missing(
    what=N_("Owners of customer data"),
    need=N_("List the sets of customer data with owner and users under “data:” in governance.yml."),
    table="governance",
)
NO_TOOLS = Missing(
    what=N_("Tools"),
    need=N_("List the tools with kind, adoption and data owner under “tools:” in governance.yml."),
    table="governance",
)
NO_BOARD = Missing(
    what=N_("What to keep, improve, add and stop"),
    need=N_("Fill in keep, improve, add and stop under “board:” in governance.yml."),
    table="governance",
)
NO_RULES = Missing(
    what=N_("Alerts"),
    need=N_(
        "Write under “alerts:” in governance.yml which answer calls for attention, whose, and "
        "within how many hours."
    ),
    table="governance",
)
NO_ANSWERS = Missing(
    what=N_("Alerts"),
    need=N_("Provide the table “responses”: the rules of governance.yml are applied to it."),
    table="responses",
)
NO_KPIS = Missing(
    what=N_("Register of KPIs"),
    need=N_("List the KPIs with baseline, target, direction and owner in kpis.csv."),
    table="kpis",
)
NO_WAY = Missing(
    what=N_("Way of the KPIs from baseline to target"),
    need=N_(
        "Give a KPI in kpis.csv a baseline and a target on the side it should go, and measure it "
        "again in kpi_values.csv."
    ),
    table="kpis",
    columns=("baseline", "target", "direction"),
)
NO_INITIATIVES = Missing(
    what=N_("Register of initiatives"),
    need=N_("List the initiatives with owner, KPI, adoption KPI and dates in initiatives.csv."),
    table="initiatives",
)
NO_ADOPTION = Missing(
    what=N_("Adoption of the initiatives"),
    need=N_("Count in adoption.csv, by date, who could take up each initiative and who has."),
    table="adoption",
)
NO_LOOP = Missing(
    what=N_("Closed loop with the customer"),
    need=N_(
        "Keep a log in closed_loop.csv of when each case was received, assigned, contacted, "
        "resolved and fixed; or declare “first_reply” and “resolved” of the table “tickets”."
    ),
    table="closed_loop",
)
NO_LOOP_GROUPS = Missing(
    what=N_("Closed loop by group"),
    need=N_("Fill in urgency, owner or touchpoint of the cases, with two or more groups."),
    table="closed_loop",
    columns=("urgency", "owner", "touchpoint"),
)
NO_REQUESTS = Missing(
    what=N_("Requests, the most urgent first"),
    need=N_(
        "Provide the table “tickets” with the column “opened”, and a column “urgent”, “due” or "
        "“resolved” that tells which cannot wait."
    ),
    table="tickets",
    columns=("opened", "urgent", "due", "resolved"),
)
