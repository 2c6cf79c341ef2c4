"""Reads a written demo client with pandas alone and works out plainly what is in it."""

import json
import math
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import yaml

PERSONAL = re.compile(r"@example\.|\d{4} \d{4}|\d{3} \d{3}|\b\d{8}\b|XAXX|Ejemplo|Muestra|"
                      r"Ficticia?|Placeholder|Example|Test Passenger|Dummyname")  # fmt: skip
"""What the fictional personal data of comments have in common."""


@dataclass(frozen=True)
class Folder:
    """A written client folder, read without the kit's own intake."""

    path: Path

    @property
    def truth(self):
        return json.loads((self.path / "planted_truth.json").read_text("utf-8"))

    @property
    def engagement(self):
        return self.yaml("engagement.yml")

    def yaml(self, name):
        return yaml.safe_load((self.path / name).read_text("utf-8"))

    def rows(self, name):
        return pd.read_csv(self.path / name)

    def table(self, name):
        """Read a table by what engagement.yml declares, with the kit's column names."""
        spec = self.engagement["tables"][name]
        frames = [self._read(file) for file in spec["files"]]
        frame = frames[0]
        for file, other in zip(spec["files"][1:], frames[1:], strict=True):
            frame = frame.merge(
                other, left_on=spec["files"][0]["key"], right_on=file["key"], validate="1:1"
            )
        columns = {
            (value if isinstance(value, str) else value["from"]): key
            for key, value in spec["columns"].items()
        }
        frame = frame.rename(columns=columns)[list(columns.values())]
        for key, value in spec["columns"].items():
            if isinstance(value, dict) and "values" in value:
                frame[key] = frame[key].map(value["values"]).astype(float)
        return frame

    def dates(self, table, column):
        """Return a column of a table as dates."""
        cells = self.table(table)[column]
        if pd.api.types.is_datetime64_any_dtype(cells):
            return cells
        order = self.engagement["tables"][table]["files"][0].get("date_order", "ymd")
        return pd.to_datetime(cells, dayfirst=order == "dmy")

    def _read(self, file):
        path = self.path / file["path"]
        if path.suffix == ".xlsx":
            return pd.read_excel(path, sheet_name=file["sheet"])
        if path.suffix == ".parquet":
            return pd.read_parquet(path)
        return pd.read_csv(
            path, sep=file["delimiter"], encoding=file["encoding"], decimal=file["decimal"]
        )


def nps(scores):
    """Net Promoter Score by its definition, in points."""
    known = scores.dropna()
    return 100 * ((known >= 9).mean() - (known <= 6).mean())


def importance(folder):
    """Standardised regression coefficients of the ratings on recommendation, as shares."""
    answers = folder.table("responses")
    columns = list(folder.truth["drivers"]["weights"])
    known = answers.dropna(subset=[*columns, "ltr"])
    known = known[known[columns].max(axis=1) > known[columns].min(axis=1)]
    x = (known[columns] - known[columns].mean()) / known[columns].std()
    y = (known["ltr"] - known["ltr"].mean()) / known["ltr"].std()
    weights = np.linalg.lstsq(x.to_numpy(), y.to_numpy(), rcond=None)[0]
    return dict(zip(columns, weights / weights.sum(), strict=True))


def group_of(folder):
    """Each customer's mean recommendation as promoter, passive, detractor or silent."""
    answers = folder.table("responses")
    mean = answers.groupby("customer_id")["ltr"].mean()
    customers = folder.table("customers")
    score = customers["customer_id"].map(mean)
    group = np.select(
        [score >= 9, score >= 7, score < 7], ["promoters", "passives", "detractors"], "silent"
    )
    left = customers["churned"].isin(["Sí", "S", True])
    return customers, group, left


def broken_chain(folder):
    """Orphans and double claims, worked out from the files alone."""
    plans, kpis = folder.rows("initiatives.csv"), folder.rows("kpis.csv")
    pains = {pain["id"] for pain in folder.yaml("journeys.yml")["pain_points"]}
    claims = plans.groupby(["pain_point", "kpi"])["id"].apply(list)
    years = sum(1 / 1.11**year for year in range(1, 6))
    best = years * plans["probability"] * plans["benefit_high"]
    return {
        "initiative_without_owner": plans.loc[plans["owner"].isna(), "id"].tolist(),
        "initiative_with_unknown_pain_point": plans.loc[
            ~plans["pain_point"].isin(pains), "id"
        ].tolist(),
        "initiative_that_loses_money": plans.loc[best < plans["cost_low"], "id"].tolist(),
        "benefit_claimed_twice": [ids for ids in claims if len(ids) > 1],
        "kpi_without_baseline": kpis.loc[kpis["baseline"].isna(), "id"].tolist(),
    }


def arms(folder):
    """Visitors and conversions by experiment and arm."""
    table = folder.table("experiments")
    if "visitors" in table:
        return table.set_index(["experiment", "arm"])
    groups = table.groupby(["experiment", "arm"])["converted"]
    return pd.DataFrame({"visitors": groups.size(), "conversions": groups.sum()})


def p_of_difference(test):
    """Two-sided p value of a difference of two shares (normal approximation)."""
    (n1, n2), (x1, x2) = test["visitors"], test["conversions"]
    pooled = (x1 + x2) / (n1 + n2)
    z = (x2 / n2 - x1 / n1) / math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    return math.erfc(abs(z) / math.sqrt(2))


def p_of_ratio(test):
    """P value that both arms were meant to be of equal size (chi-square, 1 degree)."""
    n1, n2 = test["visitors"]
    return math.erfc(math.sqrt((n1 - n2) ** 2 / (n1 + n2) / 2))
