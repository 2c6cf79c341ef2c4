"""A year of complaints to a city, in Spanish: what can be said, and what nobody can say."""

import html
import re

import pandas as pd
import pytest

from cxkit.findings import Missing
from cxkit.governance import analyse, findings, read_requests, requests_table
from cxkit.perception import analyse as analyse_perception
from cxkit.reports.run import run_report

pytestmark = pytest.mark.real_data

BY_MONTH = [349, 366, 438, 431, 377, 536, 535, 468, 607, 548, 399, 324]
BY_REASON = {
    "Mantenimiento del espacio público": 2387,
    "Limpieza y medio ambiente": 1158,
    "Otros": 1083,
    "Seguridad ciudadana, circulación y vehículos": 645,
    "Impuestos municipales": 21,
}


@pytest.fixture(scope="module")
def city(clients):
    return clients.read("quejas_pamplona_2014")


@pytest.fixture(scope="module")
def words(city):
    return city.engagement.words("es")


def test_all_complaints_are_there_with_their_days(city):
    frame = city.tables["tickets"].frame
    assert len(frame) == frame["ticket_id"].nunique() == 5378
    months = frame["opened"].dt.month.value_counts().sort_index()
    assert months.tolist() == BY_MONTH
    assert (str(frame["opened"].min().date()), str(frame["opened"].max().date())) == (
        "2014-01-02",
        "2014-12-31",
    )


def test_requests_by_reason_and_urgency_are_those_of_the_reference(city):
    queue = analyse(city).requests
    assert {kind.kind: kind.n for kind in queue.kinds} == BY_REASON
    assert queue.n_unsaid == 84
    assert (queue.total.n, queue.total.n_urgent, queue.total.n_rated) == (5378, 447, 3983)
    # Wilson, 447 of 3983, by statsmodels: 0.102796 to 0.122406
    limits = (queue.total.ci_low, queue.total.ci_high)
    assert limits == pytest.approx((0.102796, 0.122406), abs=5e-7)
    urgent = [kind.n_urgent for kind in queue.kinds]
    assert urgent == sorted(urgent, reverse=True)
    assert sum(urgent) <= 447


def test_what_nobody_can_say_is_said(city, words):
    analysis = analyse(city)
    text = read_requests(analysis.requests, words)
    assert "No se registra la fecha de cierre" in text
    assert "Se abrieron 5378 solicitudes del 2 de enero de 2014 al 31 de diciembre de 2014." in text
    assert isinstance(analysis.loop, Missing)
    assert isinstance(analyse_perception(city).resolution(), Missing)
    assert findings(analysis, words) == ()


def test_the_table_speaks_spanish(city, words):
    table = requests_table(analyse(city).requests, words)
    assert list(table.headings) == ["Motivo", "Recibidas", "Urgentes"]
    assert table.note.endswith("84 solicitudes no están en ninguna fila.")


def test_the_urgency_is_read_from_si_and_no(city):
    urgent = city.tables["tickets"].frame["urgent"]
    assert urgent.value_counts(dropna=False).to_dict() == {False: 3536, pd.NA: 1395, True: 447}


@pytest.mark.slow
def test_a_whole_report_in_spanish_says_what_is_there_and_what_is_missing(clients):
    page = run_report(clients.folder("quejas_pamplona_2014"), language="es").html.read_text("utf-8")
    text = re.sub(r"<(style|script)\b.*?</\1>", " ", page, flags=re.DOTALL)
    text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())
    for said in ("¿Se cierra el ciclo con el cliente?", "5378", "Limpieza y medio ambiente", "447"):
        assert said in text
    for needed in ("closed_loop.csv", "charter.yml", "governance.yml", "resolved"):
        assert needed in text
    assert not re.search(r"\bnan\b|\bNaT\b|Traceback|<NA>", text)
    assert "ENSANCHE" not in text  # a quarter of the city is no part of what is shown
