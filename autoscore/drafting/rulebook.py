"""A rubric as two worksheets that hold all of it: 总则, a row a key, and 规则, a row a criterion."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from autoscore.drafting.trees import items, node_of, word
from autoscore.drafting.workbook import Cell, Page
from autoscore.drafting.yaml_text import Node, document
from autoscore.forms import forms
from autoscore.rubric.tree import Mapping, Scalar

HEAD, RULES = "总则", "规则"
HEAD_TITLES = ("键", "内容", "说明")
# The columns whose cells hold one key of a criterion each; 规则 holds the rest, 例子 the examples.
COLUMNS = {
    "编号": "id",
    "要点": "title",
    "分值": "points",
    "作用": "mode",
    "标准": "standard",
    "为什么": "why",
    "出处": "source",
    "建议话术": "advice",
}
FORM, RULE, EXAMPLES = "计分方式", "规则", "例子"
RULE_TITLES = ("编号", "要点", "分值", FORM, "作用", "标准", RULE, "为什么", "出处", "建议话术", EXAMPLES)
_WIDTHS = (16, 18, 7, 12, 8, 36, 60, 30, 16, 30, 60)
_TOLD = {
    "rubric": "评分表编号",
    "title": "名称",
    "version": "版本，改了规则就加一",
    "channel": "渠道：phone 电话、counter 柜台、visit 上门、any 都用",
    "source": "出处",
    "why": "这张表评什么",
    "scale": "总分、折算、及格线、等级",
    "sections": "各部分",
    "branches": "只评其一的几种情形",
    "sure": "音近到多少分才算数",
    "knobs": "本单位可调的数，规则里写 $名称",
}


def rule_pages(tree: Mapping) -> tuple[Page, Page]:
    """Returns the worksheets from which the whole rubric can be read back."""
    head = [(key.value, _key_text(key.value, value)) for key, value in tree.pairs if key.value != "criteria"]
    told = tuple((key, text, _TOLD.get(key, "")) for key, text in head)
    rows = tuple(_row(one) for one in items(tree, "criteria"))
    return (
        Page(HEAD, (HEAD_TITLES, *told), ("head", *["long"] * len(told)), (12, 70, 40), 0),
        Page(RULES, (RULE_TITLES, *rows), ("head", *["long"] * len(rows)), _WIDTHS, 0),
    )


def _key_text(key: str, value: Scalar | Mapping | object) -> str:
    """Returns a value of the head: a text as it is, anything else as YAML with its key."""
    if isinstance(value, Scalar) and not value.null and _is_text(value):
        return value.value
    return document({key: node_of(value)}).rstrip("\n")  # type: ignore[arg-type]


def _is_text(value: Scalar) -> bool:
    """Tells whether a scalar can stand in a cell by itself: no knob, and nothing that a cell would lose."""
    text = value.value
    return not (text.startswith("$") and not value.quoted) and bool(text) and text.isprintable() and "_x" not in text


def _row(one: Mapping) -> tuple[Cell, ...]:
    apart = {key: value.value for key in COLUMNS.values() if isinstance(value := one.get(key), Scalar) and _fits(value)}
    rest: dict[str, Node] = {
        key.value: node_of(value) for key, value in one.pairs if key.value not in apart and key.value != "examples"
    }
    examples = one.get("examples")
    cells: dict[str, Cell] = {title: apart.get(key) for title, key in COLUMNS.items()}
    cells["分值"] = number(apart.get("points"))
    cells[FORM] = next((key.value for key, _ in one.pairs if key.value in forms()), "")
    cells[RULE] = document(rest).rstrip("\n")
    cells[EXAMPLES] = "" if examples is None else document({"examples": node_of(examples)}).rstrip("\n")
    return tuple(cells[title] for title in RULE_TITLES)


def _fits(value: Scalar) -> bool:
    return not value.null and _is_text(value)


def number(text: str | None) -> Cell:
    """Returns a text as a number, where it is one."""
    try:
        return None if text is None else Decimal(text)
    except InvalidOperation:
        return text


def named(tree: Mapping) -> Iterator[tuple[str, str]]:
    """Yields the sections of a rubric: id and title."""
    return ((word(one, "id"), word(one, "title")) for one in items(tree, "sections"))
