"""The program as a process of its own: language of the terminal, codes, interruption."""

import os
import signal
import subprocess
import sys
import time

import pytest

from cxkit.language import Words

TERMINALS = pytest.mark.parametrize(
    ("terminal", "language"), [("es_PE.UTF-8", "es"), ("en_GB.UTF-8", "en")]
)


@TERMINALS
def test_help_is_in_the_language_of_the_terminal(program, terminal, language):
    ran = program("--help", terminal=terminal)
    assert ran.code == 0
    words, others = Words(language), Words("en" if language == "es" else "es")
    title = "Customer Experience consulting workbook kit."
    assert words(title) == others(title) or others(title) not in ran.text
    assert words("Customer Experience consulting workbook kit.") in ran.text
    assert words("The kit's own notebooks.") in ran.text


@pytest.mark.parametrize(
    ("typed", "message", "value"),
    [
        (("check", "../x"), "Write “{proposal}”, for instance.", {"proposal": "x"}),
        (("nope",), "There is no command “{name}”.", {"name": "nope"}),
    ],
)
def test_a_mistake_is_told_in_the_language_of_the_terminal(program, typed, message, value):
    ran = program(*typed, terminal="es_PE.UTF-8")
    assert ran.code == 2
    assert ran.stdout == ""
    assert Words("es")(message, **value) in ran.text


def test_a_client_with_errors_ends_with_1_without_traceback(program, clients):
    (folder,) = clients("acme")
    (folder / "engagement.yml").write_text("name: [Acme\n")
    ran = program("check", "acme")
    assert ran.code == 1
    assert "Traceback" not in ran.text
    assert "engagement.yml" in ran.text


def test_output_to_a_narrow_terminal_of_plain_letters_does_not_fail(program, clients, monkeypatch):
    clients("acme")
    monkeypatch.setenv("NO_COLOR", "1")
    assert program("check", "acme", terminal="C").code == 0


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_control_c_ends_a_report_with_130_and_leaves_no_half_report(clients, tmp_path):
    clients("acme")
    running = subprocess.Popen(
        [sys.executable, "-c", "from cxkit.cli import main; main()", "report", "acme"],
        cwd=tmp_path,
        env={**os.environ, "LC_ALL": "C"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
        # tests that run in the background may be deaf to it
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    reports = tmp_path / "reports" / "acme"
    deadline = time.monotonic() + 60
    while not reports.exists() and time.monotonic() < deadline and running.poll() is None:
        time.sleep(0.05)
    # an interrupt that falls into an import or a callback is lost; whoever presses again is heard
    while running.poll() is None and time.monotonic() < deadline:
        os.killpg(running.pid, signal.SIGINT)
        time.sleep(0.7)
    said, _ = running.communicate(timeout=60)
    assert running.returncode == 130, said
    assert "Stopped." in said
    assert not list(reports.glob("*.html"))
