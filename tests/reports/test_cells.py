import json

import pytest

from cxkit.errors import ReportError
from cxkit.reports.cells import (
    check_parameters,
    parameters,
    read_notebook,
    setup_lines,
    tagged,
    tags,
)
from tests.reports.notebooks_of_tests import code, notebook, prose

ALL = "\n".join(
    [
        'client: str = "demo_bank"  # which',
        "n: int = 3",
        "share: float = 0.5",
        "sure: bool = True",
        'who: list = ["a"]',
        'plain = "x"',
    ]
)


def known(source=ALL):
    return parameters(notebook(parameters=source), file="a.ipynb")


def test_parameters_are_read_with_type_default_and_line():
    found = known()
    assert [(item.name, item.type, item.value) for item in found.values()] == [
        ("client", "str", "demo_bank"),
        ("n", "int", 3),
        ("share", "float", 0.5),
        ("sure", "bool", True),
        ("who", "list", ["a"]),
        ("plain", "str", "x"),
    ]
    assert found["client"].line == 'client: str = "demo_bank"  # which'


def test_comments_and_blank_lines_among_parameters_are_passed_over():
    assert list(known("# which client\n\nclient: str = 'x'")) == ["client"]


@pytest.mark.parametrize(
    "line",
    [
        "import os",
        "x: int = 2 + y",
        "print(1)",
        "x: str | None = None",
        "X: int = 1",
        "x = [1,\n2]",
    ],
)
def test_a_line_that_is_no_plain_parameter_is_refused(line):
    with pytest.raises(ReportError, match="not “name: type = value”") as raised:
        known(line)
    assert raised.value.problems[0].file == "a.ipynb"


def test_a_text_stays_a_text():
    assert check_parameters({"client": "00123"}, known()) == {"client": "00123"}
    assert check_parameters({"plain": "1e5"}, known()) == {"plain": "1e5"}


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ({"n": "7"}, 7),
        ({"n": 7}, 7),
        ({"share": "0.25"}, 0.25),
        ({"share": 1}, 1),
        ({"sure": "False"}, False),
        ({"who": "['b', 'c']"}, ["b", "c"]),
    ],
)
def test_a_text_is_read_as_the_kind_of_value_the_default_has(given, value):
    ((name, read),) = check_parameters(given, known()).items()
    assert name in given
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    "given",
    [
        {"client": 123},
        {"n": "seven"},
        {"n": 1.5},
        {"n": True},
        {"sure": 1},
        {"sure": "yes"},
        {"share": True},
        {"who": "b"},
        {"n": "__import__('os')"},
    ],
)
def test_a_value_of_another_kind_is_refused(given):
    with pytest.raises(ReportError) as raised:
        check_parameters(given, known())
    (problem,) = raised.value.problems
    assert problem.rule == "parameter-type"
    assert problem.found == tuple(str(value) for value in given.values())


def test_all_wrong_parameters_are_told_at_once_with_those_there_are():
    with pytest.raises(ReportError) as raised:
        check_parameters({"segmnt": "x", "n": "x"}, known())
    assert [problem.rule for problem in raised.value.problems] == [
        "parameter-unknown",
        "parameter-type",
    ]
    assert "The notebooks have: client, n, share, sure, who, plain." in str(raised.value)


def test_imports_and_other_lines_of_the_setup_are_parted():
    imports, others = setup_lines(
        notebook(setup="import math\nfrom a import (\n    b, c as d,\n)\n\nx = math.pi  # one"),
        file="a.ipynb",
    )
    assert imports == ["import math", "from a import b, c as d"]
    assert others == ["x = math.pi"]


@pytest.mark.parametrize("setup", ["%matplotlib inline", "!pip install x", "import", "a\0b"])
def test_a_setup_that_is_not_python_is_refused(setup):
    with pytest.raises(ReportError, match="cannot be read as Python"):
        setup_lines(notebook(setup=setup), file="a.ipynb")


def test_cells_are_found_by_their_tags():
    made = notebook(prose("x", "own"))
    assert [cell.id for cell in tagged(made, "guide")] == ["purpose"]
    assert tags(made.cells[-1]) == {"provenance", "nbval-ignore-output"}
    assert tags(made.cells[0]) == frozenset()


GOOD_CELL = {"cell_type": "markdown", "source": "a", "metadata": {}}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "[]",
        "{}",
        "null",
        "\xff",
        json.dumps({"nbformat": 9, "nbformat_minor": 0, "metadata": {}, "cells": []}),
        json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}}),
        json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": 3}),
        json.dumps(
            {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code"}]}
        ),
        json.dumps(
            {
                "nbformat": 4,
                "nbformat_minor": 5,
                "metadata": {},
                "cells": [{**GOOD_CELL, "cell_type": "x"}],
            }
        ),
    ],
)
def test_what_is_no_notebook_is_refused_by_name(tmp_path, text):
    place = tmp_path / "broken.ipynb"
    place.write_text(text, encoding="latin-1")
    with pytest.raises(ReportError, match="cannot be read") as raised:
        read_notebook(place)
    assert raised.value.problems[0].file == "broken.ipynb"


def test_a_notebook_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ReportError, match="cannot be read"):
        read_notebook(tmp_path / "gone.ipynb")


@pytest.mark.parametrize("minor", [4, 5])
def test_cells_without_an_id_or_with_the_same_are_numbered(tmp_path, minor):
    named = [{**GOOD_CELL, "id": "a"}, {**GOOD_CELL, "id": "a"}] if minor == 5 else []
    place = tmp_path / "old.ipynb"
    place.write_text(
        json.dumps(
            {"nbformat": 4, "nbformat_minor": minor, "metadata": {}, "cells": [GOOD_CELL, *named]}
        )
    )
    ids = [cell.id for cell in read_notebook(place).cells]
    assert len(set(ids)) == len(ids)
    assert all(ids)


def test_code_is_a_cell_with_tags():
    assert code("1", "x", "guide").metadata == {"tags": ["guide"]}
