"""Other public data of the kinds a client sends: each is read, counted and remarked upon."""

import pytest

from cxkit.intake import check_client
from cxkit.perception import analyse

pytestmark = pytest.mark.real_data

READ = [  # engagement, data set, rows by table, rules of the notes and warnings
    ("qualtrics_sample", "", {"responses": 1}, []),
    ("qualtrics_legacy", "qualtrics_sample", {"responses": 1}, []),
    ("fte_flying_etiquette", "", {"responses": 1040}, []),
    ("nhs_fft_v6", "", {"responses": 7908}, []),
    (
        "osmi_2018_typeform",
        "",
        {"employees": 417},
        ["date-order-detected", "date-order-detected", "range-made-date"],
    ),
    ("quejas_pamplona_2014", "", {"tickets": 5378}, ["date-order-detected"]),
    (
        "cfpb_complaints_sample",
        "",
        {"tickets": 3186},
        ["date-order-detected", "date-order-detected", "dates-reversed"],
    ),
    ("ibm_hr_attrition", "", {"employees": 1470}, []),
    ("opm_fevs_indices", "", {"customers": 52}, ["decimal-detected"]),
    ("verenich_helpdesk", "", {"events": 13710}, []),
    ("bpi2013_incidents", "", {"events": 65533}, []),
    ("cookie_cats_ab", "", {"experiments": 90189}, ["control-unclear", "heading-blank"]),
    ("tripadvisor_review_ratings", "", {"customers": 980}, ["decimal-detected"]),
    (
        "cdnow",
        "",
        {"transactions": 69659, "customers": 2357},
        ["decimal-detected", "decimal-detected"],
    ),
]


@pytest.mark.parametrize(("name", "data", "rows", "remarks"), READ)
def test_an_export_is_read_as_it_came(clients, name, data, rows, remarks):
    client = clients.read(name, data=data)
    assert {table: len(found) for table, found in client.tables.items()} == rows
    assert sorted(note.rule for note in client.notes) == remarks


@pytest.fixture(scope="module")
def table(clients):
    made = {}

    def read(name, which, *, data=""):
        if name not in made:
            made[name] = clients.read(name, data=data)
        return made[name].tables[which].frame

    return read


def test_the_three_heading_rows_of_a_qualtrics_export_are_no_answers(table):
    row = table("qualtrics_sample", "responses").iloc[0]
    assert (row["choice"], row["verbatim"], row["duration"]) == (2, "Hello World!", 38)
    assert str(row["date"]) == "2017-07-18 08:28:48"
    assert "address" not in row


def test_the_older_qualtrics_export_reads_the_same(table):
    row = table("qualtrics_legacy", "responses", data="qualtrics_sample").iloc[0]
    assert (row["choice"], row["verbatim"]) == (2, "Hello World!")
    assert str(row["date"]) == "2017-07-18 08:28:48"


def test_worded_answers_of_a_survey_become_a_scale(table):
    frame = table("fte_flying_etiquette", "responses")
    assert frame["recline"].value_counts().to_dict() == {1: 502, 2: 281, 3: 71}
    assert frame["wake_to_walk"].value_counts().to_dict() == {1: 226, 2: 446, 3: 178}
    assert frame["baby"].isna().sum() == 191
    assert frame["travel"].nunique() == 6


def test_codes_that_are_no_answer_are_left_out_of_the_scale(table, clients):
    frame = table("nhs_fft_v6", "responses")
    counts = frame["csat"].value_counts().sort_index().to_dict()
    assert counts == {1: 5074, 2: 1294, 3: 366, 4: 299, 5: 435}
    assert frame["csat"].isna().sum() == 24 + 416
    # 502 are empty by the reference, 6 of them with a text such as "N/A"; 12 are a blank only
    assert frame["verbatim"].notna().sum() == 7908 - (502 - 6) - 12 - 1189
    assert frame["customer_id"].nunique() == 4466
    assert frame["timeliness"].sum() == 1104
    result = analyse(clients.read("nhs_fft_v6")).overall("csat").result
    assert result.top_box == pytest.approx((5074 + 1294) / 7468)  # 1 and 2 are the good end


def test_dates_in_two_orders_are_refused_with_a_row_of_each(clients):
    folder = clients.folder(
        "nhs_fft_v6", ("      customer_id:", "      date: Date\n      customer_id:")
    )
    problem = check_client(folder).errors[0]
    assert (problem.rule, problem.column) == ("date-order-mixed", "Date")
    assert len(problem.rows) == len(problem.found) == 2


def test_headings_with_tags_and_ranges_made_dates_in_a_typeform_export(table, clients):
    frame = table("osmi_2018_typeform", "employees")
    assert frame["physical"].mean() == pytest.approx(5.986150, abs=5e-7)
    assert frame["mental"].mean() == pytest.approx(4.778393, abs=5e-7)
    assert frame["physical"].notna().sum() == 361
    assert int(frame["self_employed"].sum()) == 56
    assert str(frame["started"].min()) == "2018-05-24 17:16:00"
    mended = clients.read(
        "osmi_2018_typeform",
        (
            "      unit: How many employees does your company or organization have?\n",
            "      unit:\n"
            "        from: How many employees does your company or organization have?\n"
            "        values: {Jun-25: 6-25, 01-May: 1-5}\n",
        ),
    )
    sizes = mended.tables["employees"].frame["unit"].value_counts().to_dict()
    assert (sizes["6-25"], sizes["1-5"]) == (69, 5)
    assert {note.rule for note in mended.notes} == {"date-order-detected"}


def test_month_first_dates_of_a_spanish_file_are_found_out(table):
    frame = table("quejas_pamplona_2014", "tickets")
    months = frame["opened"].dt.month.value_counts().sort_index().tolist()
    assert months == [349, 366, 438, 431, 377, 536, 535, 468, 607, 548, 399, 324]
    assert frame["reason"].value_counts().iloc[0] == 2387
    assert int(frame["urgent"].sum()) == 447
    assert frame["urgent"].isna().sum() == 1395


def test_complaints_without_identifier_keep_their_repeated_rows(table):
    frame = table("cfpb_complaints_sample", "tickets")
    days = (frame["first_reply"] - frame["opened"]).dt.days
    assert days.mean() == pytest.approx(3.164470, abs=5e-7)
    assert (days.max(), int((days < 0).sum())) == (292, 6)
    assert frame["disputed"].mean() == pytest.approx(0.190157, abs=5e-7)
    assert frame["product"].value_counts().iloc[0] == 921


def test_employees_items_keep_their_means(table):
    frame = table("ibm_hr_attrition", "employees")
    assert frame["job"].mean() == pytest.approx(2.728571, abs=5e-7)
    assert frame["balance"].ge(3).mean() == pytest.approx(0.711565, abs=5e-7)
    assert int(frame["left"].sum()) == 237


def test_numbers_with_and_without_thousands_separators_are_the_same(table):
    first = table("opm_fevs_indices", "customers").iloc[0]
    assert (first["answers_2015"], first["answers_2022"]) == (421_748, 557_778)
    assert (first["engagement_2015"], first["engagement_2020"]) == (0.64, 0.72447792)


@pytest.mark.parametrize(
    ("name", "cases", "steps", "most"),
    [("verenich_helpdesk", 3804, 9, 4278), ("bpi2013_incidents", 7554, 13, 30239)],
)
def test_event_logs_keep_their_cases_and_steps(table, name, cases, steps, most):
    frame = table(name, "events")
    assert frame["case"].nunique() == cases
    assert frame["touchpoint"].nunique() == steps
    assert frame["touchpoint"].value_counts().iloc[0] == most


def test_an_event_log_keeps_its_times(table):
    times = table("verenich_helpdesk", "events").groupby("case")["time"]
    days = (times.max() - times.min()).dt.total_seconds() / 86_400
    assert days.mean() == pytest.approx(8.798158, abs=5e-7)
    assert days.median() == pytest.approx(3.927812, abs=1e-6)


def test_an_experiment_keeps_its_arms(table):
    frame = table("cookie_cats_ab", "experiments")
    won = frame.groupby("arm")["converted"].agg(["sum", "size"])
    assert won.loc["gate_30"].tolist() == [8502, 44700]
    assert won.loc["gate_40"].tolist() == [8279, 45489]
    assert frame["next_day"].sum() == 20034 + 20119
    assert frame["rounds"].max() == 49_854


def test_purchases_in_a_printed_table_are_read(table):
    frame = table("cdnow", "transactions")
    assert frame["customer_id"].nunique() == 23_570
    assert str(frame["date"].min().date()) == "1997-01-01"
    assert table("cdnow", "customers")["purchases"].sum() > 0


def test_a_broken_cell_is_shown_and_can_be_declared_missing(clients):
    (problem,) = check_client(clients.folder("google_review_ratings")).errors
    assert (problem.rule, problem.column, problem.rows) == ("not-a-number", "Category 11", (2714,))
    declared = (
        "category_11: {from: Category 11, role: number, missing: [0]}",
        'category_11: {from: Category 11, role: number, missing: [0, "2\\t2."]}',
    )
    frame = clients.read("google_review_ratings", declared).tables["customers"].frame
    assert len(frame) == 5456
    assert frame["category_1"].fillna(0).mean() == pytest.approx(1.4557, abs=5e-5)
    assert frame["category_1"].mean() > 1.4557  # the reference counts zeros as ratings
    assert frame["category_23"].min() == 0.26
