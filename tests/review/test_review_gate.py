"""The gate: which criteria may score alone, and the rubric in which the others are hints."""

from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace
from review_kit import criterion, decision, sheet

from autoscore.model import Rubric
from autoscore.model.agreement import Comparison
from autoscore.review import FEW, compared, gated, hint_rubric, match
from autoscore.rubric import load, read
from autoscore.rubric.lint import errors

BASE = """rubric: base
title: 表
version: "1"
channel: any
source: S
scale: {points: 10, SCALE}
criteria:
  - {id: a, title: 甲, why: w, source: S, points: 6, find: {phrase: [天灵灵], by: agent}}
  - {id: b, title: 乙, why: w, source: S, points: 4, find: {phrase: [地灵灵], by: agent}}
"""


def comparison(*pairs: tuple[str, str], mode: str = "score") -> Comparison:
    """Compares criterion a on one call after another; criterion b is met by the machine and never decided."""
    sheets = [sheet(f"c{n}", criterion("a", pair[0], mode=mode), criterion("b", "met")) for n, pair in enumerate(pairs)]
    return compared(match(sheets, [decision(f"c{n}", "a", pair[1]) for n, pair in enumerate(pairs)]))


def held(found: Comparison, kappa: float = 0.8) -> dict[str, str]:
    gate = gated(found, kappa).gate
    assert gate is not None
    assert (gate.kappa, gate.pairs) == (kappa, FEW)
    return {one.id: one.reason for one in gate.held}


GOOD = [("met", "met"), ("not_met", "not_met")] * (FEW // 2)


def test_a_criterion_that_agrees_often_enough_scores_alone() -> None:
    """With twenty pairs and a kappa at the gate a criterion is not held; one that nobody looked at is."""
    assert held(comparison(*GOOD), 1.0) == {"b": "few"}


def test_too_few_pairs_are_not_enough() -> None:
    """One pair less than twenty is too few, however well they agree; doubts are no pairs."""
    assert held(comparison(*GOOD[:-1])) == {"a": "few", "b": "few"}
    assert held(comparison(*GOOD[:-1], ("unsure", "met"))) == {"a": "few", "b": "few"}


def test_a_low_kappa_is_held() -> None:
    """Kappa itself is held against the gate: 0.8 passes 0.8, and not 0.81."""
    pairs = [("met", "met")] * 9 + [("not_met", "not_met")] * 9 + [("met", "not_met"), ("not_met", "met")]
    assert held(comparison(*pairs), 0.8) == {"b": "few"}
    assert held(comparison(*pairs), 0.81) == {"a": "low", "b": "few"}


def test_a_kappa_that_is_not_defined_is_held() -> None:
    """A criterion that only ever came out one way has not been shown to tell anything apart."""
    assert held(comparison(*[("met", "met")] * 50)) == {"a": "undefined", "b": "few"}


@pytest.mark.parametrize(("mode", "status"), [("hint", "met"), ("score", "observer")])
def test_what_does_not_score_is_not_held(mode: str, status: str) -> None:
    """Hints, and what only an observer sees, are no matter of the gate."""
    assert held(comparison((status, "met"), mode=mode)) == {"b": "few"}


def laid(tmp_path: Path, scale: str, found: Comparison) -> tuple[Rubric, str]:
    """Writes a base and the hint rubric over it, loads both, and returns the second with its text."""
    (tmp_path / "base.yaml").write_text(BASE.replace("SCALE", scale), "utf-8")
    gate = gated(found, 0.8).gate
    assert gate is not None
    text = hint_rubric(load(str(tmp_path / "base.yaml")), "base.yaml", gate)
    (tmp_path / "own.yaml").write_text(text, "utf-8")
    rubric, problems = read(str(tmp_path / "own.yaml"))
    assert rubric is not None
    assert problems == ()
    assert errors(rubric) == ()
    return rubric, text


@pytest.mark.parametrize("scale", ["normalise: 100, pass_mark: 80", "pass_mark: 8, bands: [{title: 好, least: 9}]"])
def test_what_is_held_becomes_a_hint(scale: str, tmp_path: Path) -> None:
    """The rubric lays `mode: hint` over what is held and nothing else, and has no error."""
    base = BASE.replace("SCALE", scale)
    rubric, text = laid(tmp_path, scale, comparison(*GOOD))
    assert [(one.id, one.mode, one.points) for one in rubric.criteria] == [
        ("a", "score", Decimal(6)),
        ("b", "hint", Decimal(4)),
    ]
    assert (rubric.id, rubric.title) == ("base-hints", "表")
    assert "# 题b：可比的通话只有 0 通" in text
    normal = load(str(tmp_path / "base.yaml")).scale.normalise
    assert rubric.scale.normalise == normal
    assert rubric.scale.pass_mark == (Decimal(80) if "normalise" in base else None)
    assert rubric.scale.bands == ()


def test_a_rubric_with_everything_held_still_loads(tmp_path: Path) -> None:
    """Where nothing may score alone, all criteria are hints."""
    rubric, _ = laid(tmp_path, "normalise: 100", comparison(("met", "met")))
    assert {one.mode for one in rubric.criteria} == {"hint"}


def test_a_rubric_with_nothing_held_is_the_base(tmp_path: Path) -> None:
    """Where everything may score alone, the rubric changes nothing, its scale included."""
    sheets = [sheet(f"c{n}", criterion("a", pair[0])) for n, pair in enumerate(GOOD)]
    good = compared(match(sheets, [decision(f"c{n}", "a", pair[1]) for n, pair in enumerate(GOOD)]))
    rubric, _ = laid(tmp_path, "pass_mark: 8", good)
    base = load(str(tmp_path / "base.yaml"))
    assert (rubric.criteria, rubric.scale) == (base.criteria, base.scale)


def test_titles_cannot_break_the_file(tmp_path: Path) -> None:
    """A title with a line break stays within its comment."""
    evil = replace(criterion("a", "met"), title="题\nrubric: evil")
    rubric, text = laid(tmp_path, "normalise: 100", compared(match([sheet("c1", evil)], [])))
    assert [one.mode for one in rubric.criteria] == ["hint", "score"]
    assert "\nrubric: evil" not in text
    assert rubric.id == "base-hints"


def test_a_themed_rubric_keeps_its_name(tmp_path: Path) -> None:
    """A run with a theme gives a rubric of the same name, which the theme still fits."""
    plain = sheet("c1", criterion("a", "met"))
    themed = replace(plain, rubric=replace(plain.rubric, theme="t"))
    matched = [match([one], [decision("c1", "a", "met")]) for one in (plain, themed)]
    assert [one.themed for one in matched] == [False, True]
    gate = gated(compared(matched[1]), 0.8).gate
    assert gate is not None
    (tmp_path / "base.yaml").write_text(BASE.replace("SCALE", "normalise: 100"), "utf-8")
    (tmp_path / "theme.yaml").write_text("theme: t\nfor: base\ntitle: 主题\ncriteria: [{id: a, title: 丙}]\n", "utf-8")
    text = hint_rubric(load(str(tmp_path / "base.yaml")), "base.yaml", gate, themed=True)
    (tmp_path / "own.yaml").write_text(text, "utf-8")
    rubric = load(str(tmp_path / "own.yaml"), str(tmp_path / "theme.yaml"))
    assert [(one.title, one.mode) for one in rubric.criteria] == [("丙", "hint"), ("乙", "score")]
