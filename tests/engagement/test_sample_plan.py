import pytest
from pydantic import ValidationError

from cxkit.engagement import Engagement, SamplePlan

LEAST = {
    "name": "Acme",
    "region": "es_PE",
    "languages": ["es"],
    "currency": "PEN",
    "period": {"start": "2026-01-01", "end": "2026-06-30"},
}


def problems_of(**sample):
    with pytest.raises(ValidationError) as error:
        Engagement.model_validate({**LEAST, "sample": sample})
    return {(item["type"], item["loc"]) for item in error.value.errors()}


def test_nothing_said_is_a_plain_sample():
    plan = Engagement.model_validate(LEAST).sample
    assert plan == SamplePlan()
    assert (plan.weights, plan.margins, plan.caps, plan.population) == (None, {}, (0.3, 3.0), None)


def test_a_whole_plan_is_read():
    said = {
        "weights": "margins",
        "margins": {"segment": {"Home": "80", "Firm": "20"}, "region": {"N": 60, "S": 40}},
        "caps": ["0.2", "5"],
        "cluster": "account_id",
        "strata": "region",
        "population": "450",
    }
    plan = Engagement.model_validate({**LEAST, "sample": said}).sample
    assert plan.margins["segment"] == {"Home": 80.0, "Firm": 20.0}
    assert (plan.caps, plan.population) == ((0.2, 5.0), 450)


@pytest.mark.parametrize(
    ("sample", "rule", "place"),
    [
        ({"wieghts": "none"}, "extra_forbidden", ("sample", "wieghts")),
        ({"weights": "yes"}, "literal_error", ("sample", "weights")),
        (
            {"margins": {"segment": {"Home": 0, "Firm": 3}}},
            "greater_than",
            ("sample", "margins", "segment", "Home"),
        ),
        (
            {"margins": {"segment": {"Home": -5, "Firm": 3}}},
            "greater_than",
            ("sample", "margins", "segment", "Home"),
        ),
        (
            {"margins": {"segment": {"Home": "inf", "Firm": 3}}},
            "finite_number",
            ("sample", "margins", "segment", "Home"),
        ),
        ({"margins": {"segment": {"Home": 9}}}, "too_short", ("sample", "margins", "segment")),
        ({"caps": [1.5, 3]}, "less_than", ("sample", "caps", 0)),
        ({"caps": [0.3, 0.9]}, "greater_than", ("sample", "caps", 1)),
        ({"population": 0}, "greater_than_equal", ("sample", "population")),
        ({"population": 10.5}, "int_from_float", ("sample", "population")),
        ({"weights": "margins"}, "sample_margins", ("sample",)),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(sample, rule, place):
    assert (rule, place) in problems_of(**sample)


def test_margins_of_different_customers_are_refused_with_both_totals():
    margins = {"segment": {"Home": 80, "Firm": 20}, "region": {"N": 60, "S": 50}}
    with pytest.raises(ValidationError) as error:
        SamplePlan.model_validate({"margins": margins})
    (item,) = error.value.errors()
    assert item["type"] == "sample_totals"
    assert (item["ctx"]["first_total"], item["ctx"]["second_total"]) == ("100", "110")


def test_totals_that_differ_by_rounding_agree():
    margins = {"a": {"x": 33.3333333, "y": 66.6666667}, "b": {"x": 50, "y": 50.00001}}
    assert SamplePlan.model_validate({"margins": margins}).margins["b"]["y"] == 50.00001


@pytest.mark.parametrize("written", ["12.000", "4,500", "1.234.567"])
def test_customers_written_with_thousands_are_not_read_as_a_fraction(written):
    for plan in (
        {"population": written},
        {"margins": {"region": {"Norte": written, "Sur": "800"}}},
    ):
        with pytest.raises(ValidationError, match="thousands"):
            SamplePlan.model_validate(plan)
    assert SamplePlan.model_validate({"population": "12000"}).population == 12000
