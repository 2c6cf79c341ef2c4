"""The sample of a client's answers: found out, weighted, refused."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cxkit.client import Column
from cxkit.counted import CountedTable
from cxkit.engagement import SamplePlan
from cxkit.errors import DataError
from cxkit.findings import Missing
from cxkit.language import Words, problem_text
from cxkit.metrics import sampled, weighting_of
from cxkit.sample import PLAIN, Sample
from tests.perception.made_clients import made

KEY = Column(name="customer_id", role="key")
ACCOUNT = Column(name="account_id", role="key")
WEIGHT = Column(name="weight", role="weight", heading="Peso")
MEMBER = Column(name="member", role="flag")


def client(frame, **plan):
    bare = made(responses=frame, columns=(KEY, ACCOUNT, WEIGHT, MEMBER))
    engagement = bare.engagement.model_copy(update={"sample": SamplePlan.model_validate(plan)})
    return replace(bare, engagement=engagement)


def answered(**columns):
    size = len(next(iter(columns.values())))
    return pd.DataFrame({"ltr": np.arange(size) % 11 * 1.0, **columns})


def faults(frame, **plan):
    with pytest.raises(DataError) as error:
        sampled(client(frame, **plan))
    return error.value.problems


# ------------------------------------------------------------------ which answers belong together
@pytest.mark.parametrize(
    ("columns", "cluster"),
    [
        ({"customer_id": ["a", "b", "c"]}, ""),
        ({"customer_id": ["a", "b", "a"]}, "customer_id"),
        ({"customer_id": ["a", "b", "a"], "account_id": ["x", "x", "y"]}, "account_id"),
        ({"customer_id": ["a", "b", "a"], "account_id": ["x", "z", "y"]}, "customer_id"),
        ({"customer_id": [None, None, "a"]}, ""),
        ({"plan": ["p", "p", "q"]}, ""),
    ],
)
def test_answers_belong_together_by_account_else_by_customer(columns, cluster):
    found = sampled(client(answered(**columns))).tables["responses"].sample
    assert found == Sample(cluster=cluster)


def test_what_the_engagement_names_wins():
    frame = answered(customer_id=["a", "a", "b"], plan=["p", "p", "q"], channel=["c", "d", "e"])
    found = sampled(client(frame, cluster="channel", strata="plan", population=40))
    wanted = Sample(cluster="channel", stratum="plan", population=40)
    assert found.tables["responses"].sample == wanted


def test_without_answers_there_is_no_sample():
    bare = made()
    assert sampled(bare) is bare
    assert isinstance(weighting_of(bare), Missing)


# ------------------------------------------------------------------ weights from a column
def test_a_column_of_weights_is_applied_unless_all_are_equal():
    weighted = sampled(client(answered(weight=[1.0, 2.0, 1.0])))
    assert weighted.tables["responses"].sample.weight == "weight"
    equal = sampled(client(answered(weight=[2.0, 2.0, 2.0])))
    assert equal.tables["responses"].sample == PLAIN
    refused = sampled(client(answered(weight=[1.0, 2.0, 1.0]), weights="none"))
    assert refused.tables["responses"].sample == PLAIN


def test_the_weights_of_a_table_of_counts_are_multiplied():
    frame = answered(weight=[1.0, 3.0], answers=[4.0, 2.0])
    found = weighting_of(sampled(client(frame)))
    # 4 · 1 + 2 · 3 = 10; squares 4 + 18
    assert (found.source, found.n, found.n_weighted) == ("column", 6, 10)
    assert found.n_effective == pytest.approx(100 / 22)
    assert (found.lowest, found.highest) == pytest.approx((0.6, 1.8))


@pytest.mark.parametrize("bad", [0.0, -1.0, math.nan, math.inf])
def test_a_weight_that_is_none_stops_with_its_row(bad):
    frame = answered(weight=[1.0, bad, 1.5])
    frame.index = [2, 3, 4]
    (found,) = faults(frame)
    assert (found.rule, found.count, found.column) == ("bad-weight", 1, "Peso")


# ------------------------------------------------------------------ weights from margins
def test_answers_are_raked_to_customers_with_a_mean_weight_of_one():
    frame = answered(
        plan=["p"] * 50 + ["q"] * 50,
        channel=["a"] * 40 + ["b"] * 10 + ["a"] * 20 + ["b"] * 30,
    )
    margins = {"plan": {"p": 5000, "q": 5000}, "channel": {"a": 5000, "b": 5000}}
    weighted = sampled(client(frame, margins=margins))
    table = weighted.tables["responses"]
    assert table.sample.weight == "weight"
    cells = table.frame.groupby(["plan", "channel"])["weight"].sum()
    assert cells.to_numpy() == pytest.approx([35.505, 14.495, 14.495, 35.505], abs=5e-4)
    assert "weight" not in frame  # the caller's frame is left alone
    found = weighting_of(weighted)
    assert (found.source, found.n, found.customers) == ("margins", 100, 10_000)
    assert found.n_weighted == pytest.approx(100)
    assert found.converged
    shares = [(g.group, g.answers_share, g.customers_share) for g in found.margins[1].groups]
    assert shares == [("a", 0.6, 0.5), ("b", 0.4, 0.5)]
    assert [g.weighted_share for g in found.margins[1].groups] == pytest.approx([0.5, 0.5])


def test_weights_given_are_where_raking_starts():
    frame = answered(plan=["p", "p", "q"], weight=[1.0, 2.0, 5.0])
    margins = {"plan": {"p": 75, "q": 25}}
    weighted = sampled(client(frame, margins=margins, caps=[0.1, 10]))
    table = weighted.tables["responses"].frame
    assert table["weight"].to_list() == pytest.approx([0.75, 1.5, 0.75])
    assert table["_weight_given"].to_list() == [1, 2, 5]
    assert weighting_of(weighted).n_effective == pytest.approx(9 / (0.5625 + 2.25 + 0.5625))


def test_sampling_twice_is_sampling_once():
    frame = answered(plan=["p", "p", "q"], weight=[1.0, 2.0, 5.0])
    once = sampled(client(frame, margins={"plan": {"p": 75, "q": 25}}, caps=[0.1, 10]))
    assert sampled(once) is once


def test_blank_groups_keep_their_share():
    frame = answered(plan=["p", "p", "q", None])
    weighted = sampled(client(frame, margins={"plan": {"p": 50, "q": 50}}))
    assert weighted.tables["responses"].frame["weight"].to_list() == pytest.approx(
        [0.75, 0.75, 1.5, 1]
    )
    groups = weighting_of(weighted).margins[0].groups
    assert [group.group for group in groups] == ["p", "q", ""]
    assert [group.weighted_share for group in groups] == pytest.approx([0.375, 0.375, 0.25])


def test_counts_are_raked_as_the_answers_they_stand_for():
    frame = answered(plan=["p", "q", "q"], answers=[6.0, 2.0, 0.0])
    weighted = sampled(client(frame, margins={"plan": {"p": 50, "q": 50}}))
    assert weighted.tables["responses"].frame["weight"].to_list() == pytest.approx([2 / 3, 2, 2])
    assert weighting_of(weighted).n_weighted == pytest.approx(8)


def test_flags_are_written_yes_and_no():
    frame = answered(member=pd.array([True, True, False, None], dtype="boolean"))
    weighted = sampled(client(frame, margins={"member": {"yes": 50, "no": 50}}))
    assert weighted.tables["responses"].frame["weight"].to_list() == pytest.approx(
        [0.75, 0.75, 1.5, 1]
    )


def test_caps_are_kept_and_what_they_cost_is_told():
    frame = answered(plan=["p"] * 95 + ["q"] * 5)
    weighted = sampled(client(frame, margins={"plan": {"p": 50, "q": 50}}))
    found = weighting_of(weighted)
    assert (found.converged, found.capped) == (False, 0.05)
    assert found.highest == pytest.approx(3)
    assert found.miss == pytest.approx(0.7)


# ------------------------------------------------------------------ refused
def test_everything_wrong_with_the_margins_is_said_at_once():
    frame = answered(plan=["p", "x"], channel=["a", "a"], customer_id=["k", "l"])
    margins = {
        "plan": {"p": 5, "q": 5},
        "channel": {"a": 4, "b": 6},
        "nowhere": {"a": 4, "b": 6},
    }
    found = faults(frame, margins=margins, population=1, cluster="customer_id")
    assert {(item.rule, item.found) for item in found} == {
        ("sample-column", ()),
        ("sample-group-empty", ("q",)),
        ("sample-group-unknown", ("x",)),
        ("sample-group-empty", ("b",)),
        ("sample-population", ()),
    }
    for language in ("en", "es"):
        said = [problem_text(item, Words(language)) for item in found]
        assert not any("{" in text for text in said)
        assert any("sample.margins.plan" in text for text in said)


def test_margins_that_contradict_one_another_are_named():
    frame = answered(plan=["p"] * 6 + ["q"] * 6, channel=["a"] * 6 + ["b"] * 6)
    margins = {"plan": {"p": 60, "q": 40}, "channel": {"a": 40, "b": 60}}
    (found,) = faults(frame, margins=margins, caps=[0, 100])
    assert found.rule == "sample-no-convergence"
    assert "“plan”" in problem_text(found, Words("en"))


def test_more_who_answered_than_there_are_is_refused():
    frame = answered(customer_id=["a", "a", "b", None])
    (found,) = faults(frame, population=2)
    assert dict(found.values) == {"population": 2, "number": 3}
    assert sampled(client(frame, population=3)).tables["responses"].sample.population == 3


# ------------------------------------------------------------------ too many to be read
class Counts:
    """Counts of rows that are at hand after all."""

    def __init__(self, rows):
        self.rows = rows

    def cells(self, columns):
        grouped = self.rows.groupby(list(columns), dropna=False)
        return grouped.size().rename("answers").reset_index()

    def moments(self, columns, *, weight=""):
        raise NotImplementedError

    def first_rows(self, column, values):
        return ()


def counted(rows, **plan):
    bare = client(rows.drop(columns="block"), **plan)
    table = bare.tables["responses"]
    source = Counts(rows)
    large = CountedTable(
        name="responses",
        frame=source.cells(["ltr", "plan"]),
        columns=table.columns,
        source=source,
        n_rows=len(rows),
        block="customer_id",
    )
    return replace(bare, tables={"responses": large})


def test_counted_answers_take_weights_of_the_file_and_customers_by_block():
    rows = answered(plan=["p", "q"] * 6, weight=[1.0, 3.0] * 6, block=[0, 1, 2] * 4)
    whole = sampled(counted(rows))
    assert whole.tables["responses"].sample == Sample(weight="weight", cluster="block")
    found = weighting_of(whole)
    assert (found.n, found.n_weighted) == (12, 24)
    assert found.n_effective == pytest.approx(24**2 / (6 + 54))


def test_counted_answers_cannot_be_raked_and_say_so():
    rows = answered(plan=["p", "q"] * 6, weight=[1.0, 0.0] * 6, block=[0] * 12)
    with pytest.raises(DataError) as error:
        sampled(counted(rows, margins={"plan": {"p": 5, "q": 5}}))
    assert [item.rule for item in error.value.problems] == ["sample-counted"]
    with pytest.raises(DataError) as error:
        sampled(counted(rows))
    (found,) = error.value.problems
    assert (found.rule, found.count) == ("bad-weight", 6)
