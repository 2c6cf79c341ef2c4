"""The churn planted in the demo clients lies in the interval of a point; none is invented."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cxkit import economics
from cxkit.demo import DEMOS, write_clean_client
from cxkit.economics import analyse
from cxkit.economics.basis import YEAR
from cxkit.economics.churn.scored import group_of
from cxkit.economics.linkage.adjustment import adjustment
from cxkit.economics.linkage.followed import answers_by_question, followed_customers
from cxkit.economics.linkage.leaving import fit_leaving
from cxkit.findings import Missing
from cxkit.intake import read_client
from cxkit.presentation import Style
from cxkit.stats.average_slope import slope_of_chance
from cxkit.stats.logistic import logistic_regression

FOLDERS = Path(__file__).parents[2] / "client_data"


@pytest.fixture(scope="module", params=list(DEMOS))
def demo(request):
    folder = FOLDERS / request.param
    return read_client(folder), json.loads((folder / "planted_truth.json").read_text("utf-8"))


def planted_chance(client, truth, followed):
    """Return each customer's planted chance to leave after the landmark, being there then.

    As planted (`cxkit.demo.customers.with_outcomes`): a chance by the group of the mean of all
    answers; the day of leaving is drawn evenly from three days after the last answer (else after
    joining) to the end of the period.
    """
    answers = client.tables["responses"].frame
    given = answers.dropna(subset=["ltr"]).groupby("customer_id")["ltr"].mean()
    frame = followed.frame
    mean = frame["customer_id"].map(given)
    chance = np.select(
        [mean >= 9, mean >= 7, mean.notna()],
        [truth["churn"][name] for name in ("promoters", "passives", "detractors")],
        np.nan,
    )
    starts = client.tables["customers"].frame.set_index("customer_id")["start_date"]
    begin = frame["customer_id"].map(answers.groupby("customer_id")["date"].max())
    begin = begin.fillna(frame["customer_id"].map(starts))
    first = pd.Timestamp(client.engagement.period.start)
    begin = begin.where(begin >= first, first)
    room = (pd.Timestamp(client.engagement.period.end) - begin).dt.days.to_numpy() - 3
    until = (pd.Timestamp(followed.landmark) - begin).dt.days.to_numpy() - 2
    early = np.clip(until / np.maximum(room, 1), 0, 1)
    chance = np.where(room > 5, chance, 0.0)
    return pd.Series(chance * (1 - early) / (1 - chance * early), index=frame.index)


def test_the_planted_effect_of_a_point_lies_in_the_interval(demo):
    """The same regression on the planted chances themselves gives what the data should show."""
    client, truth = demo
    analysis = analyse(client)
    followed = followed_customers(analysis.customers, client.engagement.as_of)
    scores = answers_by_question(client, analysis.customers)["ltr"].by(followed.landmark)
    fitted = fit_leaving(followed, scores)
    chance = planted_chance(client, truth, followed)
    chance.index = followed.frame["customer_id"]
    outcome = fitted.frame["customer_id"].map(chance)
    assert outcome.between(0, 1).all()
    rest = adjustment(
        fitted.frame, analysis.customers.segments, fitted.frame["left"], most=100
    ).frame
    model = logistic_regression(outcome, pd.concat([fitted.frame[["score"]], rest], axis=1))
    planted = slope_of_chance(model, "score", pace=followed.pace).value
    item = analysis.linkage.effects.effects[0]
    assert item.question == "ltr"
    assert item.ci_low < planted < item.ci_high
    margin = analysis.linkage.effects.margin
    population = client.judgements.economics.customers
    assert item.money_low < -population * planted * margin < item.money_high


def test_leaving_falls_with_the_score_and_is_no_chance(demo):
    linkage = analyse(demo[0]).linkage
    assert linkage.dose.verdict == "falls"
    assert linkage.checks.shuffled_p <= 0.01
    assert linkage.checks.e_limit > 1
    # revenue of the period before was drawn without regard to the score
    assert linkage.checks.past_p > 0.01


def test_the_hazard_of_detractors_holds_the_planted_ratio(demo):
    """Planted chances after the landmark as hazards: log(1 - detractors) / log(1 - promoters).

    Not the chances of the whole period: who answers again after the landmark is still there then,
    and its group may change with that answer.
    """
    client, truth = demo
    analysis = analyse(client)
    row = analysis.retention.pace.table.iloc[0]
    followed = followed_customers(analysis.customers, client.engagement.as_of)
    scores = answers_by_question(client, analysis.customers)["ltr"].by(followed.landmark)
    chance = planted_chance(client, truth, followed)
    group = group_of(followed.frame["customer_id"].map(scores), "ltr", None)
    means = chance.groupby(group).mean()
    planted = np.log1p(-means["detractors"]) / np.log1p(-means["promoters"])
    assert row["group"] == "detractors"
    assert 1 < row["ci_low"] < planted < row["ci_high"]


def test_cohorts_hold_all_customers(demo):
    client, _ = demo
    found = analyse(client).retention.cohorts
    joined = pd.to_datetime(client.tables["customers"].frame["start_date"])
    new = joined >= pd.Timestamp(client.engagement.period.start)
    assert found.older["n"].sum() == (~new).sum()
    shown = found.cells.groupby("cohort")["n"].first().sum()
    assert 0.8 * new.sum() < shown <= new.sum()


def test_no_effect_is_found_where_none_is_planted(tmp_path):
    client = read_client(write_clean_client(tmp_path))
    linkage = analyse(client).linkage
    item = linkage.effects.effects[0]
    assert item.ci_low < 0 < item.ci_high
    assert linkage.dose.verdict == "unclear"
    assert "cannot be told" in economics.read_effects(
        linkage.effects, client.engagement.words("en")
    )


@pytest.mark.parametrize("language", ["en", "es"])
def test_everything_can_be_said_and_drawn_in_both_languages(demo, language):
    words = demo[0].engagement.words(language)
    style = Style(words=words, accent="#0b4f6c", min_base=30)
    retention, linkage = analyse(demo[0]).retention, analyse(demo[0]).linkage
    shown = [
        (retention.cohorts, economics.plot_cohorts, economics.describe_cohorts),
        (retention.pace, economics.plot_pace, economics.describe_pace),
        (linkage.effects, economics.plot_effects, economics.describe_effects),
        (linkage.effects_by_touchpoint, economics.plot_effects, economics.describe_effects),
        (linkage.dose, economics.plot_dose, economics.describe_dose),
    ]
    said = []
    for result, plot, describe in shown:
        assert not isinstance(result, Missing)
        text = describe(result, words)
        said += [text.headline, text.measure, text.reading, text.source, text.alt]
        plot(result, style=style).figure.draw_without_rendering()
    said += [
        economics.read_lasting(retention.lasting_by_score, words),
        economics.read_lasting(retention.lasting_by_segment, words),
        economics.read_pace(retention.pace, words), economics.read_effects(linkage.effects, words),
        economics.read_checks(linkage.checks, words),
        economics.read_spending(linkage.spending, words),
    ]  # fmt: skip
    tables = [
        economics.cohorts_table(retention.cohorts, words),
        economics.older_cohorts_table(retention.older_cohorts, words),
        economics.lasting_table(retention.lasting_by_score, words),
        economics.pace_table(retention.pace, words),
        economics.effects_table(linkage.effects, words),
        economics.effects_table(linkage.effects_by_touchpoint, words),
        economics.dose_table(linkage.dose, words),
        economics.spending_table(linkage.spending, words),
    ]
    for table in tables:
        assert table.rows
        assert all(len(row) == len(table.headings) == len(table.numeric) for row in table.rows)
        said += [cell for row in table.rows for cell in row]
    assert not any("nan" in text.split() or "{" in text for text in said)


def test_half_a_year_fits_twice_into_a_year(demo):
    followed = followed_customers(analyse(demo[0]).customers, demo[0].engagement.as_of)
    days = (followed.until - followed.landmark).days
    assert followed.pace == pytest.approx(YEAR / days)
    assert followed.pace == pytest.approx(2, abs=0.02)
