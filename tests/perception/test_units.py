import pytest

from cxkit.language import Words
from cxkit.perception import units

EN, ES, PE = Words("en"), Words("es", region="es_ES"), Words("es", region="es_PE")


def plain(text):
    """Blanks that do not break are blanks to a reader."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("metric", "value", "english", "spanish"),
    [
        ("nps", -12.4, "−12", "−12"),
        ("csat", 0.4567, "46%", "46 %"),
        ("ces", 4.256, "4.26", "4,26"),
        ("nps", float("nan"), "–", "–"),
    ],
)
def test_a_score_is_written_in_its_own_unit(metric, value, english, spanish):
    assert units.score(metric, value, EN) == english
    assert plain(units.score(metric, value, ES)) == spanish


@pytest.mark.parametrize(
    ("metric", "low", "high", "expected"),
    [
        ("nps", -3.2, 4.6, "−3 to 5"),
        ("csat", 0.312, 0.398, "31% to 40%"),
        ("ces", 3.104, 3.896, "3.10 to 3.90"),
    ],
)
def test_an_interval_has_the_unit_of_its_score(metric, low, high, expected):
    assert units.interval(metric, low, high, EN) == expected


@pytest.mark.parametrize(
    ("metric", "value", "english", "spanish"),
    [
        ("nps", -5.25, "−5.2 points", "−5,2"),
        ("csat", 0.034, "+3.4 percentage points", "+3,4"),
        ("ces", 0.5, "+0.50 points of the scale", "+0,50"),
    ],
)
def test_a_difference_carries_its_sign_and_unit(metric, value, english, spanish):
    assert units.difference(metric, value, EN) == english
    assert units.difference(metric, value, ES).startswith(spanish)


@pytest.mark.parametrize(
    ("metric", "low", "high", "expected"),
    [
        ("nps", -7.25, 1.0, "−7.2 to +1.0"),
        ("csat", -0.0725, 0.01, "−7.2 to +1.0"),
        ("ces", -0.25, 0.1, "−0.25 to +0.10"),
    ],
)
def test_the_interval_of_a_difference_is_signed(metric, low, high, expected):
    assert units.difference_interval(metric, low, high, EN) == expected


@pytest.mark.parametrize(
    ("metric", "value", "expected"),
    [
        ("nps", -15.4, "15 points"),
        ("nps", 1.0, "1 point"),
        ("csat", -0.153, "15 percentage points"),
        ("csat", 0.01, "1 percentage point"),
        ("ces", -0.25, "0.25 points of the scale"),
    ],
)
def test_a_size_has_no_sign(metric, value, expected):
    assert units.size(metric, value, EN) == expected


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (0.25, "0.2 h"),
        (9.5, "9.5 h"),
        (26.4, "26 h"),
        (5.0, "5 h"),
        (48, "2 days"),
        (90, "3.8 days"),
        (480, "20 days"),
        (float("nan"), "not reached"),
    ],
)
def test_a_wait_is_written_in_the_unit_a_reader_would_choose(hours, expected):
    assert units.hours(hours, EN) == expected


def test_the_clients_region_decides_the_decimal_mark_of_a_wait():
    assert units.hours(9.5, ES).startswith("9,5")
    assert units.hours(9.5, PE).startswith("9.5")
