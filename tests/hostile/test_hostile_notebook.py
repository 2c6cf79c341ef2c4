"""A notebook that meets a mistake of the consultant's shows what to correct."""

import nbformat
import papermill
import pytest
from hostile_home import SURVEY, survey
from papermill.exceptions import PapermillExecutionError

from cxkit.language import Words


@pytest.mark.slow
@pytest.mark.parametrize("language", ["es", "en"])
def test_a_box_stands_in_place_of_the_traceback_and_the_cell_fails(home, language):
    home.client(
        files={SURVEY: survey().replace("R003,2025-04-04,App,10", "R003,2025-04-04,App,11")}
    )
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell("from cxkit.workbook import open_workbook"),
            nbformat.v4.new_code_cell(f'book = open_workbook("acme", language="{language}")'),
            nbformat.v4.new_code_cell("print('not reached')"),
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "", "language": "python"}},
    )
    source, result = home.path / "in.ipynb", home.path / "out.ipynb"
    nbformat.write(notebook, source)
    with pytest.raises(PapermillExecutionError):
        papermill.execute_notebook(
            source, result, kernel_name="python3", cwd=home.path, progress_bar=False
        )
    cells = [cell for cell in nbformat.read(result, as_version=4).cells if cell.cell_type == "code"]
    failed = next(cell for cell in cells if "open_workbook(" in cell.source)
    boxes = [item["data"]["text/html"] for item in failed.outputs if "data" in item]
    words = Words(language)
    assert len(boxes) == 1
    assert words("Please correct this, then run the notebook again from the top") in boxes[0]
    for part in (SURVEY, "recomienda", "11"):
        assert part in boxes[0]
    (error,) = [item for item in failed.outputs if item.output_type == "error"]
    assert error["traceback"] == [words("Stopped here: see the box above.")]
    assert cells[-1].outputs == []
