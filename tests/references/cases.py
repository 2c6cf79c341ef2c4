"""Published cases kept beside the project: where they are and how a file of theirs is read."""

import json
import os
from pathlib import Path

import pandas as pd

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "references"
FOLDER = Path(os.environ.get("CXKIT_REFERENCES", BESIDE))


def cases_of(*topics):
    path = FOLDER / "cases.json"
    if not path.is_file():
        return {}
    cases = json.loads(path.read_text(encoding="utf-8"))
    return {case["id"]: case for case in cases if case["topic"] in topics}


def table_of(inputs, **options):
    return pd.read_csv(FOLDER / "data" / inputs["csv"], **options)
