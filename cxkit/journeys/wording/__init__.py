"""Results of journeys in sentences: numbers in, translated texts out."""

from cxkit.journeys.wording.design import (
    describe_messages,
    read_heuristics,
    read_log,
    read_personalisation,
)
from cxkit.journeys.wording.flow import describe_funnel, read_flow, read_ways
from cxkit.journeys.wording.maps import describe_map, read_differences, read_versions
from cxkit.journeys.wording.pains import describe_pains
from cxkit.journeys.wording.touchpoints import (
    describe_coverage,
    key_figures,
    read_overview,
    read_three_data,
)
from cxkit.journeys.wording.unknown import read_unknown

__all__ = [
    "describe_coverage",
    "describe_funnel",
    "describe_map",
    "describe_messages",
    "describe_pains",
    "key_figures",
    "read_differences",
    "read_flow",
    "read_heuristics",
    "read_log",
    "read_overview",
    "read_personalisation",
    "read_three_data",
    "read_unknown",
    "read_versions",
    "read_ways",
]
