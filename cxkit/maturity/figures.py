"""Profiles of maturity as heat strips; never a radar, whose area means nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxkit.language import Words
from cxkit.maturity.crosswalk import Comparison, OnScale
from cxkit.maturity.profile import Profile, Standing
from cxkit.presentation import Style
from cxkit.presentation.heat import HeatCell, HeatGrid, plot_heat

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MEDIAN, _ELSEWHERE, _RANGE = 1.0, 0.45, 0.12
"""Shades of the median where the headline looks, of the other medians, and of the range."""


def plot_components(components: Profile, *, style: Style) -> Axes:
    """Draw the seven components by level; the least developed stands out.

    Parameters
    ----------
    components : Profile
        Profile of the model ``seven_components``, rated or not.
    style : Style
        Language and colour.

    Returns
    -------
    Axes
        One row a component, one column a level.
    """
    return plot_profile(components, style=style)


def plot_profile(profile: Profile, *, style: Style) -> Axes:
    """Draw the dimensions of a model by level: median framed, range shaded, target named.

    Parameters
    ----------
    profile : Profile
        Dimensions without ratings are hatched.
    style : Style
        Language and colour.

    Returns
    -------
    Axes
        One row a dimension, one column a level.
    """
    words = style.words
    weakest = {item.dimension.key for item in profile.bottleneck}
    grid = HeatGrid(
        rows=[item.dimension.name.say(words) for item in profile.standings],
        columns=[
            f"{words.number(place)}\n{level.name.say(words)}"
            for place, level in enumerate(profile.model.levels, start=1)
        ],
        cells=[
            [
                _cell(item, level, strong=item.dimension.key in weakest, words=words)
                for level in range(1, profile.model.last + 1)
            ]
            for item in profile.standings
        ],
        behind=[base(item, words) for item in profile.standings],
    )
    return plot_heat(grid, style=style)


def plot_models(comparison: Comparison, *, style: Style) -> Axes:
    """Draw which of the six phases each model speaks of.

    Parameters
    ----------
    comparison : Comparison
        At least two models.
    style : Style
        Language and colour.

    Returns
    -------
    Axes
        One row a model, one column a phase.
    """
    words = style.words
    apart = {
        side.profile.model.key for item in comparison.clashes for side in (item.low, item.high)
    }
    grid = HeatGrid(
        rows=[item.profile.model.name.say(words) for item in comparison.models],
        columns=[
            f"{words.number(place)}\n{level.name.say(words)}"
            for place, level in enumerate(comparison.phases, start=1)
        ],
        cells=[
            [
                _phase(item, phase, strong=item.profile.model.key in apart)
                for phase in range(1, len(comparison.phases) + 1)
            ]
            for item in comparison.models
        ],
        behind=[_overall(item, words) for item in comparison.models],
    )
    return plot_heat(grid, style=style)


def base(standing: Standing, words: Words) -> str:
    """Say how many raters stand behind a dimension and how far they spread.

    Parameters
    ----------
    standing : Standing
        Rated or not; where it is not, the inputs that the client folder holds are counted.
    words : Words
        Language.
    """
    if not standing.scores:
        text = words("not rated")
        if standing.wanted:
            text += "\n" + words(
                "{there} of {wanted} inputs",
                there=words.number(len(standing.there)),
                wanted=words.number(len(standing.wanted)),
            )
        return text
    low, high = standing.scores[0], standing.scores[-1]
    n = words("n = {n}", n=words.number(standing.n))
    return n if low == high else f"{n} ({words.number(low)}–{words.number(high)})"


def _cell(standing: Standing, level: int, *, strong: bool, words: Words) -> HeatCell:
    target = words("target") if standing.target == level else ""
    if standing.median is None:
        return HeatCell(shade=None, text=target)
    if standing.median == level:
        number = words.number(level)
        return HeatCell(
            shade=_MEDIAN if strong else _ELSEWHERE,
            text=f"{number} · {target}" if target else number,
            bold=True,
            frame=True,
        )
    within = standing.scores[0] <= level <= standing.scores[-1]
    return HeatCell(shade=_RANGE if within else 0.0, text=target)


def _phase(item: OnScale, phase: int, *, strong: bool) -> HeatCell:
    if phase in item.phases:
        return HeatCell(shade=_MEDIAN if strong else _ELSEWHERE, text="●", bold=True, frame=True)
    return HeatCell(shade=_RANGE if phase in item.others else 0.0)


def _overall(item: OnScale, words: Words) -> str:
    profile = item.profile
    return words(
        "level {level} of {last}; n = {n}",
        level=words.number(profile.lowest or 0),
        last=words.number(profile.model.last),
        n=words.number(profile.raters),
    )
