"""Small surveys among employees made in memory, and the demo clients as the front door reads."""

import json
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd

from cxkit.client import Client, Column, Table
from cxkit.culture import analyse, findings
from cxkit.engagement import Engagement, LocalText
from cxkit.engagement.judgements import Culture, Design, Judgements, Training
from cxkit.intake import read_client
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale

FOLDERS = Path(__file__).parents[2] / "client_data"
FIVE = Scale(low=1, high=5, top_box=4)
SERVE = LocalText(en="Ability to serve", es="Capacidad de servir")


def item(name, dimension=SERVE, scale=FIVE):
    return Column(name=name, role="item", scale=scale, dimension=dimension)


COLUMNS = {
    "employee_id": Column(name="employee_id", role="id"),
    "date": Column(name="date", role="date"),
    "wave": Column(name="wave", role="category"),
    "unit": Column(
        name="unit",
        role="segment",
        names=MappingProxyType({"A": LocalText(en="Branches", es="Sucursales")}),
    ),
    "span": Column(name="span", role="segment", label=LocalText(en="Span", es="Antigüedad")),
    "enps": Column(name="enps", role="ltr", scale=LIKELIHOOD_TO_RECOMMEND),
    "tools": item("tools"),
    "decide": item("decide"),
    "heard": item("heard", None),
}


def made(frame=None, *, culture=None, training=None, design=None, waves=(), columns=(), base=5):
    """Return a client with this survey and these judgements."""
    known = COLUMNS | {column.name: column for column in columns}
    tables = {}
    if frame is not None:
        tables["employees"] = Table(
            name="employees", frame=frame, columns={key: known[key] for key in frame}
        )
    plan = Engagement.model_validate(
        {
            "name": "Acme",
            "region": "en_GB",
            "languages": ["en", "es"],
            "currency": "EUR",
            "period": {"start": "2025-07-01", "end": "2026-06-30"},
            "anonymity_base": base,
            "waves": [{"name": n, "start": s, "end": e} for n, s, e in waves],
        }
    )
    judged = Judgements(
        culture=Culture.model_validate(culture) if culture is not None else None,
        training=tuple(Training.model_validate(row) for row in training) if training else None,
        design=Design.model_validate(design) if design is not None else None,
    )
    return Client(slug="acme", engagement=plan, tables=tables, judgements=judged)


def survey(sizes, *, seed=1, low=()):
    """Return so many employees a unit; units of `low` answer low, the others evenly."""
    rng = np.random.default_rng(seed)
    parts = []
    for unit, n in sizes.items():
        shift = -3 if unit in low else 0
        mood = rng.integers(4, 11, n) + shift
        parts.append(
            pd.DataFrame(
                {
                    "unit": unit,
                    "span": rng.choice(["new", "old"], n),
                    "enps": mood.astype(float),
                    "tools": np.clip(rng.integers(2, 6, n) + shift / 2, 1, 5).round(),
                    "decide": np.clip(rng.integers(2, 6, n) + shift / 2, 1, 5).round(),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def analysed(*args, **kwargs):
    return analyse(made(*args, **kwargs))


class Demo:
    """A demo client as the front door gives it, with what was planted in it."""

    def __init__(self, folder):
        self.client = read_client(folder)
        self.truth = json.loads((folder / "planted_truth.json").read_text("utf-8"))
        self.words = self.client.engagement.words("en")
        self.culture = analyse(self.client)
        self.findings = {item.key: item for item in findings(self.culture, self.words)}

    def named(self, unit):
        return self.client.tables["employees"].columns["unit"].group(unit, self.words)

    def with_frame(self, frame):
        """Return the analysis of the same client with other answers."""
        tables = dict(self.client.tables)
        tables["employees"] = replace(tables["employees"], frame=frame)
        return analyse(replace(self.client, tables=tables))
