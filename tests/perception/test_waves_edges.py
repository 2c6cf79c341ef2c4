import pandas as pd

from cxkit.perception.scores.waves import assign_waves


def test_a_late_straggler_does_not_move_its_wave():
    # "Zeta" starts in January, "Alfa" in March; the last answer to Zeta comes in December,
    # so that by last date, by mean date and by name Alfa would be first
    dates = pd.to_datetime(["2026-03-02", "2026-12-20", "2026-04-01", "2026-01-10"])
    frame = pd.DataFrame({"date": dates, "wave": ["Alfa", "Zeta", "Alfa", "Zeta"]})
    assert assign_waves(frame, []).order == ("Zeta", "Alfa")
