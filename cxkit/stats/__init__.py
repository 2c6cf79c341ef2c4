"""Statistics that know nothing of Customer Experience: numbers in, numbers out."""

from cxkit.stats.compare import (
    Difference,
    mean_difference,
    net_difference,
    newcombe_interval,
    newcombe_p_value,
    share_difference,
)
from cxkit.stats.intervals import agresti_coull_interval, mean_interval, wilson_interval
from cxkit.stats.levels import normal_quantile, power_quantile, t_quantile
from cxkit.stats.logrank import LogRank, log_rank
from cxkit.stats.multiplicity import benjamini_hochberg, holm
from cxkit.stats.planning import detectable_difference, n_for_difference, n_for_margin
from cxkit.stats.survival import (
    Estimate,
    SurvivalCurve,
    kaplan_meier,
    quantile,
    restricted_mean,
    survival_at,
)
from cxkit.stats.trinomial import (
    adjusted_wald_interval,
    net_variance,
    score_interval,
    wald_interval,
)

__all__ = [
    "Difference",
    "Estimate",
    "LogRank",
    "SurvivalCurve",
    "adjusted_wald_interval",
    "agresti_coull_interval",
    "benjamini_hochberg",
    "detectable_difference",
    "holm",
    "kaplan_meier",
    "log_rank",
    "mean_difference",
    "mean_interval",
    "n_for_difference",
    "n_for_margin",
    "net_difference",
    "net_variance",
    "newcombe_interval",
    "newcombe_p_value",
    "normal_quantile",
    "power_quantile",
    "quantile",
    "restricted_mean",
    "score_interval",
    "share_difference",
    "survival_at",
    "t_quantile",
    "wald_interval",
    "wilson_interval",
]
