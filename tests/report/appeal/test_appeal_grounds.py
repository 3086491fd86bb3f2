"""What a criterion rests on besides its own words: what gave occasion for it, and what each fault cost."""

from pathlib import Path
from typing import Any

from appeal_kit import call, scored, told

from autoscore.privacy import Masker
from autoscore.report.appeal import Appeal, Means, appeal_of, find_call, find_criterion
from autoscore.report.appeal.records import Mark

RUBRIC = """rubric: tiny
title: 小表
version: "1"
channel: any
source: S
scale: {points: 30, normalise: 100, pass_mark: 60}
criteria:
  - {id: surname, title: 称姓, points: 10, why: 记得住, source: S, applies: {name: given}, find: {name: address}}
  - id: kind
    title: 没说坏话
    points: 10
    why: 不说
    source: S
    deduct: [{when: {phrase: [天灵地灵]}, each: 3}, {when: {act: shirk}, each: 4}]
  - {id: bye, title: 道别, points: 10, why: 有始有终, source: S, find: {act: farewell}}
"""
DISPUTED = call(
    "c1",
    "您好，请讲。",
    "我姓乔，我叫乔大宝，查账单。",
    "天灵地灵，好的，请稍等，天灵地灵。",
    "好。",
    "查到了。",
    "多少？",
    "王先生，三百元，这不归我管。",
    "好。",
    "再见。",
)


def explained(folder: Path, criterion: str, said: dict[str, Any] = DISPUTED) -> Appeal:
    """Returns the page of a criterion of a call, personal data hidden."""
    run = scored(folder, said, rubric=RUBRIC)
    one = find_call(run, "c1")
    means = Means(str(folder / "tiny.yaml"))
    return appeal_of(run, one, find_criterion(one.sheet, criterion), Masker.of(), means)


def test_a_disputed_surname_shows_where_it_was_given(tmp_path: Path) -> None:
    """However far from the wrong name, the turn is there in which the customer gave his; his given name is hidden."""
    found = explained(tmp_path, "surname")
    assert found.occasion is not None
    [line] = found.occasion.lines
    assert (line.turn, line.role, line.text) == (1, "customer", "我姓乔，我叫乔＊＊，查账单。")
    assert line.marks[0] == Mark(0, 3, "occasion")
    assert "王先生" in [piece.quote for piece in found.pieces]
    assert "  客户报了姓\n     2 客户：［我姓乔］" in told(found)


def test_each_fault_is_told_with_what_it_cost(tmp_path: Path) -> None:
    """A criterion that takes points off says how often each fault was found, at how much, and by which words."""
    found = explained(tmp_path, "kind")
    first, second = found.faults
    assert [(one.turn, one.start, one.end, one.quote) for one in first.pieces] == [
        (2, 0, 4, "天灵地灵"),
        (2, 12, 16, "天灵地灵"),
    ]
    assert (first.each, first.count, first.sure) == ("3", 2, True)
    assert (second.each, [one.turn for one in second.pieces]) == ("4", [6])
    taken = sum(int(one.each) * one.count for one in found.faults if one.sure)
    assert found.score.points == str(max(0, 10 - taken))
    assert "  每处扣 3 分，2 处：第 3 轮“天灵地灵”、第 3 轮“天灵地灵”\n" in told(found)
    assert "3 points off each, 2 found: turn 3“天灵地灵”" in told(found, "en")


def test_what_a_person_decided_is_not_reckoned_from_faults(tmp_path: Path) -> None:
    """Where a person gave the points, no deductions stand beside them that do not come to the same."""
    (tmp_path / "d.csv").write_text("通话,评分项,状态,得分\nc1,kind,部分,4\n", "utf-8")
    run = scored(tmp_path, DISPUTED, rubric=RUBRIC, options=("--decisions", str(tmp_path / "d.csv")))
    one = find_call(run, "c1")
    means = Means(str(tmp_path / "tiny.yaml"))
    found = appeal_of(run, one, find_criterion(one.sheet, "kind"), Masker.of(), means)
    assert (found.points, found.faults) == ("4", ())


def test_what_always_applies_needs_no_occasion(tmp_path: Path) -> None:
    """Where nothing gave occasion, and nothing was taken off, nothing is told of it."""
    found = explained(tmp_path, "bye")
    assert (found.occasion, found.faults) == (None, ())
    assert "为什么评这一项" not in told(found)


def test_nothing_is_told_of_a_sheet_that_does_not_come_out_again(tmp_path: Path) -> None:
    """Occasion and faults are what the sheet was filled by; where it cannot be scored again they are not guessed."""
    run = scored(tmp_path, DISPUTED, rubric=RUBRIC)
    one = find_call(run, "c1")
    found = appeal_of(run, one, find_criterion(one.sheet, "kind"), Masker.of(), Means())
    assert (found.occasion, found.faults) == (None, ())
