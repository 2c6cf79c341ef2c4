"""Report, keep, new data, report again: the second says what changed since the first."""

import json

import pytest

from cxkit.cli.app import main
from cxkit.engagement.delivered import PREVIOUS_FILE
from cxkit.reports.warm import can_fork
from tests.small_client import ENGAGEMENT, survey, write_client

LATER = ENGAGEMENT.replace("2025", "2026")


def test_without_a_report_there_is_nothing_to_keep(tmp_path, capsys):
    write_client(tmp_path)
    assert main(["keep", "acme", "--home", str(tmp_path)]) == 1
    assert "cxkit report acme" in " ".join(capsys.readouterr().err.split())


def test_a_spoilt_record_is_not_kept(tmp_path, capsys):
    folder = write_client(tmp_path)
    place = tmp_path / "reports" / "acme" / "findings.json"
    place.parent.mkdir(parents=True)
    place.write_text("{}", encoding="utf-8")
    assert main(["keep", "acme", "--home", str(tmp_path)]) == 1
    assert not (folder / PREVIOUS_FILE).exists()
    assert "findings.json" in capsys.readouterr().err


@pytest.mark.slow
def test_the_next_report_says_what_changed(tmp_path, capsys, request):
    if can_fork():
        request.getfixturevalue("lent_farm")
    sections = "report: {sections: [summary]}\n"
    folder = write_client(tmp_path, engagement=ENGAGEMENT + sections)
    home = ["--home", str(tmp_path)]
    assert main(["report", "acme", "--language", "en", *home]) == 0
    said = json.loads((tmp_path / "reports" / "acme" / "findings.json").read_text("utf-8"))
    assert {item["key"] for item in said["measures"]} == {"nps", "csat"}
    assert all(item["headline"]["es"] and item["headline"]["en"] for item in said["findings"])
    assert main(["keep", "acme", *home]) == 0
    assert PREVIOUS_FILE in capsys.readouterr().out.replace("\n", "")
    assert (folder / PREVIOUS_FILE).is_file()

    (folder / "engagement.yml").write_text(LATER + sections, encoding="utf-8")
    rows = survey().replace(",2025-", ",2026-").splitlines()
    better = [rows[0]]
    for row in rows[1:]:
        cells = row.split(",")
        cells[3] = "10"
        better.append(",".join(cells))
    (folder / "data" / "survey.csv").write_text("\n".join(better) + "\n", encoding="utf-8")
    assert main(["report", "acme", "--language", "en", *home]) == 0
    page = (tmp_path / "reports" / "acme" / "acme_en.html").read_text("utf-8")
    assert "Since the report on data as of 31 December 2025" in page
    assert "clearly better" in page
    assert "Headline measures then and now" in page
