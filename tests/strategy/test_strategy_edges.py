from cxkit.language import Words
from cxkit.strategy import analyse
from cxkit.strategy.findings import findings
from tests.strategy.made_strategy import client_of

EN = Words("en", region="en_GB", currency="EUR")


def test_a_broken_promise_is_clear_only_after_correction():
    """13 of 45 satisfied: p = 0.0046 alone, at the section's 0.005, and 0.05 after ten."""
    strategy = {
        "promises": [{"touchpoint": "A", "promise": "fast", "kept": "no"}]
        + [{"touchpoint": f"T{n}", "promise": "kind", "kept": "partly"} for n in range(9)]
    }
    answers = {"A": [5] * 13 + [1] * 32} | {f"T{n}": [5, 1] * 20 for n in range(9)}
    analysis = analyse(client_of(strategy, answers=answers))
    row = analysis.promises.rows[0]
    assert row.p_value <= 0.005 < row.p_adjusted
    (item,) = findings(analysis, EN)
    assert (item.key, item.certainty) == ("strategy.promise.broken", "indicative")
