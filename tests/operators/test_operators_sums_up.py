"""`sums_up`: a sentence that gives the customer's need back in his own words."""

import pytest
from operators_kit import NO, UNSURE, YES, check

FULL = "{sums_up: {act: leads}, confirm: {act: tag}, agrees: {act: yes, by: any}, unless: {act: not}, bare: 3}"
NEED = "客户：我跑长途，导航一直开着，评书也听。"


@pytest.mark.parametrize(
    ("lines", "truth"),
    [
        ([NEED, "客服：[[{leads:所以您}要导航不断、评书也能听。]]"], YES),
        ([NEED, "客服：好的。[[{leads:所以您}要导航不断、评书也能听。]]这款正合适。"], YES),
        ([NEED, "客服：[[{leads:我明白了}。您要导航不断、评书也能听。]]"], YES),
        ([NEED, "客服：[[{leads:所以您}在路上离不开它，{tag:对吧}]]", "客户：{yes:对}"], YES),
        (["客服：{leads:所以您}要导航不断、评书也能听。", NEED], NO),
        ([NEED, "客服：{leads:所以您}要导航不断、评书也能听，{not:要不要}办？"], NO),
        ([NEED, "客服：这款一千八，保修一年。"], NO),
        ([NEED, "客服：{leads:您导航}啊"], NO),
    ],
)
def test_the_sentence_that_is_led_in(lines: list[str], truth) -> None:
    """A sentence that leads in and takes up enough sums up; one before the need, cut short, or that offers does not."""
    check(FULL, truth, *lines)


@pytest.mark.parametrize(
    ("lines", "truth"),
    [
        ([NEED, "客服：[[就是导航和评书都不能断。]]", "客户：{yes:对}"], YES),
        ([NEED, "客服：[[就是导航和评书都不能断，{tag:是吧}]]", "旁人：{yes:对}"], YES),
        ([NEED, "客服：就是导航和评书都不能断。", "客户：多少钱"], NO),
        ([NEED, "客服：您手机上的导航没坏吧，{tag:是吧}", "客户：{yes:对}"], NO),
    ],
)
def test_what_is_not_led_in_must_be_agreed_to(lines: list[str], truth) -> None:
    """Without words that lead in, two things taken up and a yes are needed: the customer's or his companion's."""
    check(FULL, truth, *lines)


def test_words_of_a_companion_count_as_the_customers() -> None:
    """What a relative told is the customer's need, too."""
    check(FULL, YES, "旁人：他跑长途，导航一直开着，评书也听。", "客服：[[{leads:所以您}要导航不断、评书也能听。]]")


def test_too_little_taken_up_is_in_doubt() -> None:
    """Where `doubt` is below `least`, a sentence between the two is left to a person."""
    condition = "{sums_up: {act: leads}, least: 4, doubt: 2}"
    check(condition, UNSURE, NEED, "客服：[[{leads:所以您}主要是导航不能断。]]")
    check(condition, NO, NEED, "客服：{leads:所以您}主要是那样。")
