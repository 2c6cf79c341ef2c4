"""What culture cannot show, and what to provide."""

from __future__ import annotations

from cxkit.findings import Missing
from cxkit.language import N_

NO_PULSE = Missing(
    what=N_("What employees answer"),
    need=N_(
        "Provide the table “employees” with the column “enps” or questions with role: item and "
        "their scale, answered by at least as many people as anonymity_base."
    ),
    table="employees",
    columns=("enps", "role: item"),
)
NO_ENPS = Missing(
    what=N_("Recommendation as an employer (eNPS)"),
    need=N_(
        "Ask employees how likely they are to recommend the company as an employer, from 0 to "
        "10, and declare the column “enps” of the table “employees”."
    ),
    table="employees",
    columns=("enps",),
)
NO_DIMENSIONS = Missing(
    what=N_("Favourable answers of employees by dimension"),
    need=N_(
        "Declare the questions of the table “employees” with role: item, their scale and the "
        "dimension they belong to."
    ),
    table="employees",
    columns=("role: item",),
)
NO_UNITS = Missing(
    what=N_("Employees' answers by unit"),
    need=N_("Declare the column “unit” of the table “employees”, with two or more units."),
    table="employees",
    columns=("unit",),
)
ALL_HIDDEN = Missing(
    what=N_("Employees' answers by unit"),
    need=N_(
        "No unit can be shown without giving small ones away. Join small units in the data, or "
        "ask more people."
    ),
    table="employees",
    columns=("unit",),
)
NO_SECOND_CUT = Missing(
    what=N_("eNPS by a second group of employees"),
    need=N_(
        "Declare a second column of the table “employees” with role: segment, such as length "
        "of service."
    ),
    table="employees",
    columns=("role: segment",),
)
NO_CHANGE = Missing(
    what=N_("Change of eNPS since the last round"),
    need=N_(
        "Two rounds are needed: declare the column “wave” of the table “employees”, or waves in "
        "engagement.yml. A change that a handful of people make is not shown."
    ),
    table="employees",
    columns=("wave",),
)
NO_TRAINING = Missing(
    what=N_("Training by area and course"),
    need=N_("Fill in training.csv: area, course, people, trained, date and valid_until."),
    table="training.csv",
)
NO_CASCADE = Missing(
    what=N_("Cascade of the vision and customer orientation"),
    need=N_("Fill in “cascade:” and “orientation:” in culture.yml."),
    table="culture.yml",
)
NO_SCHEMES = Missing(
    what=N_("Recognition schemes"),
    need=N_("Fill in “recognition:” in culture.yml: what each scheme rewards, and for whom."),
    table="culture.yml",
)
NO_ACTIONS = Missing(
    what=N_("Actions of awareness and empathy"),
    need=N_("Fill in “actions:” in culture.yml with how many were invited and took part."),
    table="culture.yml",
)
NO_IDEAS = Missing(
    what=N_("Ideas from the front line"),
    need=N_("Fill in “ideas:” in culture.yml with where each comes from and its status."),
    table="culture.yml",
)
NO_SKILLS = Missing(
    what=N_("Skills of the people who apply the model"),
    need=N_("Fill in “skills:” in culture.yml: one line a person (a code) and skill."),
    table="culture.yml",
)
NO_WORKSHOPS = Missing(
    what=N_("Workshops of co-creation"),
    need=N_("Fill in “workshops:” in design.yml with who took part and what came out."),
    table="design.yml",
)
