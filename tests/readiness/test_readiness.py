from datetime import date

import pytest

from cxkit.engagement import CONTRACTS
from cxkit.errors import Problem
from cxkit.intake import read_client
from cxkit.language import Words
from cxkit.readiness import (
    Readiness,
    columns_table,
    engagement_table,
    files_table,
    notices_html,
    read_readiness,
    readiness,
    tables_table,
)
from cxkit.readiness.tables import ALLOWS, TABLE_NAMES
from tests.small_client import ENGAGEMENT, write_client

EN = Words("en", region="es_PE", currency="PEN")
ES = Words("es", region="es_PE", currency="PEN")


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    lines = "      comment: {from: segment, role: category, missing: [North]}\n"
    home = tmp_path_factory.mktemp("home")
    return read_client(write_client(home, engagement=ENGAGEMENT + lines))


@pytest.fixture(scope="module")
def ready(client):
    return readiness(client)


def test_every_table_of_the_contract_is_listed_with_its_name_and_use():
    assert set(TABLE_NAMES) == set(ALLOWS) == set(CONTRACTS)


def test_a_table_says_its_rows_dates_and_columns(ready):
    facts = {table.name: table for table in ready.tables}
    responses = facts["responses"]
    assert list(facts) == list(CONTRACTS)
    assert responses.present
    assert (responses.rows, responses.files) == (120, ("data/survey.csv",))
    assert (responses.start, responses.end) == (date(2025, 1, 1), date(2025, 12, 27))
    assert not facts["customers"].present
    assert (facts["customers"].rows, facts["customers"].columns) == (0, ())


def test_a_column_says_how_well_it_is_filled(ready):
    responses = next(table for table in ready.tables if table.name == "responses")
    columns = {column.name: column for column in responses.columns}
    assert (columns["ltr"].filled, columns["ltr"].distinct) == (1.0, 11)
    assert (columns["comment"].filled, columns["comment"].distinct) == (0.5, 1)
    assert columns["csat"].heading == "satisfied"
    assert columns["csat"].role == "csat"


def test_files_come_with_their_hash_and_rows(ready):
    assert [file.path for file in ready.files] == ["engagement.yml", "data/survey.csv"]
    assert (ready.files[1].rows, len(ready.files[1].sha256)) == (120, 64)


def test_the_words_name_what_is_there_and_what_is_lost_without_the_rest(ready):
    lines = read_readiness(ready, EN).split("\n")
    assert lines[0] == "1 of 7 tables is there: customers' answers."
    assert lines[1] == (
        "Without the table “customers” this report cannot show segments, retention, churn and the "
        "value of a customer."
    )
    assert len(lines) == len(CONTRACTS)


def test_a_client_without_data_is_told_so():
    empty = Readiness(tables=(), notices=(), files=())
    assert read_readiness(empty, EN) == "No table of data has been provided yet."


def test_the_tables_of_an_engagement_are_complete_in_both_languages(client, ready):
    for words in (EN, ES):
        tables = tables_table(ready, words)
        assert len(tables.rows) == len(CONTRACTS)
        columns = columns_table(ready, words)
        assert [row[0] for row in columns.rows] == [
            f"responses.{name}" for name in client.tables["responses"].columns
        ]
        for table in (tables, columns, engagement_table(client.engagement, words)):
            assert all(len(row) == len(table.headings) for row in table.rows)
            assert len(table.numeric) == len(table.headings)
            assert all(cell for row in table.rows for cell in row)


def test_the_conventions_are_written_in_the_clients_format(client):
    rows = dict(engagement_table(client.engagement, EN).rows)
    assert rows["Client"] == "Acme"
    assert rows["Period"] == "1 January 2025 to 31 December 2025"
    assert rows["Data as of"] == "31 December 2025"
    assert rows["Level of all intervals"].startswith("95")
    assert rows["Industry"] == "–"


def test_files_are_shown_with_how_they_were_read_and_the_start_of_their_hash(ready):
    for words in (EN, ES):
        table = files_table(ready, words)
        assert table.rows[0][:3] == ["engagement.yml", "–", "–"]
        assert table.rows[1][1] == "120"
        assert words("detected") in table.rows[1][2]
        assert table.rows[1][3] == ready.files[1].sha256[:16]


def test_notices_are_shown_escaped_or_said_to_be_none(ready):
    notice = Problem(
        rule="x", message="Found {what}.", values={"what": "<b>"}, file="a.csv", severity="note"
    )
    html, plain = notices_html(Readiness(tables=(), notices=(notice,), files=()), EN)
    assert "Found &lt;b&gt;." in html
    assert plain.endswith("a.csv: Found <b>.")
    _, nothing = notices_html(Readiness(tables=(), notices=(), files=()), EN)
    assert "Nothing had to be assumed" in nothing
