"""The gate of Cookie Cats: both warnings raised, as anybody who reads it with care should."""

import pytest

from cxkit.economics import analyse, read_trials
from cxkit.findings import Missing
from cxkit.language import Words

pytestmark = pytest.mark.real_data

EN = Words("en")


def test_the_gate_keeps_fewer_after_a_week_and_its_split_is_doubtful(clients):
    economics = analyse(clients.read("cookie_cats_ab"))
    (trial,) = economics.trials.trials
    assert (trial.control, trial.how) == ("gate_30", "assumed")
    assert (trial.n_control, trial.n_arm) == (44700, 45489)
    assert trial.split_p == pytest.approx(0.00860799, abs=1e-8)
    assert trial.p_value == pytest.approx(0.00155, abs=5e-5)
    assert trial.decision == "worse"
    assert (trial.ci_low, trial.ci_high) == pytest.approx((-0.0133, -0.0031), abs=5e-5)
    text = read_trials(economics.trials, EN)
    assert "Worse than the control: A/B test." in text
    assert "p = 0.0086" in text
    assert "nothing says which variant is the control" in text
    assert isinstance(economics.experiments.revenue, Missing)
    assert isinstance(economics.experiments.adjusted, Missing)


def test_the_next_day_shows_nothing_two_sided(clients):
    client = clients.read(
        "cookie_cats_ab", ("converted: retention_7", "converted: retention_1"),
        ("next_day: {from: retention_1, role: flag}", "week: {from: retention_7, role: flag}"),
    )  # fmt: skip
    (trial,) = analyse(client).trials.trials
    assert trial.p_value == pytest.approx(0.0744, abs=1e-4)
    assert trial.decision == "undecided"
