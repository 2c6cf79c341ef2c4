"""What perception cannot show, and what to provide."""

from __future__ import annotations

from cxkit.errors import Problem, UsageError
from cxkit.findings import Missing
from cxkit.language import N_
from cxkit.perception.results import NAME, Metric

COLUMN: dict[Metric, str] = {"nps": "ltr", "csat": "csat", "ces": "ces"}
"""The question that each metric is made from."""

_NEED: dict[Metric, str] = {
    "nps": N_(
        "Ask how likely customers are to recommend, from 0 to 10, and declare the column “ltr” "
        "of the table “responses”."
    ),
    "csat": N_(
        "Ask how satisfied customers are and declare the column “csat” of the table “responses” "
        "with its scale."
    ),
    "ces": N_(
        "Ask how easy it was and declare the column “ces” of the table “responses” with its "
        "scale and direction."
    ),
}
_DIMENSIONS: dict[str, tuple[str, str]] = {
    "touchpoint": (
        N_("Scores by touchpoint"),
        N_(
            "Declare the column “touchpoint” of the table “responses”, with two or more "
            "touchpoints."
        ),
    ),
    "channel": (
        N_("Scores by channel"),
        N_("Declare the column “channel” of the table “responses”, with two or more channels."),
    ),
    "stage": (
        N_("Scores by stage of the journey"),
        N_("Declare the column “stage” of the table “responses”, with two or more stages."),
    ),
    "": (
        N_("Scores by segment"),
        N_(
            "Declare a column of the table “responses” with role: segment, with two or more groups."
        ),
    ),
}

NO_SCORES = Missing(
    what=N_("NPS, satisfaction and effort"),
    need=N_(
        "Declare at least one of the columns “ltr”, “csat” and “ces” of the table “responses” in "
        "engagement.yml."
    ),
    table="responses",
    columns=("ltr", "csat", "ces"),
)
NO_WAVES = Missing(
    what=N_("Change from wave to wave"),
    need=N_(
        "Two rounds of answers are needed: declare the column “date” or “wave” of the table "
        "“responses”, and the waves under “waves:” in engagement.yml."
    ),
    table="responses",
    columns=("date", "wave"),
)
NO_RATINGS = Missing(
    what=N_("Rated attributes of the experience"),
    need=N_(
        "Declare the rating questions of the table “responses” with role: rating and their scale."
    ),
    table="responses",
    columns=("role: rating",),
)
NO_TICKETS = Missing(
    what=N_("Time to resolution"),
    need=N_(
        "Provide the table “tickets” with the columns “opened” and “resolved” (blank while a "
        "ticket is open)."
    ),
    table="tickets",
    columns=("opened", "resolved"),
)


def no_metric(metric: Metric) -> Missing:
    """Return what is missing where nobody was asked the question of a metric."""
    return Missing(
        what=NAME[metric], need=_NEED[metric], table="responses", columns=(COLUMN[metric],)
    )


def no_dimension(dimension: str) -> Missing:
    """Return what is missing where the answers cannot be parted by a column."""
    what, need = _DIMENSIONS.get(dimension, _DIMENSIONS[""])
    return Missing(
        what=what,
        need=need,
        table="responses",
        columns=("role: segment",) if dimension in ("", "segment") else (dimension,),
    )


def no_ticket_groups(dimension: str) -> Missing:
    """Return what is missing where the tickets cannot be parted by a column."""
    return Missing(
        what=N_("Time to resolution by group"),
        need=N_("Declare a column such as “channel” or “reason” of the table “tickets”."),
        table="tickets",
        columns=(dimension,),
    )


def unknown_metric(metric: str) -> UsageError:
    """Return the error for a metric that is none."""
    return UsageError(
        Problem(
            rule="metric-unknown",
            message=N_("There is no metric “{metric}”."),
            remedy=N_("Write nps, csat or ces, or leave the parameter empty for the leading one."),
            values={"metric": metric},
        )
    )


def unknown_segment(segment: str, known: tuple[str, ...]) -> UsageError:
    """Return the error for a segment that the answers do not have."""
    return UsageError(
        Problem(
            rule="segment-unknown",
            message=N_("The answers have no column “{segment}” with two or more groups."),
            remedy=N_("Write one of {known}, or leave the parameter empty for all segments."),
            values={"segment": segment, "known": ", ".join(known)},
        )
    )
