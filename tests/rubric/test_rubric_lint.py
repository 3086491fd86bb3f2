"""Lint: what a rubric may say but cannot mean."""

import pytest
from rubric_kit import FILE, FIRST, HEAD, good

from autoscore.rubric import bundled, load
from autoscore.rubric.lint import errors, findings

BOTH = 'examples: [{gets: met, turns: ["客服：您好"]}, {gets: not_met, turns: ["客服：喂"]}]'
HI = "{act: hi}"


def criterion(name: str = "a", form: str = f"find: {HI}", extra: str = "points: 5") -> str:
    return f"  - {{id: {name}, title: 某项, why: w, source: S, {extra}, {form}, {BOTH}}}\n"


def rubric(*criteria: str, head: str = ""):
    return good(f"{HEAD}{head}criteria:\n{''.join(criteria)}")


def found(*criteria: str, head: str = "") -> list[tuple[str, int | None]]:
    """Returns the codes and lines of what lint finds; lines count from the first criterion, as 1."""
    first = FIRST - 1 + head.count("\n")
    told = findings(rubric(*criteria, head=head))
    assert {one.place.file for one in told} <= {FILE}
    return [(one.code, one.place.line and one.place.line - first) for one in told]


def test_a_rubric_that_means_something_is_clean() -> None:
    """Lint finds nothing in a rubric with nothing wrong."""
    assert found(criterion(), criterion("b", "deduct: [{when: {act: rude}, each: 2}]")) == []


@pytest.mark.parametrize("name", bundled())
def test_bundled_rubrics_are_clean(name: str) -> None:
    """Nothing in a bundled rubric is an error."""
    assert [str(one) for one in errors(load(name))] == []


def test_one_id_for_two_criteria() -> None:
    """The second criterion of an id is told, at its line."""
    assert found(criterion(), criterion("b"), criterion()) == [("error_duplicate_id", 3)]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [("10", []), ("10.0", []), ("9", [("error_points", None)]), ("15", [("error_points", None)])],
)
def test_points_that_do_not_add_up(wanted: str, told: list) -> None:
    """`scale.points` is the sum of what counts: criteria that are switched off or only hint are left out."""
    criteria = [
        criterion(),
        criterion("b"),
        criterion("c", extra="points: 5, mode: off"),
        criterion("d", extra="points: 5, mode: hint"),
    ]
    assert found(*criteria, head=f"scale: {{points: {wanted}}}\n") == told


@pytest.mark.parametrize(
    ("scale", "told"),
    [
        ("{pass_mark: 5}", []),
        ("{pass_mark: 6}", [("error_pass_mark", None)]),
        ("{pass_mark: 80, normalise: 100}", []),
        ("{pass_mark: 101, normalise: 100}", [("error_pass_mark", None)]),
    ],
)
def test_a_pass_mark_above_the_top(scale: str, told: list) -> None:
    """Nobody can pass where the mark is above the highest total."""
    assert found(criterion(), head=f"scale: {scale}\n") == told


@pytest.mark.parametrize("normalise", ["0", "-100"])
def test_a_scale_that_leaves_nothing(normalise: str) -> None:
    """Totals cannot be brought to nothing or less."""
    assert ("error_points", None) in found(criterion(), head=f"scale: {{normalise: {normalise}}}\n")


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (f"find: {HI}, partial: [{{when: {HI}, points: 5}}]", []),
        (f"find: {HI}, partial: [{{when: {HI}, points: 6}}]", [("error_tier", 1)]),
        (f"find: {HI}, partial: [{{when: {HI}, points: -1}}, {{when: {HI}, points: 2}}]", [("error_tier", 1)]),
        (f"deduct: [{{when: {HI}, each: 9}}]", []),
        (f"deduct: [{{when: {HI}, each: 2}}], floor: 6", [("error_tier", 1)]),
        (f"deduct: [{{when: {HI}, each: -2}}]", [("error_tier", 1)]),
    ],
)
def test_a_tier_above_its_points(form: str, told: list) -> None:
    """Whatever a form can give lies between nothing and all the points."""
    assert found(criterion(form=form)) == told


def test_points_below_nothing() -> None:
    """A criterion cannot be worth less than nothing."""
    assert ("error_points", 1) in found(criterion(extra="points: -1"))


@pytest.mark.parametrize(
    "scope",
    [
        "first_turns: 0",
        "last_turns: -1",
        "first_seconds: 0",
        "last_seconds: -2.5",
        "share: [30, 30]",
        "share: [50, 10]",
        "share: [0, 101]",
        "min_strength: 101",
    ],
)
def test_a_scope_in_which_nothing_lies(scope: str) -> None:
    """A condition that looks nowhere is told, also inside others, in occasions, tiers and faults."""
    nowhere = f"{{act: hi, {scope}}}"
    for form in (
        f"find: {nowhere}",
        f"find: {{any: [{HI}, {{none: [{nowhere}]}}]}}",
        f"find: {HI}, applies: {nowhere}",
        f"find: {HI}, partial: [{{when: {nowhere}, points: 1}}]",
        f"find: {HI}, doubt: {nowhere}",
        f"fatal: {nowhere}",
        f"deduct: [{{when: {nowhere}, each: 1}}]",
    ):
        assert found(criterion(form=form)) == [("error_never", 1)]


@pytest.mark.parametrize("form", ["find: {act: []}", "find: {any: []}", "find: {phrase: []}", "deduct: []"])
def test_a_condition_that_asks_nothing(form: str) -> None:
    """A condition or a form with an empty list can never hold."""
    assert found(criterion(form=form)) == [("error_never", 1)]


CONFLICTS = [
    ("find: {act: hi}", "deduct: [{when: {act: hi}, each: 1}]"),
    ("find: {act: [hi, welcome]}", "fatal: {act: [rude, hi]}"),
    ("find: {phrase: 您好}", "deduct: [{when: {phrase: [喂, 您好]}, each: 1}]"),
    ("find: {all: [{act: a}, {any: [{act: b}, {act: hi}]}]}", "fatal: {any: [{act: rude}, {act: hi}]}"),
    ("find: {act: hi, last_turns: 3}", "fatal: {act: hi}"),
    ("find: {act: hi, last_turns: 3}", "fatal: {any: [{act: hi}], last_turns: 3}"),
]
PEACE = [
    ("find: {none: [{act: rude}]}", "deduct: [{when: {act: rude}, each: 1}]"),
    ("find: {act: fee}", "deduct: [{when: {all: [{act: order, by: any}, {none: [{act: fee}]}]}, each: 1}]"),
    ("find: {act: fee}, applies: {act: order}", "fatal: {act: order}"),
    ("find: {act: fee}", "deduct: [{when: {act: rude, unless: fee}, each: 1}]"),
    ("find: {act: thanks, last_turns: 3}", "deduct: [{when: {act: thanks, first_turns: 1}, each: 1}]"),
    ("find: {act: thanks}", "deduct: [{when: {act: thanks, by: customer}, each: 1}]"),
    ("find: {act: thanks}", "deduct: [{when: {count: {act: thanks}, at_least: 9}, each: 1}]"),
    ("find: {phrase: hi}", "fatal: {act: rude}"),
]


@pytest.mark.parametrize(("wanted", "forbidden"), CONFLICTS)
def test_what_is_wanted_and_forbidden_at_once(wanted: str, forbidden: str) -> None:
    """Words that alone earn points in one criterion and alone cost them in another are told, in any order."""
    assert found(criterion("a", wanted), criterion("b", forbidden)) == [("error_conflict", 2)]
    assert found(criterion("b", forbidden), criterion("a", wanted)) == [("error_conflict", 1)]
    assert found(criterion("a", wanted), criterion("b", forbidden, "points: 5, mode: off")) == []


@pytest.mark.parametrize(("wanted", "forbidden"), PEACE)
def test_what_can_be_done_and_left_at_once(wanted: str, forbidden: str) -> None:
    """The same words in another place, of another speaker, as the occasion, or forbidden twice are no contradiction."""
    assert found(criterion("a", wanted), criterion("b", forbidden)) == []


@pytest.mark.parametrize(
    ("gets", "missing"),
    [
        (["met", "not_met"], 0),
        (["5", "0"], 0),
        (["5.0", "2.5"], 0),
        (["met", "partial"], 0),
        (["met"], 1),
        (["not_met", "0"], 1),
        (["unsure", "not_applicable"], 2),
        ([], 2),
    ],
)
def test_examples_that_are_missing(gets: list[str], missing: int) -> None:
    """A criterion that counts wants an example that meets it and one that does not; points may stand for statuses."""
    examples = ", ".join(f"{{gets: {one}, turns: []}}" for one in gets)
    line = f"  - {{id: a, title: 某项, why: w, source: S, points: 5, find: {HI}, examples: [{examples}]}}\n"
    assert found(line) == [("advice_example", 1)] * missing


@pytest.mark.parametrize("line", ["observer: 看", f"find: {HI}, mode: hint", f"find: {HI}, mode: off"])
def test_examples_that_are_not_missed(line: str) -> None:
    """What a person scores, and what does not count, needs no examples."""
    assert found(f"  - {{id: a, title: 某项, why: w, source: S, points: 5, {line}}}\n") == []
