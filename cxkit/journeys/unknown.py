"""What the journey's files name and nobody knows: sources, pain points, steps, touchpoints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cxkit.client import Client
from cxkit.journeys.changes import MapDifference
from cxkit.journeys.journey_map import JourneyMap
from cxkit.journeys.pains import PainRegister


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownNames:
    """Names without anything behind them.

    Attributes
    ----------
    sources : tuple of str
        Evidence that is no study, no channel listened to and no column with data.
    pains : tuple of str
        Pain points that steps name and nobody described.
    addressed : tuple of str
        Pain points that initiatives name and nobody described.
    steps : tuple of str
        Steps that the design claims to replace and nobody described.
    archetypes : tuple of str
        Archetypes that journeys name and ``empathy.yml`` does not have.
    """

    sources: tuple[str, ...]
    pains: tuple[str, ...]
    addressed: tuple[str, ...]
    steps: tuple[str, ...]
    archetypes: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Tell whether there is any."""
        found = (self.sources, self.pains, self.addressed, self.steps, self.archetypes)
        return any(found)


def unknown_names(
    client: Client,
    *,
    maps: Sequence[JourneyMap],
    differences: Sequence[MapDifference],
    pains: PainRegister | None,
) -> UnknownNames:
    """Collect what the journey's files name and nobody knows.

    Parameters
    ----------
    client : Client
        Its initiatives and archetypes.
    maps, differences, pains
        As analysed.
    """
    supports = [item.support for whole in maps for item in whole.steps]
    supports += [line.support for line in pains.lines] if pains is not None else []
    described = {line.pain.id for line in pains.lines} if pains is not None else set()
    wanted = [item.pain_point for item in client.judgements.initiatives or () if item.pain_point]
    empathy = client.judgements.empathy
    people = {item.id for item in empathy.archetypes} if empathy is not None else set()
    journeys = {whole.journey.id: whole.journey for whole in maps}
    return UnknownNames(
        sources=_once(name for support in supports for name in support.unknown),
        pains=_once(n for whole in maps for item in whole.steps for n in item.unknown_pains),
        addressed=_once(name for name in wanted if name not in described),
        steps=_once(name for item in differences for name in item.unknown),
        archetypes=_once(
            name for item in journeys.values() for name in item.archetypes if name not in people
        ),
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
