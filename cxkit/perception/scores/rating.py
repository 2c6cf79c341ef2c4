"""Every rated attribute with its favourable share and mean, and which share the ends."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cxkit.client import ANSWERS
from cxkit.metrics import csat
from cxkit.perception.basis import Basis
from cxkit.perception.results import Ratings
from cxkit.scales import Scale
from cxkit.stats.paired import paired_interval


def rated_attributes(basis: Basis) -> Ratings | None:
    """Return the attributes that at least one customer rated; None where there are none."""
    rated = [
        (column, column.scale)
        for column in basis.table.with_role("rating")
        if column.scale is not None and basis.table.has(column.name)
    ]
    if not rated:
        return None
    rows = []
    for column, scale in rated:
        result = csat(
            basis.cells(column.name),
            scale=scale,
            column=column.name,
            count=ANSWERS,
            sample=basis.sample,
            confidence=basis.confidence,
        )
        rows.append(
            {
                "name": column.name,
                "top_box": result.top_box,
                "ci_low": result.ci_low,
                "ci_high": result.ci_high,
                "mean": result.mean,
                "mean_ci_low": result.mean_ci_low,
                "mean_ci_high": result.mean_ci_high,
                "n": result.n,
                "n_missing": result.n_missing,
            }
        )
    table = pd.DataFrame(rows)
    ordered = table.sort_values("top_box", kind="stable")["name"].tolist()
    scales = {column.name: scale for column, scale in rated}
    base = int(basis.table.cells([rated[0][0].name])[ANSWERS].sum())
    return Ratings(
        table=table,
        worst=_sharing(basis, ordered, scales),
        best=_sharing(basis, ordered[::-1], scales),
        columns={column.name: column for column, _ in rated},
        evidence=basis.table.evidence(*(column.name for column, _ in rated), n=base),
        confidence=basis.confidence,
        min_base=basis.min_base,
    )


def _sharing(basis: Basis, ordered: Sequence[str], scales: dict[str, Scale]) -> tuple[str, ...]:
    """Return the first attribute and those whose favourable share cannot be told from its.

    The same customers rate all attributes, so the shares are compared on those who rated both
    (Newcombe 1998, paired), at a level that allows for the number of attributes (Bonferroni).
    """
    first, *others = ordered
    found = [first]
    level = 1 - (1 - basis.confidence) / max(1, len(others))
    for other in others:
        cells = basis.table.cells([first, other]).dropna()
        yes = [cells[name].map(scales[name].is_favourable).astype(bool) for name in (first, other)]
        number = cells[ANSWERS].to_numpy(dtype=float)
        kinds = (yes[0] & yes[1], yes[0] & ~yes[1], ~yes[0] & yes[1], ~yes[0] & ~yes[1])
        counts = [float(number[np.asarray(kind)].sum()) for kind in kinds]
        if sum(counts) < basis.min_base:
            found.append(other)
            continue
        low, high = paired_interval(*counts, confidence=level)
        if low <= 0 <= high:
            found.append(other)
    return tuple(found)
