"""What is planted in the demo clients is found, and where nothing is planted nothing is."""

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cxkit.client import Column
from cxkit.demo import DEMOS, write_clean_client
from cxkit.demo.clients import CLEAN
from cxkit.demo.generate import write_client
from cxkit.intake import read_client
from cxkit.perception import analyse, by_table, describe_resolution_by, findings, waves_table
from cxkit.perception.scores.wave_wording import read_waves
from cxkit.perception.standout import standing_out
from cxkit.perception.waits.resolution import resolution_time
from tests.perception.made_clients import with_frame

FOLDERS = Path(__file__).parents[2] / "client_data"
SCORES = ("ltr", "csat", "ces")
DAY = 24.0


class Demo:
    """A demo client as the front door gives it, with what was planted in it."""

    def __init__(self, folder):
        self.client = read_client(folder)
        self.truth = json.loads((folder / "planted_truth.json").read_text("utf-8"))
        self.words = self.client.engagement.words("en")
        self.perception = analyse(self.client)
        self.findings = findings(self.perception, self.words)

    def headlines(self, pattern):
        return [item.headline for item in self.findings if re.search(pattern, item.key)]

    def named(self, column, value):
        return self.client.tables["responses"].columns[column].group(value, self.words)


@pytest.fixture(scope="module", params=list(DEMOS))
def demo(request):
    return Demo(FOLDERS / request.param)


@pytest.fixture(scope="module")
def bank():
    return Demo(FOLDERS / "demo_bank")


@pytest.fixture(scope="module")
def telecom():
    return Demo(FOLDERS / "demo_telecom")


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    return Demo(write_clean_client(tmp_path_factory.mktemp("clean")))


def planted_kind(found):
    """Keep the findings that say that something differs or changed."""
    return [f.key for f in found if re.search(r"\.(good|bad)$|\.change\b", f.key)]


# --------------------------------------------------------------- what is planted
def test_the_planted_fall_is_found_in_its_wave_with_its_size(demo):
    waves = demo.perception.waves("nps")
    ((before, after),) = demo.truth["waves"]["fell"]
    planted = demo.truth["waves"]["nps"]
    change = next(c for c in waves.changes if c.after_label == after)
    assert change.before_label == before
    assert change.verdict == "changed"
    assert change.ci_low < planted[after] - planted[before] < change.ci_high


def test_every_wave_holds_its_planted_score_within_its_interval(demo):
    table = demo.perception.waves("nps").table.set_index("group")
    assert table.index.tolist() == list(demo.truth["waves"]["nps"])
    for wave, planted in demo.truth["waves"]["nps"].items():
        assert table.loc[wave, "ci_low"] < planted < table.loc[wave, "ci_high"]


def test_the_summary_names_the_fall_and_its_waves(demo):
    ((before, after),) = demo.truth["waves"]["fell"]
    text = f"from {demo.named('wave', before)} to {demo.named('wave', after)}."
    (headline,) = [h for h in demo.headlines(r"\.change\b") if h.endswith(text)]
    assert headline.startswith("NPS fell by ")


def test_a_wave_in_which_nothing_happened_is_no_clear_change(demo):
    waves = demo.perception.waves("nps")
    ((before, after),) = demo.truth["waves"]["calm"]
    place = next(i for i, c in enumerate(waves.changes) if c.after_label == after)
    assert waves.changes[place].verdict != "changed"
    assert waves_table(waves, demo.words).rows[place + 1][-1] != "changed"
    text = f"from {demo.named('wave', before)} to {demo.named('wave', after)}."
    assert not [h for h in demo.headlines(r"\.change\b") if h.endswith(text)]


def test_a_calm_last_wave_reads_as_chance(telecom):
    ((_, after),) = telecom.truth["waves"]["calm"]
    table = telecom.client.tables["responses"]
    frame = table.frame[table.frame["wave"] <= after]
    waves = analyse(with_frame(telecom.client, "responses", frame)).waves("nps")
    text = read_waves(waves, telecom.words)
    assert text.startswith("NPS moved by ")
    assert "These answers are too few to tell" in text


def test_the_touchpoint_that_loses_promoters_is_found_and_named(demo):
    place = demo.truth["losing_touchpoint"]
    scores = demo.perception.by("touchpoint", "nps")
    assert standing_out(scores, "bad")["group"] == place
    (headline,) = demo.headlines(r"^perception\.nps\.touchpoint\.bad$")
    assert headline.startswith(f"{demo.named('touchpoint', place)}: NPS ")
    assert headline.endswith(" points below the rest.")


def test_the_touchpoint_that_loses_promoters_also_costs_more_effort(telecom):
    """On its scale a high answer means much effort, so the higher mean is the worse."""
    scores = telecom.perception.by("touchpoint", "ces")
    worst = standing_out(scores, "bad")
    assert not scores.overall.scale.higher_is_better
    assert worst["group"] == telecom.truth["losing_touchpoint"]
    assert worst["gap"] > 0
    best = standing_out(scores, "good")
    assert best is None or best["gap"] < 0


def test_the_slow_channel_is_found_and_named(demo):
    channel = demo.truth["tickets"]["slow_channel"]
    resolution = demo.perception.resolution("channel")
    slowest = resolution.table.sort_values("median_hours").iloc[-1]
    assert slowest["group"] == channel
    name = resolution.column.group(channel, demo.words)
    assert describe_resolution_by(resolution, demo.words).headline.startswith(
        f"{name} takes longest: "
    )


def test_open_tickets_raise_the_mean_to_near_the_planted_truth(demo):
    truth = demo.truth["tickets"]
    result = demo.perception.resolution().overall
    assert result.n_open == truth["open"]
    assert result.closed_only_mean_hours == pytest.approx(
        truth["closed_only_mean_days"] * DAY, abs=0.25
    )
    # the report stops where 30 tickets are still followed, and is already above the closed ones
    assert result.restricted_mean_hours > result.closed_only_mean_hours
    # followed to the end, the interval holds the planted mean
    client = demo.perception.client
    whole = resolution_time(
        client.tables["tickets"].frame, as_of=client.engagement.as_of, horizon_days=400
    )
    assert whole.restricted_mean_ci_low > whole.closed_only_mean_hours
    assert whole.restricted_mean_ci_low < truth["true_mean_days"] * DAY
    assert truth["true_mean_days"] * DAY < whole.restricted_mean_ci_high


def test_the_satisfied_and_the_recommending_are_the_same_touchpoints(bank):
    by_nps = bank.perception.by("touchpoint", "nps").table.set_index("group")["score"]
    by_csat = bank.perception.by("touchpoint", "csat").table.set_index("group")["score"]
    assert by_nps.idxmin() == by_csat.idxmin() == bank.truth["losing_touchpoint"]


def test_the_planted_drivers_come_out_the_heaviest_first(demo):
    """Weights planted 0.02 apart may change places; halo lends the lightest some weight."""
    weights = demo.truth["drivers"]["weights"]
    drivers = demo.perception.drivers()
    table = drivers.table.set_index("name")
    heaviest = max(weights, key=weights.get)
    assert drivers.first == (heaviest,)
    assert table["beats_noise"].all()
    order = sorted(weights, key=weights.get, reverse=True)
    for place, name in enumerate(order):
        later = [other for other in order if weights[name] - weights[other] > 0.1]
        assert (table.loc[later, "importance"] < table.loc[name, "importance"]).all(), place
    assert drivers.r2_low < demo.truth["drivers"]["fit"] < drivers.r2_high + 0.15


# ------------------------------------------------------------ nothing is planted
def test_the_clean_client_yields_no_finding_of_a_planted_kind(clean):
    assert planted_kind(clean.findings) == []
    assert [f.key for f in clean.findings] == [
        "perception.nps.level",
        "perception.resolution.level",
    ]


@pytest.mark.slow
def test_other_draws_of_the_clean_client_yield_no_planted_finding_either(tmp_path):
    """At most 1 of 5: two or more would have a chance of 0.023 at 5 % each (binomial)."""
    false = 0
    for seed in range(1, 6):
        drawn = replace(CLEAN, profile=replace(CLEAN.profile, seed=seed))
        found = Demo(write_client(drawn, tmp_path / f"clean_{seed}")).findings
        false += bool(planted_kind(found))
    assert false <= 1


def test_at_the_clean_client_no_change_and_no_group_stands_out(clean):
    for metric in clean.perception.metrics:
        waves = clean.perception.waves(metric)
        verdicts = {row[-1] for row in waves_table(waves, clean.words).rows[1:]}
        assert "changed" not in verdicts
    verdicts = [
        row[-1]
        for scores in clean.perception.all_by("segment")
        for row in by_table(scores, clean.words).rows
    ]
    assert "differs" not in verdicts
    assert verdicts


def test_at_the_clean_client_closed_tickets_tell_the_truth(clean):
    result = clean.perception.resolution().overall
    assert result.restricted_mean_hours == pytest.approx(result.closed_only_mean_hours, rel=0.05)
    headline = describe_resolution_by(clean.perception.resolution("channel"), clean.words).headline
    assert headline == "Time to resolution does not differ clearly by channel"


def shuffled(client, rng):
    """Return the client with all answers of a questionnaire dealt to another questionnaire."""
    frame = client.tables["responses"].frame
    order = rng.permutation(len(frame))
    dealt = {name: frame[name].to_numpy()[order] for name in SCORES}
    return with_frame(client, "responses", frame.assign(**dealt))


def slim(client):
    """Return the client with the answers alone and the columns that findings look at."""
    table = client.tables["responses"]
    names = ["wave", "date", "touchpoint", "stage", "channel", "segment", "region", *SCORES]
    kept = replace(table, frame=table.frame[names], columns={n: table.columns[n] for n in names})
    return replace(client, tables={"responses": kept})


def test_a_shuffle_destroys_what_was_planted(bank):
    client = shuffled(slim(bank.client), np.random.default_rng(5))
    before = planted_kind(findings(analyse(slim(bank.client)), bank.words))
    after = planted_kind(findings(analyse(client), bank.words))
    assert len(before) >= 8
    assert after == []


# -------------------------------------------------------------- rows and counts
def test_the_bank_as_a_table_of_counts_gives_the_same_results(bank):
    table = bank.client.tables["responses"]
    names = [name for name in slim(bank.client).tables["responses"].frame if name != "date"]
    rows = table.frame[names]
    counts = rows.value_counts(dropna=False).rename("answers").reset_index()
    assert len(counts) < len(rows)
    columns = {name: table.columns[name] for name in names}
    counted = columns | {"answers": Column(name="answers", role="number")}
    one, other = (
        analyse(
            replace(bank.client, tables={"responses": replace(table, frame=f, columns=declared)})
        )
        for f, declared in ((rows, columns), (counts, counted))
    )
    assert findings(one, bank.words) == findings(other, bank.words)
    for metric in one.metrics:
        assert one.overall(metric) == other.overall(metric)
        assert one.waves(metric).changes == other.waves(metric).changes
        results = [(one.waves(metric), other.waves(metric))]
        results.append((one.answers("", metric), other.answers("", metric)))
        for column in one.dimensions:
            results.append((one.by(column.name, metric), other.by(column.name, metric)))
            results.append((one.answers(column.name, metric), other.answers(column.name, metric)))
        for left, right in results:
            pd.testing.assert_frame_equal(left.table, right.table, check_exact=True)


def test_the_ratings_of_the_bank_are_the_same_from_counts(bank):
    table = bank.client.tables["responses"]
    rated = [column.name for column in table.with_role("rating")]
    counts = table.frame[rated].value_counts(dropna=False).rename("answers").reset_index()
    columns = {name: table.columns[name] for name in rated}
    columns["answers"] = Column(name="answers", role="number")
    counted = replace(table, frame=counts, columns=columns)
    found = analyse(replace(bank.client, tables={"responses": counted})).ratings
    assert found.evidence.n == len(table)
    pd.testing.assert_frame_equal(found.table, bank.perception.ratings.table, check_exact=True)


# --------------------------------------------------------------- both languages
def test_the_findings_name_groups_in_the_language_of_the_report(demo):
    """Names differ between the languages for the losing touchpoint and every wave."""
    own = demo.client.engagement.own_language
    for language in ("es", "en"):
        words = demo.client.engagement.words(language)
        text = " ".join(f.headline for f in findings(demo.perception, words))
        place = demo.truth["losing_touchpoint"]
        ((_, after),) = demo.truth["waves"]["fell"]
        assert (place in text) == (language == own)
        assert (after in text) == (language == own)
        assert "[" not in text  # no mark of a text in the other language
