"""Churn and survival in words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cxkit.economics import units
from cxkit.economics.churn.rates import Churn, ChurnBy
from cxkit.economics.churn.staying import Staying
from cxkit.language import Words
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import period, source


def read_churn(churn: Churn, words: Words) -> str:
    """Churn with its denominator, in one paragraph."""
    values = {
        "lost": words.number(churn.lost),
        "n": words.number(churn.n),
        "rate": words.percent(churn.rate, decimals=1),
        "level": words.percent(churn.confidence),
        "interval": words.percent_interval(churn.ci_low, churn.ci_high, decimals=1),
    }
    if churn.dated:
        text = words(
            "Of {n} customers there at the start, {lost} left in the period: {rate} ({level} "
            "interval {interval}).",
            **values,
        )
        if churn.n_new:
            text += " " + words.plural(
                "{n} customer who joined in the period is in neither number.",
                "{n} customers who joined in the period are in neither number.",
                churn.n_new,
            )
    else:
        text = words(
            "{lost} of {n} customers are marked as gone: {rate} ({level} interval {interval}). "
            "The mark has no date, so this is a share of all customers in the data, not the "
            "churn of a period.",
            **values,
        )
    if churn.n_unknown:
        text += " " + words.plural(
            "Of {n} customer it is not known.",
            "Of {n} customers it is not known.",
            churn.n_unknown,
        )
    if churn.n < churn.min_base:
        text += " " + words("The base is small: take it as indicative.")
    return text


def standing_out(item: ChurnBy) -> pd.Series | None:
    """Return the group that leaves most often beyond the others, if the difference is clear."""
    table = item.table
    clear = (table["p_adjusted"] <= 1 - item.confidence) & (table["n"] >= item.min_base)
    chosen = table[clear & (table["difference"] > 0)]
    return None if chosen.empty else chosen.sort_values("difference").iloc[-1]


def describe_churn(items: Sequence[ChurnBy], words: Words) -> FigureText:
    """Words around the churn of groups; the headline names a group only if it stands out."""
    headline = _churn_headline(items, words)
    values = "; ".join(
        words(
            "{group}: {score} ({interval}; n = {n})",
            group=units.group(row["group"], item.column, words),
            score=words.percent(row["rate"], decimals=1),
            interval=words.percent_interval(row["ci_low"], row["ci_high"], decimals=1),
            n=words.number(row["n"]),
        )
        for item in items
        for row in item.table.sort_values("rate", ascending=False).to_dict("records")
    )
    first = items[0]
    dated = all(item.dated for item in items)
    name = words("Share of customers who left") if dated else words("Share marked as gone")
    reading = words.plural(
        "Each group was compared with all others together; {n} comparison in this section, "
        "corrected for their number (Holm).",
        "Each group was compared with all others together; {n} comparisons in this section, "
        "corrected for their number (Holm).",
        first.comparisons,
    )
    if first.column is None:
        reading += " " + words(
            "What customers answered goes with leaving; that does not show that it makes them "
            "leave."
        )
    return FigureText(
        headline=headline,
        measure=words(
            "{name}, with its {level} interval; {period}; n = {n}",
            name=name,
            level=words.percent(first.confidence),
            period=period(first.evidence, words),
            n=words.join(
                [words.number(n) for n in dict.fromkeys(item.evidence.n for item in items)]
            ),
        ),
        reading=reading,
        source=source(first.evidence, words),
        alt=f"{headline}. {values}.",
    )


def _churn_headline(items: Sequence[ChurnBy], words: Words) -> str:
    for item in items:
        row = standing_out(item)
        if row is not None:
            return words(
                "{group}: {rate} left, against {rest} of the others",
                group=units.group(row["group"], item.column, words),
                rate=words.percent(row["rate"], decimals=1),
                rest=words.percent(row["rate"] - row["difference"], decimals=1),
            )
    return words("No group leaves clearly more often than the others")


def describe_staying(staying: Staying, words: Words) -> FigureText:
    """Words around survival curves."""
    ordered = sorted(staying.at_end.items(), key=lambda pair: pair[1][1])
    low, low_end = ordered[0]
    clear = staying.p_adjusted <= 1 - staying.confidence
    if clear:
        headline = words(
            "{low}: {share} are still customers after {months} months, fewer than of the others",
            low=units.group(low, staying.column, words),
            share=words.percent(low_end[1]),
            months=units.months(low_end[0], words),
        )
    else:
        headline = words("We cannot tell from these data who stays longer")
    values = "; ".join(
        words(
            "{group}: {share} after {months} months ({interval}; n = {n})",
            group=units.group(name, staying.column, words),
            share=words.percent(share),
            months=units.months(time, words),
            interval=words.percent_interval(at_low, at_high),
            n=words.number(staying.curves[name].n),
        )
        for name, (time, share, at_low, at_high) in staying.at_end.items()
    )
    return FigureText(
        headline=headline,
        measure=words(
            "Share still customers (Kaplan–Meier) with its {level} band; {period}; n = {n}",
            level=words.percent(staying.confidence),
            period=period(staying.evidence, words),
            n=words.number(staying.evidence.n),
        ),
        reading=_reading(staying, words),
        source=source(staying.evidence, words),
        alt=f"{headline}. {values}.",
    )


def _reading(staying: Staying, words: Words) -> str:
    test = words(
        "Log-rank test of equal pace: χ² = {statistic}, {df} degrees of freedom, adjusted p "
        "{sign} {p} (Holm).",
        statistic=words.number(staying.test.statistic, decimals=1),
        df=words.number(staying.test.df),
        sign="<" if staying.p_adjusted < 0.001 else "=",
        p=words.number(max(staying.p_adjusted, 0.001), decimals=3),
    )
    if staying.landmark is not None:
        return (
            words(
                "Groups by what customers answered up to {day}; only who was still there then is "
                "followed. An association, not a cause.",
                day=words.date(staying.landmark),
            )
            + " "
            + test
        )
    half = [
        words(
            "{group} {months} months",
            group=units.group(name, staying.column, words),
            months=units.months(median.value, words),
        )
        for name, median in staying.medians.items()
        if median.value == median.value
    ]
    text = test
    if half:
        text = words("Half have left after: {list}.", list=words.join(half)) + " " + text
    if staying.late:
        text += " " + words(
            "Customers count from when the period began (delayed entry): who left earlier is not "
            "in the data."
        )
    return text
