"""The variant of a client in which nothing is planted."""

from __future__ import annotations

from dataclasses import replace

from cxkit.demo.profiles import Planted, Profile, wave_nps


def clean_variant(profile: Profile, *, slug: str) -> Profile:
    """Return the same client with nothing planted: no change, no difference, no fault."""
    first = profile.waves[0]
    flat = tuple(round(wave_nps(first)) for _ in first.nps)
    customers = profile.customers
    tickets = profile.tickets
    enps = 20.0
    even = max(unit.n for unit in profile.units)
    return replace(
        profile,
        slug=slug,
        waves=tuple(
            replace(wave, n=first.n, shares=first.shares, nps=flat) for wave in profile.waves
        ),
        touchpoints=tuple(replace(touchpoint, shift=0.0) for touchpoint in profile.touchpoints),
        attributes=tuple(
            replace(attribute, weight=1 / len(profile.attributes), mean=3.8)
            for attribute in profile.attributes
        ),
        customers=replace(
            customers,
            churn=(customers.churn_silent,) * 3,
            growth=(0.0, 0.0, 0.0),
        ),
        tickets=replace(
            tickets,
            recent=tickets.recent_days / 365,
            channels=dict.fromkeys(tickets.channels, 1.0),
            sigma=0.8,
        ),
        units=tuple(replace(unit, n=max(unit.n, even // 2), enps=enps) for unit in profile.units),
        experiments=tuple(
            replace(test, visitors=(4000, 4000), conversions=(400, 400))
            for test in profile.experiments
        ),
        mix_shift=None,
        roll_out=None,
        planted=Planted(
            straight_liners=0.0,
            repeated=0,
            personal_comments=0,
            archetype_distance=0.0,
            judgements=False,
        ),
    )
