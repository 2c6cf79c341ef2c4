"""How many answers the next waves need, in words."""

from __future__ import annotations

from cxkit.language import Words
from cxkit.perception import units
from cxkit.perception.results import NAME, SHORT, Metric
from cxkit.perception.scores.plan import Plan
from cxkit.presentation import TextTable


def plan_table(plan: Plan, words: Words) -> TextTable:
    """One row a goal: what is wanted and how many answers a wave it takes."""
    rows = [
        [
            _goal(str(row["goal"]), float(row["points"]), plan.metric, words),
            words.number(row["n"]) if row["possible"] else words("more than there are customers"),
        ]
        for row in plan.table.to_dict("records")
    ]
    return TextTable(
        caption=words("Answers the next waves need: {name}", name=words(NAME[plan.metric])),
        headings=[words("Goal"), words("Answers a wave")],
        rows=rows,
        numeric=[False, True],
        note=words(
            "{level} intervals; a change is noticed {power} of the time. Calculated with how far "
            "these {n} answers vary (variance of one answer {variance}) and with a design effect "
            "of {effect}, since answers of the same customer go together.",
            level=words.percent(plan.overall.result.confidence),
            power=words.percent(plan.power),
            n=words.number(plan.overall.result.n),
            variance=words.number(plan.variance, decimals=2),
            effect=words.number(plan.design_effect, decimals=2),
        ),
    )


def read_plan(plan: Plan, words: Words) -> str:
    """Say what it takes to notice the smallest change that matters."""
    return words(
        "To notice a change of {margin} in {name}, four times out of five, takes about {n} answers "
        "in each wave.",
        margin=units.size(plan.metric, plan.margin, words),
        name=words(SHORT[plan.metric]),
        n=words.number(units.rounded_up(plan.n_for_margin)),
    )


def _goal(goal: str, points: float, metric: Metric, words: Words) -> str:
    size = units.points(metric, points, words)
    if goal == "margin":
        return words("An interval of ±{size}", size=size)
    return words("Notice a change of {size}", size=size)
