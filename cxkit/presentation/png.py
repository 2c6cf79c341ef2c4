"""Pictures as small files: a table of at most 256 colours, and zlib at its usual level."""

from __future__ import annotations

import io
from typing import Any

import numpy as np

COLOURS = 256
"""Most colours of a picture with a table of colours."""
_FLAT = 1 / 2000
"""Share of a picture from which a colour is a surface, which keeps its exact shade."""
_SURFACES = 100
"""Most surfaces; with the 125 shades of the coarsest steps they fit the table."""
_STEPS = (16, 24, 32, 48, 64)
"""How far apart the shades of edges are, of 256; coarser where a picture holds too many."""
_WHITE = 0xFFFFFFFF


def lean_png(pixels: np.ndarray) -> bytes:
    """Return a picture as PNG with a table of colours.

    Parameters
    ----------
    pixels : ndarray of shape (height, width, 4)
        Red, green, blue and opacity, in bytes; all opaque.

    Notes
    -----
    Surfaces keep their exact colour; the shades that smooth the edges of letters and lines are
    rounded, by at most 8 of 256 where a picture has the usual number of them.
    """
    from PIL import Image

    height, width = pixels.shape[:2]
    whole: Any = np.ascontiguousarray(pixels).view(np.uint32).reshape(-1)
    begins = np.flatnonzero(np.concatenate(([True], whole[1:] != whole[:-1])))
    lengths = np.diff(begins, append=whole.size)
    runs = whole[begins]
    inked = np.flatnonzero(runs != _WHITE)
    found = np.unique(runs[inked])
    back = np.searchsorted(found, runs[inked])
    counts = np.bincount(back, weights=lengths[inked], minlength=len(found))
    shades = found.view(np.uint8).reshape(-1, 4)[:, :3].astype(np.int64)
    flat = counts >= _FLAT * whole.size
    flat[np.argsort(-counts, kind="stable")[_SURFACES:]] = False
    places, table = _table(shades, counts, flat)
    indexed = np.zeros(len(runs), dtype=np.uint8)
    indexed[inked] = places[back] + 1
    indexed = np.repeat(indexed, lengths)
    picture = Image.frombuffer("P", (width, height), indexed.tobytes(), "raw", "P", 0, 1)
    picture.putpalette([255, 255, 255, *table.reshape(-1).tolist()])
    out = io.BytesIO()
    picture.save(out, format="png", compress_level=6)
    return out.getvalue()


def _table(
    shades: np.ndarray, counts: np.ndarray, flat: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the place of every shade in a table of colours, and the table."""
    for step in _STEPS:
        rounded = (shades + step // 2) // step
        keys = rounded[:, 0] * 65536 + rounded[:, 1] * 256 + rounded[:, 2]
        keys = np.where(flat, -1 - np.arange(len(keys)), keys)
        _, places = np.unique(keys, return_inverse=True)
        size = int(places.max(initial=-1)) + 1
        if size < COLOURS:
            break
    weight = np.bincount(places, weights=counts, minlength=size)
    sums = [np.bincount(places, shades[:, part] * counts, minlength=size) for part in range(3)]
    table = np.stack(sums, axis=1) / weight[:, None]
    return places, np.rint(table).astype(np.uint8)
