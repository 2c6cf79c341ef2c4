"""What a test was meant to be: its control, its split and its plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cxkit.engagement.judgements import Economics, PlannedTest

How = Literal["declared", "named", "assumed"]
"""How the control is known: declared, told by its name, or the first in the alphabet."""

_CONTROL = frozenset(
    {"a", "0", "control", "control group", "grupo control", "grupo de control", "original"}
    | {"baseline", "base", "current", "actual", "vigente", "sin cambio", "sin cambios"}
)
"""Names that only a control has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """How one experiment was set up.

    Attributes
    ----------
    control : str
        Arm that the others are compared with.
    how : {"declared", "named", "assumed"}
        How it is known.
    shares : tuple of float
        Share of visitors meant for each arm, in the order of the arms; adds up to 1.
    plan : PlannedTest or None
        Its plan, where there is one.
    """

    control: str
    how: How
    shares: tuple[float, ...]
    plan: PlannedTest | None


def plan_of(experiment: str, agreed: Economics | None) -> PlannedTest | None:
    """Return the plan of an experiment; one without a name has the only plan there is."""
    plans = agreed.planned_tests if agreed is not None else ()
    if not experiment:
        return plans[0] if len(plans) == 1 else None
    return next((plan for plan in plans if plan.name == experiment), None)


def design_of(experiment: str, arms: Sequence[str], agreed: Economics | None) -> Design:
    """Return control, split and plan of an experiment.

    Parameters
    ----------
    experiment : str
        As in the data; empty where the table holds only one.
    arms : sequence of str
        Its arms, two or more.
    agreed : Economics or None
        ``economics.yml``.

    Notes
    -----
    The control is the plan's, else ``control_arm``, else the only arm with a name such as
    “control”, “original” or “A”, else the first in the alphabet, which is then said.
    """
    plan = plan_of(experiment, agreed)
    declared = [plan.control if plan is not None else None]
    declared.append(agreed.control_arm if agreed is not None else None)
    control = min(arms)
    how: How = "assumed"
    named = [arm for arm in arms if arm.strip().casefold() in _CONTROL]
    if len(named) == 1:
        control, how = named[0], "named"
    for name in reversed(declared):
        if name in arms:
            control, how = str(name), "declared"
    split = plan.split if plan is not None else None
    weights = [1.0] * len(arms)
    if split is not None and set(split) == set(arms):
        weights = [split[arm] for arm in arms]
    return Design(
        control=control,
        how=how,
        shares=tuple(weight / sum(weights) for weight in weights),
        plan=plan,
    )
