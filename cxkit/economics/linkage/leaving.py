"""Who left, regressed on a score, with what else is known held equal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from cxkit.economics.linkage.adjustment import adjustment, most_coefficients
from cxkit.economics.linkage.followed import Followed
from cxkit.stats.logistic import Logistic, logistic_regression

SCORE = "score"
Reason = Literal["few", "no answers", "all alike", "parted", "leak"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A regression of leaving on a score.

    Attributes
    ----------
    model : Logistic
        Covariate ``score`` first.
    plain : Logistic
        With the score alone.
    frame : DataFrame
        The customers it was fitted on, with ``score``.
    used, left_out : tuple of str
        As in `Adjustment`.
    """

    model: Logistic
    plain: Logistic
    frame: pd.DataFrame
    used: tuple[str, ...]
    left_out: tuple[str, ...]


def linked(followed: Followed, scores: pd.Series) -> pd.DataFrame:
    """Return the customers followed who have a score, with it."""
    frame = followed.frame.assign(score=followed.frame["customer_id"].map(scores).astype(float))
    return frame[frame["score"].notna()].reset_index(drop=True)


def fit_leaving(followed: Followed, scores: pd.Series) -> Fitted | Reason:
    """Return the regression of leaving on a score, or why there is none."""
    customers = followed.customers
    frame = linked(followed, scores)
    if frame.empty:
        return "no answers"
    most = most_coefficients(frame["left"])
    if most < 1 or len(frame) < customers.min_base:
        return "few"
    if frame["score"].nunique() < 2:
        return "all alike"
    rest = adjustment(frame, customers.segments, frame["left"], most=most - 1)
    outcome, alone = frame["left"].to_numpy(float), frame[[SCORE]]
    try:
        plain = logistic_regression(outcome, alone, confidence=customers.confidence)
    except ValueError:
        return "parted"
    model, used, left_out = plain, rest.used, rest.left_out
    if used:
        covariates = pd.concat([alone, rest.frame], axis=1)
        try:
            model = logistic_regression(outcome, covariates, confidence=customers.confidence)
        except ValueError:
            used, left_out = (), (*rest.used, *rest.left_out)
    return Fitted(model=model, plain=plain, frame=frame, used=used, left_out=left_out)
