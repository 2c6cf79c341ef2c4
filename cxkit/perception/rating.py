"""Every rated attribute with its favourable share and mean."""

from __future__ import annotations

import pandas as pd

from cxkit.metrics import csat
from cxkit.perception.basis import Basis
from cxkit.perception.results import Ratings


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
            basis.table.frame,
            scale=scale,
            column=column.name,
            count=basis.count,
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
    frame = basis.table.frame
    base = len(frame) if basis.count is None else int(frame[basis.count].sum())
    return Ratings(
        table=pd.DataFrame(rows),
        columns={column.name: column for column, _ in rated},
        evidence=basis.table.evidence(*(column.name for column, _ in rated), n=base),
        confidence=basis.confidence,
        min_base=basis.min_base,
    )
