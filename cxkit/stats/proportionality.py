"""Whether the hazard ratios of a Cox model stay the same over time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import chdtrc

from cxkit.stats.proportional_hazards import ProportionalHazards


@dataclass(frozen=True, slots=True, kw_only=True)
class ProportionalityTest:
    """Whether the hazard ratios stay the same over time.

    Attributes
    ----------
    table : DataFrame, p rows
        One row a covariate: ``name, correlation, statistic, p_value``; the correlation is that
        of its scaled residuals with time, positive where its effect grows.
    statistic, df, p_value : float, int, float
        All covariates together.
    """

    table: pd.DataFrame
    statistic: float
    df: int
    p_value: float


def proportionality_test(model: ProportionalHazards) -> ProportionalityTest:
    """Test whether the hazard ratios of a Cox model stay the same over time.

    Parameters
    ----------
    model : ProportionalHazards
        With at least two different times of events.

    Returns
    -------
    ProportionalityTest

    Raises
    ------
    ValueError
        If all events happened at one time.

    Notes
    -----
    Grambsch and Therneau's test: with ``g`` the share that had left just before each event
    (1 - Kaplan-Meier) less its mean, ``r`` Schoenfeld's residuals, ``V`` the covariance and
    ``d`` events, the scaled residuals ``d V r`` are correlated with ``g``; a covariate's
    statistic is ``(Σ g (d V r)_j)² / (d V_jj Σ g²)``, the whole one ``d (Σ g r)' V (Σ g r) /
    Σ g²``. This is what R's ``cox.zph`` printed before survival 3.0; later versions use a
    score test with close values.

    References
    ----------
    Grambsch and Therneau (1994), Biometrika 81, 515-526; Schoenfeld (1982), Biometrika 69,
    239-241.
    """
    time = 1 - model.survival_before
    time = time - time.mean()
    spread = float(time @ time)
    if spread <= 1e-12:
        raise ValueError("need events at two different times at least")
    moved = time @ model.residuals
    scaled = model.events * model.residuals @ model.covariance
    size = model.events * np.diag(model.covariance) * spread
    statistic = (time @ scaled) ** 2 / size
    spreads = np.sqrt(((scaled - scaled.mean(axis=0)) ** 2).sum(axis=0) * spread)
    whole = model.events * float(moved @ model.covariance @ moved) / spread
    return ProportionalityTest(
        table=pd.DataFrame(
            {
                "name": model.table["name"],
                "correlation": np.divide(
                    time @ scaled, spreads, out=np.zeros(len(spreads)), where=spreads > 0
                ),
                "statistic": statistic,
                "p_value": chdtrc(1, statistic),
            }
        ),
        statistic=whole,
        df=model.df,
        p_value=float(chdtrc(model.df, whole)),
    )
