"""What the initiatives promised and what came, in words and as a table."""

from __future__ import annotations

import math

from cxkit.economics import units
from cxkit.economics.cases.realised import Realisations, Realised, Why
from cxkit.language import N_, Words
from cxkit.presentation import TextTable

WHY: dict[Why, str] = {
    "not due": N_("not due yet"),
    "no kpi": N_("its KPI is not in kpis.csv"),
    "no effect": N_("no effect is declared"),
    "no baseline": N_("no baseline before its start"),
    "no later value": N_("no value since its start"),
    "no benefit": N_("no money claimed"),
}
"""Why nothing is known of what came."""


def realised_name(row: Realised, words: Words) -> str:
    """Return what the report calls an initiative."""
    return f"{row.id} {row.name.say(words)}"


def read_realised(found: Realisations, words: Words) -> str:
    """Say how much was due, how much came, and what that rests on."""
    known = [row for row in found.rows if not row.why]
    lines = [_registered(found, words)]
    if known:
        due, came = sum(row.expected[1] for row in known), sum(row.realised[1] for row in known)
        lines.append(
            words(
                "By {day} {due} was due from {n} initiatives whose KPI was measured; in proportion "
                "to how their KPIs moved, {came} came (claim: {claim}).",
                day=words.date(found.as_of),
                due=units.money(due, words),
                n=words.number(len(known)),
                came=units.money(came, words),
                claim=words(units.CLAIM["association"]),
            )
        )
        wrong = [realised_name(row, words) for row in known if row.realised[1] <= 0]
        if wrong:
            lines.append(
                words(
                    "The KPI stood still or moved the wrong way: {names}.", names=words.join(wrong)
                )
            )
    early = [row for row in found.rows if row.why == "not due"]
    if early:
        lines.append(
            words(
                "Running but not in place yet, so nothing was due: {names}.",
                names=words.join([realised_name(row, words) for row in early]),
            )
        )
    unclear = [row for row in found.rows if row.why not in ("", "not due")]
    if unclear:
        lines.append(
            words(
                "What came cannot be told: {names}.",
                names=words.join(
                    [f"{realised_name(row, words)} ({words(WHY[row.why])})" for row in unclear]
                ),
            )
        )
    together = [row for row in found.rows if row.shared_with]
    if together:
        lines.append(
            words(
                "These move the same KPI, so that what each brought cannot be told apart: {names}.",
                names=words.join([realised_name(row, words) for row in together]),
            )
        )
    lines.append(
        words(
            "A KPI that moved since a baseline shows no cause: other things changed as well. "
            "Only a "
            "control group or an experiment would show it."
        )
    )
    return "\n".join(line for line in lines if line)


def _registered(found: Realisations, words: Words) -> str:
    if any(row.registered is not None for row in found.rows) and found.registered is not None:
        return words(
            "Promises are those of the report with data of {day}.",
            day=words.date(found.registered),
        )
    return words(
        "No earlier report kept the promises: they are those of initiatives.csv today. Keep this "
        "report (cxkit keep) and the next one compares with it."
    )


def realised_table(found: Realisations, words: Words) -> TextTable:
    """One row an initiative that has begun."""
    return TextTable(
        caption=words("What was due by now, and what came"),
        headings=[
            words("Initiative"),
            words("Taken up by"),
            words("KPI moved"),
            words("Declared"),
            words("Due by now"),
            words("What came"),
            words("Shortfall"),
            words("Claim"),
        ],
        rows=[_row(row, found, words) for row in found.rows],
        numeric=[False, True, True, True, True, True, True, False],
        note=words(
            "KPI moved: from the baseline to the last value, in its unit, with its {level} "
            "interval where both have a base. What came: what was due times the share of the "
            "declared change that was reached. A negative shortfall is more than was due.",
            level=words.percent(found.confidence),
        ),
    )


def _row(row: Realised, found: Realisations, words: Words) -> list[str]:
    none = "–"
    moved = none
    if not math.isnan(row.moved):
        moved = words.number(row.moved, decimals=1, signed=True)
        if not math.isnan(row.moved_low):
            interval = words.interval(row.moved_low, row.moved_high, decimals=1, signed=True)
            moved = f"{moved} ({interval})"
    came = none if row.why == "" else words(WHY[row.why])
    if not row.why:
        came = units.money(row.realised[1], words)
        if not math.isnan(row.realised[0]):
            came += f" ({units.money_range(row.realised[0], row.realised[2], words)})"
    return [
        realised_name(row, words),
        none if math.isnan(row.adopted) else words.percent(row.adopted),
        moved,
        none if math.isnan(row.planned) else words.number(row.planned, decimals=1, signed=True),
        none if math.isnan(row.expected[1]) else units.money(row.expected[1], words),
        came,
        none if row.why else units.money(row.shortfall, words),
        words(units.CLAIM[row.claim]),
    ]
