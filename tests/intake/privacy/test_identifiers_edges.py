import pytest

from cxkit.intake.privacy.redaction import redact


@pytest.mark.parametrize(
    ("comment", "safe"),
    [
        ("mi DNI 7654321 no pasa", "mi DNI [id] no pasa"),  # seven digits
        ("CI 123456", "CI [id]"),  # six digits, the fewest that are one person's
        ("CI 12345", "CI 12345"),
    ],
)
def test_a_number_after_a_cue_counts_from_six_digits(comment, safe):
    assert redact(comment) == safe


@pytest.mark.parametrize(
    "number", ["1000000000000008", "1234567812345670", "9000000000000019", "9876543210987658"]
)
def test_a_number_that_no_card_starts_like_stays_though_its_check_digit_is_right(number):
    assert redact(f"dice {number} en pantalla") == f"dice {number} en pantalla"


@pytest.mark.parametrize("comment", ["entre 2000 3000 soles", "entre 2000 3000 y nada"])
def test_two_round_amounts_are_no_phone_number(comment):
    assert redact(comment) == comment
