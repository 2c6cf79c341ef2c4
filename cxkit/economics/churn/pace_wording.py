"""Paces of leaving in words."""

from __future__ import annotations

from cxkit.client import Column
from cxkit.economics import units
from cxkit.economics.churn.pace import TENURE, Pace
from cxkit.language import N_, Words
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import period_first, source


def read_pace(pace: Pace, words: Words) -> str:
    """Say who leaves faster, all else equal, and whether that holds all the time."""
    rows = pace.table[pace.table["kind"] == "score"].to_dict("records")
    parts = []
    for row in rows:
        values = {
            "group": units.group(row["group"], None, words),
            "reference": units.group(row["reference"], None, words).lower(),
            "ratio": words.number(row["hazard_ratio"], decimals=2),
            "interval": words.interval(row["ci_low"], row["ci_high"], decimals=2),
            "n": words.number(row["n"]),
            "left": words.number(row["left"]),
        }
        clear = units.clear(
            row["p_adjusted"], int(row["n"]), confidence=pace.confidence, min_base=pace.min_base
        )
        said = (
            N_(
                "{group} leave at {ratio} times the pace of {reference}, all else equal "
                "({interval}; {left} of {n} left)."
            )
            if clear
            else N_(
                "{group} do not clearly leave at another pace than {reference} ({ratio} times; "
                "{interval}; {left} of {n} left)."
            )
        )
        parts.append(words(said, **values))
    return " ".join([*parts, steady_text(pace, words), words("An association, not a cause.")])


def steady_text(pace: Pace, words: Words) -> str:
    """Say whether the ratios hold all the time, by the check of Grambsch and Therneau."""
    if pace.steady_p != pace.steady_p:
        return words("Whether the ratios hold all the time cannot be tested here.")
    if pace.steady_p > 1 - pace.confidence:
        return words(
            "Nothing speaks against the ratios being the same all the time (p = {p}).",
            p=words.number(pace.steady_p, decimals=2),
        )
    moving = pace.table[pace.table["steady_p"] <= 1 - pace.confidence]
    names = dict.fromkeys(kind_name(kind, pace, words) for kind in moving["kind"])
    sign = "<" if pace.steady_p < 0.001 else "="
    p = f"p {sign} {words.number(max(pace.steady_p, 0.001), decimals=3)}"
    if not names:
        return words(
            "The ratios together change over time ({p}): read them as averages of the time "
            "followed.",
            p=p,
        )
    return words(
        "The ratios change over time ({p}), those of {names} above all: read them as averages of "
        "the time followed.",
        p=p,
        names=words.join(list(names)),
    )


def kind_name(kind: str, pace: Pace, words: Words) -> str:
    """Return what a kind of comparison is called."""
    if kind == "score":
        return words("What they answered").lower()
    if kind == TENURE:
        return words("years as a customer")
    column = next(each for each in pace.segments if each.name == kind)
    return column.title(words).lower()


def describe_pace(pace: Pace, words: Words) -> FigureText:
    """Words around the hazard ratios."""
    rows = pace.table[pace.table["kind"] == "score"].sort_values("hazard_ratio")
    top = rows.iloc[-1]
    clear = units.clear(
        top["p_adjusted"], int(top["n"]), confidence=pace.confidence, min_base=pace.min_base
    )
    headline = (
        words(
            "{group} leave at {ratio} times the pace of {reference}, all else equal",
            group=units.group(top["group"], None, words),
            ratio=words.number(top["hazard_ratio"], decimals=1),
            reference=units.group(top["reference"], None, words).lower(),
        )
        if clear and top["hazard_ratio"] > 1
        else words("All else equal, the pace of leaving does not clearly follow the score")
    )
    values = "; ".join(
        words(
            "{group}: {score} ({interval}; n = {n})",
            group=pace_row(row, pace, words),
            score=words.number(row["hazard_ratio"], decimals=2),
            interval=words.interval(row["ci_low"], row["ci_high"], decimals=2),
            n=words.number(row["n"]),
        )
        for row in pace.table.to_dict("records")
    )
    reading = words(
        "1 is the same pace as the reference; each row with all others held equal (Cox). Followed "
        "from {day}; answers up to then.",
        day=words.date(pace.landmark),
    )
    if pace.left_out:
        reading += " " + words(
            "Not held equal, for too few left: {list}.",
            list=words.join([kind_name(name, pace, words) for name in pace.left_out]),
        )
    return FigureText(
        headline=headline,
        measure=words(
            "Hazard ratio of leaving, with its {level} interval; {period}n = {n}, of whom {left} "
            "left",
            level=words.percent(pace.confidence),
            period=period_first(pace.evidence, words),
            n=words.number(pace.n),
            left=words.number(pace.left),
        ),
        reading=f"{reading} {steady_text(pace, words)}",
        source=source(pace.evidence, words),
        alt=f"{headline}. {values}.",
    )


def pace_row(row: dict[object, object] | dict[str, object], pace: Pace, words: Words) -> str:
    """Return what a row of hazard ratios is called."""
    cells = {str(key): value for key, value in row.items()}
    kind, group, reference = (str(cells[key]) for key in ("kind", "group", "reference"))
    if kind == TENURE:
        return words("One year more as a customer")
    column: Column | None = next((each for each in pace.segments if each.name == kind), None)
    return words(
        "{group} against {reference}",
        group=units.group(group, column, words),
        reference=units.group(reference, column, words),
    )
