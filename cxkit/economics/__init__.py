"""Economics: churn, lifetime value, money at stake and the case of each initiative."""

from cxkit.economics.analysis import EconomicsAnalysis, analyse
from cxkit.economics.cases.cash_figure import describe_cash, plot_cash
from cxkit.economics.cases.cash_flows import (
    discounted_payback,
    mirr,
    nominal_rate,
    npv,
    payback,
    real_rate,
    xnpv,
)
from cxkit.economics.cases.choice_wording import portfolio_table, read_portfolio
from cxkit.economics.cases.finance_tables import (
    chances_table,
    conventions_table,
    information_table,
)
from cxkit.economics.cases.information import value_of_knowing, value_of_perfect_information
from cxkit.economics.cases.knapsack import best_set
from cxkit.economics.cases.plan_wording import read_chances
from cxkit.economics.cases.rates_of_return import irr, xirr
from cxkit.economics.cases.realised_wording import read_realised, realised_table
from cxkit.economics.cases.tornado_figure import describe_tornado, plot_tornado
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
    "best_set",
    "cases_table",
    "chances_table",
    "churn_table",
    "conventions_table",
    "describe_cases",
    "describe_cash",
    "describe_churn",
    "describe_staying",
    "describe_tornado",
    "discounted_payback",
    "earned_growth_rate",
    "findings",
    "growth_table",
    "information_table",
    "irr",
    "key_figures",
    "lifetime_table",
    "lifetime_value",
    "lifetime_value_due",
    "mirr",
    "nominal_rate",
    "npv",
    "outcomes_table",
    "payback",
    "plot_cases",
    "plot_cash",
    "plot_churn",
    "plot_staying",
    "plot_tornado",
    "portfolio_table",
    "read_cases",
    "read_chances",
    "read_churn",
    "read_growth",
    "read_lifetime",
    "read_outcomes",
    "read_places",
    "read_point",
    "read_portfolio",
    "read_realised",
    "read_risk",
    "read_takeaway",
    "read_trials",
    "real_rate",
    "realised_table",
    "risk_table",
    "sensitivity_table",
    "trials_table",
    "value_of_knowing",
    "value_of_perfect_information",
    "value_within",
    "xirr",
    "xnpv",
]
