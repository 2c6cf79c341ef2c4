import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from cxkit.client import Column
from cxkit.errors import UsageError
from cxkit.findings import Missing
from cxkit.intake import read_client
from cxkit.language import Words
from cxkit.perception import analyse
from cxkit.perception.basis import basis_of
from cxkit.perception.mix.decomposition import NO_MIX, mix_of
from cxkit.perception.mix.figure import plot_mix
from cxkit.perception.mix.table import mix_table
from cxkit.perception.mix.telling import leading_group, mixes_of, telling_mix
from cxkit.perception.mix.wording import describe_mix, read_mix
from cxkit.perception.results import Overall, WaveScores
from cxkit.perception.scores.scoring import overall_score, scores_by_wave
from cxkit.presentation import Style
from cxkit.presentation.show import render_png
from cxkit.presentation.theme import BAD, GOOD, GREY
from cxkit.sample import Sample
from tests.perception import made_clients
from tests.perception.made_clients import EFFORT, answers, days, made, stacked

FOLDERS = Path(__file__).parents[2] / "client_data"
EN, ES = Words("en"), Words("es", region="es_MX")
PLAN = Column(name="plan", role="segment")


@pytest.fixture(autouse=True)
def _extra_columns(monkeypatch):
    """Let made clients have columns for weights and customers."""
    extra = {name: Column(name=name, role="category") for name in ("w", "customer")}
    monkeypatch.setattr(made_clients, "COLUMNS", made_clients.COLUMNS | extra)


def ltr(n, score, **more):
    """So many answers with about that NPS."""
    net = round(n * score / 100)
    rest = (n - abs(net)) // 2
    up, down = rest + max(net, 0), rest + max(-net, 0)
    return answers("ltr", {10: up, 8: n - up - down, 3: down}, **more)


def two_waves(old, new):
    """Answers of two waves, each given as {plan: (base, score)}."""
    return stacked(
        *[
            ltr(n, score, wave=wave, plan=plan)
            for wave, groups in (("w1", old), ("w2", new))
            for plan, (n, score) in groups.items()
            if n
        ]
    )


KITAGAWA = two_waves({"A": (500, 40), "B": (500, 0)}, {"A": (200, 42), "B": (800, 2)})
BETTER = two_waves({"A": (900, 40), "B": (900, 0)}, {"A": (400, 60), "B": (1400, 20)})
GREW = two_waves({"A": (500, 0), "B": (500, 10)}, {"A": (500, 30), "B": (500, 40)})
CALM = two_waves({"A": (300, 20), "B": (300, 0)}, {"A": (300, 20), "B": (300, 0)})


def mix_in(frame, metric="nps", *, sample=None, before="", after="", column=PLAN, **more):
    client = made(responses=frame, columns=(column,), **more)
    if sample is not None:
        tables = {"responses": replace(client.tables["responses"], sample=sample)}
        client = replace(client, tables=tables)
    basis = basis_of(client)
    waves = scores_by_wave(basis, overall_score(basis, metric), client.engagement.waves)
    return mix_of(
        basis, waves, client.engagement.waves, basis.dimension("plan"), before=before, after=after
    )


# ---------------------------------------------------------------- the numbers
def test_the_worked_case_is_parted_into_its_two_parts():
    found = mix_in(KITAGAWA)
    parts = found.parts
    assert (parts.before, parts.after) == (pytest.approx(20), pytest.approx(10))
    assert parts.rate.value == pytest.approx(2)
    assert parts.mix.value == pytest.approx(-12)
    assert found.verdict == "mix"
    assert list(found.table["n_before"]) == [500, 500]
    assert list(found.table["n_after"]) == [200, 800]


def test_rows_and_counts_give_the_same_to_the_last_digit():
    counts = KITAGAWA.groupby(["wave", "plan", "ltr"]).size().rename("answers").reset_index()
    shuffled = KITAGAWA.sample(frac=1, random_state=1, ignore_index=True)
    by_rows, by_counts, by_others = (mix_in(t) for t in (KITAGAWA, counts, shuffled))
    assert by_rows.parts.mix == by_counts.parts.mix == by_others.parts.mix
    assert by_rows.parts.rate == by_counts.parts.rate
    pd.testing.assert_frame_equal(by_rows.table, by_counts.table)


def test_the_scores_are_those_of_the_waves():
    found = mix_in(KITAGAWA)
    table = found.waves.table.set_index("group")
    assert found.parts.before == pytest.approx(table.loc["w1", "score"])
    assert found.parts.after == pytest.approx(table.loc["w2", "score"])


@pytest.mark.parametrize("metric", ["csat", "ces"])
def test_the_other_metrics_add_up_in_their_own_unit(metric):
    rng = np.random.default_rng(4)
    top = 5 if metric == "csat" else 7
    frame = pd.DataFrame(
        {
            metric: rng.integers(1, top + 1, 600).astype(float),
            "wave": rng.choice(["w1", "w2"], 600),
            "plan": rng.choice(["A", "B", "C"], 600),
        }
    )
    found = mix_in(frame, metric)
    table = found.waves.table.set_index("group")
    assert found.parts.before == pytest.approx(table.loc["w1", "score"])
    whole = found.parts.rate.value + found.parts.mix.value
    assert whole == pytest.approx(table.loc["w2", "score"] - table.loc["w1", "score"])


def test_answers_without_a_group_are_left_out_and_counted():
    frame = KITAGAWA.copy()
    frame.loc[:9, "plan"] = None
    found = mix_in(frame)
    assert found.n_left_out == 10
    assert found.n_before == 990
    assert "10 answers whose group is blank are left out." in mix_table(found, EN).note


def test_the_last_two_waves_unless_others_are_named():
    third = ltr(400, 30, wave="w3", plan="A")
    frame = stacked(KITAGAWA, third, ltr(400, -10, wave="w3", plan="B"))
    assert (mix_in(frame).before_label, mix_in(frame).after_label) == ("w2", "w3")
    assert mix_in(frame, before="w1").after_label == "w3"
    assert mix_in(frame, after="w2").before_label == "w1"
    there = mix_in(frame, before="w1", after="w3")
    assert there.parts.before == pytest.approx(20)


def test_declared_waves_and_quarters_serve_as_well():
    dated = KITAGAWA.drop(columns="wave").assign(
        date=np.where(KITAGAWA["wave"] == "w1", days(2026, 2), days(2026, 5))
    )
    early = ltr(40, 0, plan="A", date=days(2025, 1))
    frame = stacked(early, dated)
    declared = (("Spring", "2026-04-01", "2026-06-30"), ("Winter", "2026-01-01", "2026-03-31"))
    found = mix_in(frame, waves=declared[::-1])
    assert (found.before_label, found.after_label) == ("Winter", "Spring")
    assert found.parts.mix.value == pytest.approx(-12)
    assert (found.n_before, found.n_left_out) == (1000, 0)
    by_quarter = mix_in(frame)
    assert (by_quarter.before_label, by_quarter.after_label) == ("2026-Q1", "2026-Q2")
    assert by_quarter.parts.mix == found.parts.mix
    assert found.evidence.start == pd.Timestamp(2026, 2, 15).date()


@pytest.mark.parametrize(
    ("before", "after"), [("w9", ""), ("", "w9"), ("w1", "w1"), ("", "w1"), ("w2", "")]
)
def test_waves_that_cannot_be_compared_are_refused(before, after):
    with pytest.raises(UsageError):
        mix_in(KITAGAWA, before=before, after=after)


def test_one_group_only_is_missing_and_says_what_to_provide():
    frame = stacked(KITAGAWA, ltr(50, 0, wave="w0", plan="C"))
    frame.loc[frame["wave"] != "w0", "plan"] = "A"
    found = mix_in(frame)
    assert found == NO_MIX
    assert isinstance(found, Missing)


def test_a_group_that_comes_is_mix_only_and_said_so():
    frame = two_waves({"A": (300, 10), "B": (0, 0)}, {"A": (300, 10), "B": (300, -40)})
    found = mix_in(frame)
    table = found.table.set_index("group")
    assert table.loc["B", "rate"] == 0
    assert found.parts.mix.value == pytest.approx(found.parts.change.value)
    shown = mix_table(found, EN)
    assert "A group without answers in one wave counts as mix only." in shown.note
    assert any("not known" in row for row in shown.rows)
    assert "“B”" not in describe_mix(found, EN).reading  # no base before: no claim on its share


def test_few_answers_get_no_verdict():
    few = two_waves({"A": (10, 40), "B": (10, 0)}, {"A": (10, 42), "B": (15, 2)})
    found = mix_in(few)
    assert found.verdict == "too few answers"
    assert describe_mix(found, EN).headline == (
        "NPS: too few answers to tell what moved it by plan"
    )
    assert "too few answers to part its change from w1 (n = 20)" in read_mix(found, EN)


# ---------------------------------------------------------------- the sample
def test_weights_move_the_shares_and_the_scores():
    frame = KITAGAWA.assign(w=np.where(KITAGAWA["plan"] == "A", 3.0, 1.0))
    found = mix_in(frame, sample=Sample(weight="w"))
    # A weighs 1500 of 2000 before, 600 of 1400 after
    assert list(found.table["share_before"]) == pytest.approx([0.75, 0.25])
    assert list(found.table["share_after"]) == pytest.approx([600 / 1400, 800 / 1400])
    assert found.n_before == 1000


def test_customers_who_answer_several_times_alike_widen_the_interval():
    once = KITAGAWA.assign(customer=np.arange(len(KITAGAWA)))
    apart = pd.concat([once] * 4, ignore_index=True)
    plain = mix_in(apart.drop(columns="customer")).parts.rate
    clustered = mix_in(apart, sample=Sample(cluster="customer")).parts.rate
    assert clustered.value == pytest.approx(plain.value)
    ratio = (clustered.ci_high - clustered.ci_low) / (plain.ci_high - plain.ci_low)
    assert ratio == pytest.approx(2, rel=0.1)


# ---------------------------------------------------------------- many dimensions
def several(frame, metric="nps"):
    client = made(responses=frame, columns=(PLAN,))
    basis = basis_of(client)
    waves = scores_by_wave(basis, overall_score(basis, metric), ())
    return mixes_of(basis, waves, ())


def test_the_dimension_that_matters_is_found_and_corrected_for_the_search():
    rng = np.random.default_rng(5)
    frame = KITAGAWA.assign(
        channel=rng.choice(["web", "phone"], len(KITAGAWA)),
        touchpoint=rng.choice(["buy", "use", "pay"], len(KITAGAWA)),
    )
    found = several(frame)
    assert [item.dimension for item in found] == ["touchpoint", "channel", "plan"]
    told = telling_mix(found)
    assert told.dimension == "plan"
    assert told.comparisons == 3
    alone = mix_in(KITAGAWA)
    assert told.p_adjusted == pytest.approx(3 * alone.p_adjusted)
    assert "after Holm’s correction for 3 dimensions" in mix_table(told, EN).note


def test_a_mix_that_correction_makes_unclear_is_not_called_one():
    frame = two_waves({"A": (300, 40), "B": (300, 0)}, {"A": (260, 40), "B": (340, 0)})
    alone = mix_in(frame)
    assert alone.verdict == "mix"
    rng = np.random.default_rng(6)
    many = {name: rng.choice(["x", "y"], len(frame)) for name in ("touchpoint", "stage", "channel")}
    found = {item.dimension: item for item in several(frame.assign(**many))}["plan"]
    assert found.parts.mix.clear
    assert found.p_adjusted > 0.05
    assert found.verdict == "neither"


def test_without_dimensions_or_answers_it_stays_missing():
    assert telling_mix(NO_MIX) is NO_MIX
    assert several(KITAGAWA.drop(columns="plan")) is NO_MIX


def test_a_random_split_is_rarely_called_a_mix():
    rng = np.random.default_rng(7)
    called = 0
    for _ in range(40):
        frame = pd.DataFrame(
            {
                "ltr": rng.choice([3.0, 8.0, 10.0], 400),
                "wave": rng.choice(["w1", "w2"], 400),
                "plan": rng.choice(["A", "B", "C"], 400),
            }
        )
        called += mix_in(frame).verdict in ("mix", "both")
    assert called <= 2  # at 5 % of 40 two are expected; the bootstrap is on the safe side


# ---------------------------------------------------------------- the words
def test_the_headline_of_a_mix_alone_claims_no_rise_within_the_groups():
    text = describe_mix(mix_in(KITAGAWA), EN)
    assert text.headline == (
        "The mix of answers by plan lowered NPS by 12 points; the groups’ own scores show no "
        "clear change"
    )
    assert text.reading.startswith(
        "“A” weighs most in the mix (−7.8 points): from 50% to 20% of the answers."
    )
    assert "+2.0 points" in text.alt
    assert text.source == "Source: table responses (ltr, plan)"


def test_the_headline_says_what_the_same_mix_would_have_brought():
    found = mix_in(BETTER)
    assert found.verdict == "both"
    assert describe_mix(found, EN).headline == (
        "With the same mix by plan, NPS would have risen by 20 points; as measured it rose by 9 "
        "points"
    )
    assert "Both parts are clear" in read_mix(found, EN)


@pytest.mark.parametrize(
    ("frame", "headline"),
    [
        (GREW, "NPS rose by 30 points within the groups of plan; their mix made no clear"),
        (CALM, "NPS: neither the groups’ own scores nor the mix by plan moved it clearly"),
    ],
)
def test_headlines_of_the_other_verdicts(frame, headline):
    assert describe_mix(mix_in(frame), EN).headline.startswith(headline)


def test_the_sentence_gives_both_parts_with_their_intervals():
    found = mix_in(KITAGAWA)
    said = read_mix(found, EN)
    assert said.startswith("From w1 to w2 NPS moved by −10.0 points. By plan, the groups’ own")
    assert "account for +2.0 points (95% interval −" in said
    assert "the mix of answers for −12.0 points (−1" in said
    assert leading_group(found)["group"] == "A"


@pytest.mark.parametrize("frame", [KITAGAWA, BETTER, GREW, CALM])
@pytest.mark.parametrize("words", [EN, ES])
def test_everything_renders_in_both_languages(frame, words):
    found = mix_in(frame)
    text = describe_mix(found, words)
    assert all("{" not in part for part in (text.headline, text.reading, text.alt, text.measure))
    table = mix_table(found, words)
    assert all(len(row) == len(table.headings) == len(table.numeric) for row in table.rows)
    assert len(table.rows) == 3
    ax = plot_mix(found, style=Style(words=words, accent="#0b4f6c", min_base=30))
    assert render_png(ax)[0][:4] == b"\x89PNG"


# ---------------------------------------------------------------- the figure
def drawn(found):
    return plot_mix(found, style=Style(words=EN, accent="#0b4f6c", min_base=30))


def bars(ax):
    return [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in ax.patches]


def test_the_waterfall_runs_from_before_over_both_parts_to_after():
    ax = drawn(mix_in(KITAGAWA))
    (first, second), (third, fourth) = bars(ax)
    assert (first, second, third, fourth) == pytest.approx((20, 22, 22, 10))
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == [
        "w1 (n = 1,000)",
        "The groups’ own scores",
        "Mix of answers by plan",
        "w2 (n = 1,000)",
    ]
    low, high = ax.get_xlim()
    assert low < 10 < 22 < high


def test_only_clear_parts_are_coloured():
    def colours(frame):
        return [to_hex(bar.get_facecolor()).upper() for bar in drawn(mix_in(frame)).patches]

    assert colours(KITAGAWA) == [GREY.upper(), BAD.upper()]
    assert colours(GREW) == [GOOD.upper(), GREY.upper()]


def test_a_falling_effort_is_good_where_low_is_easy():
    rows = [
        answers("ces", {1: low, 5: 300 - low}, wave=wave, plan=plan)
        for wave, plan, low in (
            ("w1", "A", 100),
            ("w1", "B", 90),
            ("w2", "A", 200),
            ("w2", "B", 190),
        )
    ]
    column = Column(name="ces", role="ces", scale=EFFORT)
    client = made(responses=stacked(*rows), columns=(column, PLAN))
    basis = basis_of(client)
    waves = scores_by_wave(basis, overall_score(basis, "ces"), ())
    found = mix_of(basis, waves, (), basis.dimension("plan"))
    ax = drawn(found)
    assert found.parts.rate.value < 0
    assert to_hex(ax.patches[0].get_facecolor()).upper() == GOOD.upper()
    assert "1 to 5" in ax.get_xlabel()


def test_small_bases_are_hollow_and_indicative():
    few = two_waves({"A": (10, 40), "B": (10, 0)}, {"A": (100, 42), "B": (150, 2)})
    ax = drawn(mix_in(few))
    points = [line for line in ax.lines if line.get_marker() == "o"]
    assert [point.get_markerfacecolor() == "white" for point in points] == [True, False]
    assert "indicative" in ax.get_yticklabels()[0].get_text().replace("\n", " ")
    assert any("indicative" in row[0] for row in mix_table(mix_in(few), EN).rows)


# ---------------------------------------------------------------- what is planted
def test_the_mix_planted_in_the_demo_bank_is_found():
    folder = FOLDERS / "demo_bank"
    truth = json.loads((folder / "planted_truth.json").read_text("utf-8"))["mix_shift"]
    client = read_client(folder)
    book = analyse(client)
    waves = book.waves("nps")
    assert isinstance(waves, WaveScores)
    found = telling_mix(mixes_of(book.basis, waves, client.engagement.waves))
    assert found.dimension == truth["by"]
    assert [found.before_label, found.after_label] == truth["waves"]
    assert found.verdict == "mix"
    assert found.parts.mix.ci_low < truth["mix"] < found.parts.mix.ci_high
    assert found.parts.rate.ci_low < truth["real"] < found.parts.rate.ci_high


@pytest.mark.parametrize("name", ["demo_airline", "demo_telecom"])
def test_no_mix_is_found_where_none_is_planted(name):
    client = read_client(FOLDERS / name)
    book = analyse(client)
    for metric in book.metrics:
        found = mixes_of(book.basis, book.waves(metric), client.engagement.waves)
        assert all(item.verdict not in ("mix", "both") for item in found)
        assert not any(math.isnan(item.parts.rate.ci_low) for item in found)
        assert isinstance(telling_mix(found).waves.overall, Overall)
