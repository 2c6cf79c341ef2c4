import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.presentation.theme import (
    BAD,
    CONTRAST,
    GOOD,
    GREY,
    HEIGHT,
    INK,
    WIDTH,
    contrast_on_white,
    new_axes,
    readable,
    rows_height,
)


def parts(color):
    return tuple(int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))


@pytest.mark.parametrize(
    ("color", "contrast"),
    [  # WCAG 2.2 definition; black on white is 21, #767676 is the lightest grey to pass 4.5
        ("#000000", 21.0),
        ("#ffffff", 1.0),
        ("#767676", 4.54),
    ],
)
def test_contrast_is_that_of_wcag(color, contrast):
    assert contrast_on_white(parts(color)) == pytest.approx(contrast, abs=0.005)


@pytest.mark.parametrize("color", [GOOD, BAD, GREY, INK])
def test_every_colour_of_text_reads_on_white(color):
    assert contrast_on_white(parts(color)) >= CONTRAST


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_any_brand_colour_becomes_readable(color):
    # rounding to 1/255 moves the contrast by less than 0.05
    assert contrast_on_white(parts(readable(color))) >= CONTRAST - 0.05


def test_a_dark_brand_colour_is_kept():
    assert readable("#0b4f6c") == "#0b4f6c"


def test_rows_never_make_a_figure_taller_than_a_page():
    assert rows_height(1) == pytest.approx(1.24)
    assert rows_height(0) == rows_height(1)
    assert rows_height(10) == pytest.approx(4.3)
    assert rows_height(60) == HEIGHT


def test_axes_are_as_wide_as_the_printed_text_and_without_frame():
    ax = new_axes(3.0)
    assert tuple(ax.get_figure(root=True).get_size_inches()) == (WIDTH, 3.0)
    assert not ax.spines["top"].get_visible()
    assert not ax.spines["right"].get_visible()
