"""The workbook of a run: what stands in it, of what type, and what a person finds around it."""

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from excel_kit import CARD, HEADS, TURNS, column, criteria, decision, rows, run, score, sheet, written

from autoscore.errors import UsageError
from autoscore.model import Evidence, Turn
from autoscore.privacy import NO_MASK, Masker
from autoscore.report.excel.detail import Rows
from autoscore.report.excel.queue import Waiting
from autoscore.report.excel.run_book import write_run
from autoscore.report.figures import figures_of
from autoscore.report.language import Language
from autoscore.report.order import Order
from autoscore.runs.stored import StoredRun

SHEETS = ["汇总", "明细", "待复核", "坐席", "问句", "标准", "图表", "说明"]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Is the workbook of two calls, the second settled."""
    folder = tmp_path_factory.mktemp("book")
    settled = criteria(ask=score("ask", "met", "5"))
    facts = {"total": "64.3", "low": "64.3", "passed": True, "provisional": False, "needs_review": False}
    other = {"agent": "0007", "date": "2026-02-19"}
    stored = run(folder / "run", sheet("c1"), sheet("c2", settled, metadata=other, **facts))
    return written(stored, folder / "b.xlsx", masker=Masker.of())


def test_the_sheets_and_their_heads(book: Any) -> None:
    """All worksheets are there in their order, with the columns that people look for."""
    assert book.sheetnames == SHEETS
    for name, heads in HEADS.items():
        assert [cell.value for cell in book[name][1]] == heads


def test_a_row_a_call_says_what_its_sheet_says(book: Any) -> None:
    """Totals are the sheets' own, as numbers; dates are dates; what is unknown is empty."""
    one, two = rows(book, "汇总")
    shown = ["录音号", "工号", "班组", "时间", "渠道", "总分", "满分", "最低", "最高", "是否合格", "等级", "需复核"]
    moment = datetime(2026, 2, 18, 9, 30)
    assert [one[key] for key in shown] == [
        "c1", "0917", "一组", moment, "电话", 64.3, 100, 28.6, 64.3, "待定", "差", "是",
    ]  # fmt: skip
    assert [two[key] for key in ("工号", "班组", "时间", "最低", "是否合格", "需复核")] == [
        "0007", None, datetime(2026, 2, 19), 64.3, "合格", None,
    ]  # fmt: skip
    assert (one["失分项"], one["存疑项"], one["须人看项"], one["提醒"]) == (
        "道别 −6",
        "问来意 0–5",
        "微笑",
        "录音像是不完整",
    )


def test_a_row_a_criterion_gives_the_words_and_their_neighbours(book: Any) -> None:
    """Each criterion of each call has its row; words come with time, neighbours, or where they were looked for."""
    found = rows(book, "明细")
    assert [(one["录音号"], one["评分项编号"]) for one in found[:5]] == [("c1", one.id) for one in CARD.criteria]
    assert len(found) == 10
    greet, ask, bye, smile, asks = found[:5]
    assert (greet["环节"], greet["标准原文"], greet["分值"], greet["得分"], greet["状态"]) == (
        "开头",
        "先开口问候",
        4,
        4,
        "做到",
    )
    assert (greet["原话"], greet["前一句"], greet["后一句"], greet["时间点"]) == (
        "您好",
        None,
        "客户：我查话费",
        "00:00",
    )
    assert greet["建议话术"] is None
    assert (ask["得分"], ask["状态"], ask["搜索范围"], ask["建议话术"]) == (
        "0–5",
        "存疑",
        "坐席第 1–3 轮",
        "请问您要办什么？",
    )
    assert (bye["得分"], bye["搜索范围"]) == (0, "坐席第 3 轮")
    assert bye["最接近的话"] == "“再联系”（第 3 轮，60% 像“再见”）"
    assert (bye["前一句"], bye["后一句"]) == ("客户：我查话费", "客户：好的")
    assert (smile["得分"], smile["状态"]) == (None, "须人看")
    assert (asks["分值"], asks["得分"]) == ("提示", None)


def test_what_machines_say_is_no_decision(book: Any) -> None:
    """The columns to fill in are empty where nobody has decided."""
    for one in rows(book, "明细") + rows(book, "待复核"):
        assert [one[key] for key in ("复核结果", "复核分", "复核人", "理由", "申诉结果")] == [None] * 5


def test_several_pieces_of_evidence_are_told_shortly(tmp_path: Path) -> None:
    """The first three stand one a line with their times, over an hour with it; then how many there are."""
    said = tuple(Evidence(at, 0, 2, turn.text[:2]) for at, turn in enumerate(TURNS))
    stored = run(tmp_path / "run", sheet("c", [score("greet", "met", "4", evidence=said)]))
    [row] = rows(written(stored, tmp_path / "b.xlsx"), "明细")
    assert row["原话"] == "您好\n我查\n查到\n等 4 处"
    assert row["时间点"] == "00:00\n00:03\n1:01:40"


def test_the_queue_holds_what_is_open(book: Any) -> None:
    """Only criteria in doubt wait, with what hangs on them; settled calls are not among them."""
    [row] = rows(book, "待复核")
    assert [row[key] for key in ("先后", "关系到", "总分范围", "录音号", "评分项编号", "状态")] == [
        1, "是否合格", "28.6–64.3", "c1", "ask", "存疑",
    ]  # fmt: skip


def test_the_queue_is_that_of_the_figures(tmp_path: Path) -> None:
    """Of many calls only the weightiest are kept as they go by, and they are those that the figures name, in order."""
    stakes = ({"passed": True}, {"passed": None}, {"passed": True, "low": "63.0"})
    stored = run(tmp_path / "run", *(sheet(f"c{at:02d}", **stakes[at % 3]) for at in range(30)))
    waiting, calls = Waiting(Rows(Language()), Language(), most=7), list(stored)
    for one in calls:
        waiting.add(one)
    found = [(row[0], row[3]) for row in waiting.rows()]
    queue = figures_of(calls).queue
    assert found == [(place, review.call) for place, review in enumerate(queue[:7], start=1)]
    assert found[0] == (1, "c01")


def test_agents_and_questions(book: Any) -> None:
    """A row an agent: rates with their n, losses, and how questions were put, after those of all."""
    two, one = rows(book, "坐席")
    assert (one["工号"], one["班组"], one["通数"], one["平均（百分）"]) == ("0917", "一组", 1, 64.3)
    assert (one["合格率"], one["合格率 n"], one["需复核"], one["最丢分的一项"]) == (
        None,
        0,
        1,
        "道别：共失 6 分，1/1 通",
    )
    assert (two["合格率"], two["合格率 n"]) == (1, 1)
    everybody, *_ = rows(book, "问句")
    assert (everybody["工号"], everybody["开放式"], everybody["封闭式"], everybody["合计"]) == ("全部", 2, 6, 8)
    assert everybody["开放式占比"] == 0.25


def test_the_standards_are_those_of_the_run(book: Any) -> None:
    """Every criterion of the rubric is there with how it is judged, why and what to say."""
    found = rows(book, "标准")
    assert [one["评分项编号"] for one in found] == [one.id for one in CARD.criteria]
    assert [found[0][key] for key in ("评分表", "环节", "要点", "标准", "怎么判", "为什么", "建议话术")] == [
        "示例评分表", "开头", "问候", "先开口问候", "看：问候", "先问好", "您好。",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["汇总", "明细", "待复核", "坐席", "问句", "标准"])
def test_tables_can_be_filtered_scrolled_and_printed(book: Any, name: str) -> None:
    """The filter is over all rows, the head stays in sight and comes again on every page, which all columns fit."""
    page = book[name]
    assert page.auto_filter.ref == page.dimensions
    assert page.freeze_panes[-1] == "2"
    assert page.print_title_rows == "$1:$1"
    assert (page.page_setup.orientation, page.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
    assert int(page.page_setup.fitToHeight) == 0


@pytest.mark.parametrize("name", ["明细", "待复核"])
def test_results_are_chosen_from_a_list(book: Any, name: str) -> None:
    """Both result columns offer their words, over every row; the columns to fill in look so."""
    offered = {}
    for one in book[name].data_validations.dataValidation:
        [cells] = one.sqref.ranges
        offered[cells.min_col] = (one.formula1, cells.max_row)
    last = book[name].max_row
    assert offered == {
        column(book, name, "复核结果"): ('"做到,部分,没做到,不适用,存疑"', last),
        column(book, name, "申诉结果"): ('"维持,做到,部分,没做到,不适用"', last),
    }
    for title in ("复核结果", "复核分", "复核人", "理由", "申诉结果"):
        assert book[name].cell(last, column(book, name, title)).fill.fgColor.rgb == "FFFFF8E1"


def test_colours_follow_the_words(book: Any) -> None:
    """Colours are rules, so that a cell that is filled in takes its colour: where results stand, over all rows."""
    page = book["明细"]
    coloured = {}
    for one in page.conditional_formatting:
        [cells] = one.sqref.ranges
        assert (cells.min_row, cells.max_row) == (2, page.max_row)
        coloured |= {(cells.min_col, rule.formula[0]): rule.dxf.fill for rule in one.rules}
    for title in ("状态", "复核结果", "申诉结果"):
        assert coloured[column(book, "明细", title), '"没做到"'].bgColor.rgb == "FFFFC7CE"
        assert coloured[column(book, "明细", title), '"做到"'].bgColor.rgb == "FFC6EFCE"


def test_charts_show_the_figures_beside_them(book: Any) -> None:
    """There are three charts, of ranges that hold what their titles say."""
    charts = book["图表"]._charts
    assert len(charts) == 3
    spread = rows(book, "图表")[:10]
    assert [one["通数"] for one in spread] == [0, 0, 0, 0, 0, 0, 2, 0, 0, 0]
    assert charts[0].series[0].val.numRef.f == "图表!$B$2:$B$11"
    assert (rows(book, "图表")[0]["评分项"], rows(book, "图表")[0]["共失分"]) == ("道别", 12)


def test_notes_tell_how_to_give_it_back(book: Any) -> None:
    """The last worksheet says what was hidden, how to give the workbook back, what failed, and by what it was made."""
    told = [(one["事项"], one["说明"]) for one in rows(book, "说明")]
    text = "\n".join(f"{title}：{words}" for title, words in told)
    assert told[0][1].startswith("客户的电话")
    assert "--decisions 这个文件.xlsx" in text
    assert "autoscore compare" in text
    assert "没评成：x.txt：空文件" in text
    assert "示例评分表（r），第 1 版，sha256:2" in text
    assert "程序：autoscore 0.1.0" in text


def test_nothing_masked_is_said_aloud(tmp_path: Path) -> None:
    """Where personal data are not hidden the notes stand first, and every printed page says so."""
    stored = run(tmp_path / "run", sheet("c"))
    book = written(stored, tmp_path / "b.xlsx", masker=NO_MASK)
    assert book.sheetnames[0] == "说明"
    assert "没有遮" in rows(book, "说明")[0]["说明"]
    assert all("个人信息没有遮" in page.oddHeader.right.text for page in book)


def test_a_run_that_was_masked_is_not_called_bare(tmp_path: Path) -> None:
    """What was hidden when it was scored is hidden still, whatever is asked of the report."""
    stored = run(tmp_path / "run", sheet("c"))
    (stored.folder / "manifest.json").write_text('{"masked": true}', "utf-8")
    book = written(StoredRun.open(stored.folder), tmp_path / "b.xlsx", masker=NO_MASK)
    assert book.sheetnames == SHEETS
    assert "已遮住" in rows(book, "说明")[0]["说明"]


def test_personal_data_are_hidden_everywhere(tmp_path: Path) -> None:
    """A number that a customer says is in no cell, neither as evidence nor as a neighbour."""
    turns = (*TURNS[:1], Turn("customer", "我的手机号是13912345678"), *TURNS[2:])
    quote = turns[1].text
    scores = criteria(bye=score("bye", "not_met", "0", evidence=(Evidence(1, 0, len(quote), quote),)))
    stored = run(tmp_path / "run", sheet("c", scores), turns=turns)
    book = written(stored, tmp_path / "b.xlsx", masker=Masker.of())
    cells = [str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row if cell is not None]
    assert not [cell for cell in cells if "13912345678" in cell]
    assert any("139****5678" in cell for cell in cells)


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    """Nothing of a clock or a path gets into a workbook."""
    stored = run(tmp_path / "run", sheet("c"))
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        written(stored, tmp_path / name / f"{name}.xlsx")
    assert (tmp_path / "a" / "a.xlsx").read_bytes() == (tmp_path / "b" / "b.xlsx").read_bytes()


def test_a_full_worksheet_goes_on_in_a_further_one(tmp_path: Path) -> None:
    """No row is lost or doubled where a worksheet is full, and each one can be filtered and filled in."""
    stored = run(tmp_path / "run", *(sheet(f"c{at}") for at in range(4)))
    write_run(Order(stored, tmp_path / "b.xlsx", Language(), Masker.of()), most=8)
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    parts = [name for name in book.sheetnames if name.startswith("明细")]
    assert parts == ["明细", "明细2", "明细3"]
    assert [book[name].max_row for name in parts] == [8, 8, 7]
    found = [(one["录音号"], one["评分项编号"]) for name in parts for one in rows(book, name)]
    assert found == [(f"c{at}", one.id) for at in range(4) for one in CARD.criteria]
    assert all(len(book[name].data_validations.dataValidation) == 2 and book[name].auto_filter.ref for name in parts)


def test_a_run_without_calls_or_facts(tmp_path: Path) -> None:
    """Where little is known, cells are empty and nothing fails: no calls, no metadata, no questions, no sheets."""
    bare = sheet("c", metadata={}, questions=None, total=None, low=None, high=None, band=None, channel=None)
    book = written(run(tmp_path / "run", bare, turns=None), tmp_path / "b.xlsx")
    assert [rows(book, "汇总")[0][key] for key in ("工号", "时间", "渠道", "总分", "等级")] == [None] * 5
    assert [rows(book, "明细")[0][key] for key in ("原话", "前一句", "后一句", "时间点")] == ["您好", None, None, None]
    empty = written(run(tmp_path / "none", turns=None), tmp_path / "e.xlsx")
    assert all(rows(empty, name) == [] for name in ("汇总", "明细", "待复核", "坐席", "问句"))


def test_decisions_that_were_made_stand_where_they_were_filled_in(tmp_path: Path) -> None:
    """The last decision of a review and that on an appeal are kept, so that a workbook given back loses none."""
    decided = (decision("met", "5"), decision("not_met", None, "申诉", "重听过"))
    stored = run(
        tmp_path / "run", sheet("c", criteria(ask=score("ask", "unsure", low="0", high="5", decisions=decided)))
    )
    found = rows(written(stored, tmp_path / "b.xlsx"), "明细")[1]
    assert [found[key] for key in ("状态", "复核结果", "复核分", "复核人", "理由", "申诉结果")] == [
        "存疑", "做到", 5, "王", "重听过", "没做到",
    ]  # fmt: skip


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A folder that is not there, or one in the file's place, is a usage error, and nothing is left behind."""
    stored = run(tmp_path / "run", sheet("c"))
    for out in (tmp_path / "no" / "b.xlsx", tmp_path):
        with pytest.raises(UsageError):
            written(stored, out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["run"]


def test_a_damaged_run_leaves_the_old_workbook(tmp_path: Path) -> None:
    """Where reading fails in the middle, a workbook that was there stays as it was, with no part of a new one."""
    stored = run(tmp_path / "run", sheet("c"))
    (tmp_path / "b.xlsx").write_bytes(b"old")
    with (stored.folder / "sheets.jsonl").open("ab") as out:
        out.write(b"{broken\n")
    with pytest.raises(Exception, match="评分结果"):
        written(stored, tmp_path / "b.xlsx")
    assert (tmp_path / "b.xlsx").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.xlsx", "run"]
