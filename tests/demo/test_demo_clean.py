"""The clean client has none of what is planted in the others."""

import numpy as np
import pandas as pd
import pytest
from demo_reading import PERSONAL, broken_chain, group_of, importance, nps


def test_no_wave_and_no_segment_differs(clean):
    answers = clean.table("responses")
    cells = answers.groupby(["wave", "segment"])["ltr"].apply(nps)
    assert cells.max() - cells.min() < 1
    assert clean.truth["waves"]["fell"] == []
    assert clean.truth["mix_shift"] is None


def test_the_mix_of_segments_stays(clean):
    answers = clean.table("responses")
    shares = pd.crosstab(answers["wave"], answers["segment"], normalize="index")
    assert (shares.max() - shares.min()).max() < 0.005


def test_all_drivers_weigh_alike(clean):
    weights = importance(clean)
    assert max(weights.values()) - min(weights.values()) < 0.05


def test_no_touchpoint_stands_out(clean):
    answers = clean.table("responses")
    scores = answers.groupby("touchpoint")["ltr"]
    error = 100 * np.sqrt(0.65 / scores.count())
    distance = (scores.apply(nps) - nps(answers["ltr"])) / error
    assert distance.abs().max() < 2.7  # 5 % familywise over seven touchpoints


def test_churn_and_growth_do_not_depend_on_recommendation(clean):
    customers, group, left = group_of(clean)
    churn = left.groupby(group).agg(["mean", "count"])
    error = np.sqrt(left.mean() * (1 - left.mean()) / churn["count"])
    assert ((churn["mean"] - left.mean()) / error).abs().max() < 2.5
    stay = ~left & customers["revenue_before"].notna()
    growth = (customers["revenue"] / customers["revenue_before"])[stay].groupby(group[stay])
    assert growth.median().sub(1).abs().max() < 0.03


def test_there_are_no_archetypes(clean):
    assert clean.truth["archetypes"] is None
    needs = [name for name in clean.table("customers") if name.startswith("need_")]
    table = clean.table("customers")[needs].corr().to_numpy()
    links = table[np.triu_indices(len(needs), 1)]
    assert links.max() - links.min() < 0.15  # one halo links every pair of needs alike


def test_tickets_are_alike_in_all_channels_and_hardly_any_is_open(clean):
    tickets = clean.table("tickets")
    opened, resolved = clean.dates("tickets", "opened"), clean.dates("tickets", "resolved")
    days = (resolved - opened).dt.total_seconds() / 86400
    medians = days.groupby(tickets["channel"]).median()
    assert medians.max() < 1.4 * medians.min()
    assert resolved.isna().mean() < 0.02
    truth = clean.truth["tickets"]
    assert truth["closed_only_mean_days"] == pytest.approx(truth["true_mean_days"], rel=0.02)


def test_no_answer_is_suspicious_and_no_comment_personal(clean):
    answers = clean.table("responses")
    assert not answers.drop(columns="response_id").duplicated().any()
    assert (answers["duration"] >= 0.4).all()
    assert not answers["verbatim"].dropna().str.contains(PERSONAL).any()


def test_every_unit_is_large_enough_and_as_content_as_the_others(clean):
    staff = clean.table("employees").groupby("unit")["enps"]
    assert staff.count().min() >= 30
    assert staff.apply(nps).max() - staff.apply(nps).min() < 5


def test_governance_and_chain_are_in_order(clean):
    assert not any(broken_chain(clean).values())
    assert broken_chain(clean) == clean.truth["chain"]
    charter = clean.yaml("charter.yml")
    assert all(len(line["A"]) == 1 for line in charter["raci"])
    assert len(charter["answers"]) == 6
    assert all(pair["data"] == "yes" for pair in clean.yaml("governance.yml")["sharing"])
    valid = pd.to_datetime(clean.rows("training.csv")["valid_until"])
    assert (valid > pd.Timestamp(clean.engagement["as_of"])).all()
