"""What a notebook asks of the data themselves; each result is computed once, when asked for."""

from __future__ import annotations

from functools import cached_property

from cxkit.client import Client
from cxkit.findings import Missing
from cxkit.metrics import Weighting, weighting_of
from cxkit.readiness.answer_quality import AnswerQuality, answer_quality
from cxkit.readiness.coverage import Coverage, coverage
from cxkit.readiness.early_late import EarlyLate, early_and_late
from cxkit.readiness.hearing import Hearing, QuestionBank, hearing, question_bank
from cxkit.readiness.repeats import repeated_rows
from cxkit.readiness.representation import Representation, representation
from cxkit.readiness.response_rate import ResponseRates, response_rates
from cxkit.readiness.silence import SilentCustomers, silent_customers
from cxkit.readiness.stronger import Stronger, stronger
from cxkit.readiness.with_and_without import Sensitivity, with_and_without


def analyse(client: Client) -> ReadinessAnalysis:
    """Return the analysis of a client's data; nothing is computed before it is asked for."""
    return ReadinessAnalysis(client)


class ReadinessAnalysis:
    """The fitness of one client's data.

    Parameters
    ----------
    client : Client
        Read and checked.
    """

    def __init__(self, client: Client) -> None:
        self.client = client

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """Every question of the report, and whether the data answer it."""
        return coverage(self.client)

    @cached_property
    def stronger(self) -> Stronger:
        """What would make the answers stronger."""
        return stronger(self.client)

    @cached_property
    def answers(self) -> AnswerQuality | Missing:
        """Repeats, straight lines, haste, dates, contradictions, blanks and doubtful scales."""
        return answer_quality(self.client)

    @cached_property
    def with_and_without(self) -> Sensitivity | Missing:
        """Every score with all answers and without the doubtful ones."""
        return with_and_without(self.client, self.answers)

    @cached_property
    def repeated(self) -> tuple[tuple[str, int, int | None], ...]:
        """Table, rows, and rows equal to an earlier one; None where that cannot be told."""
        return tuple(
            (name, len(table), repeated_rows(table)) for name, table in self.client.tables.items()
        )

    @cached_property
    def response_rates(self) -> ResponseRates | Missing:
        """Answered out of invited, by touchpoint."""
        return response_rates(self.client)

    @cached_property
    def silent(self) -> SilentCustomers | Missing:
        """Customers who never answered."""
        return silent_customers(self.client)

    @cached_property
    def representation(self) -> Representation | Missing:
        """Whom the answers stand for, and what they are worth as a sample."""
        return representation(self.client)

    @cached_property
    def weighting(self) -> Weighting | Missing:
        """Where the weights of the answers come from, and what they cost."""
        return weighting_of(self.client)

    @cached_property
    def early_late(self) -> EarlyLate | Missing:
        """Whether those who answered late answered otherwise."""
        return early_and_late(self.client)

    @cached_property
    def hearing(self) -> Hearing | Missing:
        """The eleven channels by which customers may be heard."""
        return hearing(self.client)

    @cached_property
    def questions(self) -> QuestionBank | Missing:
        """The questions put to customers."""
        return question_bank(self.client)
