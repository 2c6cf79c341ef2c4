"""Very many reports one after the other: nothing hangs, nothing grows."""

import os
import statistics
import threading
import time
from pathlib import Path

import psutil
import pytest

from cxkit.reports.batch import Limits, run_batch
from cxkit.reports.batch import crew as module
from cxkit.reports.warm import Farm, can_fork
from tests.reports.endurance.clients import log, small_client
from tests.small_client import survey

COUNT = int(os.environ.get("CXKIT_SOAK_REPORTS", "2000"))
EVERY = 40
"""One report in so many takes longer than it may."""


def pss(pid):
    """Return a process's share of memory in MB; what is shared is counted in parts."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1024


class Watch(threading.Thread):
    """Looks at the whole farm each second."""

    def __init__(self):
        super().__init__(daemon=True)
        self.over = threading.Event()
        self.memory = []

    def run(self):
        own = psutil.Process()
        while not self.over.wait(1.0):
            processes = own.children(recursive=True)
            self.memory.append(sum(pss(item.pid) for item in [own, *processes]))


def state(pid):
    """Return a server's open files, threads and memory.

    All of its memory, shared or not: its part of what it shares with forks rises as they end.
    """
    return {
        "files": len(os.listdir(f"/proc/{pid}/fd")),
        "threads": len(os.listdir(f"/proc/{pid}/task")),
        "memory_mb": round(psutil.Process(pid).memory_info().rss / 2**20, 1),
    }


@pytest.mark.soak
@pytest.mark.skipif(not can_fork(), reason="nothing can be forked here")
def test_thousands_of_small_reports_do_not_hang_and_nothing_grows(tmp_path, monkeypatch):
    farms = []

    class Seen(Farm):
        def __init__(self):
            super().__init__()
            farms.append(self)

    monkeypatch.setattr(module, "Farm", Seen)
    data = {"data/survey.csv": survey(40)}
    slow = "import time\ntime.sleep(600)"
    jobs = [
        small_client(tmp_path, f"c{n:05}", slow if n % EVERY == EVERY - 1 else "1 + 1", files=data)
        for n in range(COUNT)
    ]
    limits = Limits(cell=15, report=30)
    patience = float(os.environ.get("CXKIT_SOAK_SECONDS", "3600"))
    begins, seconds, ends, states = [], [], [], []
    start = time.monotonic()

    class OutOfTime(Exception):
        pass

    def done(outcome):
        ends.append(outcome)
        begins.append(time.monotonic() - start)
        if outcome.status == "ok":
            seconds.append(outcome.seconds)
        if len(ends) in (10, 100) or len(ends) % 250 == 0:
            states.append({"reports": len(ends), **state(farms[0].pid)})
        if time.monotonic() - start > patience:
            raise OutOfTime

    watch = Watch()
    watch.start()
    files_before = len(os.listdir("/proc/self/fd"))
    try:
        run_batch(jobs, workers=2, limits=limits, done=done)
    except OutOfTime:
        pass
    finally:
        watch.over.set()
        watch.join()
    took = time.monotonic() - start
    size = min(200, max(1, len(seconds) // 4))
    log(
        "endurance",
        reports=len(ends),
        wanted=COUNT,
        timed_out=sum(item.status == "timed out" for item in ends),
        seconds=round(took, 1),
        seconds_each_first=round(statistics.median(seconds[:size]), 3),
        seconds_each_last=round(statistics.median(seconds[-size:]), 3),
        memory_mb_peak=round(max(watch.memory)),
        memory_mb_first=round(statistics.median(watch.memory[10:40])),
        memory_mb_last=round(statistics.median(watch.memory[-30:])),
        server=states,
        files_of_batch=[files_before, len(os.listdir("/proc/self/fd"))],
        load=os.getloadavg(),
    )
    expected = [
        "timed out" if int(j.job.folder.name[1:]) % EVERY == EVERY - 1 else "ok" for j in ends
    ]
    assert [item.status for item in ends] == expected
    assert len(farms) == 1
    first, last = states[0], states[-1]
    assert last["threads"] == 1
    assert last["files"] <= first["files"] + 4  # as many as there are reports and kernels just now
    assert last["memory_mb"] < first["memory_mb"] + 50
    assert len(os.listdir("/proc/self/fd")) <= files_before + 2
    assert psutil.Process().children() == []
    if len(ends) < COUNT:
        pytest.fail(f"only {len(ends)} of {COUNT} reports in {patience:.0f} s: none hung")
