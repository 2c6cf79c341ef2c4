"""Results of journeys as tables of texts, every number in the client's format."""

from __future__ import annotations

from cxkit.journeys import units
from cxkit.journeys.changes import ChangeKind, MapDifference
from cxkit.journeys.coverage import Coverage
from cxkit.journeys.flow import CaseFlow
from cxkit.journeys.journey_map import MapStep
from cxkit.journeys.pains import PainRegister
from cxkit.journeys.performance import Score
from cxkit.journeys.wording.flow import way
from cxkit.journeys.wording.pains import reach_text
from cxkit.language import N_, Words
from cxkit.presentation import TextTable

_NONE = "\N{EN DASH}"
_MOST_WAYS = 10
_KIND: dict[ChangeKind, str] = {
    "removed": N_("disappears"),
    "replaced": N_("is replaced"),
    "added": N_("new step"),
    "kept": N_("stays"),
}
CONTACT = {
    "physical": N_("in person"),
    "digital": N_("digital channel"),
    "human": N_("by a person at a distance"),
}


def changes_table(difference: MapDifference, words: Words) -> TextTable:
    """One row a change from today's journey to the designed one."""
    rows = []
    for item in difference.changes:
        after = item.after
        expected = after.step.expected if after is not None else None
        rows.append(
            [
                _steps(item.before, words),
                words(_KIND[item.kind]),
                _steps((after,) if after is not None else (), words),
                _metric(after, words),
                expected.say(words) if expected is not None else _NONE,
                words.number(item.emotion_change, decimals=1, signed=True)
                if item.emotion_change is not None
                else _NONE,
            ]
        )
    return TextTable(
        caption=words(
            "From today's journey to the designed one: {journey}",
            journey=difference.as_is.journey.name.say(words),
        ),
        headings=[
            words("Today"),
            words("What happens"),
            words("Designed"),
            words("Measured by"),
            words("Expected"),
            words("Emotion, judged"),
        ],
        rows=rows,
        numeric=[False, False, False, False, False, True],
        note=words("Emotion: points on the judged scale from −2 to 2, designed less today."),
    )


def _steps(steps: tuple[MapStep, ...], words: Words) -> str:
    return "; ".join(item.step.action.say(words) for item in steps) or _NONE


def _metric(item: MapStep | None, words: Words) -> str:
    if item is None:
        return _NONE
    if item.kpi is not None:
        return item.kpi.name.say(words)
    return words(units.METRIC[item.score.metric]) if item.score is not None else _NONE


def pains_table(register: PainRegister, words: Words) -> TextTable:
    """One row a pain point: judged and measured weight, evidence, who answers, what is done."""
    rows = []
    for number, line in enumerate(register.lines, start=1):
        pain = line.pain
        rows.append(
            [
                f"{words.number(number)}. {pain.text.say(words)}",
                register.names.touchpoint(pain.touchpoint, words) or _NONE,
                words.number(pain.severity) if pain.severity is not None else _NONE,
                words.percent(pain.frequency) if pain.frequency is not None else _NONE,
                words.percent(pain.reach) if pain.reach is not None else _NONE,
                reach_text(line.reach, words),
                words.number(line.weight, decimals=2) if line.weight is not None else _NONE,
                words(units.LEVEL[line.support.level]),
                pain.owner or _NONE,
                ", ".join(item.id for item in line.initiatives) or _NONE,
            ]
        )
    return TextTable(
        caption=words("Register of pain points"),
        headings=[
            words("Pain point"),
            words("Touchpoint"),
            words("Severity"),
            words("Frequency"),
            words("Reach, judged"),
            words("Reach, measured"),
            words("Weight"),
            words("Evidence"),
            words("In charge"),
            words("Initiatives"),
        ],
        rows=rows,
        numeric=[False, False, True, True, True, True, True, False, False, False],
        note=words(
            "Weight: severity (1 to 5) × frequency × reach, with the measured reach where there is "
            "one. It orders; it has no unit."
        ),
    )


def touchpoints_table(coverage: Coverage, words: Words) -> TextTable:
    """One row a touchpoint: phase, what was counted, its score, reach and pain points."""
    rows = []
    for line in coverage.lines:
        name = coverage.names.touchpoint(line.name, words)
        rows.append(
            [
                name if line.mapped or not coverage.has_map else f"{name} *",
                words(units.SHORT_PHASE[line.phase]) if line.phase else _NONE,
                words(CONTACT[line.contact]) if line.contact else _NONE,
                *(words.number(line.counts[table]) for table in coverage.tables),
                _score(line.score, words) if line.score is not None else _NONE,
                reach_text(line.reach, words),
                words.number(line.pains),
                line.owner or _NONE,
            ]
        )
    score = next((line.score for line in coverage.lines if line.score is not None), None)
    n_tables = len(coverage.tables)
    return TextTable(
        caption=words("Touchpoints: what is known of each"),
        headings=[
            words("Touchpoint"),
            words("Phase"),
            words("Contact"),
            *(words(units.COUNTED[table]) for table in coverage.tables),
            words(units.METRIC[score.metric]) if score is not None else words("Score"),
            words("Reach"),
            words("Pain points"),
            words("In charge"),
        ],
        rows=rows,
        numeric=[False, False, False, *[True] * n_tables, True, True, True, False],
        note=words("* in the data, not on the map") if coverage.unmapped else "",
    )


def _score(score: Score, words: Words) -> str:
    return f"{units.value(score, words)} ({units.interval(score, words)})"


# ------------------------------------------------------------------------- cases
def funnel_table(flow: CaseFlow, words: Words) -> TextTable:
    """One row a step of the main path: who reached it, who went on, and how fast."""
    rows = []
    for row in flow.funnel.table.to_dict("records") if flow.funnel is not None else ():
        known = row["conversion"] == row["conversion"]
        rows.append(
            [
                flow.names.touchpoint(str(row["step"]), words),
                words.number(row["reached"]),
                words.number(row["visited"]),
                words.number(row["n_open"]) if known else _NONE,
                words.number(row["n"]) if known else _NONE,
                words.percent(row["conversion"], decimals=1),
                words.percent_interval(row["ci_low"], row["ci_high"], decimals=1)
                if known
                else _NONE,
                units.hours(row["hours"], words),
                words(
                    "{low} to {high}",
                    low=units.hours(row["hours_q1"], words),
                    high=units.hours(row["hours_q3"], words),
                )
                if row["hours"] == row["hours"]
                else _NONE,
                _verdict(row["p_adjusted"], row["conversion"] < row["others"], flow, words),
            ]
        )
    return TextTable(
        caption=words("Main path of the cases"),
        headings=[
            words("Step"),
            words("Reached it or went beyond"),
            words("Met it"),
            words("May still go on"),
            "n",
            words("Go on"),
            words("{level} interval", level=words.percent(flow.confidence)),
            words("Median time"),
            words("Middle half"),
            words("Against the other steps"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True, True, True, True, False],
        note=_corrected(flow, words),
    )


def returns_table(flow: CaseFlow, words: Words) -> TextTable:
    """One row a touchpoint: its cases, and how many of them come back to it."""
    rows = [
        [
            flow.names.touchpoint(str(row["touchpoint"]), words),
            words("main path") if row["on_path"] else words("around it"),
            words.number(row["median_place"], decimals=1),
            words.number(row["n"]),
            words.number(row["n_returned"]),
            words.percent(row["share"], decimals=1),
            words.percent_interval(row["ci_low"], row["ci_high"], decimals=1),
            _verdict(row["p_adjusted"], row["share"] < row["others"], flow, words)
            if row["n"] >= flow.min_base
            else words("indicative"),
        ]
        for row in flow.returns.to_dict("records")
    ]
    return TextTable(
        caption=words("Touchpoints that cases come back to"),
        headings=[
            words("Touchpoint"),
            words("Kind"),
            words("Median place"),
            words("Cases"),
            words("Come back"),
            words("Share"),
            words("{level} interval", level=words.percent(flow.confidence)),
            words("Against the others of its kind"),
        ],
        rows=rows,
        numeric=[False, False, True, True, True, True, True, False],
        note=_corrected(flow, words),
    )


def variants_table(flow: CaseFlow, words: Words) -> TextTable:
    """One row a way that cases took, the most frequent first."""
    rows = [
        [
            way(row["steps"], flow, words),
            words.number(len(row["steps"])),
            words.number(row["n"]),
            words.percent(row["share"], decimals=1),
        ]
        for row in flow.variants.table.head(_MOST_WAYS).to_dict("records")
    ]
    return TextTable(
        caption=words("The ways cases take"),
        headings=[words("Way"), words("Steps"), words("Cases"), words("Share")],
        rows=rows,
        numeric=[False, True, True, True],
        note=words.plural(
            "{n} way in all; {cases} cases, {events} steps recorded.",
            "{n} different ways in all; {cases} cases, {events} steps recorded.",
            flow.variants.n_variants,
            cases=words.number(flow.variants.n_cases),
            events=words.number(flow.n_events),
        ),
    )


def _verdict(p: float, lower: bool, flow: CaseFlow, words: Words) -> str:
    if p != p:
        return _NONE
    if p > 1 - flow.confidence:
        return words("no clear difference")
    return words("lower") if lower else words("higher")


def _corrected(flow: CaseFlow, words: Words) -> str:
    return words.plural(
        "Verdicts after Holm's correction for {n} comparison of this section.",
        "Verdicts after Holm's correction for {n} comparisons of this section.",
        flow.comparisons,
    )
