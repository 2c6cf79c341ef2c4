"""The benchmark of coverage, on parts small enough to be worked out here in another way."""

import itertools
import json
import math
import sys
from pathlib import Path

import numpy as np
import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
MODULES = ("calibration", "families", "false_alarms", "interval_coverage", "outcomes")


@pytest.fixture
def calibration(monkeypatch):
    """Return the benchmark as a module, and forget it and its neighbours afterwards."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    for name in MODULES:
        monkeypatch.delitem(sys.modules, name, raising=False)
    import calibration

    yield calibration
    for name in MODULES:
        sys.modules.pop(name, None)


def test_coverage_of_an_nps_agrees_with_adding_up_by_hand(calibration):
    from outcomes import nps_grid

    from cxkit.stats import score_interval

    n, held = 4, []
    for plus, zero, minus in nps_grid(10):
        inside = 0.0
        for up, down in itertools.product(range(n + 1), repeat=2):
            mid = n - up - down
            if mid < 0:
                continue
            ways = math.factorial(n) / math.prod(map(math.factorial, (up, mid, down)))
            low, high = score_interval(up, mid, down)
            if low - 1e-12 <= plus - minus <= high + 1e-12:
                inside += ways * plus**up * zero**mid * minus**down
        held.append(inside)
    found = calibration.net_coverage(n, score_interval, step=10)
    assert found["least"] == pytest.approx(min(held), abs=6e-5)
    assert found["mean"] == pytest.approx(np.mean(held), abs=6e-5)
    assert found["cells"] == len(held)


def test_grid_holds_all_shares_that_can_be_and_no_others(calibration):
    from outcomes import inner, nps_grid

    cells = nps_grid(5)
    assert cells.sum(axis=1) == pytest.approx(np.ones(len(cells)))
    assert cells.min() >= 0
    possible = [
        (net, zero)
        for net in range(-80, 91, 5)
        for zero in range(5, 51, 5)
        if abs(net) + zero <= 100
    ]
    assert len(cells) == len(possible)
    assert inner(np.array([[0.05, 0.9, 0.05], [0.04, 0.9, 0.06]])).tolist() == [True, False]


def test_coverage_of_a_share_agrees_with_adding_up_by_hand(calibration):
    from cxkit.stats import wilson_interval

    found = calibration.share_coverage(2, step=0.02)
    held = []
    for p in np.arange(1, 50) * 0.02:
        inside = [low <= p <= high for low, high in (wilson_interval(k, 2) for k in range(3))]
        held.append(np.dot(inside, [(1 - p) ** 2, 2 * p * (1 - p), p * p]))
    assert found["least"] == pytest.approx(min(held), abs=6e-5)
    assert found["mean"] == pytest.approx(np.mean(held), abs=6e-5)


def test_arrays_of_the_benchmark_are_the_functions_of_the_kit(calibration):
    assert calibration.check_against_the_kit(np.random.default_rng(2)) < 1e-9


def test_drawn_and_enumerated_waves_agree(calibration):
    exact = calibration.net_wave_alarms(20, 25, step=15)
    drawn = calibration.net_wave_alarms_drawn(
        20, 25, np.random.default_rng(3), draws=20_000, step=15
    )
    assert drawn["mean"] == pytest.approx(exact["mean"], abs=0.002)
    assert drawn["mean_mixed"] == pytest.approx(exact["mean_mixed"], abs=0.002)
    assert drawn["most"] == pytest.approx(exact["most"], abs=0.008)


def test_no_change_said_of_a_share_agrees_with_adding_up_by_hand(calibration):
    from cxkit.stats import newcombe_interval

    n, margin, rates = 6, 0.4, []
    for share in (0.2, 0.3, 0.4, 0.5, 0.6):
        before, after = (
            [math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]
            for p in (share, share + margin)
        )
        said = 0.0
        for a, b in itertools.product(range(n + 1), repeat=2):
            low, high = newcombe_interval(b, n, a, n, confidence=0.20)
            if low > -margin and high < margin:
                said += before[a] * after[b]
        rates.append(said)
    grid = np.array([0.2, 0.3, 0.4, 0.5, 0.6])
    found = calibration.false_share_equivalence(n, margin, shares=grid, confidence=0.20)
    assert max(rates) > 0.1
    expected = (min(rates), np.mean(rates), max(rates))
    assert (found["least"], found["mean"], found["most"]) == pytest.approx(expected, abs=6e-5)


def test_targets_that_the_methods_page_states_are_met_in_small(calibration, capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["calibration.py", "--part", "nps", "--quick"])
    calibration.main()
    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert found["nps"]["adjusted Wald"]["20"]["least_inner"] >= 0.935
    assert found["nps"]["adjusted Wald"]["20"]["least_edge"] >= 0.91
    assert found["nps"]["score"]["10"]["least"] >= 0.915
    assert found["not_met"] == ["NPS, printed interval, n 10: mean"]


@pytest.mark.parametrize("part", ["csat", "waves"])
def test_other_parts_print_what_they_found(calibration, capsys, monkeypatch, part):
    monkeypatch.setattr(sys, "argv", ["calibration.py", "--part", part, "--quick"])
    calibration.main()
    lines = capsys.readouterr().out.splitlines()
    assert json.loads(lines[-1])["not_met"] == []
    assert any(line.strip().startswith("met ") for line in lines)


def test_headlines_corrected_from_the_larger_p_value_hold_five_percent(calibration):
    from families import Family, family_alarms

    family = Family(sizes=(30,) * 20, shares=(0.45, 0.10, 0.45), metric="nps")
    alone, both = family_alarms(family, np.random.default_rng(4), draws=5000)
    assert alone > 0.075
    assert both < 0.05
