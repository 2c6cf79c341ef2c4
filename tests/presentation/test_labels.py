import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from cxkit.presentation.labels import cut, fit, text_width

NAMES = st.text(
    alphabet=st.characters(codec="latin-1", exclude_categories=("C", "Z")), min_size=1, max_size=80
)


def test_the_width_is_that_of_the_drawn_text():
    figure = Figure(dpi=144)
    text = figure.text(0, 0, "Aclaración de cargos", fontsize=9, family="DejaVu Sans")
    drawn = text.get_window_extent().width / 2  # 144 pixels are 72 points
    # hinting moves each letter by less than half a pixel
    assert text_width("Aclaración de cargos", size=9) == pytest.approx(drawn, rel=0.04)


def test_bold_is_wider():
    assert text_width("App", size=9, bold=True) > text_width("App", size=9)


def test_what_fits_is_left_as_it_is():
    assert fit("App", width=100, lines=1, size=9, suffix="(n = 5)") == "App (n = 5)"
    assert cut("App", width=100, size=9) == "App"


def test_the_suffix_goes_to_the_second_line_where_both_do_not_fit_one():
    name = "Visita a sucursal"
    room = text_width(name, size=9) + 1
    assert fit(name, width=room, lines=2, size=9, suffix="(n = 5)") == f"{name}\n(n = 5)"


def test_lines_break_between_words():
    assert fit("uno dos tres", width=text_width("uno dos", size=9) + 1, lines=2, size=9) == (
        "uno dos\ntres"
    )


def test_a_word_longer_than_a_line_is_broken():
    first, second = fit("W" * 12, width=text_width("W" * 8, size=9) + 1, lines=2, size=9).split(
        "\n"
    )
    assert (first, second) == ("W" * 8, "W" * 4)


@given(NAMES, st.integers(1, 3))
def test_no_line_is_wider_than_the_room_and_the_suffix_stands_whole(name, lines):
    label = fit(name, width=120, lines=lines, size=9, suffix="(n = 1,234)")
    assert label.endswith("(n = 1,234)")
    assert label.count("\n") < lines + 1
    assert all(text_width(line, size=9) <= 121 for line in label.split("\n"))
