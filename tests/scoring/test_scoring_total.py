"""Totals: what counts, what leaves, what a doubt is worth, and the steps that anyone can add up again."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring_kit import award, criterion

from autoscore.model import Award, Band, Criterion, Rubric, Scale, Status
from autoscore.scoring.judgement import Judgement
from autoscore.scoring.numbers import plain, tenth
from autoscore.scoring.total import Reckoner, Total

MET, PARTIAL, NOT_MET = Status.MET, Status.PARTIAL, Status.NOT_MET
OPEN, AWAY, OBSERVER, ERROR = Status.UNSURE, Status.NOT_APPLICABLE, Status.OBSERVER, Status.ERROR
BANDS = (Band("好", Decimal(90)), Band("中", Decimal(60)), Band("差", Decimal(0)))
Pair = tuple[Criterion, Award]


def added(*pairs: Pair, **scale: object) -> Total:
    values = {name: Decimal(value) if isinstance(value, str) else value for name, value in scale.items()}
    named = [(replace(one, id=f"c{place}"), got) for place, (one, got) in enumerate(pairs)]
    rubric = Rubric("t", "t", "1", "phone", "S", "", Scale(**values), tuple(one for one, _ in named))  # type: ignore[arg-type]
    return Reckoner(rubric).total([Judgement(one, got) for one, got in named])


def met(points: str = "10", **changes: object) -> Pair:
    return criterion(points, **changes), award(MET, points)


def lost(points: str = "10", got: str = "0", **changes: object) -> Pair:
    return criterion(points, **changes), award(NOT_MET if got == "0" else PARTIAL, got)


def open_(points: str = "10", low: str = "0", high: str | None = None, **changes: object) -> Pair:
    return criterion(points, **changes), award(OPEN, None, low, points if high is None else high)


def away(points: str = "10", **changes: object) -> Pair:
    return criterion(points, **changes), award(AWAY)


def watched(points: str = "10") -> Pair:
    return criterion(points, "observer"), award(OBSERVER)


def red_line(status: Status, points: str = "0") -> Pair:
    made = criterion(points, "fatal", grave=True)
    if status is OPEN:
        return made, award(OPEN, None, "0", points)
    return made, award(status, points if status is MET else "0", voids="sheet" if status is NOT_MET else "")


def numbers(sum_: Total) -> tuple[str | None, str | None, str]:
    low, high = (None if one is None else tenth(one) for one in (sum_.low, sum_.high))
    return low, high, plain(sum_.most)


TOTALS = {
    "all met": ([met("6"), met("4")], {}, ("10.0", "10.0", "10")),
    "some lost": ([met("6"), lost("4"), lost("5", "2.5")], {}, ("8.5", "8.5", "15")),
    "a doubt counts full above and none below": ([met("6"), open_("4")], {}, ("6.0", "10.0", "10")),
    "a doubt between bounds": ([met("6"), open_("4", "1", "3")], {}, ("7.0", "9.0", "10")),
    "no occasion leaves the total": ([met("6"), away("4")], {}, ("6.0", "6.0", "6")),
    "an observer's points stand apart": ([met("6"), watched("4")], {}, ("6.0", "6.0", "6")),
    "what could not be judged leaves": ([met("6"), (criterion("4"), award(ERROR))], {}, ("6.0", "6.0", "6")),
    "a hint never counts": ([met("6"), lost("4", mode="hint")], {}, ("6.0", "6.0", "6")),
    "normalised": ([met("6"), lost("6")], {"normalise": "100"}, ("50.0", "50.0", "100")),
    "normalised without what left": ([met("6"), lost("6"), away("88")], {"normalise": "100"}, ("50.0", "50.0", "100")),
    "rounded half up": ([met("1"), lost("7")], {"normalise": "10"}, ("1.3", "1.3", "10")),
    "rounded half up, and not to even": ([met("0.25"), lost("9.75")], {}, ("0.3", "0.3", "10")),
    "thirds": ([met("2"), lost("1")], {"normalise": "100"}, ("66.7", "66.7", "100")),
    "a doubt, normalised": ([met("1"), open_("1"), lost("1")], {"normalise": "100"}, ("33.3", "66.7", "100")),
    "nothing applied": ([away(), watched()], {"normalise": "100"}, (None, None, "100")),
    "void": ([met("60"), red_line(NOT_MET), met("40")], {"normalise": "100"}, ("0.0", "0.0", "100")),
    "perhaps void": ([met("60"), red_line(OPEN), lost("40")], {"normalise": "100"}, ("0.0", "60.0", "100")),
    "red line kept": ([met("60"), red_line(MET), lost("40")], {"normalise": "100"}, ("60.0", "60.0", "100")),
    "void in spite of a doubt": ([open_("60"), red_line(NOT_MET)], {}, ("0.0", "0.0", "60")),
    "a red line that only hints": (
        [met("6"), (criterion("0", "fatal", mode="hint"), award(NOT_MET, "0", voids="sheet"))],
        {},
        ("6.0", "6.0", "6"),
    ),
}


@pytest.mark.parametrize("name", TOTALS)
def test_what_a_sheet_comes_to(name: str) -> None:
    """Low, high and the most there was to get."""
    pairs, scale, expected = TOTALS[name]
    assert numbers(added(*pairs, **scale)) == expected


@pytest.mark.parametrize(
    ("pairs", "observable"),
    [
        ([met("6"), watched("4")], "60"),
        ([met("6"), away("4")], "100"),
        ([watched("4")], "0"),
        ([met("5"), watched("4"), lost("1", mode="hint")], "55.5555"),
    ],
)
def test_how_much_a_transcript_can_show(pairs: list[Pair], observable: str) -> None:
    """`observable` is the share of points that no person has to watch for; hints are no points."""
    assert plain(added(*pairs, normalise="100").observable)[:7] == observable


@pytest.mark.parametrize(
    ("pairs", "passed"),
    [
        ([met("80"), lost("20")], True),
        ([met("79"), lost("21")], False),
        ([met("60"), open_("20"), lost("20")], None),
        ([met("80"), open_("20")], True),
        ([met("50"), open_("20"), lost("30")], False),
        ([met("100"), red_line(NOT_MET)], False),
        ([met("100"), red_line(OPEN)], None),
        ([away("100")], None),
    ],
)
def test_passed_is_true_false_or_open(pairs: list[Pair], passed: bool | None) -> None:
    """A call has passed if its low does, has failed if its high does, and is open in between."""
    assert added(*pairs, pass_mark="80", normalise="100").passed is passed  # noqa: S106
    assert added(*pairs, normalise="100").passed is None


@pytest.mark.parametrize(
    ("pairs", "band"),
    [
        ([met("90"), lost("10")], "好"),
        ([met("89.9"), lost("10.1")], "中"),
        ([met("50"), open_("40"), lost("10")], "好"),
        ([lost("100")], "差"),
        ([away("100")], None),
    ],
)
def test_the_band_is_that_of_the_total(pairs: list[Pair], band: str | None) -> None:
    """A band reaches from its least total up; a doubt counts as in the total."""
    assert added(*pairs, bands=BANDS, normalise="100").band == band


REVIEWS = {
    "no doubt": ([met("80"), lost("20")], False),
    "a doubt that cannot change the pass": ([met("80"), open_("9"), lost("11")], False),
    "a doubt that cannot save": ([met("10"), open_("40"), lost("50")], False),
    "a doubt that decides the pass": ([met("60"), open_("20"), lost("20")], True),
    "a doubt about a taboo": ([met("95"), open_("1", grave=True), lost("4")], True),
    "a taboo without doubt": ([met("80"), lost("20", grave=True)], False),
    "a doubt about a red line": ([met("10"), lost("90"), red_line(OPEN)], True),
    "a red line that was crossed": ([met("90"), lost("10"), red_line(NOT_MET)], False),
    "a doubt that only hints": ([met("80"), lost("20"), open_("10", mode="hint", grave=True)], False),
    "an observer": ([met("80"), lost("20"), watched("50")], False),
}


@pytest.mark.parametrize("name", REVIEWS)
def test_a_person_is_asked_only_where_it_matters(name: str) -> None:
    """Review is wanted only where a doubt can change the pass, or touches what is grave."""
    pairs, wanted = REVIEWS[name]
    assert added(*pairs, pass_mark="80", normalise="100").needs_review is wanted  # noqa: S106


@pytest.mark.parametrize(("low", "review"), [("85", True), ("91", False), ("55", True)])
def test_a_doubt_that_decides_the_band(low: str, review: bool) -> None:
    """Review is wanted where low and high lie in different bands."""
    pairs = [met(low), open_(plain(Decimal(100) - Decimal(low)))]
    assert added(*pairs, bands=BANDS, normalise="100").needs_review is review


def test_the_steps_are_named_and_add_up() -> None:
    """Each step says what it adds and what stands then; a doubt, a red line and scaling are steps of their own."""
    sum_ = added(
        met("6", title="甲"),
        away("9", title="乙"),
        open_("2", title="丙"),
        lost("4", "1", title="丁"),
        watched(),
        normalise="100",
    )
    assert [(one.label, one.points, one.running) for one in sum_.steps] == [
        ("甲", "6", "6"),
        ("丙（存疑，暂按满分）", "2", "8"),
        ("丁", "1", "9"),
        ("折算：9 ÷ 12 × 100", "66", "75"),
    ]
    void = added(met("6", title="甲"), red_line(NOT_MET), normalise="100")
    assert [(one.label, one.points, one.running) for one in void.steps] == [
        ("甲", "6", "6"),
        ("项", "0", "6"),
        ("一票否决", "-6", "0"),
    ]


def test_a_red_line_voids_a_sheet_on_which_nothing_else_counts() -> None:
    """A crossed red line makes nought, also where nothing else had an occasion."""
    sum_ = added(away("100"), red_line(NOT_MET), normalise="100", pass_mark="80")  # noqa: S106
    assert (numbers(sum_), sum_.passed) == (("0.0", "0.0", "100"), False)


def test_a_sheet_on_which_nothing_applied_has_not_failed() -> None:
    """Where nothing counted there is nothing to pass or to fail."""
    assert added(away("100"), pass_mark="80").passed is None  # noqa: S106


def test_what_the_sheet_shows_decides() -> None:
    """`passed` and `band` follow from the total that is shown: 66.7 passes a mark of 66.7."""
    sum_ = added(met("2"), lost("1"), normalise="100", pass_mark="66.7")  # noqa: S106
    assert (numbers(sum_)[0], sum_.passed) == ("66.7", True)


# ------------------------------------------------------------------ whatever the sheet

worths = st.integers(0, 400).map(lambda quarters: Decimal(quarters) / 4)


@st.composite
def pairs_of(draw) -> Pair:
    most = draw(worths)
    status = draw(st.sampled_from([MET, PARTIAL, NOT_MET, OPEN, AWAY, OBSERVER, ERROR]))
    key = draw(st.sampled_from(["find", "find", "deduct", "fatal"])) if status is not OBSERVER else "observer"
    mode = draw(st.sampled_from(["score", "score", "hint"]))
    made = criterion(plain(most), key, mode=mode, grave=draw(st.booleans()))
    if status is OPEN:
        low, high = sorted(draw(st.tuples(st.integers(0, 4), st.integers(0, 4))))
        return made, award(OPEN, None, plain(most * low / 4), plain(most * high / 4))
    if status is PARTIAL:
        return made, award(PARTIAL, plain(most * draw(st.integers(0, 4)) / 4))
    if status in (MET, NOT_MET):
        voids = "sheet" if key == "fatal" and status is NOT_MET else ""
        return made, award(status, plain(most) if status is MET else "0", voids=voids)
    return made, award(status)


scales = st.fixed_dictionaries(
    {"normalise": st.sampled_from([None, "100", "10", "33"])},
    optional={"pass_mark": st.sampled_from(["0", "6", "60", "80"]), "bands": st.just(BANDS)},
)


@given(st.lists(pairs_of(), max_size=6), scales)
def test_every_total_keeps_its_bounds(pairs: list[Pair], scale: dict) -> None:
    """For any sheet 0 ≤ low ≤ high ≤ max, and no total at all only where nothing counts."""
    sum_ = added(*pairs, **scale)
    if sum_.low is None or sum_.high is None:
        assert (sum_.low, sum_.high, sum_.passed, sum_.band) == (None, None, None, None)
        return
    assert 0 <= sum_.low <= sum_.high <= sum_.most
    assert (sum_.passed is True) == ("pass_mark" in scale and sum_.low >= Decimal(scale["pass_mark"]))
    assert (sum_.passed is False) == ("pass_mark" in scale and sum_.high < Decimal(scale["pass_mark"]))


@given(st.lists(pairs_of(), max_size=6), scales)
def test_the_steps_re_add_to_the_total(pairs: list[Pair], scale: dict) -> None:
    """Each step adds its points to what stood before, and what stands last is the total, rounded half up."""
    sum_ = added(*pairs, **scale)
    running = Decimal(0)
    for step in sum_.steps:
        running += Decimal(step.points)
        assert Decimal(step.running) == running
    if sum_.high is not None:
        assert tenth(running) == tenth(sum_.high)


@given(st.lists(pairs_of(), max_size=5), scales, st.data())
def test_deciding_a_doubt_stays_within_low_and_high(pairs: list[Pair], scale: dict, data: st.DataObject) -> None:
    """However people decide the doubts of a sheet, the total lies between its low and its high."""
    sum_ = added(*pairs, **scale)
    decided = []
    for made, got in pairs:
        if got.status is OPEN:
            low = data.draw(st.sampled_from([got.low, got.high]))
            voids = "sheet" if made.form_key == "fatal" and data.draw(st.booleans()) else ""
            decided.append((made, Award(NOT_MET if voids else PARTIAL, low, got.finding, voids=voids)))
        else:
            decided.append((made, got))
    then = added(*decided, **scale)
    assert (then.low, then.most) == (then.high, sum_.most)
    if sum_.low is not None and sum_.high is not None and then.low is not None:
        assert sum_.low <= then.low <= sum_.high
    if not sum_.needs_review:
        assert (then.passed, then.band) == (sum_.passed, sum_.band)


@given(st.lists(pairs_of(), max_size=5), scales)
def test_the_order_of_criteria_does_not_matter(pairs: list[Pair], scale: dict) -> None:
    """A sheet read from the bottom comes to the same."""
    there, back = added(*pairs, **scale), added(*pairs[::-1], **scale)
    assert (there.low, there.high, there.most, there.passed, there.band, there.needs_review) == (
        (back.low, back.high, back.most, back.passed, back.band, back.needs_review)
    )


@given(st.decimals(min_value=-1000, max_value=1000, places=3))
def test_numbers_are_shown_plainly(number: Decimal) -> None:
    """Points are shown without exponent or idle zeros, totals to one place, halves up."""
    assert Decimal(plain(number)) == number
    assert "E" not in plain(number)
    assert not plain(number).endswith(".")
    shown = Decimal(tenth(number))
    assert abs(shown - number) <= Decimal("0.05")
    if abs(shown - number) == Decimal("0.05"):
        assert abs(shown) > abs(number)
