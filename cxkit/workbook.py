"""The one facade a notebook talks to: a client read once, its analyses wired and computed once."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from cxkit.client import Client
from cxkit.engagement import Engagement
from cxkit.engagement.delivered import DeliveredReport
from cxkit.errors import Problem, UsageError
from cxkit.findings import Missing
from cxkit.intake import CLIENTS, clients_folder, find_client, read_client
from cxkit.intake.passing import passed
from cxkit.language import LANGUAGES, N_, LanguageCode, Words
from cxkit.metrics import sampled
from cxkit.presentation import Show, Style, readable
from cxkit.presentation.boxes import boxes_for_errors
from cxkit.presentation.provenance import parameters_table, versions_table

# a notebook asks for one or two of the analyses: each is imported when it is asked for
if TYPE_CHECKING:
    from cxkit.culture import CultureAnalysis
    from cxkit.customers import CustomersAnalysis
    from cxkit.economics import EconomicsAnalysis
    from cxkit.governance import GovernanceAnalysis
    from cxkit.journeys import JourneysAnalysis
    from cxkit.maturity import MaturityAnalysis
    from cxkit.perception import PerceptionAnalysis
    from cxkit.readiness import Readiness, ReadinessAnalysis
    from cxkit.strategy import StrategyAnalysis
    from cxkit.summary import Chain, Changes, Completeness, Priorities, Roadmap, Summary


class Workbook:
    """A client's data, analyses and words, ready for a notebook.

    Parameters
    ----------
    client : Client
        Read and checked.
    language : {"es", "en"}
        Language of words; numbers follow the client's region.
    """

    def __init__(self, client: Client, *, language: LanguageCode) -> None:
        self.client = sampled(client)
        self.words: Words = client.engagement.words(language)
        self.show = Show(
            Style(
                words=self.words,
                accent=readable(client.engagement.brand.color),
                min_base=client.engagement.min_base,
            )
        )

    @property
    def plan(self) -> Engagement:
        """The conventions of the engagement."""
        return self.client.engagement

    @cached_property
    def readiness(self) -> Readiness:
        """Which data there are and whether they are fit."""
        from cxkit.readiness import readiness

        return readiness(self.client)

    @cached_property
    def checks(self) -> ReadinessAnalysis:
        """How far the data can be relied on, and whom the answers stand for."""
        from cxkit.readiness import analyse

        return analyse(self.client)

    @cached_property
    def maturity(self) -> MaturityAnalysis:
        """Profiles, bottleneck and next step of every maturity model applied."""
        from cxkit.maturity import analyse

        return analyse(self.client)

    @cached_property
    def strategy(self) -> StrategyAnalysis:
        """Targets, promises and gaps."""
        from cxkit.strategy import analyse

        return analyse(self.client)

    @cached_property
    def customers(self) -> CustomersAnalysis:
        """Segments, archetypes, empathy maps, silent and lost customers."""
        from cxkit.customers import analyse

        return analyse(self.client)

    @cached_property
    def journeys(self) -> JourneysAnalysis:
        """Journeys as they are and shall be, pain points and funnels."""
        from cxkit.journeys import analyse

        return analyse(self.client)

    @cached_property
    def perception(self) -> PerceptionAnalysis:
        """Scores, changes, ratings and time to resolution."""
        from cxkit.perception import analyse

        return analyse(self.client)

    @cached_property
    def economics(self) -> EconomicsAnalysis:
        """Churn, lifetime value, money at stake and business cases."""
        from cxkit.economics import analyse

        return analyse(self.client, leaders_gap=self._leaders_gap)

    def _leaders_gap(self) -> pd.DataFrame:
        """Return what leaders and customers answered about each touchpoint; no rows if unknown."""
        found = self.strategy.perception_gap
        if isinstance(found, Missing):
            return pd.DataFrame()
        rows = [
            {
                "touchpoint": row.touchpoint,
                "leaders": row.leaders,
                "customers": row.customers,
                "gap": row.gap,
                "ci_low": row.ci_low,
                "ci_high": row.ci_high,
                "n_leaders": row.n_leaders,
                "n": row.n,
                "top": found.scale.high,
            }
            for row in found.rows
        ]
        return pd.DataFrame(rows)

    @cached_property
    def governance(self) -> GovernanceAnalysis:
        """Charter, responsibilities, registers, silos and closed loop."""
        from cxkit.governance import analyse

        return analyse(self.client)

    @cached_property
    def culture(self) -> CultureAnalysis:
        """Employees' answers, training, recognition and actions."""
        from cxkit.culture import analyse

        return analyse(self.client)

    @cached_property
    def summary(self) -> Summary:
        """Findings of all subjects, ranked and edited."""
        return self._summary(self.words)

    @cached_property
    def chain(self) -> Chain | Missing:
        """Evidence, pain points, initiatives, owners, KPIs and money, and where they part."""
        from cxkit.summary import chain_of

        return chain_of(self.client, self._frame("cases_frame"))

    @cached_property
    def priorities(self) -> Priorities | Missing:
        """Which initiatives come first, whatever weighs most."""
        from cxkit.summary import priorities

        return priorities(self.client, self.chain)

    @cached_property
    def roadmap(self) -> Roadmap | Missing:
        """The initiatives in time."""
        from cxkit.summary import roadmap_of

        return roadmap_of(self.client)

    @cached_property
    def completeness(self) -> Completeness:
        """Which inputs of the seven components there are."""
        from cxkit.summary import completeness_of

        return completeness_of(self.client)

    @cached_property
    def delivered(self) -> DeliveredReport:
        """What this report says, in both languages, as the next one will compare with it."""
        from cxkit.summary import delivered, score_measures

        sister: LanguageCode = "en" if self.words.language == "es" else "es"
        other = self.client.engagement.words(sister)
        own, translated = self.summary, self._summary(other)
        spanish, english = (own, translated) if self.words.language == "es" else (translated, own)
        scores = self.perception.scores
        measures = () if isinstance(scores, Missing) else score_measures(scores)
        return delivered(self.client, spanish, english, measures, self.economics.promised)

    @cached_property
    def changes(self) -> Changes | Missing:
        """What changed since the report that was delivered before."""
        from cxkit.summary import changes_since

        return changes_since(self.client.previous_report, self.delivered)

    def hand_over(self) -> None:
        """Give the record of this report to whoever executes it; nothing is shown."""
        from IPython.display import display

        record = self.delivered.model_dump(mode="json")
        display({"text/plain": ""}, raw=True, metadata={"cxkit": {"part": "record", **record}})

    def _summary(self, words: Words) -> Summary:
        """Return the ranked and edited findings in a language."""
        from cxkit import (
            culture,
            customers,
            economics,
            governance,
            journeys,
            maturity,
            perception,
            strategy,
        )
        from cxkit.summary import summarise

        found = (
            *maturity.findings(self.maturity, words),
            *strategy.findings(self.strategy, words),
            *customers.findings(self.customers, words),
            *journeys.findings(self.journeys, words),
            *perception.findings(self.perception, words),
            *economics.findings(self.economics, words),
            *governance.findings(self.governance, words),
            *culture.findings(self.culture, words),
        )
        at_risk = self._frame("at_risk_by_touchpoint")
        return summarise(found, self.client, words, chain=self.chain, at_risk=at_risk)

    def _frame(self, name: str) -> pd.DataFrame | None:
        """Return a table of economics; None where it has none."""
        frame = getattr(self.economics, name, None)
        return frame if isinstance(frame, pd.DataFrame) else None

    def provenance(self, **parameters: object) -> None:
        """Show the files, versions and parameters that this notebook was made with."""
        from cxkit.readiness import files_table

        self.show.table(self.readiness, files_table)
        if parameters:
            self.show.table(parameters, parameters_table)
        self.show.table(self.words, lambda words, _: versions_table(words))


def open_workbook(
    client: str, *, language: str = "en", folder: str | Path | None = None
) -> Workbook:
    """Open a client in a notebook.

    Parameters
    ----------
    client : str
        Name of the client's folder.
    language : {"es", "en"}
        Language of words.
    folder : str or Path, optional
        The client folder itself. If absent it is looked for in the ``client_data`` of this
        folder or of one above it, and where there is none, in that of the kit.

    Returns
    -------
    Workbook
        Nothing is computed before it is asked for.

    Notes
    -----
    Inside a notebook a mistake in the client's folder shows a box that says what to correct
    and stops the notebook there; elsewhere it raises `CxkitError`.
    """
    chosen: LanguageCode = "es" if language == "es" else "en"
    boxes_for_errors(Words(chosen))
    if language not in LANGUAGES:
        raise UsageError(
            Problem(
                rule="language-unknown",
                message=N_("There is no language “{language}”."),
                remedy=N_('Write language = "es" or language = "en".'),
                values={"language": language},
            )
        )
    if folder is None:
        _check_place(client)
    place = Path(folder) if folder is not None else find_client(client, start=_start())
    return Workbook(passed(place) or read_client(place), language=chosen)


def _start() -> Path:
    """Return where clients are looked for: from here upwards, else in the kit itself."""
    here = Path.cwd()
    return here if clients_folder(here).is_dir() else Path(__file__).resolve().parents[1]


def _check_place(client: str) -> None:
    """Refuse to show one client in another client's folder: the wrong name must not leak."""
    for here in (Path.cwd(), *Path.cwd().parents):
        if here.parent.name == CLIENTS and here.name != client:
            raise UsageError(
                Problem(
                    rule="wrong-client",
                    message=N_("This notebook is in the folder of “{here}” and set to “{client}”."),
                    remedy=N_("Correct the parameter client in the first cell of code."),
                    values={"here": here.name, "client": client},
                )
            )
