"""Whatever a client lacks or spoils, every result is there or says what to provide."""

import pandas as pd
import pytest

from cxkit import journeys
from cxkit.findings import Missing
from cxkit.journeys import analyse, findings
from cxkit.presentation import FigureText, Style, TextTable
from tests.journeys.made_journeys import a_map, answers, events, journey, made, step

FIGURES = (
    ("coverage", "plot_coverage", "describe_coverage"),
    ("funnel", "plot_funnel", "describe_funnel"),
    ("pains", "plot_pains", "describe_pains"),
    ("messages", "plot_messages", "describe_messages"),
)
TABLES = (
    ("coverage", "touchpoints_table"),
    ("funnel", "funnel_table"),
    ("flow", "returns_table"),
    ("flow", "variants_table"),
    ("pains", "pains_table"),
    ("personalisation", "personalisation_table"),
    ("heuristics", "heuristics_table"),
    ("log", "assumptions_table"),
    ("log", "workshops_table"),
)
TEXTS = (
    ("overview", "read_overview"),
    ("overview", "read_three_data"),
    ("maps", "read_versions"),
    ("unknown", "read_unknown"),
    ("flow", "read_flow"),
    ("flow", "read_ways"),
    ("personalisation", "read_personalisation"),
    ("heuristics", "read_heuristics"),
    ("log", "read_log"),
)


def show_everything(client):
    """Make every figure, table and sentence in both languages; return what is missing."""
    analysis = analyse(client)
    missing = []
    for language in ("en", "es"):
        words = client.engagement.words(language)
        style = Style(words=words, accent="#0b4f6c", min_base=30)

        def known(result):
            if isinstance(result, Missing):
                missing.append(result)
                assert words(result.need)  # noqa: B023 - called in the loop
            return not isinstance(result, Missing)

        for name, plot, describe in FIGURES:
            if known(result := getattr(analysis, name)):
                text = getattr(journeys, describe)(result, words)
                assert isinstance(text, FigureText)
                assert text.headline
                getattr(journeys, plot)(result, style=style)
        for part in (analysis.today(), analysis.designed()):
            for item in part if known(part) else ():
                assert journeys.describe_map(item, words).headline
                journeys.plot_map(item, style=style)
        for name, make in TABLES:
            if known(result := getattr(analysis, name)):
                table = getattr(journeys, make)(result, words)
                assert isinstance(table, TextTable)
                for row in table.rows:
                    assert len(row) == len(table.headings) == len(table.numeric)
                    assert all(isinstance(cell, str) and "nan" not in cell for cell in row)
        for name, read in TEXTS:
            if known(result := getattr(analysis, name)):
                assert "nan" not in getattr(journeys, read)(result, words).split()
        if known(changes := analysis.differences()):
            assert journeys.read_differences(changes, words)
            for item in changes:
                assert journeys.changes_table(item, words).rows
        journeys.key_figures(analysis.overview, words)
        findings(analysis, words)
    return missing


def spoiled(**columns):
    return events("abc", "ab").assign(**columns)


EMPTY = events("abc").iloc[:0]


@pytest.mark.parametrize(
    "client",
    [
        made(),
        made(events=EMPTY),
        made(events=events("a")),
        made(events=events("abc")),
        made(events=events(*["aaaa"] * 5)),
        made(events=events("ab", "cd", "ef")),
        made(events=spoiled(case=None)),
        made(events=spoiled(touchpoint=None)),
        made(events=spoiled(time=pd.NaT)),
        made(events=spoiled(time=pd.Timestamp("2026-01-01"))),
        made(events=events("abc", "abc").drop(columns="time")),
        made(responses=answers("a", 4, 1)),
        made(responses=answers("a", 4, 40).assign(csat=float("nan"))),
        made(responses=answers(None, 4, 40)),
        made(responses=answers("a", 4, 40).iloc[:0]),
        made(responses=answers("a", 5, 40).assign(csat=5.0)),
        made(journeys={}),
        made(journeys=journey()),
        made(journeys=journey(as_is=a_map(step("x")), to_be=a_map(step("y")))),
        made(journeys={"pain_points": [{"id": "P", "text": "x"}]}, initiatives=[]),
        made(journeys={"touchpoints": [{"name": "a"}]}, responses=answers("b", 4, 2)),
        made(design={"heuristics": [
            {"touchpoint": "a", "heuristic": "h", "rater": "R", "severity": 0}
        ]}),
    ],
)  # fmt: skip
def test_nothing_crashes_and_nothing_is_silent(client):
    missing = show_everything(client)
    assert missing


def test_a_small_whole_client_shows_everything_in_both_languages():
    client = made(
        journeys=journey(
            as_is=a_map(step("x", "a", id="A", emotion=1, pain_points=["P", "Q"])),
            to_be=a_map(step("y", "a", replaces=["A", "Z"], emotion=2)),
        )
        | {"pain_points": [{"id": "P", "text": "x", "touchpoint": "a", "severity": 3}]},
        design={
            "messages": [{"message": "m", "channel": "c", "consistent": "yes"}],
            "personalisation": [{"name": "n", "kind": "static"}],
            "heuristics": [{"touchpoint": "a", "heuristic": "h", "rater": "R", "severity": 2}],
            "assumptions": [{"text": "t"}],
            "workshops": [{"name": "w"}],
        },
        events=events(*["abc"] * 40),
        responses=answers("a", 4, 40),
        initiatives=[{"id": "I", "name": "i", "pain_point": "P", "stage": "test"}],
    )
    assert show_everything(client) == []
    assert analyse(client).unknown.pains == ("Q",)
    assert analyse(client).unknown.steps == ("Z",)
