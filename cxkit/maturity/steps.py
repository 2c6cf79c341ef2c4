"""What the next level asks for, where it counts most: at the bottleneck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cxkit.engagement.judgements import Assessment
from cxkit.frameworks.maturity_model import Item, MaturityModel
from cxkit.maturity.profile import Profile, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one dimension needs to reach its next level.

    Attributes
    ----------
    model : MaturityModel
        The model.
    standing : Standing
        Where the dimension stands; it is rated and not at the last level.
    first : bool
        Whether the dimension holds the overall level back.
    """

    model: MaturityModel
    standing: Standing
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Next steps of all models.

    Attributes
    ----------
    first : tuple of Step
        At the bottlenecks: they come before all others.
    later : tuple of Step
        Elsewhere: they do not lift the overall level yet.
    """

    first: tuple[Step, ...]
    later: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The checklist of one model.

    Attributes
    ----------
    model : MaturityModel
        The model.
    items : tuple of (Item, str)
        Each item that was checked with ``"yes"``, ``"partly"`` or ``"no"``, level by level.
    carried : int
        Level up to which every item checked holds, counted from the second level on; the
        items of the first describe a company without plan.
    rated : int or None
        Lowest level by the raters.
    """

    model: MaturityModel
    items: tuple[tuple[Item, str], ...]
    carried: int
    rated: int | None


def next_steps(profiles: Sequence[Profile]) -> Steps | None:
    """Return what the next levels ask for, the bottlenecks' first.

    Parameters
    ----------
    profiles : sequence of Profile
        Models applied.

    Returns
    -------
    Steps or None
        None where nothing is rated, or everything is at its last level.
    """
    steps = [
        Step(
            model=item.model,
            standing=standing,
            first=standing.median == item.lowest,
        )
        for item in profiles
        for standing in item.rated
        if standing.cell is not None and standing.cell.next is not None
    ]
    if not steps:
        return None
    return Steps(
        first=tuple(step for step in steps if step.first),
        later=tuple(step for step in steps if not step.first),
    )


def checklist(profile: Profile, assessment: Assessment) -> Checked | None:
    """Return the checklist of one model; None where no item was checked."""
    met = {item.item: item.met for item in assessment.checklist}
    items = sorted(
        ((item, met[item.key]) for item in profile.model.checklist if item.key in met),
        key=lambda pair: pair[0].level,
    )
    if not items:
        return None
    carried = 1
    for level in range(2, profile.model.last + 1):
        here = [held for item, held in items if item.level == level]
        if not here or any(held != "yes" for held in here):
            break
        carried = level
    return Checked(model=profile.model, items=tuple(items), carried=carried, rated=profile.lowest)
