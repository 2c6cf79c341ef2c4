"""What is planted in the demo clients is found, and where nothing is planted nothing is."""

import json
import re
from pathlib import Path

import pytest

from cxkit.demo import DEMOS, write_clean_client
from cxkit.economics import (
    analyse,
    cases_table,
    churn_table,
    describe_cases,
    describe_churn,
    describe_staying,
    findings,
    growth_table,
    key_figures,
    lifetime_table,
    outcomes_table,
    plot_cases,
    plot_churn,
    plot_staying,
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
    risk_table,
    sensitivity_table,
    trials_table,
)
from cxkit.economics.units import money, overlap
from cxkit.findings import error_rate
from cxkit.intake import read_client
from cxkit.presentation import Style

FOLDERS = Path(__file__).parents[2] / "client_data"


class Demo:
    """A demo client as the front door gives it, with what was planted in it."""

    def __init__(self, folder):
        self.client = read_client(folder)
        self.truth = json.loads((folder / "planted_truth.json").read_text("utf-8"))
        self.words = self.client.engagement.words("en")
        self.economics = analyse(self.client)
        self.findings = {f.key: f for f in findings(self.economics, self.words)}


@pytest.fixture(scope="module", params=list(DEMOS))
def demo(request):
    return Demo(FOLDERS / request.param)


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    return Demo(write_clean_client(tmp_path_factory.mktemp("clean")))


def test_churn_of_every_group_holds_the_planted_rate(demo):
    table = demo.economics.churn_by_score.table.set_index("group")
    for group in ("promoters", "passives", "detractors"):
        row = table.loc[group]
        assert row["ci_low"] < demo.truth["churn"][group] < row["ci_high"]


def test_detractors_are_found_to_leave_more_often(demo):
    found = demo.findings["economics.churn.score"]
    assert found.headline.startswith("Detractors: ")
    assert found.certainty == "clear"
    row = demo.economics.churn_by_score.table.set_index("group").loc["detractors"]
    assert row["p_adjusted"] <= error_rate("economics", 0.95)
    assert demo.economics.staying.p_adjusted < 0.01


def test_revenue_at_risk_is_found_and_called_an_association(demo):
    found = demo.findings["economics.risk.score"]
    assert found.claim == "association"
    risk = demo.economics.at_risk
    assert 0 < risk.low < found.money < risk.high


def test_revenue_at_risk_is_highest_where_promoters_are_lost(demo):
    table = demo.economics.at_risk_by_touchpoint.set_index("touchpoint")
    assert table.index.get_loc(demo.truth["losing_touchpoint"]) <= 1
    row = table.loc[demo.truth["losing_touchpoint"]]
    assert row["money"] > 0
    # at the bank the interval just reaches 0 among who was there at the start (p = 0.0501)
    assert row["money_low"] > 0 or demo.client.slug == "demo_bank"


def test_what_detractors_bring_shrinks_and_what_promoters_bring_grows(demo):
    """Revenue of who stayed, by group, against the planted growth."""
    scored = demo.economics.scored.frame
    raw = demo.client.tables["customers"].frame.set_index("customer_id")
    stayed = scored[scored["whole"]].set_index("customer_id")
    ratio = raw["revenue"] / raw["revenue_before"] - 1
    medians = ratio.loc[stayed.index].groupby(stayed["group"]).median()
    for group, planted in demo.truth["revenue_growth"].items():
        assert medians[group] == pytest.approx(planted, abs=0.02)


def test_the_initiative_that_loses_money_is_found(demo):
    (loser,) = demo.truth["chain"]["initiative_that_loses_money"]
    assert demo.findings["economics.case.loses"].headline.startswith(f"{loser} ")
    frame = demo.economics.cases_frame.set_index("initiative")
    assert frame.loc[loser, "npv_high"] < 0


def test_the_benefit_claimed_twice_is_found_and_counted_once(demo):
    (pair,) = demo.truth["chain"]["benefit_claimed_twice"]
    (shared,) = demo.economics.cases.shared
    assert list(shared.ids) == pair
    frame = demo.economics.cases_frame.set_index("initiative")
    assert set(frame.index[frame["capped"]]) == set(pair)
    assert frame.loc[pair, "benefit"].sum() == pytest.approx(shared.counted[1])
    assert "economics.case.double" in demo.findings


def test_takeaway_finding_and_text_state_the_overlap_on_one_basis(demo):
    cases, words = demo.economics.cases, demo.words
    (shared,) = cases.shared
    twice = shared.expected_claimed - shared.expected_counted
    assert twice == pytest.approx(cases.claimed_sum - cases.counted_sum)
    assert demo.findings["economics.case.double"].money == pytest.approx(twice)
    assert money(twice, words) in demo.findings["economics.case.double"].headline
    assert f"Another {money(twice, words)}" in read_takeaway(demo.economics, words)
    for claimed, counted in (
        (cases.claimed_sum, cases.counted_sum),
        (shared.expected_claimed, shared.expected_counted),
    ):
        written = overlap(claimed, counted, words)
        assert all(each in read_cases(cases, words) for each in written[:2])
        whole, part, rest = (int(re.sub(r"\D", "", each)) for each in written)
        assert whole - part == rest


def test_the_experiments_are_decided_as_planted(demo):
    decided = {trial.experiment: trial.decision for trial in demo.economics.trials.trials}
    truth = demo.truth["experiments"]
    expected = dict.fromkeys(truth["effect"], "better")
    expected |= dict.fromkeys(truth["no_effect"], "undecided")
    expected |= dict.fromkeys(truth["sample_ratio_mismatch"], "invalid")
    assert decided == expected


def test_the_clean_client_yields_no_finding_of_a_planted_kind(clean):
    assert set(clean.findings) <= {"economics.case.best", "economics.winning"}
    assert {t.decision for t in clean.economics.trials.trials} == {"undecided"}
    assert clean.economics.cases.shared == ()


@pytest.mark.parametrize("language", ["en", "es"])
def test_everything_can_be_said_and_drawn_in_both_languages(demo, language):
    words = demo.client.engagement.words(language)
    style = Style(words=words, accent="#0b4f6c", min_base=30)
    a = demo.economics
    texts = [
        read_takeaway(a, words), read_churn(a.churn, words), read_lifetime(a.lifetime, words),
        read_point(a.point, words), read_risk(a.at_risk, words), read_growth(a.growth, words),
        read_outcomes(a.outcomes, words), read_cases(a.cases, words), read_trials(a.trials, words),
        read_places(a.places_at_risk, words),
    ]  # fmt: skip
    tables = [
        *(churn_table(each, words) for each in a.churn_by_segments),
        churn_table(a.churn_by_score, words), lifetime_table(a.lifetime, words),
        sensitivity_table(a.lifetime, words), risk_table(a.places_at_risk, words),
        growth_table(a.growth, words), cases_table(a.cases, words), trials_table(a.trials, words),
        outcomes_table(a.outcomes, words),
    ]  # fmt: skip
    figures = [
        (describe_churn(a.churn_shown, words), plot_churn(a.churn_shown, style=style)),
        (describe_staying(a.staying, words), plot_staying(a.staying, style=style)),
        (describe_staying(a.staying_by_segment, words),
         plot_staying(a.staying_by_segment, style=style)),
        (describe_cases(a.cases, words), plot_cases(a.cases, style=style)),
    ]  # fmt: skip
    said = texts + [cell for table in tables for row in table.rows for cell in row]
    said += [part for text, _ in figures for part in (text.headline, text.reading, text.alt)]
    said += [f"{item.value} {item.detail}" for item in key_figures(a, words)]
    assert all(said_ is not None and "nan" not in said_.split() for said_ in said)
    assert all(table.rows and len(row) == len(table.headings)
               for table in tables for row in table.rows)  # fmt: skip
    assert read_takeaway(a, words).count("\n") == 1


def test_findings_are_few_and_sized(demo):
    assert 7 <= len(demo.findings) <= 10
    for item in demo.findings.values():
        assert 0 <= item.reach <= 1
        assert 0 <= item.size <= 1
        assert (item.money is None) == (item.claim is None)
