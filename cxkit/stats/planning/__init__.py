"""How large a survey or an experiment has to be, and what it can show."""

from cxkit.stats.planning.margins import (
    finite_population_correction,
    invitations,
    n_for_margin,
)
from cxkit.stats.planning.means import (
    detectable_difference,
    n_for_difference,
    n_for_means,
    power_for_means,
)
from cxkit.stats.planning.other_formulas import (
    n_by_baseline_variance,
    n_by_calculator,
    n_for_shares_arcsine,
    n_for_shares_unpooled,
    power_for_shares_arcsine,
)
from cxkit.stats.planning.shares import (
    detectable_share,
    n_for_shares,
    power_for_shares,
)

__all__ = [
    "detectable_difference",
    "detectable_share",
    "finite_population_correction",
    "invitations",
    "n_by_baseline_variance",
    "n_by_calculator",
    "n_for_difference",
    "n_for_margin",
    "n_for_means",
    "n_for_shares",
    "n_for_shares_arcsine",
    "n_for_shares_unpooled",
    "power_for_means",
    "power_for_shares",
    "power_for_shares_arcsine",
]
