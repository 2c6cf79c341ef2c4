"""A waterfall from one wave to the next: the groups' own change, the mix of answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxkit.language import Words
from cxkit.perception import units
from cxkit.perception.mix.decomposition import Mix
from cxkit.presentation import Style, new_axes
from cxkit.presentation.dot_rows import LABEL_WIDTH
from cxkit.presentation.labels import fit, text_width
from cxkit.presentation.theme import BAD, GOOD, GREY, INK, LIGHT, SMALLEST
from cxkit.stats.mix_and_rate import Part

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BAR = 0.46
_ROOM = 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """One bar of the waterfall: where it starts, what it adds, how it is shown."""

    start: float
    part: Part
    label: str
    clear: bool


def plot_mix(mix: Mix, *, style: Style) -> Axes:
    """From the score before, over both parts of its change, to the score after.

    Parameters
    ----------
    mix : Mix
        A part is coloured if it is clear, grey otherwise; its interval is a thin line.
    style : Style
        Language, colour and numbers.
    """
    words, parts = style.words, mix.parts
    ax = new_axes(2.7)
    levels = [parts.before, parts.before + parts.rate.value, parts.after]
    steps = [
        _Step(
            start=levels[0],
            part=parts.rate,
            label=words("The groups’ own scores"),
            clear=mix.verdict in ("both", "rate"),
        ),
        _Step(
            start=levels[1],
            part=parts.mix,
            label=words("Mix of answers by {dimension}", dimension=mix.column.title(words).lower()),
            clear=mix.verdict in ("both", "mix"),
        ),
    ]
    for place, level in enumerate(levels):
        ax.plot([level, level], [3 - place, 2 - place], color=LIGHT, linewidth=1, zorder=1)
    texts = [(3, units.score(mix.metric, parts.before, words), INK)]
    for place, step in zip((2, 1), steps, strict=True):
        color = _color(mix, step)
        _bar(ax, place, step, color)
        texts.append((place, units.difference(mix.metric, step.part.value, words), color))
    texts.append((0, units.score(mix.metric, parts.after, words), style.accent))
    for place, level, color in ((3, parts.before, INK), (0, parts.after, style.accent)):
        base = mix.n_before if place else mix.n_after
        ax.plot(
            level,
            place,
            "o",
            markersize=8,
            color=color,
            markerfacecolor="white" if base < mix.min_base else color,
            markeredgewidth=1.6,
            clip_on=False,
            zorder=4,
        )
    widest = max(text_width(text, size=9, bold=True) for _, text, _ in texts)
    for place, text, color in texts:
        ax.annotate(
            text,
            (1, place),
            xycoords=ax.get_yaxis_transform(),
            xytext=(8 + widest, 0),
            textcoords="offset points",
            ha="right",
            va="center_baseline",
            fontsize=9,
            color=color,
            fontweight="normal" if color == GREY else "bold",
        )
    ax.set_yticks([3, 2, 1, 0], _labels(mix, [step.label for step in steps], words))
    ax.set_ylim(-0.6, 3.6)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x")
    _window(ax, mix, steps, words)
    return ax


# ----------------------------------------------------------------- details
def _bar(ax: Axes, place: int, step: _Step, color: str) -> None:
    """Draw a part as a bar from where it starts, with its interval at the end."""
    ax.barh(
        place,
        step.part.value,
        left=step.start,
        height=_BAR,
        color=color,
        alpha=0.35,
        linewidth=0,
        zorder=2,
    )
    if step.part.ci_low == step.part.ci_low:
        ends = (step.start + step.part.ci_low, step.start + step.part.ci_high)
        ax.hlines(place, *ends, color=color, linewidth=2, zorder=3)
    ax.vlines(
        step.start + step.part.value,
        place - _BAR / 2,
        place + _BAR / 2,
        color=color,
        linewidth=2.4,
        zorder=3,
    )


def _color(mix: Mix, step: _Step) -> str:
    if not step.clear:
        return GREY
    better = mix.metric != "ces" or mix.waves.overall.scale.higher_is_better
    return GOOD if (step.part.value > 0) == better else BAD


def _labels(mix: Mix, parts: list[str], words: Words) -> list[str]:
    names = []
    for label, n in ((mix.before_label, mix.n_before), (mix.after_label, mix.n_after)):
        base = words("n = {n}", n=words.number(n))
        base += ", " + words("indicative") if n < mix.min_base else ""
        name = units.wave(mix.waves, label, words)
        names.append(fit(name, width=LABEL_WIDTH, lines=2, size=9, suffix=f"({base})"))
    inner = [fit(label, width=LABEL_WIDTH, lines=2, size=9) for label in parts]
    return [names[0], *inner, names[1]]


def _window(ax: Axes, mix: Mix, steps: list[_Step], words: Words) -> None:
    """Show what the parts and their intervals span, and state how far the scale runs."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    points = mix.waves.overall.scale.points
    low, high = {"nps": (-100.0, 100.0), "csat": (0.0, 1.0)}.get(
        mix.metric, (float(points[0]), float(points[-1]))
    )
    values = [mix.parts.before, mix.parts.after]
    for step in steps:
        known = [v for v in (step.part.ci_low, step.part.ci_high) if v == v]
        values += [step.start, *(step.start + value for value in known)]
    room = max(_ROOM * (max(values) - min(values)), (high - low) / 100)
    ax.set_xlim(min(values) - room, max(values) + room)

    def write(value: float, decimals: int) -> str:
        if mix.metric == "csat":
            return words.percent(value)
        return words.number(value, decimals=decimals)

    ticks = 0 if mix.metric == "nps" else 2

    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: write(value, ticks)))
    ax.set_xlabel(
        words(
            "Part of the axis; the scale runs from {low} to {high}.",
            low=write(low, 0),
            high=write(high, 0),
        ),
        fontsize=SMALLEST,
        loc="left",
    )
