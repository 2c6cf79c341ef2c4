"""Whole reports of hostile clients, in one batch by the program itself."""

import csv
import io
import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hostile_home import ENGAGEMENT, HEADINGS, SURVEY, Home, replaced, survey

TEMPLATES = Path(__file__).parents[2] / "templates" / "report"
SCRIPT = "<script>alert(1)</script>"
FORMULA = '=HYPERLINK("http://evil.example";"x")'
GROUPS = [
    FORMULA,
    SCRIPT,
    "Plan $x^{ \\frac $1",
    "😀 شمال \u202e",
    "**b** [x](javascript:alert(3)) `",
    "y" * 300,
    "{x} %s\nnueva línea",
]
HOSTILE = (
    replaced(ENGAGEMENT, "name: Acme", f"name: '{SCRIPT} {FORMULA} & Cía'")
    .replace("[es, en]", "[es]")
    .replace("name: 2025-S1", "name: '<b>S1</b> $x_{$'")
    .replace("role: segment}", f"role: segment, label: '{SCRIPT} $\\frac$'}}")
    + f"""\
industry: '{SCRIPT}'
consultant: '"><img src=x onerror=alert(1)>'
brand: {{logo: logo.svg}}
report: {{title: '{SCRIPT}', confidentiality: '{SCRIPT}'}}
"""
)
LOGO = f"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{SCRIPT}</svg>"


def hostile_survey() -> str:
    text = io.StringIO()
    write = csv.writer(text).writerow
    write(HEADINGS.split(","))
    for n in range(140):
        touchpoint, segment = GROUPS[n // 7 % len(GROUPS)], GROUPS[n % len(GROUPS)]
        day = f"2025-{n % 12 + 1:02}-{n % 27 + 1:02}"
        comment = f"{SCRIPT} {FORMULA} zzz"
        write([f"R{n}", day, touchpoint, n * 7 % 11, n * 3 % 5 + 1, segment, comment])
    return text.getvalue()


class Page(HTMLParser):
    """What a page runs, asks for and says."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.handlers: list[str] = []
        self.addresses: list[str] = []
        self.words: list[str] = []
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self._inside = tag
        for name, value in attrs:
            if name.startswith("on"):
                self.handlers.append(name)
            if name in ("href", "src", "action", "data"):
                self.addresses.append(value or "")

    def handle_endtag(self, tag):
        self._inside = ""

    def handle_data(self, data):
        (self.scripts if self._inside == "script" else self.words).append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def cxkit(
    home: Path, *arguments: str, terminal: str = "es_PE.UTF-8"
) -> subprocess.CompletedProcess:
    """Run the program as a consultant does, in a terminal of a language."""
    environment = {**os.environ, "LC_ALL": terminal, "COLUMNS": "2000", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-c", "from cxkit.cli import main; main()", *arguments],
        cwd=home,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


@pytest.mark.slow
def test_a_batch_of_hostile_clients(home: Home):
    spanish = ENGAGEMENT.replace("[es, en]", "[es]")
    english = ENGAGEMENT.replace("[es, en]", "[en]")
    home.client(HOSTILE, {SURVEY: hostile_survey(), "logo.svg": LOGO}, slug="hostile")
    home.client(english, {SURVEY: survey(1)}, slug="one")
    home.client(spanish, {SURVEY: survey(60, ltr=10, csat=5)}, slug="same")
    bad = replaced(survey(), "R003,2025-04-04,App,10,", "R003,2025-04-04,App,11,")
    home.client(spanish, {SURVEY: bad}, slug="bad")
    ran = cxkit(home.path, "report", "--all")
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "Traceback" not in ran.stdout
    assert "/cxkit/" not in ran.stderr, ran.stderr

    # one bad client stops nobody, and leaves nothing behind
    for part in (SURVEY, "recomienda", "“11”", "5"):
        assert part in ran.stdout
    made = {path.name for path in (home.path / "reports").iterdir()}
    assert made == {"hostile", "one", "same", "bad", "index.html"}
    assert [path.name for path in (home.path / "reports/bad").iterdir()] == ["manifest.json"]
    index = Page((home.path / "reports" / "index.html").read_text("utf-8"))
    assert {"hostile/hostile_es.html", "one/one_en.html", "same/same_es.html"} <= set(
        index.addresses
    )
    assert SCRIPT in index.text
    assert not any("alert" in script for script in index.scripts)
    assert len(index.scripts) == 2

    # what a client wrote is text: nothing of it runs, nothing of it is lost
    page = Page((home.path / "reports/hostile/hostile_es.html").read_text("utf-8"))
    assert page.scripts == [(TEMPLATES / "report.js").read_text("utf-8")]
    assert page.handlers == []
    assert all(address.startswith(("#", "data:image/")) for address in page.addresses)
    for group in [group.replace("\u202e", "") for group in GROUPS]:
        assert " ".join(group.split())[:40] in page.text
    assert "zzz" not in page.text, "a comment that nobody approved is printed"

    # a base of one and answers that are all equal are reports like others
    for name in ("one/one_en.html", "same/same_es.html"):
        text = Page((home.path / "reports" / name).read_text("utf-8")).text
        text = text.replace("None of ", "not one of ")  # the English word
        assert not {"nan", "None", "inf", "NaN"} & set(
            text.replace("(", " ").replace(")", " ").split()
        )

    # an earlier report stays where a new one fails; the manifest says that it failed
    before = (home.path / "reports/one/one_en.html").read_bytes()
    (home.folder("one") / SURVEY).write_text(HEADINGS.replace("recomienda", "otra") + "\n")
    again = cxkit(home.path, "report", "one", terminal="en_GB.UTF-8")
    assert again.returncode == 1
    assert "There is no column with this heading in the file" in again.stdout
    assert (home.path / "reports/one/one_en.html").read_bytes() == before
    manifest = json.loads((home.path / "reports/one/manifest.json").read_text("utf-8"))
    assert manifest["reports"]["en"]["status"] == "failed"
    assert "recomienda" in manifest["reports"]["en"]["error"]
