"""Finished results of perception drawn onto axes; nothing is computed, shown or saved here."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from cxkit.perception import units
from cxkit.perception.results import (
    Answers,
    Metric,
    Ratings,
    Resolution,
    ScoresBy,
    WaveScores,
)
from cxkit.perception.standout import main_score, standing_out
from cxkit.presentation import Style, new_axes, rows_height
from cxkit.presentation.theme import BAD, GOOD, GREY, LIGHT

_HOUR_TICKS = (1, 4, 12, 24, 72, 168, 720, 2160, 8760, 26280, 87600)


def plot_answers(answers: Answers, *, style: Style) -> Axes:
    """Bars from zero: the share of each answer, unfavourable to favourable."""
    ax = new_axes(2.7)
    table = answers.table
    kinds = [_kind(answers, value) for value in table["answer"]]
    colors = [{"bad": BAD, "middle": LIGHT, "good": GOOD}[kind] for kind in kinds]
    positions = np.arange(len(table))
    ax.bar(positions, table["share"], color=colors, width=0.78)
    for x, share in zip(positions, table["share"], strict=True):
        ax.text(x, share, style.words.percent(share), ha="center", va="bottom", fontsize=8.5)
    ax.set_xticks(positions, [style.words.number(value) for value in table["answer"]])
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.set_ylim(0, float(table["share"].max()) * 1.25 or 1)
    for kind, label in _kind_labels(answers, style).items():
        chosen = [x for x, item in zip(positions, kinds, strict=True) if item == kind]
        if chosen:
            share = float(table["share"][[item == kind for item in kinds]].sum())
            color = {"bad": BAD, "middle": GREY, "good": GOOD}[kind]
            ax.text(
                float(np.mean(chosen)),
                float(table["share"].max()) * 1.17,
                f"{label} {style.words.percent(share)}",
                ha="center",
                va="bottom",
                color=color,
                fontweight="bold",
                fontsize=8.5,
            )
    return ax


def plot_answers_by(answers: Answers, *, style: Style) -> Axes:
    """Diverging stacked bars: unfavourable to the left of the line, favourable to the right."""
    shares = _kinds_by_group(answers)
    order = shares.sort_values("balance", kind="stable")
    ax = new_axes(rows_height(len(order)))
    words = style.words
    labels = [
        _with_n(answers.column.group(group, words) if answers.column else str(group), n, style)
        for group, n in zip(order.index, order["n"], strict=True)
    ]
    rows = np.arange(len(order))
    half = order["middle"] / 2
    ax.barh(rows, order["bad"], left=-half - order["bad"], color=BAD, height=0.66)
    ax.barh(rows, order["middle"], left=-half, color=LIGHT, height=0.66)
    ax.barh(rows, order["good"], left=half, color=GOOD, height=0.66)
    for row, (bad, middle, good) in enumerate(
        zip(order["bad"], order["middle"], order["good"], strict=True)
    ):
        for share, x, color in (
            (bad, -middle / 2 - bad / 2, "white"),
            (middle, 0.0, "#222222"),
            (good, middle / 2 + good / 2, "white"),
        ):
            if share >= 0.06:
                ax.text(
                    x,
                    row,
                    words.percent(share),
                    ha="center",
                    va="center",
                    color=color,
                    fontsize=8.5,
                )
    ax.axvline(0, color="white", linewidth=1.2)
    ax.set_yticks(rows, labels)
    limit = float(max((order["bad"] + half).max(), (order["good"] + half).max()))
    ax.set_xlim(-limit * 1.03, limit * 1.03)
    ax.set_ylim(-0.6, len(order) - 0.1)
    ax.set_xticks([])
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    names = _kind_labels(answers, style)
    for x, kind, place, color in (
        (-limit, "bad", "left", BAD),
        (0.0, "middle", "center", GREY),
        (limit, "good", "right", GOOD),
    ):
        ax.text(
            x,
            len(order) - 0.42,
            names[kind],
            ha=place,
            va="bottom",
            color=color,
            fontweight="bold",
            fontsize=8.5,
        )
    return ax


def plot_by(scores: ScoresBy, *, style: Style) -> Axes:
    """Point and interval of each group, sorted, with the score of all answers as a line."""
    table = scores.table.dropna(subset=["score"]).sort_values("score", kind="stable")
    words = style.words
    worst, best = standing_out(scores, "bad"), standing_out(scores, "good")
    accents = {
        str(item["group"]): color
        for item, color in ((worst, BAD), (best, GOOD))
        if item is not None
    }
    ax = new_axes(rows_height(len(table)))
    rows = np.arange(len(table))
    for row, item in zip(rows, table.itertuples(), strict=True):
        color = accents.get(str(item.group), GREY)
        ax.hlines(row, item.ci_low, item.ci_high, color=color, linewidth=2)
        hollow = item.n < scores.min_base
        ax.plot(
            item.score,
            row,
            "o",
            markersize=7,
            color=color,
            markerfacecolor="white" if hollow else color,
            markeredgewidth=1.6,
        )
        ax.annotate(
            units.score(scores.metric, item.score, words),
            (item.score, row),
            xytext=(0, 6),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=8.5,
            color=color,
            fontweight="bold" if str(item.group) in accents else "normal",
        )
    overall = main_score(scores.overall)
    ax.axvline(overall, color=LIGHT, linewidth=1, zorder=0)
    labels = [
        _with_n(scores.column.group(item.group, words), item.n, style, scores.min_base)
        for item in table.itertuples()
    ]
    ax.set_yticks(rows, labels)
    ax.set_ylim(-0.6, len(table) - 0.2)
    _score_axis(ax, scores.metric, scores.overall.scale.points, table, style, axis="x")
    ax.annotate(
        words("all: {score}", score=units.score(scores.metric, overall, words)),
        (overall, 1),
        xycoords=("data", "axes fraction"),
        xytext=(3, 0),
        textcoords="offset points",
        fontsize=8,
        color=GREY,
        va="top",
    )
    ax.grid(axis="x")
    return ax


def plot_waves(waves: WaveScores, *, style: Style) -> Axes:
    """Point and interval of each wave, joined by a thin line."""
    table = waves.table.reset_index(drop=True)
    ax = new_axes(3.0)
    x = np.arange(len(table))
    ax.plot(x, table["score"], color=LIGHT, linewidth=1.2, zorder=1)
    for row in table.itertuples():
        hollow = row.n < waves.overall.min_base
        last = row.Index == len(table) - 1
        color = style.accent if last else GREY
        ax.vlines(row.Index, row.ci_low, row.ci_high, color=color, linewidth=2)
        ax.plot(
            row.Index,
            row.score,
            "o",
            markersize=7,
            color=color,
            markeredgewidth=1.6,
            markerfacecolor="white" if hollow else color,
        )
        ax.annotate(
            units.score(waves.metric, row.score, style.words),
            (row.Index, row.score),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            color=color,
            fontweight="bold" if last else "normal",
        )
    labels = [f"{row.group}\nn = {style.words.number(row.n)}" for row in table.itertuples()]
    many = len(table) > 10
    ax.set_xticks(x, labels, rotation=90 if many else 0, fontsize=7.5 if many else 8.5)
    ax.set_xlim(-0.5, len(table) - 0.3)
    _score_axis(ax, waves.metric, waves.overall.scale.points, table, style, axis="y")
    ax.grid(axis="y")
    return ax


def plot_ratings(ratings: Ratings, *, style: Style) -> Axes:
    """Favourable share of each attribute with its interval, sorted."""
    table = ratings.table.sort_values("top_box", kind="stable")
    words = style.words
    ax = new_axes(rows_height(len(table)))
    rows = np.arange(len(table))
    ax.hlines(rows, table["ci_low"], table["ci_high"], color=GREY, linewidth=2)
    for row, item in zip(rows, table.itertuples(), strict=True):
        hollow = item.n < ratings.min_base
        ax.plot(
            item.top_box,
            row,
            "o",
            markersize=7,
            color=GREY,
            markerfacecolor="white" if hollow else GREY,
        )
        ax.annotate(
            words.percent(item.top_box),
            (item.top_box, row),
            xytext=(0, 6),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=8.5,
        )
    labels = [
        _with_n(ratings.columns[item.name].title(words), item.n, style, ratings.min_base)
        for item in table.rename_axis(None).itertuples(index=False)
    ]
    ax.set_yticks(rows, labels)
    ax.set_ylim(-0.6, len(table) - 0.2)
    _percent_axis(ax, table, style)
    ax.grid(axis="x")
    return ax


def plot_resolution(resolution: Resolution, *, style: Style) -> Axes:
    """Share of tickets still open by time since opening, with band and median."""
    words = style.words
    curve = resolution.curve
    ax = new_axes(3.2)
    known = curve.time > 0
    time = np.concatenate([[curve.time[known].min(initial=1.0) / 2], curve.time[known]])
    start = float(curve.survival[~known].min(initial=1.0))
    open_share = np.concatenate([[start], curve.survival[known]])
    ax.step(time, open_share, where="post", color=style.accent)
    ax.fill_between(
        curve.time[known],
        curve.ci_low[known],
        curve.ci_high[known],
        step="post",
        color=style.accent,
        alpha=0.18,
        linewidth=0,
    )
    ax.set_xscale("log")
    low, high = float(time[0]), float(time[-1])
    ticks = [tick for tick in _HOUR_TICKS if low <= tick <= high] or [high]
    ax.xaxis.set_major_locator(FixedLocator(ticks))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.set_xticks(ticks, [units.hours(tick, words) for tick in ticks])
    ax.set_ylim(0, 1.02)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.percent(value)))
    median = resolution.overall.median_hours
    if median == median and median > 0:
        ax.hlines(0.5, low, median, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)))
        ax.vlines(median, 0, 0.5, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)))
        ax.annotate(
            words("median {time}", time=units.hours(median, words)),
            (median, 0.5),
            xytext=(6, 4),
            textcoords="offset points",
            fontsize=8.5,
            color=GREY,
        )
    ax.set_xlabel(words("time since opening (logarithmic)"))
    ax.grid(axis="y")
    return ax


def plot_resolution_by(resolution: Resolution, *, style: Style) -> Axes:
    """Median time of each group with its interval, on a logarithmic axis."""
    words = style.words
    table = resolution.table.dropna(subset=["median_hours"])
    table = table[table["median_hours"] > 0].sort_values("median_hours", ascending=False)
    ax = new_axes(rows_height(len(table)))
    rows = np.arange(len(table))
    for row, item in zip(rows, table.itertuples(), strict=True):
        low = item.median_ci_low if item.median_ci_low > 0 else item.median_hours
        high = item.median_ci_high if item.median_ci_high == item.median_ci_high else None
        hollow = item.n < resolution.min_base
        ax.hlines(row, low, high or item.median_hours, color=GREY, linewidth=2)
        ax.plot(
            item.median_hours,
            row,
            "o",
            markersize=7,
            color=GREY,
            markerfacecolor="white" if hollow else GREY,
        )
        ax.annotate(
            units.hours(item.median_hours, words),
            (item.median_hours, row),
            xytext=(0, 6),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=8.5,
        )
    column = resolution.column
    labels = [
        _with_n(
            column.group(item.group, words) if column else str(item.group),
            item.n,
            style,
            resolution.min_base,
        )
        for item in table.itertuples()
    ]
    ax.set_yticks(rows, labels)
    ax.set_ylim(-0.6, len(table) - 0.2)
    ax.set_xscale("log")
    left, right = ax.get_xlim()
    left, right = left / 1.5, right * 1.5
    ax.set_xlim(left, right)
    ticks = [tick for tick in _HOUR_TICKS if left <= tick <= right]
    ax.xaxis.set_minor_locator(NullLocator())
    ax.set_xticks(ticks, [units.hours(tick, words) for tick in ticks])
    ax.grid(axis="x")
    return ax


# ----------------------------------------------------------------- details
def _with_n(label: str, n: int, style: Style, min_base: int = 0) -> str:
    """Write a row's label with its base, marked where it is small."""
    mark = ", " + style.words("indicative") if n < min_base else ""
    short = label if len(label) <= 34 else label[:33].rstrip() + "…"
    return f"{short} (n = {style.words.number(n)}{mark})"


def _kind(answers: Answers, value: float) -> str:
    scale = answers.overall.scale
    if answers.metric == "nps":
        return "good" if value >= 9 else "middle" if value >= 7 else "bad"
    if scale.is_favourable(value):
        return "good"
    middle = (scale.low + scale.high) / 2
    if len(scale.points) % 2 and value == middle:
        return "middle"
    return "bad" if (value < middle) == scale.higher_is_better else "middle"


def _kind_labels(answers: Answers, style: Style) -> dict[str, str]:
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


def _kinds_by_group(answers: Answers) -> pd.DataFrame:
    """Return bad, middle, good shares and base of each group."""
    table = answers.table.assign(kind=[_kind(answers, value) for value in answers.table["answer"]])
    shares = table.pivot_table(
        index="group", columns="kind", values="share", aggfunc="sum", observed=True
    ).reindex(columns=["bad", "middle", "good"], fill_value=0.0)
    shares["n"] = table.groupby("group", observed=True)["n"].sum()
    shares = shares[shares["n"] > 0]
    return shares.assign(balance=shares["good"] - shares["bad"])


def _score_axis(
    ax: Axes,
    metric: Metric,
    points: tuple[int, ...],
    table: pd.DataFrame,
    style: Style,
    *,
    axis: str,
) -> None:
    """Set a stated window around the intervals, within the range of the metric."""
    if metric == "csat":
        low, high, step = 0.0, 1.0, 0.05
    elif metric == "nps":
        low, high, step = -100.0, 100.0, 10.0
    else:
        low, high, step = float(points[0]), float(points[-1]), 0.25
    start, end = _window(
        table[["ci_low", "score"]].min().min(),
        table[["ci_high", "score"]].max().max(),
        low,
        high,
        step,
    )
    words = style.words
    text = {
        "nps": lambda value, _: words.number(value),
        "csat": lambda value, _: words.percent(value),
        "ces": lambda value, _: words.number(value, decimals=1),
    }[metric]
    target = ax.xaxis if axis == "x" else ax.yaxis
    target.set_major_formatter(FuncFormatter(text))
    (ax.set_xlim if axis == "x" else ax.set_ylim)(start, end)


def _percent_axis(ax: Axes, table: pd.DataFrame, style: Style) -> None:
    start, end = _window(table["ci_low"].min(), table["ci_high"].max(), 0.0, 1.0, 0.05)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: style.words.percent(value)))
    ax.set_xlim(start, end)


def _window(
    lowest: float, highest: float, low: float, high: float, step: float
) -> tuple[float, float]:
    """Return round limits that hold all intervals with some room."""
    if lowest != lowest or highest != highest:
        return low, high
    start = max(low, np.floor(lowest / step - 0.5) * step)
    end = min(high, np.ceil(highest / step + 0.5) * step)
    return float(start), float(end)
