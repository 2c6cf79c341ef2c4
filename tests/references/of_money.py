"""Published cases of a customer's worth and of earned growth."""

from cxkit.economics import earned_growth_rate, lifetime_value


def _closed_form(inputs):
    margin = inputs["price"] - inputs["variable_cost"] - inputs["loyalty_cost"]
    return {"clv": lifetime_value(margin, inputs["retention"], inputs["discount"])}


def _earned_growth(inputs):
    before, kept = inputs["revenue_prior"], inputs["revenue_existing_now"]
    earned, bought = inputs["revenue_new_earned"], inputs["revenue_new_bought"]
    return {
        "earned_growth_rate": earned_growth_rate(
            before, kept, earned + bought, earned / (earned + bought)
        ),
        "total_growth": (kept + earned + bought) / before - 1,
    }


ANSWERS = {
    "clv-closed-net4you": _closed_form,
    "eg-negative": _earned_growth,
}
NOT_ANSWERED = {
    **dict.fromkeys(
        ("clv-bgnbd-fit", "clv-bgnbd-1yr", "clv-bgnbd-frequency-paradox", "clv-bgnbd-pmf"),
        "no model of customers without a contract yet",
    ),
    "clv-gg-expected": "no model of customers without a contract yet",
    "clv-sbg-highend": "no retention model yet: retention is taken as constant",
    "clv-sbg-regular": "no retention model yet: retention is taken as constant",
    "clv-ols-highend": "curves are never fitted to retention by least squares",
    "clv-ols-regular": "curves are never fitted to retention by least squares",
}
