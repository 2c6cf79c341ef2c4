"""Customers of a telecom in several files; reference facts computed by others."""

import pytest

from cxkit.intake import check_client
from cxkit.perception import analyse
from cxkit.stats import kaplan_meier, survival_at

pytestmark = pytest.mark.real_data

WORKBOOK = ("Telco_customer_churn_status.csv", "Telco_customer_churn_status.xlsx")


@pytest.fixture(scope="module", params=["csv", "xlsx"])
def telco(clients, request):
    return clients.read("ibm_telco_churn", *([WORKBOOK] if request.param == "xlsx" else []))


def survival(frame, months):
    known = frame[["tenure", "churned"]].dropna()
    curve = kaplan_meier(
        known["tenure"].to_numpy(dtype=float), known["churned"].to_numpy(dtype=bool)
    )
    return survival_at(curve, months).value


def test_satisfaction_is_that_of_the_reference(telco):
    frame = telco.tables["responses"].frame
    counts = frame["csat"].value_counts().sort_index().to_dict()
    assert counts == {1: 922, 2: 518, 3: 2665, 4: 1789, 5: 1149}
    result = analyse(telco).overall("csat").result
    assert result.top_box == pytest.approx(0.417152, abs=5e-7)
    assert result.mean == pytest.approx(3.244924, abs=5e-7)


def test_churn_and_status_are_those_of_the_reference(telco):
    frame = telco.tables["customers"].frame
    assert (int(frame["churned"].sum()), len(frame)) == (1869, 7043)
    assert frame["status"].value_counts().to_dict() == {
        "Stayed": 4720,
        "Churned": 1869,
        "Joined": 454,
    }
    assert frame["churn_category"].value_counts().to_dict() == {
        "Competitor": 841,
        "Attitude": 314,
        "Dissatisfaction": 303,
        "Price": 211,
        "Other": 200,
    }
    assert frame["churn_reason"].value_counts().iloc[0] == 313


def test_lifetime_value_is_that_of_the_reference(telco):
    frame = telco.tables["customers"].frame
    assert frame["lifetime_value"].sum() == 30991283
    assert frame.loc[frame["churned"].astype(bool), "lifetime_value"].sum() == 7755256


def test_columns_of_the_other_files_belong_to_the_right_customer(telco):
    frame = telco.tables["customers"].frame
    parts = frame["charges"] - frame["refunds"] + frame["extra_data"] + frame["long_distance"]
    assert frame["revenue"].sum() == pytest.approx(21371131.69, abs=0.005)
    assert parts.to_numpy() == pytest.approx(frame["revenue"].to_numpy(), abs=0.005)
    # tenure (services) and churn (status) only give this curve if the rows match
    assert survival(frame, 12) == pytest.approx(0.843437, abs=5e-7)
    assert survival(frame, 72) == pytest.approx(0.592957, abs=5e-7)


def test_the_word_none_is_an_offer_and_not_a_blank(telco):
    frame = telco.tables["responses"].frame
    assert frame["offer"].notna().all()
    assert (frame["offer"] == "None").sum() == 7043 - 3166
    assert (frame["internet"] == "None").sum() == 7043 - 5517


def test_both_tables_give_a_customer_the_same_pseudonym(telco):
    answers = set(telco.tables["responses"].frame["customer_id"])
    assert answers == set(telco.tables["customers"].frame["customer_id"])
    assert "0002-ORFBO" not in answers
    assert len(answers) == 7043


def test_places_declared_personal_are_dropped(telco):
    assert not {"zip", "place"} & set(telco.tables["customers"].frame)


def test_a_heading_of_several_files_asks_which(clients):
    folder = clients.folder("ibm_telco_churn", ("city: {from: City,", "city: {from: Count,"))
    (problem,) = check_client(folder).errors
    assert problem.rule == "column-in-several-files"
    assert "Telco_customer_churn_location.csv" in str(problem.values["files"])
    chosen = (
        "city: {from: City,",
        "city: {from: Count, file: data/Telco_customer_churn_status.csv,",
    )
    assert clients.read("ibm_telco_churn", chosen).tables["customers"].frame["city"].eq("1").all()


def test_the_base_file_gives_the_same_churn(clients):
    frame = clients.read("ibm_telco_base", data="ibm_telco_churn").tables["customers"].frame
    assert (int(frame["churned"].sum()), len(frame)) == (1869, 7043)
    assert frame["monthly"].sum() == pytest.approx(456116.60, abs=0.005)
    assert frame.loc[frame["churned"].astype(bool), "monthly"].sum() == pytest.approx(139130.85)
    blank = frame["revenue"].isna()
    assert blank.sum() == 11
    assert (frame.loc[blank, "tenure"] == 0).all()
    assert survival(frame, 24) == pytest.approx(0.788736, abs=5e-7)
    rates = frame.groupby("contract")["churned"].mean().to_dict()
    assert rates == pytest.approx(
        {"Month-to-month": 0.427097, "One year": 0.112695, "Two year": 0.028319}, abs=5e-7
    )


def test_the_single_workbook_gives_the_same_churn(clients):
    frame = clients.read("ibm_telco_one_sheet", data="ibm_telco_churn").tables["customers"].frame
    assert (int(frame["churned"].sum()), len(frame)) == (1869, 7043)
    assert frame["lifetime_value"].sum() == 30991283
    assert frame["monthly"].sum() == pytest.approx(456116.60, abs=0.005)
    assert frame["churn_reason"].notna().sum() == 1869
