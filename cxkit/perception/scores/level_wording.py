"""The scores over all answers, in words."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from cxkit.language import Words
from cxkit.metrics import CsatResult, NpsResult
from cxkit.perception import units
from cxkit.perception.evidence import indicative
from cxkit.perception.results import NAME, SHORT, Overall
from cxkit.perception.standout import main_interval, main_score
from cxkit.presentation import KeyFigure

_NOTICEABLE = 0.03
"""Part of the base by which the effective one must differ to be worth a word."""


def key_figures(scores: Sequence[Overall], words: Words) -> list[KeyFigure]:
    """One key figure a metric, with interval and base."""
    return [
        KeyFigure(
            label=words(NAME[item.metric]),
            value=units.score(item.metric, main_score(item), words),
            detail=words(
                "{level} interval {interval}; {base}",
                level=words.percent(item.result.confidence),
                interval=units.interval(item.metric, *main_interval(item), words),
                base=say_base(item, words),
            ),
            flag=indicative(item.result.n, item.min_base, words),
        )
        for item in scores
    ]


def read_scores(scores: Sequence[Overall], words: Words) -> str:
    """Say what each metric tells, and how far the evidence carries it: the takeaway."""
    lines = [read_overall(item, words) for item in scores]
    lines += [_base(item, words) for item in scores if _designed(item)][:1]
    return "\n".join(lines)


def read_overall(item: Overall, words: Words) -> str:
    """Two sentences on one metric a client can read, with the caveat the base calls for."""
    result = item.result
    common = {
        "level": words.percent(result.confidence),
        "interval": units.interval(item.metric, *main_interval(item), words),
        "n": words.number(result.n),
    }
    if isinstance(result, NpsResult):
        text = words(
            "NPS is {score} points ({level} interval {interval}; n = {n}): {promoters} promoters, "
            "{passives} passives and {detractors} detractors.",
            score=units.score("nps", result.score, words),
            promoters=words.percent(result.promoters),
            passives=words.percent(result.passives),
            detractors=words.percent(result.detractors),
            **common,
        )
    elif isinstance(result, CsatResult):
        text = words(
            "{share} of the answers are favourable ({level} interval {interval}; n = {n}); the "
            "mean is {mean} on a scale of {scale}.",
            share=words.percent(result.top_box),
            mean=words.number(result.mean, decimals=2),
            scale=item.scale.text,
            **common,
        )
    else:
        text = words(
            "Effort averages {mean} on a scale of {scale} where {direction} ({level} interval "
            "{interval}; n = {n}); {agree} found it easy.",
            mean=words.number(result.mean, decimals=2),
            scale=item.scale.text,
            direction=words("a high answer means easy")
            if item.scale.higher_is_better
            else words("a low answer means easy"),
            agree=words.percent(result.agree),
            **common,
        )
    return f"{text} {_verdict(item, words)}".strip()


def say_base(item: Overall, words: Words) -> str:
    """Write the base, and the effective one where answers tell less or more than their number."""
    result = item.result
    n = words("n = {n}", n=words.number(result.n))
    if not _designed(item):
        return n
    return words("{base}, effective {n}", base=n, n=words.number(result.n_effective))


def _designed(item: Overall) -> bool:
    """Tell whether the answers tell noticeably less or more than so many drawn plainly."""
    result = item.result
    return isfinite(result.n_effective) and abs(result.n_effective / result.n - 1) > _NOTICEABLE


def _base(item: Overall, words: Words) -> str:
    """Say why the effective base is another than the number of answers."""
    result = item.result
    figures = {
        "name": words(SHORT[item.metric]),
        "n": words.number(result.n_effective),
        "answers": words.number(result.n),
    }
    if result.n_effective > result.n:
        return words(
            "So large a part of all customers was heard that the {answers} answers about {name} "
            "tell as much as {n} from a large population would.",
            **figures,
        )
    if result.n_weighted != result.n:
        return words(
            "The answers are weighted. The {answers} about {name} tell as much as {n} unweighted "
            "ones from different customers would.",
            **figures,
        )
    return words(
        "Some customers answered more than once: the {answers} answers about {name} tell as much "
        "as {n} from different customers would.",
        **figures,
    )


def _verdict(item: Overall, words: Words) -> str:
    result = item.result
    if result.n < item.min_base:
        return words.plural(
            "With fewer than {base} answers it is indicative only.",
            "With fewer than {base} answers it is indicative only.",
            result.n,
            base=words.number(item.min_base),
        )
    if isinstance(result, NpsResult):
        if result.ci_low <= 0 <= result.ci_high:
            return words("The interval includes 0: neither promoters nor detractors clearly lead.")
        return words("Promoters lead.") if result.score > 0 else words("Detractors lead.")
    return ""
