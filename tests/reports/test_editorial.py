"""The consultant's edits are checked against the report they edit."""

import pytest

from cxkit.errors import ReportError
from cxkit.intake import read_client
from cxkit.reports.editorial import editorial_problems
from cxkit.reports.run import run_report
from tests.small_client import ENGAGEMENT, write_client

DRAFT = """status: draft
comments: {strategy: "Later.", perception: "As agreed."}
findings:
  perception.nps.levle: {order: 1}
  perception.nps.level: {headline: "Where we stand"}
"""
FINAL = DRAFT.replace("draft", "final") + "sign_off: {name: Ana, date: 2026-01-01}\n"


def problems(tmp_path, editorial):
    plan = ENGAGEMENT + "report: {sections: [summary, perception]}\n"
    folder = write_client(tmp_path, engagement=plan, files={"editorial.yml": editorial})
    return editorial_problems(read_client(folder), language="en")


def test_a_key_that_no_finding_has_is_said_with_the_one_that_was_meant(tmp_path):
    by_rule = {problem.rule: problem for problem in problems(tmp_path, DRAFT)}
    assert by_rule["finding-unknown"].severity == "warning"
    assert by_rule["finding-unknown"].values["close"] == "perception.nps.level"


def test_a_comment_on_a_section_that_is_not_there_is_a_warning(tmp_path):
    by_rule = {problem.rule: problem for problem in problems(tmp_path, DRAFT)}
    assert by_rule["comment-without-section"].values["section"] == "strategy"
    assert by_rule["comment-without-section"].severity == "warning"


def test_a_final_report_with_a_wrong_key_is_refused_and_nothing_written(tmp_path):
    folder = write_client(tmp_path, files={"editorial.yml": FINAL})
    with pytest.raises(ReportError, match=r"no finding with the key “perception.nps.levle”"):
        run_report(folder, language="en")
    assert not (tmp_path / "reports").exists()


def test_without_edits_there_is_nothing_to_say(tmp_path):
    assert editorial_problems(read_client(write_client(tmp_path)), language="es") == ()
