"""What a cell printed in many pieces, put together as a terminal would show it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any


def join_streams(notebook: Any) -> None:
    """Leave one output a cell and stream, as nbclient's ``coalesce_streams`` does.

    Parameters
    ----------
    notebook : NotebookNode
        An executed notebook; it is changed.

    Notes
    -----
    nbclient's own way takes time that grows with the square of a line's length: a line of a
    million characters takes minutes, and no time limit of a cell stops it.
    """
    for cell in notebook.cells:
        pieces: dict[str, list[str]] = {}
        kept = []
        for output in cell.get("outputs", []):
            if output["output_type"] != "stream":
                kept.append(output)
            elif output["name"] in pieces:
                pieces[output["name"]].append(output["text"])
            else:
                pieces[output["name"]] = [output["text"]]
                kept.append(output)
        for output in kept:
            if output["output_type"] == "stream":
                output["text"] = _as_shown("".join(pieces[output["name"]]))
        if pieces:
            cell.outputs = _printed_first(kept)


def _as_shown(text: str) -> str:
    """Leave of each line what was written last over the rest."""
    if "\r" not in text:
        return text
    return "\n".join(line[line.rfind("\r", 0, -1) + 1 :] for line in text.split("\n"))


def _printed_first(outputs: list[Any]) -> list[Any]:
    """Put what was printed before the warnings beside it: which came first is chance."""
    names = [output.get("name") for output in outputs]
    for place, pair in enumerate(pairwise(names)):
        if pair == ("stderr", "stdout"):
            error, printed = outputs[place : place + 2]
            return [*outputs[:place], printed, error, *outputs[place + 2 :]]
    return outputs
