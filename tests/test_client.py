import pandas as pd
import pytest

from cxkit.client import Column, Table
from cxkit.engagement import LocalText
from cxkit.language import Words

ES, EN = Words("es"), Words("en")


def table(**cells):
    frame = pd.DataFrame(cells)
    columns = {
        name: Column(name=name, role="segment" if name.startswith("s") else "number")
        for name in cells
    }
    return Table(name="responses", frame=frame, columns=columns)


def test_a_column_is_called_by_its_label_in_the_readers_language():
    column = Column(name="region", role="segment", label=LocalText(es="Región", en="Region"))
    assert (column.title(ES), column.title(EN)) == ("Región", "Region")


def test_a_standard_column_has_a_name_in_both_languages():
    column = Column(name="channel", role="category")
    assert (column.title(ES), column.title(EN)) == ("Canal", "Channel")


def test_a_column_without_a_label_is_called_by_its_name():
    assert Column(name="customer_type", role="segment").title(EN) == "Customer type"


def test_a_group_is_called_by_its_name_where_it_has_one():
    names = {"Sucursal": LocalText(es="Sucursal", en="Branch")}
    column = Column(name="channel", role="category", names=names)
    assert column.group("Sucursal", EN) == "Branch"
    assert column.group("Sucursal", ES) == "Sucursal"
    assert column.group("App", EN) == "App"
    assert column.group(3, EN) == "3"


def test_a_table_knows_its_rows_and_its_columns_by_role():
    found = table(s1=["a", "b"], s2=["c", "d"], n=[1, 2])
    assert len(found) == 2
    assert [column.name for column in found.with_role("segment")] == ["s1", "s2"]
    assert [column.name for column in found.with_role("segment", "number")] == ["s1", "s2", "n"]
    assert found.with_role("money") == ()


@pytest.mark.parametrize(
    ("names", "there"),
    [(("a",), True), (("a", "b"), False), (("c",), False), ((), True)],
)
def test_a_table_has_a_column_only_with_a_value_in_it(names, there):
    assert table(a=[1.0, None], b=[None, None]).has(*names) is there
