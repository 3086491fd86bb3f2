"""Small workbooks and drafts; all sheets are invented for these tests."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from autoscore.drafting import Drafted, imported
from autoscore.errors import Problem
from autoscore.model import Rubric
from autoscore.rubric import parse_text
from autoscore.rubric.lint import findings

HEAD = ("流程", "要点", "标准", "分值", "得分", "扣分原因")
MARKED = "  # 待填："
_BLANK = re.compile(r"^(?P<key>\s*(?:- )?(?P<name>\w+):)(?: 待填)?  # 待填：(?P<hint>.*)$")
_SUM = re.compile(r"各项相加是 (\d+)")
_FILLED = {
    "why": "这样客户放心",
    "points": "3",
    "each": "1",
    "title": "说到的事",
    "floor": "-5",
    "range": "[0, 3]",
    "turns": '["客服：天灵灵。", "客户：好。"]',
}


def book(
    folder: Path,
    *rows: Sequence[Any],
    merged: Sequence[str] = (),
    hidden: Sequence[int] = (),
    name: str = "sheet.xlsx",
) -> Path:
    """Writes a worksheet of some rows, and returns its workbook's path."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "评分表"
    put(sheet, rows)
    for area in merged:
        sheet.merge_cells(area)
    for row in hidden:
        sheet.row_dimensions[row].hidden = True
    path = folder / name
    workbook.save(path)
    return path


def patched(path: Path, old: str, new: str) -> Path:
    """Changes words in the parts of a workbook, as no program would write them."""
    with zipfile.ZipFile(path) as parts:
        texts = {name: parts.read(name).decode() for name in parts.namelist()}
    with zipfile.ZipFile(path, "w") as parts:
        for name, text in texts.items():
            parts.writestr(name, text.replace(old, new))
    return path


def put(sheet: Any, rows: Sequence[Sequence[Any]]) -> None:
    """Writes rows from the first cell on; empty cells are left out."""
    for row, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells, start=1):
            if cell not in ("", None):
                sheet.cell(row, column, cell)


def paper(folder: Path) -> Path:
    """Writes a counter's sheet as it is printed: title, head block, merged steps, points in brackets, two cases."""
    rows = [
        ("营业厅营销服务评分表",),
        ("编号", "", "分公司", "", "营业厅", ""),
        ("姓名", "", "主题", "流量套餐", "", ""),
        HEAD,
        ("维护关系", "主动招呼", "客户走近就主动问好，并微笑、点头；有得4分，没有得0分", 4),
        (
            "了解情况",
            "了解客户",
            "（1）询问客户现在用的品牌，问了得2分，没问0分\n（2）询问与业务有关的情况，每问到一项得2分，最多6分",
            8,
        ),
        ("引导需求", "总结需求", "把客户的需求总结一遍，总结对了得4分，没有或不对得0分", "4分"),
        (
            "介绍业务",
            "介绍产品",
            "（1）一句话说明这是什么业务，得3分，否则0分\n（2）介绍业务功能，得８分，没有0分\n"
            "（3）结合客户的难处讲好处，得8分，没有0分\n（4）资费、开通、使用、取消，每讲对一项得两分",
            27,
        ),
        (
            "应对技巧",
            "体验",
            "①引导客户体验：客户亲自试用得5分，演示了但客户没有试用得3分，没有得0分；没有体验机的业务默认满分\n"
            "②体验时示范卖点，有得5分，无得0分；没有体验机的业务默认满分",
            10,
        ),
        ("", "应对", "（1）对比办理前后或别家，有得5分，无得0分\n（2）客户提问后五秒内有反应得2分，超过不得分", 7),
        ("", "", "对客户的难题解答妥当得6分，否则0分", 6),
        (
            "营销推广",
            "促成",
            "（1）引导客户开通，不硬推，得2分，没有引导或硬推0分\n（2）在客户有兴趣时明确询问是否开通，得2分，否则0分\n"
            "情况一：客户同意办理\n（1）协助客户办理并告知办好，得2分，否则0分\n"
            "（2）告知资费、生效时间和注意事项，得2分，否则0分\n"
            "情况二：客户没有办理\n（1）询问客户还有什么疑问，得2分，否则0分\n（2）解答客户的疑问，得2分，否则0分",
            8,
        ),
        (
            "礼貌道别",
            "道别",
            "（1）告知客户求助方式（10086或本厅电话），得2分，否则0分\n（2）恰当推荐相关业务，得2分，否则0分\n"
            "（3）感谢客户并亲切道别，得2分，没有或敷衍0分",
            6,
        ),
        ("合计", "", "", 80),
        ("注：评分人签字后交班组长。",),
    ]
    merged = ("A1:F1", "A9:A11", "B10:B11", "A14:C14", "A15:F15")
    return book(folder, *rows, merged=merged, name="营业厅评分表.xlsx")


def draft(path: Path, sheet: str | None = None) -> Drafted:
    """Imports a sheet that is no exported one."""
    found = imported(path, sheet)
    assert isinstance(found, Drafted)
    return found


def told_rows(found: Drafted) -> list[tuple[int, str, str, str]]:
    """Returns the rows of a draft: row of the sheet, title, form, points."""
    return [(row.part.line.row, row.part.title, row.form, f"{row.worth.points}") for row in found.rows]


def problems(text: str) -> tuple[Problem, ...]:
    """Returns what is wrong with a rubric's text, as `rubric check` finds it before it compiles."""
    rubric, found = parse_text(text, "draft.yaml")
    return found if rubric is None or found else findings(rubric)


def marks(text: str) -> list[int]:
    """Returns the lines that are to be filled in."""
    return [number for number, line in enumerate(text.splitlines(), start=1) if MARKED in line]


def filled(text: str) -> str:
    """Fills in a draft as a person would: each marked line by what its key asks for."""
    return "\n".join(_filled(text.splitlines())) + "\n"


def _filled(lines: Sequence[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        blank = _BLANK.match(line)
        if blank is None:
            yield line
            continue
        total = _SUM.search(blank["hint"])
        # No two conditions ask for the same words, so that none both earns and costs.
        word = "".join("零一二三四五六七八九"[int(digit)] for digit in str(number))
        yield f"{blank['key']} {total[1] if total else _FILLED.get(blank['name'], f'{{phrase: [天灵{word}]}}')}"


def plain(rubric: Rubric) -> Rubric:
    """Returns a rubric without where it was written."""
    criteria = tuple(
        replace(one, line=0, file="", examples=tuple(replace(example, line=0, file="") for example in one.examples))
        for one in rubric.criteria
    )
    return replace(rubric, criteria=criteria, digest="", file="", theme=None)
