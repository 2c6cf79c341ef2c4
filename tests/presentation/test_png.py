import io

import numpy as np
import pytest
from PIL import Image

from cxkit.presentation.png import COLOURS, lean_png


def read(content):
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.mode == "P"
        return np.asarray(picture.convert("RGB")).astype(int)


def opaque(rgb):
    return np.dstack([rgb, np.full(rgb.shape[:2], 255)]).astype(np.uint8)


def test_surfaces_keep_their_exact_colour():
    rgb = np.full((40, 60, 3), 255)
    rgb[5:20, 5:20] = (11, 79, 108)
    rgb[22:30, 5:50] = (193, 74, 1)
    assert (read(lean_png(opaque(rgb))) == rgb).all()


def test_a_grey_ramp_is_rounded_by_less_than_can_be_seen():
    rgb = np.full((100, 256, 3), 255)
    rgb[50, :, :] = np.arange(256)[:, None]
    # shades are put together in steps of 16 and shown by their mean
    assert np.abs(read(lean_png(opaque(rgb))) - rgb).max() <= 15


@pytest.mark.parametrize("surfaces", [1, 400])
def test_any_number_of_colours_becomes_a_table(surfaces):
    rng = np.random.default_rng(7)
    rgb = rng.integers(0, 256, size=(surfaces, 3)).repeat(2000, axis=0).reshape(-1, 200, 3)
    content = lean_png(opaque(rgb))
    with Image.open(io.BytesIO(content)) as picture:
        assert len(picture.getpalette()) <= 3 * COLOURS
    # 400 surfaces of colours at random: shown by the mean of the coarsest step at worst
    assert np.abs(read(content) - rgb).max() <= (0 if surfaces == 1 else 64)


def test_a_white_picture_is_white():
    rgb = np.full((10, 10, 3), 255)
    assert (read(lean_png(opaque(rgb))) == 255).all()


def test_the_same_picture_is_the_same_file():
    rgb = np.random.default_rng(1).integers(0, 256, size=(30, 40, 3))
    assert lean_png(opaque(rgb)) == lean_png(opaque(rgb))
