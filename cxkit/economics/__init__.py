"""Economics: churn, lifetime value, money at stake and the case of each initiative."""

from cxkit.economics.analysis import EconomicsAnalysis, analyse
from cxkit.economics.churn.cohorts import retention_triangle
from cxkit.economics.churn.pace_wording import describe_pace, read_pace
from cxkit.economics.churn.retention_figures import plot_cohorts, plot_pace
from cxkit.economics.churn.retention_tables import (
    cohorts_table,
    lasting_table,
    older_cohorts_table,
    pace_table,
)
from cxkit.economics.churn.retention_wording import describe_cohorts, read_lasting
from cxkit.economics.figures import plot_cases, plot_churn, plot_staying
from cxkit.economics.findings import findings
from cxkit.economics.growth.sources import earned_growth_rate
from cxkit.economics.lifetime.constant import lifetime_value, lifetime_value_due, value_within
from cxkit.economics.linkage.changes_wording import changes_table, describe_change, read_changes
from cxkit.economics.linkage.checks_wording import read_checks
from cxkit.economics.linkage.figures import plot_change, plot_dose, plot_effects
from cxkit.economics.linkage.spending_wording import read_spending
from cxkit.economics.linkage.tables import dose_table, effects_table, spending_table
from cxkit.economics.linkage.wording import describe_dose, describe_effects, read_effects
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
    "changes_table",
    "churn_table",
    "cohorts_table",
    "describe_cases",
    "describe_change",
    "describe_churn",
    "describe_cohorts",
    "describe_dose",
    "describe_effects",
    "describe_pace",
    "describe_staying",
    "dose_table",
    "earned_growth_rate",
    "effects_table",
    "findings",
    "growth_table",
    "key_figures",
    "lasting_table",
    "lifetime_table",
    "lifetime_value",
    "lifetime_value_due",
    "older_cohorts_table",
    "outcomes_table",
    "pace_table",
    "plot_cases",
    "plot_change",
    "plot_churn",
    "plot_cohorts",
    "plot_dose",
    "plot_effects",
    "plot_pace",
    "plot_staying",
    "read_cases",
    "read_changes",
    "read_checks",
    "read_churn",
    "read_effects",
    "read_growth",
    "read_lasting",
    "read_lifetime",
    "read_outcomes",
    "read_pace",
    "read_places",
    "read_point",
    "read_risk",
    "read_spending",
    "read_takeaway",
    "read_trials",
    "retention_triangle",
    "risk_table",
    "sensitivity_table",
    "spending_table",
    "trials_table",
    "value_within",
]
