from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.client import Column
from cxkit.language import Words
from cxkit.metrics import ces, csat, nps
from cxkit.readiness import analyse, read_with_and_without, with_and_without_table
from cxkit.readiness.missing import NO_ANSWERS, NO_SCORES
from cxkit.sample import Sample
from tests.perception.made_clients import EASE, FIVE, made

EN = Words("en", region="en_GB", currency="EUR")
ES = Words("es", region="es_PE", currency="PEN")
MORE = [
    Column(name="customer_id", role="key"),
    Column(name="duration", role="number", unit="minutes"),
    Column(name="weight", role="weight"),
    Column(name="r0", role="rating", scale=FIVE),
]


def client_of(**columns):
    return made(responses=pd.DataFrame(columns), columns=MORE)


def hasty_promoters(doubtful=100, others=900):
    """900 readers with NPS 0, and so many who answer 10 in a second."""
    ltr = [0.0, 10.0, 8.0] * (others // 3) + [10.0] * doubtful
    return client_of(ltr=ltr, duration=[3.0] * others + [0.1] * doubtful)


def test_scores_with_and_without_are_those_of_the_metrics():
    client = hasty_promoters()
    found = analyse(client).with_and_without
    frame = client.tables["responses"].frame
    kind, together = found.rows
    assert (kind.kind, together.kind) == ("hasty", "all")
    assert replace(together, kind="hasty") == kind
    alone = nps(frame[frame["duration"] > 1])
    assert (kind.without, kind.without_low, kind.without_high, kind.n_left_out) == (
        alone.score,
        alone.ci_low,
        alone.ci_high,
        100,
    )
    # 10 with all, 0 without: 0.1 (0 - 100)
    assert kind.score == pytest.approx(nps(frame).score) == pytest.approx(10)
    assert kind.difference == pytest.approx(-10)
    assert kind.difference_low < -10 < kind.difference_high < 0


def test_a_score_that_leaves_its_interval_is_said_with_the_interval_of_the_difference():
    # SE^2 = 0.1/1000 (0 + 6666.7 0.1/0.9 + 0.9 100^2) = 0.974, t of 100 degrees 1.984
    text = read_with_and_without(analyse(hasty_promoters()).with_and_without, EN)
    assert text.startswith("100 of 1,000 answers (10.0%) look doubtful for one reason or another")
    assert "Leaving them out would lower NPS by 10.0 points (95% interval −12.0 to −8.0)." in text
    assert "Whether promoters or detractors clearly lead would change too." in text


def test_a_score_that_stays_does_not_change_what_the_report_says():
    found = analyse(hasty_promoters(doubtful=9)).with_and_without
    text = read_with_and_without(found, EN)
    assert found.rows[0].verdict == "within"
    assert not found.rows[0].changes
    assert "would not change what the report says: NPS 0.0 instead of 1.0." in text


def test_who_leads_may_change_although_the_score_hardly_moves():
    # 4.4 without, of which 0 is within the margin of 5.5; 6.0 with fifteen more promoters
    ltr = [10.0] * 340 + [8.0] * 260 + [0.0] * 300 + [10.0] * 15
    client = client_of(ltr=ltr, duration=[3.0] * 900 + [0.1] * 15)
    found = analyse(client).with_and_without
    row = found.rows[0]
    assert (row.verdict, row.lead_lost) == ("within", True)
    assert "would change whether promoters or detractors clearly lead: NPS 4.4" in (
        read_with_and_without(found, EN)
    )
    table = with_and_without_table(found, EN)
    assert table.rows[0][-1] == "who leads, promoters or detractors"


def test_a_doubt_about_one_question_leaves_the_other_scores_alone():
    rng = np.random.default_rng(3)
    good = rng.integers(1, 6, 600).astype(float)
    easy = np.clip(good + rng.integers(0, 3, 600), 1, 7)
    easy[:60] = 8 - easy[:60]
    client = client_of(ltr=2 * good, csat=good, ces=easy)
    found = analyse(client).with_and_without
    assert {row.metric for row in found.rows if row.kind == "reversed"} == {"ces"}
    together = {row.metric: row for row in found.together()}
    assert together["nps"].verdict == together["csat"].verdict == "nothing"
    frame = client.tables["responses"].frame
    left = frame[~analyse(client).answers.of("reversed").rows]
    assert together["ces"].without == ces(left, scale=EASE).mean
    assert together["csat"].score == csat(frame, scale=FIVE).top_box
    assert "effort" in read_with_and_without(found, EN)


def test_a_scale_declared_upside_down_is_corrected_first():
    rng = np.random.default_rng(4)
    good = rng.integers(1, 6, 300).astype(float)
    client = client_of(csat=good, ces=8 - np.clip(good + rng.integers(0, 3, 300), 1, 7))
    found = analyse(client).with_and_without
    assert found.turned
    assert {row.kind for row in found.rows} == {"all"}
    assert found.n_doubtful == 0
    assert "correct its declared direction first" in read_with_and_without(found, EN)


def test_nothing_doubtful_says_which_checks_were_possible():
    found = analyse(client_of(csat=[3.0, 4.0, 5.0])).with_and_without
    assert (found.checks, found.n_doubtful) == (1, 0)
    assert read_with_and_without(found, EN).startswith(
        "Of 8 checks for doubtful answers 1 could be made on these data; none of 3 answers"
    )
    (row,) = with_and_without_table(found, EN).rows
    assert row[-1] == "nothing to leave out"


def test_where_everybody_is_doubtful_nothing_would_be_left():
    dates = pd.to_datetime(["2027-01-01"] * 40)
    found = analyse(client_of(csat=[3.0, 5.0] * 20, date=dates)).with_and_without
    assert {row.verdict for row in found.rows} == {"nobody"}
    assert "nothing would be left" in read_with_and_without(found, EN)
    assert with_and_without_table(found, EN).rows[0][4] == "–"


def test_few_answers_left_are_indicative_and_a_wide_difference_is_not_called_clear():
    dates = pd.to_datetime(["2027-01-01"] * 2 + ["2026-01-01"] * 28)
    found = analyse(client_of(ces=[1.0, 2.0] + [4.0] * 28, date=dates)).with_and_without
    assert "(indicative)" in with_and_without_table(found, EN).rows[0][-1]
    dates = pd.to_datetime(["2027-01-01"] + ["2026-01-01"] * 40)
    found = analyse(client_of(ces=[1.0] + [7.0] * 40, date=dates)).with_and_without
    assert found.rows[0].verdict in ("within", "unclear")


def test_no_answers_and_no_scores_are_missing():
    assert analyse(made()).with_and_without is NO_ANSWERS
    assert analyse(client_of(r0=[3.0, 4.0])).with_and_without is NO_SCORES


def test_weights_and_answers_that_belong_together_are_allowed_for():
    rng = np.random.default_rng(8)
    n = 400
    client = client_of(
        ltr=rng.integers(0, 11, n).astype(float),
        duration=np.where(rng.random(n) < 0.1, 0.1, 3.0),
        customer_id=[f"c{i // 2}" for i in range(n)],
        weight=rng.choice([0.5, 1.0, 2.0], n),
    )
    sample = Sample(weight="weight", cluster="customer_id")
    table = replace(client.tables["responses"], sample=sample)
    found = analyse(replace(client, tables={"responses": table})).with_and_without
    row = next(row for row in found.rows if row.kind == "hasty")
    assert row.score == pytest.approx(nps(table.frame, sample=sample).score)
    assert row.difference == pytest.approx(row.without - row.score)
    assert found.weighted
    assert "Weights and answers that belong together" in with_and_without_table(found, EN).note


one = st.tuples(st.integers(0, 10), st.integers(1, 5), st.integers(1, 7), st.booleans())


@settings(max_examples=40, deadline=None)
@given(st.lists(one, min_size=4, max_size=60))
def test_the_difference_is_that_of_the_two_scores_on_rows_and_on_counts(rows):
    ltr, satisfied, easy, late = (list(column) for column in zip(*rows, strict=True))
    dates = pd.to_datetime(["2027-01-01" if flag else "2026-01-01" for flag in late])
    frame = pd.DataFrame({"ltr": ltr, "csat": satisfied, "ces": easy}, dtype=float)
    frame = frame.assign(date=dates)
    counted = frame.groupby(list(frame), as_index=False).size().rename(columns={"size": "answers"})
    by_row, by_count = (
        analyse(made(responses=table, columns=MORE)).with_and_without for table in (frame, counted)
    )
    found = [row for row in by_row.rows if row.kind == "dates"]
    assert len(found) == (3 if any(late) else 0)
    for row in found:
        twin = next(r for r in by_count.rows if (r.metric, r.kind) == (row.metric, "dates"))
        assert twin.difference == pytest.approx(row.difference, nan_ok=True, abs=1e-9)
        assert twin.difference_low == pytest.approx(row.difference_low, nan_ok=True, abs=1e-9)
        if not all(late):
            assert row.difference == pytest.approx(row.without - row.score, abs=1e-9)


def test_everything_is_said_in_both_languages():
    for client in (hasty_promoters(), hasty_promoters(9), hasty_promoters(54), hasty_promoters(0)):
        found = analyse(client).with_and_without
        for words in (EN, ES):
            table = with_and_without_table(found, words)
            said = read_with_and_without(found, words) + str(table.rows) + str(table.headings)
            assert "{" not in said
            assert {len(row) for row in table.rows} == {len(table.headings)}


def test_a_few_answers_that_are_far_off_may_be_chance_themselves():
    # 5 of 300 move the mean by 0.10, beyond its interval of 0.09; with five answers to tell, the
    # difference itself reaches from -0.01 to 0.21
    dates = pd.to_datetime(["2027-01-01"] * 5 + ["2026-01-01"] * 295)
    found = analyse(client_of(ces=[1.0] * 5 + [7.0] * 295, date=dates)).with_and_without
    assert {row.verdict for row in found.rows} == {"unclear"}
    assert "Effort: whether leaving them out would change it cannot be told" in (
        read_with_and_without(found, EN)
    )
    assert "cannot be told" in with_and_without_table(found, EN).rows[0][-1]


def test_the_kind_that_moves_a_score_most_is_named():
    dates = pd.to_datetime(["2027-01-01"] * 80 + ["2026-01-01"] * 320)
    columns = {
        "csat": [1.0] * 80 + [5.0, 3.0] * 160,
        "duration": [3.0] * 390 + [0.1] * 10,
        "date": dates,
    }
    found = analyse(client_of(**columns)).with_and_without
    text = read_with_and_without(found, EN)
    assert "would raise satisfaction by" in text
    assert "Most of it comes from: impossible dates." in text
    kinds = {row.kind: row.difference for row in found.of("csat")}
    assert abs(kinds["dates"]) > abs(kinds["hasty"])
