"""Survivors of a review: suppression by people, people without a unit, clustering, skills."""

import numpy as np
import pytest

from cxkit import culture
from cxkit.culture.answers import design_effect, favourable
from cxkit.stats.intervals import wilson_interval
from tests.culture.made_staff import analysed, made, survey


def test_a_dimension_that_few_people_of_a_unit_answered_hides_the_unit():
    """Three people give six answers: the base is people, not answers."""
    frame = survey({"A": 40, "B": 30, "C": 12, "D": 12}).drop(columns="span")
    silent = frame[frame["unit"] == "C"].index[3:]
    frame.loc[silent, ["tools", "decide"]] = np.nan
    frame.loc[frame[frame["unit"] == "C"].index[:3], ["tools", "decide"]] = [5.0, 1.0]
    assert "C" in analysed(frame).by_unit.hidden


def test_people_without_a_unit_already_protect_a_small_one():
    """Nobody can tell 3 of A from the 20 without a unit, so no other unit need be hidden."""
    frame = survey({"A": 3, "B": 6, "C": 40, "D": 20}).drop(columns="span")
    frame.loc[frame["unit"] == "A", "enps"] = [9.0, 7.0, 2.0]
    frame.loc[frame["unit"] == "B", "enps"] = [9.0, 9.0, 7.0, 7.0, 2.0, 2.0]
    frame.loc[frame["unit"] == "B", ["tools", "decide"]] = [[5.0, 1.0]] * 6
    frame.loc[frame["unit"] == "D", "unit"] = None
    assert analysed(frame).by_unit.hidden == ("A",)


def test_two_answers_of_one_person_are_no_two_people_in_the_interval_of_a_unit():
    frame = survey({"A": 60, "B": 60}).drop(columns="span")
    frame["decide"] = frame["tools"]
    found = analysed(frame)
    answers = favourable(found.staff.frame, found.staff.dimensions[0])
    effect = design_effect(answers)
    assert effect == pytest.approx(2, abs=0.05)
    row = found.by_unit.of("dimension_1").set_index("group").loc["A"]
    good = answers[(frame["unit"] == "A").to_numpy()][:, 0].sum()
    expected = wilson_interval(good / effect, 120 / effect)
    assert (row["ci_low"], row["ci_high"]) == pytest.approx(expected)


def test_a_skill_that_all_rate_alike_is_hidden():
    skills = [{"skill": "Maps", "person": f"P{i}", "level": 3} for i in range(6)]
    (maps,) = culture.analyse(made(culture={"skills": skills})).skills
    assert maps.hidden
    assert maps.n == 0
    assert np.isnan(maps.median)
