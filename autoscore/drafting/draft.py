"""A team's own score sheet as a draft rubric: commented YAML with proposals to be checked and blanks to be filled."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, structs

from autoscore.drafting.cues import CHANNELS
from autoscore.drafting.grid import Grid, read_grids
from autoscore.drafting.known import Known, bundled_tree, known, proposals
from autoscore.drafting.parts import Part, parts_of
from autoscore.drafting.restore import Restored, restored
from autoscore.drafting.rows import Row, Setting, examples_node, rows_of
from autoscore.drafting.table import Remark, Sheet, sheet_of
from autoscore.drafting.trees import items, node_of, word
from autoscore.drafting.trial import holding
from autoscore.drafting.worth import scale, worths
from autoscore.drafting.yaml_text import MARK, Bare, Blank, Node, Noted, blanks, document
from autoscore.errors import Place, Problem, ReadError
from autoscore.lexicon import load as load_lexicon
from autoscore.model.review_sheet import CRITERION, ENGLISH, RESULT

_NO_TABLE = (
    "没有找到评分表",
    "表头要在前 15 行里，至少有“要点”或“标准”，以及“分值”；可用 autoscore rubric template 起头",
)
_REPORT = ("这是评分结果的工作簿，不是评分表", "评分标准用 autoscore rubric export 导出；填好的复核用 --decisions 交回")
_SLUG = re.compile(r"[a-z][a-z0-9_-]{1,40}")
_ID = "my-rubric"
_SURE = "75"
_CASE_TITLES = {"sold": "成交", "not_sold": "未成交"}
_COUNTER = "counter-sales"


class Drafted(Struct, frozen=True):
    """Is a draft: its text, its rows, what is to be told of the sheet, and how many places are to be filled in."""

    text: str
    sheet: Sheet
    rows: tuple[Row, ...]
    remarks: tuple[Remark, ...]
    blanks: int


def imported(path: Path, sheet: str | None = None) -> Drafted | Restored:
    """Reads a workbook: a draft of the score sheet in it, or the very rubric where it was exported from one.

    Raises ReadError where it is no workbook or holds no score sheet.
    """
    grids = read_grids(path)
    if sheet is None and any(_is_report(grid) for grid in grids):
        raise ReadError((Problem(Place(str(path)), *_REPORT, code="report"),))
    whole = restored(grids) if sheet is None else None
    return whole if whole is not None else _drafted(*_chosen(grids, sheet, path), path.name)


def _is_report(grid: Grid) -> bool:
    """Tells whether a worksheet is one of a run's workbook: each call's criteria would be rows."""
    head = set(grid.row(1)) if grid.height else set()
    return {CRITERION, RESULT} <= head or {ENGLISH[CRITERION], ENGLISH[RESULT]} <= head


def _chosen(grids: Sequence[Grid], name: str | None, path: Path) -> tuple[Sheet, tuple[Remark, ...]]:
    """Returns the score sheet to be read, and a word about those that are left."""
    if name is not None and name not in [grid.name for grid in grids]:
        todo = f"有：{'、'.join(grid.name for grid in grids)}"
        raise ReadError((Problem(Place(str(path)), f"没有“{name}”这张工作表", todo, code="no_sheet"),))
    found = [sheet for grid in grids if name in (None, grid.name) and (sheet := sheet_of(grid)) and sheet.lines]
    if not found:
        raise ReadError((Problem(Place(str(path)), *_NO_TABLE, code="no_table"),))
    rest = tuple(
        Remark(one.grid.name, f"这张工作表里也有评分表，没有读；要读它写 --sheet {one.grid.name}") for one in found[1:]
    )
    return found[0], rest


def _drafted(sheet: Sheet, remarks: tuple[Remark, ...], file: str) -> Drafted:
    parts = parts_of(sheet.lines)
    parts, more = _cases_settled(parts)
    found, odd = worths(parts, sheet)
    channel = channel_of(sheet)
    sections = dict(_sections(parts))
    lexicon = load_lexicon(only=frozenset())
    likes = proposals(parts, channel)
    rows = rows_of(parts, found, likes, Setting(sections, file, lexicon))
    total, told = scale(parts, found, sheet)
    head = {**_head(sheet, channel, file, total), "sure": Bare(_sure(likes)), **_cases(parts, sections)}
    good = holding(head, rows)
    criteria = [_written(row, examples_node(row, kept)) for row, kept in zip(rows, good, strict=True)]
    whole: dict[str, Node] = {**head, "criteria": criteria}
    sums = (Remark(sheet.total_at or "分值", told),) if told else ()
    said = (*sheet.remarks, *more, *odd, *sums, *remarks)
    return Drafted(document(whole, _notes(file)), sheet, rows, said, sum(1 for _ in blanks(whole)))


def _notes(file: str) -> tuple[str, ...]:
    return (
        f"由 {file} 起的草稿。",
        f"写着“{MARK}”的地方要人填（去掉井号后面的话，写上内容）；写着“建议”的照自带评分表套的，请核对。",
        "填好后：autoscore rubric check 本文件，再 autoscore rubric test 本文件。",
    )


def _written(row: Row, examples: Sequence[Node]) -> Node:
    entries: dict[str, Node] = {**row.entries, **({"examples": list(examples)} if examples else {})}
    notes = tuple(note for note in (f"第 {row.part.line.row} 行", row.hint) if note)
    return Noted(entries, notes)


def channel_of(sheet: Sheet) -> str:
    """Guesses the channel by the words of the title, then of the rows."""
    texts = (
        sheet.title,
        " ".join(line.text(field) for line in sheet.lines for field in ("section", "point", "standard")),
    )
    found = (channel for text in texts for pattern, channel in CHANNELS if re.search(pattern, text))
    return next(found, "any")


def _sections(parts: Sequence[Part]) -> Iterator[tuple[str, str]]:
    """Yields the sections in order, each title with an id: that of a bundled rubric, or a number."""
    ids = {word(one, "title"): word(one, "id") for one in items(bundled_tree(_COUNTER), "sections")}
    titles = dict.fromkeys(part.line.text("section").replace("\n", "") for part in parts)
    # A row in no section could not stand beside rows that are in one.
    for number, title in enumerate(titles if all(titles) else (), start=1):
        yield title, ids.get(title, f"part{number}")


def _head(sheet: Sheet, channel: str, file: str, total: Node | None) -> dict[str, Node]:
    stem = Path(file).stem.lower().replace(" ", "-")
    named = _SLUG.fullmatch(stem) is not None and stem not in {one.rubric for one in known()}
    listed: dict[str, Node] = {
        "rubric": Noted(stem if named else _ID, ("编号：本单位自己起，用英文字母",)),
        "title": sheet.title,
        "version": "1",
        "channel": Noted(channel, ("渠道是按表里的话猜的：phone 电话、counter 柜台、visit 上门、any 都用",)),
        "source": file,
    }
    return listed if total is None else {**listed, "scale": {"points": total}}


def _sure(likes: Sequence[Known | None]) -> str:
    """Returns how sure a sound-alike is to be in the rubric that most proposals come from."""
    names = [one.rubric for one in likes if one is not None]
    return word(bundled_tree(max(sorted(set(names)), key=names.count)), "sure") or _SURE if names else _SURE


def _cases(parts: Sequence[Part], sections: Mapping[str, str]) -> dict[str, Node]:
    """Returns the sections and branches of the head."""
    branches = [node for _, node in _branches(parts)]
    listed: list[Node] = [{"id": name, "title": text} for text, name in sections.items()]
    return {**({"sections": listed} if listed else {}), **({"branches": branches} if branches else {})}


def _branches(parts: Sequence[Part]) -> Iterator[tuple[str, Node]]:
    """Yields the cases of which only one counts: how two of them are told is known, others are left to be filled in."""
    titles = {part.case: part.case_title for part in parts if part.case}
    if titles.keys() & _CASE_TITLES.keys():
        titles = {**titles, **{case: titles.get(case) or title for case, title in _CASE_TITLES.items()}}
    whens = {word(one, "id"): one.get("when") for one in items(bundled_tree(_COUNTER), "branches")}
    for case, title in titles.items():
        when = whens.get(case)
        told: Node = Blank(f"什么时候是“{title}”，如 {{act: sale_done}}") if when is None else node_of(when)
        yield case, {"id": case, "title": title, "when": told}


def _cases_settled(parts: Sequence[Part]) -> tuple[tuple[Part, ...], tuple[Remark, ...]]:
    """Names the other case beside a known one, and drops a case that stands alone: there is nothing to choose."""
    cases = {part.case for part in parts if part.case}
    known_, other = cases & _CASE_TITLES.keys(), cases - _CASE_TITLES.keys()
    if len(known_) == len(other) == 1:
        name = next(iter(_CASE_TITLES.keys() - known_))
        return tuple(structs.replace(part, case=name) if part.case in other else part for part in parts), ()
    if len(cases) != 1 or known_:
        return tuple(parts), ()
    settled = tuple(structs.replace(part, case="", case_title="") for part in parts)
    row = next(part.line.row for part in parts if part.case)
    return settled, (Remark(f"第 {row} 行", "只有一种情况，当作每次都评"),)
