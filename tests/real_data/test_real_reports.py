"""Each of five data sets becomes a whole report that one can hand over."""

import csv
import html
import re

import nbformat
import pytest

from cxkit.reports.run import run_report

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

LANGUAGE = {
    "nps_retail_bank": "es",
    "airline_satisfaction": "en",
    "ibm_telco_churn": "es",
    "sf311_sample": "en",
    "starwars_surveymonkey": "en",
}


@pytest.fixture(scope="module")
def reports(clients):
    made = {}

    def report(name):
        if name not in made:
            made[name] = run_report(clients.folder(name), language=LANGUAGE[name])
        return made[name]

    return report


@pytest.fixture(params=LANGUAGE)
def name(request):
    return request.param


def text_of(page):
    """Return what a reader sees, with one plain blank between words."""
    page = re.sub(r"<(style|script)\b.*?</\1>", " ", page, flags=re.DOTALL)
    page = html.unescape(re.sub(r"<[^>]+>", " ", page))
    return " ".join(page.split())


def read(files):
    return text_of(files.html.read_text("utf-8"))


def test_a_report_has_no_trace_of_a_failure(reports, name):
    files = reports(name)
    page = read(files)
    assert not re.search(r"\bnan\b|\bNaT\b|\binf\b|<NA>", page)
    for token in ("Traceback", "Error:", "Warning:", "object at 0x", "dtype:", "{n}", "[[", "]]"):
        assert token not in page
    cells = nbformat.read(files.notebook, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    assert {output.output_type for output in outputs} <= {"display_data", "execute_result"}


def test_a_report_reaches_for_nothing_outside_itself(reports, name):
    page = reports(name).html.read_text("utf-8")
    assert not re.search(r'(?:src|href)\s*=\s*["\']?(?:https?:)?//', page)


NUMBERS = [
    # the bank's region is Mexico: decimal point, comma for thousands
    ("nps_retail_bank", ["5,000", "1,649", "46%", "34%", "9 (?:a|to|y) 14", "1,720"]),
    # Spain: decimal comma, blank before the sign of percent, no mark in four digits
    ("ibm_telco_churn", ["42 %", "3,24", "7043", "−22,8 (?:a|to|y) −18,3"]),
    ("airline_satisfaction", ["44%", "25,976", "63%", "31%", "3.65", "2.81", "1,381"]),
    ("sf311_sample", ["5.2 days", "302 days", "9,952", "363", "6.9 days", "8.6 days"]),
    ("starwars_surveymonkey", ["1,186", "93.5%", "34.0%", "4.67", "814", "474"]),
]


@pytest.mark.parametrize(("which", "numbers"), NUMBERS)
def test_key_numbers_are_written_as_the_region_does(reports, which, numbers):
    page = read(reports(which))
    missing = [number for number in numbers if not re.search(number, page)]
    assert not missing


ABSENT = [  # what has no data, and the words of the folder that provide it
    ("nps_retail_bank", ["tickets", "opened", "resolved", "role: rating", "touchpoint"]),
    ("airline_satisfaction", ["tickets", "opened", "resolved", "wave", "touchpoint"]),
    ("ibm_telco_churn", ["tickets", "opened", "resolved", "wave", "role: rating"]),
    ("sf311_sample", ["responses", "ltr", "csat", "ces", "role: rating"]),
    ("starwars_surveymonkey", ["tickets", "opened", "resolved", "ltr"]),
]


@pytest.mark.parametrize(("which", "names"), ABSENT)
def test_a_section_without_data_says_how_to_provide_it(reports, which, names):
    page = read(reports(which))
    said = " ".join(
        re.findall(r"(?:Not shown|No se muestra)(.*?)(?=Not shown|No se muestra|$)", page)
    )
    assert [word for word in names if word not in said] == []


def test_a_report_in_spanish_has_spanish_headings(reports):
    page = read(reports("nps_retail_bank"))
    assert "¿Dónde estamos?" in page
    assert "1 de enero de 2021" in page
    assert "México" in page


def column(clients, data, file, heading):
    with (clients.data / data / file).open(encoding="utf-8", newline="") as source:
        return {row[heading] for row in csv.DictReader(source) if row[heading].strip()}


PERSONAL = [
    ("nps_retail_bank", "nps_bank_dd-mm-yyyy.csv", "Customer Name"),
    ("ibm_telco_churn", "Telco_customer_churn_status.csv", "Customer ID"),
    ("ibm_telco_churn", "Telco_customer_churn_location.csv", "Lat Long"),
    ("sf311_sample", "sf311.csv", "incident_address"),
    ("sf311_sample", "sf311.csv", "location"),
    ("sf311_sample", "sf311.csv", "media_url"),
    ("sf311_sample", "sf311.csv", "status_notes"),
]


@pytest.mark.parametrize(("which", "file", "heading"), PERSONAL)
def test_nothing_personal_is_in_the_notebook_or_the_page(reports, clients, which, file, heading):
    files = reports(which)
    written = files.notebook.read_text("utf-8") + files.html.read_text("utf-8")
    shortest = 25 if heading == "status_notes" else 9  # "completed" alone tells nothing of anyone
    values = {item for item in column(clients, which, file, heading) if len(item) >= shortest}
    assert len(values) > 100
    assert not [value for value in values if value in written]
