"""Economics: churn, lifetime value, money at stake and the case of each initiative."""

from cxkit.economics.analysis import EconomicsAnalysis, analyse
from cxkit.economics.figures import plot_cases, plot_churn, plot_staying
from cxkit.economics.findings import findings
from cxkit.economics.growth.bridge import gross_revenue_retention, net_revenue_retention
from cxkit.economics.growth.bridge_figure import plot_bridge
from cxkit.economics.growth.bridge_wording import bridge_table, describe_bridge, read_bridge
from cxkit.economics.growth.premium import break_even_loss, premium_revenue
from cxkit.economics.growth.premium_wording import premium_table, read_premium
from cxkit.economics.growth.promoters_wording import promoters_table, read_promoters
from cxkit.economics.growth.quoted_tables import read_references, references_table
from cxkit.economics.growth.repeats import repeat_contacts
from cxkit.economics.growth.serving_figure import plot_serving
from cxkit.economics.growth.serving_wording import (
    describe_serving,
    read_serving,
    served_table,
    serving_table,
)
from cxkit.economics.growth.sources import earned_growth_rate
from cxkit.economics.growth.winning import acquisition_payback, value_to_cost
from cxkit.economics.growth.winning_wording import read_winning, winning_table
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
    "acquisition_payback",
    "analyse",
    "break_even_loss",
    "bridge_table",
    "cases_table",
    "churn_table",
    "describe_bridge",
    "describe_cases",
    "describe_churn",
    "describe_serving",
    "describe_staying",
    "earned_growth_rate",
    "findings",
    "gross_revenue_retention",
    "growth_table",
    "key_figures",
    "lifetime_table",
    "lifetime_value",
    "lifetime_value_due",
    "net_revenue_retention",
    "outcomes_table",
    "plot_bridge",
    "plot_cases",
    "plot_churn",
    "plot_serving",
    "plot_staying",
    "premium_revenue",
    "premium_table",
    "promoters_table",
    "read_bridge",
    "read_cases",
    "read_churn",
    "read_growth",
    "read_lifetime",
    "read_outcomes",
    "read_places",
    "read_point",
    "read_premium",
    "read_promoters",
    "read_references",
    "read_risk",
    "read_serving",
    "read_takeaway",
    "read_trials",
    "read_winning",
    "references_table",
    "repeat_contacts",
    "risk_table",
    "sensitivity_table",
    "served_table",
    "serving_table",
    "trials_table",
    "value_to_cost",
    "value_within",
    "winning_table",
]
