"""Benefits that several initiatives claim, counted once in every draw and every year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from cxkit.economics.cases.projects import Project
from cxkit.economics.cases.rates_of_return import Floats


def joined(projects: Sequence[Project], *, ceiling: bool) -> list[tuple[int, ...]]:
    """Return the places of projects whose benefits hang together, two or more in a group.

    Parameters
    ----------
    projects : sequence of Project
        All that are looked at.
    ceiling : bool
        Whether what churn can give at most may bind, which joins all projects on churn.
    """
    group = list(range(len(projects)))

    def join(places: Sequence[int]) -> None:
        roots = {group[place] for place in places}
        first = min(roots)
        for place, root in enumerate(group):
            if root in roots:
                group[place] = first

    for pool in {project.pool for project in projects if project.pool >= 0}:
        join([place for place, project in enumerate(projects) if project.pool == pool])
    churn = [place for place, project in enumerate(projects) if project.on_churn]
    if ceiling and churn:
        join(churn)
    found = [
        tuple(place for place, root in enumerate(group) if root == first)
        for first in dict.fromkeys(group)
    ]
    return [places for places in found if len(places) > 1 or (ceiling and places[0] in churn)]


def shares_by_year(
    projects: Sequence[Project], benefits: Sequence[Floats], ceiling: Floats | None
) -> Iterator[list[Floats]]:
    """Yield, for each year, which share of each project's benefit counts in each draw.

    Parameters
    ----------
    projects : sequence of Project
        A group of `joined`.
    benefits : sequence of array of float, shape (draws,)
        Benefit a year at full effect, 0 where it failed.
    ceiling : array of float, shape (draws,), or None
        What all on churn can give at most a year.

    Notes
    -----
    Of those that claim the same benefit the largest counts, shared in proportion among them;
    below 0 nothing is capped. Then what all on churn bring is held to the ceiling. Only what
    is in place in that year counts: a late initiative takes nothing from an early one before.
    """
    pools = sorted({project.pool for project in projects if project.pool >= 0})
    members = [[p for p, each in enumerate(projects) if each.pool == pool] for pool in pools]
    on_churn = [place for place, project in enumerate(projects) if project.on_churn]
    for year in range(len(projects[0].schedule.active)):
        weights = [float(project.schedule.active[year]) for project in projects]
        amounts = [
            np.maximum(weight * each, 0.0) for weight, each in zip(weights, benefits, strict=True)
        ]
        shares = [np.ones_like(each) for each in amounts]
        for places in members:
            if sum(weights[place] > 0 for place in places) < 2:
                continue
            whole = np.sum([amounts[place] for place in places], axis=0)
            largest = np.max([amounts[place] for place in places], axis=0)
            share = np.divide(largest, whole, out=np.ones_like(whole), where=whole > 0)
            for place in places:
                shares[place] = np.where(amounts[place] > 0, share, 1.0)
        if ceiling is not None and on_churn:
            whole = np.sum([shares[place] * amounts[place] for place in on_churn], axis=0)
            share = np.divide(ceiling, whole, out=np.ones_like(whole), where=whole > ceiling)
            for place in on_churn:
                shares[place] = np.where(amounts[place] > 0, shares[place] * share, 1.0)
        yield shares


def present_benefits(
    projects: Sequence[Project], benefits: Sequence[Floats], ceiling: Floats | None
) -> tuple[list[Floats], dict[int, list[Floats]]]:
    """Return the value today of each project's benefit, what is claimed twice counted once.

    Parameters
    ----------
    projects : sequence of Project
        All that are done.
    benefits : sequence of array of float, shape (draws,)
        Benefit a year at full effect, 0 where it failed.
    ceiling : array of float, shape (draws,), or None
        What all on churn can give at most a year; None where unknown.

    Returns
    -------
    values : list of array of float, shape (draws,)
        Value today.
    shares : dict of int to list of array
        For projects whose benefit hangs together with others', the share that counts, year by
        year; the others count whole.
    """
    values = [project.factor * each for project, each in zip(projects, benefits, strict=True)]
    binds = ceiling is not None and bool(
        np.any(
            sum(
                (
                    np.maximum(each, 0.0)
                    for project, each in zip(projects, benefits, strict=True)
                    if project.on_churn
                ),
                start=np.zeros_like(ceiling),
            )
            > ceiling
        )
    )
    by_year: dict[int, list[Floats]] = {}
    for places in joined(projects, ceiling=binds):
        group = [projects[place] for place in places]
        drawn = [benefits[place] for place in places]
        for place in places:
            values[place] = np.zeros_like(benefits[place])
            by_year[place] = []
        for year, shares in enumerate(
            shares_by_year(group, drawn, ceiling if binds else None), start=1
        ):
            for place, share in zip(places, shares, strict=True):
                plan = projects[place].schedule
                values[place] += (plan.benefit[year] * plan.value[year]) * share * benefits[place]
                by_year[place].append(share)
    return values, by_year
