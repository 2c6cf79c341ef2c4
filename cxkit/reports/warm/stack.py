"""What the server imports before it forks, so that no report has to."""

from __future__ import annotations

import builtins
import gc
import importlib
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from types import SimpleNamespace

import cxkit
from cxkit.language import LANGUAGES, Words

_LIBRARIES = (
    "IPython.core.magics",
    "IPython.core.completerlib",
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "matplotlib.font_manager",
    "matplotlib.patheffects",
    "PIL.BmpImagePlugin",
    "PIL.GifImagePlugin",
    "PIL.JpegImagePlugin",
    "PIL.PpmImagePlugin",
    "PIL.PngImagePlugin",
    "duckdb",
    "pandera.pandas",
    "pyarrow.pandas_compat",
    "pandas.core.methods.to_dict",
    "pandas.core.reshape.reshape",
    "pandas.io.formats.html",
    "pandas.io.formats.string",
    "pydantic.root_model",
    "unittest.mock",
    "scipy.stats",
    "papermill",
    "nbclient",
    "nbconvert.filters",
)
_NOT_FOR_REPORTS = ("cxkit.cli", "cxkit.demo", "cxkit.reports.warm.server")


def load() -> None:
    """Import the kit and its libraries, and keep what was imported out of garbage collection.

    Notes
    -----
    pandas asks when it is imported whether it is in a kernel, and shows all columns of a table
    or at most twenty accordingly. So it is told that it is.
    """
    with _as_in_a_kernel():
        importlib.import_module("pandas")
    for name in _LIBRARIES:
        importlib.import_module(name)
    for module in pkgutil.walk_packages(cxkit.__path__, "cxkit."):
        if not module.name.startswith(_NOT_FOR_REPORTS) and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    _rehearse()
    for imported in tuple(sys.modules.values()):  # what warned here warns again in a report
        vars(imported).get("__warningregistry__", {}).clear()
    gc.collect()
    gc.freeze()


def _rehearse() -> None:
    """Use once what loads its parts when it is first used, with nothing of any client."""
    import bleach
    import nbformat
    import pandas as pd
    import pandera.pandas as pa
    import phonenumbers
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from nbconvert.filters import markdown2html

    from cxkit.presentation.glyphs import rehearse
    from cxkit.presentation.theme import DPI

    nbformat.validate(nbformat.v4.new_notebook())
    phonenumbers.PhoneMetadata.load_all()
    for language in LANGUAGES:
        _write(Words(language))
    pa.DataFrameSchema({"n": pa.Column(int)}).validate(pd.DataFrame({"n": [1]}))
    bleach.clean(markdown2html("*text*"))
    figure = Figure()
    FigureCanvasAgg(figure)
    figure.add_subplot().set_title("text")
    figure.canvas.draw()
    rehearse(DPI)


def _write(words: Words) -> None:
    """Write one of everything, so that patterns, names and translations are read."""
    words("Report")
    words.join(["1", "2", "3"])
    words.percent(0.5)
    words.money(12_345.6, decimals=2)
    words.date(date(2000, 1, 1))
    words.month(date(2000, 1, 1), short=True)


@contextmanager
def _as_in_a_kernel() -> Iterator[None]:
    space = vars(builtins)
    space["get_ipython"] = lambda: SimpleNamespace(kernel=None)
    try:
        yield
    finally:
        del space["get_ipython"]
