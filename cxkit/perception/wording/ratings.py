"""The rated attributes, in words."""

from __future__ import annotations

from cxkit.language import Words
from cxkit.perception.results import Ratings
from cxkit.perception.wording.evidence import period, source
from cxkit.presentation import FigureText


def describe_ratings(ratings: Ratings, words: Words) -> FigureText:
    """Words around the rated attributes."""
    ordered = ratings.table.sort_values("top_box", kind="stable")
    low, high = ordered.iloc[0], ordered.iloc[-1]
    apart = low["ci_high"] < high["ci_low"]
    headline = (
        words(
            "{high} is rated best ({high_share} favourable) and {low} worst ({low_share})",
            high=ratings.columns[high["name"]].title(words),
            high_share=words.percent(high["top_box"]),
            low=ratings.columns[low["name"]].title(words),
            low_share=words.percent(low["top_box"]),
        )
        if apart
        else words("The rated attributes do not differ clearly")
    )
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
            period=period(ratings.evidence, words),
        ),
        reading=words(
            "A low rating says where customers are unhappy, not yet what drives their loyalty."
        ),
        source=source(ratings.evidence, words),
        alt=f"{headline}. {values}.",
    )
