"""What planned A/B tests take, in words."""

from __future__ import annotations

from cxkit.economics import units
from cxkit.economics.trials.planner import TOO_LONG, PlannedSize, PlannedTests
from cxkit.language import Words
from cxkit.presentation import FigureText


def effect_text(size: PlannedSize, effect: float, words: Words) -> str:
    """Write an effect in the unit of its test: points, or money per visitor."""
    if effect != effect:
        return words.number(effect)
    if size.test.measure == "revenue":
        return words("{money} per visitor", money=units.money(effect, words))
    return words("{points} points", points=words.number(100 * effect, decimals=2))


def read_planned(planned: PlannedTests, words: Words) -> str:
    """One sentence a test: visitors, days, the cost of looking early, and what is lacking."""
    lines = [_size(size, planned, words) for size in planned.sized]
    if planned.unsized:
        lines.append(
            words(
                "No size can be told for {names}: write “baseline” and “smallest_effect” into "
                "economics.yml, for revenue “smallest_effect” and “sd”.",
                names=words.join([test.name for test in planned.unsized]),
            )
        )
    return "\n".join(lines)


def _size(size: PlannedSize, planned: PlannedTests, words: Words) -> str:
    test = size.test
    text = words(
        "{name}: to notice {effect} with a chance of {power} takes {n} visitors in all "
        "({control} in the control).",
        name=test.name,
        effect=effect_text(size, test.smallest_effect or 0.0, words),
        power=words.percent(test.power),
        n=words.number(size.n),
        control=words.number(size.n_control),
    )
    if size.days is not None:
        text += " " + words.plural(
            "At {a_day} visitors a day that is {n} day.",
            "At {a_day} visitors a day that is {n} days.",
            size.days,
            a_day=words.number(test.visitors_a_day or 0),
        )
    if size.too_long:
        text += " " + words(
            "Longer than {days} days: visitors come back as new ones and seasons mix in. Test a "
            "larger change, or a page with more visitors.",
            days=words.number(TOO_LONG),
        )
    if test.looks > 1:
        text += " " + words(
            "{looks} looks cost {more} more visitors at most; read without limits they would give "
            "a false alarm {naive} of the time instead of {error}.",
            looks=words.number(test.looks),
            more=words.percent(size.more - 1, decimals=1),
            naive=words.percent(size.naive, decimals=1),
            error=words.percent(1 - planned.confidence),
        )
    if test.arms > 2:
        text += " " + words(
            "Each of {variants} variants is compared at a level of {level}.",
            variants=words.number(test.arms - 1),
            level=words.percent(size.confidence, decimals=1),
        )
    return text


def describe_planned(planned: PlannedTests, words: Words) -> FigureText:
    """Words around what each week could notice."""
    values = "; ".join(
        words("{name}: {weeks}", name=size.test.name, weeks=_weeks(size, words))
        for size in planned.sized
    )
    ready = [size for size in planned.sized if not size.too_long]
    total = len(planned.sized)
    if total == 1:
        headline = (
            words("The planned test can notice what it looks for within eight weeks")
            if ready
            else words("The planned test cannot notice what it looks for within eight weeks")
        )
    else:
        headline = words(
            "{ready} of {all} planned tests can notice what they look for within eight weeks",
            ready=words.number(len(ready)),
            all=words.number(total),
        )
    return FigureText(
        headline=headline,
        measure=words(
            "Smallest difference that so many weeks usually show, as a multiple of the smallest "
            "difference worth acting on"
        ),
        reading=words(
            "Below the dashed line a test is long enough. A test that ends sooner will mostly "
            "show nothing, and what it does show will be too large."
        ),
        source=words("Source: planned_tests in economics.yml"),
        alt=f"{headline}. {values}.",
    )


def _weeks(size: PlannedSize, words: Words) -> str:
    """Write what each number of weeks could notice."""
    parts = []
    for week, effect in size.weeks:
        text = words.plural("{n} week", "{n} weeks", week)
        parts.append(f"{text} {effect_text(size, effect, words)}")
    return ", ".join(parts)
