import pandas as pd
import pytest

from cxkit.client import Column
from cxkit.intake.privacy.protection import CheckedTable, personal_names, protect
from cxkit.intake.privacy.pseudonyms import Pseudonyms, pseudonym

KEY = b"k" * 32


def table(**cells):
    roles = {"response_id": "id", "customer_id": "key", "comment": "verbatim", "who": "personal"}
    columns = {name: Column(name=name, role=roles[name]) for name in cells}
    frame = pd.DataFrame(cells, index=range(2, 2 + len(next(iter(cells.values())))))
    return CheckedTable(name="responses", frame=frame, columns=columns, files=())


def comment_of(comment, who):
    checked = table(comment=[comment], who=[who])
    safe = protect(checked, pseudonyms=Pseudonyms(KEY), names=personal_names([checked]))
    assert list(safe.frame) == ["comment"]
    return safe.frame["comment"].iloc[0]


@pytest.mark.parametrize("name", ["Ana", "Luz", "Eva"])
def test_a_name_of_three_letters_is_taken_out_where_capitalised_inside_a_sentence(name):
    assert comment_of(f"Ayer con {name} fue rápido", name) == "Ayer con [name] fue rápido"
    assert comment_of(f"Ayer con {name} fue rápido", f"{name} Quispe") == (
        "Ayer con [name] fue rápido"
    )


def test_a_word_that_is_also_a_name_stays_where_it_is_not_capitalised():
    assert comment_of("Ayer se fue la luz en la oficina", "Luz") == (
        "Ayer se fue la luz en la oficina"
    )


def test_identifiers_and_keys_are_both_replaced_by_pseudonyms():
    checked = table(response_id=["R1", "R2"], customer_id=["C7", None])
    safe = protect(checked, pseudonyms=Pseudonyms(KEY), names=frozenset()).frame
    assert safe["response_id"].tolist() == [pseudonym(KEY, "R1"), pseudonym(KEY, "R2")]
    assert safe["customer_id"].iloc[0] == pseudonym(KEY, "C7")
    assert pd.isna(safe["customer_id"].iloc[1])
