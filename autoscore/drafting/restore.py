"""A rubric read back from a workbook that was exported: the worksheets 总则 and 规则 hold all of it."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from autoscore.drafting.amounts import points_in
from autoscore.drafting.grid import Grid
from autoscore.drafting.rulebook import COLUMNS, EXAMPLES, HEAD, HEAD_TITLES, RULE, RULES
from autoscore.drafting.table import Remark, sheet_of
from autoscore.drafting.trees import node_of
from autoscore.drafting.yaml_text import Node, bare, document
from autoscore.errors import Place, Problem, ReadError
from autoscore.rubric.tree import Mapping, Scalar, parse

# The order in which the house writes the keys of a criterion; what is not named stands before the last two.
_FIRST = (
    "id", "section", "branch", "title", "standard", "points", "points_source", "weight", "mode", "due", "grave", "why",
    "source", "not_due", "applies", "cancelled_by",
)  # fmt: skip
_LAST = ("advice", "examples")
_NUMBERS = frozenset({"points", "sure"})


class Restored(Struct, frozen=True):
    """Is a rubric's text as it was exported, with what the printed sheet says otherwise."""

    text: str
    count: int
    remarks: tuple[Remark, ...]


def restored(grids: Sequence[Grid]) -> Restored | None:
    """Returns the rubric of an exported workbook, None where it is no such workbook.

    Raises ReadError where the rules in it cannot be read.
    """
    named = {grid.name: grid for grid in grids}
    head, rules = named.get(HEAD), named.get(RULES)
    if head is None or rules is None or head.row(1)[: len(HEAD_TITLES)] != HEAD_TITLES or RULE not in rules.row(1):
        return None
    problems: list[Problem] = []
    entries = dict(_head(head, problems.append))
    criteria = [_criterion(rules, row, problems.append) for row in range(2, rules.height + 1) if any(rules.row(row))]
    if problems:
        raise ReadError(tuple(problems))
    text = document({**entries, "criteria": criteria})
    return Restored(text, len(criteria), tuple(_differences(grids, criteria)))


def _head(grid: Grid, report: Callable[[Problem], None]) -> Iterator[tuple[str, Node]]:
    for row in range(2, grid.height + 1):
        key, value = grid.text(row, 1), grid.raw(row, 2)
        if key and value.startswith(f"{key}:"):
            yield from _parsed(value, grid.place(row, 2), report).items()
        elif key:
            yield key, bare(value) if key in _NUMBERS else value


def _criterion(grid: Grid, row: int, report: Callable[[Problem], None]) -> dict[str, Node]:
    titles = grid.row(1)
    cells = {title: (grid.raw(row, column), grid.place(row, column)) for column, title in enumerate(titles, start=1)}
    found: dict[str, Node] = {}
    for title, key in COLUMNS.items():
        text = cells.get(title, ("", None))[0]
        if text:
            found[key] = bare(text) if key in _NUMBERS else text
    for title in (RULE, EXAMPLES):
        text, place = cells.get(title, ("", grid.place(row, 1)))
        found |= _parsed(text, place, report)
    middle = [key for key in found if key not in (*_FIRST, *_LAST)]
    return {key: found[key] for key in (*_FIRST, *middle, *_LAST) if key in found}


def _parsed(text: str, place: Place, report: Callable[[Problem], None]) -> dict[str, Node]:
    """Returns the keys that a cell holds as YAML, reporting what is wrong with them at the cell."""
    if not text.strip():
        return {}

    def at_cell(problem: Problem) -> None:
        line = f"（格内第 {problem.place.line} 行）" if problem.place.line else ""
        report(Problem(place, f"{problem.what}{line}", problem.todo, code=problem.code))

    tree = parse(text, place.file, at_cell)
    if isinstance(tree, Mapping):
        return {key.value: node_of(value) for key, value in tree.pairs}
    if isinstance(tree, Scalar) or tree is not None:
        report(Problem(place, "这一格要“键: 值”的形式", "如 find: {act: farewell}", code="type"))
    return {}


def _differences(grids: Sequence[Grid], criteria: Sequence[dict[str, Node]]) -> Iterator[Remark]:
    """Yields where the printed sheet has other points than the rules: the rules count."""
    points = {str(one.get("title")): _written(one.get("points")) for one in criteria}
    sheet = next((found for grid in grids if grid.name not in (HEAD, RULES) and (found := sheet_of(grid))), None)
    for line in sheet.lines if sheet is not None else ():
        title, said = line.text("point"), points_in(line.text("points"))
        meant = points_in(points.get(title, ""))
        if said is not None and meant is not None and said != meant:
            what = f"“{title}”评分表上写 {said} 分，规则里写 {meant} 分：按规则读，请把两处改成一样"
            yield Remark(f"第 {line.row} 行", what)


def _written(node: Node | None) -> str:
    return getattr(node, "text", "") or (node if isinstance(node, str) else "")
