"""The rated attributes, in words."""

from __future__ import annotations

from cxkit.language import Words
from cxkit.perception.results import Ratings
from cxkit.perception.standout import extremes
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import period_first, source


def read_extremes(ratings: Ratings, words: Words) -> str:
    """Name the best and the worst attributes; those that cannot be told apart share a place."""
    worst, best = extremes(ratings)
    if len(ratings.table) == 1:
        only = ratings.table.iloc[0]
        return words(
            "{name}: {share} of answers are favourable",
            name=ratings.columns[only["name"]].title(words),
            share=words.percent(only["top_box"]),
        )
    if not worst:
        return words("The rated attributes do not differ clearly")
    shares = ratings.table.set_index("name")["top_box"]
    return words(
        "Rated best: {high} ({high_share} favourable). Rated worst: {low} ({low_share})",
        high=_names(best, ratings, words),
        high_share=words.percent(float(shares[best].max())),
        low=_names(worst, ratings, words),
        low_share=words.percent(float(shares[worst].min())),
    )


def _names(keys: list[str], ratings: Ratings, words: Words) -> str:
    return words.join([ratings.columns[key].title(words) for key in keys])


def describe_ratings(ratings: Ratings, words: Words) -> FigureText:
    """Words around the rated attributes."""
    ordered = ratings.table.sort_values("top_box", kind="stable")
    headline = read_extremes(ratings, words)
    values = "; ".join(
        f"{ratings.columns[row['name']].title(words)}: {words.percent(row['top_box'])}"
        for _, row in ordered.iloc[::-1].iterrows()
    )
    return FigureText(
        headline=headline,
        measure=words(
            "Share of favourable answers (top box) with its {level} interval; {period}n beside "
            "each attribute",
            level=words.percent(ratings.confidence),
            period=period_first(ratings.evidence, words),
        ),
        reading=words(
            "A low rating says where customers are unhappy, not yet what drives their loyalty."
        ),
        source=source(ratings.evidence, words),
        alt=f"{headline}. {values}.",
    )
