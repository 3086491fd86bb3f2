"""Score sheets of any layout: where the table is, what its columns are, what is scored and what is not."""

import time
from decimal import Decimal
from pathlib import Path

import pytest
from drafting_kit import HEAD, book, draft, patched, put, told_rows
from openpyxl import Workbook, load_workbook

from autoscore.drafting import imported
from autoscore.errors import ReadError

HI, BYE = ("开头", "问候", "主动问好，有得4分，没有0分", 4), ("结尾", "道别", "与客户道别，有得6分，没有0分", 6)
BOTH = [(2, "问候", "find", "4"), (3, "道别", "find", "6")]


def remarks(path: Path) -> list[tuple[str, str]]:
    return [(one.at, one.what) for one in draft(path).remarks]


def refused(path: Path, sheet: str | None = None) -> str:
    with pytest.raises(ReadError) as error:
        imported(path, sheet)
    [problem] = error.value.problems
    return problem.code


@pytest.mark.parametrize(
    "head",
    [
        ("流程", "要点", "标准", "分值"),
        ("服务环节", "考核点", "评分细则", "满分"),
        ("一级指标", "二级指标", "评分标准", "权重(%)"),
        ("项目", "考核项目", "考核标准", "标 准 分"),
        ("大类", "质检项", "要求", "分值（分）"),
        ("质检维度", "通话检查项", "通话评分细则", "本项满分"),
        ("考核大项", "考核小项", "评分细则", "分值范围"),
    ],
)
def test_heads_have_many_names(tmp_path: Path, head: tuple[str, ...]) -> None:
    """The same rows under other heads are the same rows."""
    found = draft(book(tmp_path, head, HI, BYE))
    assert told_rows(found) == BOTH
    assert [row.part.line.text("section") for row in found.rows] == ["开头", "结尾"]


def test_columns_stand_in_any_order_below_any_head_block(tmp_path: Path) -> None:
    """The head is found among the first rows, and the longest text above it is the title."""
    rows = [
        ("上门服务质检评分表（2026版）",),
        ("编号", "", "姓名", ""),
        (),
        ("扣分原因", "满分", "标准", "要点", "流程"),
    ]
    path = book(tmp_path, *rows, *(("", row[3], row[2], row[1], row[0]) for row in (HI, BYE)), merged=["A1:E1"])
    found = draft(path)
    assert told_rows(found) == [(5, "问候", "find", "4"), (6, "道别", "find", "6")]
    assert "title: 上门服务质检评分表（2026版）" in found.text
    assert "\nchannel: visit\n" in found.text


def test_merged_and_empty_cells_are_filled_from_above(tmp_path: Path) -> None:
    """A step over several rows belongs to each, merged or left empty; rows of one point get names of their own."""
    lower = ("", "", "报出工号，有得2分，没有0分", 2)
    merged = draft(book(tmp_path, HEAD, HI, lower, merged=["A2:A3", "B2:B3"]))
    empty = draft(book(tmp_path, HEAD, HI, lower))
    for found in (merged, empty):
        assert told_rows(found) == [(2, "主动问好", "find", "4"), (3, "报出工号", "find", "2")]
        assert [row.part.line.text("section") for row in found.rows] == ["开头", "开头"]


def test_rows_that_share_a_cell_of_points_share_its_points(tmp_path: Path) -> None:
    """What says no points of its own gets an equal share of what is left, and that is told."""
    path = book(tmp_path, HEAD, ("开头", "问候", "主动问好", 6), ("开头", "报工号", "报出工号", ""), merged=["D2:D3"])
    assert told_rows(draft(path)) == [(2, "问候", "find", "3"), (3, "报工号", "find", "3")]
    assert remarks(path) == [("D2", "有 2 点没有写分值，按余下的各算 3 分，请核对")]


@pytest.mark.parametrize(
    "words",
    [
        "（1）问好，有得4分，无得0分；（2）报工号，有得6分，无得0分",
        "①问好，有得4分，无得0分 ②报工号，有得6分，无得0分",
        "1.问好，有得4分，无得0分\n2.报工号，有得6分，无得0分",
        "1、问好得4分；2、报工号得6分",
    ],
)
def test_several_points_in_one_cell_are_several_rows(tmp_path: Path, words: str) -> None:
    """Numbered in any way, each with its own points."""
    found = draft(book(tmp_path, HEAD, ("开头", "开场白", words, 10)))
    assert told_rows(found) == [(2, "问好", "find", "4"), (2, "报工号", "find", "6")]
    assert not found.remarks


def test_numbered_things_of_one_price_stay_one_row(tmp_path: Path) -> None:
    """每讲清一项得2分 ahead of a numbered list is one row of facts, and so are numbered steps of one row's points."""
    facts = draft(book(tmp_path, HEAD, ("介绍", "业务", "每讲清一项得2分：①资费②生效③取消", 6)))
    assert told_rows(facts) == [(2, "业务", "facts", "6")]
    assert [tier.title for tier in facts.rows[0].part.reading.tiers] == ["资费", "生效", "取消"]
    steps = draft(book(tmp_path, HEAD, ("体验", "体验", "①客户试用得5分②只演示得3分③没有得0分", 5)))
    assert told_rows(steps) == [(2, "体验", "levels", "5")]


def test_totals_notes_and_headings_are_no_rows(tmp_path: Path) -> None:
    """A total is checked, a note told, a heading over the columns names the section of what follows."""
    rows = [
        ("序号", "考核项目", "评分标准", "权重"),
        ("一、开场（4分）",),
        (1, *HI[1:]),
        ("二、结束（6分）",),
        (2, *BYE[1:]),
        ("小计", "", "", 6),
        ("合计", "", "", 10),
        ("注：本表按月评。",),
    ]
    path = book(tmp_path, *rows, merged=["A2:D2", "A4:D4", "A7:C7", "A8:D8"])
    found = draft(path)
    assert told_rows(found) == [(3, "问候", "find", "4"), (5, "道别", "find", "6")]
    assert [row.part.line.text("section") for row in found.rows] == ["开场", "结束"]
    assert remarks(path) == [("第 8 行", "是表下的说明，没有当作评分项")]
    assert "scale: {points: 10}" in found.text


def test_a_total_that_does_not_agree_is_left_to_a_person(tmp_path: Path) -> None:
    """The sum of the rows and the total of the sheet are both told; the draft does not choose."""
    found = draft(book(tmp_path, HEAD, HI, BYE, ("合计", "", "", 12)))
    assert "  points: 待填  # 待填：各项相加是 10 分，表上合计 12 分，请核对" in found.text
    assert [(one.at, one.what) for one in found.remarks] == [("D4", "各项相加是 10 分，表上合计 12 分")]


def test_points_said_twice_must_agree(tmp_path: Path) -> None:
    """Where words and cell differ, neither is taken; where neither says points, they are asked for."""
    path = book(tmp_path, HEAD, ("开头", "问候", "问好，有得2分，没有0分", 4), ("结尾", "道别", "与客户道别", "待定"))
    found = draft(path)
    assert told_rows(found) == [(2, "问候", "find", "None"), (3, "道别", "find", "None")]
    assert "points:  # 待填：标准里是 2 分，分值栏是 4 分，请定" in found.text
    assert "points:  # 待填：几分，表里没有写" in found.text
    assert remarks(path) == [("D2", "标准里是 2 分，分值栏是 4 分，请定"), ("D3", "分值“待定”没有看懂")]


def test_hidden_rows_are_left_out_and_told(tmp_path: Path) -> None:
    """What nobody sees on the sheet is not scored."""
    path = book(tmp_path, HEAD, HI, ("中间", "旧项", "以前的标准", 5), BYE, hidden=[3])
    assert told_rows(draft(path)) == [(2, "问候", "find", "4"), (4, "道别", "find", "6")]
    assert remarks(path) == [("第 3 行", "这一行是隐藏的，没有读")]


def test_a_head_again_below_brings_its_own_columns(tmp_path: Path) -> None:
    """A second table on the sheet goes on with its own order of columns."""
    found = draft(book(tmp_path, HEAD, HI, (), ("分值", "标准", "要点", "流程"), tuple(reversed(BYE))))
    assert told_rows(found) == [(2, "问候", "find", "4"), (5, "道别", "find", "6")]


def test_one_of_several_sheets_is_read_and_the_others_named(tmp_path: Path) -> None:
    """The first score sheet is read, or the one that is named; an unknown name is refused."""
    workbook = Workbook()
    workbook.remove(workbook["Sheet"])
    put(workbook.create_sheet("说明页"), [("随便写点",)])
    put(workbook.create_sheet("一季度"), [HEAD, HI])
    put(workbook.create_sheet("二季度"), [HEAD, BYE])
    path = tmp_path / "two.xlsx"
    workbook.save(path)
    first, second = draft(path), draft(path, "二季度")
    assert told_rows(first) == [(2, "问候", "find", "4")]
    assert [one.at for one in first.remarks] == ["二季度"]
    assert told_rows(second) == [(2, "道别", "find", "6")]
    assert refused(path, "三季度") == "no_sheet"


def test_long_sheets_are_read_to_a_limit(tmp_path: Path) -> None:
    """Five hundred rows below the head are read; that the rest is not is told."""
    path = book(tmp_path, HEAD, *(("开头", f"第{number}点", "做到得1分", 1) for number in range(510)))
    found = draft(path)
    assert len(found.rows) == 500
    assert remarks(path)[-1] == ("第 502 行", "只读表头以下 500 行，后面的没有读")


@pytest.mark.parametrize("letter", ["扣", "1", "（", "情况一"])
def test_long_cells_are_read_to_a_limit(tmp_path: Path, letter: str) -> None:
    """Of a cell that somebody filled with thousands of letters the first are read, at once, and that is told."""
    path = book(tmp_path, HEAD, HI, ("中间", "长", letter * 20_000, 2))
    began = time.perf_counter()
    [remark] = remarks(path)
    assert time.perf_counter() - began < 10
    assert (remark[0], "只读前 2000 字" in remark[1]) == ("C3", True)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", "要点,标准,分值\n问候,问好,4\n".encode(), "no_workbook"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "no_workbook"),
        ("a.xlsx", b"", "no_workbook"),
        ("a.xlsx", b"PK\x03\x04broken", "xlsx"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    """A CSV, an old workbook, an empty file, half an archive: each is one clear error."""
    path = tmp_path / name
    path.write_bytes(data)
    assert refused(path) == code


def test_a_workbook_without_a_score_sheet_is_refused(tmp_path: Path) -> None:
    """No head of a score sheet, or nothing below it; and what is not there at all."""
    assert refused(book(tmp_path, ("日期", "内容"), ("一月", "无"))) == "no_table"
    assert refused(book(tmp_path, HEAD)) == "no_table"
    assert refused(tmp_path / "none.xlsx") == "not_found"


def test_far_merged_cells_are_no_burden(tmp_path: Path) -> None:
    """A block that is said to reach over a million rows and all columns is read as far as the sheet goes."""
    path = patched(book(tmp_path, HEAD, HI, BYE, merged=["E2:F3"]), "E2:F3", "E2:XFD1048576")
    assert told_rows(draft(path)) == BOTH


def test_hidden_columns_are_left_out_and_told(tmp_path: Path) -> None:
    """Points of last year in a hidden column are none; a title that reaches over a hidden column is still read."""
    head = ("旧分值", "流程", "要点", "标准", "分值")
    path = book(tmp_path, ("电话评分表",), head, (9, *HI), (9, *BYE), merged=["A1:E1"])
    found = load_workbook(path)
    found["评分表"].column_dimensions["A"].hidden = True
    found.save(path)
    assert told_rows(draft(path)) == [(3, "问候", "find", "4"), (4, "道别", "find", "6")]
    assert remarks(path) == [("A 列", "这一列是隐藏的，没有读")]
    assert "title: 电话评分表" in draft(path).text


@pytest.mark.parametrize(
    ("head", "cells", "points"),
    [
        ("分值", (0.1, 0.9, 1), ["10", "90"]),
        ("权重", (0.15, 0.55, ""), ["15", "55"]),
        ("分值", (0.5, 0.4, ""), ["0.5", "0.4"]),
        ("权重", (0.5, 2, ""), ["0.5", "2"]),
    ],
)
def test_weights_in_percent_are_points(
    tmp_path: Path, head: str, cells: tuple[float | str, ...], points: list[str]
) -> None:
    """Cells that show 10% hold 0.1: where they make up 1, or are called weights, they are points of a hundred."""
    rows = [
        ("要点", "标准", head),
        ("问候", "主动问好", cells[0]),
        ("道别", "与客户道别", cells[1]),
        ("合计", "", cells[2]),
    ]
    found = draft(book(tmp_path, *rows))
    assert [one[3] for one in told_rows(found)] == points
    total = sum(map(Decimal, points), Decimal(0))
    assert f"scale: {{points: {total}}}" in found.text


@pytest.mark.parametrize("mark", ["是", "√", "Y"])
def test_a_mark_or_a_word_makes_a_red_line(tmp_path: Path, mark: str) -> None:
    """A row is one that voids the sheet by a column for it, by its cell of points, or by its remark."""
    head = ("要点", "标准", "分值", "是否一票否决", "备注")
    rows = [
        ("问候", "主动问好", 4, "否", ""),
        ("辱骂", "辱骂客户", "", mark, ""),
        ("泄密", "泄露客户信息", "否决", "", ""),
        ("索密", "索要密码", "", "", "一票否决"),
    ]
    found = draft(book(tmp_path, head, *rows))
    assert [one[2:] for one in told_rows(found)] == [("find", "4"), *[("fatal", "0")] * 3]
    assert found.remarks == ()
    # Not every taboo word is abuse.
    assert "fatal: {act: rude}" in found.text


def test_a_column_beside_may_say_how_points_go(tmp_path: Path) -> None:
    """扣分说明 is a rule where it speaks of points, below a head of two rows too; a note in it is none."""
    top = ("要点", "评分", "", "")
    head = ("", "评分细则", "扣分说明", "分值")
    rules = book(tmp_path, top, head, ("问候", "主动问好", "未问好扣4分", 4), ("道别", "道别", "未道别扣6分", 6),
                 merged=["A1:A2", "B1:D1"])  # fmt: skip
    assert [one.part.reading.points for one in draft(rules).rows] == [Decimal(4), Decimal(6)]
    assert "standard: 主动问好；未问好扣4分" in draft(rules).text
    notes = book(tmp_path, (*head[1:], "要点"), ("主动问好", "重听后改", 4, "问候"), ("道别", "", 6, "道别"))
    assert "重听" not in draft(notes).text


@pytest.mark.parametrize("word", ["满分", "合 计", "总分（100分）", "总分：10分", "本表满分", "小计"])
def test_words_for_totals(tmp_path: Path, word: str) -> None:
    """A total is no row, however it is called."""
    assert told_rows(draft(book(tmp_path, HEAD, HI, BYE, (word, "", "", 10)))) == BOTH


def test_a_point_may_begin_like_a_total(tmp_path: Path) -> None:
    """A row that is scored is not lost because its name begins with the word for a total."""
    rows = [("要点", "标准", "分值"), ("合计费用告知", "告知合计费用，有得4分，没有0分", 4), ("合计", "", 4)]
    assert told_rows(draft(book(tmp_path, *rows))) == [(2, "合计费用告知", "find", "4")]


def test_the_same_head_again_is_no_row(tmp_path: Path) -> None:
    """A head whose words are known by their endings only is known again on the next page."""
    head = ("质检维度", "通话检查项", "通话评分细则", "本项满分")
    assert [one[1] for one in told_rows(draft(book(tmp_path, head, HI, head, BYE)))] == ["问候", "道别"]


def test_cases_that_a_total_counts_twice_are_told(tmp_path: Path) -> None:
    """A sum over all cells holds both cases, of which one counts: what to do about it is left to a person."""
    one, other = ("促成", "情况一：成交", "道谢，2分", 2), ("促成", "情况二：未成交", "问疑问，2分", 2)
    what = "各项相加是 6 分，表上合计 8 分，把几种情况都加上了，一通只评一种"
    assert remarks(book(tmp_path, HEAD, HI, one, other, ("合计", "", "", 8))) == [("D5", what)]


def test_a_pass_mark_below_the_table_is_told(tmp_path: Path) -> None:
    """A note that tells who passes says where that is to be written."""
    [(_, what)] = remarks(book(tmp_path, HEAD, HI, BYE, ("备注：8分以上合格",)))
    assert what == "是表下的说明，没有当作评分项；合格线、等级请写进 scale 的 pass_mark、bands"


def test_a_workbook_of_a_run_is_no_score_sheet(tmp_path: Path) -> None:
    """Whoever takes the wrong workbook does not get a rubric of thousands of rows."""
    head = ("录音号", "评分项", "评分项编号", "标准原文", "分值", "得分", "复核结果")
    assert refused(book(tmp_path, head, ("c1", "问候", "greet", "先问好", 4, 4, ""))) == "report"
