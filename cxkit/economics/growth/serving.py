"""Cost to serve: what contacts cost, where, for whom, and how much of it came back."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cxkit.client import Client, Column
from cxkit.economics.basis import MOST_GROUPS, Customers
from cxkit.economics.churn.scored import ORDER, Scored
from cxkit.economics.growth.amounts import UNKNOWN, Amount, Resampled, times
from cxkit.economics.growth.contacts import Contacts, contacts_of
from cxkit.economics.growth.repeats import WINDOWS, repeat_contacts
from cxkit.economics.growth.serving_results import (
    Repeats,
    ServedBy,
    ServedRow,
    Serving,
    ServingBy,
    ServingRow,
)
from cxkit.engagement import Engagement
from cxkit.findings import Evidence

BY = ("touchpoint", "reason", "channel", "area")
"""Columns of the tickets that costs are parted by."""
MOST_SHOWN = 12
"""Groups shown; the rest is one row."""


def serving_of(
    client: Client, customers: Customers | None, scored: Scored | None
) -> Serving | None:
    """Return the cost to serve; None without tickets or any cost of them.

    Notes
    -----
    Intervals resample customers, those without contacts included, since one customer's
    contacts belong together. Cost a customer and year is the cost of the contacts of customers
    in the data over their years as customers in the period.
    """
    contacts = contacts_of(client, customers)
    if contacts is None:
        return None
    plan, columns = client.engagement, client.tables["tickets"].columns
    level, frame = plan.confidence, contacts.frame
    weight = frame["_weight"].to_numpy(float)
    ones = np.ones(len(frame))
    drawn = Resampled(
        {"cost": contacts.per_unit(weight), "n": contacts.per_unit(ones)}, confidence=level
    )
    served = _served(contacts, customers, scored, plan)
    everybody = served[0].rows[0] if served else None
    population = customers.population if customers is not None else float("nan")
    pains = _pain_places(client)
    used = [name for name in (*BY, "cost", "customer_id") if name in columns]
    return Serving(
        total=times(drawn.amount("cost"), contacts.price),
        each=times(drawn.ratio("cost", "n"), contacts.price),
        by=tuple(
            _by(contacts, columns[name], pains if name == "touchpoint" else frozenset(), plan)
            for name in BY
            if name in columns and frame[name].notna().any()
        ),
        everybody=everybody,
        served=served[1:],
        yearly=_scaled(everybody.cost, population) if everybody is not None else UNKNOWN,
        population=population,
        repeats=_repeats(contacts, level),
        pain=_at_pains(contacts, pains, level),
        source=contacts.source,
        agreed=contacts.agreed,
        n=len(frame),
        n_priced=contacts.n_priced,
        n_linked=contacts.n_linked,
        n_outside=contacts.n_outside,
        n_negative=contacts.n_negative,
        claim=contacts.claim,
        evidence=Evidence(
            table="tickets",
            columns=("opened", *used),
            n=len(frame),
            start=plan.period.start,
            end=plan.period.end,
        ),
        confidence=level,
        min_base=plan.min_base,
    )


def _by(contacts: Contacts, column: Column, pains: frozenset[str], plan: Engagement) -> ServingBy:
    frame = contacts.frame
    groups = frame[column.name]
    weight = frame["_weight"].to_numpy(float)
    order = pd.Series(weight).groupby(groups.astype("str").where(groups.notna())).sum()
    shown = [str(name) for name in order.sort_values(ascending=False, kind="stable").index]
    first = shown if len(shown) <= MOST_SHOWN + 1 else shown[:MOST_SHOWN]
    text = groups.astype("str")
    masks = {name: ((text == name) & groups.notna()).to_numpy(bool) for name in first}
    if len(first) < len(shown):
        masks[""] = groups.notna().to_numpy(bool) & ~np.any(list(masks.values()), axis=0)
    sums = {"all": contacts.per_unit(np.where(groups.notna(), weight, 0.0))}
    for place, mask in enumerate(masks.values()):
        sums[f"cost {place}"] = contacts.per_unit(np.where(mask, weight, 0.0))
        sums[f"n {place}"] = contacts.per_unit(mask.astype(float))
    drawn = Resampled(sums, confidence=plan.confidence)
    rows = tuple(
        ServingRow(
            group=name,
            n=int(mask.sum()),
            cost=times(drawn.amount(f"cost {place}"), contacts.price),
            share=drawn.ratio(f"cost {place}", "all"),
            each=times(drawn.ratio(f"cost {place}", f"n {place}"), contacts.price),
            pain=name in pains,
        )
        for place, (name, mask) in enumerate(masks.items())
    )
    return ServingBy(
        column=column,
        rows=rows,
        n=int(groups.notna().sum()),
        n_blank=int(groups.isna().sum()),
        claim=contacts.claim,
        confidence=plan.confidence,
        min_base=plan.min_base,
    )


def _served(
    contacts: Contacts, customers: Customers | None, scored: Scored | None, plan: Engagement
) -> tuple[ServedBy, ...]:
    """Return all customers, then the segments, then the groups by what they answered."""
    if customers is None or not contacts.n_linked:
        return ()
    units = contacts.units
    there = (units["years"] > 0).to_numpy(bool)
    parted: list[tuple[Column | None, pd.Series, list[str]]] = [
        (None, pd.Series("", index=units.index), [""])
    ]
    for column in customers.segments:
        values = units[column.name]
        names = sorted(str(each) for each in values.dropna().unique())
        parted.append((column, values.astype("str").where(values.notna()), names[:MOST_GROUPS]))
    if scored is not None and scored.usable:
        group = scored.frame.assign(customer_id=scored.frame["customer_id"].astype("str"))
        said = units["customer_id"].map(
            group.drop_duplicates("customer_id").set_index("customer_id")["group"]
        )
        parted.append((None, said, list(ORDER[scored.metric])))
    found = []
    for part, values, names in parted:
        rows = []
        for name in names:
            who = (values == name).fillna(False).to_numpy(bool) & there
            row = _served_row(contacts, name, who, plan.confidence)
            rows += [row] if row is not None else []
        found.append(
            ServedBy(
                column=part,
                rows=tuple(rows),
                claim=contacts.claim,
                confidence=plan.confidence,
                min_base=plan.min_base,
            )
        )
    return tuple(found) if found[0].rows else ()


def _served_row(contacts: Contacts, name: str, who: np.ndarray, level: float) -> ServedRow | None:
    if not who.any():
        return None
    cost = contacts.per_unit(contacts.frame["_weight"].to_numpy(float))[who]
    number = contacts.per_unit(np.ones(len(contacts.frame)))[who]
    years = contacts.units["years"].to_numpy(float)[who]
    drawn = Resampled({"cost": cost, "n": number, "years": years}, confidence=level)
    return ServedRow(
        group=name,
        customers=int(who.sum()),
        contacts=int(number.sum()),
        rate=drawn.ratio("n", "years"),
        cost=times(drawn.ratio("cost", "years"), contacts.price),
    )


def _repeats(contacts: Contacts, level: float) -> tuple[Repeats, ...]:
    frame = contacts.frame
    if "customer_id" not in frame or not frame["customer_id"].notna().any():
        return ()
    topics = [name for name in ("reason", "touchpoint") if name in frame]
    topic = next((name for name in topics if frame[name].notna().any()), None)
    weight, found = frame["_weight"].to_numpy(float), []
    for days in WINDOWS:
        back = repeat_contacts(frame, days=days, topic=topic)
        told = back == back
        if not told.any():
            continue
        came = back == 1
        sums = {
            "n": contacts.per_unit(told.astype(float)),
            "back": contacts.per_unit(came.astype(float)),
            "cost": contacts.per_unit(np.where(came, weight, 0.0)),
        }
        drawn = Resampled(sums, confidence=level)
        found.append(
            Repeats(
                days=days,
                topic=topic or "",
                n=int(told.sum()),
                back=int(came.sum()),
                share=drawn.ratio("back", "n"),
                cost=times(drawn.amount("cost"), contacts.price),
            )
        )
    return tuple(found)


def _at_pains(contacts: Contacts, pains: frozenset[str], level: float) -> Amount:
    if not pains or "touchpoint" not in contacts.frame:
        return UNKNOWN
    place = contacts.frame["touchpoint"]
    known = place.notna().to_numpy(bool)
    hit = place.astype("str").isin(pains).to_numpy(bool) & known
    weight = contacts.frame["_weight"].to_numpy(float)
    drawn = Resampled(
        {
            "pain": contacts.per_unit(np.where(hit, weight, 0.0)),
            "all": contacts.per_unit(np.where(known, weight, 0.0)),
        },
        confidence=level,
    )
    return drawn.ratio("pain", "all")


def _pain_places(client: Client) -> frozenset[str]:
    journeys = client.judgements.journeys
    points = journeys.pain_points if journeys is not None else ()
    return frozenset(point.touchpoint for point in points if point.touchpoint)


def _scaled(amount: Amount, factor: float) -> Amount:
    return Amount(value=amount.value * factor, low=amount.low * factor, high=amount.high * factor)
