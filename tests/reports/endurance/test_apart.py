"""What belongs to one client is in no other's report, and no notebook changes the next report."""

import random
import re
import time

import nbformat
import pytest

from cxkit.reports.batch import Limits, run_batch
from cxkit.reports.index import FailedReport, write_index
from cxkit.reports.manifest import read_manifest
from cxkit.reports.warm import can_fork
from tests.reports.endurance.clients import OWN, log, small_client
from tests.reports.warm.kernels import comparable
from tests.small_client import survey

CANARY = re.compile(rb"[nisc]bird\d{4}")
WITH_COMMENTS = OWN.replace("      segment:", "      verbatim: comment\n      segment:")
SHOW = (
    "frame = book.client.tables['responses'].frame\n"
    "print(frame['segment'].unique().tolist(), frame['verbatim'].iloc[0])\n"
    "frame.groupby('segment')[['ltr']].mean()"
)
FAIL = SHOW + "\nraise ValueError(str(frame['verbatim'].iloc[0]))"


def canary(home, number):
    """Write a client whose name, ids, segments and comments are found nowhere else."""
    head, *rows = survey(40).splitlines()
    lines = [f"{head},comment"]
    for row in rows:
        cells = row.split(",")
        cells[0] = f"ibird{number:04}-{cells[0]}"
        cells[5] = f"sbird{number:04} {cells[5]}"
        lines.append(",".join([*cells, f"They told me cbird{number:04} and left"]))
    return small_client(
        home,
        f"bird{number:04}",
        FAIL if number % 9 == 4 else SHOW,
        engagement=WITH_COMMENTS.replace("name: Acme", f"name: nbird{number:04}"),
        files={"data/survey.csv": "\n".join(lines) + "\n"},
    )


def canaries(text):
    return {int(found[-4:]) for found in CANARY.findall(text)}


def look_for_canaries(home, count, *, warm):
    """Make reports in random order; return how many files were looked through."""
    jobs = [canary(home, number) for number in range(count)]
    random.Random(7).shuffle(jobs)
    failed = []

    def done(outcome):
        if not outcome.ok:
            failed.append(outcome)
            assert [problem.rule for problem in outcome.problems] == ["cell-failed"]
            assert not CANARY.search(str(outcome.problems).encode())

    run_batch(jobs, workers=2, warm=warm, done=done)
    assert len(failed) == len([n for n in range(count) if n % 9 == 4])
    told = [
        FailedReport(client=item.job.folder.name, language="en", error=item.problems[0].message)
        for item in failed
    ]
    page = write_index(home / "reports", language="en", failed=told).read_bytes()
    looked = 0
    for place in (home / "reports").rglob("*"):
        if place.is_file() and place.name != "index.html":
            own = int(place.parent.name[-4:])
            assert canaries(place.read_bytes()) <= {own}, place
            looked += 1
    for slug in (f"bird{number:04}" for number in range(count)):
        noted = read_manifest(home / "reports" / slug)
        assert not re.search(rb"[isc]bird", noted.model_dump_json().encode())
        made = home / "reports" / slug / f"{slug}_en.ipynb"
        assert made.exists() == (noted.reports["en"].status == "ok")
        # the search would find what it looks for
        assert not made.exists() or b"sbird" in made.read_bytes()
    for row in re.split(rb"<tr\b", page)[1:]:
        assert len(canaries(row)) <= 1
    assert not re.search(rb"[isc]bird\d", page)
    return looked


engines = pytest.mark.parametrize(
    "warm",
    [
        pytest.param(True, marks=pytest.mark.skipif(not can_fork(), reason="cannot fork")),
        False,
    ],
    ids=["warm", "standard"],
)


@pytest.mark.slow
def test_what_is_one_clients_is_in_no_other_report(tmp_path, request):
    if can_fork():
        request.getfixturevalue("lent_farm")
    assert look_for_canaries(tmp_path, 8, warm=can_fork()) >= 8 * 2


@pytest.mark.soak
@engines
def test_what_is_one_clients_is_in_none_of_two_hundred_reports(tmp_path, warm):
    start = time.monotonic()
    count = 200 if warm else 40
    looked = look_for_canaries(tmp_path, count, warm=warm)
    seconds = round(time.monotonic() - start, 1)
    log("canaries", warm=warm, clients=count, files=looked, seconds=seconds)


SPOIL = """
import builtins, gc, locale, logging, os, random, resource, signal, statistics, sys, tempfile
import threading, time, warnings
import matplotlib, matplotlib.pyplot as plt, numpy as np, pandas as pd
matplotlib.rcParams["figure.figsize"] = (1, 1); matplotlib.use("svg")
plt.style.use("dark_background"); plt.figure()
pd.set_option("display.max_rows", 3, "display.precision", 1)
np.random.seed(1); random.seed(1); np.set_printoptions(precision=1)
os.environ.update(SPOILT="yes", TZ="Asia/Tokyo", LC_ALL="C", LANG="C", HOME="/", COLUMNS="20")
os.environ["PATH"] = ""; time.tzset(); locale.setlocale(locale.LC_ALL, "C")
os.chdir("/"); os.umask(0o777); sys.setrecursionlimit(500); sys.path.insert(0, "/spoilt")
builtins.sum = None; statistics.mean = None; pd.DataFrame.to_html = None
import cxkit.reports.export_html, cxkit.language, cxkit.stats.bootstrap
cxkit.stats.bootstrap.SEED = 99; cxkit.language.Words.number = None
warnings.simplefilter("error"); logging.disable()
signal.signal(signal.SIGINT, signal.SIG_IGN); signal.signal(signal.SIGCHLD, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
os.nice(5); gc.disable()
threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
open(os.path.join(tempfile.gettempdir(), "spoilt"), "w").close()
"""
SEE = """
import builtins, gc, locale, logging, os, resource, signal, statistics, sys, tempfile, threading
import time, warnings
import matplotlib, matplotlib.pyplot as plt, numpy as np, pandas as pd
mask = os.umask(0o022); os.umask(mask)
print(matplotlib.rcParams["figure.figsize"], matplotlib.get_backend(), plt.get_fignums(),
      pd.get_option("display.max_rows"), np.get_printoptions()["precision"], mask,
      sorted((k, v) for k, v in os.environ.items()
             if not k.startswith(("JPY", "PYTEST", "TMP", "TEMP"))),
      time.tzname, locale.getlocale(), sys.getrecursionlimit(), sys.path, sum([1]),
      statistics.mean([1]), warnings.filters, logging.root.manager.disable,
      signal.getsignal(signal.SIGCHLD), resource.getrlimit(resource.RLIMIT_NOFILE),
      resource.getrlimit(resource.RLIMIT_CPU), os.nice(0), gc.isenabled(),
      sorted(n for n in os.listdir(tempfile.gettempdir()) if "spoilt" in n))
ax = book.client.tables["responses"].frame["ltr"].plot.hist(); plt.show()
book.client.tables["responses"].frame.describe()
"""


@pytest.mark.slow
@engines
def test_a_notebook_that_spoils_what_it_can_changes_no_byte_of_the_next_report(
    tmp_path, warm, request
):
    if warm:
        request.getfixturevalue("lent_farm")
    one = small_client(tmp_path, "one", SEE)
    spoiler = small_client(tmp_path, "spoiler", SPOIL)
    seen = []

    def done(outcome):
        if outcome.job == spoiler:  # it comes to grief later, by what it did itself
            assert outcome.cell != "own: own-own"
        else:
            assert outcome.ok, outcome.problems
            book = nbformat.read(outcome.files.notebook, as_version=4)
            assert any("image/png" in str(cell.get("outputs")) for cell in book.cells)
            shown = [(cell.source, comparable(cell.get("outputs", []))) for cell in book.cells]
            seen.append((outcome.files.html.read_bytes(), shown))

    run_batch([one, spoiler, one], workers=1, warm=warm, limits=Limits(report=300), done=done)
    (page, shown), (page_after, shown_after) = seen
    assert shown_after == shown
    assert page_after == page
