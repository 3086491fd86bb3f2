"""`extends`: a house lays its own numbers over a rubric, and problems keep their own files."""

from decimal import Decimal
from pathlib import Path

import pytest
from rubric_kit import HEAD, LINE, codes, where, whole

from autoscore.model import Rubric
from autoscore.operators import Condition
from autoscore.operators.act import Act
from autoscore.operators.wait import Wait
from autoscore.rubric import load, read
from autoscore.rubric.lint import errors, findings

BASE = (
    f"{HEAD}scale: {{normalise: 100, pass_mark: 80}}\nknobs: {{seconds: 5, thanks: 10}}\ncriteria:\n{LINE}"
    "  - {id: hold, title: 稍等, why: w, source: S, points: 3, applies: {wait: $seconds}, find: {act: hold_notice}}\n"
)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Writes a base and a house's rubric over it, and reads the house's."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "base.yaml").write_text(BASE, "utf-8")

    def read_house(text: str):
        (tmp_path / "own.yaml").write_text(f"extends: base.yaml\nrubric: own\n{text}", "utf-8")
        return read("own.yaml")

    return read_house


def clean(result) -> Rubric:
    rubric, found = result
    assert not found, [str(one) for one in found]
    return rubric


def by_id(rubric: Rubric) -> dict[str, tuple[Decimal, str]]:
    return {one.id: (one.points, one.mode) for one in rubric.criteria}


def test_points_and_mode_are_overridden_where_they_stand(house) -> None:
    """What a house writes of a criterion replaces just that; the rest, and the order, are the base's."""
    own = clean(house("criteria:\n  - {id: hold, points: 9}\n  - {id: hi, mode: hint}\n"))
    base = load("base.yaml")
    assert by_id(own) == {"hi": (Decimal(5), "hint"), "hold": (Decimal(9), "score")}
    assert [one.form for one in own.criteria] == [one.form for one in base.criteria]
    assert (own.id, own.title, own.scale) == ("own", base.title, base.scale)


def test_a_condition_is_overridden_whole(house) -> None:
    """A house's own condition takes the place of the base's."""
    own = clean(house("criteria:\n  - {id: hi, find: {act: welcome}}\n"))
    assert own.criteria[0].form.find == Condition(Act(act=("welcome",)))


def test_a_knob_is_turned_without_touching_the_rule(house) -> None:
    """A house's knob reaches the base's conditions; other knobs keep their value."""
    own = clean(house("knobs: {seconds: 8}\n"))
    assert own.criteria[1].applies == Condition(Wait(wait=8.0))
    assert own.knobs == {"seconds": "8", "thanks": "10"}


def test_the_scale_is_overridden_key_by_key(house) -> None:
    """A house may move the pass mark and keep the rest of the scale."""
    scale = clean(house("scale: {pass_mark: 90}\n")).scale
    assert (scale.pass_mark, scale.normalise) == (Decimal(90), Decimal(100))


def test_a_new_criterion_is_appended(house) -> None:
    """A criterion that the base does not have comes behind the base's."""
    own = clean(house("criteria:\n  - {id: bye, title: 再见, why: w, source: S, points: 2, find: {act: farewell}}\n"))
    assert [one.id for one in own.criteria] == ["hi", "hold", "bye"]


def test_the_same_criterion_changed_twice_is_not_swallowed(house) -> None:
    """A criterion of the base that a house changes twice is a problem or a duplicate, never silently one of both."""
    new = "{{id: bye, title: 再见, why: w, source: S, points: {}, find: {{act: farewell}}}}"
    rubric = clean(house(f"criteria:\n  - {new.format(1)}\n  - {new.format(2)}\n"))
    assert [one.code for one in errors(rubric)] == ["error_duplicate_id"]
    rubric, found = house("criteria:\n  - {id: hi, points: 1}\n  - {id: hi, points: 2}\n")
    assert found or errors(rubric)


def test_a_bundled_rubric_is_extended_by_its_id(house, tmp_path) -> None:
    """A bundled rubric needs no path, and stays as it is but for the change."""
    change = "extends: hotline\nrubric: own\ncriteria: [{id: greeting, points: 7}]\n"
    (tmp_path / "own.yaml").write_text(change, "utf-8")
    own, base = load("own.yaml"), load("hotline")
    changes = [(a.id, a.points) for a, b in zip(own.criteria, base.criteria, strict=True) if a != b]
    assert changes == [("greeting", Decimal(7))]


def test_a_base_is_looked_for_beside_the_file_that_names_it(house, tmp_path, monkeypatch) -> None:
    """It does not matter from which folder a house's rubric is loaded."""
    house("criteria: [{id: hi, points: 1}]\n")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    rubric, found = read("../own.yaml")
    assert found == ()
    assert rubric is not None
    assert by_id(rubric)["hi"] == (Decimal(1), "score")


def test_a_problem_carries_the_file_it_stands_in(house, tmp_path) -> None:
    """A slip in the base is told in the base, a slip in the change in the change, each with its own line."""
    slip = BASE.replace("act: greeting", "akt: greeting")
    (tmp_path / "base.yaml").write_text(slip, "utf-8")
    _, found = house("criteria:\n  - {id: hold, pionts: 9}\n")
    assert [(one.code, where(one), one.excerpt) for one in found] == [
        ("unknown_operator", ("base.yaml", 9, slip.splitlines()[8].index("akt") + 1), slip.splitlines()[8].strip()),
        ("unknown_key", ("own.yaml", 4, 16), "- {id: hold, pionts: 9}"),
    ]


def test_a_wrong_knob_is_told_where_its_value_stands(house) -> None:
    """A knob that does not fit is told at the value that the house wrote, not where the base uses it."""
    _, found = house("knobs: {seconds: long}\n")
    assert [(one.code, where(one)) for one in found] == [("type", ("own.yaml", 3, 18))]


def test_lint_names_the_file_in_which_a_criterion_stands(house) -> None:
    """What lint finds in a criterion of the base is told in the base."""
    rubric = clean(house("title: 本店\n"))
    assert {one.place.file for one in findings(rubric) if one.place.line} == {"base.yaml"}


def test_a_base_that_is_not_there_is_told_where_it_is_named(house, tmp_path) -> None:
    """The problem stands at the word behind `extends`."""
    (tmp_path / "own.yaml").write_text("rubric: own\nextends: bas.yaml\n", "utf-8")
    rubric, [problem] = read("own.yaml")
    assert (rubric, problem.code, where(problem)) == (None, "not_found", ("own.yaml", 2, 10))


@pytest.mark.parametrize("ring", [("own.yaml",), ("own.yaml", "b.yaml"), ("own.yaml", "b.yaml", "c.yaml")])
def test_a_ring_of_rubrics_is_refused(ring: tuple[str, ...], tmp_path, monkeypatch) -> None:
    """Rubrics that extend each other, or one that extends itself, are refused with a place."""
    monkeypatch.chdir(tmp_path)
    for name, base in zip(ring, (*ring[1:], ring[0]), strict=True):
        (tmp_path / name).write_text(f"extends: {base}\n{whole()}", "utf-8")
    rubric, found = read("own.yaml")
    assert (rubric, codes(found)) == (None, ["extends"])
    assert found[0].place.file in ring
    assert (found[0].place.line, found[0].place.column) == (1, 10)


def test_the_digest_knows_the_words_not_the_folder(house, tmp_path, monkeypatch) -> None:
    """A rubric has one digest wherever its files lie and however they are named; any change of any file changes it."""
    own = clean(house("version: '1'\n"))
    assert load(str(tmp_path / "own.yaml")).digest == own.digest
    assert load("./own.yaml").digest == own.digest
    assert clean(house("version: '2'\n")).digest != own.digest
    (tmp_path / "base.yaml").write_text(BASE.replace("points: 3", "points: 4"), "utf-8")
    assert clean(house("version: '1'\n")).digest != own.digest
