"""The real coverage of the intervals of revenue, promoters, winning and cost to serve.

Run it by itself: ``python benchmarks/calibration_growth.py`` (``--quick`` for a few draws). It
simulates clients, asks the kit's own analysis and counts how often the truth lies in the interval;
the truth is the same figure of a million simulated customers, by plain sums. It prints a table
and, in its last line, all figures as JSON.
"""

from __future__ import annotations

import argparse
import json
import time
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.client import Client, Column, Table
from cxkit.economics import analyse
from cxkit.engagement import Engagement
from cxkit.engagement.judgements import Economics, Judgements
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND

SEED = 20_260_606
N = 800
MANY = 1_000_000
NEW, EARNED = 0.2, 0.3
SPREAD, NOISE = 0.6, 0.15
CONTACTS, PRICE, PRICE_SPREAD = 0.8, 20.0, 0.7
PROMOTERS, LIFT, CHURN, OTHER_CHURN = 0.35, 1.2, 0.05, 0.15
DAYS, YEAR = 365, 365.25

Row = tuple[str, float, float, float, bool]
"""Name, measured, least and greatest it may be, and whether it is met."""
Drawn = dict[str, npt.NDArray[Any]]

_ENGAGEMENT = Engagement.model_validate(
    {
        "name": "Simulated",
        "region": "en_GB",
        "languages": ["en"],
        "currency": "EUR",
        "period": {"start": "2025-01-01", "end": "2025-12-31"},
    }
)
_ROLES = {
    "customer_id": "id",
    "start_date": "date",
    "end_date": "date",
    "revenue_before": "money",
    "revenue": "money",
    "referred": "flag",
    "date": "date",
    "ltr": "ltr",
    "opened": "date",
    "cost": "money",
}


def growth(*, quick: bool = False) -> list[Row]:
    """Return the coverage of each interval at 95 %, with what it is asked for."""
    rng = np.random.default_rng(SEED)
    draws = 40 if quick else 1_000
    truth = _truth(_customers(rng, MANY))
    inside: dict[str, list[bool]] = {name: [] for name in truth}
    for _ in range(draws):
        for name, amount in _intervals(analyse(_client(_customers(rng, N), rng))).items():
            inside[name].append(amount.low <= truth[name] <= amount.high)
    rows, room = [], 3 * (0.95 * 0.05 / draws) ** 0.5 if quick else 0.0
    for name, hits in inside.items():
        if not name.startswith("promoters"):
            rows.append(_row(name, float(np.mean(hits)), 0.93 - room, 0.97 + room))
    both = np.mean([inside[name] for name in inside if name.startswith("promoters")], axis=0) == 1
    # Bonferroni promises at least the level; less than two standard errors under it is chance
    floor = 0.95 - 2 * (0.95 * 0.05 / draws) ** 0.5
    rows.append(_row("promoters, all intervals together", float(np.mean(both)), floor, 1.0))
    return rows


def _row(name: str, measured: float, low: float, high: float) -> Row:
    return name, round(measured, 4), round(low, 4), round(high, 4), low <= measured <= high


def _customers(rng: np.random.Generator, n: int) -> Drawn:
    """Draw customers: who is new, who recommends, when they leave, what they bring and cost."""
    new = rng.random(n) < NEW
    promoter = rng.random(n) < PROMOTERS
    left = ~new & (rng.random(n) < np.where(promoter, CHURN, OTHER_CHURN))
    joined = np.where(new, rng.integers(0, 300, n), -1000)
    gone = np.where(left, rng.integers(60, DAYS - 1, n), DAYS - 1)
    days = gone - np.maximum(joined, 0) + 1
    level = 100 * np.exp(SPREAD * rng.standard_normal(n)) * np.where(promoter, LIFT, 1.0)
    rate = level * np.exp(NOISE * rng.standard_normal(n))
    contacts = rng.poisson(CONTACTS * rng.gamma(1.0, 1.0, n) * days / DAYS)
    return {
        "new": new,
        "promoter": promoter,
        "left": left,
        "joined": joined,
        "gone": gone,
        "days": days,
        "before": np.where(new, 0.0, level),
        "now": rate * days / DAYS,
        "referred": rng.random(n) < EARNED,
        "contacts": contacts,
    }


def _truth(drawn: Drawn) -> dict[str, float]:
    """Return what the intervals should hold, by plain sums over a million customers."""
    before, now, new = drawn["before"], drawn["now"], drawn["new"]
    whole, old = ~new & ~drawn["left"], ~new
    base = before.sum()
    years = drawn["days"] / YEAR
    net = now[old].sum() / base
    earned = now[new & drawn["referred"]].sum() / base
    best, rest = old & drawn["promoter"], old & ~drawn["promoter"]
    money = now * YEAR / DAYS
    left, price = drawn["left"], PRICE * float(np.exp(PRICE_SPREAD**2 / 2))
    of_lost, of_new = (now[who].sum() / years[who].sum() for who in (left, new))
    return {
        "net revenue retention": net,
        "gross revenue retention": np.minimum(before, now)[old].sum() / base,
        "share lost": -np.maximum(before - now, 0)[left].sum() / base,
        "share earned": earned,
        "earned growth": net + earned - 1,
        "a new customer's revenue a year": of_new,
        "cost of winning one for each lost": of_lost / of_new,
        "contacts a customer and year": drawn["contacts"].sum() / years.sum(),
        "cost a customer and year": price * drawn["contacts"].sum() / years.sum(),
        "cost of a contact": price,
        "promoters: revenue": money[whole & best].mean() - money[whole & rest].mean(),
        "promoters: churn": left[best].mean() - left[rest].mean(),
    }


def _intervals(found: Any) -> dict[str, Any]:
    steps = {item.step: item.share for item in found.bridge.steps}
    served, value = found.serving.everybody, found.promoters
    return {
        "net revenue retention": found.bridge.net,
        "gross revenue retention": found.bridge.gross,
        "share lost": steps["lost"],
        "share earned": steps["earned"],
        "earned growth": found.growth.earned,
        "a new customer's revenue a year": found.winning.new_revenue,
        "cost of winning one for each lost": found.winning.a_customer,
        "contacts a customer and year": served.rate,
        "cost a customer and year": served.cost,
        "cost of a contact": found.serving.each,
        "promoters: revenue": value.of("revenue").difference,
        "promoters: churn": value.of("churn").difference,
    }


def _client(drawn: Drawn, rng: np.random.Generator) -> Client:
    """Return a client with these customers, their answers and their contacts."""
    n = len(drawn["new"])
    first = np.datetime64("2025-01-01", "ns")
    ids = np.array([f"c{i}" for i in range(n)])

    def days(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        return first + values.astype("timedelta64[D]")

    customers = pd.DataFrame({"customer_id": ids, "start_date": days(drawn["joined"])})
    customers["end_date"] = pd.Series(days(drawn["gone"])).where(drawn["left"])
    customers["revenue_before"] = pd.Series(drawn["before"]).where(~drawn["new"])
    customers["revenue"] = drawn["now"]
    customers["referred"] = pd.array(drawn["referred"], dtype="boolean")
    answers = pd.DataFrame({"customer_id": ids, "date": first})
    answers["ltr"] = np.where(drawn["promoter"], 10.0, 5.0)
    who = np.repeat(np.arange(n), drawn["contacts"])
    tickets = pd.DataFrame({"customer_id": ids[who]})
    tickets["opened"] = days(np.maximum(drawn["joined"], 0)[who])
    tickets["cost"] = PRICE * np.exp(PRICE_SPREAD * rng.standard_normal(len(who)))
    frames = {"customers": customers, "responses": answers, "tickets": tickets}
    judged = Judgements(economics=Economics.model_validate({"acquisition_cost": 1}))
    tables = {name: _table(name, frame) for name, frame in frames.items()}
    return Client(slug="simulated", engagement=_ENGAGEMENT, tables=tables, judgements=judged)


def _table(name: str, frame: pd.DataFrame) -> Table:
    scale = {"ltr": LIKELIHOOD_TO_RECOMMEND}
    columns = {key: Column(name=key, role=_ROLES[key], scale=scale.get(key)) for key in frame}
    return Table(name=name, frame=frame, columns=columns)


def main() -> None:
    """Print the coverage of each interval, and all figures as one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few draws")
    start = time.process_time()
    rows = growth(quick=parser.parse_args().quick)
    print(f"Coverage of intervals of 95 %, clients of {N} customers")
    for name, measured, low, high, met in rows:
        verdict = "met" if met else "NOT MET"
        print(f"  {verdict:>7}  {name:<36} {measured:.4f} (asked for: {low} to {high})")
    print(
        json.dumps(
            {
                "growth": {name: measured for name, measured, *_ in rows},
                "not_met": [row[0] for row in rows if not row[4]],
                "targets": len(rows),
                "cpu_s": round(time.process_time() - start, 1),
            }
        )
    )


if __name__ == "__main__":
    main()
