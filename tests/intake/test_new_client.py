import pytest

from cxkit.errors import UsageError
from cxkit.intake import new_client
from cxkit.intake.forms.engagement_file import load_engagement
from cxkit.intake.forms.judgements import load_judgements
from cxkit.intake.new_client import create_client


@pytest.mark.parametrize(
    ("region", "language", "currency"),
    [
        ("es_PE", "es", "PEN"),
        ("es_MX", "es", "MXN"),
        ("es_ES", "es", "EUR"),
        ("en_GB", "en", "GBP"),
        ("es-CO", "en", "COP"),
    ],
)
def test_a_new_client_loads_without_errors(tmp_path, region, language, currency):
    folder = create_client(tmp_path, "acme", region=region, language=language)
    engagement = load_engagement(folder)
    assert engagement.name.plain == "acme"
    assert (engagement.region, engagement.currency) == (region.replace("-", "_"), currency)
    assert engagement.languages == (language,)
    assert load_judgements(folder)[1] == ()


def test_only_the_new_folder_is_left(tmp_path):
    create_client(tmp_path / "client_data", "acme", region="es_PE", language="es")
    assert [path.name for path in (tmp_path / "client_data").iterdir()] == ["acme"]


def test_the_currency_may_be_chosen(tmp_path):
    folder = create_client(tmp_path, "acme", region="es_PE", language="es", currency="USD")
    assert load_engagement(folder).currency == "USD"


def test_tables_are_parted_as_the_regions_spreadsheets_expect(tmp_path):
    for slug, region, delimiter in (("a", "es_ES", ";"), ("b", "es_MX", ",")):
        folder = create_client(tmp_path, slug, region=region, language="es")
        text = (folder / "kpi_values.csv").read_bytes().decode("utf-8")
        assert text.startswith("\ufeff#")
        assert delimiter.join(["kpi", "date", "value", "n"]) in text


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"slug": "../x"}, "client-name"),
        ({"slug": "Acme"}, "client-name"),
        ({"slug": ""}, "client-name"),
        ({"region": "es_XX"}, "region-unknown"),
        ({"region": "es"}, "region-unknown"),
        ({"language": "fr"}, "language-unknown"),
        ({"currency": "soles"}, "currency-unknown"),
        ({"currency": "pen"}, "currency-unknown"),
    ],
)
def test_what_is_not_known_is_refused_and_nothing_is_written(tmp_path, change, rule):
    wanted = {"slug": "acme", "region": "es_PE", "language": "es", "currency": None, **change}
    slug = wanted.pop("slug")
    with pytest.raises(UsageError) as error:
        create_client(tmp_path / "clients", slug, **wanted)
    assert error.value.problems[0].rule == rule
    assert not (tmp_path / "clients").exists()


def test_an_existing_client_is_never_touched(tmp_path):
    folder = create_client(tmp_path, "acme", region="es_PE", language="es")
    (folder / "engagement.yml").write_text("mine")
    with pytest.raises(UsageError) as error:
        create_client(tmp_path, "acme", region="es_PE", language="es")
    assert error.value.problems[0].rule == "client-exists"
    assert (folder / "engagement.yml").read_text() == "mine"


def test_nothing_is_left_when_copying_fails(tmp_path, monkeypatch):
    def fail(*_: object) -> bytes:
        raise OSError("disk full")

    monkeypatch.setattr(new_client, "_filled", fail)
    with pytest.raises(OSError, match="disk full"):
        create_client(tmp_path, "acme", region="es_PE", language="es")
    assert list(tmp_path.iterdir()) == []
