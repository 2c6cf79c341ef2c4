"""The archetypes found, in words."""

from __future__ import annotations

from cxkit.customers.types_found import LEVEL, Archetypes, Cluster
from cxkit.customers.wording.evidence import cluster_name
from cxkit.language import Words
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import period_first, source

STANDS_OUT = 0.5
"""Standard deviations above the others from which on an item stands for a group."""


def distinctive(cluster: Cluster, *, most: int = 3) -> list[str]:
    """Return the items that its members rate clearly higher than all others, highest first."""
    table = cluster.items
    high = table[(table["difference"] >= STANDS_OUT) & (table["low"] > 0)]
    return list(high.sort_values("difference", ascending=False, kind="stable")["name"][:most])


def read_archetypes(found: Archetypes, words: Words) -> str:
    """Say whether there are stable types of customers, and how sure that is."""
    n, tried = words.number(found.n_complete), [trial.k for trial in found.trials]
    chosen = found.chosen
    if chosen is None:
        best = max(found.trials, key=lambda trial: trial.stability)
        text = words(
            "The ratings hold no stable archetypes: no division into {first} to {last} groups is "
            "stable and beyond what correlated answers alone would give (most stable: {k} groups, "
            "agreement {stability}, against {null} without groups; n = {n}).",
            first=words.number(tried[0]),
            last=words.number(tried[-1]),
            k=words.number(best.k),
            stability=words.number(best.stability, decimals=2),
            null=words.number(best.null_mean, decimals=2),
            n=n,
        )
        if found.level >= LEVEL:
            text += " " + words(
                "The most stable one is a split by general level: it parts those who rate "
                "everything higher from those who rate everything lower."
            )
        return text
    values = {
        "k": words.number(chosen.k),
        "stability": words.number(chosen.stability, decimals=2),
        "null": words.number(chosen.null_mean, decimals=2),
        "high": words.number(chosen.null_high, decimals=2),
        "n": n,
    }
    if found.outcome == "level":
        return words(
            "The {k} groups found differ by general level: some customers rate everything higher, "
            "others everything lower. That is a split by satisfaction, not archetypes (agreement "
            "of two halves {stability}, without groups {null}; n = {n}).",
            **values,
        )
    return words(
        "Customers form {k} stable archetypes by what they rate: two halves of them agree on "
        "the groups (agreement {stability}; 1 is perfect); answers that are only correlated, "
        "without groups, give {null}, and at most {high} in 95 of 100 draws (n = {n}).",
        **values,
    )


def describe_archetypes(found: Archetypes, words: Words) -> FigureText:
    """Words around the groups found, or around the test where there are none."""
    if found.outcome == "none":
        return _describe_test(found, words)
    if found.outcome == "level":
        headline = words(
            "The ratings part customers by general level, not into archetypes",
        )
    else:
        headline = words.plural(
            "Customers form {n} stable archetype", "Customers form {n} stable archetypes",
            len(found.clusters),
        )  # fmt: skip
    return FigureText(
        headline=headline,
        measure=words(
            "Share of favourable ratings in each group; {period}n = {n}, of whom {complete} rated "
            "every item",
            period=period_first(found.evidence, words),
            n=words.number(found.n),
            complete=words.number(found.n_complete),
        ),
        reading=words(
            "Bold: items rated at least half a standard deviation higher than by the others. The "
            "groups were made from these ratings, so the differences describe and test nothing."
        ),
        source=source(found.evidence, words),
        alt=f"{headline}. " + "; ".join(_said(found, cluster, words) for cluster in found.clusters),
    )


def _said(found: Archetypes, cluster: Cluster, words: Words) -> str:
    items = cluster.items.set_index("name").to_dict("index")
    strong = [
        f"{found.columns[name].title(words)} {words.percent(items[name]['favourable'])}"
        for name in distinctive(cluster)
    ]
    name = cluster_name(found, cluster, words)
    return f"{name} ({words.percent(cluster.share)}): {', '.join(strong)}"


def _describe_test(found: Archetypes, words: Words) -> FigureText:
    headline = words("The ratings hold no stable archetypes")
    return FigureText(
        headline=headline,
        measure=words(
            "Agreement of two random halves of the customers (adjusted Rand index); {period}n = "
            "{n} who rated every item",
            period=period_first(found.evidence, words),
            n=words.number(found.n_complete),
        ),
        reading=words(
            "Line: what 95 of 100 draws of correlated answers without groups stay below. Only a "
            "point beyond its line, and above one half, speaks for groups of customers."
        ),
        source=source(found.evidence, words),
        alt=f"{headline}. {read_archetypes(found, words)}",
    )
