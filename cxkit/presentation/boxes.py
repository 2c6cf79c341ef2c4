"""A box instead of a traceback when a consultant's folder has a mistake."""

from __future__ import annotations

from html import escape
from typing import Any

from cxkit.errors import CxkitError
from cxkit.language import Words, problem_place, problem_text


def problems_html(error: CxkitError, words: Words) -> str:
    """Return a box that lists what to correct and where."""
    items = "".join(
        f"<li><strong>{escape(problem_place(problem, words))}</strong> "
        f"{escape(problem_text(problem, words))}</li>"
        for problem in error.problems
    )
    title = words("Please correct this, then run the notebook again from the top")
    return (
        '<div class="cx-box cx-box-error" style="border-left:4px solid #C04A00;'
        f'background:#f6f6f6;padding:.5em 1em"><p><strong>{escape(title)}</strong></p>'
        f"<ul>{items}</ul></div>"
    )


def boxes_for_errors(words: Words) -> None:
    """Make the running kernel show an error of the kit as a box; other errors are unchanged.

    The cell still fails, so that papermill and nbval see it; only the traceback is replaced.
    Outside a kernel nothing happens.
    """
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:
        return
    shell: Any = get_ipython()
    if shell is None or not hasattr(shell, "kernel"):
        return

    def show(
        shell: Any, kind: type[CxkitError], error: CxkitError, *_: Any, **__: Any
    ) -> list[str]:
        from IPython.display import display

        display({"text/html": problems_html(error, words), "text/plain": str(error)}, raw=True)
        shell._showtraceback(kind, error, [words("Stopped here: see the box above.")])
        return []

    shell.set_custom_exc((CxkitError,), show)
