"""Sections: parts of a sheet with a share of the total each, and red lines that void one of them."""

from fractions import Fraction

import pytest
from scoring_kit import DOUBTFUL, SURE, score, scorer, steps, totals

ONE, TWO, THREE, RUDE, BYE = SURE["one"], SURE["two"], SURE["three"], SURE["rude"], "客户：再见"
NAMES = "abc"


def head(*weights: str | None, scale: str = "scale: {normalise: 100}\n") -> str:
    """Writes sections a, b, c with their weights."""
    listed = ", ".join(
        f"{{id: {name}, title: {name.upper()}{'' if weight is None else f', weight: {weight}'}}}"
        for name, weight in zip(NAMES, weights, strict=False)
    )
    return f"{scale}sections: [{listed}]\n"


ROWS = ("points: 5, section: a, find: {act: one}", "points: 20, section: b, find: {act: two}")


SHARES = {
    "both": (f"{ONE}，{TWO}", ("100.0", "100.0", "100")),
    "only the small one": (ONE, ("40.0", "40.0", "100")),
    "only the big one": (TWO, ("60.0", "60.0", "100")),
    "neither": ("好的", ("0.0", "0.0", "100")),
    "perhaps the small one": (f"{DOUBTFUL['one']}，{TWO}", ("60.0", "100.0", "100")),
    "perhaps both": (f"{DOUBTFUL['one']}，{DOUBTFUL['two']}", ("0.0", "100.0", "100")),
}


@pytest.mark.parametrize("name", SHARES)
def test_a_section_counts_by_its_weight(name: str) -> None:
    """A section's share of the total is its weight's, however many points its criteria have."""
    said, expected = SHARES[name]
    assert totals(score(scorer(*ROWS, head=head("40", "60")), f"客服：{said}。", BYE)) == expected


@pytest.mark.parametrize("weights", [("2", "3"), ("0.4", "0.6"), ("40", "60"), ("4000", "6000")])
def test_weights_are_shares_of_their_sum(weights: tuple[str, str]) -> None:
    """Weights need not add up to anything."""
    sheet = score(scorer(*ROWS, head=head(*weights)), f"客服：{ONE}。", BYE)
    assert totals(sheet) == ("40.0", "40.0", "100")


def test_the_steps_of_sections() -> None:
    """Each section is added up and scaled on its own; anyone can add up the steps."""
    sheet = score(
        scorer(*ROWS, "points: 5, section: a, find: {act: three}", head=head("40", "60")), f"客服：{ONE}，{TWO}", BYE
    )
    assert steps(sheet) == [
        ("第0项", "5", "5"),
        ("第2项", "0", "5"),
        ("“A”折算：5 ÷ 10 × 40", "15", "20"),
        ("第1项", "20", "40"),
        ("“B”折算：20 ÷ 20 × 60", "40", "80"),
    ]
    assert totals(sheet) == ("80.0", "80.0", "100")


EMPTY = {
    "without an occasion": "points: 9, section: c, applies: {act: rude}, find: {act: one}",
    "left to an observer": "points: 9, section: c, observer: 看",
    "only hinted at": "points: 9, section: c, mode: hint, find: {act: three}",
    "switched off": "points: 9, section: c, mode: off, find: {act: three}",
}


@pytest.mark.parametrize("name", EMPTY)
def test_a_section_in_which_nothing_counts_gives_its_weight_to_the_others(name: str) -> None:
    """The others keep their shares of one another."""
    sheet = score(scorer(*ROWS, EMPTY[name], head=head("40", "60", "900")), f"客服：{ONE}。", BYE)
    assert totals(sheet) == ("40.0", "40.0", "100")


def test_a_sheet_on_which_no_section_counts_has_no_total() -> None:
    """Where nothing counts in any section there is no total, and nothing to divide by."""
    rows = ("points: 5, section: a, observer: 看", "points: 5, section: b, applies: {act: rude}, find: {act: one}")
    sheet = score(scorer(*rows, head=head("40", "60")), "客服：好的。", BYE)
    assert totals(sheet) == (None, None, "100")


def test_sections_without_weights_count_by_their_points() -> None:
    """Sections that have no weights are but headings."""
    sheet = score(scorer(*ROWS, head=head(None, None)), f"客服：{ONE}。", BYE)
    assert totals(sheet) == ("20.0", "20.0", "100")


FATAL = "points: 0, section: a, grave: true, fatal: {act: rude}, voids: section"


def test_a_red_line_of_a_section_voids_just_that_section() -> None:
    """What was earned in the section is gone, and what was earned elsewhere stays."""
    judge = scorer(*ROWS, FATAL, head=head("40", "60"))
    void, kept, perhaps = (
        score(judge, f"客服：{ONE}，{TWO}。", f"客服：{said}", BYE) for said in (RUDE, "好的", DOUBTFUL["rude"])
    )
    assert totals(void) == ("60.0", "60.0", "100")
    assert steps(void) == [
        ("第0项", "5", "5"),
        ("第2项", "0", "5"),
        ("一票否决", "-5", "0"),
        ("第1项", "20", "20"),
        ("“B”折算：20 ÷ 20 × 60", "40", "60"),
    ]
    assert totals(kept) == ("100.0", "100.0", "100")
    assert (totals(perhaps), perhaps.provisional, perhaps.needs_review) == (("60.0", "100.0", "100"), True, True)


def test_a_red_line_of_the_sheet_stands_in_any_section() -> None:
    """A red line that voids the sheet does so from whichever section it stands in."""
    line = FATAL.replace("voids: section", "voids: sheet")
    assert totals(score(scorer(*ROWS, line, head=head("40", "60")), f"客服：{ONE}，{TWO}，{RUDE}", BYE)) == (
        "0.0",
        "0.0",
        "100",
    )


@pytest.mark.parametrize(
    ("weights", "scale", "total"),
    [((None, None), "", "20.0"), ((None, None), "scale: {normalise: 100}\n", "80.0")],
)
def test_a_red_line_of_a_section_without_weight_voids_just_that_section(weights: tuple, scale: str, total: str) -> None:
    """What stays is the other section's, whether sections have weights or count by their points."""
    judge = scorer(*ROWS, FATAL, head=head(*weights, scale=scale))
    assert score(judge, f"客服：{ONE}，{TWO}。", f"客服：{RUDE}", BYE).total == total


def test_a_section_does_not_sink_below_nothing() -> None:
    """What one section loses beyond its points is no other section's loss."""
    rows = (*ROWS, "points: 0, section: a, deduct: [{when: {act: rude}, each: 8}], floor: -20")
    sheet = score(scorer(*rows, head=head("40", "60")), f"客服：{ONE}，{TWO}。", f"客服：{RUDE}", BYE)
    assert totals(sheet) == ("60.0", "60.0", "100")
    assert ("不低于零分", "3", "0") in steps(sheet)


@pytest.mark.parametrize(("got", "weights"), [((1, 1, 1), (1, 1, 1)), ((1, 1, 7), (1, 1, 1)), ((1, 1, 1), (2, 2, 2))])
def test_the_total_of_sections_is_rounded_half_up_once(got: tuple[int, ...], weights: tuple[int, ...]) -> None:
    """The total is the exact sum of shares, rounded half up to one place: 6.25 is 6.3."""
    rows = [
        f"points: 16, section: {name}, find: {{act: two}}, partial: [{{when: {{act: one}}, points: {points}}}]"
        for name, points in zip(NAMES, got, strict=True)
    ]
    sheet = score(scorer(*rows, head=head(*map(str, weights))), f"客服：{ONE}。", BYE)
    exact = sum(Fraction(points * weight * 100, 16 * sum(weights)) for points, weight in zip(got, weights, strict=True))
    assert Fraction(sheet.total) == Fraction(int(exact * 10 + Fraction(1, 2)), 10)


def test_observable_knows_the_weights_of_sections() -> None:
    """Half of a section that weighs nine tenths is left to an observer: 55 of 100 can be heard."""
    rows = (
        "points: 10, section: a, observer: 看",
        "points: 10, section: a, find: {act: one}",
        "points: 80, section: b, find: {act: two}",
    )
    assert score(scorer(*rows, head=head("90", "10")), f"客服：{ONE}。", BYE).observable == "55"
