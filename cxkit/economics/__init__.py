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
from cxkit.economics.plan_tables import cases_table, outcomes_table
from cxkit.economics.tables import (
    churn_table,
    growth_table,
    lifetime_table,
    risk_table,
    sensitivity_table,
)
from cxkit.economics.trials.figures import plot_looks, plot_planned, plot_trials
from cxkit.economics.trials.looks_wording import describe_looks, read_looks
from cxkit.economics.trials.planner_wording import describe_planned, read_planned
from cxkit.economics.trials.programme_wording import programme_table, read_programme
from cxkit.economics.trials.sharper_wording import (
    adjusted_table,
    read_adjusted,
    read_revenue_trials,
    revenue_trials_table,
)
from cxkit.economics.trials.tables import looks_table, planned_table, trials_table
from cxkit.economics.trials.wording import describe_trials, read_trials
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
)

__all__ = [
    "EconomicsAnalysis",
    "adjusted_table",
    "analyse",
    "best_set",
    "cases_table",
    "chances_table",
    "churn_table",
    "conventions_table",
    "describe_cases",
    "describe_cash",
    "describe_churn",
    "describe_looks",
    "describe_planned",
    "describe_staying",
    "describe_tornado",
    "describe_trials",
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
    "looks_table",
    "mirr",
    "nominal_rate",
    "npv",
    "outcomes_table",
    "payback",
    "planned_table",
    "plot_cases",
    "plot_cash",
    "plot_churn",
    "plot_looks",
    "plot_planned",
    "plot_staying",
    "plot_tornado",
    "plot_trials",
    "portfolio_table",
    "programme_table",
    "read_adjusted",
    "read_cases",
    "read_chances",
    "read_churn",
    "read_growth",
    "read_lifetime",
    "read_looks",
    "read_outcomes",
    "read_places",
    "read_planned",
    "read_point",
    "read_portfolio",
    "read_programme",
    "read_realised",
    "read_revenue_trials",
    "read_risk",
    "read_takeaway",
    "read_trials",
    "real_rate",
    "realised_table",
    "revenue_trials_table",
    "risk_table",
    "sensitivity_table",
    "trials_table",
    "value_of_knowing",
    "value_of_perfect_information",
    "value_within",
    "xirr",
    "xnpv",
]
