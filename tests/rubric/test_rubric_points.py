"""Points: what they add up to, what forms can come to, and the sections and branches that they count in."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rubric_kit import FILE, FIRST, HEAD, good

from autoscore.model import Rubric
from autoscore.rubric.bounds import bounds
from autoscore.rubric.lint import findings
from autoscore.rubric.manual import explain

HI = "{act: hi}"
FIND = f"find: {HI}"
NORMAL = "scale: {normalise: 100}\n"
TWO_SECTIONS = "sections: [{id: warm, title: 热情}, {id: clear, title: 清楚}]\n"
TWO_BRANCHES = (
    "branches: [{id: sold, title: 成交, when: {act: sold}}, {id: unsold, title: 未成交, when: {act: left}}]\n"
)


def written(*rows: str, head: str = "") -> Rubric:
    """Makes a rubric; a criterion is written from its `points` on, and gets its id from its place: c0, c1, …"""
    lines = "".join(f"  - {{id: c{at}, title: 某项, why: w, source: S, {row}}}\n" for at, row in enumerate(rows))
    return good(f"{HEAD}{head}criteria:\n{lines}")


def found(*rows: str, head: str = "") -> list[tuple[str, int | None]]:
    """Returns the codes and lines of errors and of advice on points; lines count from the first criterion, as 1."""
    first = FIRST - 1 + head.count("\n")
    told = [one for one in findings(written(*rows, head=head)) if one.code != "advice_example"]
    assert {one.place.file for one in told} <= {FILE}
    return [(one.code, one.place.line and one.place.line - first) for one in told]


def told(*rows: str, head: str = "") -> str:
    """Returns what lint says."""
    return "\n".join(f"{one.what}；{one.todo}" for one in findings(written(*rows, head=head)))


# ------------------------------------------------------------------ what a form can come to


def facts(*points: str, met_at: int = 1, most: str = "5") -> str:
    listed = ", ".join(
        f"{{id: f{at}, title: 事, find: {{act: f{at}}}, points: {one}}}" for at, one in enumerate(points)
    )
    return f"points: {most}, met_at: {met_at}, facts: [{listed}]"


def levels(*points: str, most: str = "5") -> str:
    listed = ", ".join(f"{{title: 档, when: {{act: l{at}}}, points: {one}}}" for at, one in enumerate(points))
    return f"points: {most}, levels: [{listed}]"


TIER, FORM = [("error_tier", 1)], [("error_form", 1)]
REACH = {
    "facts that add up": (facts("2", "3"), []),
    "facts that add up to more": (facts("4", "3"), []),
    "facts that do not add up": (facts("2", "2"), TIER),
    "facts, more wanted than there are": (facts("2", "3", met_at=3), FORM),
    "facts, none wanted": (facts("2", "3", met_at=0), FORM),
    "facts that add up in no other way than a hint": (facts("2", "3", most="0") + ", mode: hint", []),
    "levels up to the points": (levels("5", "2"), []),
    "a level above the points": (levels("6", "2"), TIER),
    "levels below the points": (levels("4", "2"), TIER),
    "a level below nothing": (levels("5", "-1"), TIER),
    "a level of nothing": (levels("5", "0"), []),
    "a range up to the points": ("points: 5, range: [0, 5]", []),
    "a range beyond the points": ("points: 5, range: [0, 6]", TIER),
    "a range short of the points": ("points: 5, range: [0, 4]", TIER),
    "a range from below nothing": ("points: 3, range: [-3, 3]", []),
    "a range of a hint": ("points: 0, mode: hint, range: [-3, 3]", []),
    "a range that does not go up": ("points: 5, range: [5, 5]", FORM),
    "a clue beyond the range": ("points: 5, range: [0, 5], clues: [{when: {act: hi}, at_least: -1}]", FORM),
    "a clue above the range": ("points: 5, range: [0, 5], clues: [{when: {act: hi}, at_most: 6}]", [*TIER, *FORM]),
    "a clue that says nothing": ("points: 5, range: [0, 5], clues: [{when: {act: hi}}]", FORM),
    "a deduction down to nothing": ("points: 5, deduct: [{when: {act: rude}, each: 2}]", []),
    "a deduction below nothing": ("points: 5, deduct: [{when: {act: rude}, each: 2}], floor: -5", []),
    "nothing but a deduction": ("points: 0, deduct: [{when: {act: rude}, each: 2}], floor: -5", []),
    "a deduction that gives": ("points: 5, deduct: [{when: {act: rude}, each: -2}]", TIER),
    "a bonus": ("points: 5, bonus: [{when: {act: hi}, each: 2}]", []),
    "a bonus that takes": ("points: 5, bonus: [{when: {act: hi}, each: -2}]", TIER),
    "a bonus in full by default": (
        "points: 5, applies: {act: hi}, not_due: full, bonus: [{when: {act: hi}, each: 2}]",
        [("error_points", 1)],
    ),
    "full by default without an occasion to miss": (f"points: 5, not_due: full, {FIND}", [("advice_not_due", 1)]),
    "full by default": (f"points: 5, applies: {{act: o}}, not_due: full, {FIND}", []),
    "an observer": ("points: 5, observer: 看", []),
    "a red line worth nothing": ("points: 0, fatal: {act: rude}", []),
    "a weight of nothing": (f"points: 5, weight: 0, {FIND}", [("error_points", 1)]),
    "a weight below nothing": (f"points: 5, weight: -2, {FIND}", [("error_points", 1)]),
}


@pytest.mark.parametrize("name", REACH)
def test_what_a_form_can_come_to_fits_its_points(name: str) -> None:
    """A form's best is what its criterion is worth, and nothing but a deduction or a range goes below nothing."""
    row, expected = REACH[name]
    assert found(row) == expected


def test_lint_says_what_a_form_comes_to() -> None:
    """What is told names the criterion, what its form comes to and what was written."""
    assert "“c0”最多得 4 分，points 写的是 5" in told(facts("2", "2"))
    assert "“c0”有一档 -1 分" in told(levels("5", "-1"))


HOLES = {
    "a fact that takes points": (facts("4", "3", "-1"), "error_form"),
    "two facts of one id": (facts("2", "3").replace("f1, title", "f0, title"), "error_form"),
    "levels that go up": (levels("2", "5"), "error_form"),
    "a red line that voids a section that is none": ("points: 5, fatal: {act: rude}, voids: section", "error_section"),
    "a bonus of nothing": (f"points: 0, bonus: [{{when: {HI}, each: 1}}]", "error_points"),
}


@pytest.mark.parametrize("name", HOLES)
def test_what_cannot_be_meant(name: str) -> None:
    """What can be written but cannot be meant is told at its line."""
    row, code = HOLES[name]
    assert found(row) == [(code, 1)]


def test_what_earns_the_points_does_not_cancel_them() -> None:
    """A criterion whose points are cancelled by the very words that earn them is told at its line."""
    assert [line for _, line in found(f"points: 5, {FIND}, cancelled_by: {HI}")] == [1]


# ------------------------------------------------------------------ sums

SUMS = {
    "all counted": ([f"points: 5, {FIND}", f"points: 3, {FIND}"], "", "8"),
    "weighted": ([f"points: 5, weight: 2, {FIND}", f"points: 3, weight: 0.5, {FIND}"], "", "11.5"),
    "a bonus beyond": ([f"points: 5, {FIND}", "points: 3, bonus: [{when: {act: hi}, each: 1}]"], "", "5"),
    "hints and what is off aside": ([f"points: 5, {FIND}", f"points: 3, mode: hint, {FIND}"], "", "5"),
    "an observer too": ([f"points: 5, {FIND}", "points: 3, observer: 看"], "", "8"),
    "branches of the same sum": (
        [f"points: 5, {FIND}", f"points: 3, branch: sold, {FIND}", f"points: 3, branch: unsold, {FIND}"],
        TWO_BRANCHES,
        "8",
    ),
}


@pytest.mark.parametrize("name", SUMS)
def test_the_points_that_a_rubric_says_it_has(name: str) -> None:
    """`scale.points` is what can be had in full: weighted, a bonus aside, and of one branch at a time."""
    rows, head, total = SUMS[name]
    assert found(*rows, head=f"scale: {{points: {total}}}\n{head}") == []
    assert found(*rows, head=f"scale: {{points: {Decimal(total) + 1}}}\n{head}")[0] == ("error_points", None)


def test_branches_that_come_to_different_points_are_told_by_name() -> None:
    """Of several branches those are told whose points do not add up to the scale's."""
    rows = [f"points: 5, {FIND}", f"points: 3, branch: sold, {FIND}", f"points: 4, branch: unsold, {FIND}"]
    head = f"scale: {{points: 9}}\n{TWO_BRANCHES}"
    assert found(*rows, head=head) == [("error_points", None)]
    assert "（分支 sold）是 8，scale.points 写的是 9" in told(*rows, head=head)
    assert found(*rows, head=head.replace("9", "10")) == [("error_points", None)] * 2


@pytest.mark.parametrize(("mark", "told_"), [("9", []), ("10", [("error_pass_mark", None)])])
def test_the_mark_is_within_what_the_better_branch_can_have(mark: str, told_: list) -> None:
    """A pass mark that one of the branches can reach is none above the top."""
    rows = [f"points: 5, {FIND}", f"points: 3, branch: sold, {FIND}", f"points: 4, branch: unsold, {FIND}"]
    assert found(*rows, head=f"scale: {{pass_mark: {mark}}}\n{TWO_BRANCHES}") == told_


# ------------------------------------------------------------------ sections and branches


def weights(*listed: str) -> str:
    """Writes sections s0, s1, … with these weights; an empty one has none."""
    rows = (f"{{id: s{at}, title: 部{f', weight: {one}' if one else ''}}}" for at, one in enumerate(listed))
    return f"sections: [{', '.join(rows)}]\n"


ROWS = [f"points: 5, section: s0, {FIND}", f"points: 3, section: s1, {FIND}"]
# A criterion for each branch, so that neither is told for having none.
SOLD, UNSOLD = (f"points: 3, branch: {branch}, {FIND}" for branch in ("sold", "unsold"))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (NORMAL + weights("1", "3"), []),
        (NORMAL + weights("", ""), []),
        (weights("", ""), []),
        (NORMAL + weights("1", ""), [("error_section", None)]),
        (NORMAL + weights("1", "0"), [("error_section", None)]),
        (NORMAL + weights("1", "-1"), [("error_section", None)]),
        (weights("1", "3"), [("error_section", None)]),
        (weights("1", ""), [("error_section", None)] * 2),
    ],
)
def test_weights_of_sections(head: str, expected: list) -> None:
    """Sections have weights all or none, above nothing, and with weights a top that they are shares of."""
    assert found(*ROWS, head=head) == expected


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        (", section: warm", []),
        (", section: worm", [("error_section", 1)]),
        (", section: xyz", [("error_section", 1)]),
        ("", [("error_section", 1)]),
        (", section: worm, mode: hint", [("error_section", 1)]),
    ],
)
def test_a_section_that_is_not_there(section: str, expected: list) -> None:
    """Where sections are listed every criterion is in one of them."""
    assert found(f"points: 5, {FIND}{section}", head=TWO_SECTIONS) == expected


def test_a_section_is_guessed() -> None:
    """A section that is not there gets a did-you-mean; without a list sections are free words."""
    assert "“worm”没有列在 sections 里；是不是“warm”？" in told(f"points: 5, {FIND}, section: worm", head=TWO_SECTIONS)
    assert found(f"points: 5, {FIND}, section: 随便") == []


@pytest.mark.parametrize(
    ("rows", "head", "expected"),
    [
        ([SOLD, SOLD, UNSOLD], TWO_BRANCHES, []),
        ([SOLD.replace("sold", "solt"), SOLD, UNSOLD], TWO_BRANCHES, [("error_branch", 1)]),
        ([SOLD], "", [("error_branch", 1)]),
    ],
)
def test_a_branch_that_is_not_there(rows: list[str], head: str, expected: list) -> None:
    """A criterion's branch is one of those listed."""
    assert found(*rows, head=head) == expected


def test_a_branch_is_guessed() -> None:
    """A branch that is not there gets a did-you-mean."""
    assert "“solt”没有列在 branches 里；是不是“sold”？" in told(f"points: 5, {FIND}, branch: solt", head=TWO_BRANCHES)


def test_one_branch_is_none() -> None:
    """A single case is no choice between cases."""
    head = "branches: [{id: sold, title: 成交, when: {act: sold}}]\n"
    assert found(f"points: 5, {FIND}", SOLD, head=head) == [("error_branch", None)]


@pytest.mark.parametrize(
    ("row", "head"),
    [
        (f"points: 5, section: warm, {FIND}", TWO_SECTIONS.replace("id: clear", "id: warm")),
        (SOLD, TWO_BRANCHES.replace("id: unsold", "id: sold")),
    ],
)
def test_one_id_for_two_parts(row: str, head: str) -> None:
    """Sections, and branches, have an id each."""
    assert found(row, head=head) == [("error_duplicate_id", None)]


PART_HOLES = {
    "a branch whose condition looks nowhere": (
        [SOLD, UNSOLD],
        TWO_BRANCHES.replace("{act: sold}", "{act: sold, first_turns: 0}"),
        ["error_never"],
    ),
    "a section with a weight and no criterion": ([ROWS[0]], NORMAL + weights("1", "3"), ["error_section"]),
    "a section with a weight and no points": (
        [ROWS[0], "points: 0, section: s1, deduct: [{when: {act: rude}, each: 2}], floor: -5"],
        NORMAL + weights("1", "3"),
        ["error_section"],
    ),
    "a branch that no criterion is of": ([f"points: 5, {FIND}", SOLD], TWO_BRANCHES, ["advice_branch"]),
    "branches that no criterion is of": ([f"points: 5, {FIND}"], TWO_BRANCHES, ["advice_branch"] * 2),
}


@pytest.mark.parametrize("name", PART_HOLES)
def test_parts_that_cannot_be_meant(name: str) -> None:
    """A branch that never holds or decides nothing, and a weight that goes to no points, are told."""
    rows, head, codes = PART_HOLES[name]
    assert found(*rows, head=head) == [(code, None) for code in codes]


# ------------------------------------------------------------------ bounds

FLOOR = "points: 10, deduct: [{when: {act: rude}, each: 4}], floor: "
BOUNDS = {
    "points": ([f"points: 5, {FIND}", f"points: 3, {FIND}"], "", ("0", "8")),
    "weights": ([f"points: 5, weight: 2, {FIND}"], "", ("0", "10")),
    "a bonus": ([f"points: 5, {FIND}", "points: 3, weight: 2, bonus: [{when: {act: hi}, each: 1}]"], "", ("0", "11")),
    "normalised": ([f"points: 5, {FIND}"], NORMAL, ("0", "100")),
    "a bonus, normalised": (
        [f"points: 5, {FIND}", "points: 3, bonus: [{when: {act: hi}, each: 1}]"],
        NORMAL,
        ("0", "103"),
    ),
    "a floor": ([f"{FLOOR}5"], NORMAL, ("50", "100")),
    "a floor and what has none": ([f"{FLOOR}5", f"points: 5, {FIND}"], NORMAL, ("0", "100")),
    "a floor and a red line": ([f"{FLOOR}5", "points: 0, fatal: {act: rude}"], NORMAL, ("0", "100")),
    "a floor below nothing": ([f"{FLOOR}-5"], NORMAL, ("0", "100")),
    "hints aside": ([f"points: 5, {FIND}", f"points: 9, mode: hint, {FIND}"], "", ("0", "5")),
    "the better branch": (
        [f"points: 5, {FIND}", f"points: 3, branch: sold, {FIND}", f"points: 4, branch: unsold, {FIND}"],
        TWO_BRANCHES,
        ("0", "9"),
    ),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_between_what_a_total_lies(name: str) -> None:
    """The least and greatest total follow from points, weights, floors, bonuses, red lines and branches."""
    rows, head, expected = BOUNDS[name]
    assert tuple(f"{one.normalize():f}" for one in bounds(written(*rows, head=head))) == expected


@pytest.mark.parametrize("name", BOUNDS)
def test_a_rubric_is_explained_with_its_bounds(name: str) -> None:
    """`explain` tells an inspector between what a total lies, in front of the criteria."""
    rows, head, _ = BOUNDS[name]
    made = written(*rows, head=head)
    least, greatest = bounds(made)
    assert list(explain(made))[1] == f"总分最低 {least:f}，最高 {greatest:f}"


BELOW = {
    "what is only taken away": [f"{FLOOR}5", "points: 0, deduct: [{when: {act: rude}, each: 2}], floor: -5"],
    "what a taboo cancels": [f"{FLOOR}5, cancelled_by: {{act: rude}}"],
}


@pytest.mark.parametrize("name", BELOW)
def test_what_brings_a_total_below_its_floors(name: str) -> None:
    """Where nothing holds a total up, the least there is, is nothing."""
    assert bounds(written(*BELOW[name], head=NORMAL))[0] == 0


def test_branches_are_explained() -> None:
    """`explain` tells the branches, what each is told by, and which criteria count in one only."""
    rows = [f"points: 5, {FIND}", f"points: 3, branch: sold, {FIND}"]
    lines = list(explain(written(*rows, head=TWO_BRANCHES)))
    told_ = [line for line in lines if line.startswith("分支")]
    assert told_ == ["分支 sold 成交：说了“sold”", "分支 unsold 未成交：说了“left”"]
    assert lines.count("  只在分支“sold”里评") == 1


def test_what_a_criterion_may_lose_is_explained() -> None:
    """`explain` tells points by default and what cancels them."""
    row = f"points: 5, applies: {{act: o}}, not_due: full, cancelled_by: {{act: rude}}, {FIND}"
    lines = list(explain(written(row)))
    assert "  没有场合时默认满分" in lines
    assert "  出现了就不得分：说了“粗鲁”" in lines


numbers = st.integers(0, 40).map(lambda quarters: str(Decimal(quarters) / 4))


@given(st.lists(st.tuples(numbers, st.sampled_from(["1", "2", "0.5"])), min_size=1, max_size=4), st.booleans())
def test_bounds_are_in_order_and_as_wide_as_the_points(rows: list[tuple[str, str]], normal: bool) -> None:
    """Least ≤ greatest, and the greatest is the weighted sum of points or the scale's top."""
    made = written(
        *(f"points: {points}, weight: {weight}, {FIND}" for points, weight in rows), head=NORMAL if normal else ""
    )
    least, greatest = bounds(made)
    assert 0 <= least <= greatest
    assert greatest == (100 if normal else sum(Decimal(points) * Decimal(weight) for points, weight in rows))
