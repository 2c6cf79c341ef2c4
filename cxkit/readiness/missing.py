"""What readiness cannot show, and what to provide."""

from __future__ import annotations

from cxkit.findings import Missing
from cxkit.language import N_

NO_ANSWERS = Missing(
    what=N_("Quality of customers' answers"),
    need=N_("Provide the table “responses”, one row an answered questionnaire."),
    table="responses",
)
ONLY_COUNTS = Missing(
    what=N_("Quality of customers' answers"),
    need=N_("It can only be looked at in answers one a row, not in a table of counts."),
    table="responses",
)
NO_SCORES = Missing(
    what=N_("Scores with and without doubtful answers"),
    need=N_(
        "Declare the likelihood to recommend (ltr), satisfaction (csat) or effort (ces) in the "
        "table “responses”."
    ),
    table="responses",
    columns=("ltr", "csat", "ces"),
)
NO_INVITED = Missing(
    what=N_("Response rate"),
    need=N_(
        "Write in listening.yml how many customers were invited (voc: invited), and declare the "
        "column “touchpoint” of the table “responses”."
    ),
    table="listening.yml",
    columns=("voc", "invited"),
)
NO_SILENT = Missing(
    what=N_("Customers who never answered"),
    need=N_(
        "Provide the tables “customers” and “responses”, both with the column “customer_id” "
        "written alike."
    ),
    table="customers",
    columns=("customer_id",),
)
UNRELATED = Missing(
    what=N_("Customers who never answered"),
    need=N_(
        "No “customer_id” of the answers is found in the table “customers”: check that both files "
        "write it alike, such as with the same leading zeros."
    ),
    table="customers",
    columns=("customer_id",),
)
NO_CHANNELS = Missing(
    what=N_("Channels by which customers are heard"),
    need=N_("Write in listening.yml which of the eleven channels are listened to (channels)."),
    table="listening.yml",
    columns=("channels",),
)
NO_QUESTIONS = Missing(
    what=N_("Questions put to customers"),
    need=N_(
        "Write the questions put to customers in listening.yml (questions), each with its kind and "
        "the decision it serves."
    ),
    table="listening.yml",
    columns=("questions",),
)
NO_SAMPLE = Missing(
    what=N_("Whom the answers stand for"),
    need=N_(
        "Provide the table “responses” with answers to the question of recommendation, "
        "satisfaction or effort."
    ),
    table="responses",
    columns=("ltr", "csat", "ces"),
)
NO_EARLY_LATE = Missing(
    what=N_("Early and late answers"),
    need=N_(
        "Provide the table “responses”, one row a questionnaire, with the day of each answer, and "
        "declare the waves: a column “wave”, or “waves” in engagement.yml."
    ),
    table="responses",
    columns=("date", "wave"),
)
