import os
import socket
import subprocess
import sys

import psutil
import pytest

from cxkit.errors import ReportError
from cxkit.reports.batch import lock as module
from cxkit.reports.batch.lock import Holder, hold
from cxkit.reports.batch.shards import Shard


def holder(**changed):
    own = {
        "pid": os.getpid(),
        "began": psutil.Process().create_time(),
        "host": socket.gethostname(),
        "number": 1,
        "of": 1,
    }
    return Holder(**{**own, **changed})


def put(reports, held):
    reports.mkdir(exist_ok=True)
    place = reports / f".batch-{held.number}-{held.of}.lock"
    place.write_text(held.model_dump_json())
    return place


def locks(reports):
    return sorted(path.name for path in reports.iterdir())


def test_a_second_batch_is_refused_and_told_who_is_first(tmp_path):
    with hold(tmp_path / "reports"):
        told = f"process {os.getpid()} on"
        with pytest.raises(ReportError, match=told) as raised, hold(tmp_path / "reports"):
            pytest.fail("held twice")
        assert raised.value.problems[0].rule == "batch-running"
        assert locks(tmp_path / "reports") == [".batch-1-1.lock"]
    assert locks(tmp_path / "reports") == []


def test_the_lock_goes_when_the_batch_fails(tmp_path):
    with pytest.raises(KeyboardInterrupt), hold(tmp_path):
        raise KeyboardInterrupt
    with hold(tmp_path):
        assert locks(tmp_path) == [".batch-1-1.lock"]


def test_parts_may_be_made_side_by_side_but_not_beside_the_whole(tmp_path):
    with hold(tmp_path, Shard(1, 2)), hold(tmp_path, Shard(2, 2)):
        for other in (Shard(1, 2), Shard(), Shard(1, 3)):
            with pytest.raises(ReportError), hold(tmp_path, other):
                pytest.fail("held twice")
        assert locks(tmp_path) == [".batch-1-2.lock", ".batch-2-2.lock"]
    assert locks(tmp_path) == []


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path):
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    put(tmp_path, holder(pid=ended.pid, began=0.0))
    with hold(tmp_path):
        assert (
            Holder.model_validate_json((tmp_path / ".batch-1-1.lock").read_text()).pid
            == os.getpid()
        )


def test_a_process_that_was_given_the_number_of_a_dead_one_holds_nothing(tmp_path):
    put(tmp_path, holder(began=psutil.Process().create_time() - 3600))
    with hold(tmp_path):
        assert locks(tmp_path) == [".batch-1-1.lock"]


@pytest.mark.parametrize("age", [0, module.STALE + 60])
def test_another_machine_holds_as_long_as_it_renews(tmp_path, age):
    place = put(tmp_path, holder(host="elsewhere", number=1, of=1))
    seen = place.stat().st_mtime - age
    os.utime(place, (seen, seen))
    if age:
        with hold(tmp_path):
            assert locks(tmp_path) == [".batch-1-1.lock"]
    else:
        with pytest.raises(ReportError, match="elsewhere"), hold(tmp_path):
            pytest.fail("held twice")
        assert locks(tmp_path) == [".batch-1-1.lock"]


def test_a_lock_is_renewed_now_and_then(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_RENEWED", 0.0)
    with hold(tmp_path) as renew:
        place = tmp_path / ".batch-1-1.lock"
        os.utime(place, (0, 0))
        renew()
        assert place.stat().st_mtime > 0


def test_a_damaged_lock_that_is_old_is_taken_over(tmp_path):
    place = tmp_path / ".batch-1-1.lock"
    place.write_text("{")
    os.utime(place, (0, 0))
    with hold(tmp_path):
        assert locks(tmp_path) == [".batch-1-1.lock"]


def test_a_dead_lock_that_another_batch_took_first_is_put_back(tmp_path):
    place = put(tmp_path, holder())  # judged dead a moment ago, and taken by one that lives
    module._set_aside(place)
    assert locks(tmp_path) == [".batch-1-1.lock"]
