"""What stands in the cells of a map: one text a lane and step, broken to the column's width."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cxkit.journeys import units
from cxkit.journeys.journey_map import JourneyMap, MapStep
from cxkit.journeys.map_parts import MapPart
from cxkit.journeys.sheet import height_of, lines_of
from cxkit.language import N_, Words
from cxkit.presentation.labels import text_width
from cxkit.presentation.theme import SMALLEST

GAP = 6.0
"""Room between two columns, in points."""
_DRAWN = 1.02
"""How much wider than measured a line may come out when it is drawn in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One lane of texts.

    Attributes
    ----------
    title : str
        What the lane holds.
    texts : tuple of str
        One a step of the row, with line breaks.
    bold : bool
        Whether it is set in bold.
    """

    title: str
    texts: tuple[str, ...]
    bold: bool = False

    @property
    def lines(self) -> int:
        """Lines of its longest text."""
        return max((height_of(text) for text in self.texts), default=0)


def above_curve(
    part: MapPart, row: tuple[MapStep, ...], width: float, scale: int, words: Words
) -> list[Lane]:
    """Return the lanes above the curve: what customers do, and where."""
    names = part.map.names

    def place(item: MapStep) -> str:
        channel = names.channel(item.step.channel, words)
        where = names.touchpoint(item.step.touchpoint, words)
        return f"{where} · {channel}" if where and channel else where or channel

    return [
        _lane(N_("Does"), row, lambda s: s.step.action.say(words), width, 5 + scale, words, True),
        _lane(N_("Touchpoint"), row, place, width, 3 + scale, words),
    ]


def below_curve(
    part: MapPart, row: tuple[MapStep, ...], width: float, scale: int, words: Words
) -> list[Lane]:
    """Return the lanes below the curve; those that tell no step from another are left out.

    Where all steps of the map rest on the same level of evidence, the sentence below the figure
    says so and the lane is left out.
    """
    first = (
        _lane(N_("Measured"), row, lambda s: _measured(s, part.map, words), width, 3, words)
        if part.map.version == "as_is"
        else _lane(N_("Expected"), row, lambda s: _expected(s, words), width, 3 + scale, words)
    )
    lanes = [
        first,
        _lane(N_("Pain points"), row, lambda s: _pains(s, words), width, 5 + 2 * scale, words),
        _lane(N_("In charge"), row, lambda s: s.owner, width, 2 + scale // 2, words),
    ]
    if len({item.support.level for item in part.map.steps}) > 1:
        lanes.append(_lane(N_("Evidence"), row, lambda s: _evidence(s, words), width, 3, words))
    return [lane for lane in lanes if lane.lines]


def _lane(
    title: str,
    row: tuple[MapStep, ...],
    say: Callable[[MapStep], str],
    width: float,
    most: int,
    words: Words,
    bold: bool = False,
) -> Lane:
    texts = tuple(_broken(say(item), width - GAP, max(most, 1), bold) for item in row)
    return Lane(title=words(title), texts=texts, bold=bold)


def _broken(text: str, width: float, most: int, bold: bool) -> str:
    """Break each line of a text for itself; bold type takes more room than it is broken to."""
    room = width
    while True:
        lines = [lines_of(line, width=room, most=most) for line in text.split("\n")]
        found = "\n".join("\n".join(lines).split("\n")[:most])
        widest = max(text_width(line, size=SMALLEST, bold=bold) for line in found.split("\n"))
        if widest * _DRAWN <= width or room < width / 2:
            return found
        room -= 2


def _measured(item: MapStep, whole: JourneyMap, words: Words) -> str:
    """Return the step's metric with its interval and base, a line each."""
    if item.kpi is not None:
        name = item.kpi.name.say(words)
        if item.kpi_value is None:
            return name
        value = words.number(item.kpi_value, decimals=0 if item.kpi_value % 1 == 0 else 1)
        return f"{name}: {value}" + (f" {item.kpi.unit}" if item.kpi.unit else "")
    if item.score is None:
        return words("not measured")
    score = item.score
    name = words(units.METRIC[score.metric])
    base = words("n = {n}", n=words.number(score.n))
    if score.n < whole.min_base:
        caution = words("indicative")
        name += f" ({caution})"
    return f"{name}\n{units.value(score, words)}, {base}\n{units.interval(score, words)}"


def _evidence(item: MapStep, words: Words) -> str:
    return words(units.LEVEL[item.support.level])


def _expected(item: MapStep, words: Words) -> str:
    text = item.step.expected.say(words) if item.step.expected is not None else ""
    if item.kpi is not None:
        name = item.kpi.name.say(words)
    elif item.score is not None:
        name = words(units.METRIC[item.score.metric])
    else:
        name = ""
    return f"{name}: {text}" if name and text else text or name


def _pains(item: MapStep, words: Words) -> str:
    return "\n".join(f"{pain.id}: {pain.text.say(words)}" for pain in item.pains)
