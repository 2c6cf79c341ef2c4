from cxkit.findings import Evidence, Finding
from cxkit.language import Words
from cxkit.summary.findings import EditedFinding, Summary
from cxkit.summary.tables import edits_table

WORDS = Words("en")


def finding(key="perception.nps.change", headline="NPS fell.", detail="By 9 points."):
    return Finding(
        key=key,
        subject="perception",
        headline=headline,
        detail=detail,
        tone="bad",
        certainty="clear",
        reach=1.0,
        size=0.2,
        evidence=Evidence(table="responses", columns=("ltr",), n=500),
    )


def summary(*, shown=(), others=(), hidden=(), unknown=()):
    return Summary(
        shown=tuple(shown),
        others=tuple(others),
        hidden=tuple(hidden),
        unknown=tuple(unknown),
        letter="",
    )


def test_a_reworded_finding_is_listed_with_its_original_words():
    edited = EditedFinding(
        finding=finding(headline="NPS is down."), original=finding(), reason="Clearer."
    )
    table = edits_table(summary(shown=[edited]), WORDS)
    assert table.rows == [
        [
            "perception.nps.change",
            "NPS fell. By 9 points.",
            "NPS is down. By 9 points.",
            "Clearer.",
        ]
    ]


def test_a_hidden_finding_is_listed_with_the_reason():
    hidden = EditedFinding(
        finding=finding(), original=finding(), hidden=True, reason="Known already."
    )
    (row,) = edits_table(summary(hidden=[hidden]), WORDS).rows
    assert row[1:] == ["NPS fell. By 9 points.", "hidden", "Known already."]


def test_a_reworded_finding_beyond_the_first_page_is_listed_too():
    edited = EditedFinding(finding=finding(detail="Since spring."), original=finding())
    assert len(edits_table(summary(others=[edited]), WORDS).rows) == 1


def test_unchanged_findings_are_not_listed_and_that_is_said():
    same = EditedFinding(finding=finding(), original=finding())
    table = edits_table(summary(shown=[same]), WORDS)
    assert table.rows == []
    assert table.note == "No finding of this report was hidden or reworded."


def test_keys_that_no_finding_has_are_named():
    table = edits_table(summary(unknown=["a.b", "c.d"]), WORDS)
    assert table.note.endswith("findings that this report does not have: a.b, c.d.")
