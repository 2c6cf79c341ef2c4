"""Economics: churn, lifetime value, money at stake and the case of each initiative."""

from cxkit.economics.analysis import EconomicsAnalysis, analyse
from cxkit.economics.figures import plot_cases, plot_churn, plot_staying
from cxkit.economics.findings import findings
from cxkit.economics.growth.sources import earned_growth_rate
from cxkit.economics.lifetime.constant import lifetime_value, lifetime_value_due, value_within
from cxkit.economics.plan_tables import cases_table, outcomes_table, trials_table
from cxkit.economics.tables import (
    churn_table,
    growth_table,
    lifetime_table,
    risk_table,
    sensitivity_table,
)
from cxkit.economics.wording import (
    describe_cases,
    describe_churn,
    describe_staying,
    key_figures,
    read_cases,
    read_churn,
    read_growth,
    read_lifetime,
    read_outcomes,
    read_places,
    read_point,
    read_risk,
    read_takeaway,
    read_trials,
)

__all__ = [
    "EconomicsAnalysis",
    "analyse",
    "cases_table",
    "churn_table",
    "describe_cases",
    "describe_churn",
    "describe_staying",
    "earned_growth_rate",
    "findings",
    "growth_table",
    "key_figures",
    "lifetime_table",
    "lifetime_value",
    "lifetime_value_due",
    "outcomes_table",
    "plot_cases",
    "plot_churn",
    "plot_staying",
    "read_cases",
    "read_churn",
    "read_growth",
    "read_lifetime",
    "read_outcomes",
    "read_places",
    "read_point",
    "read_risk",
    "read_takeaway",
    "read_trials",
    "risk_table",
    "sensitivity_table",
    "trials_table",
    "value_within",
]
