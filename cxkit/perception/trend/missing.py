"""What a trend cannot show, and what to provide."""

from __future__ import annotations

from cxkit.findings import Missing
from cxkit.language import N_

_WHAT = N_("Score over time with the limits of chance")

NO_DATES = Missing(
    what=_WHAT,
    need=N_("Declare the column “date” of the table “responses”: the day of each answer."),
    table="responses",
    columns=("date",),
)
NO_SPREAD = Missing(
    what=_WHAT,
    need=N_(
        "All answers of all periods are the same, so there is nothing to tell chance by; check "
        "that the right column was declared."
    ),
    table="responses",
    columns=("date",),
)
_TOO_FEW = (
    N_(
        "It takes 8 weeks, months or quarters that are over, most of them with enough answers; "
        "there are 0. Collect more answers, or hand in those of earlier periods with their dates."
    ),
    N_(
        "It takes 8 weeks, months or quarters that are over, most of them with enough answers; "
        "there is 1. Collect more answers, or hand in those of earlier periods with their dates."
    ),
    N_(
        "It takes 8 weeks, months or quarters that are over, most of them with enough answers; "
        "there are 2. Collect more answers, or hand in those of earlier periods with their dates."
    ),
    N_(
        "It takes 8 weeks, months or quarters that are over, most of them with enough answers; "
        "there are 3. Collect more answers, or hand in those of earlier periods with their dates."
    ),
    N_(
        "It takes 8 weeks, months or quarters that are over, most of them with enough answers; "
        "there are 4. Collect more answers, or hand in those of earlier periods with their dates."
    ),
    N_(
        "It takes 8 weeks, months or quarters that are over, most of them with enough answers; "
        "there are 5. Collect more answers, or hand in those of earlier periods with their dates."
    ),
    N_(
        "It takes 8 weeks, months or quarters that are over, most of them with enough answers; "
        "there are 6. Collect more answers, or hand in those of earlier periods with their dates."
    ),
    N_(
        "It takes 8 weeks, months or quarters that are over, most of them with enough answers; "
        "there are 7. Collect more answers, or hand in those of earlier periods with their dates."
    ),
)
TOO_FEW_PERIODS = tuple(
    Missing(what=_WHAT, need=need, table="responses", columns=("date",)) for need in _TOO_FEW
)
"""What is missing with none to seven periods, by their number."""
