"""What culture concludes for the summary: only what remains after all comparisons made."""

from __future__ import annotations

from cxkit.culture.analysis import CultureAnalysis
from cxkit.culture.answers import ENPS
from cxkit.culture.registers import Schemes
from cxkit.culture.results import Pulse, PulseBy
from cxkit.culture.standout import LowUnit, low_units
from cxkit.culture.training import TrainingState
from cxkit.culture.wording.overview import read_low
from cxkit.culture.wording.pulse import read_pulse
from cxkit.culture.wording.training import areas, read_training
from cxkit.findings import Evidence, Finding, error_rate
from cxkit.language import Words

_MOST_UNITS = 2
_SMALLEST_P = 0.001
_JUDGED_SIZE = 0.1
"""Where a misaligned incentive stands among the findings: a judgement without measured size."""


def findings(analysis: CultureAnalysis, words: Words) -> tuple[Finding, ...]:
    """Return the findings of culture, unranked.

    An eNPS of the whole staff whose interval lies below 0; units clearly below the rest after
    correction (Holm) for all comparisons of the section; areas never trained or overdue;
    incentives that work against customers. The first states a level, the last two are counts
    and judgements, and compare nothing.
    """
    found: list[Finding] = []
    if isinstance(analysis.pulse, Pulse) and analysis.pulse.critical:
        found.append(_level(analysis.pulse, words))
    by = analysis.by_unit
    if isinstance(by, PulseBy):
        error = error_rate("culture", analysis.client.engagement.confidence)
        units = low_units(by, error=error)[:_MOST_UNITS]
        found += [
            _low(unit, place, by, analysis, words) for place, unit in enumerate(units, start=1)
        ]
    if isinstance(analysis.training, TrainingState):
        found += _training(analysis.training, words)
    if isinstance(analysis.schemes, Schemes) and analysis.schemes.misaligned:
        found.append(_incentive(analysis.schemes, words))
    return tuple(found)


def _level(pulse: Pulse, words: Words) -> Finding:
    """State that more of the staff are clearly critical than would recommend working here."""
    if pulse.enps is None:
        raise ValueError("eNPS was not asked")
    return Finding(
        key="culture.enps.level",
        subject="culture",
        headline=words(
            "More employees are critical of working here than would recommend it: eNPS {score}.",
            score=words.number(pulse.enps.score),
        ),
        detail=read_pulse(pulse, words),
        tone="bad",
        certainty="clear" if pulse.enps.n >= pulse.min_base else "indicative",
        reach=1.0,
        size=min(1.0, abs(pulse.enps.score) / 200.0),
        evidence=pulse.evidence,
        comparisons=0,
    )


def _low(
    unit: LowUnit, place: int, by: PulseBy, analysis: CultureAnalysis, words: Words
) -> Finding:
    row, pulse = unit.worst, by.overall
    points = row["measure"] == ENPS
    factor = 1.0 if points else 100.0
    p = float(row["p_adjusted"])
    return Finding(
        key="culture.unit.low" if place == 1 else f"culture.unit.low.{place}",
        subject="culture",
        headline=read_low(unit, analysis, words),
        detail=words.plural(
            "{value} among its people; interval of the difference from all others {interval} "
            "points; n = {n_unit}; p {sign} {p} after correction for {n} comparison.",
            "{value} among its people; interval of the difference from all others {interval} "
            "points; n = {n_unit}; p {sign} {p} after correction for {n} comparisons.",
            by.comparisons,
            value=words.number(row["value"]) if points else words.percent(row["value"]),
            interval=words.interval(
                row["gap_low"] * factor, row["gap_high"] * factor, decimals=1, signed=True
            ),
            n_unit=words.number(row["n"]),
            sign="<" if p < _SMALLEST_P else "=",
            p=words.number(max(p, _SMALLEST_P), decimals=3),
        ),
        tone="bad",
        certainty="clear",
        reach=unit.share,
        size=min(1.0, abs(float(row["gap"])) / (200.0 if points else 1.0)),
        evidence=pulse.evidence,
        comparisons=by.comparisons,
    )


def _training(state: TrainingState, words: Words) -> list[Finding]:
    found = []
    evidence = Evidence(
        table="training.csv",
        columns=("area", "course", "people", "trained", "valid_until"),
        n=state.total.people,
    )
    whole = max(state.total.people, 1)
    for key, places, text in (
        ("never", state.never, words("Never trained")),
        ("overdue", state.overdue, words("Training is overdue")),
    ):
        if not places:
            continue
        people = sum(
            state.by_area[i].people if key == "never" else state.by_area[i].overdue for i in places
        )
        found.append(
            Finding(
                key=f"culture.training.{key}",
                subject="culture",
                headline=f"{text}: {areas(state, places, words)}.",
                detail=read_training(state, words),
                tone="bad",
                certainty="clear",
                reach=min(1.0, people / whole),
                size=min(1.0, people / whole),
                evidence=evidence,
            )
        )
    return found


def _incentive(schemes: Schemes, words: Words) -> Finding:
    worst = schemes.misaligned
    rewards = [item.rewards.say(words) for item in worst if item.rewards is not None]
    return Finding(
        key="culture.incentive.misaligned",
        subject="culture",
        headline=words(
            "Works against customers: {schemes}.",
            schemes=words.join([item.name.say(words) for item in worst]),
        ),
        detail=words(
            "The consultant's judgement. It rewards: {rewards}.", rewards="; ".join(rewards)
        )
        if rewards
        else words("The consultant's judgement of what the scheme rewards."),
        tone="bad",
        certainty="indicative",
        reach=len(worst) / len(schemes.schemes),
        size=_JUDGED_SIZE,
        evidence=Evidence(table="culture.yml", columns=("recognition",), n=len(schemes.schemes)),
    )
