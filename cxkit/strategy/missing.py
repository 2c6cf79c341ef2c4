"""What strategy cannot show, and what to provide."""

from __future__ import annotations

from cxkit.findings import Missing
from cxkit.language import N_

FILE = "strategy.yml"

NO_STATEMENT = Missing(
    what=N_("Vision, starting point and scope"),
    need=N_(
        "Agree on the vision with the client and write “vision”, “starting_point”, “context”, "
        "“differentiation” and “scope” in strategy.yml."
    ),
    table=FILE,
    columns=("vision", "starting_point", "context", "differentiation", "scope"),
)
NO_OBJECTIVES = Missing(
    what=N_("Objectives and where they stand"),
    need=N_(
        "Write the objectives in strategy.yml, each with its KPI of kpis.csv, a target, a date and "
        "an owner."
    ),
    table=FILE,
    columns=("objectives",),
)
NOT_MEASURED = Missing(
    what=N_("Promise and lived experience"),
    need=N_(
        "The promises are not measured: declare “csat” and “touchpoint” in the table “responses”, "
        "and write the touchpoints of the promises (strategy.yml) as they are called there."
    ),
    table="responses",
    columns=("csat", "touchpoint"),
)
NO_PROMISES = Missing(
    what=N_("Promise and lived experience"),
    need=N_(
        "Write in strategy.yml what customers are promised at each touchpoint, and whether it is "
        "kept."
    ),
    table=FILE,
    columns=("promises",),
)
NO_SELF_RATING = Missing(
    what=N_("Perception gap between leaders and customers"),
    need=N_(
        "Ask each leader how customers rate the touchpoints and write the answers under "
        "“self_rating” in strategy.yml, on the customers' own scale."
    ),
    table=FILE,
    columns=("self_rating",),
)
NO_CUSTOMERS = Missing(
    what=N_("Perception gap between leaders and customers"),
    need=N_(
        "Leaders' ratings are there, customers' are not: provide the table “responses” with the "
        "column “touchpoint” and the question named under “metric” of self_rating."
    ),
    table="responses",
    columns=("touchpoint", "csat"),
)
UNLIKE_SCALES = Missing(
    what=N_("Perception gap between leaders and customers"),
    need=N_(
        "Leaders rated on another scale than customers, and scales of unlike length are not "
        "converted: ask the leaders again on the customers' scale and correct “scale” under "
        "self_rating in strategy.yml."
    ),
    table=FILE,
    columns=("self_rating",),
)
NO_SHARED_TOUCHPOINT = Missing(
    what=N_("Perception gap between leaders and customers"),
    need=N_(
        "No touchpoint that leaders rated has answers of customers: write the touchpoints under "
        "self_rating in strategy.yml as they are called in the table “responses”."
    ),
    table=FILE,
    columns=("self_rating",),
)
NO_LEADERS = Missing(
    what=N_("Execution gap among leaders"),
    need=N_(
        "Ask each leader whether the experience decides success and whether its management is in "
        "place, and write the answers under “leaders” in strategy.yml."
    ),
    table=FILE,
    columns=("leaders", "leaders_asked"),
)
NO_SERVICE = Missing(
    what=N_("The five elements of excellent service"),
    need=N_(
        "Judge the five elements with the client and write them under “service” in strategy.yml."
    ),
    table=FILE,
    columns=("service",),
)
NO_BENEFITS = Missing(
    what=N_("From KPIs to money"),
    need=N_(
        "Write under “benefits” in strategy.yml which KPI of kpis.csv moves retention, revenue, "
        "acquisition, price or cost."
    ),
    table=FILE,
    columns=("benefits",),
)
