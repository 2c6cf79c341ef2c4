"""Mistakes in ``engagement.yml``, through the command line."""

import pytest
from hostile_home import ENGAGEMENT, SURVEY, Fault, replaced

YML = "engagement.yml"


def fault(rule: str, line: int, *found: str) -> Fault:
    return Fault(rule, YML, "", (line,), found)


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nname: *b\n"
MISTAKES = {
    "an unknown key": (
        replaced(ENGAGEMENT, "currency:", "curency:"),
        [fault("missing", 1), fault("unknown-key", 4)],
    ),
    "an unknown key of a column": (
        replaced(ENGAGEMENT, "{from: segmento, role", "{form: segmento, role"),
        [fault("unknown-key", 18)],
    ),
    "an unknown language": (
        replaced(ENGAGEMENT, "[es, en]", "[es, fr]"),
        [fault("not-allowed", 3, "fr")],
    ),
    "an unknown region": (
        replaced(ENGAGEMENT, "es_PE", "Perú"),
        [fault("region", 2, "Perú")],
    ),
    "a currency by its name": (
        replaced(ENGAGEMENT, "PEN", "peso"),
        [fault("pattern", 4, "peso")],
    ),
    "a currency that does not exist": (
        replaced(ENGAGEMENT, "PEN", "PSO"),
        [fault("currency-unknown", 4, "PSO")],
    ),
    "percent for a share": (ENGAGEMENT + "confidence: 95\n", [fault("range", 20, "95")]),
    "a decimal comma": (ENGAGEMENT + "confidence: 0,95\n", [fault("decimal-comma", 20, "0,95")]),
    "a period that ends before it starts": (
        replaced(
            ENGAGEMENT,
            "start: 2025-01-01, end: 2025-12-31}\nw",
            "start: 2026-01-01, end: 2025-12-31}\nw",
        ),
        [fault("period-order", 5)],
    ),
    "a day that does not exist": (
        replaced(ENGAGEMENT, "end: 2025-12-31}\nw", "end: 2025-02-30}\nw"),
        [fault("date", 5, "2025-02-30")],
    ),
    "a key twice": (ENGAGEMENT + "currency: EUR\n", [fault("yaml-repeated-key", 20)]),
    "a tab": (replaced(ENGAGEMENT, "    file:", "\tfile:"), [fault("yaml-syntax", 11)]),
    "a tag": (
        ENGAGEMENT + "industry: !!python/object/apply:os.system [exit]\n",
        [fault("yaml-tag", 20)],
    ),
    "references, as bombs have": (
        BOMB,
        [fault("yaml-reference", line) for line in (1, 2, 2, 2, 3)],
    ),
    "a thousand brackets": ("name: " + "[" * 1000 + "]" * 1000, [fault("yaml-depth", 1)]),
    "a file of more than a megabyte": (
        "name: " + "x" * 1_000_001,
        [Fault("file-too-large", YML)],
    ),
    "zero bytes": (b"\0" * 50, [fault("yaml-syntax", 1)]),
    "no content": (
        "",
        [fault("missing", 1) for _ in range(5)],
    ),
    "a list at the top": ("- name: Acme\n", [fault("yaml-top", 1)]),
    "UTF-16": (ENGAGEMENT.encode("utf-16"), [fault("not-utf8", 1)]),
    "a logo outside the folder": (
        ENGAGEMENT + "brand: {logo: ../../logo.png}\n",
        [Fault("path-outside", "../../logo.png")],
    ),
    "several mistakes, with one in the data": (
        replaced(replaced(ENGAGEMENT, "PEN", "peso"), SURVEY, "data/otra.csv") + "confidence: 95\n",
        [
            fault("pattern", 4, "peso"),
            fault("range", 20, "95"),
            Fault("file-missing", "data/otra.csv"),
        ],
    ),
}


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("mistake", MISTAKES)
def test_it_is_refused_with(home, mistake, language):
    engagement, faults = MISTAKES[mistake]
    home.client(engagement)
    home.refused(*faults, language=language)


def test_an_unknown_key_proposes_the_one_that_was_meant(home):
    home.client(replaced(ENGAGEMENT, "currency:", "curency:"))
    ran = home.run("check", "acme", "--language", "en")
    assert (
        "engagement.yml: “curency” is not known here. Line 4. Did you mean “currency”?" in ran.text
    )


def test_a_percentage_is_rewritten_as_a_share(home):
    home.client(ENGAGEMENT + "confidence: 95\n")
    ran = home.run("check", "acme", "--language", "en")
    assert "write 0.95, not 95" in ran.text


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_wave_outside_the_period_is_warned_of(home, language):
    home.client(replaced(ENGAGEMENT, "end: 2025-12-31}\ntables", "end: 2026-12-31}\ntables"))
    found = home.accepted(language=language)
    (warning,) = [item for item in found.problems if item.severity == "warning"]
    assert (warning.rule, warning.file) == ("wave-outside-period", YML)
    assert "2026-12-31" in home.run("check", "acme", "--language", language).text


def test_waves_that_overlap_are_refused(home):
    home.client(replaced(ENGAGEMENT, "start: 2025-07-01", "start: 2025-06-01"))
    home.refused(fault("wave-overlap", 1), language="es")


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_missing_engagement_is_refused(home, language):
    (home.client() / YML).unlink()
    home.refused(Fault("file-missing", YML), language=language)


def test_an_engagement_that_is_a_folder_is_refused(home):
    (home.client() / YML).unlink()
    (home.folder() / YML).mkdir()
    home.refused(Fault("file-unreadable", YML), language="es")
