"""What culture says in all: the takeaway, the strip of key figures, what follows."""

from __future__ import annotations

from cxkit.culture.analysis import CultureAnalysis
from cxkit.culture.answers import ENPS
from cxkit.culture.registers import Schemes
from cxkit.culture.results import Cascade, Pulse, PulseBy
from cxkit.culture.standout import LowUnit, low_units
from cxkit.culture.training import TrainingState
from cxkit.culture.wording.pulse import points, read_pulse
from cxkit.culture.wording.registers import read_ideas, read_participation, read_workshops
from cxkit.culture.wording.training import areas, training_headline
from cxkit.findings import Missing, error_rate
from cxkit.language import Words
from cxkit.presentation import KeyFigure


def read_culture(analysis: CultureAnalysis, words: Words) -> str:
    """Two lines: what employees answer, and what was done about it. The takeaway."""
    lines = []
    if isinstance(analysis.pulse, Pulse):
        text = read_pulse(analysis.pulse, words)
        for low in _low(analysis)[:1]:
            text += " " + read_low(low, analysis, words)
        lines.append(text)
    told = []
    if isinstance(analysis.training, TrainingState):
        told.append(training_headline(analysis.training, words) + ".")
    if isinstance(analysis.schemes, Schemes) and analysis.schemes.misaligned:
        told.append(
            words(
                "Works against customers: {schemes}.",
                schemes=words.join([item.name.say(words) for item in analysis.schemes.misaligned]),
            )
        )
    if told:
        lines.append(" ".join(told))
    return "\n".join(lines) or words(
        "Neither answers of employees nor records of training and recognition are there yet."
    )


def read_low(low: LowUnit, analysis: CultureAnalysis, words: Words) -> str:
    """One sentence on a unit that is clearly below the rest."""
    by = analysis.by_unit
    if not isinstance(by, PulseBy):
        return ""
    worst = low.worst
    group = by.column.group(low.group, words)
    if worst["measure"] == ENPS:
        return words(
            "{group}: eNPS {size} below the rest.", group=group, size=points(worst["gap"], words)
        )
    return words(
        "{group}: {size} less favourable than the rest in {dimension}.",
        group=group,
        size=words.plural(
            "{n} percentage point", "{n} percentage points", round(abs(worst["gap"]) * 100)
        ),
        dimension=by.overall.names[worst["measure"]].title(words),
    )


def key_figures(analysis: CultureAnalysis, words: Words) -> list[KeyFigure]:
    """Employees' recommendation, training that holds, reach of the vision."""
    found = []
    pulse = analysis.pulse
    if isinstance(pulse, Pulse) and pulse.enps is not None:
        found.append(
            KeyFigure(
                label="eNPS",
                value=words.number(pulse.enps.score),
                detail=words(
                    "{level} interval {interval}; n = {n}",
                    level=words.percent(pulse.confidence),
                    interval=words.interval(pulse.enps.ci_low, pulse.enps.ci_high),
                    n=words.number(pulse.enps.n),
                ),
                flag=words("indicative") if pulse.enps.n < pulse.min_base else "",
            )
        )
    training = analysis.training
    if isinstance(training, TrainingState):
        found.append(
            KeyFigure(
                label=words("Training that holds"),
                value=words.percent(training.total.share),
                detail=words(
                    "{valid} of {people} needed",
                    valid=words.number(training.total.valid),
                    people=words.number(training.total.people),
                ),
            )
        )
    cascade = analysis.cascade
    if isinstance(cascade, Cascade):
        known = [(level, share) for level, share in cascade.steps if share == share]
        for level, share in known[-1:]:
            found.append(
                KeyFigure(
                    label=words("Know the vision"),
                    value=words.percent(share),
                    detail=words("{level}, as recorded", level=level.say(words)),
                )
            )
    return found


def read_so_what(analysis: CultureAnalysis, words: Words) -> str:
    """Say what follows from what was found, or that nothing calls for action."""
    lines = []
    by, training, schemes = analysis.by_unit, analysis.training, analysis.schemes
    low = _low(analysis)
    pulse = analysis.pulse
    if isinstance(pulse, Pulse) and pulse.critical and pulse.enps is not None:
        lines.append(
            words(
                "More employees are critical of working here than would recommend it (eNPS "
                "{score}, {level} interval {interval}): ask them what would have to change before "
                "asking more of them.",
                score=words.number(pulse.enps.score),
                level=words.percent(pulse.confidence),
                interval=words.interval(pulse.enps.ci_low, pulse.enps.ci_high),
            )
        )
    if low and isinstance(by, PulseBy):
        lines.append(
            words(
                "Start where people are least content: ask in {groups} what keeps them from "
                "serving customers well, before asking customers again.",
                groups=words.join([by.column.group(unit.group, words) for unit in low]),
            )
        )
    if isinstance(training, TrainingState) and (training.never or training.overdue):
        places = sorted({*training.never, *training.overdue})
        lines.append(
            words("Set a date for the training of {areas}.", areas=areas(training, places, words))
        )
    if isinstance(schemes, Schemes) and schemes.misaligned:
        lines.append(
            words(
                "Change what {schemes} rewards, or the rest of the work will be in vain.",
                schemes=words.join([item.name.say(words) for item in schemes.misaligned]),
            )
        )
    return " ".join(lines) or words("Nothing in this section calls for action on its own.")


def read_voices(analysis: CultureAnalysis, words: Words) -> str:
    """Say whether the front line is heard and who met customers; what is not recorded, too."""
    ideas, actions, workshops = analysis.ideas, analysis.participation, analysis.workshops
    parts = []
    if not isinstance(ideas, Missing):
        parts.append(read_ideas(ideas, words))
    if not isinstance(actions, Missing):
        parts.append(read_participation(actions, words))
    if not isinstance(workshops, Missing):
        parts.append(read_workshops(workshops, words))
    absent = [words(item.what) for item in (ideas, actions, workshops) if isinstance(item, Missing)]
    if absent:
        parts.append(words("Not recorded yet: {what}.", what="; ".join(absent)))
    return " ".join(parts)


def _low(analysis: CultureAnalysis) -> tuple[LowUnit, ...]:
    if not isinstance(analysis.by_unit, PulseBy):
        return ()
    error = error_rate("culture", analysis.client.engagement.confidence)
    return low_units(analysis.by_unit, error=error)
