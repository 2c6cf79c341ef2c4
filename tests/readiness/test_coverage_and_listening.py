import math
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from cxkit.client import Column, Table
from cxkit.engagement.judgements import (
    Economics,
    Initiative,
    Journeys,
    Judgements,
    Listening,
    Maturity,
)
from cxkit.findings import Missing
from cxkit.frameworks.channels import load_listening_channels
from cxkit.frameworks.maturity_model import kit_models
from cxkit.intake import read_client
from cxkit.language import Words
from cxkit.presentation import Style
from cxkit.readiness import (
    analyse,
    channels_table,
    coverage_by_subject_table,
    coverage_table,
    describe_channels,
    plot_channels,
    read_channels,
    read_questions,
    read_response_rates,
    read_silent,
    read_takeaway,
    response_rates_table,
)
from cxkit.readiness.missing import (
    NO_CHANNELS,
    NO_INVITED,
    NO_QUESTIONS,
    NO_SILENT,
    UNRELATED,
)
from cxkit.readiness.questions import QUESTIONS
from tests.perception.made_clients import made

EN = Words("en", region="en_GB", currency="EUR")
FOLDERS = Path(__file__).parents[2] / "client_data"
STYLE = Style(words=EN, accent="#0b4f6c", min_base=30)
KEY = Column(name="customer_id", role="key")
MONEY = Column(name="revenue", role="money")


def listening_of(client, **parts):
    judged = Listening.model_validate(parts)
    return replace(client, judgements=Judgements(listening=judged))


def with_customers(client, frame):
    columns = {name: {"customer_id": KEY, "revenue": MONEY}[name] for name in frame}
    table = Table(name="customers", frame=frame, columns=columns)
    return replace(client, tables={**client.tables, "customers": table})


# ------------------------------------------------------------------ response rate
def places(*names, dates=None):
    frame = pd.DataFrame({"touchpoint": names, "csat": [4.0] * len(names)})
    if dates is not None:
        frame["date"] = pd.to_datetime(dates, format="ISO8601")
    return made(responses=frame)


def voc(*points):
    lines = []
    for place, invited in points:
        lines.append({"touchpoint": place, "instrument": "mail", "invited": invited})
    return lines


def test_the_rate_divides_answers_by_invitations():
    client = listening_of(places("A", "A", "B"), voc=voc(("A", 10), ("B", 4), ("C", 5)))
    rates = analyse(client).response_rates
    assert [(row.touchpoint, row.rate) for row in rates.rows] == [("A", 0.2), ("B", 0.25), ("C", 0)]
    assert (rates.answered, rates.invited) == (3, 19)
    assert "3 of 19 invitations were answered (15.8%)" in read_response_rates(rates, EN)


def test_answers_outside_the_period_do_not_count_for_its_invitations():
    client = places("A", "A", dates=["2025-06-30", "2026-06-30 12:00"])
    rates = analyse(listening_of(client, voc=voc(("A", 10)))).response_rates
    assert rates.answered == 1


def test_two_lines_of_one_touchpoint_are_not_two_invitations():
    client = listening_of(places("A"), voc=voc(("A", 10), ("A", 8)))
    assert analyse(client).response_rates.invited == 10


def test_more_answers_than_invitations_are_called_impossible():
    rates = analyse(listening_of(places("A", "A"), voc=voc(("A", 1)))).response_rates
    assert rates.rows[0].impossible
    assert "correct “invited”" in read_response_rates(rates, EN)
    assert response_rates_table(rates, EN).rows[0][-1] == "more answers than invitations"


def test_counts_of_answers_weigh_in_the_rate():
    frame = pd.DataFrame({"touchpoint": ["A", "A"], "csat": [4.0, 5.0], "answers": [3.0, 4.0]})
    rates = analyse(listening_of(made(responses=frame), voc=voc(("A", 70)))).response_rates
    assert rates.rows[0].rate == pytest.approx(0.1)


@pytest.mark.parametrize("points", [[], voc(("A", None)), voc(("A", 0))])
def test_without_invitations_there_is_no_rate(points):
    assert analyse(listening_of(places("A"), voc=points)).response_rates is NO_INVITED


# ------------------------------------------------------------------------ silence
def answered_by(*ids):
    frame = pd.DataFrame({"customer_id": list(ids), "csat": [4.0] * len(ids)})
    return made(responses=frame, columns=(KEY,))


def test_silent_customers_come_with_their_part_of_revenue():
    base = pd.DataFrame({"customer_id": ["a", "b", "c", "d"], "revenue": [60.0, 10, 20, 10]})
    silent = analyse(with_customers(answered_by("a", "a", "z"), base)).silent
    assert (silent.n, silent.silent, silent.unknown) == (4, 3, 1)
    assert silent.revenue_share == pytest.approx(0.4)
    text = read_silent(silent, EN)
    assert "3 of 4 customers (75%) have no answer at all; 40% of revenue is theirs." in text
    assert "1 customer answered and is not in the table" in text


@pytest.mark.parametrize("revenue", [None, [0.0, 0.0], [math.nan, math.nan]])
def test_without_revenue_the_silent_are_counted_only(revenue):
    base = pd.DataFrame({"customer_id": ["a", "b"]})
    if revenue is not None:
        base["revenue"] = revenue
    silent = analyse(with_customers(answered_by("a"), base)).silent
    assert math.isnan(silent.revenue_share)
    assert read_silent(silent, EN).endswith("at all.")


def test_identifiers_that_never_meet_are_said_to_be_written_unlike():
    base = pd.DataFrame({"customer_id": ["01", "02"]})
    assert analyse(with_customers(answered_by("1", "2"), base)).silent is UNRELATED
    assert analyse(answered_by("1")).silent is NO_SILENT
    assert analyse(with_customers(made(), base)).silent is NO_SILENT


# ---------------------------------------------------------------------- listening
def test_channels_not_listed_are_not_heard():
    client = listening_of(
        made(),
        channels=[
            {"channel": "interviews", "volume": 24, "last": "2026-06-12", "sentiment": -0.3},
            {"channel": "emails"},
            {"channel": "focus_groups", "used": "no", "volume": 5},
        ],
    )
    heard = analyse(client).hearing
    assert [channel.key for channel in heard.heard] == ["interviews", "emails"]
    by_key = {channel.key: channel for channel in heard.channels}
    assert (by_key["interviews"].volume, by_key["interviews"].days) == (24, 18)
    assert by_key["focus_groups"].volume is None
    assert len(heard.channels) == len(load_listening_channels()) == 11
    assert read_channels(heard, EN).startswith("Customers are heard by 2 of 11 channels. Not heard")
    assert describe_channels(heard, EN).source
    assert [row[1] for row in channels_table(heard, EN).rows].count("yes") == 2
    ax = plot_channels(heard, style=STYLE)
    texts = [text.get_text() for text in ax.texts]
    assert texts.count("not heard") == 9
    assert {"24", "18", "\N{MINUS SIGN}0.3", "–"} <= set(texts)
    assert len(ax.get_yticks()) == 11


def test_questions_are_counted_by_what_they_seek():
    client = listening_of(
        made(),
        questions=[
            {"text": "Why?", "kind": "understanding", "decision": "what first"},
            {"text": "How good?", "kind": "validation"},
            {"text": "Sure?", "kind": "validation"},
        ],
    )
    bank = analyse(client).questions
    assert (bank.n, bank.understanding, bank.without_decision) == (3, 1, 2)
    assert bank.share == pytest.approx(1 / 3)
    assert "2 questions serve no decision" in read_questions(bank, EN)


def test_without_the_file_of_listening_it_says_what_to_write():
    analysis = analyse(made())
    assert analysis.hearing is NO_CHANNELS
    assert analysis.questions is NO_QUESTIONS
    assert analysis.response_rates is NO_INVITED
    assert isinstance(analysis.silent, Missing)


# ----------------------------------------------------------------------- coverage
def test_an_empty_client_answers_nothing_and_is_told_what_to_hand_in():
    analysis = analyse(made())
    assert not any(item.answered for item in analysis.coverage)
    lines = read_takeaway(analysis, EN).split("\n")
    assert lines[0] == (f"The data can answer 0 of the {len(QUESTIONS)} questions of this report.")
    assert lines[1].startswith("Ask the client first for ")


def test_a_question_is_answered_as_soon_as_what_it_needs_is_there():
    frame = pd.DataFrame({"csat": [4.0, 5.0], "date": pd.to_datetime(["2026-01-01", "2026-02-01"])})
    before = {item.question for item in analyse(made(responses=frame)).coverage if item.answered}
    assert before == {"Where do we stand?"}
    placed = frame.assign(touchpoint="A")
    after = {item.question for item in analyse(made(responses=placed)).coverage if item.answered}
    assert after - before == {"Did it change, and where is it better or worse?"}
    blank = placed.assign(csat=math.nan)
    assert not any(item.answered for item in analyse(made(responses=blank)).coverage)


def test_every_subject_has_its_questions_once_and_its_row():
    assert len({item.question for item in QUESTIONS}) == len(QUESTIONS)
    questions = analyse(made()).coverage
    table = coverage_by_subject_table(questions, EN)
    assert [row[0] for row in table.rows] == [
        "Maturity", "Strategy", "Customers", "Journeys", "Perception", "Economics", "Governance",
        "Culture",
    ]  # fmt: skip
    assert len(coverage_table(questions, EN).rows) == len(QUESTIONS)


def answered(client):
    return {item.question: item for item in analyse(client).coverage}


def test_money_needs_what_the_sections_need():
    base = with_customers(
        answered_by("a"), pd.DataFrame({"customer_id": ["a", "b"], "revenue": [60.0, 10]})
    )
    left = Column(name="churned", role="flag")
    table = base.tables["customers"]
    known = replace(
        table,
        frame=table.frame.assign(churned=[True, False]),
        columns={**table.columns, "churned": left},
    )
    client = replace(base, tables={**base.tables, "customers": known})
    initiatives = (Initiative.model_validate({"id": "I1", "name": "x", "benefit": 10}),)
    bare = replace(client, judgements=Judgements(initiatives=initiatives))
    for question in ("What is a customer worth?", "Which initiatives pay?"):
        assert not answered(bare)[question].answered
    agreed = Economics(discount_rate=0.1, horizon_years=3, churn_period="year")
    whole = replace(client, judgements=Judgements(initiatives=initiatives, economics=agreed))
    for question in ("What is a customer worth?", "Which initiatives pay?"):
        assert answered(whole)[question].answered


def test_pain_points_without_a_map_and_some_ratings_are_a_part():
    journeys = Journeys.model_validate({"pain_points": [{"id": "P1", "text": "slow"}]})
    maturity = Maturity.model_validate(assessment_of("strategy"))
    client = replace(
        made(),
        judgements=Judgements(journeys=journeys, maturity=maturity),
        maturity_models=kit_models(),
    )
    found = answered(client)
    for question in (
        "How is the journey today, and where does it hurt?",
        "How mature is the management of the experience?",
    ):
        assert (found[question].answered, found[question].partly) == (False, True)
    assert "2 more can be answered in part." in read_takeaway(analyse(client), EN)
    keys = [item.key for item in kit_models()["seven_components"].dimensions]
    judged = Judgements(maturity=Maturity.model_validate(assessment_of(*keys)))
    whole = answered(replace(client, judgements=judged))
    assert whole["How mature is the management of the experience?"].answered


def assessment_of(*dimensions):
    rated = [{"dimension": key, "rater": "R1", "score": 2} for key in dimensions]
    return {"assessments": [{"model": "seven_components", "ratings": rated}]}


def test_where_all_is_answered_what_would_be_stronger_is_named():
    analysis = analyse(read_client(FOLDERS / "demo_bank"))
    first, second = read_takeaway(analysis, EN).split("\n")
    assert first == f"Every one of the {len(QUESTIONS)} questions of this report can be answered."
    assert "5 more of the 11 channels" in second
    assert "starting value of 1 KPI" in second
    assert "later values of 4 KPIs" in second
    assert "earlier report" in second
