"""eNPS and favourable answers, of all employees and of every unit that may be shown."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from cxkit.client import Column
from cxkit.culture.answers import (
    ENPS,
    IntArray,
    design_effect,
    favourable,
    favourable_item,
    recommendation,
)
from cxkit.culture.basis import Staff
from cxkit.culture.protection import Protection
from cxkit.culture.results import ItemResult, Items, Pulse, PulseBy, PulseChange
from cxkit.metrics import nps_from_counts, rating_summary, tally
from cxkit.stats.compare import Difference, net_difference, share_difference
from cxkit.stats.intervals import wilson_interval
from cxkit.stats.multiplicity import holm
from cxkit.stats.reliability import Reliability, cronbach_alpha
from cxkit.stats.round_change import change_is_safe

COLUMNS = (
    "measure", "group", "n", "value", "ci_low", "ci_high", "gap", "gap_low", "gap_high", "p_value",
)  # fmt: skip


def pulse_of(staff: Staff) -> Pulse:
    """Return what all employees of the latest round answered."""
    enps = None
    if staff.asked_enps:
        counts = recommendation(staff.frame)
        enps = nps_from_counts(
            *_kinds(counts),
            n_missing=int((counts.sum(axis=1) == 0).sum()),
            confidence=staff.confidence,
        )
    rows = []
    for dimension in staff.dimensions:
        answers = favourable(staff.frame, dimension)
        deff = design_effect(answers)
        row = _share(answers, deff, staff.confidence)
        rows.append({"key": dimension.key, **row, "deff": deff})
    columns = ([ENPS] if staff.asked_enps else []) + [
        item.name for dimension in staff.dimensions for item in dimension.items
    ]
    return Pulse(
        enps=enps,
        dimensions=pd.DataFrame(
            rows,
            columns=["key", "share", "ci_low", "ci_high", "n", "answers", "favourable", "deff"],
        ),
        names={dimension.key: dimension for dimension in staff.dimensions},
        evidence=staff.evidence(*columns, n=len(staff.frame)),
        confidence=staff.confidence,
        min_base=staff.min_base,
        anonymity_base=staff.anonymity_base,
    )


def pulse_by(staff: Staff, pulse: Pulse, protection: Protection) -> tuple[PulseBy, ...]:
    """Return every cut with its shown groups, corrected (Holm) for all comparisons together.

    The first cut has every measure, the second only the first measure.
    """
    tables = []
    for place, cut in enumerate(staff.cuts):
        rows = list(_rows(staff, pulse, cut, protection, only_first=place > 0))
        tables.append(pd.DataFrame(rows, columns=list(COLUMNS)))
    known = [value for table in tables for value in table["p_value"] if value == value]
    adjusted = iter(holm(known).tolist())
    return tuple(
        PulseBy(
            column=cut,
            table=table.assign(
                p_adjusted=[
                    next(adjusted) if value == value else math.nan for value in table["p_value"]
                ]
            ),
            hidden=protection.hidden[cut.name],
            comparisons=len(known),
            overall=pulse,
        )
        for cut, table in zip(staff.cuts, tables, strict=True)
    )


def change_of(staff: Staff) -> PulseChange | None:
    """Return how eNPS moved since the round before; None where that is not known or not safe.

    Only over all employees: a change by unit would let a reader work out units hidden in
    either round.
    """
    if not staff.rounds or not staff.asked_enps or not staff.before[ENPS].notna().any():
        return None
    first, second = (recommendation(frame) for frame in (staff.before, staff.frame))
    joined = left = None
    if staff.table.has("employee_id"):
        answered = [
            set(frame.loc[counts.sum(axis=1) > 0, "employee_id"].dropna())
            for frame, counts in ((staff.before, first), (staff.frame, second))
        ]
        joined, left = len(answered[1] - answered[0]), len(answered[0] - answered[1])
    safe = change_is_safe(
        int(first.sum()), int(second.sum()), base=staff.anonymity_base, joined=joined, left=left
    )
    if not safe:
        return None
    counts = [_kinds(item) for item in (first, second)]
    scores = [nps_from_counts(*item, confidence=staff.confidence) for item in counts]
    change = net_difference(counts[0], counts[1], confidence=staff.confidence)
    return PulseChange(
        before=staff.rounds[0],
        after=staff.rounds[1],
        first=scores[0],
        second=scores[1],
        change=_in_points(change),
    )


def items_of(staff: Staff, pulse: Pulse) -> Items:
    """Return every question over all employees, and the reliability of every dimension.

    Where a question has too few answers, or all alike, its whole dimension is left out, for
    the others and the dimension's total would give it away.
    """
    found: list[ItemResult] = []
    reliability: dict[str, Reliability] = {}
    for dimension in staff.dimensions:
        counts = [favourable_item(staff.frame, item).sum(axis=0) for item in dimension.items]
        if any(c.sum() < staff.anonymity_base or c.max() == c.sum() for c in counts):
            continue
        found += [_item(staff, column) for column in dimension.items]
        if len(dimension.items) > 1:
            names = [item.name for item in dimension.items]
            answers = staff.frame[names].to_numpy(dtype=np.float64)
            for place, item in enumerate(dimension.items):
                if item.scale is not None and not item.scale.higher_is_better:
                    answers[:, place] = item.scale.low + item.scale.high - answers[:, place]
            measured = cronbach_alpha(answers, confidence=staff.confidence)
            if measured.n >= staff.anonymity_base:
                reliability[dimension.key] = measured
    return Items(items=tuple(found), reliability=reliability, pulse=pulse)


# -------------------------------------------------------------------- details
def _rows(
    staff: Staff, pulse: Pulse, cut: Column, protection: Protection, *, only_first: bool
) -> Iterator[dict[str, Any]]:
    groups = staff.frame[cut.name].astype("object")
    measures: list[tuple[str, IntArray, float]] = []
    if staff.asked_enps:
        measures.append((ENPS, recommendation(staff.frame), 1.0))
    effects = dict(zip(pulse.dimensions["key"], pulse.dimensions["deff"], strict=True))
    for dimension in staff.dimensions:
        effect = float(effects[dimension.key])
        measures.append((dimension.key, favourable(staff.frame, dimension), effect))
    for measure, answers, effect in measures[:1] if only_first else measures:
        for group in protection.shown[cut.name]:
            inside = (groups == group).to_numpy()
            if not answers[inside].any():
                continue
            yield {
                "measure": measure,
                "group": group,
                **_compared(measure, answers[inside], answers[~inside], effect, staff),
            }


def _compared(
    measure: str, inside: IntArray, outside: IntArray, effect: float, staff: Staff
) -> dict[str, float]:
    """Return a group's value, and its difference from all other employees where it allows one."""
    bases = [int((part.sum(axis=1) > 0).sum()) for part in (inside, outside)]
    row: dict[str, float] = dict.fromkeys(("gap", "gap_low", "gap_high", "p_value"), math.nan)
    row["n"] = bases[0]
    if measure == ENPS:
        own = nps_from_counts(*_kinds(inside), confidence=staff.confidence)
        row |= {"value": own.score, "ci_low": own.ci_low, "ci_high": own.ci_high}
    else:
        share = _share(inside, effect, staff.confidence)
        row |= {"value": share["share"], "ci_low": share["ci_low"], "ci_high": share["ci_high"]}
    if min(bases) < staff.min_base:
        return row
    if measure == ENPS:
        difference = _in_points(
            net_difference(_kinds(outside), _kinds(inside), confidence=staff.confidence)
        )
    else:
        pairs = [
            (float(part[:, 0].sum()) / effect, float(part.sum()) / effect)
            for part in (outside, inside)
        ]
        difference = share_difference(pairs[0], pairs[1], confidence=staff.confidence)
    return row | {
        "gap": difference.difference,
        "gap_low": difference.ci_low,
        "gap_high": difference.ci_high,
        "p_value": difference.p_value,
    }


def _share(answers: IntArray, effect: float, confidence: float) -> dict[str, float]:
    good, total = int(answers[:, 0].sum()), int(answers.sum())
    low, high = wilson_interval(good / effect, total / effect, confidence=confidence)
    return {
        "share": good / total,
        "ci_low": low,
        "ci_high": high,
        "n": int((answers.sum(axis=1) > 0).sum()),
        "answers": total,
        "favourable": good,
    }


def _kinds(counts: IntArray) -> tuple[int, int, int]:
    """Return the promoters, passives and detractors among some employees."""
    promoters, passives, detractors = (int(part) for part in counts.sum(axis=0))
    return promoters, passives, detractors


def _in_points(change: Difference) -> Difference:
    return Difference(
        difference=100 * change.difference,
        centre=100 * change.centre,
        standard_error=100 * change.standard_error,
        ci_low=100 * change.ci_low,
        ci_high=100 * change.ci_high,
        p_value=change.p_value,
        confidence=change.confidence,
    )


def _item(staff: Staff, column: Column) -> ItemResult:
    if column.scale is None:
        raise ValueError(f"the item {column.name} has no scale")
    counted = tally(staff.frame, column.name, scale=column.scale)
    summary = rating_summary(counted.answers[0], column.scale, confidence=staff.confidence)
    return ItemResult(
        column=column,
        share=summary.share,
        ci_low=summary.share_low,
        ci_high=summary.share_high,
        mean=summary.mean,
        n=summary.n,
        n_missing=int(counted.missing[0]),
    )
