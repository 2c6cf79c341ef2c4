"""The questions of all subjects, and what each needs of a client's folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from cxkit.client import Client
from cxkit.engagement import Role, Section, TableName
from cxkit.language import N_

Test = Callable[[Client], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that a report answers where the data allow it.

    Attributes
    ----------
    subject : str
        Section that answers it.
    question, ask : str
        Marked English texts: the question, and what to ask the client for.
    answered : callable
        Tells from a client whether the data allow an answer.
    partly : callable
        Tells whether they allow a part of it, where they do not allow all.
    """

    subject: Section
    question: str
    ask: str
    answered: Test
    partly: Test


def _never(client: Client) -> bool:
    """Allow no part of an answer."""
    return False


def _table(name: TableName, *columns: str) -> Test:
    """Need a table, and all these columns with at least one value."""

    def test(client: Client) -> bool:
        table = client.tables.get(name)
        return table is not None and len(table) > 0 and table.has(*columns)

    return test


def _roles(name: TableName, role: Role, at_least: int) -> Test:
    """Need so many columns of a role with at least one value."""

    def test(client: Client) -> bool:
        table = client.tables.get(name)
        if table is None:
            return False
        return sum(table.has(column.name) for column in table.with_role(role)) >= at_least

    return test


def _any(*tests: Test) -> Test:
    return lambda client: any(test(client) for test in tests)


def _all(*tests: Test) -> Test:
    return lambda client: all(test(client) for test in tests)


def _judged(name: str, *parts: str) -> Test:
    """Need a file of judgement, and all these parts of it filled in."""

    def test(client: Client) -> bool:
        found = getattr(client.judgements, name)
        return bool(found) and all(bool(getattr(found, part)) for part in parts)

    return test


def _mapped(version: Literal["as_is", "to_be"]) -> Test:
    """Need a journey whose map of this version has steps."""

    def test(client: Client) -> bool:
        journeys = client.judgements.journeys
        drawn = journeys.journeys if journeys is not None else ()
        return any(plan is not None and plan.steps for plan in (getattr(j, version) for j in drawn))

    return test


def _rated(client: Client) -> bool:
    """Need every dimension rated of every maturity model that was begun."""
    maturity = client.judgements.maturity
    begun = [item for item in maturity.assessments if item.ratings] if maturity is not None else []
    return bool(begun) and all(
        {dimension.key for dimension in model.dimensions}
        <= {rating.dimension for rating in item.ratings}
        for item in begun
        if (model := client.maturity_models.get(item.model)) is not None
    )


def _rated_in_part(client: Client) -> bool:
    maturity = client.judgements.maturity
    return maturity is not None and any(item.ratings for item in maturity.assessments)


def _agreed(client: Client) -> bool:
    """Need the rate a year and the years ahead that money is counted with."""
    economics = client.judgements.economics
    return (
        economics is not None
        and economics.discount_rate is not None
        and economics.horizon_years is not None
    )


def _churn_known(client: Client) -> bool:
    """Need who left, and over what time: dates, or the period that the marks speak of."""
    table = client.tables.get("customers")
    if table is None or table.frame.empty:
        return False
    if table.has("end_date") or ("end_date" in table.columns and not table.has("churned")):
        return True
    economics = client.judgements.economics
    return table.has("churned") and economics is not None and economics.churn_period is not None


def _paid(client: Client) -> bool:
    """Need an initiative with a benefit, as money or as an effect on churn."""
    return any(
        item.benefit is not None or item.effect is not None
        for item in client.judgements.initiatives or ()
    )


def _invited(client: Client) -> bool:
    listening = client.judgements.listening
    return listening is not None and any(point.invited for point in listening.voc)


_SCORES = _any(*(_table("responses", name) for name in ("ltr", "csat", "ces")))
_LEFT = _any(_table("customers", "churned"), _table("customers", "end_date"))
_JOINED = _all(_table("customers", "customer_id"), _table("responses", "customer_id"))


def _ask(
    subject: Section, question: str, ask: str, answered: Test, partly: Test = _never
) -> Question:
    return Question(subject=subject, question=question, ask=ask, answered=answered, partly=partly)


QUESTIONS: tuple[Question, ...] = (
    _ask(
        "maturity",
        N_("How mature is the management of the experience?"),
        N_("a maturity model answered with the client, every dimension of it (maturity.yml)"),
        _rated,
        _rated_in_part,
    ),
    _ask(
        "strategy",
        N_("Are the objectives measurable, and where do they stand?"),
        N_("objectives with KPIs (strategy.yml, kpis.csv)"),
        _all(_judged("strategy", "objectives"), _judged("kpis")),
    ),
    _ask(
        "strategy",
        N_("Which promises are kept?"),
        N_("the promises at each touchpoint (strategy.yml), and satisfaction there"),
        _all(_judged("strategy", "promises"), _table("responses", "csat", "touchpoint")),
    ),
    _ask(
        "strategy",
        N_("Do leaders see what customers see?"),
        N_("each leader's rating of the touchpoints (strategy.yml: self_rating)"),
        _all(_judged("strategy", "self_rating"), _table("responses", "touchpoint"), _SCORES),
    ),
    _ask(
        "strategy",
        N_("Do leaders act on what they call critical?"),
        N_("each leader's two answers (strategy.yml: leaders)"),
        _judged("strategy", "leaders"),
    ),
    _ask(
        "customers",
        N_("Which kinds of customers are there?"),
        N_("archetypes with their evidence (empathy.yml), or needs rated in the table customers"),
        _any(_judged("empathy"), _roles("customers", "rating", 3)),
    ),
    _ask(
        "customers",
        N_("Who leaves, and who never answers?"),
        N_("the customer base with who left, and customer_id in the answers"),
        _all(_LEFT, _JOINED),
    ),
    _ask(
        "customers",
        N_("By which channels are customers heard?"),
        N_("the channels listened to (listening.yml: channels)"),
        _judged("listening", "channels"),
    ),
    _ask(
        "journeys",
        N_("How is the journey today, and where does it hurt?"),
        N_("the journey of today and its pain points (journeys.yml: as_is, pain_points)"),
        _all(_mapped("as_is"), _judged("journeys", "pain_points")),
        _any(_mapped("as_is"), _judged("journeys", "pain_points")),
    ),
    _ask(
        "journeys",
        N_("How shall the journey be?"),
        N_("the journey to be (journeys.yml: to_be)"),
        _mapped("to_be"),
    ),
    _ask(
        "journeys",
        N_("Where do customers drop out or come back?"),
        N_("the steps of cases with their time (table events)"),
        _table("events", "case", "touchpoint", "time"),
    ),
    _ask(
        "journeys",
        N_("Did a change work?"),
        N_("experiments with their variants (table experiments)"),
        _table("experiments", "arm"),
    ),
    _ask(
        "perception",
        N_("Where do we stand?"),
        N_("answers on recommendation, satisfaction or effort (table responses)"),
        _SCORES,
    ),
    _ask(
        "perception",
        N_("Did it change, and where is it better or worse?"),
        N_("date or wave, and touchpoint of each answer"),
        _all(
            _SCORES,
            _any(_table("responses", "date"), _table("responses", "wave")),
            _table("responses", "touchpoint"),
        ),
    ),
    _ask(
        "perception",
        N_("What drives recommendation?"),
        N_("several rated attributes beside recommendation"),
        _all(_table("responses", "ltr"), _roles("responses", "rating", 2)),
    ),
    _ask(
        "perception",
        N_("What do customers say in their own words?"),
        N_("the comments (responses.verbatim)"),
        _roles("responses", "verbatim", 1),
    ),
    _ask(
        "perception",
        N_("How long do customers wait for a solution?"),
        N_("tickets with when they were opened and resolved (table “tickets”)"),
        _table("tickets", "opened", "resolved"),
    ),
    _ask(
        "perception",
        N_("How many of those invited answered?"),
        N_("the number of invitations (listening.yml: voc, invited)"),
        _all(_invited, _table("responses", "touchpoint")),
    ),
    _ask(
        "economics",
        N_("What is a customer worth?"),
        N_(
            "revenue or margin by customer and who left, and “discount_rate” and “horizon_years” "
            "(economics.yml)"
        ),
        _all(
            _any(_table("customers", "revenue"), _table("customers", "margin")),
            _churn_known,
            _agreed,
        ),
    ),
    _ask(
        "economics",
        N_("How much money is lost with unhappy customers?"),
        N_("customer_id in the answers, and who left with which revenue"),
        _all(
            _JOINED,
            _LEFT,
            _churn_known,
            _table("customers", "revenue"),
            _any(_table("responses", "ltr"), _table("responses", "csat")),
        ),
    ),
    _ask(
        "economics",
        N_("Which initiatives pay?"),
        N_(
            "initiatives with cost and benefit (initiatives.csv), and “discount_rate” and "
            "“horizon_years” (economics.yml)"
        ),
        _all(_paid, _agreed),
    ),
    _ask(
        "governance",
        N_("Who decides and who answers for what?"),
        N_("the charter with its responsibilities (charter.yml)"),
        _judged("charter"),
    ),
    _ask(
        "governance",
        N_("Where do silos stand in the way?"),
        N_("which areas share what (governance.yml: sharing)"),
        _judged("governance", "sharing"),
    ),
    _ask(
        "governance",
        N_("Are unhappy customers called back?"),
        N_("the cases of the closed loop (closed_loop.csv)"),
        _judged("closed_loop"),
    ),
    _ask(
        "culture",
        N_("Do employees recommend the company, and what do they need?"),
        N_("the employees' survey (table employees)"),
        _any(_table("employees", "enps"), _roles("employees", "item", 1)),
    ),
    _ask(
        "culture",
        N_("Is everyone trained who serves customers?"),
        N_("the trainings held (training.csv)"),
        _judged("training"),
    ),
)
"""In the order of the report."""
