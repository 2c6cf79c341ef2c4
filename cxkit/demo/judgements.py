"""All files of judgement of a demo client."""

from __future__ import annotations

import csv
import io

import pandas as pd

from cxkit.demo.engagement_file import yaml_bytes
from cxkit.demo.judgement_answers import closed_loop, quotes
from cxkit.demo.judgement_culture import culture, training
from cxkit.demo.judgement_governance import charter, governance
from cxkit.demo.judgement_initiatives import adoption, economics, initiatives
from cxkit.demo.judgement_kpis import kpi_values, kpis, measures
from cxkit.demo.judgement_maturity import maturity
from cxkit.demo.judgement_report import design, editorial, listening
from cxkit.demo.judgement_strategy import empathy, journeys, strategy
from cxkit.demo.profiles import Profile
from cxkit.demo.story import Rows, Story


def judgement_files(
    profile: Profile, story: Story, tables: dict[str, pd.DataFrame], personal: tuple[str, ...]
) -> dict[str, bytes]:
    """Return the content of every file of judgement by name.

    Parameters
    ----------
    profile : Profile
        The client.
    story : Story
        What its consultant judged.
    tables : dict of DataFrame
        Its data: baselines, quotes and the closed loop come from them.
    personal : tuple of str
        Comments with personal data, which are never quoted.
    """
    found = measures(profile, story, tables)
    documents = {
        "strategy.yml": strategy(profile, story),
        "empathy.yml": empathy(profile, story),
        "journeys.yml": journeys(profile, story),
        "listening.yml": listening(profile, story),
        "design.yml": design(profile, story),
        "economics.yml": economics(profile, story, tables["customers"]),
        "charter.yml": charter(profile, story),
        "governance.yml": governance(profile, story),
        "culture.yml": culture(profile, story, tables["employees"]),
        "maturity.yml": maturity(profile),
        "editorial.yml": editorial(profile, story),
    }
    rows = {
        "kpis.csv": kpis(profile, found),
        "kpi_values.csv": kpi_values(profile, found),
        "initiatives.csv": initiatives(profile, story),
        "adoption.csv": adoption(),
        "closed_loop.csv": closed_loop(profile, tables),
        "training.csv": training(profile, story),
        "quotes.csv": quotes(profile, story, tables, personal),
    }
    files = {
        name: yaml_bytes(content, heading=None, own=profile.own)
        for name, content in documents.items()
    }
    return files | {name: _csv(content) for name, content in rows.items()}


def _csv(rows: Rows) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")
