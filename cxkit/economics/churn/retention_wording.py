"""Cohorts, mean times as a customer and paces of leaving, in words."""

from __future__ import annotations

from cxkit.client import Column
from cxkit.economics import units
from cxkit.economics.churn.cohorts import Cohorts, Grain
from cxkit.economics.churn.lasting import Lasting
from cxkit.economics.churn.pace import TENURE, Pace
from cxkit.language import N_, Words
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import period_first, source
from cxkit.stats import Estimate

JOINED: dict[Grain, str] = {
    "month": N_("month of joining"),
    "quarter": N_("quarter of joining"),
    "year": N_("year of joining"),
}
AGE: dict[Grain, tuple[str, str]] = {
    "month": (N_("after {n} month"), N_("after {n} months")),
    "quarter": (N_("after {n} quarter"), N_("after {n} quarters")),
    "year": (N_("after {n} year"), N_("after {n} years")),
}


def age_name(age: int, grain: Grain, words: Words) -> str:
    """Write a time since joining."""
    return words.plural(*AGE[grain], age)


def cohort_name(first: object, grain: Grain, words: Words) -> str:
    """Write a cohort by its first day."""
    import pandas as pd

    day = pd.Timestamp(str(first)).date()
    if grain == "year":
        return str(day.year)
    if grain == "month":
        return words.month(day, short=True)
    return words("Q{quarter} {year}", quarter=(day.month + 2) // 3, year=day.year)


def spread(cohorts: Cohorts) -> tuple[int, dict[str, object], dict[str, object]] | None:
    """Return the oldest age that two wholly seen cohorts reach, its worst and its best.

    None where there is no such age.
    """
    cells = cohorts.cells
    whole = cells[~cells["partly"].astype(bool) & (cells["n"] >= cohorts.min_base)]
    ages = whole["age"].value_counts()
    shared = ages.index[ages >= 2]
    if shared.empty:
        return None
    age = int(shared.max())
    rows = whole[whole["age"] == age].sort_values(["rate", "cohort"])
    worst = {str(key): value for key, value in rows.iloc[0].items()}
    best = {str(key): value for key, value in rows.iloc[-1].items()}
    return age, worst, best


def describe_cohorts(cohorts: Cohorts, words: Words) -> FigureText:
    """Words around the triangle of retention."""
    found = spread(cohorts)
    if found is None:
        headline = words("No two cohorts of enough customers are old enough to be compared")
    else:
        age, worst, best = found
        apart = float(str(worst["ci_high"])) < float(str(best["ci_low"]))
        values = {
            "age": age_name(age, cohorts.grain, words),
            "worst": cohort_name(worst["cohort"], cohorts.grain, words),
            "low": words.percent(float(str(worst["rate"]))),
            "best": cohort_name(best["cohort"], cohorts.grain, words),
            "high": words.percent(float(str(best["rate"]))),
        }
        said = (
            N_("{low} of who joined in {worst} are still there {age}, {high} of {best}")
            if apart
            else N_("Cohorts keep {low} to {high} of their customers {age}")
        )
        headline = words(said, **values)
    reading = words(
        "Each row is a cohort by {grain}; read along a row how it shrinks, and down a column "
        "whether newer cohorts stay better. The best and the worst of many cohorts differ by "
        "chance too.",
        grain=words(JOINED[cohorts.grain]),
    )
    if cohorts.cells["partly"].any():
        reading += " " + words(
            "* Not everybody of the cohort could be followed so long; those who could not count "
            "as long as they were seen (Kaplan–Meier)."
        )
    if not cohorts.older.empty:
        n = int(cohorts.older["n"].sum())
        reading += " " + words(
            "{n} customers joined before leaving was recorded ({day}); the annexes show what "
            "became of them since.",
            n=words.number(n),
            day=words.date(cohorts.recorded),
        )
    last = cohorts.cells.groupby("cohort").tail(1)
    shown = "; ".join(
        words(
            "{group}: {score} ({interval}; n = {n})",
            group=f"{cohort_name(row['cohort'], cohorts.grain, words)}, "
            + age_name(int(row["age"]), cohorts.grain, words),
            score=words.percent(row["rate"]),
            interval=words.percent_interval(row["ci_low"], row["ci_high"]),
            n=words.number(row["n"]),
        )
        for row in last.to_dict("records")
    )
    return FigureText(
        headline=headline,
        measure=words(
            "Share of a cohort still customers, by time since joining; {day}; n = {n}",
            day=words.period(cohorts.recorded, cohorts.until),
            n=words.number(int(last["n"].sum())),
        ),
        reading=reading,
        source=source(cohorts.evidence, words),
        alt=f"{headline}. {shown}.",
    )


def read_lasting(lasting: Lasting, words: Words) -> str:
    """Say how long groups stay on average up to the horizon, and which differ."""
    horizon = words.number(lasting.horizon, decimals=0 if lasting.horizon >= 24 else 1)
    text = words(
        "Counting no time beyond {horizon} months, {group} stay {mean} months on average",
        horizon=horizon,
        group=_group(lasting.reference, lasting.column, words),
        mean=months(lasting.means[lasting.reference].value, words),
    )
    text += f" ({_interval(lasting.means[lasting.reference], words)})."
    clear = [name for name, gap in lasting.differences.items() if gap.ci_high < 0 or gap.ci_low > 0]
    for name in clear:
        gap = lasting.differences[name]
        said = (
            N_("{group} stay {gap} months less ({interval}).")
            if gap.value < 0
            else N_("{group} stay {gap} months longer ({interval}).")
        )
        text += " " + words(
            said,
            group=_group(name, lasting.column, words),
            gap=months(abs(gap.value), words),
            interval=_interval(gap, words, signed=True),
        )
    rest = [name for name in lasting.differences if name not in clear]
    if rest:
        text += " " + words(
            "No clear difference from them: {names}.",
            names=words.join([_group(name, lasting.column, words) for name in rest]),
        )
    return text


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
    p = words(
        "p {sign} {p}",
        sign="<" if pace.steady_p < 0.001 else "=",
        p=words.number(max(pace.steady_p, 0.001), decimals=3),
    )
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
            list=words.join([name.replace("_", " ") for name in pace.left_out]),
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


def months(value: float, words: Words) -> str:
    """Write a mean of months."""
    return words.number(value, decimals=1 if value >= 10 else 2)


def _group(name: str, column: Column | None, words: Words) -> str:
    return units.group(name, column, words)


def _interval(found: Estimate, words: Words, *, signed: bool = False) -> str:
    decimals = 1 if abs(found.value) >= 10 else 2
    return words.interval(found.ci_low, found.ci_high, decimals=decimals, signed=signed)
