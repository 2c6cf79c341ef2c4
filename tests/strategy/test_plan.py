import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.findings import Missing
from cxkit.language import Words
from cxkit.presentation import Style
from cxkit.stats import wilson_interval
from cxkit.strategy import (
    analyse,
    benefits_table,
    describe_promises,
    findings,
    objectives_table,
    own_and_quoted_table,
    plot_promises,
    promises_table,
    quoted_figures,
    quoted_table,
    read_objectives,
    read_service,
    read_takeaway,
    service_table,
    statement_table,
)
from cxkit.strategy.missing import NOT_MEASURED
from cxkit.strategy.objectives import state_of
from cxkit.strategy.promises import half_p_value
from cxkit.strategy.wording.evidence import quoted
from tests.strategy.made_strategy import client_of, leaders, ratings

EN = Words("en", region="en_GB", currency="EUR")
ES = Words("es", region="es_PE", currency="PEN")
STYLE = Style(words=EN, accent="#0b4f6c", min_base=5)
GOOD, BAD = [5] * 30 + [2] * 5, [2] * 30 + [5] * 5


# --------------------------------------------------------------------- objectives
KPIS = [
    {"id": "K1", "name": "NPS", "baseline": 30, "target": 38, "stretch": 42, "direction": "up"},
    {"id": "K2", "name": "Churn", "unit": "%", "baseline": 12.6, "target": 10.6, "owner": "Ann"},
]
VALUES = [
    {"kpi": "K1", "date": "2026-03-31", "value": 33},
    {"kpi": "K1", "date": "2026-06-30", "value": 1.1, "n": 700},
    {"kpi": "K1", "date": "2026-09-30", "value": 99},
    {"kpi": "K2", "date": "2026-06-30", "value": 10.0},
]


def aims_of(*objectives):
    client = client_of({"objectives": list(objectives)}, kpis=KPIS, values=VALUES)
    return analyse(client).objectives


def test_an_objective_takes_the_last_value_until_the_date_of_the_data():
    (aim,) = aims_of(
        {"id": "O1", "text": "More", "kpi": "K1", "due": "2027-06-30", "owner": "Eva"}
    ).aims
    assert (aim.now, aim.now_date, aim.now_n) == (1.1, date(2026, 6, 30), 700)
    assert (aim.target_low, aim.target_high, aim.state) == (38, 42, "further")


def test_the_objectives_own_target_counts_for_the_first_of_its_kpis_only():
    first, second = aims_of(
        {"id": "O1", "text": "More", "kpi": ["K1", "K2"], "target": [34, 36], "owner": "Eva"}
    ).aims
    assert (first.target_low, first.target_high) == (34, 36)
    assert (second.target_low, second.target_high, second.owner) == (10.6, 10.6, "Eva")
    assert second.state == "reached"
    assert (first.first, second.first) == (True, False)


def test_what_an_objective_lacks_is_said():
    result = aims_of(
        {"id": "O1", "text": "Whole", "kpi": "K1", "due": "2027-06-30", "owner": "Eva"},
        {"id": "O2", "text": "Bare"},
        {"id": "O3", "text": "Lost", "kpi": "K9", "target": [1, 2], "due": "2027-01-01"},
    )
    lacking = {text.plain: lacks for text, lacks in result.lacking}
    assert lacking == {
        "Bare": ("kpi", "target", "due", "owner"),
        "Lost": ("unknown_kpi", "owner"),
    }
    text = read_objectives(result, EN)
    assert text.startswith("Objectives with KPI, target, date and owner: 1 of 3.")
    assert "“Bare” lacks a KPI, a target, a date and an owner." in text
    assert "K9 (not in kpis.csv)" in objectives_table(result, EN).rows[2]


@pytest.mark.parametrize(
    ("values", "up", "state"),
    [
        ((30, 1, 34, 42), True, "further"),
        ((30, 33, 34, 42), True, "closer"),
        ((30, 34, 34, 42), True, "reached"),
        ((12, 11, 10, 10), False, "closer"),
        ((12, 10, 10, 10), False, "reached"),
        ((12, 12, 10, 10), False, "unmoved"),
        ((None, 12, 10, 10), False, "unknown"),
        ((12, None, 10, 10), False, "unknown"),
        ((12, 11, None, None), False, "unknown"),
        ((12, 11, 10, 10), None, "unknown"),
    ],
)
def test_the_state_of_a_kpi_is_seen_from_its_start(values, up, state):
    assert state_of(*values, up=up) == state


number = st.floats(-1e6, 1e6, allow_nan=False)


@given(number, number, number, number)
def test_a_mirrored_kpi_has_the_same_state(baseline, now, low, width):
    high = low + abs(width)
    there = state_of(baseline, now, low, high, up=True)
    assert there == state_of(-baseline, -now, -high, -low, up=False)


# ----------------------------------------------------------------------- promises
def promises_of(*kept, answers=None, min_base=5):
    lines = [{"touchpoint": f"T{i}", "promise": "fast", "kept": k} for i, k in enumerate(kept)]
    return analyse(client_of({"promises": lines}, answers=answers, min_base=min_base)).promises


@pytest.mark.parametrize(
    ("kept", "answers", "verdict"),
    [
        ("yes", GOOD, "agrees"),
        ("yes", BAD, "disagrees"),
        ("no", BAD, "agrees"),
        ("no", GOOD, "disagrees"),
        ("partly", BAD, "open"),
        ("yes", [5, 2] * 15, "open"),
        (None, BAD, "not_judged"),
    ],
)
def test_answers_bear_a_judgement_out_or_do_not(kept, answers, verdict):
    (row,) = promises_of(kept, answers={"T0": answers}).rows
    assert row.verdict == verdict


def test_few_answers_leave_a_judgement_open():
    (row,) = promises_of("yes", answers={"T0": BAD}, min_base=36).rows
    assert row.verdict == "open"


def test_a_promise_where_nobody_answered_is_not_measured():
    result = promises_of("yes", "no", answers={"T1": BAD})
    assert (result.rows[0].verdict, result.rows[0].n) == ("not_measured", 0)
    table = promises_table(result, EN)
    assert table.rows[0][-1] == "not measured"
    ax = plot_promises(result, style=STYLE)
    assert ax.get_xlim() == (0, 1)
    assert len(ax.get_yticks()) == 2


def test_without_answers_promises_are_still_shown():
    result = promises_of("yes", "no")
    assert result.evidence is None
    assert describe_promises(result, EN).headline == "1 of 2 promises is judged broken"
    assert plot_promises(result, style=STYLE) is not None


@given(st.integers(0, 200), st.integers(1, 200), st.sampled_from([0.9, 0.95, 0.99]))
def test_the_p_value_agrees_with_the_wilson_interval(count, n, confidence):
    count = min(count, n)
    low, high = wilson_interval(count, n, confidence=confidence)
    p_value = half_p_value(count / n, n)
    if abs(p_value - (1 - confidence)) > 1e-9:
        assert (p_value < 1 - confidence) == (not low <= 0.5 <= high)


# ------------------------------------------------------------------------ the rest
def test_the_five_elements_are_listed_judged_or_not():
    checks = analyse(
        client_of(
            {
                "service": [
                    {"element": "goals", "met": "yes"},
                    {"element": "omnichannel", "met": "no"},
                ]
            }
        )
    ).service
    table = service_table(checks, EN)
    assert [row[1] for row in table.rows] == [
        "yes", "not judged yet", "not judged yet", "no", "not judged yet",
    ]  # fmt: skip
    text = read_service(checks, EN)
    assert text.startswith("1 of 5 elements")
    assert "Not in place: service in any channel" in text


def test_a_branch_without_kpi_and_a_kpi_without_money_are_named():
    strategy = {
        "benefits": [{"kpi": "K2", "drives": "retention"}, {"kpi": "K8", "drives": "cost"}],
        "objectives": [{"id": "O1", "text": "x", "kpi": ["K1", "K2"]}],
    }
    rows = benefits_table(analyse(client_of(strategy, kpis=KPIS)).benefits, EN).rows
    assert [row[0] for row in rows] == ["Churn", "K8 (not in kpis.csv)", "NPS"]
    assert rows[2][2] == "not linked yet"


def test_what_is_not_written_down_yet_is_said():
    plan = analyse(client_of({"vision": "First-time right"})).statement
    rows = dict(statement_table(plan, EN).rows)
    assert rows["Vision"] == "First-time right"
    assert rows["Scope"] == "not written down yet"


def test_an_empty_client_is_told_what_to_provide_everywhere():
    analysis = analyse(client_of(None))
    for result in (
        analysis.statement,
        analysis.objectives,
        analysis.promises,
        analysis.perception_gap,
        analysis.execution_gap,
        analysis.service,
        analysis.benefits,
    ):
        assert isinstance(result, Missing)
        assert result.need
    assert "not written down yet" in read_takeaway(analysis, EN)
    assert findings(analysis, EN) == ()
    table = own_and_quoted_table(analysis, EN)
    assert [row[1] for row in table.rows[:2]] == ["not measured yet"] * 2


def test_lost_figures_are_shown_as_not_found_in_both_languages():
    for words, said in ((EN, "not found"), (ES, "no encontrada")):
        table = quoted_table(quoted_figures(), words)
        assert sum(row[1] == said for row in table.rows) == 2


def test_broken_and_overrated_promises_become_findings_at_the_sections_level():
    strategy = {
        "promises": [
            {"touchpoint": "A", "promise": "fast", "kept": "no"},
            {"touchpoint": "B", "promise": "kind", "kept": "yes"},
        ],
        "self_rating": ratings({"A": {"L1": 5, "L2": 4.9, "L3": 4.95, "L4": 5, "L5": 4.9}}),
        "leaders": leaders(both=1, critical=3),
        "leaders_asked": 4,
        "objectives": [{"id": "O1", "text": "Bare"}],
    }
    analysis = analyse(client_of(strategy, answers={"A": BAD, "B": BAD * 2}))
    found = {item.key: item for item in findings(analysis, EN)}
    assert set(found) == {
        "strategy.perception_gap.widest",
        "strategy.promise.broken",
        "strategy.promise.overrated",
        "strategy.execution_gap.level",
        "strategy.objectives.incomplete",
    }
    for item in found.values():
        assert item.tone == "bad"
        assert item.certainty == "clear"
        assert 0 <= item.reach <= 1
        assert 0 <= item.size <= 1
    assert found["strategy.promise.broken"].touchpoint == "A"
    assert found["strategy.promise.overrated"].touchpoint == "B"
    assert found["strategy.execution_gap.level"].comparisons == 0
    assert found["strategy.promise.broken"].comparisons == 3


def test_a_broken_promise_that_answers_do_not_bear_out_is_indicative():
    strategy = {"promises": [{"touchpoint": "A", "promise": "fast", "kept": "no"}]}
    for answers, n in (({"A": [5, 2] * 15}, 30), ({"Z": GOOD}, 0), (None, 0)):
        (item,) = findings(analyse(client_of(strategy, answers=answers)), EN)
        assert (item.key, item.certainty) == ("strategy.promise.broken", "indicative")
        assert ("n = 30" in item.detail) == bool(n)
        assert not math.isnan(item.size)


def test_without_one_measured_promise_there_is_no_figure_and_it_is_said():
    strategy = {"promises": [{"touchpoint": "T0", "promise": "fast", "kept": "yes"}]}
    analysis = analyse(client_of(strategy))
    assert analysis.promises_measured is NOT_MEASURED
    headline = describe_promises(analysis.promises, EN).headline
    assert headline == "Promises are not measured: no customer answered at their touchpoints"
    measured = analyse(client_of(strategy, answers={"T0": GOOD}))
    assert measured.promises_measured is measured.promises
    some = promises_of("yes", "yes", answers={"T1": [5, 2] * 15})
    assert describe_promises(some, EN).headline.endswith("for the 1 of 2 that is measured")


def test_a_kpi_that_the_report_measures_points_to_its_section():
    kpis = [
        {"id": "K1", "name": "Satisfied", "metric": "csat", "baseline": 30, "target": 38},
        {"id": "K2", "name": "Speed", "metric": "resolution_time", "baseline": 3, "target": 2},
    ]
    strategy = {"objectives": [{"id": "O1", "text": "More", "kpi": ["K1", "K2"]}]}
    client = client_of(strategy, answers={"T0": GOOD}, kpis=kpis)
    rows = objectives_table(analyse(client).objectives, EN).rows
    assert (rows[0][3], rows[0][-1]) == ("see the section on perception", "not in kpi_values.csv")
    assert (rows[1][3], rows[1][-1]) == ("not in kpi_values.csv", "not known")


def test_the_mark_of_another_language_stands_behind_the_quotation():
    assert quoted("Desk", EN) == "“Desk”"
    assert quoted("Comprar [in Spanish]", EN) == "“Comprar” [in Spanish]"
