"""Results of economics in words."""

from cxkit.economics.wording.cases import describe_cases, read_cases
from cxkit.economics.wording.churn import describe_churn, describe_staying, read_churn
from cxkit.economics.wording.growth import read_growth, read_outcomes
from cxkit.economics.wording.money import read_lifetime, read_places, read_point, read_risk
from cxkit.economics.wording.takeaway import key_figures, read_takeaway

__all__ = [
    "describe_cases",
    "describe_churn",
    "describe_staying",
    "key_figures",
    "read_cases",
    "read_churn",
    "read_growth",
    "read_lifetime",
    "read_outcomes",
    "read_places",
    "read_point",
    "read_risk",
    "read_takeaway",
]
