"""For which dimension who answered matters most, and which group carries it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from cxkit.engagement import Wave
from cxkit.findings import Missing
from cxkit.perception.basis import Basis
from cxkit.perception.mix.decomposition import NO_MIX, Mix, mix_of, verdict_of
from cxkit.perception.results import WaveScores
from cxkit.stats.multiplicity import holm


def mixes_of(
    basis: Basis,
    waves: WaveScores,
    declared: Sequence[Wave],
    *,
    before: str = "",
    after: str = "",
) -> tuple[Mix, ...] | Missing:
    """Part the change over every dimension, with p values corrected for their number.

    Parameters
    ----------
    basis, waves, declared, before, after
        As of `mix_of`.

    Returns
    -------
    tuple of Mix or Missing
        Missing where no dimension has two groups in the two waves.
    """
    tried = [
        mix_of(basis, waves, declared, column, before=before, after=after)
        for column in basis.dimensions
    ]
    found = [item for item in tried if isinstance(item, Mix)]
    if not found:
        return NO_MIX
    tested = [place for place, item in enumerate(found) if item.p_adjusted == item.p_adjusted]
    adjusted = holm([found[place].p_adjusted for place in tested])
    for place, p_value in zip(tested, adjusted, strict=True):
        corrected = replace(found[place], p_adjusted=float(p_value), comparisons=len(tested))
        found[place] = replace(corrected, verdict=verdict_of(corrected))
    return tuple(found)


def telling_mix(several: tuple[Mix, ...] | Missing) -> Mix | Missing:
    """Return the dimension for which who answered matters most.

    Parameters
    ----------
    several : tuple of Mix or Missing
        One metric parted over several dimensions; what is missing stays missing.

    Returns
    -------
    Mix or Missing
        The greatest mix among those that are clear; the greatest of all where none is.
    """
    if isinstance(several, Missing):
        return several
    clear = [item for item in several if item.verdict in ("both", "mix")]
    return max(clear or several, key=lambda item: abs(item.parts.mix.value))


def leading_group(mix: Mix) -> pd.Series | None:
    """Return the group with the largest part of a clear mix; None where no part is clear.

    Parameters
    ----------
    mix : Mix
        Only groups with the least base in both waves count, whose part has the sign of the
        whole and an interval without 0.
    """
    if mix.verdict not in ("both", "mix"):
        return None
    table, towards = mix.table, np.sign(mix.parts.mix.value)
    clear = (table["mix_low"] > 0) | (table["mix_high"] < 0)
    enough = table[["n_before", "n_after"]].min(axis=1) >= mix.min_base
    chosen = table[clear & enough & (np.sign(table["mix"]) == towards)]
    if chosen.empty:
        return None
    largest: pd.Series = chosen.iloc[int(chosen["mix"].abs().to_numpy().argmax())]
    return largest
