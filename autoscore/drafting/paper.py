"""The score sheet as it is printed and filled in by hand: 流程 / 要点 / 标准 / 分值 / 得分 / 扣分原因."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from autoscore.drafting.rulebook import named, number
from autoscore.drafting.trees import items, word
from autoscore.drafting.workbook import Cell, Merged, Page
from autoscore.model import Rubric
from autoscore.rubric.bounds import cases, worth
from autoscore.rubric.tree import Mapping

PAPER = "评分表"
TITLES = ("流程", "要点", "标准", "分值", "得分", "扣分原因")
TOTAL = "合计"
_WIDTHS = (12, 20, 60, 8, 8, 30)
# Under the title: facts of the sheet, to be filled in behind their names; the first and the last are merged cells.
_FACTS = (("编号：", "", "分公司：", "营业厅："), ("姓名：", "", "主题：", "日期："))
HEAD_ROW = 1 + len(_FACTS)
_ONLY_HINT = "只提示"


def paper_page(tree: Mapping, rubric: Rubric) -> Page:
    """Returns the worksheet on which a person scores a call."""
    rows = tuple(_rows(tree))
    total = max(worth(criteria) for _, criteria in cases(rubric))
    end = (TOTAL, "", "", total, "", "")
    notes = tuple((note, "", "", None, "", "") for note in _notes(tree))
    return sheet_page(tree_title(tree), TITLES, _WIDTHS, (*rows, end), notes)


def sheet_page(
    title: str,
    titles: tuple[str, ...],
    widths: tuple[int, ...],
    rows: Sequence[tuple[Cell, ...]],
    notes: Sequence[tuple[Cell, ...]] = (),
) -> Page:
    """Lays out a score sheet: title, facts to be filled in, head, rows of which the last is the total, and notes."""
    wide = len(titles) - 1
    facts = tuple((*fact, *[""] * (len(titles) - len(fact))) for fact in _FACTS)
    body = HEAD_ROW + 1
    last = body + len(rows)
    return Page(
        name=PAPER,
        rows=((title, *[""] * wide), *facts, titles, *rows, *notes),
        styles=("title", *["fact"] * len(facts), "head", *["text"] * (len(rows) - 1), "total", *["plain"] * len(notes)),
        widths=widths,
        head=HEAD_ROW,
        merged=(
            Merged(0, 0, 0, wide),
            *(Merged(row, 0, row, 1) for row in range(1, HEAD_ROW)),
            *(Merged(row, 3, row, wide) for row in range(1, HEAD_ROW)),
            *_runs([row[0] for row in rows[:-1]], body),
            *(Merged(last + place, 0, last + place, wide) for place in range(len(notes))),
        ),
    )


def _runs(sections: Sequence[Cell], top: int) -> Iterator[Merged]:
    """Yields where the same 流程 stands in several rows below each other."""
    place = top
    for section, group in groupby(sections):
        count = len(list(group))
        if count > 1 and section:
            yield Merged(place, 0, place + count - 1, 0)
        place += count


def tree_title(tree: Mapping) -> str:
    """Returns the title of a rubric."""
    return word(tree, "title") or word(tree, "rubric")


def _rows(tree: Mapping) -> Iterator[tuple[Cell, ...]]:
    sections = dict(named(tree))
    for one in items(tree, "criteria"):
        mode = word(one, "mode")
        if mode != "off":
            points: Cell = _ONLY_HINT if mode == "hint" else number(word(one, "points") or "0")
            standard = word(one, "standard") or word(one, "why")
            yield sections.get(word(one, "section"), ""), word(one, "title"), standard, points, "", ""


def _notes(tree: Mapping) -> Iterator[str]:
    cases_ = "、".join(word(one, "title") for one in items(tree, "branches"))
    if cases_:
        yield f"注：{cases_}只评其中一种，合计按一种算。"
    yield "注：要改规则请改“规则”“总则”两张表，改完用 autoscore rubric import 读回。"


def rounded(points: Decimal) -> str:
    """Returns points as people write them."""
    return f"{points.normalize():f}"
