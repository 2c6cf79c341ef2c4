"""Small files of judgement made in memory, for tests that need exact answers."""

from dataclasses import replace
from datetime import date

import pandas as pd

from cxkit.client import Client, Column, Table
from cxkit.engagement import Engagement
from cxkit.engagement.judgements import Judgements, LoopCase
from cxkit.engagement.judgements.charter import Charter
from cxkit.engagement.judgements.governance import Governance
from cxkit.governance import analyse
from cxkit.governance.findings import findings

AS_OF = date(2026, 6, 30)
LANGUAGES = ("es", "en")


def client(*, responses=None, tickets=None, columns=(), min_base=30, waves=(), **judged):
    """Return a client with these tables and files of judgement."""
    known = {column.name: column for column in columns}
    tables = {
        name: Table(
            name=name,
            frame=frame,
            columns={n: known.get(n, Column(name=n, role="category")) for n in frame},
        )
        for name, frame in (("responses", responses), ("tickets", tickets))
        if frame is not None
    }
    engagement = Engagement.model_validate(
        {
            "name": "Acme",
            "region": "en_GB",
            "languages": ["en", "es"],
            "currency": "EUR",
            "period": {"start": "2025-07-01", "end": AS_OF},
            "min_base": min_base,
            "waves": list(waves),
        }
    )
    return Client(
        slug="acme", engagement=engagement, tables=tables, judgements=Judgements(**judged)
    )


def charter(**content):
    return Charter.model_validate(content)


def governance(**content):
    return Governance.model_validate(content)


def case(number, received, **steps):
    return LoopCase.model_validate({"id": f"C{number}", "received": received, **steps})


def days(*values):
    return pd.to_datetime(list(values), format="ISO8601")


def everything_renders(made):
    """Show all that the section shows, in both languages, and return its texts."""
    from cxkit import governance as room
    from cxkit.findings import Missing
    from cxkit.presentation import Style

    analysis = analyse(made)
    said = []
    for language in LANGUAGES:
        words = made.engagement.words(language)
        style = Style(words=words, accent="#1f4e79", min_base=made.engagement.min_base)
        for name, makers in SHOWN.items():
            result = analysis.loop_by() if name == "loop_by" else getattr(analysis, name)
            if isinstance(result, Missing):
                said += [words(result.what), words(result.need)]
                continue
            for maker in makers:
                function = getattr(room, maker)
                if maker.startswith("plot_"):
                    function(result, style=style).get_figure().canvas.draw()
                else:
                    said.append(str(function(result, words)))
        said += [f.headline + " " + f.detail for f in findings(analysis, words)]
    return said


SHOWN = {
    "overview": ("read_overview", "key_figures"),
    "charter": ("read_contradiction", "charter_html"),
    "responsibilities": ("plot_responsibilities", "describe_responsibilities", "breaches_table"),
    "forums": ("read_forums", "forums_table"),
    "policies": ("policies_table",),
    "silos": ("plot_silos", "describe_silos"),
    "data": ("read_data", "data_table"),
    "tools": ("read_tools", "tools_table"),
    "board": ("board_html",),
    "kpis": ("read_kpis", "kpis_table"),
    "kpi_progress": ("plot_kpis", "describe_kpis"),
    "adoption": ("plot_adoption", "describe_adoption"),
    "initiatives": ("read_initiatives", "initiatives_table"),
    "loop": ("plot_loop", "describe_loop", "read_waiting", "waiting_table"),
    "loop_by": ("loop_table",),
    "alerts": ("read_alerts", "alerts_table"),
    "requests": ("read_requests", "requests_table"),
}


def with_judgements(made, **judged):
    return replace(made, judgements=replace(made.judgements, **judged))
