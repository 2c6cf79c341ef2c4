"""Published cases of a customer's worth and of earned growth."""

from datetime import date

import numpy as np

from cxkit.economics import (
    curve_share,
    earned_growth_rate,
    expected_purchases,
    expected_spend,
    fit_curve,
    fit_purchases,
    fit_retention,
    histories,
    irr,
    lifetime_value,
    purchase_probability,
    purchases_of_customer,
    renewals_of_cohorts,
    survival,
    xirr,
)
from tests.references.cases import table_of


def _parameters(inputs):
    return tuple(inputs[name] for name in ("r", "alpha", "a", "b"))


def _bgnbd_fit(inputs):
    table = table_of(inputs)
    fit = fit_purchases(histories(*(table[inputs[name]] for name in ("x", "t_x", "T"))))
    return {"r": fit.r, "alpha": fit.alpha, "a": fit.a, "b": fit.b, "ll": fit.log_likelihood}


def _bgnbd_new(inputs):
    return {"EX": expected_purchases(*_parameters(inputs), inputs["t"])}


def _bgnbd_known(inputs):
    x = np.array(inputs["x"])
    return {
        "EY": purchases_of_customer(_parameters(inputs), x, inputs["t_x"], inputs["T"], inputs["t"])
    }


def _bgnbd_pmf(inputs):
    times, counts = np.array(inputs["t_x_pairs"]).T
    time, count = inputs["small_pair"]
    return {
        "p": purchase_probability(_parameters(inputs), counts, times),
        "p_small": purchase_probability(_parameters(inputs), count, time),
    }


def _gamma_gamma(inputs):
    table = table_of(inputs).head(inputs["rows"])
    return {"EM": expected_spend((inputs["p"], inputs["q"], inputs["v"]), table.x, table.zbar)}


def _sbg(inputs):
    active, later = inputs["active"], inputs["holdout"]
    fit = fit_retention(renewals_of_cohorts([active]))
    periods = len(active) - 1 + len(later)
    last = active[0] * survival(fit.mean_churn, fit.spread, periods)[0, -1]
    return {
        "alpha": fit.alpha,
        "beta": fit.beta,
        "mean_churn": fit.mean_churn,
        "year12_abs_error_pct": 100 * abs(last / later[-1] - 1),
        "ll": fit.log_likelihood,
    }


def _curves(inputs):
    active, actual = inputs["active"], inputs["actual12"] / inputs["active"][0]
    fits = {name: fit_curve(active, name) for name in ("linear", "quadratic", "exponential")}
    errors = [100 * (float(curve_share(fit, 12)) / actual - 1) for fit in fits.values()]
    found = {name: fit.coefficients for name, fit in fits.items()}
    return found | {
        "r2": [fit.r_squared for fit in fits.values()],
        "year12_error_pct": errors,
        "exp_year12_error_pct": errors[2],
    }


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
    "clv-bgnbd-fit": _bgnbd_fit,
    "clv-bgnbd-1yr": _bgnbd_new,
    "clv-bgnbd-frequency-paradox": _bgnbd_known,
    "clv-bgnbd-pmf": _bgnbd_pmf,
    "clv-gg-expected": _gamma_gamma,
    "clv-sbg-highend": _sbg,
    "clv-sbg-regular": _sbg,
    "clv-ols-highend": _curves,
    "clv-ols-regular": _curves,
    "clv-closed-net4you": _closed_form,
    "eg-negative": _earned_growth,
}
NOT_ANSWERED: dict[str, str] = {}
