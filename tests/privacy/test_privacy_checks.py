"""The checks of numbers, on numbers whose check digit is known."""

import pytest

from autoscore.privacy.checks import (
    checks_out,
    is_bank_card,
    is_id_card,
    is_island_landline,
    is_landline,
    is_luhn,
    is_mobile,
)


def test_check_characters_of_id_cards() -> None:
    """The examples of GB 11643 check out, and no other last character does."""
    for digits in ("11010519491231002x", "440524188001010014"):
        assert checks_out(digits)
        assert [last for last in "0123456789x" if checks_out(digits[:17] + last)] == [digits[17]]


def test_a_birthday_at_its_place_makes_an_id_card() -> None:
    """Recognition may get a digit wrong: then the birthday tells; a month 13 does not."""
    assert is_id_card("110105194912310021")
    assert not is_id_card("110105194913310021")


@pytest.mark.parametrize("digits", ["79927398713", "4111111111111111", "6222021001116245702"])
def test_luhn(digits: str) -> None:
    """Exactly one last digit is right."""
    assert [last for last in "0123456789" if is_luhn(digits[:-1] + last)] == [digits[-1]]


def test_lengths_and_first_digits() -> None:
    """A number of another length, or that begins otherwise, is of no kind."""
    assert is_mobile("13800138000")
    assert not any(map(is_mobile, ("12800138000", "1380013800", "138001380000")))
    assert is_bank_card("6222021001116245702")
    assert not is_bank_card("79927398713")
    assert is_landline("01062345678")
    assert is_landline("05516234567")
    assert not any(map(is_landline, ("02112345", "00516234567", "0551012345")))
    assert all(map(is_island_landline, ("0223456789", "037123456")))
    assert not any(map(is_island_landline, ("05516234567", "0912345678", "1380013800")))
