"""Nothing of one report is in the next one that the same server forks."""

import os
import random

import pytest

from tests.reports.warm.kernels import in_a_fork, texts

SPOIL = """
import builtins, os, random, statistics, sys, tempfile, warnings
import matplotlib, matplotlib.pyplot as plt, numpy as np, pandas as pd
matplotlib.rcParams["figure.figsize"] = (1, 1)
plt.figure()
np.random.seed(1); random.seed(1)
pd.set_option("display.max_rows", 3)
os.environ["SPOILT"] = "yes"; os.chdir("/")
builtins.spoilt = True; statistics.mean = None; pd.DataFrame.spoilt = True
sys.modules["spoilt"] = sys; sys.path.insert(0, "/spoilt")
warnings.simplefilter("error"); sys.setrecursionlimit(500)
os.umask(0o777)
open(os.path.join(tempfile.gettempdir(), "spoilt"), "w").close()
secret = "canary"
"""
LOOK = """
import builtins, os, statistics, sys, tempfile, warnings
import matplotlib, matplotlib.pyplot as plt, numpy as np, pandas as pd
mask = os.umask(0o022)
print(matplotlib.rcParams["figure.figsize"], plt.get_fignums(), pd.get_option("display.max_rows"),
      os.environ.get("SPOILT"), os.getcwd() == "/", hasattr(builtins, "spoilt"),
      callable(statistics.mean), hasattr(pd.DataFrame, "spoilt"), "spoilt" in sys.modules,
      "/spoilt" in sys.path, warnings.filters[0][0] == "error", sys.getrecursionlimit(),
      mask == 0o777, os.path.exists(os.path.join(tempfile.gettempdir(), "spoilt")),
      "secret" in globals())
"""
FRESH = "[6.4, 4.8] [] 60 None False False True False False False False 1000 False False False"


@pytest.mark.slow
def test_state_does_not_pass_from_one_report_to_the_next(farm):
    _, rule = in_a_fork(farm, SPOIL)
    assert rule is None
    outputs, rule = in_a_fork(farm, LOOK)
    assert rule is None
    assert texts(outputs)[0].strip() == FRESH


@pytest.mark.slow
def test_what_spoils_would_be_seen(farm):
    outputs, rule = in_a_fork(
        farm, SPOIL.replace('simplefilter("error")', 'simplefilter("error", Warning)'), LOOK
    )
    assert rule is None
    shown = texts(outputs)[0].split()
    assert all(a != b for a, b in zip(shown, FRESH.split(), strict=False) if a != "False")


@pytest.mark.slow
def test_each_report_has_chance_of_its_own(farm):
    cell = "import random, uuid\nimport numpy as np\nprint(np.random.rand(), random.random())"
    seen = [texts(in_a_fork(farm, cell)[0])[0] for _ in range(4)]
    numbers = [number for line in seen for number in line.split()]
    assert len(set(numbers)) == len(numbers) == 8


@pytest.mark.slow
def test_temporary_files_go_with_the_report(farm):
    cell = "import tempfile\nplace = tempfile.mkdtemp()\nprint(place)"
    outputs, _ = in_a_fork(farm, cell)
    place = texts(outputs)[0].strip()
    assert place.startswith(str(farm.address.rpartition("/")[0]))
    assert not os.path.exists(place)


@pytest.mark.slow
def test_a_canary_is_in_no_other_report(farm):
    order = list(range(6))
    random.Random(5).shuffle(order)
    for number in order:
        cell = (
            f"canary = 'bird-{number}'\nimport gc\n"
            "found = sorted({o for o in gc.get_objects() if type(o) is str} | "
            "{v for o in gc.get_objects() if isinstance(o, dict) for v in o.values() "
            "if isinstance(v, str) and type(v) is str and v.startswith('bird-') and len(v) == 6})\n"
            "found"
        )
        outputs, rule = in_a_fork(farm, cell)
        assert rule is None
        assert texts(outputs)[0] == f"['bird-{number}']"
