"""What a point, a change, revenue kept and winning are worth, as findings; none from noise."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cxkit.demo import DEMOS
from cxkit.economics import analyse, changes_table, describe_change, findings, read_changes
from cxkit.findings import Missing
from cxkit.intake import read_client
from cxkit.language import Words
from cxkit.summary.chain import addressable, addressed_by, chain_of
from tests.economics.made_economics import client, people
from tests.economics.test_changes import made

FOLDERS = Path(__file__).parents[2] / "client_data"
EN = Words("en", currency="EUR")


@pytest.fixture(scope="module", params=list(DEMOS))
def demo(request):
    folder = FOLDERS / request.param
    return read_client(folder), json.loads((folder / "planted_truth.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def telecom():
    return read_client(FOLDERS / "demo_telecom")


def keys(given):
    return {f.key: f for f in findings(analyse(given), EN)}


def answered_anew(given, seed):
    """Return a client whose answers are dealt to other questionnaires."""
    table = given.tables["responses"]
    order = np.random.default_rng(seed).permutation(len(table.frame))
    dealt = {n: table.frame[n].to_numpy()[order] for n in ("ltr", "csat", "ces")}
    moved = replace(table, frame=table.frame.assign(**dealt))
    return replace(given, tables={**given.tables, "responses": moved})


# ------------------------------------------------------------------- a change, planted
def test_the_planted_roll_out_is_found_within_its_interval(demo):
    given, truth = demo
    planted, changes = truth["roll_out"], analyse(given).linkage.changes
    if planted is None:
        assert isinstance(changes, Missing)
        assert "changes" in changes.need
        return
    (change,) = changes
    assert change.change.initiative == planted["initiative"]
    assert change.change.since.isoformat() == planted["since"]
    assert list(change.change.groups) == planted["regions"]
    assert change.effect.ci_low < planted["points"] < change.effect.ci_high
    assert change.effect.ci_low > 0
    assert change.parallel
    assert change.claim == "difference"
    assert (change.effect.n_with, change.effect.n_without) == (2, 3)


def test_the_planted_roll_out_is_told_by_name_question_and_grade(telecom):
    changes = analyse(telecom).linkage.changes
    text = read_changes(changes, EN)
    assert text.startswith("I8 A bill one understands: the mean satisfaction (1–5)")
    assert "Claim: comparison with a control." in text
    assert "did not clearly move apart" in text
    assert changes_table(changes, EN).rows[0][0] == "I8 A bill one understands"
    assert describe_change(changes[0], EN).measure.startswith("Mean satisfaction (1–5) by month")
    finding = keys(telecom)["economics.change.i8.csat"]
    assert (finding.tone, finding.certainty) == ("good", "indicative")
    assert finding.claim == changes[0].money_claim == "association"
    assert finding.money == changes[0].money


def test_dealing_the_answers_anew_leaves_no_change_and_no_point(telecom):
    """One of five deals may hold a change by chance; the gate of a point is far stricter."""
    found = [set(keys(answered_anew(telecom, seed))) for seed in range(5)]
    assert sum("economics.change.i8.csat" in each for each in found) <= 1
    assert not any(key.startswith("economics.point") for each in found for key in each)


def test_a_change_whose_groups_moved_apart_before_is_no_finding():
    assert "economics.change.i1.nps" in keys(made(0.8))
    assert "economics.change.i1.nps" not in keys(made(0.8, drift=0.4))
    assert "economics.change.i1.nps" not in keys(made(0.0))


def test_a_score_that_fell_is_told_as_bad():
    assert keys(made(-0.8))["economics.change.i1.nps"].tone == "bad"


# -------------------------------------------------------------------------- a point
def test_what_a_point_is_worth_is_a_finding_wherever_score_moves_churn(demo):
    given, truth = demo
    assert truth["churn"]["effect"]
    economics = analyse(given)
    effect = economics.linkage.effects.effects[0]
    finding = {f.key: f for f in findings(economics, EN)}["economics.point.nps"]
    assert finding.money == effect.money
    assert effect.money_low > 0
    assert (finding.claim, finding.certainty) == ("association", "clear")
    assert "association" in finding.detail
    low, high = (EN.number(-100 * each, decimals=1) for each in (effect.ci_high, effect.ci_low))
    assert f"points less churn a year (interval {low} to {high};" in finding.detail


def test_a_point_is_tied_to_initiatives_of_its_metric(telecom):
    chain = chain_of(telecom)
    found = keys(telecom)
    assert [each.id for each in addressed_by(found["economics.point.nps"], chain)] == ["I5"]
    kept = found["economics.churn.net_retention"]
    assert addressable(kept)
    assert {each.kpi for each in addressed_by(kept, chain)} == {"K3"}


def test_without_a_link_to_leaving_there_is_no_point():
    rows = [("2020-01-01", "2025-10-30" if k % 10 == 0 else None) for k in range(600)]
    assert not any(key.startswith("economics.point") for key in keys(client(people(rows))))


# -------------------------------------------------------------- revenue kept, winning
def brought(now, before=100.0, n=100):
    """Return a client of customers who all stayed and bring so much, a little apart."""
    rng = np.random.default_rng(1)
    frame = people([("2020-01-01", None)] * n)
    frame["revenue_before"] = before
    frame["revenue"] = now * rng.uniform(0.95, 1.05, n)
    return client(frame)


@pytest.mark.parametrize(("now", "tone"), [(80, "bad"), (120, "good"), (100, None)])
def test_revenue_kept_is_a_finding_where_its_interval_leaves_out_all_of_it(now, tone):
    finding = keys(brought(now)).get("economics.churn.net_retention")
    assert (finding.tone if finding is not None else None) == tone
    if finding is not None:
        assert finding.size == pytest.approx(abs(now - 100) / 100, abs=0.02)
        assert "net" in finding.detail.casefold()


def test_revenue_of_few_customers_is_no_finding():
    assert "economics.churn.net_retention" not in keys(brought(80, n=20))


def test_winning_tells_what_one_customer_lost_costs(demo):
    given, _ = demo
    finding = keys(given)["economics.winning"]
    winning = analyse(given).winning
    assert winning.a_customer.low > 0
    assert finding.headline.startswith("To make up for one customer lost costs")
    assert (finding.certainty, finding.money, finding.claim) == ("indicative", None, None)
    assert "Claim: assumption" in finding.detail


def test_winning_that_costs_more_than_it_brings_is_bad(telecom):
    agreed = telecom.judgements.economics.model_copy(update={"acquisition_cost": None})
    judged = replace(telecom.judgements, economics=agreed)
    assert "economics.winning" not in keys(replace(telecom, judgements=judged))
    dear = telecom.judgements.economics.model_dump(exclude_unset=True)
    dear["acquisition_cost"] = [5_000, 6_000]
    made_dear = type(agreed).model_validate(dear)
    found = keys(replace(telecom, judgements=replace(telecom.judgements, economics=made_dear)))
    assert found["economics.winning"].headline == "Winning a customer costs more than it brings."
    assert found["economics.winning"].tone == "bad"
