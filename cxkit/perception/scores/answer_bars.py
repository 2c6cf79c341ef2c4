"""How answers divide, drawn as bars: one scale point a bar, or one group a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from cxkit.perception.results import Answers
from cxkit.presentation import Style, new_axes, rows_height
from cxkit.presentation.dot_rows import axis_inches, label_size, row_labels
from cxkit.presentation.labels import text_width
from cxkit.presentation.theme import BAD, GOOD, GREY, INK, LIGHT, WIDTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Kind = Literal["bad", "middle", "good"]
KINDS: tuple[Kind, ...] = ("bad", "middle", "good")
_FILL: dict[Kind, str] = {"bad": BAD, "middle": LIGHT, "good": GOOD}
_TEXT: dict[Kind, str] = {"bad": BAD, "middle": GREY, "good": GOOD}
_ON: dict[Kind, str] = {"bad": "white", "middle": INK, "good": "white"}
_SIZE = 8.5


def plot_answers(answers: Answers, *, style: Style) -> Axes:
    """Bars from zero: the share of each answer, unfavourable to favourable.

    Parameters
    ----------
    answers : Answers
        Of all respondents, every point of the scale.
    style : Style
        Language and numbers.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    ax = new_axes(2.7)
    words, table = style.words, answers.table.reset_index(drop=True)
    kinds = [_kind(answers, value) for value in table["answer"]]
    places = np.arange(len(table))
    hollow = answers.overall.result.n < answers.overall.min_base
    colors = [_FILL[kind] for kind in kinds]
    ax.bar(
        places,
        table["share"],
        color="white" if hollow else colors,
        edgecolor=colors if hollow else "none",
        linewidth=1.5,
        width=0.78,
    )
    top = float(table["share"].max()) or 1.0
    pitch = (WIDTH - 0.4) * 72 / len(table)
    shares = [words.percent(share) for share in table["share"]]
    if max(text_width(text, size=_SIZE) for text in shares) <= pitch - 2:
        for x, (share, text) in enumerate(zip(table["share"], shares, strict=True)):
            ax.text(x, share + top * 0.015, text, ha="center", va="bottom", fontsize=_SIZE)
        ax.set_yticks([])
        ax.spines["left"].set_visible(False)
    else:
        decimals = 0 if top > 0.1 else 1
        ax.yaxis.set_major_locator(MaxNLocator(nbins=4))
        ax.yaxis.set_major_formatter(
            FuncFormatter(lambda value, _: words.percent(value, decimals=decimals))
        )
        ax.grid(axis="y")
    points = [words.number(value) for value in table["answer"]]
    widest = max(text_width(text, size=_SIZE) for text in points) + 4
    step = max(1, int(np.ceil(widest / pitch)))
    ax.set_xticks(places[::step], points[::step], fontsize=_SIZE)
    ax.set_ylim(0, top * 1.3)
    names = _kind_names(answers, style)
    if hollow:
        mark = words("indicative")
        names["bad"] = f"{names['bad']} ({mark})"
    _head(ax, kinds, table["share"], names, top * 1.18, style)
    return ax


def plot_answers_by(answers: Answers, *, style: Style) -> Axes:
    """Diverging stacked bars: unfavourable to the left of the line, favourable to the right.

    Parameters
    ----------
    answers : Answers
        By group; the group with the best balance stands at the top.
    style : Style
        Language and numbers.
    """
    order = shares_by_group(answers).sort_values("balance", kind="stable")
    words, column = style.words, answers.column
    min_base = answers.overall.min_base
    ax = new_axes(rows_height(len(order)))
    size = label_size(len(order))
    names = [column.group(group, words) if column else str(group) for group in order.index]
    bases = [int(n) for n in order["n"]]
    labels = row_labels(names, bases, style=style, min_base=min_base)
    half = order["middle"] / 2
    limit = max(float((order["bad"] + half).max()), float((order["good"] + half).max()), 0.01)
    per_share = axis_inches(labels, size=size) * 72 / (2.06 * limit)
    for row, (n, item) in enumerate(zip(bases, order.to_dict("records"), strict=True)):
        left = -item["middle"] / 2 - item["bad"]
        for kind in KINDS:
            share = float(item[kind])
            hollow = n < min_base
            ax.barh(
                row,
                share,
                left=left,
                height=0.84 if size < 9 else 0.66,
                color="white" if hollow else _FILL[kind],
                edgecolor=_FILL[kind] if hollow else "white",
                linewidth=1.4 if hollow else 0.8,
            )
            text = words.percent(share)
            if text_width(text, size=min(size, _SIZE)) + 4 <= share * per_share:
                back = "white" if hollow else _FILL[kind]
                ax.text(
                    left + share / 2,
                    row,
                    text,
                    ha="center",
                    va="center_baseline",
                    color=INK if hollow else _ON[kind],
                    fontsize=min(size, _SIZE),
                    bbox={"facecolor": back, "edgecolor": "none", "pad": 0.6},
                    zorder=4,
                )
            left += share
    ax.axvline(0, color="white", linewidth=1.4, zorder=3)
    ax.set_yticks(range(len(order)), labels, fontsize=size, linespacing=1.05)
    ax.set_xlim(-limit * 1.03, limit * 1.03)
    ax.set_ylim(-0.6, len(order) - 0.4)
    ax.set_xticks([])
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    heads = _kind_names(answers, style)
    places: tuple[tuple[float, Kind, Literal["left", "center", "right"]], ...] = (
        (0.0, "bad", "left"),
        (0.5, "middle", "center"),
        (1.0, "good", "right"),
    )
    for x, kind, ha in places:
        ax.annotate(
            heads[kind],
            (x, 1),
            xycoords="axes fraction",
            xytext=(0, 3),
            textcoords="offset points",
            ha=ha,
            va="bottom",
            color=_TEXT[kind],
            fontweight="bold",
            fontsize=_SIZE,
        )
    return ax


def shares_by_group(answers: Answers) -> pd.DataFrame:
    """Return the shares of unfavourable, middle and favourable answers of each group.

    Returns
    -------
    DataFrame
        Indexed by group: ``bad, middle, good`` in [0, 1], ``n``, and ``balance``, the
        favourable less the unfavourable share; groups without answers are left out.
    """
    table = answers.table.assign(kind=[_kind(answers, value) for value in answers.table["answer"]])
    shares = table.pivot_table(
        index="group", columns="kind", values="share", aggfunc="sum", observed=True
    ).reindex(columns=list(KINDS), fill_value=0.0)
    shares["n"] = table.groupby("group", observed=True)["n"].sum()
    shares = shares[shares["n"] > 0]
    return shares.assign(balance=shares["good"] - shares["bad"])


def _head(
    ax: Axes,
    kinds: list[Kind],
    shares: pd.Series,
    names: dict[Kind, str],
    height: float,
    style: Style,
) -> None:
    """Write name and share of each kind above its bars, kept apart where bars are few."""
    pitch = (WIDTH - 0.4) * 72 / len(kinds)
    edge = -0.5
    by_place = sorted(set(kinds), key=kinds.index)
    for kind in by_place:
        places = [place for place, item in enumerate(kinds) if item == kind]
        share = float(shares.iloc[places].sum())
        text = f"{names[kind]} {style.words.percent(share)}"
        half = text_width(text, size=_SIZE, bold=True) / 2 / pitch
        x = max(float(np.mean(places)), edge + half)
        x = min(x, len(kinds) - 0.5 - half) if kind == by_place[-1] else x
        edge = x + half + 8 / pitch
        ax.text(
            x,
            height,
            text,
            ha="center",
            va="bottom",
            color=_TEXT[kind],
            fontweight="bold",
            fontsize=_SIZE,
        )


def _kind(answers: Answers, value: float) -> Kind:
    scale = answers.overall.scale
    if answers.metric == "nps":
        return "good" if value >= 9 else "middle" if value >= 7 else "bad"
    if scale.is_favourable(value):
        return "good"
    middle = (scale.low + scale.high) / 2
    if len(scale.points) % 2 and value == middle:
        return "middle"
    return "bad" if (value < middle) == scale.higher_is_better else "middle"


def _kind_names(answers: Answers, style: Style) -> dict[Kind, str]:
    words = style.words
    if answers.metric == "nps":
        return {
            "bad": words("Detractors"),
            "middle": words("Passives"),
            "good": words("Promoters"),
        }
    return {
        "bad": words("Unfavourable"),
        "middle": words("Neutral"),
        "good": words("Favourable"),
    }
