from dataclasses import FrozenInstanceError, fields

import pytest

from cxkit.findings import Evidence, Finding, Missing


def test_a_finding_has_its_evidence_and_no_money_unless_it_was_computed():
    finding = Finding(
        key="perception.nps.level",
        subject="perception",
        headline="NPS is 12.",
        detail="",
        tone="good",
        certainty="clear",
        reach=1.0,
        size=0.1,
        evidence=Evidence(table="responses", columns=("ltr",), n=120),
    )
    assert finding.money is None
    assert finding.evidence.start is None


def test_what_is_missing_names_what_would_allow_it():
    names = {field.name for field in fields(Missing)}
    assert {"what", "need", "table", "columns"} <= names


def test_findings_and_evidence_cannot_be_changed():
    evidence = Evidence(table="responses", columns=("ltr",), n=120)
    with pytest.raises(FrozenInstanceError):
        evidence.n = 121
