"""A help desk's log as events: loops, many ways; facts of its README computed with pandas."""

import pytest

from cxkit.journeys import analyse, describe_funnel, findings, read_ways, variants_table

pytestmark = pytest.mark.real_data


@pytest.fixture(scope="module")
def desk(clients):
    return clients.read("verenich_helpdesk")


@pytest.fixture(scope="module")
def flow(desk):
    return analyse(desk).flow


def test_all_cases_and_events_are_followed(flow):
    assert (flow.evidence.n, flow.n_events) == (3_804, 13_710)


def test_variants_are_those_of_the_reference(flow):
    table = flow.variants.table
    assert flow.variants.n_variants == 154
    ways = {"-".join(row.steps): row.n for row in table.head(5).itertuples()}
    assert ways == {"1-8-6": 2173, "1-8-9-6": 276, "1-8-9-8-6": 222, "1-1-8-6": 207, "1-6": 146}


def test_the_main_path_is_the_most_frequent_way_and_loops_lose_nobody(flow):
    assert flow.path == ("1", "8", "6")
    table = flow.funnel.table.set_index("step")
    assert table.loc["6", "visited"] == 3_804
    assert table.loc["8", "visited"] < table.loc["8", "reached"]  # some skip it
    assert (table["conversion"].dropna() == 1.0).all()  # the log holds solved cases only
    assert table.loc["8", "n_open"] > 0


def test_the_share_of_cases_with_rework_is_that_of_the_reference(desk, flow):
    steps = desk.tables["events"].frame
    repeated = steps.duplicated(["case", "touchpoint"])
    assert steps.loc[repeated, "case"].nunique() / 3_804 == pytest.approx(0.274185, abs=5e-7)
    back = flow.returns.set_index("touchpoint")
    pairs = steps.groupby(["touchpoint", "case"]).size() > 1
    assert back["n_returned"].to_dict() == pairs.groupby(level=0).sum().to_dict()


def test_the_words_claim_no_loss_where_there_is_none(desk, flow):
    words = desk.engagement.words("es")
    assert describe_funnel(flow, words).headline == "3804 de 3804 casos llegan a “6”"
    assert "154 caminos distintos" in read_ways(flow, words)
    assert len(variants_table(flow, words).rows) == 10
    keys = [item.key for item in findings(analyse(desk), words)]
    assert "journeys.funnel.drop" not in keys
