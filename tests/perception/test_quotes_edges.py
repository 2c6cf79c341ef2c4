import pandas as pd
import pytest

from cxkit.client import Column
from cxkit.perception import propose_quotes
from cxkit.perception.quotes import harmless
from tests.perception.made_clients import made

COMMENT = Column(name="comment", role="verbatim")
LONG = "The people at the branch were kind and everything was quick."


@pytest.mark.parametrize(
    ("answer", "theme"),
    [(10, "promoter"), (9, "promoter"), (8, ""), (7, ""), (6, "detractor"), (0, "detractor")],
)
def test_a_comment_is_proposed_under_the_kind_of_its_answer(answer, theme):
    frame = pd.DataFrame({"ltr": [float(answer)], "comment": [LONG]})
    proposed = propose_quotes(made(responses=frame, columns=(COMMENT,)))
    assert list(proposed["theme"]) == [theme]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_every_start_of_a_formula_is_taken_as_text(start):
    assert harmless(f"{start}1 more") == f"'{start}1 more"
    assert harmless(f"1{start} more") == f"1{start} more"
