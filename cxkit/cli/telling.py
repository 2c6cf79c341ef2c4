"""What a batch says of each report and at its end: to a person, or to a machine by line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from cxkit.cli.screen import out, plain_table, print_problems
from cxkit.errors import ReportError
from cxkit.language import N_, Words, error_text
from cxkit.reports.batch import Outcome, Planned, Reason

REASONS: Mapping[Reason, str] = {
    "new": N_("new"),
    "asked for": N_("asked for"),
    "failed before": N_("failed before"),
    "inputs changed": N_("the client's files changed"),
    "notebooks changed": N_("the notebooks changed"),
    "kit changed": N_("the kit changed"),
    "parameters changed": N_("the parameters changed"),
    "files changed": N_("the report's files are not as they were"),
    "unchanged": N_("unchanged"),
}


class Teller:
    """Prints what becomes of reports, and counts it.

    Parameters
    ----------
    say : Words
        Language of what is printed.
    as_json : bool
        Print one JSON object a line instead, for a machine.
    """

    def __init__(self, say: Words, *, as_json: bool) -> None:
        self._say = say
        self._json = as_json
        self._reasons: dict[tuple[str, str], tuple[Reason, ...]] = {}
        self._counts: Counter[str] = Counter()

    def know(self, planned: Planned) -> None:
        """Remember why a report is made, to say it when it is."""
        self._reasons[planned.job.folder.name, planned.job.language] = planned.reasons

    def plan(self, planned: list[Planned]) -> None:
        """Say what would be made, and why."""
        for item in planned:
            self._counts["to make" if item.make else "skipped"] += 1
            if self._json:
                self._line(
                    client=item.job.folder.name,
                    language=item.job.language,
                    make=item.make,
                    reasons=item.reasons,
                    changed=item.changed,
                    seconds_before=item.seconds,
                )
        if self._json:
            self._line(summary=dict(self._counts))
            return
        say = self._say
        rows = [
            [
                f"{item.job.folder.name} ({item.job.language})",
                say("yes") if item.make else say("no"),
                ", ".join(say(REASONS[reason]) for reason in item.reasons)
                + (f": {', '.join(item.changed[:3])}" if item.changed else ""),
            ]
            for item in planned
        ]
        out.print(plain_table([say("Report"), say("To be made"), say("Why")], rows))
        self.summary()

    def outcome(self, outcome: Outcome) -> None:
        """Say how a report ended."""
        self._counts[outcome.status] += 1
        if self._json:
            self._line(**self._told(outcome))
        elif not outcome.skipped:
            self._print(outcome)

    @property
    def counts(self) -> str:
        """How many reports ended how until now, in a few words."""
        say, counts = self._say, self._counts
        skipped = counts["skipped"]
        failed = sum(counts.values()) - counts["ok"] - skipped - counts["to make"]
        said = [say("{n} made", n=say.number(counts["ok"]))] if not counts["to make"] else []
        if counts["to make"]:
            said.append(say("{n} to be made", n=say.number(counts["to make"])))
        if skipped:
            said.append(say("{n} unchanged and skipped", n=say.number(skipped)))
        if failed:
            said.append(say("{n} failed", n=say.number(failed)))
        return ", ".join(said)

    def summary(self, *, seconds: float | None = None, index: str = "") -> None:
        """Say how many reports ended how."""
        if self._json:
            took = None if seconds is None else round(seconds, 2)
            self._line(summary=dict(self._counts), seconds=took, index=index)
        else:
            out.print(self.counts)

    def _told(self, outcome: Outcome) -> dict[str, Any]:
        job, files = outcome.job, outcome.files
        made = (files.notebook, files.html, files.pdf) if files is not None else ()
        errors = [item for item in outcome.problems if item.severity == "error"]
        return {
            "client": job.folder.name,
            "language": job.language,
            "status": outcome.status,
            "reasons": self._reasons.get((job.folder.name, job.language), ()),
            "seconds": round(outcome.seconds, 2),
            "files": [str(path) for path in made if path is not None],
            "rules": [item.rule for item in errors],
            "error": error_text(ReportError(errors), self._say) if errors else "",
            "cell": outcome.cell,
        }

    def _line(self, **told: object) -> None:
        out.print(json.dumps(told, ensure_ascii=False, default=str), soft_wrap=True)

    def _print(self, outcome: Outcome) -> None:
        say = self._say
        name = f"{outcome.job.folder.name} ({outcome.job.language})"
        if outcome.files is None:
            out.print(f"✗ {name}", style="bold red")
            words = Words(outcome.job.language)
            print_problems([item for item in outcome.problems if item.severity == "error"], words)
            return
        seconds = say.number(outcome.seconds, decimals=1)
        out.print(f"✓ {name}  {seconds} s", style="green")
        for path in (outcome.files.html, outcome.files.pdf):
            if path is not None:
                out.print(f"  {path}", soft_wrap=True)
