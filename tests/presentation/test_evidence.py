"""Sureness in words: no p value is 0."""

import pytest

from cxkit.language import Words
from cxkit.presentation.evidence import chance, p_value


@pytest.mark.parametrize(
    ("p", "written"), [(0.0, "< 0.001"), (0.0009, "< 0.001"), (0.001, "0.001"), (0.05, "0.050")]
)
def test_a_p_value_is_never_written_as_nothing(p, written):
    assert p_value(p, Words("en")) == written
    assert p_value(p, Words("es", region="es_PE")) == written
    assert "p = 0.000" not in chance(p, 1, Words("en"))
