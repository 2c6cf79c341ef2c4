"""A consultant's folder with something wrong in it, and the command line run on it."""

import hashlib
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from cxkit.cli import main
from cxkit.cli.screen import err, out
from cxkit.intake import check_client
from cxkit.language import Words, problem_place, problem_text

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


class Home:
    """A folder that holds ``client_data`` and ``reports``, and commands run in it."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path = path
        self._capsys = capsys

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
        written = {"data/encuesta.csv": survey(), **(files or {})}
        for name, content in {"engagement.yml": engagement, **written}.items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    def run(self, *arguments: str) -> Ran:
        """Run a command in this folder."""
        self._capsys.readouterr()
        code = main([*arguments, "--home", str(self.path)])
        printed = self._capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    def tree(self) -> dict[str, str]:
        """Return every file and folder with a hash of its content."""
        found = {}
        for path in sorted(self.path.rglob("*")):
            name = path.relative_to(self.path).as_posix()
            if path.is_symlink():
                found[name] = f"link to {path.readlink()}"
            elif stat.S_ISREG(path.stat().st_mode):
                found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
            else:
                found[name] = "other"
        return found

    def refused(self, slug: str = "acme", *, says: tuple[str, ...], language: str = "en") -> Ran:
        """Check a client that has errors and make sure that the check is all it has to be.

        Both commands name every problem with its remedy in the language asked for, neither
        writes anything, and the exit code says that there is something to correct.
        """
        before = self.tree()
        checked = self.run("check", slug, "--language", language)
        assert checked.code == 1, checked.text
        self._complete(checked, slug, says, language)
        reported = self.run("report", slug, "--language", language, "--workers", "1")
        assert reported.code == 1, reported.text
        self._complete(reported, slug, says, language)
        assert self.tree() == before
        return checked

    def _complete(self, ran: Ran, slug: str, says: tuple[str, ...], language: str) -> None:
        assert "Traceback" not in ran.stdout + ran.stderr
        assert "cxkit-error-" not in ran.text
        for part in says:
            assert part in ran.text
        words = Words("es" if language == "es" else "en")
        errors = check_client(self.folder(slug)).errors
        assert errors
        for problem in errors:
            assert problem.remedy, problem.rule
            assert problem.file, problem.rule
            for sentence in (problem_place(problem, words), problem_text(problem, words)):
                assert " ".join(sentence.split()) in ran.text


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch) -> Home:
    """Give an empty home whose commands print on wide lines."""
    for console in (out, err):
        monkeypatch.setattr(console, "width", 5000)
    return Home(tmp_path, capsys)
