"""Whether several models say the same, on the common scale of six phases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from cxkit.frameworks.maturity_model import Level
from cxkit.maturity.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class OnScale:
    """One model on the common scale.

    Attributes
    ----------
    profile : Profile
        The model applied.
    phases : tuple of int
        Phases that its lowest level corresponds to, from 1 to 6.
    others : tuple of int
        Phases that its other dimensions' levels correspond to.
    """

    profile: Profile
    phases: tuple[int, ...]
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two models that do not meet in any phase.

    Attributes
    ----------
    low, high : OnScale
        The one that says less, and the one that says more.
    distance : int
        Phases between the nearest ends, at least 1.
    """

    low: OnScale
    high: OnScale
    distance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All models on the common scale.

    Attributes
    ----------
    phases : tuple of Level
        The scale: the six phases.
    models : tuple of OnScale
        At least two.
    pairs : int
        Pairs of models.
    clashes : tuple of Clash
        Pairs that meet in no phase, the farthest apart first.
    """

    phases: tuple[Level, ...]
    models: tuple[OnScale, ...]
    pairs: int
    clashes: tuple[Clash, ...]


def compare_models(profiles: Sequence[Profile], phases: Sequence[Level]) -> Comparison | None:
    """Put several models on the scale of six phases.

    Parameters
    ----------
    profiles : sequence of Profile
        Models applied.
    phases : sequence of Level
        Levels of the model of six phases.

    Returns
    -------
    Comparison or None
        None where fewer than two models are rated and have a crosswalk.

    Notes
    -----
    The crosswalk is the kit's: it says which phases a level corresponds to, not that they are
    the same. Two models agree if their phases meet. The level before gates is compared.
    """
    models = tuple(item for item in (_on_scale(profile) for profile in profiles) if item)
    if len(models) < 2:
        return None
    found = [_clash(a, b) for a, b in combinations(models, 2)]
    clashes = sorted((item for item in found if item), key=lambda item: -item.distance)
    return Comparison(phases=tuple(phases), models=models, pairs=len(found), clashes=tuple(clashes))


def _on_scale(profile: Profile) -> OnScale | None:
    if profile.lowest is None:
        return None
    levels = profile.model.levels
    phases = tuple(sorted(levels[profile.lowest - 1].phases))
    if not phases:
        return None
    medians = {item.median for item in profile.rated if item.median is not None}
    others = {phase for median in medians for phase in levels[median - 1].phases}
    return OnScale(profile=profile, phases=phases, others=tuple(sorted(others - set(phases))))


def _clash(first: OnScale, second: OnScale) -> Clash | None:
    low, high = sorted((first, second), key=lambda item: item.phases)
    distance = high.phases[0] - low.phases[-1]
    return Clash(low=low, high=high, distance=distance) if distance > 0 else None
