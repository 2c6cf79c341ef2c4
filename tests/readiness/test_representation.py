"""Whom the answers stand for: worth, early and late, the silent by segment; in both languages."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cxkit.client import Column, Table
from cxkit.engagement import SamplePlan
from cxkit.findings import Missing
from cxkit.language import Words
from cxkit.metrics import sampled, weighting_of
from cxkit.readiness import (
    analyse,
    early_late_table,
    read_early_late,
    read_representation,
    representation_table,
    silent_table,
    weighting_table,
)
from cxkit.readiness.early_late import early_and_late
from cxkit.readiness.missing import NO_EARLY_LATE, NO_SAMPLE
from tests.perception.made_clients import made

EN = Words("en", region="en_GB", currency="EUR")
ES = Words("es", region="es_ES", currency="EUR")
KEY = Column(name="customer_id", role="key")
SEGMENT = Column(name="size", role="segment")


def client(frame, *, customers=None, min_base=5, waves=(), **plan):
    bare = made(responses=frame, columns=(KEY,), min_base=min_base, waves=waves)
    engagement = bare.engagement.model_copy(update={"sample": SamplePlan.model_validate(plan)})
    tables = dict(bare.tables)
    if customers is not None:
        columns = {name: {"customer_id": KEY, "size": SEGMENT}[name] for name in customers}
        tables["customers"] = Table(name="customers", frame=customers, columns=columns)
    return sampled(replace(bare, engagement=engagement, tables=tables))


def dated(scores, *, wave="w", start="2026-01-01"):
    days = pd.date_range(start, periods=len(scores))
    return pd.DataFrame({"ltr": np.array(scores, dtype=float), "date": days, "wave": wave})


# ------------------------------------------------------------------ worth
def test_answers_of_few_customers_are_worth_less():
    # every customer says the same thing four times
    frame = pd.DataFrame({"ltr": np.repeat([10.0, 0.0] * 20, 4), "customer_id": 0})
    frame["customer_id"] = [f"c{n // 4}" for n in range(len(frame))]
    found = analyse(client(frame)).representation
    assert (found.n, found.clusters) == (160, 40)
    assert found.design_effect > 3.5
    assert found.by_clusters == pytest.approx(found.design_effect)
    assert found.by_weights == 1
    said = read_representation(found, EN)
    assert "160" in said
    assert "several answers come from one customer" in said
    assert "not weighted" in said


def test_a_plain_sample_is_worth_its_answers():
    found = analyse(client(pd.DataFrame({"csat": [5.0, 4.0, 2.0, 1.0] * 10}))).representation
    assert (found.n_effective, found.design_effect, found.clusters) == (40, 1, 0)
    assert "drawn one by one" in read_representation(found, EN)
    rows = dict(row[:2] for row in representation_table(found, EN).rows)
    assert rows["Effective answers"] == "40"


def test_weights_to_customers_are_told_with_their_cost():
    frame = pd.DataFrame({"ltr": [10.0, 0.0] * 50, "plan": ["p"] * 80 + ["q"] * 20})
    found = analyse(client(frame, margins={"plan": {"p": 500, "q": 500}})).representation
    # Kish: weights 0.625 and 2.5
    assert found.weighting.design_effect == pytest.approx(100 * (80 * 0.625**2 + 20 * 2.5**2) / 1e4)
    assert found.by_weights == pytest.approx(found.design_effect)
    said = read_representation(found, EN)
    assert "weighted to the client's customers by Plan" in said
    table = weighting_table(found.weighting, EN)
    assert table.rows[1] == ["Plan: q", "20", "20.0%", "50.0%", "50.0%"]


def test_limits_that_do_not_allow_a_margin_are_owned_up_to():
    frame = pd.DataFrame({"ltr": [10.0, 0.0] * 50, "plan": ["p"] * 95 + ["q"] * 5})
    found = analyse(client(frame, margins={"plan": {"p": 50, "q": 50}})).representation
    assert "do not allow to meet every group" in read_representation(found, EN)
    assert "70.0%" in read_representation(found, EN)


def test_a_population_is_told():
    frame = pd.DataFrame({"ltr": [10.0, 7.0, 0.0] * 10})
    said = read_representation(analyse(client(frame, population=60)).representation, EN)
    assert "30 of 60 answered (50%)" in said


def test_without_a_scored_question_nothing_is_said():
    assert analyse(made()).representation == NO_SAMPLE


def test_weights_of_the_client_and_none_are_told():
    frame = pd.DataFrame({"ltr": [10.0, 7.0, 0.0] * 10, "weight": [0.5, 1.0, 1.5] * 10})
    bare = made(responses=frame, columns=(Column(name="weight", role="weight"),))
    found = analyse(sampled(bare)).representation
    assert "weights of the client (0.50 to 1.50" in read_representation(found, EN)
    assert weighting_table(found.weighting, EN).rows == []


# ------------------------------------------------------------------ early and late
def test_late_answers_that_are_worse_are_a_sign():
    found = early_and_late(client(dated([10] * 30 + [8] * 30 + [0] * 15 + [7] * 15)))
    assert (found.n_early, found.n_late, found.waves) == (30, 30, 1)
    assert (found.early, found.late, found.difference) == (100, -50, -150)
    assert found.verdict == "late_lower"
    assert found.ci_high < 0
    assert "less favourable" in read_early_late(found, EN)
    assert "not its proof" in read_early_late(found, EN)


def test_the_difference_is_the_textbooks():
    scores = [10, 0, 10, 8, 8, 8, 10, 10, 0, 0, 0, 7]
    found = early_and_late(client(dated(scores), min_base=5))
    # first four: +1, -1, +1, 0; last four: -1, -1, -1, 0; linearised with 12/11 in place of 4/3
    early, late = np.array([1, -1, 1, 0.0]), np.array([-1, -1, -1, 0.0])
    spread = sum(((part - part.mean()) ** 2).sum() for part in (early, late)) / 16 * 12 / 11
    assert found.difference == pytest.approx(100 * (late.mean() - early.mean()))
    assert (found.ci_high - found.ci_low) / 2 == pytest.approx(
        100 * 2.446912 * math.sqrt(spread), rel=1e-5
    )
    assert found.verdict == "too_few"
    assert "cannot be told" in read_early_late(found, EN)


def test_waves_are_compared_within_themselves():
    # each wave is the same early and late, but the second is worse and holds more answers
    frame = pd.concat(
        [
            dated([10, 0] * 15, wave="one", start="2026-01-01"),
            dated([7, 0] * 45, wave="two", start="2026-03-01"),
        ],
        ignore_index=True,
    )
    found = early_and_late(client(frame))
    assert (found.n_early, found.n_late, found.waves) == (40, 40, 2)
    assert found.difference == 0
    assert found.verdict == "not_seen"
    assert "does not rule it out" in read_early_late(found, EN)


def test_declared_waves_serve_too():
    frame = dated([10] * 30 + [8] * 30 + [0] * 30).drop(columns="wave")
    waves = [("one", "2026-01-01", "2026-03-31")]
    assert early_and_late(client(frame, waves=waves)).n_late == 30
    assert early_and_late(client(frame)) == NO_EARLY_LATE


def test_a_day_is_never_split_between_early_and_late():
    frame = dated([10] * 9)
    frame["date"] = pd.Timestamp("2026-01-05")
    assert early_and_late(client(frame)) == NO_EARLY_LATE
    frame.loc[:1, "date"] = pd.Timestamp("2026-01-01")
    frame.loc[8, "date"] = pd.Timestamp("2026-01-09")
    found = early_and_late(client(frame))
    assert (found.n_early, found.n_late) == (2, 1)
    assert found.verdict == "too_few"


def test_repeated_answers_of_a_customer_widen_the_interval():
    rng = np.random.default_rng(3)
    frame = dated(rng.integers(0, 11, 120))
    alone = early_and_late(client(frame))
    frame = frame.loc[frame.index.repeat(3)].reset_index(drop=True)
    frame["customer_id"] = [f"c{n // 3}" for n in range(len(frame))]
    together = early_and_late(client(frame))
    assert together.difference == pytest.approx(alone.difference)
    width = [item.ci_high - item.ci_low for item in (alone, together)]
    assert width[1] == pytest.approx(width[0], rel=0.01)


# ------------------------------------------------------------------ the silent
def test_the_silent_are_counted_by_segment():
    customers = pd.DataFrame(
        {"customer_id": list("abcde"), "size": ["big", "big", "big", "small", "small"]}
    )
    frame = pd.DataFrame({"ltr": [9.0, 8.0, 3.0], "customer_id": ["a", "d", "e"]})
    silent = analyse(client(frame, customers=customers)).silent
    assert [(item.group, item.n, item.silent) for item in silent.groups] == [
        ("big", 3, 2),
        ("small", 2, 0),
    ]
    assert silent_table(silent, EN).rows[0] == ["Size: big", "3", "2", "67%"]


def test_customers_without_segments_have_no_table_of_the_silent():
    customers = pd.DataFrame({"customer_id": list("ab")})
    frame = pd.DataFrame({"ltr": [9.0], "customer_id": ["a"]})
    table = silent_table(analyse(client(frame, customers=customers)).silent, EN)
    assert table.rows == []
    assert table.note


# ------------------------------------------------------------------ both languages
@pytest.mark.parametrize("words", [EN, ES])
def test_everything_can_be_read_in_both_languages(words):
    rng = np.random.default_rng(5)
    frame = dated(rng.integers(0, 11, 120))
    frame["customer_id"] = [f"c{n % 50}" for n in range(120)]
    frame["plan"] = np.where(np.arange(120) % 4 == 0, "q", "p")
    customers = pd.DataFrame(
        {"customer_id": [f"c{n}" for n in range(60)], "size": ["big", "small"] * 30}
    )
    whole = client(
        frame, customers=customers, margins={"plan": {"p": 50, "q": 50}}, population=5000
    )
    found = analyse(whole).representation
    assert not isinstance(found.early_late, Missing)
    tables = (
        representation_table(found, words),
        weighting_table(weighting_of(whole), words),
        early_late_table(found.early_late, words),
        silent_table(found.silent, words),
    )
    texts = [read_representation(found, words)]
    for table in tables:
        assert all(len(row) == len(table.headings) == len(table.numeric) for row in table.rows)
        texts += [table.caption, table.note, *(cell for row in table.rows for cell in row)]
    assert all(text and "{" not in text and "nan" not in text for text in texts)


@pytest.mark.parametrize("frame", [pd.DataFrame({"ltr": [9.0]}), pd.DataFrame({"ltr": [9.0, 9.0]})])
def test_one_or_two_answers_are_no_ground_for_anything(frame):
    found = analyse(client(frame)).representation
    assert found.n_effective <= found.n
    assert read_representation(found, EN)


def test_a_table_of_counts_is_worth_what_its_rows_are():
    rows = pd.DataFrame({"ltr": [10.0] * 30 + [3.0] * 10, "plan": ["p"] * 20 + ["q"] * 20})
    counts = rows.groupby(["ltr", "plan"]).size().rename("answers").reset_index()
    margins = {"plan": {"p": 70, "q": 30}}
    one, other = (analyse(client(part, margins=margins)).representation for part in (rows, counts))
    assert other.n == one.n == 40
    assert other.n_effective == pytest.approx(one.n_effective)
    assert other.by_weights == pytest.approx(one.by_weights)
    assert other.early_late == NO_EARLY_LATE


def test_counts_of_nobody_are_no_sample():
    frame = pd.DataFrame({"ltr": [10.0, 3.0], "answers": [0.0, 0.0]})
    assert analyse(client(frame)).representation == NO_SAMPLE
    frame = pd.DataFrame({"ltr": [10.0, math.nan], "answers": [0.0, 4.0]})
    assert analyse(client(frame)).representation == NO_SAMPLE
