"""Whether the A/B tests in the data are the ones that ``economics.yml`` speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from cxkit.client import Table
from cxkit.economics.trials.design import design_of, plan_of
from cxkit.economics.trials.totals import is_totals, keyed
from cxkit.engagement.judgements import Economics
from cxkit.errors import Problem, shown
from cxkit.language import N_

FILE = "economics.yml"
_SQUARES: Mapping[str, str] = {"revenue": "revenue_squares", "before": "before_squares"}
"""Sums and the sums of squares that go with them."""


def experiment_problems(table: Table, agreed: Economics | None) -> list[Problem]:
    """Return what does not fit between the experiments and their plans.

    Parameters
    ----------
    table : Table
        ``experiments``.
    agreed : Economics or None
        ``economics.yml``.

    Returns
    -------
    list of Problem
        Errors where a control or a split names arms that are not in the data, or sums of
        squares cannot be; warnings where the control is not clear, or arms were not planned.
    """
    if "arm" not in table.frame:
        return []
    problems = [*_squares(table)]
    known: set[str] = set()
    for experiment, part in keyed(table).dropna(subset=["arm"]).groupby("experiment", sort=False):
        arms = sorted(str(arm) for arm in part["arm"].unique())
        known |= set(arms)
        if len(arms) > 1:
            problems += _of_one(str(experiment), arms, agreed)
    control = agreed.control_arm if agreed is not None else None
    if control is not None and known and control not in known:
        problems.append(
            Problem(
                rule="control-unknown",
                message=N_("No experiment has a variant “{control}”, the declared control."),
                remedy=N_("Write “control_arm” as in the data; there: {arms}."),
                values={"control": control, "arms": ", ".join(shown(sorted(known)))},
                file=FILE,
                column="control_arm",
            )
        )
    return problems


def _of_one(experiment: str, arms: Sequence[str], agreed: Economics | None) -> Iterator[Problem]:
    plan = plan_of(experiment, agreed)
    values = {"name": experiment or "–", "arms": ", ".join(shown(arms))}
    if plan is not None and plan.control is not None and plan.control not in arms:
        yield Problem(
            rule="control-unknown",
            message=N_("The control of the test “{name}” is “{control}”, not one of its variants."),
            remedy=N_("Write the control as in the data; there: {arms}."),
            values=values | {"control": plan.control},
            file=FILE,
            column="planned_tests",
        )
    elif design_of(experiment, arms, agreed).how == "assumed":
        yield Problem(
            rule="control-unclear",
            message=N_(
                "Nothing says which variant of the test “{name}” is the control ({arms}); "
                "“{first}”, the first in the alphabet, is taken."
            ),
            remedy=N_(
                "Write “control_arm”, or “control” of the test in planned_tests, into "
                "economics.yml."
            ),
            values=values | {"first": min(arms)},
            severity="warning",
            table="experiments",
            column="arm",
        )
    if plan is not None and plan.split is not None and set(plan.split) != set(arms):
        yield Problem(
            rule="split-unknown",
            message=N_(
                "The split of the test “{name}” is given for {given}; the data have {arms}."
            ),
            remedy=N_("Give every variant of the data, and no other, its share."),
            values=values | {"given": ", ".join(shown(list(plan.split)))},
            file=FILE,
            column="planned_tests",
        )
    elif plan is not None and plan.arms != len(arms):
        yield Problem(
            rule="arms-not-planned",
            message=N_("The test “{name}” was planned with {planned} variants; the data have {n}."),
            remedy=N_("Correct “arms” of the test in planned_tests, or the data."),
            values=values | {"planned": plan.arms, "n": len(arms)},
            severity="warning",
            file=FILE,
            column="planned_tests",
        )


def _squares(table: Table) -> Iterator[Problem]:
    """Find sums of squares that no visitors can have: below the square of the sum over n."""
    frame = table.frame
    if not is_totals(table):
        return
    for name, squares in _SQUARES.items():
        if name not in frame or squares not in frame:
            continue
        columns = [frame[each].astype(float).to_numpy() for each in (name, squares, "visitors")]
        total, square, n = columns
        with np.errstate(divide="ignore", invalid="ignore"):
            wrong = square < total * total / n * (1 - 1e-9)
        if wrong.any():
            yield Problem(
                rule="squares-too-small",
                message=N_(
                    "Some sums of squares are smaller than any visitors with that sum of “{sum}” "
                    "can have."
                ),
                remedy=N_("Add up the square of every visitor's value, not the square of the sum."),
                values={"sum": name},
                table="experiments",
                column=table.columns[squares].heading or squares,
                found=shown([f"{value:g}" for value in square[wrong]]),
                count=int(wrong.sum()),
            )
