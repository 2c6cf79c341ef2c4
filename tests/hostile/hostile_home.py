"""Folders with something wrong in them, and the command line run on them."""

import hashlib
import stat
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

from cxkit.cli import main
from cxkit.cli.screen import printable
from cxkit.errors import Problem
from cxkit.intake import FolderCheck, check_client
from cxkit.language import LanguageCode, Words, problem_place, problem_text

ENGAGEMENT = """\
name: Acme
region: es_PE
languages: [es, en]
currency: PEN
period: {start: 2025-01-01, end: 2025-12-31}
waves:
  - {name: 2025-S1, start: 2025-01-01, end: 2025-06-30}
  - {name: 2025-S2, start: 2025-07-01, end: 2025-12-31}
tables:
  responses:
    file: data/encuesta.csv
    columns:
      response_id: id
      date: fecha
      touchpoint: contacto
      ltr: recomienda
      csat: {from: satisfaccion, scale: [1, 5]}
      segment: {from: segmento, role: segment}
      verbatim: comentario
"""
SURVEY = "data/encuesta.csv"
HEADINGS = "id,fecha,contacto,recomienda,satisfaccion,segmento,comentario"


def survey(rows: int = 60, *, ltr: int | None = None, csat: int | None = None) -> str:
    """Return a sound survey of some rows, with its headings."""
    lines = [HEADINGS]
    for n in range(rows):
        lines.append(
            f"R{n:03},2025-{n % 12 + 1:02}-{n % 27 + 1:02},{('Caja', 'App')[n % 2]},"
            f"{n * 7 % 11 if ltr is None else ltr},{n * 3 % 5 + 1 if csat is None else csat},"
            f"{('Norte', 'Sur')[n // 2 % 2]},Todo bien"
        )
    return "\n".join(lines) + "\n"


def replaced(text: str, old: str, new: str) -> str:
    """Return a text with one thing replaced, which has to be there once."""
    assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
    return text.replace(old, new)


class Fault(NamedTuple):
    """What an error has to say: its rule, file, column, rows and the values shown."""

    rule: str
    file: str = SURVEY
    column: str = ""
    rows: tuple[int, ...] = ()
    found: tuple[str, ...] = ()


def fault_of(problem: Problem) -> Fault:
    """Return the part of a problem that does not depend on the language."""
    return Fault(problem.rule, problem.file, problem.column, problem.rows, problem.found)


@dataclass(frozen=True)
class Ran:
    """What a command returned and printed."""

    code: int
    stdout: str
    stderr: str

    @property
    def text(self) -> str:
        """All that was printed, on one line, so that it does not matter where lines break."""
        return " ".join(f"{self.stdout}\n{self.stderr}".split())


def notes_on_no_report(slug: str) -> tuple[str, ...]:
    """Return what the attempt to make a report writes though there is none: that it failed."""
    return ("reports", f"reports/{slug}", f"reports/{slug}/manifest.json", "reports/index.html")


class Home:
    """A folder that holds ``client_data`` and ``reports``, and commands run in it."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path = path
        self.capsys = capsys

    def folder(self, slug: str = "acme") -> Path:
        """Return where a client's folder is or would be."""
        return self.path / "client_data" / slug

    def client(
        self,
        engagement: str | bytes = ENGAGEMENT,
        files: Mapping[str, str | bytes] | None = None,
        *,
        slug: str = "acme",
    ) -> Path:
        """Write a client folder: its engagement and its files, by default a sound survey."""
        folder = self.folder(slug)
        written = {SURVEY: survey(), **(files or {})}
        for name, content in {"engagement.yml": engagement, **written}.items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    def run(self, *arguments: str) -> Ran:
        """Run a command in this folder."""
        self.capsys.readouterr()
        code = main([*arguments, "--home", str(self.path)])
        printed = self.capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    def tree(self, *, but: Collection[str] = ()) -> dict[str, str]:
        """Return every file and folder with a hash of its content."""
        found = {}
        for path in sorted(self.path.rglob("*")):
            name = path.relative_to(self.path).as_posix()
            if name in but:
                continue
            if path.is_symlink():
                found[name] = f"link to {path.readlink()}"
            elif stat.S_ISREG(path.stat().st_mode):
                found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
            else:
                found[name] = "other"
        return found

    def refused(self, *expected: Fault, language: LanguageCode, slug: str = "acme") -> Ran:
        """Check a client that has errors and make sure that the refusal is all it has to be.

        The errors are those expected, all of them and no other. Both commands say each with its
        place, its values, its rows and its remedy in the language asked for; the exit code says
        that there is something to correct; nothing is written but that there is no report.
        """
        before = self.tree()
        checked = self.run("check", slug, "--language", language)
        assert self.tree() == before
        reported = self.run("report", slug, "--language", language, "--workers", "1")
        assert self.tree(but=notes_on_no_report(slug)) == before
        errors = check_client(self.folder(slug)).errors
        assert sorted(map(fault_of, errors)) == sorted(expected)
        words = Words(language)
        for ran in (checked, reported):
            assert ran.code == 1, ran.text
            assert "Traceback" not in ran.text
            assert "cxkit-error-" not in ran.text
            for problem in errors:
                assert problem.remedy, problem.rule
                for said in (problem_place(problem, words), problem_text(problem, words)):
                    assert " ".join(printable(said).split()) in ran.text
        return checked

    def accepted(self, *, language: LanguageCode = "en", slug: str = "acme") -> FolderCheck:
        """Check a client without errors and return what was read."""
        before = self.tree()
        ran = self.run("check", slug, "--language", language)
        assert ran.code == 0, ran.text
        assert self.tree() == before
        return check_client(self.folder(slug))
