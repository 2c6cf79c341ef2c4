"""What is planted in people, experiments, comments and files of judgement is there."""

import pandas as pd
import pytest
from demo_reading import PERSONAL, arms, broken_chain, nps, p_of_difference, p_of_ratio

from cxkit.intake.privacy.redaction import redact


def test_experiments_have_one_effect_one_none_and_one_broken_split(demo):
    table, truth = arms(demo), demo.truth["experiments"]
    (effect,), (none,), (broken,) = truth.values()
    assert p_of_difference(table.loc[effect]) < 0.01
    assert p_of_ratio(table.loc[effect]) > 0.1
    assert p_of_difference(table.loc[none]) > 0.3
    assert p_of_ratio(table.loc[none]) > 0.1
    assert p_of_ratio(table.loc[broken]) < 0.001


def test_the_clean_experiments_show_nothing(clean):
    table = arms(clean)
    for name in clean.truth["experiments"]["no_effect"]:
        assert p_of_difference(table.loc[name]) == p_of_ratio(table.loc[name]) == 1


def test_one_unit_is_unhappy_and_one_is_too_small_to_show(demo):
    staff, truth = demo.table("employees"), demo.truth["employees"]
    by_unit = staff.groupby("unit")["enps"].apply(nps).sort_values()
    assert by_unit.index[0] == truth["low_unit"]
    assert by_unit.iloc[0] < -30
    assert by_unit.iloc[1] > -5
    sizes = staff["unit"].value_counts()
    assert sizes[sizes < 5].to_dict() == {truth["small_units"][0]: 3}
    assert 180 <= len(staff) <= 260


def test_comments_with_personal_data_are_as_many_as_planted(demo):
    comments = demo.table("responses").drop_duplicates(["customer_id", "date", "touchpoint"])
    found = comments["verbatim"].dropna().str.contains(PERSONAL)
    assert found.sum() == demo.truth["responses"]["comments_with_personal_data"]


def test_redaction_changes_every_comment_with_personal_data(demo):
    comments = demo.table("responses")["verbatim"].dropna().drop_duplicates()
    personal = comments[comments.str.contains(PERSONAL)]
    assert len(personal) > 0
    assert not personal.map(redact).str.contains(PERSONAL).any()


def test_comments_are_many_and_varied(demo):
    comments = demo.table("responses")["verbatim"].dropna()
    assert len(comments) > 900
    assert comments.nunique() > 300
    assert comments.value_counts(normalize=True).iloc[0] < 0.03


def test_one_area_shares_nothing_with_the_others(demo):
    silo = demo.truth["governance"]["silo"]
    for pair in demo.yaml("governance.yml")["sharing"]:
        degrees = {pair["data"], pair["kpis"], pair["forum"]}
        assert degrees == ({"no"} if silo in pair["between"] else {"yes"})


def test_raci_has_an_activity_with_two_accountable_and_one_with_none(demo):
    accountable = {
        line["activity"]["en"]: len(line["A"]) for line in demo.yaml("charter.yml")["raci"]
    }
    truth = demo.truth["governance"]
    assert [k for k, n in accountable.items() if n == 2] == truth["raci_two_accountable"]
    assert [k for k, n in accountable.items() if n == 0] == truth["raci_none_accountable"]


def test_one_charter_question_is_unanswered(demo):
    six = {"vision", "goals", "roles", "priorities", "approvals", "teamwork"}
    answered = set(demo.yaml("charter.yml")["answers"])
    assert sorted(six - answered) == demo.truth["governance"]["unanswered_charter_questions"]


def test_training_is_overdue_in_two_areas_and_missing_in_one(demo):
    rows, truth = demo.rows("training.csv"), demo.truth["governance"]
    as_of = pd.Timestamp(demo.engagement["as_of"])
    overdue = rows[pd.to_datetime(rows["valid_until"]) < as_of]
    assert overdue["area"].unique().tolist() == truth["overdue_training"]
    assert rows[rows["trained"] == 0]["area"].unique().tolist() == truth["never_trained"]


def test_the_chain_is_broken_where_planted_and_nowhere_else(demo):
    assert broken_chain(demo) == demo.truth["chain"]
    assert all(demo.truth["chain"].values())


def test_every_kpi_an_initiative_names_exists(demo):
    plans, kpis = demo.rows("initiatives.csv"), demo.rows("kpis.csv")
    assert set(plans["kpi"]) | set(plans["adoption_kpi"].dropna()) <= set(kpis["id"])


def test_quotes_name_answers_with_a_comment_free_of_personal_data(demo):
    quotes = demo.rows("quotes.csv")
    comments = demo.table("responses").set_index("response_id")["verbatim"]
    texts = comments.loc[quotes["response_id"]]
    assert texts.notna().all()
    assert texts.is_unique
    assert not texts.str.contains(PERSONAL).any()
    assert quotes["approved_by"].notna().sum() == 8
    assert quotes["approved_by"].isna().sum() == 2


def test_the_closed_loop_names_detractors_and_runs_forward(demo):
    loop = demo.rows("closed_loop.csv")
    scores = demo.table("responses").set_index("response_id")["ltr"]
    assert (scores.loc[loop["response_id"]] <= 5).all()
    steps = loop[["received", "assigned", "contacted", "resolved", "fixed"]].apply(pd.to_datetime)
    for before, after in zip(steps.columns, steps.columns[1:], strict=False):
        known = steps[after].notna()
        assert (steps.loc[known, after] >= steps.loc[known, before]).all()
    assert steps.max().max() <= pd.Timestamp(demo.engagement["as_of"])


def test_the_measured_kpis_agree_with_the_data(demo):
    answers, values = demo.table("responses"), demo.rows("kpi_values.csv")
    waves = demo.engagement["waves"]
    found = values[values["kpi"] == "K1"]["value"].tolist()
    assert found == pytest.approx(
        [nps(answers.loc[answers["wave"] == wave["name"], "ltr"]) for wave in waves], abs=0.05
    )


def test_maturity_is_judged_by_the_models_of_the_kit(demo):
    judged = {item["model"]: item for item in demo.yaml("maturity.yml")["assessments"]}
    assert set(judged) == {"six_phases", "five_levels", "three_levels", "seven_components"}
    phases = judged["six_phases"]
    assert set(phases["targets"]) == {
        "responsibilities",
        "kpis",
        "journey_analysis",
        "cro",
        "personalisation",
        "integration",
        "tools",
    }
    assert {rating["dimension"] for rating in phases["ratings"]} == set(phases["targets"])
