"""From the journey as it is to the one to be: steps removed, added, replaced and kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cxkit.journeys.journey_map import JourneyMap, MapStep

ChangeKind = Literal["removed", "replaced", "added", "kept"]
KINDS: tuple[ChangeKind, ...] = ("removed", "replaced", "added", "kept")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepChange:
    """What becomes of one or more steps.

    Attributes
    ----------
    kind : {"removed", "replaced", "added", "kept"}
        What happens.
    before : tuple of MapStep
        Steps of today; empty for an added one.
    after : MapStep or None
        The step to be; None for a removed one.
    emotion_change : float or None
        Judged emotion to be less the mean of those of today, in points from -4 to 4; None
        where one of them was not judged.
    """

    kind: ChangeKind
    before: tuple[MapStep, ...]
    after: MapStep | None
    emotion_change: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapDifference:
    """How the designed journey differs from today's.

    Attributes
    ----------
    as_is, to_be : JourneyMap
        Both versions.
    changes : tuple of StepChange
        In the order of today's steps, then those added, in theirs.
    unknown : tuple of str
        Ids that a step claims to replace and no step of today has.
    """

    as_is: JourneyMap
    to_be: JourneyMap
    changes: tuple[StepChange, ...]
    unknown: tuple[str, ...]

    def count(self, kind: ChangeKind) -> int:
        """Count the steps of today that are removed, replaced or kept, or those added."""
        return sum(max(len(item.before), 1) for item in self.changes if item.kind == kind)


def map_difference(as_is: JourneyMap, to_be: JourneyMap) -> MapDifference:
    """Compare two versions of a journey.

    Parameters
    ----------
    as_is, to_be : JourneyMap
        Of the same journey.

    Returns
    -------
    MapDifference

    Notes
    -----
    A step to be replaces the steps of today that its ``replaces`` names; where it names
    none and has the id of one of today, or its action and touchpoint, it is that step
    kept. A step of today that is neither replaced nor kept is removed.
    """
    today = {item.step.id: item for item in as_is.steps if item.step.id}
    gone: set[int] = set()
    changes: list[StepChange] = []
    for item in to_be.steps:
        named = tuple(today[name] for name in item.step.replaces if name in today)
        same = None if item.step.replaces else _same(item, as_is)
        before = named or ((same,) if same is not None else ())
        kind: ChangeKind = "replaced" if named else "kept" if same is not None else "added"
        gone |= {old.number for old in before}
        changes.append(
            StepChange(kind=kind, before=before, after=item, emotion_change=_emotion(before, item))
        )
    changes += [
        StepChange(kind="removed", before=(old,), after=None, emotion_change=None)
        for old in as_is.steps
        if old.number not in gone
    ]
    changes.sort(key=lambda change: min((old.number for old in change.before), default=10**6))
    unknown = [name for item in to_be.steps for name in item.step.replaces if name not in today]
    return MapDifference(
        as_is=as_is,
        to_be=to_be,
        changes=tuple(changes),
        unknown=tuple(dict.fromkeys(unknown)),
    )


def _same(item: MapStep, as_is: JourneyMap) -> MapStep | None:
    """Return today's step with the same id, else the same action and touchpoint."""
    step = item.step
    by_id = next((old for old in as_is.steps if step.id and old.step.id == step.id), None)
    return by_id or next(
        (
            old
            for old in as_is.steps
            if old.step.action == step.action and old.step.touchpoint == step.touchpoint
        ),
        None,
    )


def _emotion(before: tuple[MapStep, ...], after: MapStep) -> float | None:
    felt = [old.step.emotion for old in before]
    known = [value for value in felt if value is not None]
    if after.step.emotion is None or not known or len(known) < len(felt):
        return None
    return after.step.emotion - sum(known) / len(known)
