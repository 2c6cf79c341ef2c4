"""Published cases of a customer's worth and of earned growth."""

from datetime import date

from cxkit.economics import earned_growth_rate, irr, lifetime_value, xirr


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


def _irr(inputs):
    """Of several rates the one that the source prints; the others are looked at elsewhere."""
    return {"irr": min(irr(inputs["cashflows"]), key=abs)}


def _irr_excel(inputs):
    flows = inputs["cashflows"]
    (five,), (two,) = irr(flows), irr(flows[:3])
    return {"irr5": five, "irr2": two}


def _xirr(inputs):
    days = [date.fromisoformat(day) for day in inputs["dates"]]
    (rate,) = xirr(inputs["cashflows"], days)
    return {"xirr": rate}


ANSWERS = {
    "fin-irr-excel": _irr_excel,
    **dict.fromkeys(("fin-irr-2", "fin-irr-3", "fin-irr-4", "fin-irr-6"), _irr),
    "fin-irr-greytrout": _irr,
    "fin-xirr": _xirr,
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
