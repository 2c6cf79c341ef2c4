"""What is typed to have reports made on other machines, and what does not go together."""

import pytest

from cxkit.cli import making
from cxkit.errors import Problem, UsageError
from cxkit.reports.batch import Outcome
from cxkit.reports.batch.cluster import Scheduler
from cxkit.reports.batch.lock import lock_place
from cxkit.reports.batch.shards import Shard

BAD = Problem(rule="x", message="Broken.")
NOTE = Problem(rule="y", message="Given nothing.", severity="warning", file="far (tcp://far:1)")


@pytest.fixture
def asked(monkeypatch):
    """Note what a scheduler would be asked, and let each report fail."""
    seen = []

    def elsewhere(jobs, **options):
        seen.append((jobs, options))
        options["notice"](NOTE)
        assert options["witness"].is_file()
        outcomes = [Outcome(job=job, files=None, problems=(BAD,), seconds=0.1) for job in jobs]
        for outcome in outcomes:
            options["done"](outcome)
        return tuple(outcomes)

    monkeypatch.setattr(making, "run_on_cluster", elsewhere)
    monkeypatch.setattr(making, "run_batch", None)
    return seen


def test_jobs_go_to_the_scheduler_with_their_limits_under_the_lock(run, clients, asked, tmp_path):
    clients("a", "b")
    ran = run(
        "report", "--all", "--shard", "1/1", "-l", "en", "--scheduler", "tcp://localhost:8786",
        "--engine", "standard", "--timeout", "60", "--memory", "900", "--cell-timeout", "30",
    )  # fmt: skip
    assert ran.code == 1
    ((jobs, options),) = asked
    assert [job.folder.name for job in jobs] == ["a", "b"]
    assert options["scheduler"] == Scheduler(address="tcp://localhost:8786")
    assert options["witness"] == lock_place(tmp_path / "reports", Shard())
    limits = options["limits"]
    assert (options["warm"], limits.report, limits.memory, limits.cell) == (False, 60, 900, 30)
    assert "far (tcp://far:1): Given nothing." in ran.stderr
    assert "encrypted" not in ran.stderr
    assert "2 reports could not be made" in ran.text


def test_that_nothing_is_encrypted_is_said_before_anything_leaves_this_computer(
    run, clients, asked
):
    clients("a")
    ran = run("report", "a", "-l", "en", "--scheduler", "tcp://10.0.0.5:8786")
    assert "tcp://10.0.0.5:8786 is not encrypted" in ran.stderr
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--scheduler", "10.0.0.5:8786"), "“10.0.0.5:8786” is not the address of a scheduler"),
        (("--scheduler", "ucx://10.0.0.5:8786"), "is not the address of a scheduler"),
        (("--scheduler", "tcp://10.0.0.5"), "is not the address of a scheduler"),
        (("--scheduler", "tcp://10.0.0.5:99999"), "is not the address of a scheduler"),
        (("--scheduler", "tcp://h:1", "--workers", "2"), "--workers means nothing with"),
        (("--tls-ca", "ca.pem"), "Certificates are for --scheduler"),
        (("--scheduler", "tls://h:1", "--tls-ca", "ca.pem"), "belong together"),
        (
            ("--scheduler", "tcp://h:1", "--tls-ca", "a", "--tls-cert", "b", "--tls-key", "c"),
            "tcp://h:1 is not encrypted",
        ),
        (
            ("--scheduler", "tls://h:1", "--tls-ca", "a", "--tls-cert", "b", "--tls-key", "c"),
            "a: There is no such certificate or key",
        ),
    ],
)
def test_what_does_not_go_together_is_refused(run, clients, asked, arguments, said):
    clients("a")
    ran = run("report", "a", *arguments)
    assert ran.code == 2
    assert said in ran.text
    assert asked == []


@pytest.mark.parametrize(
    ("address", "leaves"),
    [
        ("tcp://localhost:8786", False),
        ("tcp://127.0.0.1:8786", False),
        ("tcp://[::1]:8786", False),
        ("tls://10.0.0.5:8786", False),
        ("tcp://10.0.0.5:8786", True),
        ("tcp://[fe80::1]:8786", True),
        ("tcp://head.example:8786/", True),
        ("tcp://127.0.0.1.example:8786", True),
    ],
)
def test_only_what_leaves_this_computer_unencrypted_is_warned_of(address, leaves):
    assert (Scheduler.parse(address).exposure is not None) == leaves


def test_files_that_are_there_are_taken(tmp_path):
    for name in ("ca", "me", "key"):
        (tmp_path / name).write_text("")
    files = {"authority": tmp_path / "ca", "certificate": tmp_path / "me", "key": tmp_path / "key"}
    parsed = Scheduler.parse("tls://h:1", **files)
    assert parsed.certificates is not None
    assert parsed.certificates.key == tmp_path / "key"
    assert parsed.encrypted
    with pytest.raises(UsageError, match="not encrypted"):
        Scheduler.parse("tcp://h:1", **files)
