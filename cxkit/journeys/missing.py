"""What journeys cannot show, and what to provide."""

from __future__ import annotations

from collections.abc import Sequence

from cxkit.errors import Problem, UsageError
from cxkit.findings import Missing
from cxkit.language import N_

NO_TOUCHPOINTS = Missing(
    what=N_("Which touchpoints are measured"),
    need=N_(
        "List the touchpoints in journeys.yml, or declare the column “touchpoint” of the table "
        "“responses”."
    ),
    table="journeys.yml",
    columns=("touchpoints",),
)
NO_AS_IS = Missing(
    what=N_("The journey as it is"),
    need=N_("Write the stages and steps of today's journey in journeys.yml, under “as_is:”."),
    table="journeys.yml",
    columns=("as_is",),
)
NO_TO_BE = Missing(
    what=N_("The journey as it shall be"),
    need=N_("Write the stages and steps of the designed journey in journeys.yml, under “to_be:”."),
    table="journeys.yml",
    columns=("to_be",),
)
NO_DIFFERENCE = Missing(
    what=N_("What changes from the journey of today to the designed one"),
    need=N_(
        "Write both versions of a journey in journeys.yml: “as_is:” and “to_be:”, with "
        "“replaces:” in the steps to be."
    ),
    table="journeys.yml",
    columns=("as_is", "to_be"),
)
NO_PAINS = Missing(
    what=N_("Pain points"),
    need=N_(
        "Describe the pain points in journeys.yml, under “pain_points:”, with touchpoint, "
        "severity, frequency and reach."
    ),
    table="journeys.yml",
    columns=("pain_points",),
)
NO_EVENTS = Missing(
    what=N_("How many go on from step to step"),
    need=N_(
        "Provide the table “events” with the columns “case”, “touchpoint” and “time”: one row a "
        "step of a case."
    ),
    table="events",
    columns=("case", "touchpoint", "time"),
)
NO_PATH = Missing(
    what=N_("How many go on from step to step"),
    need=N_(
        "The cases of the table “events” share no common way. Name its steps more broadly, or "
        "hand in one kind of case at a time."
    ),
    table="events",
    columns=("touchpoint",),
)
NO_MESSAGES = Missing(
    what=N_("Whether every channel says the same"),
    need=N_("Check the main messages channel by channel and write them in design.yml."),
    table="design.yml",
    columns=("messages",),
)
NO_PERSONALISATION = Missing(
    what=N_("How well messages fit each customer"),
    need=N_("List the rules of personalisation in design.yml with time, content and channel."),
    table="design.yml",
    columns=("personalisation",),
)
NO_HEURISTICS = Missing(
    what=N_("Usability judged by several raters"),
    need=N_(
        "Let two or more people judge the severity of each problem and write it in design.yml, "
        "under “heuristics:”."
    ),
    table="design.yml",
    columns=("heuristics",),
)
NO_LOG = Missing(
    what=N_("Assumptions and workshops of the design"),
    need=N_("Write the assumptions and workshops of the design in design.yml."),
    table="design.yml",
    columns=("assumptions", "workshops"),
)


def unknown_journey(journey: str, known: Sequence[str]) -> UsageError:
    """Return the error for a journey that nobody described."""
    return UsageError(
        Problem(
            rule="journey-unknown",
            message=N_("There is no journey “{journey}” in journeys.yml."),
            remedy=N_("Write one of {known}, or leave the parameter empty for all journeys."),
            values={"journey": journey, "known": ", ".join(known)},
        )
    )
