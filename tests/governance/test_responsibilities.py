"""The RACI table and its rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.governance import breaches_table, describe_responsibilities, plot_responsibilities
from cxkit.governance.responsibilities import responsibilities
from cxkit.governance.wording.overview import read_accountable
from cxkit.language import Words
from cxkit.presentation import Style
from tests.governance.made import charter

EN = Words("en")
ROLES = [{"id": "a", "name": "Anna"}, {"id": "b", "name": "Ben"}]


def table(*rows, roles=ROLES):
    return responsibilities(charter(roles=roles, raci=[{"activity": "Work", **r} for r in rows]))


def rules(*rows, roles=ROLES):
    return [item.rule for item in table(*rows, roles=roles).breaches]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"R": ["a"], "A": ["b"]}, []),
        ({"R": ["a"], "A": ["a"], "I": ["b"]}, []),  # both R and A is allowed
        ({"R": ["a"], "C": ["b"]}, ["none_accountable"]),
        ({"R": ["a"], "A": ["a", "b"]}, ["several_accountable"]),
        ({"R": ["a"], "A": ["b", "b"]}, []),  # one role named twice is one role
        ({"A": ["a"], "I": ["b"]}, ["none_responsible"]),
        ({"R": ["a"], "A": ["b"], "I": ["z"]}, ["unknown_role"]),
        ({"R": ["a"], "A": ["a"]}, ["role_without_letter"]),
        ({}, ["none_accountable", "none_responsible", *["role_without_letter"] * 2]),
    ],
)
def test_each_rule(row, expected):
    assert rules(row) == expected


def test_without_declared_roles_no_role_is_unknown():
    found = table({"R": ["x"], "A": ["y"]}, roles=[])
    assert found.breaches == ()
    assert found.roles == ("x", "y")


def test_one_role_that_answers_for_nearly_everything_is_a_bottleneck():
    busy, free = {"R": ["b"], "A": ["a"]}, {"R": ["a"], "A": ["b"]}
    assert rules(busy, busy, busy) == []  # three activities say nothing of the load
    assert rules(busy, busy, busy, free) == ["overloaded"]
    assert rules(busy, busy, free, free) == []
    (breach,) = table(busy, busy, busy, free).breaches
    assert (breach.roles, breach.count) == (("a",), 3)


def test_letters_stand_under_their_role():
    found = table({"R": ["a"], "A": ["a"], "C": ["b"]}, {"I": ["b"], "A": ["a"], "R": ["b"]})
    assert found.letters == (("A R", "C"), ("A", "R I"))


def test_the_table_says_where_what_and_what_to_do():
    found = table({"R": ["a"], "A": ["a", "b"]}, {"R": ["a"], "C": ["b"]})
    assert [list(row) for row in breaches_table(found, EN).rows] == [
        [
            "Work",
            "More than one role answers for it: Anna and Ben",
            "Keep one role under A and make the others R or C.",
        ],
        ["Work", "Nobody answers for it", "Name one role under A."],
    ]


def test_headline_counts_activities():
    found = table({"R": ["a"], "A": ["a", "b"]}, {"R": ["b"], "A": ["b"]})
    text = describe_responsibilities(found, EN)
    assert text.headline == "1 of 2 activities has no single role that answers for it"
    sound = table({"R": ["a"], "A": ["b"]})
    assert describe_responsibilities(sound, EN).headline == (
        "Every activity has exactly one role that answers for it"
    )


@pytest.mark.parametrize(
    ("n", "sentence"),
    [
        (1, "The 1 activity listed has no single role that answers for it."),
        (2, "Not one of the 2 activities has a single role that answers for it."),
    ],
)
def test_where_no_activity_is_answered_for_no_count_of_all_is_said(n, sentence):
    assert read_accountable(table(*[{"R": ["a"]}] * n), EN) == sentence


def test_the_figure_writes_every_letter_and_marks_what_is_broken():
    found = table({"R": ["a"], "A": ["a", "b"]}, {"R": ["a"], "C": ["b"]})
    ax = plot_responsibilities(found, style=Style(words=EN, accent="#1f4e79", min_base=30))
    said = [text.get_text() for text in ax.texts]
    assert said.count("A R") == 1
    assert {"2 A", "no A"} <= set(said)
    assert [label.get_text() for label in ax.get_xticklabels()] == ["Anna", "Ben"]


@given(
    st.lists(
        st.fixed_dictionaries(
            {letter: st.lists(st.sampled_from("abz"), max_size=3) for letter in "RACI"}
        ),
        min_size=1,
        max_size=6,
    )
)
def test_every_activity_is_sound_or_breaks_a_rule(rows):
    found = table(*rows)
    for row, activity in zip(rows, found.activities, strict=True):
        own = {item.rule for item in found.breaches if item.activity is activity}
        assert ("none_accountable" in own) == (not row["A"])
        assert ("several_accountable" in own) == (len(set(row["A"])) > 1)
        assert ("none_responsible" in own) == (not row["R"])
