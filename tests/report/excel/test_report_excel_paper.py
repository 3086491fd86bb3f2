"""The score sheet in the paper form's own layout."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from excel_kit import CARD, converted, criteria, decision, rows, run, score, sheet, written
from msgspec.structs import replace

from autoscore.errors import UsageError
from autoscore.model import CriterionScore, Evidence, Step
from autoscore.model.card import CriterionCard
from autoscore.privacy import NO_MASK, Masker
from autoscore.report.excel.book import written as opened
from autoscore.report.excel.paper_sheet import blank, draw
from autoscore.report.language import Language

HEADS = ("流程", "要点", "标准", "分值", "得分", "扣分原因")


def lines(page: Any) -> list[tuple[Any, ...]]:
    """Returns the rows of a form."""
    return [row for row in page.iter_rows(max_col=6, values_only=True) if any(cell is not None for cell in row)]


def line(page: Any, point: str) -> tuple[Any, ...]:
    """Returns the row of a point, or of a sum by its title."""
    return next(row for row in lines(page) if point in (row[0], row[1]))


@pytest.fixture
def page(tmp_path: Path) -> Any:
    """Is the form of a call with one criterion of each kind."""
    facts = {
        "branch": "东区",
        "营业厅": "一厅",
        "agent_name": "王芳",
        "agent": "0917",
        "date": "2026-02-18T09:30",
        "theme": "宽带",
    }
    return written(run(tmp_path / "run", sheet("c1", metadata=facts)), tmp_path / "p.xlsx", "c1", masker=Masker.of())[
        "c1"
    ]


def test_the_head_is_that_of_the_paper_form(page: Any) -> None:
    """The title, six fields and six columns stand where the paper form has them."""
    title, number, branch, name, heads = lines(page)[:5]
    assert title[0] == "示例评分表"
    assert number == ("编号", "c1", None, "日期", None, "2026-02-18 09:30")
    assert branch == ("单位", "东区", None, "营业厅/班组", None, "一厅")
    assert name == ("姓名/工号", "王芳 0917", None, "主题", None, "宽带")
    assert heads == HEADS


def test_points_stand_with_the_reason_they_were_lost_for(page: Any) -> None:
    """What was met needs no reason; what was lost says why, where it was looked for and what came closest."""
    assert line(page, "问候") == ("开头", "问候", "先开口问候", 4, 4, None)
    reason = "道别的依据；找过坐席第 3 轮；最接近“再联系”（第 3 轮，60% 像“再见”）"
    assert line(page, "道别") == ("收尾", "道别", None, 6, 0, reason)


def test_what_is_open_is_left_to_a_person(page: Any) -> None:
    """A doubt says its range; what must be seen is left blank to be filled by hand; what is only told is no row."""
    assert line(page, "问来意")[3:5] == (5, "存疑 0–5")
    assert line(page, "微笑")[3:] == (3, None, "须人看：迎客时微笑")
    assert not [row for row in lines(page) if row[1] == "问句"]


def test_sums_add_up(page: Any) -> None:
    """Each step has its subtotal, doubts as a range; then all rows, the total of the sheet, and the result."""
    sums = [row for row in lines(page) if row[0] == "小计"]
    assert [row[3:5] for row in sums] == [(9, "4–9"), (9, 0)]
    assert line(page, "各项合计")[3:5] == (18, "4–9")
    assert line(page, "总分（满分 100）")[3:] == (100, 64.3, "存疑 28.6–64.3，暂按高分；未含须人看的项")
    assert line(page, "评定")[5] == "差，待定"


def test_a_step_is_merged_beside_its_rows(page: Any) -> None:
    """The name of a step goes down beside all its rows, and there is room to sign."""
    merged = {str(cells) for cells in page.merged_cells.ranges}
    assert {"A6:A7", "A9:A10", "A1:F1"} <= merged
    assert any("签字" in str(cell) for row in lines(page) for cell in row)


def test_it_is_printed_on_one_page_of_a4(page: Any, tmp_path: Path) -> None:
    """It stands upright, as wide as the page, and LibreOffice prints a short one on a single page."""
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("portrait", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    data = converted(tmp_path / "p.xlsx", "pdf").read_bytes()
    assert data.count(b"/Type/Page\n") + data.count(b"/Type/Page/") == 1


def test_peoples_decisions_stand_in_the_form(tmp_path: Path) -> None:
    """The last decision gives the points, and who made it why is the reason."""
    decided = criteria(
        ask=score("ask", "unsure", low="0", high="5", decisions=(decision("partial", "2"),)),
        smile=score("smile", "observer", decisions=(decision("met", None, "", ""),)),
    )
    page = written(run(tmp_path / "run", sheet("c", decided)), tmp_path / "p.xlsx", "c")["c"]
    assert line(page, "问来意")[3:] == (5, 2, "王判定：部分，听清了")
    assert line(page, "微笑")[3:] == (3, 3, "人工判定：做到")


def test_points_without_an_occasion_are_in_no_sum(tmp_path: Path) -> None:
    """A row that does not apply says so, and neither its points nor a score are summed; half a point stays half."""
    scores = criteria(
        greet=score("greet", "not_applicable"), ask=score("ask", "partial", "2.5"), bye=score("bye", "met", "5")
    )
    page = written(run(tmp_path / "run", sheet("c", scores)), tmp_path / "p.xlsx", "c")["c"]
    assert line(page, "问候")[4] == "不适用"
    assert [row[3:5] for row in lines(page) if row[0] == "小计"] == [(5, 2.5), (9, 5)]
    # Met with fewer points than there are: the reason tells.
    assert line(page, "道别")[4:] == (5, "道别的依据")


def test_a_sheet_for_each_call_asked_for(tmp_path: Path) -> None:
    """The calls stand in the order in which they were asked for, each once; nothing masked is said in each."""
    stored = run(tmp_path / "run", sheet("a"), sheet("b"), sheet("c"))
    book = written(stored, tmp_path / "p.xlsx", "c", "a", "c", masker=NO_MASK)
    assert book.sheetnames == ["c", "a"]
    assert all(any(row[0] == "个人信息没有遮" for row in lines(page)) for page in book)


def test_an_unknown_call_is_named_with_close_ones(tmp_path: Path) -> None:
    """Every id that is not there is told, with ids like it, and nothing is written."""
    stored = run(tmp_path / "run", sheet("day1/call-0001"), sheet("day1/call-0002"), sheet("other"))
    with pytest.raises(UsageError) as raised:
        written(stored, tmp_path / "p.xlsx", "day1/call-001", "other", "zzz")
    assert "“day1/call-001”；相近的有：day1/call-0001" in str(raised.value)
    assert "“zzz”" in str(raised.value)
    assert not (tmp_path / "p.xlsx").exists()


def test_the_blank_form_of_a_rubric(tmp_path: Path) -> None:
    """A rubric without a call gives the form to be filled in by hand; of two cases, the sum holds the larger."""
    cases = (
        CriterionCard("sold", "成交", "2", "score", "find", "w", "S", "close", branch="sold"),
        CriterionCard("unsold", "未成交", "3", "score", "find", "w", "S", "close", branch="unsold"),
    )
    form = blank(replace(CARD, criteria=(*CARD.criteria, *cases)), Language())
    with opened(tmp_path / "f.xlsx", Language(), streamed=False) as book:
        draw(book, "空白表", form)
    page = openpyxl.load_workbook(tmp_path / "f.xlsx")["空白表"]
    assert lines(page)[4] == HEADS
    assert line(page, "道别") == ("收尾", "道别", None, 6, None, None)
    assert [one.points for one in form.steps.values()] == [Decimal(9), Decimal(12)]
    assert line(page, "合计")[3:5] == (21, None)


RED = replace(
    CARD, criteria=(*CARD.criteria, CriterionCard("red", "泄密", "0", "score", "fatal", "守密", "自拟", "close"))
)


def test_a_red_line_is_the_reason_for_no_points(tmp_path: Path) -> None:
    """A line that was crossed is worth nothing itself: its row says by what words, the total what it took."""
    crossed = CriterionScore(
        "red", "泄密", "score", "not_met", "0", "0", "索要密码", evidence=(Evidence(2, 0, 3, "查到了"),)
    )
    facts = {"total": "0.0", "low": "0.0", "high": "0.0", "provisional": True, "passed": False, "band": "不合格"}
    made = replace(sheet("c", (*criteria(), crossed), **facts), steps=(Step("一票否决", "-9", "0"),))
    stored = run(tmp_path / "run", made, card=RED)
    page = written(stored, tmp_path / "p.xlsx", "c")["c"]
    assert line(page, "泄密")[3:] == (0, 0, "索要密码；原话“查到了”（第 3 轮）")
    total = next(row for row in lines(page) if str(row[0]).startswith("总分"))
    assert total[5] == "碰红线，一票否决，扣去 9 分；未含须人看的项"
    # The word for the band and that for failing are the same here: once is enough.
    assert line(page, "评定")[5] == "不合格"
    [row] = rows(written(stored, tmp_path / "b.xlsx"), "汇总")
    assert row["失分项"] == "泄密（一票否决）；道别 −6"
