import pytest

from cxkit.findings import Missing
from cxkit.journeys import (
    analyse,
    assumptions_table,
    describe_messages,
    findings,
    heuristics_table,
    personalisation_table,
    read_heuristics,
    read_log,
    read_personalisation,
    workshops_table,
)
from tests.journeys.made_journeys import made

WORDS = made().engagement.words("en")


def design(**parts):
    return analyse(made(design=parts))


def messages(*degrees):
    checks = [
        {"message": "Price", "channel": f"C{place}", "consistent": degree}
        for place, degree in enumerate(degrees)
    ]
    return design(messages=checks)


@pytest.mark.parametrize(
    ("degrees", "headline", "found"),
    [
        (["yes", "yes"], "Every channel that was checked says the same", 0),
        (["yes", "partly"], "No channel contradicts the others, though some say only a part", 0),
        (["yes", "no"], "“Price”: C1 says something different from the other channels", 1),
        (["no", "no", "yes"], "2 of 3 checks find a channel that says something else", 1),
    ],
)
def test_the_headline_says_how_many_channels_differ(degrees, headline, found):
    analysis = messages(*degrees)
    assert describe_messages(analysis.messages, WORDS).headline == headline
    keys = [item.key for item in findings(analysis, WORDS)]
    assert keys == ["journeys.messages.differ"] * found


def test_a_rule_scores_one_for_each_respect_in_which_it_is_relevant():
    rules = [
        {"name": "one", "kind": "static", "time": "no", "content": "yes"},
        {
            "name": "all",
            "kind": "dynamic",
            "time": "yes",
            "content": "yes",
            "relevant_channel": "sí",
        },
        {"name": "blank", "kind": "static"},
    ]
    found = design(personalisation=rules).personalisation
    scored = {item.rule.name.plain: (item.relevance, item.judged) for item in found.rules}
    assert scored == {"all": (3, 3), "one": (1, 2), "blank": (0, 0)}
    assert read_personalisation(found, WORDS) == (
        "3 rules of personalisation; relevant in time, content and channel at once: 1. "
        "Not fully judged: 2."
    )
    assert [row[-1] for row in personalisation_table(found, WORDS).rows] == [
        "3 of 3",
        "1 of 2",
        "0 of 0",
    ]


def judged(*rows):
    return [
        {"touchpoint": "App", "heuristic": rule, "rater": rater, "severity": severity}
        for rule, rater, severity in rows
    ]


def test_severity_is_a_median_and_the_severest_comes_first():
    rows = judged(("a", "R1", 1), ("a", "R2", 2), ("b", "R1", 4), ("b", "R2", 4), ("b", "R3", 0))
    found = design(heuristics=rows).heuristics
    said = [(line.heuristic, line.median, line.low, line.high, line.raters) for line in found.lines]
    assert said == [("b", 4.0, 0, 4, 3), ("a", 1.5, 1, 2, 2)]
    assert [row[2] for row in heuristics_table(found, WORDS).rows] == ["4", "1.5"]
    assert (found.agreement.n_raters, found.agreement.n_items) == (3, 2)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("a", "R1", 3)], "cannot be told"),
        ([("a", "R1", 3), ("a", "R2", 3), ("b", "R1", 0), ("b", "R2", 0)], "can be relied on"),
        ([("a", "R1", 4), ("a", "R2", 0), ("b", "R1", 0), ("b", "R2", 4)], "should be discussed"),
    ],
)
def test_agreement_decides_what_severities_are_worth(rows, words):
    text = read_heuristics(design(heuristics=judged(*rows)).heuristics, WORDS)
    assert words in text


def test_the_log_counts_assumptions_and_who_took_part():
    analysis = design(
        assumptions=[{"text": "x", "status": "confirmed"}, {"text": "y"}],
        workshops=[{"name": "w", "customers": 9}, {"name": "v", "customers": 3, "employees": 2}],
    )
    assert read_log(analysis.log, WORDS).split("\n") == [
        "2 assumptions: 1 confirmed, 0 refuted, 1 open.",
        "2 co-creation workshops, with 12 customers and 2 employees.",
    ]
    assert len(assumptions_table(analysis.log, WORDS).rows) == 2
    assert len(workshops_table(analysis.log, WORDS).rows) == 2


@pytest.mark.parametrize("name", ["messages", "personalisation", "heuristics", "log"])
def test_what_was_not_judged_is_missing(name):
    assert isinstance(getattr(analyse(made()), name), Missing)
    assert isinstance(getattr(design(), name), Missing)


def test_known_rules_of_usability_are_named_and_others_are_left_as_written():
    rows = [
        {"touchpoint": "App", "heuristic": rule, "rater": "R1", "severity": 2}
        for rule in ("error_recovery", "Error recovery", "our_own_rule")
    ]
    names = [row[1] for row in heuristics_table(design(heuristics=rows).heuristics, WORDS).rows]
    assert sorted(names) == ["our own rule", "recovery from errors", "recovery from errors"]
