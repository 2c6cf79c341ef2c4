"""Each command with what it does and the code it ends with."""

import pytest

from cxkit import cli
from cxkit.cli import app
from cxkit.cli import clients as client_commands
from cxkit.cli.app import INTERRUPTED, OK, PROBLEMS, UNEXPECTED, USAGE
from cxkit.cli.screen import printable, terminal_language
from cxkit.errors import DataError, Problem
from cxkit.perception.quotes import harmless

NEW = ("--region", "es_PE", "--language", "es")


def test_the_exit_codes_are_those_documented():
    assert (OK, PROBLEMS, USAGE, INTERRUPTED, UNEXPECTED) == (0, 1, 2, 130, 70)


# ------------------------------------------------------------------- new, check, open
@pytest.mark.parametrize("language", ["es", "en"])
def test_a_new_client_passes_its_check(run, tmp_path, language):
    made = run("new", "acme", "--region", "es_PE", "--language", language)
    assert made.code == OK
    assert str(tmp_path / "client_data" / "acme") in made.text
    checked = run("check", "acme")
    assert checked.code == OK, checked.text
    assert "cxkit report acme" in checked.text


def test_home_is_where_it_says(run, tmp_path):
    assert run("new", "acme", *NEW, "--home", str(tmp_path / "other")).code == OK
    assert (tmp_path / "other" / "client_data" / "acme" / "engagement.yml").is_file()
    assert run("check", "acme").code == USAGE
    assert run("check", "acme", "--home", str(tmp_path / "other")).code == OK


def test_a_home_with_markup_in_its_name_is_printed_as_it_is(run, tmp_path):
    home = tmp_path / "[bold]x[" / ":bank:"
    made = run("new", "acme", *NEW, "--home", str(home))
    assert made.code == OK
    assert str(home / "client_data" / "acme") in made.text


def test_a_check_with_errors_ends_with_1_and_does_not_say_ready(run, clients):
    (folder,) = clients("acme")
    (folder / "strategy.yml").write_text("vison: x\n")
    ran = run("check", "acme", "--language", "en")
    assert ran.code == PROBLEMS
    assert "“vison” is not known here. Line 1. Did you mean “vision”?" in ran.text
    assert "cxkit report" not in ran.text


def test_a_check_says_where_the_chain_and_the_raci_table_break(run, clients):
    (folder,) = clients("acme")
    (folder / "initiatives.csv").write_text("id,name_es,name_en,kpi\nI1,Hacer,Do,K9\n")
    (folder / "charter.yml").write_text(
        "roles:\n- {id: lead, name: Lead}\n- {id: desk, name: Desk}\n"
        "raci:\n- {activity: Measure, R: [desk], A: [lead, desk]}\n"
    )
    ran = run("check", "acme", "--language", "en")
    assert ran.code == OK
    assert "It will say this to the client:" in ran.text
    assert "I1 (Do)" in ran.text
    assert "Measure" in ran.text
    clean = run("check", "acme", "--language", "es")
    assert "It will say this" not in clean.text


def test_open_copies_once_and_leaves_the_consultants_copies_alone(run, clients):
    (folder,) = clients("acme")
    assert run("open", "acme", "--no-browser").code == OK
    copies = sorted((folder / "notebooks" / "es").glob("*.ipynb"))
    assert copies
    copies[0].write_text("mine")
    assert run("open", "acme", "--no-browser").code == OK
    assert copies[0].read_text() == "mine"
    assert run("open", "acme", "--no-browser", "--language", "en").code == OK
    assert len(list((folder / "notebooks" / "en").glob("*.ipynb"))) == len(copies)


def test_open_starts_jupyterlab_on_the_copies_and_returns_its_code(run, clients, monkeypatch):
    (folder,) = clients("acme")
    asked = []

    class Ended:
        returncode = 3

    def start(command, *, check):
        asked.append(command)
        return Ended

    monkeypatch.setattr(client_commands.subprocess, "run", start)
    assert run("open", "acme").code == 3
    assert asked[0][1:3] == ["-m", "jupyterlab"]
    assert asked[0][-1] == str(folder / "notebooks" / "es")
    assert "--LabApp.news_url=None" in asked[0]


@pytest.mark.parametrize("command", ["open", "quotes"])
def test_a_folder_with_errors_is_refused_by(run, clients, command):
    (folder,) = clients("acme")
    (folder / "engagement.yml").write_text("name: Acme\n")
    before = sorted(folder.rglob("*"))
    more = ["--no-browser"] if command == "open" else []
    assert run(command, "acme", *more).code == PROBLEMS
    assert sorted(folder.rglob("*")) == before


def test_quotes_of_a_client_without_comments_writes_nothing(run, clients):
    (folder,) = clients("acme")
    assert run("quotes", "acme").code == PROBLEMS
    assert not (folder / "quotes_proposed.csv").exists()


def test_no_quote_can_be_a_formula(run, clients):
    (folder,) = clients("acme")
    text = (folder / "engagement.yml").read_text()
    columns = "{ltr: ltr, touchpoint: place, verbatim: said}"
    (folder / "engagement.yml").write_text(
        f"{text}tables: {{responses: {{file: a.csv, columns: {columns}}}}}\n"
    )
    rows = "".join(
        f"{n % 11},@where,=1+1 porque el trato de la oficina me gusta mucho y vuelvo {n}\n"
        for n in range(20)
    )
    (folder / "a.csv").write_text("ltr,place,said\n" + rows)
    assert run("quotes", "acme").code == OK
    cells = (folder / "quotes_proposed.csv").read_text("utf-8").replace('"', "").split(",")
    assert any("1+1" in cell for cell in cells)
    assert not [cell for cell in cells if cell.lstrip()[:1] in ("=", "+", "-", "@") and cell]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", " =1", "\t=1", "\r=1"])
def test_a_mark_keeps_a_cell_from_being_a_formula(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["a=1", "", 1, -1.5, None])
def test_other_cells_stay_as_they_are(cell):
    assert harmless(cell) == cell


def test_demo_prints_the_folders_it_wrote(run, tmp_path, monkeypatch):
    monkeypatch.setattr("cxkit.demo.write_demo_clients", lambda root: [root / "demo_x"])
    ran = run("demo", "--home", str(tmp_path))
    assert ran.code == OK
    assert ran.stdout.strip() == str(tmp_path / "client_data" / "demo_x")


@pytest.mark.slow
def test_the_demo_clients_pass_their_check(run):
    assert run("demo").code == OK
    for name in ("demo_bank", "demo_telecom", "demo_airline"):
        assert run("check", name).code == OK


# -------------------------------------------------------------------------- notebooks
def test_sync_prints_what_it_changed(run, tmp_path, monkeypatch):
    monkeypatch.setattr("cxkit.reports.notebooks.sync_all", lambda: [tmp_path / "a.ipynb"])
    ran = run("notebooks", "sync")
    assert (ran.code, ran.stdout.strip()) == (OK, str(tmp_path / "a.ipynb"))


@pytest.mark.parametrize(("given", "everything"), [((), False), (("--all",), True)])
def test_refresh_executes_what_is_asked_for(run, monkeypatch, given, everything):
    asked = []

    def refresh(*, everything):
        asked.append(everything)
        return []

    monkeypatch.setattr("cxkit.reports.notebooks.refresh_all", refresh)
    assert run("notebooks", "refresh", *given).code == OK
    assert asked == [everything]


# ------------------------------------------------------------- what was not understood
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("nope",), "“nope”"),
        (("check",), "“client” is missing"),
        (("check", "a", "b"), "“b” is more than the command takes"),
        (("check", "a", "--nope"), "“--nope” does not exist"),
        (("new", "acme"), "“--region” is missing"),
        (("report", "a", "--workers", "0"), "“--workers” does not have a value that is allowed"),
        (("report", "a", "--workers", "two"), "“--workers” does not have a value"),
        (("notebooks", "nope"), "“nope”"),
    ],
)
def test_a_command_that_is_not_understood_ends_with_2(run, typed, says, monkeypatch):
    monkeypatch.setattr(app, "_words", app.Words("en"))
    ran = run(*typed)
    assert ran.code == USAGE, ran.text
    assert says in ran.stderr
    assert "--help" in ran.stderr
    assert ran.stdout == ""


@pytest.mark.parametrize("typed", [(), ("notebooks",)])
def test_no_command_shows_the_help_and_ends_with_2(run, typed):
    ran = run(*typed)
    assert ran.code == USAGE
    assert "--help" in ran.stderr


@pytest.mark.parametrize("command", ["", "new", "check", "open", "quotes", "report", "demo"])
def test_help_ends_with_0(run, command):
    ran = run(*([command] if command else []), "--help")
    assert ran.code == OK
    assert ran.stderr == ""


@pytest.mark.parametrize("command", ["new", "check", "open", "report"])
def test_an_unknown_language_ends_with_2(run, clients, command):
    clients("acme")
    more = ["--region", "es_PE"] if command == "new" else []
    ran = run(command, "acme", *more, "--language", "fr")
    assert ran.code == USAGE
    assert "“fr”" in ran.stderr


@pytest.mark.parametrize(
    "typed", [(), ("--all", "acme"), ("acme", "-p", "segment"), ("acme", "-p", "=1")]
)
def test_a_report_order_that_is_not_clear_ends_with_2(run, clients, typed):
    clients("acme")
    assert run("report", *typed).code == USAGE


def test_all_clients_where_there_are_none_ends_with_2(run):
    assert run("report", "--all").code == USAGE


# ----------------------------------------------------------- faults and interruptions
def fails_with(error):
    def fail(*_args, **_kwargs):
        raise error

    return fail


def test_a_fault_of_the_kit_leaves_a_log_and_no_traceback(run, clients, monkeypatch, tmp_path):
    clients("acme")
    monkeypatch.setattr("cxkit.intake.check_client", fails_with(ValueError("Juana Pérez")))
    ran = run("check", "acme")
    assert ran.code == UNEXPECTED
    assert "Traceback" not in ran.text
    assert "ValueError" in ran.stderr
    (log,) = (tmp_path / "temporary").glob("cxkit-error-*.log")
    assert str(log) in ran.stderr
    text = log.read_text("utf-8")
    assert "fails_with" in text or "fail" in text
    assert "ValueError" in text
    assert "Juana" not in text + ran.text, "a message may hold what a customer wrote"


def test_an_interruption_ends_with_130(run, clients, monkeypatch):
    clients("acme")
    monkeypatch.setattr("cxkit.intake.check_client", fails_with(KeyboardInterrupt()))
    ran = run("check", "acme")
    assert ran.code == INTERRUPTED
    assert "Traceback" not in ran.text


@pytest.mark.parametrize("kind", [PermissionError, FileExistsError, NotADirectoryError])
def test_a_refusal_of_the_system_names_the_place(run, clients, monkeypatch, kind):
    clients("acme")
    error = kind(13, "no", "/some/place")
    monkeypatch.setattr("cxkit.intake.check_client", fails_with(error))
    ran = run("check", "acme")
    assert ran.code == PROBLEMS
    assert "/some/place" in ran.stderr


def test_an_error_of_the_kit_is_printed_with_its_place(run, clients, monkeypatch):
    clients("acme")
    error = DataError(Problem(rule="x", message="Broken.", file="a.csv", column="b", rows=(7,)))
    monkeypatch.setattr("cxkit.intake.check_client", fails_with(error))
    ran = run("check", "acme")
    assert ran.code == PROBLEMS
    assert "a.csv" in ran.stderr
    assert "“b”: Broken." in ran.stderr


def test_the_process_ends_with_the_code_where_no_arguments_are_given(monkeypatch):
    monkeypatch.setattr("sys.argv", ["cxkit", "--help"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == OK


# ------------------------------------------------------------------------- the screen
@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "es_PE.UTF-8"}, "es"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "es_MX"}, "es"),
        ({"LANG": "es_MX", "LC_MESSAGES": "es_MX", "LC_ALL": "C"}, "en"),
        ({}, "en"),
    ],
)
def test_the_terminal_decides_the_language(monkeypatch, variables, language):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert terminal_language() == language


def test_a_text_is_printed_on_one_line_without_signs_that_steer():
    assert printable("a\nb\x1b[2J\tc\u202ed\u2028e 👩\u200d👧 ñ") == "a b [2J cd e 👩\u200d👧 ñ"
