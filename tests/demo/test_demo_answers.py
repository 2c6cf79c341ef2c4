"""What is planted in answers, customers and tickets is found by plain arithmetic."""

import numpy as np
import pandas as pd
import pytest
from demo_reading import group_of, importance, nps


def test_drivers_have_the_planted_weights(demo):
    planted, found = demo.truth["drivers"]["weights"], importance(demo)
    for column, weight in planted.items():
        assert found[column] == pytest.approx(weight, abs=0.06)
    assert max(found, key=found.get) == max(planted, key=planted.get)


def test_satisfaction_follows_the_same_main_driver(demo):
    answers = demo.table("responses")
    columns = list(demo.truth["drivers"]["weights"])
    known = answers.dropna(subset=[*columns, "csat"])
    x = (known[columns] - known[columns].mean()) / known[columns].std()
    weights = np.linalg.lstsq(x.to_numpy(), known["csat"].to_numpy(), rcond=None)[0]
    assert columns[int(np.argmax(weights))] == columns[0]


def test_ratings_share_a_halo(demo):
    columns = list(demo.truth["drivers"]["weights"])
    table = demo.table("responses")[columns].corr().to_numpy()
    assert table[np.triu_indices(len(columns), 1)].min() > 0.25


def test_five_percent_of_the_ratings_are_blank(demo):
    columns = list(demo.truth["drivers"]["weights"])
    assert demo.table("responses")[columns].isna().to_numpy().mean() == pytest.approx(
        0.05, abs=0.01
    )


def test_every_wave_has_its_planted_nps(demo):
    answers = demo.table("responses")
    for wave, planted in demo.truth["waves"]["nps"].items():
        assert nps(answers.loc[answers["wave"] == wave, "ltr"]) == pytest.approx(planted, abs=0.6)


def test_one_wave_fell_clearly_and_one_change_is_nothing(demo):
    answers = demo.table("responses")
    truth = demo.truth["waves"]
    (before, after), (still, same) = truth["fell"][0], truth["calm"][0]
    assert len(truth["fell"]) == len(truth["calm"]) == 1

    def wave(name):
        return answers.loc[answers["wave"] == name, "ltr"].dropna()

    fall = nps(wave(after)) - nps(wave(before))
    error = 100 * np.sqrt(
        sum(
            (np.sign((wave(name) >= 9) * 1.0 - (wave(name) <= 6)).var()) / len(wave(name))
            for name in (before, after)
        )
    )
    assert fall <= -12
    assert fall < -3 * error
    assert abs(nps(wave(same)) - nps(wave(still))) < 1


def test_dates_fall_inside_the_wave_they_are_labelled_with(demo):
    dates, waves = demo.dates("responses", "date"), demo.table("responses")["wave"]
    for wave in demo.engagement["waves"]:
        inside = dates[waves == wave["name"]]
        assert inside.min() >= pd.Timestamp(wave["start"])
        assert inside.max() <= pd.Timestamp(wave["end"])


def test_at_the_bank_every_segment_rises_while_the_total_falls(bank):
    answers = bank.table("responses")
    before, after = (answers[answers["wave"] == wave] for wave in bank.truth["mix_shift"]["waves"])
    old, new = before.groupby("segment")["ltr"], after.groupby("segment")["ltr"]
    s1, s2 = old.apply(nps), new.apply(nps)
    w1, w2 = old.count() / before["ltr"].count(), new.count() / after["ltr"].count()
    assert (s2 > s1).all()
    assert nps(after["ltr"]) < nps(before["ltr"]) - 10
    # Kitagawa (1955): what is real and what is mix
    assert ((s2 - s1) * (w1 + w2) / 2).sum() == pytest.approx(
        bank.truth["mix_shift"]["real"], abs=0.8
    )
    assert ((w2 - w1) * (s1 + s2) / 2).sum() == pytest.approx(
        bank.truth["mix_shift"]["mix"], abs=0.8
    )


def test_one_touchpoint_loses_promoters(demo):
    answers = demo.table("responses")
    by_place = answers.groupby("touchpoint")["ltr"].apply(nps).sort_values()
    assert by_place.index[0] == demo.truth["losing_touchpoint"]
    assert by_place.iloc[0] < by_place.iloc[1] - 30


def test_detractors_leave_more_often_and_earn_less(demo):
    customers, group, left = group_of(demo)
    churn = left.groupby(group).mean()
    for name in ("promoters", "passives", "detractors"):
        assert churn[name] == pytest.approx(demo.truth["churn"][name], abs=0.04)
    stay = ~left & customers["revenue_before"].notna()
    growth = (customers["revenue"] / customers["revenue_before"])[stay].groupby(group[stay])
    for name, value in growth.median().drop("silent").items():
        assert value - 1 == pytest.approx(demo.truth["revenue_growth"][name], abs=0.03)


def test_nobody_answers_or_buys_after_leaving_or_before_joining(demo):
    customers = demo.table("customers").set_index("customer_id")
    start = pd.Series(demo.dates("customers", "start_date").to_numpy(), customers.index)
    end = pd.Series(demo.dates("customers", "end_date").to_numpy(), customers.index)
    for table in ("responses", "transactions"):
        who, day = demo.table(table)["customer_id"], demo.dates(table, "date")
        assert (day >= pd.to_datetime(who.map(start))).all()
        last = pd.to_datetime(who.map(end))
        assert (day[last.notna()] <= last[last.notna()]).all()


def test_straight_liners_answer_all_alike_and_fast(demo):
    answers = demo.table("responses")
    columns = [*demo.truth["drivers"]["weights"], "csat"]
    alike = answers[columns].nunique(axis=1).eq(1) & answers[columns].notna().all(axis=1)
    fast = answers["duration"] < 0.5
    assert (alike & fast).sum() == demo.truth["responses"]["straight_liners"]
    assert (alike & fast).mean() == pytest.approx(0.02, abs=0.002)


def test_a_few_questionnaires_came_twice_under_different_ids(demo):
    answers = demo.table("responses")
    assert answers["response_id"].is_unique
    again = answers.drop(columns="response_id").duplicated()
    assert again.sum() == demo.truth["responses"]["repeated"]


def test_archetypes_have_their_sizes_and_stand_two_deviations_apart(demo):
    customers, truth = demo.table("customers"), demo.truth["archetypes"]
    kind = pd.Series(list(truth["by_customer"]))
    assert len(kind) == len(customers)
    shares = kind.value_counts(normalize=True).sort_index()
    assert shares.tolist() == pytest.approx([0.4, 0.3, 0.2, 0.1], abs=1e-9)
    for letter, needs in truth["needs"].items():
        for need in needs:
            own, other = customers.loc[kind == letter, need], customers.loc[kind != letter, need]
            spread = np.sqrt((own.var() + other.var()) / 2)
            assert (own.mean() - other.mean()) / spread == pytest.approx(2.0, abs=0.25)


def test_the_nearest_planted_centre_is_nearly_always_the_true_archetype(demo):
    customers, truth = demo.table("customers"), demo.truth["archetypes"]
    needs = [need for own in truth["needs"].values() for need in own]
    ratings = customers[needs].fillna(customers[needs].mean())
    level = ratings.sub(ratings.mean(axis=1), axis=0)
    scores = pd.DataFrame({k: level[own].mean(axis=1) for k, own in truth["needs"].items()})
    agreement = scores.idxmax(axis=1) == pd.Series(list(truth["by_customer"]))
    assert agreement.mean() > 0.9


def test_closed_tickets_alone_make_resolution_look_faster_than_it_is(demo):
    opened, resolved = demo.dates("tickets", "opened"), demo.dates("tickets", "resolved")
    truth = demo.truth["tickets"]
    days = (resolved - opened).dt.total_seconds() / 86400
    assert resolved.isna().sum() == truth["open"] > 40
    assert days.mean() == pytest.approx(truth["closed_only_mean_days"], abs=0.01)
    assert days.mean() < 0.8 * truth["true_mean_days"]
    assert (days.dropna() >= 0).all()
    assert days.mean() > 1.8 * days.median()
    as_of = pd.Timestamp(demo.engagement["as_of"]) + pd.Timedelta(days=1)
    assert max(opened.max(), resolved.max()) < as_of


def test_one_channel_is_slow(demo):
    opened, resolved = demo.dates("tickets", "opened"), demo.dates("tickets", "resolved")
    as_of = pd.Timestamp(demo.engagement["as_of"]) + pd.Timedelta(days=1)
    age = (resolved.fillna(as_of) - opened).groupby(demo.table("tickets")["channel"]).median()
    age = age.sort_values(ascending=False)
    assert age.index[0] == demo.truth["tickets"]["slow_channel"]
    assert age.iloc[0] > 2 * age.iloc[1]


def test_many_give_up_after_one_step_of_the_funnel(demo):
    truth = demo.truth["journey"]
    visits = demo.table("events").groupby("touchpoint", sort=False)["case"].nunique()
    funnel = visits.iloc[:5]
    assert funnel.is_monotonic_decreasing
    go_on = (funnel.shift(-1) / funnel).dropna()
    assert go_on[truth["drop_after"]] == pytest.approx(truth["go_on"], abs=0.06)
    assert go_on.drop(truth["drop_after"]).min() > 0.88


def test_one_touchpoint_is_visited_again_and_again(demo):
    events = demo.table("events")
    again = events.groupby(["touchpoint", "case"]).size().gt(1).groupby("touchpoint").mean()
    assert again.idxmax() == demo.truth["journey"]["visited_again"]
    assert again.max() > 0.45
    assert again.drop(again.idxmax()).max() < 0.15
