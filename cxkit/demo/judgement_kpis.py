"""``kpis.csv`` and ``kpi_values.csv`` of a demo client, worked out from its own data."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from cxkit.demo.profiles import PERIOD, Both, Profile, both
from cxkit.demo.story import Rows, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A KPI before it is written: what it is, its unit, its values at the end of each wave."""

    id: str
    name: Both
    metric: str
    unit: Both
    measured: tuple[float, ...]
    aim: float
    touchpoint: str = ""
    direction: str = "up"
    owner: str = "lead"
    timing: str = "lagging"


_PERCENT, _POINTS = both("%", "%"), both("puntos", "points")
_DAYS, _SCALE = both("días", "days"), both("escala", "scale")


def measures(profile: Profile, story: Story, tables: dict[str, pd.DataFrame]) -> list[Measure]:
    """Work out the client's KPIs from its data, as the client itself would have."""
    responses = tables["responses"]
    waves = [responses[responses["wave"] == wave.name] for wave in profile.waves]
    sore = profile.sore
    billed = _pain_place(profile, story, "I8")
    built = _pain_place(profile, story, "I7")
    label = {t.name: t.label for t in profile.touchpoints}
    easy = profile.effort.better == "high"

    def satisfied(place: str) -> tuple[float, ...]:
        return tuple(_top(wave.loc[wave["touchpoint"] == place, "csat"]) for wave in waves)

    def named(place: str) -> Both:
        return both(
            f"Clientes satisfechos: {label[place]['es']}",
            f"Satisfied customers: {label[place]['en']}",
        )

    return [
        Measure(
            id="K1",
            name=both("NPS", "NPS"),
            metric="nps",
            unit=_POINTS,
            aim=8,
            measured=tuple(_nps(wave["ltr"]) for wave in waves),
        ),
        Measure(
            id="K2",
            name=named(sore.name),
            metric="csat",
            unit=_PERCENT,
            touchpoint=sore.name,
            measured=satisfied(sore.name),
            aim=15,
            owner="operations",
        ),
        Measure(
            id="K3",
            name=both("Clientes perdidos en el año", "Customers lost in the year"),
            metric="churn",
            unit=_PERCENT,
            aim=-2,
            direction="down",
            owner="service",
            measured=(round(100 * float(tables["customers"]["churned"].mean()), 1),),
        ),
        Measure(
            id="K4",
            name=both("Días hasta resolver (mediana)", "Days to resolve (median)"),
            metric="resolution_time",
            unit=_DAYS,
            aim=-1,
            direction="down",
            owner="service",
            measured=(_median_days(tables["tickets"]),),
            timing="leading",
        ),
        Measure(
            id="K5",
            name=both("Esfuerzo del cliente", "Customer effort"),
            metric="ces",
            unit=_SCALE,
            measured=tuple(round(float(wave["ces"].mean()), 2) for wave in waves),
            aim=0.4 if easy else -0.4,
            direction="up" if easy else "down",
            timing="leading",
        ),
        Measure(
            id="K6",
            name=named(billed),
            metric="csat",
            unit=_PERCENT,
            touchpoint=billed,
            measured=satisfied(billed),
            aim=6,
        ),
        Measure(
            id="K7",
            name=both("Clientes nuevos por recomendación", "New customers by recommendation"),
            metric="referral",
            unit=_PERCENT,
            aim=3,
            measured=(round(100 * float(tables["customers"]["referred"].mean()), 1),),
        ),
        Measure(
            id="K8",
            name=named(built),
            metric="csat",
            unit=_PERCENT,
            touchpoint=built,
            measured=satisfied(built),
            aim=5,
        ),
        Measure(
            id="K9",
            name=both("Casos atendidos con el nuevo proceso", "Cases handled the new way"),
            metric="adoption",
            unit=_PERCENT,
            measured=(10.0,),
            aim=60,
            owner="service",
            timing="leading",
        ),
    ]


def _pain_place(profile: Profile, story: Story, plan: str) -> str:
    pain = next(item.pain for item in story.plans if item.id == plan)
    return next(item.touchpoint for item in story.pains if item.id == pain)


def _nps(scores: pd.Series) -> float:
    known = scores.dropna()
    return round(100 * float((known >= 9).mean() - (known <= 6).mean()), 1)


def _top(answers: pd.Series) -> float:
    return round(100 * float((answers.dropna() >= 4).mean()), 1)


def _median_days(tickets: pd.DataFrame) -> float:
    """Return the median of all tickets, those still open counted at their age."""
    until = tickets["resolved"].fillna(pd.Timestamp(PERIOD[1]) + pd.Timedelta(days=1))
    return round(float((until - tickets["opened"]).dt.total_seconds().median()) / 86400, 1)


def kpis(profile: Profile, found: list[Measure]) -> Rows:
    """Return ``kpis.csv``; planted: K6 has no baseline."""
    rows: Rows = []
    for item in found:
        missing = profile.planted.judgements and item.id == "K6"
        first = item.measured[0]
        rows.append(
            {
                "id": item.id,
                "name_es": item.name["es"],
                "name_en": item.name["en"],
                "metric": item.metric,
                "kind": "quantitative",
                "use": "strategic" if item.id in ("K1", "K3", "K7") else "tactical",
                "timing": item.timing,
                "touchpoint": item.touchpoint,
                "unit": item.unit[profile.own],
                "baseline": "" if missing else first,
                "baseline_date": "" if missing else _measured_on(profile, item),
                "target": round(first + item.aim, 2),
                "target_date": "2027-06-30",
                "direction": item.direction,
                "owner": profile.roles[item.owner],
                "source": "responses" if item.metric in ("nps", "csat", "ces") else "",
            }
        )
    return rows


def _measured_on(profile: Profile, item: Measure) -> str:
    """Return the day of the baseline: the first wave's end, or the period's for yearly ones."""
    return (profile.waves[0].end if len(item.measured) > 1 else PERIOD[1]).isoformat()


def kpi_values(profile: Profile, found: list[Measure]) -> Rows:
    """Return ``kpi_values.csv``: every KPI that was measured again, wave by wave."""
    return [
        {"kpi": item.id, "date": wave.end.isoformat(), "value": value}
        for item in found
        if len(item.measured) > 1
        for wave, value in zip(profile.waves, item.measured, strict=True)
    ]
