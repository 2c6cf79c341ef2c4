"""Estimates from samples: against R's `survey`, SUDAAN and by hand."""

import math
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.stats.kish import kish
from cxkit.stats.raking import rake
from cxkit.stats.survey import survey_mean, survey_ratio, survey_total
from cxkit.stats.survey_design import survey_design

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "references"
FOLDER = Path(os.environ.get("CXKIT_REFERENCES", BESIDE)) / "data"
published = pytest.mark.skipif(not FOLDER.is_dir(), reason="reference data are not at hand")

MARGINS = {"stype": {"E": 4421, "H": 755, "M": 1018}, "sch.wide": {"No": 1072, "Yes": 5122}}


def read(name):
    return pd.read_csv(FOLDER / f"{name}.csv")


def stratified(data, weight, stratum, total):
    return survey_design(
        len(data), weights=data[weight], strata=data[stratum], population=data[total]
    )


# ------------------------------------------------------------------ published values
@published
def test_stratified_schools_match_r():
    # R survey 4.1, svymean and svytotal of apistrat; its design effect of the mean is 1.2045
    data = read("apistrat")
    design = stratified(data, "pw", "stype", "fpc")
    mean, total = survey_mean(data["api00"], design), survey_total(data["enroll"], design)
    assert (mean.estimate, mean.standard_error) == pytest.approx((662.2874, 9.4089), abs=5e-5)
    assert mean.design_effect == pytest.approx(1.2045, abs=5e-5)
    assert (total.estimate, total.standard_error) == pytest.approx((3687178, 114642), abs=0.5)
    assert mean.df == 197


@published
def test_a_plain_sample_of_a_known_population_matches_r():
    # R survey 4.1, apisrs: weights follow from the population
    data = read("apisrs")
    design = survey_design(len(data), population=6194)
    mean, total = survey_mean(data["api00"], design), survey_total(data["enroll"], design)
    assert (mean.estimate, mean.standard_error) == pytest.approx((656.585, 9.2497), abs=5e-5)
    assert (total.estimate, total.standard_error) == pytest.approx((3621074, 169520), abs=0.6)
    assert mean.n_effective == pytest.approx(200)
    assert mean.design_effect == pytest.approx(1)


@published
def test_clusters_match_r():
    # R survey, vignette: svymean(~api00, dclus1, deff = TRUE) is 644.169, 23.542, 9.3459
    data = read("apiclus1")
    design = survey_design(
        len(data), weights=data["pw"], clusters=data["dnum"], population=data["fpc"]
    )
    mean = survey_mean(data["api00"], design)
    assert mean.estimate == pytest.approx(644.1694, abs=5e-5)
    assert mean.standard_error == pytest.approx(23.5422, abs=5e-5)
    assert mean.design_effect == pytest.approx(9.3459, abs=5e-5)
    assert mean.df == 14


@published
@pytest.mark.parametrize(
    ("kind", "mean", "error"),
    [("E", 648.8681, 22.36241), ("H", 618.5714, 38.02025), ("M", 631.4400, 31.60947)],
)
def test_a_part_of_the_population_matches_r(kind, mean, error):
    # R survey, example of svyby: svyby(~api00, ~stype, dclus1, svymean)
    data = read("apiclus1")
    design = survey_design(
        len(data), weights=data["pw"], clusters=data["dnum"], population=data["fpc"]
    )
    found = survey_mean(data["api00"], design, domain=(data["stype"] == kind).to_numpy())
    assert (found.estimate, found.standard_error) == pytest.approx((mean, error), abs=5e-5)


@published
def test_hospitals_match_sudaan():
    # Levy and Lemeshow's hospitals; R survey's ucla-examples.pdf
    data = read("hospital")
    design = stratified(data, "weighta", "oblevel", "tothosp")
    mean, total = survey_mean(data["births"], design), survey_total(data["births"], design)
    assert (mean.estimate, mean.standard_error) == pytest.approx((1164.449, 215.281), abs=5e-3)
    assert (total.estimate, total.standard_error) == pytest.approx((183983, 34014), abs=0.6)


@published
def test_the_ratio_of_unemployed_matches_lehtonen_and_pahkinen():
    data = read("unemp")
    design = stratified(data, "wt", "str", "fpc")
    mean = survey_mean(data["ue"], design)
    ratio = survey_ratio(data["ue"], data["lab"], design)
    assert (mean.estimate, mean.standard_error) == pytest.approx((475.33, 133.73), abs=6e-3)
    assert ratio.estimate == pytest.approx(0.1277788, abs=5e-8)
    assert ratio.standard_error == pytest.approx(0.003173564, abs=5e-9)


@published
def test_a_weighted_nps_matches_r():
    data = read("nps_cran_testdata")
    weights = data["Region"].map({"NAM": 0.6, "EMEA": 1.2, "APAC": 1.6, "LATAM": 2.3})
    scores = np.where(data["REC"] >= 9, 1.0, np.where(data["REC"] <= 6, -1.0, 0.0))
    found = survey_mean(scores, survey_design(len(data), weights=weights))
    assert found.estimate == pytest.approx(0.09499005588, abs=1e-9)
    assert found.standard_error == pytest.approx(0.0319455055384, abs=1e-9)
    assert kish(weights).design_effect == pytest.approx(1.26813035939, abs=1e-9)


@published
def test_raked_schools_match_r():
    # R survey's rakecheck.Rout.save with epsilon 1e-10
    data = read("apiclus1")
    codes = [pd.Categorical(data[name], categories=list(MARGINS[name])).codes for name in MARGINS]
    raked = rake(codes, [list(groups.values()) for groups in MARGINS.values()], weights=data["pw"])
    cells = pd.Series(raked.weights).groupby([data["stype"], data["sch.wide"]]).first()
    wanted = [39.8385, 29.8705, 67.1258, 50.3302, 49.0701, 36.7922]
    assert cells.to_numpy() == pytest.approx(wanted, abs=2e-3)
    design = survey_design(
        len(data),
        weights=raked.weights,
        clusters=data["dnum"],
        population=757,
        calibration=codes,
        start_weights=data["pw"],
    )
    mean, total = survey_mean(data["api00"], design), survey_total(data["enroll"], design)
    assert (mean.estimate, mean.standard_error) == pytest.approx((641.23, 23.704), abs=6e-4 + 5e-3)
    assert mean.standard_error == pytest.approx(23.704, abs=6e-4)
    assert total.estimate == pytest.approx(3647280, abs=1)
    assert total.standard_error == pytest.approx(400603, abs=6)


# ------------------------------------------------------------------ by hand
def test_a_plain_mean_is_the_textbooks():
    found = survey_mean([1.0, 2.0, 3.0, 6.0], survey_design(4))
    # variance (4 + 1 + 0 + 9) / 3 = 14/3; error sqrt(14/12); t(3) at 95% is 3.18245
    assert found.estimate == 3
    assert found.standard_error == pytest.approx(math.sqrt(14 / 12))
    assert found.ci_high - 3 == pytest.approx(3.18245 * math.sqrt(14 / 12), abs=1e-4)
    assert (found.n_effective, found.design_effect) == pytest.approx((4, 1))


def test_two_stages_by_hand():
    # two of four clusters, in each two of four units: totals of weighted values by hand
    values = np.array([1.0, 3.0, 5.0, 9.0])
    design = survey_design(
        4,
        clusters=["a", "a", "b", "b"],
        population=4,
        units=[1, 2, 1, 2],
        unit_population=[4, 4, 4, 4],
    )
    assert design.weights.tolist() == [4, 4, 4, 4]
    found = survey_total(values, design)
    # clusters 16 and 56: (1 - 1/2) · 2 · ((16-36)² + (56-36)²) = 800; within, weighted
    # values 4, 12 | 20, 36: 1/2 · (1 - 1/2) · 2 · (32 + 128) = 80
    assert found.estimate == 72
    assert found.standard_error == pytest.approx(math.sqrt(800 + 80))


def test_post_stratification_removes_what_lies_between_groups():
    # within each group all agree, so once their sizes are known nothing is uncertain
    values, group = [1.0, 1.0, 5.0, 5.0], [0, 0, 1, 1]
    design = survey_design(4, weights=[3, 3, 1, 1], calibration=[group], start_weights=[1] * 4)
    found = survey_mean(values, design)
    assert found.estimate == 2
    assert found.standard_error == pytest.approx(0, abs=1e-12)


def test_a_whole_population_has_no_error():
    found = survey_mean([1.0, 4.0, 2.0], survey_design(3, population=3))
    assert found.standard_error == 0
    assert (found.ci_low, found.ci_high) == (found.estimate, found.estimate)
    assert found.n_effective == math.inf


def test_a_domain_is_not_a_sample_of_its_own_size():
    values = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    domain = np.array([True, True, False, False, True, False])
    whole, part = survey_design(6), survey_design(3)
    inside = survey_mean(values, whole, domain=domain)
    alone = survey_mean(values[domain], part)
    assert inside.estimate == alone.estimate
    # the same sum of squares with 6/5 in place of 3/2
    assert inside.standard_error**2 / alone.standard_error**2 == pytest.approx((6 / 5) / (3 / 2))
    assert (inside.n, inside.df) == (3, 2)


def test_values_outside_the_domain_may_be_blank():
    found = survey_mean(
        [1.0, math.nan, 3.0], survey_design(3), domain=np.array([True, False, True])
    )
    assert found.estimate == 2


# ------------------------------------------------------------------ what must hold
@given(
    values=st.lists(st.floats(-100, 100), min_size=3, max_size=12),
    factor=st.floats(0.01, 100),
)
def test_the_size_of_weights_does_not_matter_to_a_mean(values, factor):
    weights = np.arange(1.0, len(values) + 1)
    one = survey_mean(values, survey_design(len(values), weights=weights))
    other = survey_mean(values, survey_design(len(values), weights=weights * factor))
    assert other.estimate == pytest.approx(one.estimate, abs=1e-9)
    assert other.standard_error == pytest.approx(one.standard_error, rel=1e-6, abs=1e-9)


@given(st.lists(st.integers(0, 10), min_size=3, max_size=15))
def test_doubling_every_row_within_its_cluster_tells_nothing_more(values):
    n = len(values)
    once = survey_mean(np.array(values, dtype=float), survey_design(n))
    twice = survey_mean(
        np.repeat(values, 2).astype(float), survey_design(2 * n, clusters=np.repeat(range(n), 2))
    )
    assert twice.standard_error == pytest.approx(once.standard_error, abs=1e-9)
    assert twice.df == once.df


def test_the_order_of_rows_and_the_names_of_strata_do_not_matter():
    rng = np.random.default_rng(7)
    values, strata = rng.normal(size=40), np.repeat(["a", "b"], 20)
    clusters = np.tile(np.repeat(range(10), 2), 2)
    turn = rng.permutation(40)
    one = survey_mean(values, survey_design(40, strata=strata, clusters=clusters))
    other = survey_mean(
        values[turn],
        survey_design(40, strata=[f"x{name}" for name in strata[turn]], clusters=clusters[turn]),
    )
    assert one.standard_error == pytest.approx(other.standard_error)
    assert one.df == 18  # the same label in two strata is two clusters


# ------------------------------------------------------------------ misuse
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"weights": [1, 0, 1]}, "above 0"),
        ({"weights": [1, math.nan, 1]}, "above 0"),
        ({"weights": [1, 1]}, "one weight a row"),
        ({"strata": ["a", None, "b"]}, "no stratum"),
        ({"clusters": [1, 2]}, "one cluster a row"),
        ({"population": 2}, "smaller"),
        ({"population": -1}, "above 0"),
        ({"population": [5, 5, 6]}, "differs"),
        ({"strata": ["a", "b", "b"], "population": 9}, "each stratum"),
        ({"strata": ["a", "b", "b"], "population": {"a": 3}}, "no population"),
        ({"units": [1, 2, 3]}, "go together"),
    ],
)
def test_a_design_that_cannot_be_is_refused(wrong, said):
    with pytest.raises(ValueError, match=said):
        survey_design(3, **wrong)


def test_a_stratum_of_one_cluster_is_refused_unless_it_is_all_there_is():
    values = [1.0, 2.0, 3.0]
    with pytest.raises(ValueError, match="one cluster only"):
        survey_mean(values, survey_design(3, strata=["a", "b", "b"]))
    whole = survey_design(3, strata=["a", "b", "b"], population={"a": 1, "b": 4})
    assert survey_mean(values, whole).standard_error > 0


@pytest.mark.parametrize(
    ("values", "domain", "said"),
    [
        ([1.0, math.inf], None, "finite"),
        ([1.0], None, "one value a row"),
        ([1.0, 2.0], np.array([False, False]), "no row"),
        ([1.0, 2.0], np.array([1, 0]), "True or False"),
    ],
)
def test_values_that_cannot_be_averaged_are_refused(values, domain, said):
    with pytest.raises(ValueError, match=said):
        survey_mean(values, survey_design(2), domain=domain)


def test_a_ratio_to_nothing_is_refused():
    with pytest.raises(ValueError, match="adds up to 0"):
        survey_ratio([1.0, 2.0], [0.0, 0.0], survey_design(2))


def test_one_respondent_says_nothing_of_the_error():
    with pytest.raises(ValueError, match="one cluster only"):
        survey_mean([7.0], survey_design(1))


def test_values_that_all_agree_have_no_design_effect():
    found = survey_mean([2.0, 2.0, 2.0], survey_design(3))
    assert found.standard_error == 0
    assert math.isnan(found.design_effect)


# ------------------------------------------------------------------ Kish
def test_kish_by_hand():
    found = kish([1, 1, 1, 1, 2, 2, 0.5, 0.5])
    # (9)² / (4 + 8 + 0.5) = 81 / 12.5
    assert found.n_effective == pytest.approx(6.48)
    assert found.design_effect == pytest.approx(8 / 6.48)
    assert (found.n, found.n_weighted) == (8, 9)


def test_kish_counts_rows_that_stand_for_several():
    assert kish([1, 2], counts=[3, 1]) == kish([1, 1, 1, 2])


@given(st.lists(st.floats(1e-150, 1e150), min_size=1, max_size=30))
def test_the_effective_base_lies_between_one_and_n(weights):
    found = kish(weights)
    assert 1 - 1e-9 <= found.n_effective <= len(weights) * (1 + 1e-9)


@pytest.mark.parametrize("wrong", [[], [0.0, 0.0], [1.0, -1.0], [1.0, math.nan]])
def test_kish_refuses_what_are_no_weights(wrong):
    with pytest.raises(ValueError, match="0 or more"):
        kish(wrong)


def test_the_mean_of_a_domain_within_one_cluster_has_no_known_error():
    design = survey_design(4, clusters=["a", "a", "b", "c"])
    found = survey_mean([4.0, 6.0, 5.0, 1.0], design, domain=np.array([True, True, False, False]))
    assert found.estimate == 5.0
    assert all(math.isnan(x) for x in (found.standard_error, found.ci_low, found.ci_high))
    assert math.isnan(found.n_effective)
    whole = survey_design(2, clusters=["a", "a"], population=1)
    assert survey_mean([4.0, 6.0], whole).standard_error == 0.0
