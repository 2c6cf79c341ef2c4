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
from cxkit.economics.lifetime.buyer_value import (
    Histories,
    Projection,
    customer_values,
    group_values,
)
from cxkit.economics.lifetime.buyer_wording import describe_tracking, read_buyers, read_tracking
from cxkit.economics.lifetime.constant import lifetime_value, lifetime_value_due, value_within
from cxkit.economics.lifetime.contract_wording import (
    describe_retention,
    read_model,
    read_retention,
)
from cxkit.economics.lifetime.curves import curve_share, fit_curve
from cxkit.economics.lifetime.discounting import discount_of_period
from cxkit.economics.lifetime.figures import plot_retention, plot_tracking
from cxkit.economics.lifetime.lifetimes_ahead import (
    expected_lifetime,
    residual_lifetime,
    retention_rates,
    survival,
)
from cxkit.economics.lifetime.modelled import (
    describe_foreseen,
    modelled_table,
    plot_foreseen,
    read_modelled,
)
from cxkit.economics.lifetime.profile import profile_interval
from cxkit.economics.lifetime.purchase_history import purchase_summary
from cxkit.economics.lifetime.purchase_model import (
    fit_purchases,
    histories,
    purchase_log_likelihood,
)
from cxkit.economics.lifetime.purchases_ahead import (
    chance_alive,
    discounted_purchases,
    expected_purchases,
    purchase_probability,
    purchases_of_customer,
)
from cxkit.economics.lifetime.renewals import renewals_of_cohorts, renewals_of_customers
from cxkit.economics.lifetime.retention import fit_retention
from cxkit.economics.lifetime.spend_model import check_spend, expected_spend, fit_spend
from cxkit.economics.lifetime.tables import buyers_table, retention_table, tracking_table
from cxkit.economics.lifetime.tracking import total_interval, track_purchases
from cxkit.economics.linkage.changes_wording import changes_table, describe_change, read_changes
from cxkit.economics.linkage.checks_wording import read_checks
from cxkit.economics.linkage.figures import plot_change, plot_dose, plot_effects
from cxkit.economics.linkage.spending_wording import read_spending
from cxkit.economics.linkage.tables import dose_table, effects_table, spending_table
from cxkit.economics.linkage.wording import describe_dose, describe_effects, read_effects
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
    "Histories",
    "Projection",
    "acquisition_payback",
    "adjusted_table",
    "analyse",
    "best_set",
    "break_even_loss",
    "bridge_table",
    "buyers_table",
    "cases_table",
    "chance_alive",
    "chances_table",
    "changes_table",
    "check_spend",
    "churn_table",
    "cohorts_table",
    "conventions_table",
    "curve_share",
    "customer_values",
    "describe_bridge",
    "describe_cases",
    "describe_cash",
    "describe_change",
    "describe_churn",
    "describe_cohorts",
    "describe_dose",
    "describe_effects",
    "describe_foreseen",
    "describe_looks",
    "describe_pace",
    "describe_planned",
    "describe_retention",
    "describe_serving",
    "describe_staying",
    "describe_tornado",
    "describe_tracking",
    "describe_trials",
    "discount_of_period",
    "discounted_payback",
    "discounted_purchases",
    "dose_table",
    "earned_growth_rate",
    "effects_table",
    "expected_lifetime",
    "expected_purchases",
    "expected_spend",
    "findings",
    "fit_curve",
    "fit_purchases",
    "fit_retention",
    "fit_spend",
    "gross_revenue_retention",
    "group_values",
    "growth_table",
    "histories",
    "information_table",
    "irr",
    "key_figures",
    "lasting_table",
    "lifetime_table",
    "lifetime_value",
    "lifetime_value_due",
    "looks_table",
    "mirr",
    "modelled_table",
    "net_revenue_retention",
    "nominal_rate",
    "npv",
    "older_cohorts_table",
    "outcomes_table",
    "pace_table",
    "payback",
    "planned_table",
    "plot_bridge",
    "plot_cases",
    "plot_cash",
    "plot_change",
    "plot_churn",
    "plot_cohorts",
    "plot_dose",
    "plot_effects",
    "plot_foreseen",
    "plot_looks",
    "plot_pace",
    "plot_planned",
    "plot_retention",
    "plot_serving",
    "plot_staying",
    "plot_tornado",
    "plot_tracking",
    "plot_trials",
    "portfolio_table",
    "premium_revenue",
    "premium_table",
    "profile_interval",
    "programme_table",
    "promoters_table",
    "purchase_log_likelihood",
    "purchase_probability",
    "purchase_summary",
    "purchases_of_customer",
    "read_adjusted",
    "read_bridge",
    "read_buyers",
    "read_cases",
    "read_chances",
    "read_changes",
    "read_checks",
    "read_churn",
    "read_effects",
    "read_growth",
    "read_lasting",
    "read_lifetime",
    "read_looks",
    "read_model",
    "read_modelled",
    "read_outcomes",
    "read_pace",
    "read_places",
    "read_planned",
    "read_point",
    "read_portfolio",
    "read_premium",
    "read_programme",
    "read_promoters",
    "read_realised",
    "read_references",
    "read_retention",
    "read_revenue_trials",
    "read_risk",
    "read_serving",
    "read_spending",
    "read_takeaway",
    "read_tracking",
    "read_trials",
    "read_winning",
    "real_rate",
    "realised_table",
    "references_table",
    "renewals_of_cohorts",
    "renewals_of_customers",
    "repeat_contacts",
    "residual_lifetime",
    "retention_rates",
    "retention_table",
    "retention_triangle",
    "revenue_trials_table",
    "risk_table",
    "sensitivity_table",
    "served_table",
    "serving_table",
    "spending_table",
    "survival",
    "total_interval",
    "track_purchases",
    "tracking_table",
    "trials_table",
    "value_of_knowing",
    "value_of_perfect_information",
    "value_to_cost",
    "value_within",
    "winning_table",
    "xirr",
    "xnpv",
]
