"""What maturity cannot show, and what to provide."""

from __future__ import annotations

from cxkit.findings import Missing
from cxkit.language import N_

NO_RATINGS = Missing(
    what=N_("Level of maturity"),
    need=N_(
        "Ask at least two people to rate each dimension of a model and record it in maturity.yml."
    ),
    table="maturity.yml",
    columns=("assessments", "ratings"),
)
NO_PROFILE = Missing(
    what=N_("Profile of maturity by dimension"),
    need=N_(
        "Rate the dimensions of the model six_phases, or of a model of your own, in maturity.yml."
    ),
    table="maturity.yml",
    columns=("assessments", "ratings"),
)
ONE_MODEL = Missing(
    what=N_("Comparison of maturity models"),
    need=N_(
        "Rate a second model in maturity.yml, such as five_levels or three_levels; they have a "
        "single dimension."
    ),
    table="maturity.yml",
    columns=("assessments",),
)
NO_STEPS = Missing(
    what=N_("What the next level asks for"),
    need=N_(
        "Rate at least one dimension in maturity.yml; nothing is asked for beyond the last level."
    ),
    table="maturity.yml",
    columns=("assessments", "ratings"),
)
NO_CHECKLIST = Missing(
    what=N_("Checklist of maturity"),
    need=N_("Check the items of a model one by one, under “checklist:” in maturity.yml."),
    table="maturity.yml",
    columns=("checklist",),
)
NO_EVIDENCE = Missing(
    what=N_("Mix of quantitative and qualitative evidence"),
    need=N_("Record the studies in listening.yml, or provide the table “responses”."),
    table="listening.yml",
    columns=("studies",),
)
