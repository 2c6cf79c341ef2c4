"""The questions of all subjects, and what each needs of a client's folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
    """

    subject: Section
    question: str
    ask: str
    answered: Test


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


def _to_be(client: Client) -> bool:
    journeys = client.judgements.journeys
    return journeys is not None and any(item.to_be is not None for item in journeys.journeys)


def _invited(client: Client) -> bool:
    listening = client.judgements.listening
    return listening is not None and any(point.invited for point in listening.voc)


_SCORES = _any(*(_table("responses", name) for name in ("ltr", "csat", "ces")))
_LEFT = _any(_table("customers", "churned"), _table("customers", "end_date"))
_JOINED = _all(_table("customers", "customer_id"), _table("responses", "customer_id"))


def _ask(subject: Section, question: str, ask: str, answered: Test) -> Question:
    return Question(subject=subject, question=question, ask=ask, answered=answered)


QUESTIONS: tuple[Question, ...] = (
    _ask(
        "maturity",
        N_("How mature is the management of the experience?"),
        N_("a maturity model answered with the client (maturity.yml)"),
        _judged("maturity"),
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
        N_("journeys and pain points (journeys.yml)"),
        _judged("journeys", "journeys", "pain_points"),
    ),
    _ask(
        "journeys",
        N_("How shall the journey be?"),
        N_("the journey to be (journeys.yml: to_be)"),
        _to_be,
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
        N_("revenue or margin by customer, or their purchases"),
        _any(
            _table("customers", "revenue"),
            _table("customers", "margin"),
            _table("transactions", "amount"),
        ),
    ),
    _ask(
        "economics",
        N_("How much money is lost with unhappy customers?"),
        N_("customer_id in the answers, and who left with which revenue"),
        _all(_JOINED, _LEFT, _table("customers", "revenue")),
    ),
    _ask(
        "economics",
        N_("Which initiatives pay?"),
        N_("initiatives with cost and benefit (initiatives.csv)"),
        _judged("initiatives"),
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
