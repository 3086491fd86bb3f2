"""Themes: a file that fills in a rubric for one business, and tells what does not fit with its place."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from rubric_kit import HEAD, codes, where

from autoscore.cli.main import run
from autoscore.errors import RubricError
from autoscore.model import Rubric
from autoscore.operators import Condition
from autoscore.operators.act import Act
from autoscore.operators.wait import Wait
from autoscore.rubric import bundled, bundled_themes, load, parse_text, read, themes_of
from autoscore.rubric.lint import errors

BASE = (
    f"{HEAD}scale: {{pass_mark: 5}}\nknobs: {{seconds: 5}}\ncriteria:\n"
    "  - {id: hi, title: 问候, why: w, source: S, points: 5, find: {phrase: 天灵灵}}\n"
    "  - {id: told, title: 介绍, why: w, source: S, points: 4, met_at: 2, facts: [\n"
    "      {id: a, title: 甲, find: {phrase: 地灵灵}, points: 2},\n"
    "      {id: b, title: 乙, find: {phrase: 人灵灵}, points: 2}]}\n"
    "  - {id: hold, title: 稍等, why: w, source: S, points: 3, applies: {wait: $seconds}, find: {act: hold_notice}}\n"
)
TOP = "theme: tariff\nfor: house\ntitle: 资费\nwhy: 填资费\n"
FACT = "{id: c, title: 丙, find: {phrase: 水灵灵}, points: 4}"


@pytest.fixture
def themed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Writes a rubric and a theme, and reads the rubric with the theme over it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "base.yaml").write_text(BASE, "utf-8")

    def read_themed(text: str, base: str = "base.yaml"):
        (tmp_path / "theme.yaml").write_text(text, "utf-8")
        return read(base, "theme.yaml")

    return read_themed


def clean(result) -> Rubric:
    rubric, found = result
    assert not found, [str(one) for one in found]
    assert rubric is not None
    return rubric


# ------------------------------------------------------------------ what a theme fills in


def test_a_theme_fills_in_criteria_by_their_ids(themed) -> None:
    """What a theme writes of a criterion replaces just that; all the rest, and the order, are the rubric's."""
    made, base = clean(themed(f"{TOP}criteria:\n  - {{id: told, facts: [{FACT}]}}\n")), load("base.yaml")
    assert [one.id for one in made.criteria] == ["hi", "told", "hold"]
    told = made.criterion("told")
    assert [(one.id, one.points) for one in told.form.facts] == [("c", Decimal(4))]
    assert (told.form.met_at, told.points, told.title) == (2, Decimal(4), "介绍")
    assert [one for one in made.criteria if one.id != "told"] == [one for one in base.criteria if one.id != "told"]


def test_a_theme_leaves_the_head_alone(themed) -> None:
    """Id, title, reason and scale are the rubric's; the theme's own words are of itself; the theme is named."""
    made, base = clean(themed(TOP)), load("base.yaml")
    assert (made.id, made.title, made.why, made.scale) == (base.id, base.title, base.why, base.scale)
    assert (made.theme, base.theme) == ("tariff", None)
    assert made.criteria == base.criteria


REPLACED = {
    "facts by yes or no": ("find: {phrase: 水灵灵}", "find"),
    "facts by levels": ("levels: [{title: 好, when: {phrase: 水灵灵}, points: 4}], otherwise: 无", "levels"),
    "facts by a person": ("observer: 看", "observer"),
}


@pytest.mark.parametrize("name", REPLACED)
def test_a_theme_may_bring_another_scoring_form(themed, name: str) -> None:
    """Another form takes the place of the rubric's whole form, with all the keys that only that form had."""
    form, key = REPLACED[name]
    made = clean(themed(f"{TOP}criteria: [{{id: told, {form}}}]\n"))
    assert (made.criterion("told").form_key, made.criterion("told").points) == (key, Decimal(4))
    assert errors(made) == ()


def test_a_key_of_the_form_is_changed_without_the_form(themed) -> None:
    """A theme may turn one key of the form that the rubric has."""
    made = clean(themed(f"{TOP}criteria: [{{id: told, met_at: 1}}]\n"))
    assert (made.criterion("told").form.met_at, len(made.criterion("told").form.facts)) == (1, 2)


def test_a_theme_turns_knobs(themed) -> None:
    """A theme's knob reaches the rubric's conditions."""
    made = clean(themed(f"{TOP}knobs: {{seconds: 8}}\n"))
    assert made.criterion("hold").applies == Condition(Wait(wait=8.0))


def test_a_criterion_that_a_theme_fills_in_stands_in_the_theme(themed) -> None:
    """What lint finds in a criterion is told in the file that filled it in."""
    made = clean(themed(f"{TOP}criteria:\n  - {{id: told, points: 9}}\n"))
    [problem] = errors(made)
    assert (problem.code, where(problem)) == ("error_tier", ("theme.yaml", 6, 1))


def test_a_theme_is_laid_over_what_a_house_made_of_a_rubric(themed, tmp_path: Path) -> None:
    """A theme for a house's own rubric reaches criteria that come from the rubric it extends."""
    (tmp_path / "own.yaml").write_text("extends: base.yaml\nrubric: own\ncriteria: [{id: hi, points: 9}]\n", "utf-8")
    made = clean(themed(f"{TOP.replace('house', 'own')}criteria: [{{id: told, facts: [{FACT}]}}]\n", "own.yaml"))
    assert (made.criterion("hi").points, made.criterion("told").form.facts[0].id) == (Decimal(9), "c")


def test_a_theme_fits_a_rubric_that_extends_its_own(themed, tmp_path: Path) -> None:
    """A house that changes a number of a rubric keeps the rubric's themes."""
    (tmp_path / "own.yaml").write_text("extends: base.yaml\nrubric: own\ncriteria: [{id: hi, points: 9}]\n", "utf-8")
    made = clean(themed(f"{TOP}criteria: [{{id: told, facts: [{FACT}]}}]\n", "own.yaml"))
    assert (made.theme, made.criterion("told").form.facts[0].id) == ("tariff", "c")


def test_the_digest_knows_the_theme(themed) -> None:
    """A rubric with a theme has a digest of its own, which changes with any word of the theme."""
    digests = [load("base.yaml").digest, clean(themed(TOP)).digest, clean(themed(f"{TOP}# 改\n")).digest]
    assert len(set(digests)) == 3


def test_a_text_may_have_a_theme(themed) -> None:
    """A rubric that is read from a text takes a theme as one from a file does."""
    clean(themed(f"{TOP}criteria: [{{id: told, met_at: 1}}]\n"))
    made = clean(parse_text(BASE, "shown.yaml", "theme.yaml"))
    assert (made.theme, made.criterion("told").form.met_at) == ("tariff", 1)


# ------------------------------------------------------------------ what does not fit

WRONG = {
    "a criterion that is none": ("criteria:\n  - {id: tolt, points: 4}\n", "theme", (6, 5), "是不是“told”？"),
    "a criterion far from any": ("criteria:\n  - {id: xyz, points: 4}\n", "theme", (6, 5), "hi hold told"),
    "a key that is none": ("titel: 资\n", "unknown_key", (5, 1), "是不是“title”？"),
    "a key of the rubric that no theme has": ("scale: {points: 3}\n", "unknown_key", (5, 1), "knobs"),
    "a key of a criterion that is none": (
        "criteria:\n  - {id: told, met_att: 1}\n",
        "unknown_key",
        (6, 16),
        "是不是“met_at”？",
    ),
    "a condition that is none": (
        "criteria:\n  - {id: hi, find: {phrse: 天}}\n",
        "unknown_operator",
        (6, 21),
        "是不是“phrase”？",
    ),
    "a value of the wrong kind": ("criteria:\n  - {id: hi, points: 五}\n", "type", (6, 22), "数"),
    "criteria that are no list": ("criteria: {id: hi}\n", "no_criteria", (5, 11), "criteria"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_in_a_theme_stands_in_the_theme(themed, name: str) -> None:
    """A slip of a theme is told with the theme's file, line, column and line, and with what may have been meant."""
    text, code, place, words = WRONG[name]
    _, [problem] = themed(TOP + text)
    assert (problem.code, where(problem)) == (code, ("theme.yaml", *place))
    assert words in str(problem)
    assert problem.excerpt == (TOP + text).splitlines()[place[0] - 1].strip()


HEADS = {
    "for another rubric": (TOP.replace("house", "hotline"), "theme"),
    "for none": (TOP.replace("for: house\n", ""), "theme"),
    "without a name": (TOP.replace("theme: tariff\n", ""), "missing"),
    "a list": ("- theme\n", "type"),
    "a word": ("theme\n", "type"),
    "nothing": ("", "empty"),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_file_that_is_no_theme_of_the_rubric(themed, name: str) -> None:
    """What is no theme, or none of this rubric, is one problem in the theme's file, and no rubric is made."""
    text, code = HEADS[name]
    rubric, [problem] = themed(text)
    assert (rubric, problem.code) == (None, code)
    assert (problem.place.file, problem.place.column is None) == ("theme.yaml", False)
    assert problem.place.line in (1, 2)


def test_a_theme_for_another_rubric_is_told_where_it_says_so(themed) -> None:
    """The problem stands at the value of `for`."""
    _, [problem] = themed(TOP.replace("house", "hotline"))
    assert where(problem) == ("theme.yaml", 2, 6)


@pytest.mark.parametrize("item", ["{points: 4}", "水灵灵"])
def test_a_criterion_without_an_id(themed, item: str) -> None:
    """A criterion of a theme that has no id is told as such, not by a made-up one."""
    _, found = themed(f"{TOP}criteria:\n  - {item}\n")
    assert where(found[0]) == ("theme.yaml", 6, 5)
    assert "?theme.yaml" not in "".join(map(str, found))


def test_a_knob_that_the_rubric_does_not_have(themed) -> None:
    """A theme that turns a knob that is not there is told, with what may have been meant."""
    _, found = themed(f"{TOP}knobs: {{secondz: 8}}\n")
    assert ["是不是“seconds”？" in str(one) for one in found] == [True]


def test_all_that_is_wrong_is_told_at_once(themed) -> None:
    """Head, keys and criteria of a theme are checked together."""
    rubric, found = themed("theme: t\nfor: hous\ntitel: x\ncriteria:\n  - {id: tolt}\n  - {id: ho}\n")
    assert rubric is None
    assert sorted(codes(found)) == ["theme", "theme", "theme", "unknown_key"]
    assert {one.place.line for one in found} >= {3, 5, 6}


def test_a_criterion_filled_in_twice_is_not_swallowed(themed) -> None:
    """A criterion that a theme fills in twice is a problem, never silently one of both."""
    rubric, found = themed(f"{TOP}criteria:\n  - {{id: hi, points: 1}}\n  - {{id: hi, points: 2}}\n")
    assert found or errors(rubric)


@pytest.mark.parametrize(
    ("name", "words"), [("data-pakage", "是不是“data-package”？"), ("nowhere.yaml", "没有这个主题")]
)
def test_a_theme_that_is_not_there(themed, name: str, words: str) -> None:
    """A theme that is neither bundled nor a file is told by its name, with what may have been meant."""
    rubric, [problem] = read("base.yaml", name)
    assert (rubric, problem.code, problem.place.file) == (None, "not_found", name)
    assert words in str(problem)
    with pytest.raises(RubricError):
        load("base.yaml", name)


# ------------------------------------------------------------------ what is bundled


def test_themes_are_listed_with_their_rubric() -> None:
    """Every bundled theme belongs to one bundled rubric, has a title, and fits that rubric."""
    listed = {theme.id: rubric for rubric in bundled() for theme in themes_of(rubric)}
    assert sorted(listed) == sorted(bundled_themes())
    for theme, rubric in listed.items():
        made = load(rubric, theme)
        assert (made.theme, [str(one) for one in errors(made)]) == (theme, [])
    assert all(theme.title for rubric in bundled() for theme in themes_of(rubric))


def test_a_bundled_theme_fits_no_other_rubric() -> None:
    """A theme over another rubric is refused."""
    for theme in bundled_themes():
        rubric, found = read("hotline", theme)
        assert (rubric, set(codes(found))) == (None, {"theme"})


# ------------------------------------------------------------------ on the command line


@pytest.fixture
def files(themed, tmp_path: Path) -> Path:
    """Writes a rubric, a theme that asks for other words, and a call."""
    themed(f"{TOP}criteria: [{{id: told, facts: [{FACT}], met_at: 1}}]\n")
    (tmp_path / "call.txt").write_text("客服：天灵灵，水灵灵。\n客户：再见。\n", "utf-8")
    return tmp_path


def scored(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run(["score", "call.txt", "--format", "jsonl", *arguments])
    told = capsys.readouterr()
    return status, told.out, told.err


def test_the_sheet_names_its_theme(files: Path, capsys) -> None:
    """A sheet says by which theme it was filled, and its criteria are judged by it."""
    _, plain, _ = scored(capsys, "--rubric", "base.yaml")
    status, out, _ = scored(capsys, "--rubric", "base.yaml", "--theme", "theme.yaml")
    without, with_ = json.loads(plain), json.loads(out)
    assert status == 0
    assert (without["rubric"]["theme"], with_["rubric"]["theme"]) == (None, "tariff")
    assert without["rubric"]["digest"] != with_["rubric"]["digest"]
    assert [one["status"] for one in without["criteria"][:2]] == ["met", "not_met"]
    assert [one["status"] for one in with_["criteria"][:2]] == ["met", "met"]
    [words] = with_["criteria"][1]["evidence"]
    assert (words["turn"], words["start"], words["end"], words["quote"]) == (0, 4, 7, "水灵灵")


def test_a_theme_needs_its_rubric(files: Path, capsys) -> None:
    """A theme without a rubric is bad usage: nothing is read, and what to write is told."""
    status, out, err = scored(capsys, "--theme", "theme.yaml")
    assert (status, out) == (2, "")
    assert "--rubric" in err


@pytest.mark.parametrize("theme", ["nowhere.yaml", "data-package"])
def test_a_theme_that_does_not_fit_ends_the_command(files: Path, capsys, theme: str) -> None:
    """A theme that is not there or is another rubric's is told before anything is read."""
    status, out, err = scored(capsys, "--rubric", "base.yaml", "--theme", theme)
    assert (status, out) == (2, "")
    assert "主题" in err


def test_a_rubric_is_checked_with_its_theme(files: Path, capsys) -> None:
    """`rubric check` tells what is wrong with a theme, and lint's findings with the theme laid over."""
    assert run(["rubric", "check", "base.yaml", "--theme", "theme.yaml"]) == 0
    (files / "bad.yaml").write_text(f"{TOP}criteria:\n  - {{id: told, points: 9}}\n", "utf-8")
    capsys.readouterr()
    assert run(["rubric", "check", "base.yaml", "--theme", "bad.yaml"]) == 2
    assert "bad.yaml:6:1: “told”最多得 4 分" in capsys.readouterr().err


def test_a_rubric_is_explained_with_its_theme(files: Path, capsys) -> None:
    """`rubric explain` names the theme, and explains what it filled in."""
    assert run(["rubric", "explain", "base.yaml", "told", "--theme", "theme.yaml"]) == 0
    out = capsys.readouterr().out
    assert "主题 tariff" in out
    assert "水灵灵" in out
    assert "地灵灵" not in out


def test_bundled_themes_are_listed_and_shown(capsys) -> None:
    """`rubric list` tells the themes of each rubric, and `rubric show` prints one as it is written."""
    assert run(["rubric", "list"]) == 0
    out = capsys.readouterr().out
    assert all(f"--theme {theme}" in out for theme in bundled_themes())
    for theme in bundled_themes():
        assert run(["rubric", "show", theme]) == 0
        assert f"theme: {theme}" in capsys.readouterr().out


def test_a_condition_that_a_theme_writes_is_whole(themed) -> None:
    """A theme's condition takes the place of the rubric's."""
    made = clean(themed(f"{TOP}criteria: [{{id: hi, find: {{act: welcome}}}}]\n"))
    assert made.criterion("hi").form.find == Condition(Act(act=("welcome",)))
