"""Cohorts, mean times as a customer and paces of leaving, in words."""

from __future__ import annotations

from cxkit.client import Column
from cxkit.economics import units
from cxkit.economics.churn.cohorts import Cohorts, Grain
from cxkit.economics.churn.lasting import Lasting
from cxkit.language import N_, Words
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import source
from cxkit.stats import Estimate

JOINED: dict[Grain, str] = {
    "month": N_("month of joining"),
    "quarter": N_("quarter of joining"),
    "year": N_("year of joining"),
}


def age_name(age: int, grain: Grain, words: Words) -> str:
    """Write a time since joining."""
    if grain == "month":
        return words.plural("after {n} month", "after {n} months", age)
    if grain == "quarter":
        return words.plural("after {n} quarter", "after {n} quarters", age)
    return words.plural("after {n} year", "after {n} years", age)


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
            "Percent of a cohort still customers, by time since joining; {day}; n = {n}",
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


def months(value: float, words: Words) -> str:
    """Write a mean of months."""
    return words.number(value, decimals=1 if value >= 10 else 2)


def _group(name: str, column: Column | None, words: Words) -> str:
    return units.group(name, column, words)


def _interval(found: Estimate, words: Words, *, signed: bool = False) -> str:
    decimals = 1 if abs(found.value) >= 10 else 2
    return words.interval(found.ci_low, found.ci_high, decimals=decimals, signed=signed)
