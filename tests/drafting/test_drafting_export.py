"""Rubrics as workbooks: nothing is lost on the way out and back, and nothing in a cell is ever a formula."""

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from drafting_kit import HEAD, draft, marks, patched, plain, problems
from openpyxl import Workbook, load_workbook

from autoscore.drafting import Restored, exported, imported, template, told
from autoscore.errors import ReadError, RubricError, UsageError
from autoscore.rubric import bundled, load, parse_text, themes_of

RUBRICS = [(name, None) for name in bundled()] + [(name, one.id) for name in bundled() for one in themes_of(name)]
RULES = """\
rubric: odd
title: "=HYPERLINK(1)"
version: "1"
channel: phone
source: "+S"
why: "@why\\n第二行"
scale: {points: 4.5, bands: [{title: 好, least: 4}]}
knobs: {turns: 3, words: [天灵灵]}
criteria:
  - id: "-a, b"
    title: "- 1: '#'"
    standard: "$turns"
    why: "~"
    source: "{x}"
    points: 2.5
    find: {phrase: $words, first_turns: $turns}
    examples:
      - {gets: 2.5, turns: ["客服：[[天灵灵]]。"], date: 2025-05-13 09:30, metadata: {cut_off: "yes"}}
  - {id: b, title: 乙, why: 好, source: 表, points: 2, weight: 1, mode: hint, range: [-1, 2], advice: "=1+1"}
  - {id: c, title: 丙, why: 好, source: 表, mode: off, observer: _x0041_看}
"""


def restored(path: Path) -> Restored:
    found = imported(path)
    assert isinstance(found, Restored)
    return found


def written(folder: Path, data: bytes) -> Path:
    path = folder / "rubric.xlsx"
    path.write_bytes(data)
    return path


def odd(folder: Path) -> Path:
    path = folder / "odd.yaml"
    path.write_text(RULES, "utf-8")
    return path


def opened(data: bytes) -> Workbook:
    book: Workbook = load_workbook(io.BytesIO(data))
    return book


def rows(book: Workbook, name: str) -> list[tuple[Any, ...]]:
    return list(book[name].iter_rows(values_only=True))


@pytest.mark.parametrize(("name", "theme"), RUBRICS)
def test_every_bundled_rubric_comes_back_as_it_was(tmp_path: Path, name: str, theme: str | None) -> None:
    """Export and import give an equal rubric: head, criteria, forms, conditions, knobs, examples; with a theme too."""
    found = restored(written(tmp_path, exported(name, theme)))
    rubric, wrong = parse_text(found.text)
    assert not wrong
    assert rubric is not None
    assert plain(rubric) == plain(load(name, theme))
    assert found.count == len(rubric.criteria)
    assert not found.remarks


def test_a_rubric_of_odd_words_comes_back_as_it_was(tmp_path: Path) -> None:
    """Texts that look like formulas, knobs, nothing or YAML, knobs that are lists, fractions: all are kept."""
    path = odd(tmp_path)
    rubric, wrong = parse_text(restored(written(tmp_path, exported(str(path)))).text)
    assert not wrong
    assert rubric is not None
    assert plain(rubric) == plain(load(str(path)))


def test_a_rubric_that_extends_another_comes_back_whole(tmp_path: Path) -> None:
    """What is exported stands for itself: the base is laid in."""
    path = tmp_path / "mine.yaml"
    text = "rubric: mine\nextends: hotline\ncriteria:\n  - {id: greeting, points: 8}\nscale: {points: 102}\n"
    path.write_text(
        "rubric: mine\nextends: hotline\ncriteria:\n  - {id: greeting, points: 8}\nscale: {points: 102}\n", "utf-8"
    )
    text = restored(written(tmp_path, exported(str(path)))).text
    assert "extends" not in text
    rubric, wrong = parse_text(text)
    assert not wrong
    assert rubric is not None
    assert plain(rubric) == plain(load(str(path)))


def test_what_cannot_be_used_is_not_exported(tmp_path: Path) -> None:
    """A rubric with a mistake, or one that is not there, is refused with its problems."""
    bad = tmp_path / "bad.yaml"
    bad.write_text(RULES.replace("points: 2.5", "points: viele"), "utf-8")
    for name in (str(bad), "no-such-rubric"):
        with pytest.raises(RubricError):
            exported(name)


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    """What begins with = + - @ is text, in every sheet."""
    book = opened(exported(str(odd(tmp_path))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert {"=HYPERLINK(1)", "- 1: '#'", "=1+1", "+S"} <= {cell.value for cell in cells}


def test_the_printed_sheet_has_the_layout_of_paper() -> None:
    """Title, head block, 流程 merged over its rows, a row a criterion, and the total of one case."""
    book = opened(exported("counter-sales"))
    assert book.sheetnames == ["评分表", "总则", "规则"]
    sheet = book["评分表"]
    table = rows(book, "评分表")
    assert table[0][0] == "营业厅营销服务评分表"
    assert table[3] == HEAD
    assert table[4] == ("维护关系", "主动招呼", load("counter-sales").criteria[0].standard, 4, None, None)
    assert table[6][0] is None
    assert {"A6:A7", "A1:F1"} <= {str(area) for area in sheet.merged_cells.ranges}
    assert [row[3] for row in table if row[0] == "合计"] == [100]
    assert sheet.freeze_panes == "A5"


def test_the_printed_sheet_alone_is_a_draft_again(tmp_path: Path) -> None:
    """Somebody else's copy without the rules is read like any sheet: each row finds the criterion it came from."""
    rubric = load("counter-17-steps")
    book = opened(exported("counter-17-steps"))
    del book["总则"], book["规则"]
    path = tmp_path / "paper.xlsx"
    book.save(path)
    assert [row.id for row in draft(path).rows] == [one.id for one in rubric.criteria]


def test_points_changed_on_the_printed_sheet_are_told(tmp_path: Path) -> None:
    """The rules count; that the printed sheet says otherwise is told."""
    book = opened(exported("hotline"))
    book["评分表"]["D5"] = 7
    path = tmp_path / "changed.xlsx"
    book.save(path)
    found = restored(path)
    [remark] = found.remarks
    assert (remark.at, remark.what[:6]) == ("第 5 行", "“开头问候”")
    rubric, _ = parse_text(found.text)
    assert rubric is not None
    assert plain(rubric) == plain(load("hotline"))
    assert next(iter(told(found))).endswith("读回 23 项")


def test_a_rule_changed_in_its_cell_is_the_new_rule(tmp_path: Path) -> None:
    """People change points and rules in Excel; what they wrote comes back, and nothing else changes."""
    book = opened(exported("hotline"))
    sheet = book["规则"]
    columns = {str(cell.value): cell.column for cell in sheet[1]}
    sheet.cell(2, columns["分值"], 7)
    sheet.cell(2, columns["规则"], "points_source: assigned\nfind: {act: greeting, first_turns: 3}")
    path = tmp_path / "changed.xlsx"
    book.save(path)
    rubric, wrong = parse_text(restored(path).text)
    assert not wrong
    assert rubric is not None
    before = load("hotline").criteria[0]
    assert rubric.criteria[0].points == Decimal(7)
    assert rubric.criteria[0].form != before.form
    assert plain(replace(rubric, criteria=rubric.criteria[1:])) == plain(
        replace(load("hotline"), criteria=load("hotline").criteria[1:])
    )


def test_a_rule_that_is_no_yaml_is_told_by_its_cell(tmp_path: Path) -> None:
    """A slip in a cell is one problem that names the cell; a cell cannot smuggle a second criterion in."""
    path = patched(written(tmp_path, exported("hotline")), "find: {act: greeting, first_turns: 2}", "find: {act: [")
    with pytest.raises(ReadError) as error:
        imported(path)
    assert [(one.place.cell, one.code) for one in error.value.problems] == [("规则!G2", "syntax")]


def test_a_cell_cannot_bring_in_a_criterion(tmp_path: Path) -> None:
    """Whatever a cell of text holds, it stays one text."""
    words = "好\n  - id: more\n    title: 多\n# 待填：\n\"': {x"
    book = opened(exported("hotline"))
    sheet = book["规则"]
    columns = {str(cell.value): cell.column for cell in sheet[1]}
    sheet.cell(2, columns["为什么"], words)
    path = tmp_path / "changed.xlsx"
    book.save(path)
    rubric, wrong = parse_text(restored(path).text)
    assert not wrong
    assert rubric is not None
    assert len(rubric.criteria) == len(load("hotline").criteria)
    assert rubric.criteria[0].why == words


def test_the_same_rubric_gives_the_same_bytes() -> None:
    """A workbook hangs on the rubric alone: not on the clock, nor on the machine."""
    assert exported("hotline") == exported("hotline")
    assert template() == template()
    created = opened(template()).properties.created
    assert created is not None
    assert created.year == 2000


def test_a_text_too_long_for_a_cell_is_refused(tmp_path: Path) -> None:
    """Excel would cut it off without a word."""
    path = tmp_path / "long.yaml"
    path.write_text(RULES.replace("why: 好", f"why: {'好' * 40_000}"), "utf-8")
    with pytest.raises(UsageError, match="32767"):
        exported(str(path))


def test_the_template_is_a_sheet_that_is_understood(tmp_path: Path) -> None:
    """Each form once, drop-downs for it, instructions beside it; read as it is, only few places are left to fill in."""
    data = template()
    book = opened(data)
    assert book.sheetnames == ["评分表", "填写说明"]
    [rule] = book["评分表"].data_validations.dataValidation
    assert "一票否决" in str(rule.formula1)
    found = draft(written(tmp_path, data))
    assert {row.form for row in found.rows} == {
        "find", "levels", "facts", "range", "deduct", "fatal", "bonus", "observer"
    }  # fmt: skip
    assert [one.what for one in found.remarks] == ["是表下的说明，没有当作评分项"]
    assert 0 < found.blanks < 6
    assert [problem.place.line for problem in problems(found.text)] == marks(found.text)
