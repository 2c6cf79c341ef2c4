"""Kernels that die, hang or take too much; servers and owners that die; and nothing left."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cxkit.reports.abundance import PRINTED
from cxkit.reports.warm import (
    Farm,
    FarmError,
    ForkDiedError,
    ForkTimedOutError,
    ServerDiedError,
)
from cxkit.reports.warm.processes import has_ended, is_single_threaded, threads
from cxkit.reports.warm.requests import Fork, JobRequest
from tests.reports.warm.kernels import in_a_fork, lives, texts

pytestmark = pytest.mark.slow


def until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def descendants(pid):
    """Return all processes that have this one as parent, grandparent and so on."""
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                stat = Path(f"/proc/{name}/stat").read_text(errors="replace")
            except OSError:
                continue
            parents[int(name)] = int(stat.rpartition(")")[2].split()[1])
    found, more = set(), {pid}
    while more:
        more = {child for child, parent in parents.items() if parent in more} - found
        found |= more
    return found


def test_the_server_has_one_thread_after_it_forked(farm):
    in_a_fork(farm, "import threading\nthreading.Thread(target=print).start()")
    assert len(os.listdir(f"/proc/{farm.pid}/task")) == 1


def test_a_process_with_threads_is_told_from_one_without():
    import threading

    go = threading.Event()
    other = threading.Thread(target=go.wait)
    other.start()
    try:
        assert not is_single_threaded()
        assert len(threads()) >= 2
    finally:
        go.set()
        other.join()


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("import os\nos._exit(0)", "kernel-died"),
        ("import os\nos.kill(os.getpid(), 9)", "kernel-died"),
        ("import ctypes\nctypes.string_at(0)", "kernel-died"),
        ("import os\nos.close(1); os.close(2)\nprint('still')", None),
        ("import os\nos.killpg(0, 9)", "kernel-died"),
    ],
)
def test_a_kernel_that_dies_takes_only_its_report(farm, cell, rule):
    server = farm.pid
    _, found = in_a_fork(farm, cell)
    assert found == rule
    outputs, found = in_a_fork(farm, "print(1 + 1)")
    assert (texts(outputs), found) == (["2\n"], None)
    assert farm.pid == server


def test_a_loop_is_stopped_by_the_limit_of_a_cell(farm):
    _, rule = in_a_fork(farm, "while True:\n    pass", cell_timeout=1)
    assert rule == "cell-timeout"


def test_memory_beyond_the_limit_is_an_error_of_that_report(farm):
    greedy = "import numpy as np\nlen(np.ones(10**9))"
    _, rule = in_a_fork(farm, greedy, memory=2**30)
    assert rule == "memory-limit"
    outputs, rule = in_a_fork(farm, "import numpy as np\nlen(np.ones(10**7))", memory=2**30)
    assert (texts(outputs), rule) == (["10000000"], None)


def test_a_hundred_megabytes_of_output_hang_nothing(farm):
    cell = "for _ in range(1000):\n    print('x' * 10**5)"
    outputs, rule = in_a_fork(farm, cell)
    assert rule is None
    kept, _, note = texts(outputs)[0].rstrip().rpartition("\n")
    assert len(kept) == PRINTED
    assert "the first 1,000,000 characters" in note


@pytest.mark.parametrize("leave", ["", ", start_new_session=True"])
def test_what_a_kernel_started_ends_with_it(farm, leave):
    cell = (
        "import subprocess\n"
        f"print(subprocess.Popen(['sleep', '600']{leave}).pid, flush=True)\n"
        "import os\nprint(os.getpid())"
    )
    outputs, rule = in_a_fork(farm, cell)
    assert rule is None
    pids = [int(pid) for pid in texts(outputs)[0].split()]
    until(lambda: not any(lives(pid) for pid in pids))
    until(lambda: descendants(farm.pid) == set())


def test_a_job_that_takes_too_long_is_ended_with_its_kernel(farm):
    with pytest.raises(ForkTimedOutError):
        farm.run(in_a_fork_for_ever, farm.address, timeout=4)
    until(lambda: descendants(farm.pid) == set())


def in_a_fork_for_ever(address):
    from cxkit.reports.execution import Kernels
    from tests.reports.warm.kernels import run_cells

    run_cells("while True:\n    pass", kernels=Kernels(server=address))


def test_a_job_returns_raises_or_dies(farm):
    assert farm.run(divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        farm.run(divmod, 7, 0)
    with pytest.raises(ForkDiedError) as died:
        farm.run(os._exit, 3)
    assert died.value.code == 3
    with pytest.raises(ForkDiedError) as died:
        farm.run(os.abort)
    assert died.value.code == -signal.SIGABRT


def test_a_function_of_the_program_itself_is_refused(farm, monkeypatch):
    monkeypatch.setattr(sleeping, "__module__", "__main__")
    with pytest.raises(ValueError, match="sleeping must be in a module"):
        farm.run(sleeping)


def test_who_asked_and_hangs_up_ends_the_process(farm):
    import pickle

    call = pickle.dumps((time.sleep, (600,)))
    fork = Fork(farm.address, JobRequest(call=call, path=tuple(sys.path), temporary="/tmp"))
    assert lives(fork.pid)
    fork._line.close()
    until(lambda: not lives(fork.pid))


def test_short_jobs_and_large_results_come_whole(farm):
    assert [farm.run(abs, -n) for n in range(60)] == list(range(60))
    assert farm.run(bytes, 5 * 10**7) == bytes(5 * 10**7)


def test_no_zombie_is_left(farm):
    farm.run(abs, 1)
    until(lambda: descendants(farm.pid) == set())


def test_a_server_that_dies_is_replaced_and_leaves_nothing():
    with Farm() as farm:
        first, address = farm.pid, farm.address
        call = JobRequest(call=sleeping(), path=tuple(sys.path), temporary="/tmp")
        fork = Fork(address, call)
        os.kill(first, signal.SIGKILL)
        until(lambda: fork.poll() is not None)
        assert fork.deserted
        until(lambda: not lives(fork.pid))
        with pytest.raises(ServerDiedError):
            Fork(address, call)
        assert farm.run(abs, -2) == 2
        assert farm.pid != first
        second = farm.pid
    assert not lives(second)
    assert not os.path.exists(os.path.dirname(address))
    with pytest.raises(FarmError, match="stopped"):
        farm.run(abs, -2)


def sleeping():
    import pickle

    return pickle.dumps((time.sleep, (600,)))


OWNER = """
import sys, time, threading
from cxkit.reports.warm import Farm
with Farm() as farm:
    farm.address
    threading.Thread(target=farm.run, args=(time.sleep, 600), daemon=True).start()
    time.sleep(1)
    print(farm.pid, farm.address, flush=True)
    time.sleep(600)
"""


def test_an_owner_that_is_killed_leaves_nothing():
    owner = subprocess.Popen([sys.executable, "-c", OWNER], stdout=subprocess.PIPE, text=True)
    pid, address = owner.stdout.readline().split()
    family = descendants(int(pid)) | {int(pid)}
    assert len(family) == 2
    owner.kill()
    owner.wait()
    owner.stdout.close()
    until(lambda: not any(lives(member) for member in family))
    until(lambda: not os.path.exists(os.path.dirname(address)))


def test_an_end_is_seen_before_its_number_is_free():
    pid = os.posix_spawn("/bin/true", ["true"], {})
    until(lambda: has_ended(pid))
    assert os.waitpid(pid, 0)[0] == pid
