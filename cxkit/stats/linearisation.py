"""The error of an estimate, from what each row of the sample adds to it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cxkit.stats.survey_design import SurveyDesign, first_rows

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


def sampling_variance(influence: FloatArray, design: SurveyDesign) -> float:
    """Return the variance of an estimate from what each row adds to it.

    Parameters
    ----------
    influence : array of float, shape (n,)
        Linearised value of each row, without its weight.
    design : SurveyDesign
        How the rows were drawn.

    Returns
    -------
    float
        0 or more.

    Raises
    ------
    ValueError
        If a stratum has one cluster only, or a cluster one unit, although there are more.

    Notes
    -----
    ``Σ_h (1 - f_h) m_h / (m_h - 1) Σ_c (u_hc - u_h)²`` over strata ``h`` and the totals
    ``u_hc`` of their clusters, ``u = Σ w z``; where units were drawn within clusters, each
    stratum adds ``f_h`` times the same sum within its clusters. Calibrated weights: ``z`` is
    replaced by its residual from a regression on the groups of the margins, weighted by the
    start weights (Deville and Särndal, 1992). R's `survey` regresses without weights after
    raking: equal where start weights are.

    References
    ----------
    Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, sections 4.3 and
    5.5; Deville and Särndal (1992), JASA 87, 376-382; Lumley (2010), Complex Surveys, ch. 2.
    """
    scores = design.weights * _residuals(influence, design)
    totals = np.bincount(design.cluster, weights=scores).astype(np.float64)
    stratum_of = design.stratum[first_rows(design.cluster)]
    between = _between(totals, stratum_of, design.fraction, "stratum", "cluster")
    variance = float(((1.0 - design.fraction) * between).sum())
    if design.unit is not None and design.unit_fraction is not None:
        first = first_rows(design.unit)
        parts = np.bincount(design.unit, weights=scores).astype(np.float64)
        inside = _between(parts, design.cluster[first], design.unit_fraction, "cluster", "unit")
        inside *= (1.0 - design.unit_fraction) * design.fraction[stratum_of]
        variance += float(inside.sum())
    return variance


def _between(
    totals: FloatArray, group: IntArray, fraction: FloatArray, whole: str, part: str
) -> FloatArray:
    """Return, by group, the spread of its totals; 0 where all that there are were drawn."""
    size = np.bincount(group).astype(np.float64)
    lonely = (size == 1) & (fraction < 1)
    if lonely.any():
        raise ValueError(
            f"{int(lonely.sum())} {whole} with one {part} only: its spread is not known; "
            f"join it with another {whole}, or say that its population is 1"
        )
    centred = totals - (np.bincount(group, weights=totals) / size)[group]
    spread = np.bincount(group, weights=centred**2)
    return np.where(size > 1, spread * size / np.maximum(size - 1.0, 1.0), 0.0)


def _residuals(influence: FloatArray, design: SurveyDesign) -> FloatArray:
    """Return what the margins of the calibration leave of the linearised values."""
    if not design.calibration:
        return influence
    groups = [np.eye(int(codes.max()) + 1)[codes] for codes in design.calibration]
    known = np.hstack(groups)
    root = np.sqrt(design.start)
    fitted = np.linalg.lstsq(known * root[:, None], influence * root, rcond=None)[0]
    return np.asarray(influence - known @ fitted, dtype=np.float64)
