import math

from matplotlib.colors import to_hex

from cxkit.language import Words
from cxkit.presentation import Style
from cxkit.presentation.dot_rows import DotRow, dot_rows, label_size, row_labels
from cxkit.presentation.theme import SMALLEST

STYLE = Style(words=Words("en"), accent="#0b4f6c", min_base=30)


def row(**changes):
    known = {"label": "App", "n": 40, "value": 5.0, "low": 4.0, "high": 7.0, "text": "5"}
    return DotRow(**(known | changes))


def test_rows_stand_in_the_order_given_from_below():
    ax = dot_rows([row(label="A"), row(label="B")], style=STYLE, min_base=30)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["A (n = 40)", "B (n = 40)"]


def test_a_small_base_is_hollow():
    ax = dot_rows([row(n=29), row(n=30)], style=STYLE, min_base=30)
    assert [to_hex(line.get_markerfacecolor()) for line in ax.lines] == ["#ffffff", "#6b6b6b"]


def test_a_row_without_value_has_no_point_but_keeps_its_words():
    ax = dot_rows([row(value=math.nan, text="not reached")], style=STYLE, min_base=30)
    assert list(ax.lines) == []
    assert [text.get_text() for text in ax.texts] == ["not reached"]


def test_a_row_without_interval_has_only_its_point():
    with_interval = dot_rows([row()], style=STYLE, min_base=30)
    without = dot_rows([row(low=math.nan, high=math.nan)], style=STYLE, min_base=30)
    assert len(with_interval.collections) == len(without.collections) + 1


def test_no_rows_make_an_empty_figure():
    ax = dot_rows([], style=STYLE, min_base=30)
    assert ax.get_yticklabels() == []


def test_many_rows_use_the_smallest_type_that_may_be_printed():
    assert label_size(5) == 9.0
    assert label_size(60) == SMALLEST


def test_labels_carry_the_base_and_the_word_indicative():
    labels = row_labels(["App", "Web"], [1200, 3], style=STYLE, min_base=30)
    assert labels == ["App (n = 1,200)", "Web (n = 3, indicative)"]
