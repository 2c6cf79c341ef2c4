"""Empty, lonely, equal and absurd input: said in words, never a crash, in both languages."""

import re

import pandas as pd
import pytest

from cxkit.client import Column
from cxkit.engagement.judgements import Adoption, Initiative, Kpi
from cxkit.engagement.judgements.charter import Charter
from cxkit.engagement.judgements.governance import Governance
from cxkit.findings import Missing
from cxkit.governance import analyse
from cxkit.intake import read_client
from tests.governance.made import (
    SHOWN,
    case,
    charter,
    client,
    days,
    everything_renders,
    governance,
)
from tests.governance.test_planted_truth import FOLDERS

LONG = "word " * 23
LTR = Column(name="ltr", role="ltr")
ONE = {
    "charter": charter(
        answers={"vision": LONG},
        areas=[{"id": "a", "name": LONG}],
        roles=[{"id": "a", "name": LONG}],
        raci=[{"activity": LONG}],
        forums=[{"name": LONG}],
        policies=[{"id": "p", "name": LONG}],
    ),
    "governance": governance(
        sharing=[{"between": ["a", "b"]}],
        data=[{"name": LONG}],
        tools=[{"name": "x", "kind": "crm"}],
        alerts=[{"id": "a", "column": "ltr"}],
        board={"stop": [LONG]},
    ),
    "kpis": (Kpi.model_validate({"id": "K", "name": LONG}),),
    "initiatives": (Initiative.model_validate({"id": "I", "name": LONG}),),
    "adoption": (
        Adoption.model_validate(
            {"initiative": "Z", "date": "2026-01-01", "eligible": 1, "adopted": 0}
        ),
    ),
    "closed_loop": (case(1, "2026-06-01"),),
}
EMPTY = {"charter": Charter(), "governance": Governance()}
RULES = governance(alerts=[{"id": "a", "column": "ltr", "below": 3, "within_hours": 1}])
CLIENTS = {
    "nothing": client(),
    "empty files": client(**EMPTY),
    "one of each": client(**ONE),
    "no rows": client(
        responses=pd.DataFrame({"ltr": pd.Series(dtype=float)}),
        tickets=pd.DataFrame({"opened": days()}),
        governance=RULES,
    ),
    "one row": client(
        responses=pd.DataFrame({"ltr": [0.0], "date": days("2026-06-30")}),
        tickets=pd.DataFrame({"opened": days("2026-06-30"), "resolved": days("2026-06-29")}),
        governance=RULES,
    ),
    "all missing": client(
        responses=pd.DataFrame({"ltr": [None, None], "date": days(None, None)}, dtype=object)
        .astype({"ltr": float})
        .assign(date=days(None, None)),
        tickets=pd.DataFrame({"opened": days(None, None), "resolved": days(None, None)}),
        governance=RULES,
    ),
    "all alike": client(
        responses=pd.DataFrame({"ltr": [5.0] * 9, "date": days(*["2026-06-01"] * 9)}),
        tickets=pd.DataFrame(
            {
                "opened": days(*["2026-06-01"] * 9),
                "first_reply": days(*["2026-06-01"] * 9),
                "resolved": days(*["2026-06-01"] * 9),
                "reason": ["same"] * 9,
            }
        ),
        governance=RULES,
        columns=(LTR,),
    ),
    "all in the future": client(
        responses=pd.DataFrame({"ltr": [1.0], "date": days("2027-01-01")}),
        tickets=pd.DataFrame({"opened": days("2027-01-01"), "resolved": days("2027-01-02")}),
        closed_loop=(case(1, "2027-01-01"),),
        governance=RULES,
    ),
}


@pytest.mark.parametrize("name", CLIENTS)
def test_everything_is_shown_or_said_to_be_missing(name):
    said = everything_renders(CLIENTS[name])
    assert len(said) > 20
    assert not [text for text in said if re.search(r"\bnan\b|NaT|None\b|\{\w+\}", text)]


def test_a_folder_without_anything_misses_every_result():
    analysis = analyse(CLIENTS["nothing"])
    for name in SHOWN:
        result = analysis.loop_by() if name == "loop_by" else getattr(analysis, name)
        assert isinstance(result, Missing), name


def test_every_demo_is_shown_in_both_languages():
    for name in ("demo_bank", "demo_telecom", "demo_airline"):
        said = everything_renders(read_client(FOLDERS / name))
        assert not [text for text in said if re.search(r"\bnan\b|NaT|\{\w+\}", text)]


def test_twelve_areas_and_roles_stay_on_the_page():
    many = [f"area{n}" for n in range(12)]
    made = client(
        charter=charter(
            areas=[{"id": i, "name": LONG} for i in many],
            roles=[{"id": i, "name": LONG} for i in many],
            raci=[{"activity": f"{n} {LONG}", "R": [many[n]], "A": [many[n]]} for n in range(12)],
        ),
        governance=governance(sharing=[{"between": many[:2], "data": "partly"}]),
    )
    assert everything_renders(made)
