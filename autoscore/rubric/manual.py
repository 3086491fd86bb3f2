"""The manual: the operators and forms in the words of their own docstrings, and a rubric explained row by row."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from autoscore.forms import Form, forms
from autoscore.model import Criterion, Rubric, Scope
from autoscore.operators import Condition, Operator, operators
from autoscore.rubric.bounds import bounds
from autoscore.rubric.told import Teller
from autoscore.rubric.told_forms import form_lines

TELLER = Teller()


def operator_manual() -> str:
    """Returns the manual of all conditions, scopes and forms as Markdown."""
    return "\n".join(
        [
            *_section("条件", operators()),
            "### 范围：与任何条件写在一起",
            "",
            _prose(Scope),
            "",
            *_section("计分方式", forms()),
        ]
    )


def _section(title: str, kinds: Mapping[str, type[Operator]] | Mapping[str, type[Form]]) -> Iterator[str]:
    yield from (f"### {title}", "", "| 键 | 说明 | 例 |", "| --- | --- | --- |")
    for key, kind in kinds.items():
        yield f"| `{key}` | {_cell(_prose(kind))} | `{_cell(kind.sample)}` |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _prose(kind: type[Struct]) -> str:
    return "".join(line.strip() for line in (kind.__doc__ or "").splitlines())


def explain(rubric: Rubric, criterion: str | None = None) -> Iterator[str]:
    """Yields the lines that explain a rubric, or one criterion of it, to an inspector."""
    theme = f"，主题 {rubric.theme}" if rubric.theme else ""
    yield f"{rubric.title}（{rubric.id} v{rubric.version}{theme}，出处 {rubric.source}）"
    least, greatest = bounds(rubric)
    yield f"总分最低 {least:f}，最高 {greatest:f}"
    for branch in rubric.branches:
        told = f"：{TELLER.whole(branch.when)}" if isinstance(branch.when, Condition) else ""
        yield f"分支 {branch.id} {branch.title}{told}"
    if rubric.why:
        yield rubric.why
    for one in rubric.criteria:
        if criterion in (None, one.id):
            yield ""
            yield from _criterion(one)


def _criterion(criterion: Criterion) -> Iterator[str]:
    assigned = "（示例权重，须本单位确认）" if criterion.points_source == "assigned" else ""
    points = f"{criterion.points} 分{assigned}"
    yield " · ".join((criterion.id, criterion.title, points, criterion.mode, criterion.form_key))
    if criterion.standard:
        yield f"  标准：{criterion.standard}"
    yield f"  为什么：{criterion.why}；出处：{criterion.source}"
    yield from (f"  {line}" for line in rule(criterion))
    if criterion.advice:
        yield f"  可以这样说：{criterion.advice}"
    for example in criterion.examples:
        yield f"  例（{example.gets}）：{' / '.join(example.turns)}"


def rule(criterion: Criterion, teller: Teller = TELLER) -> Iterator[str]:
    """Yields the lines that tell when a criterion is judged, and by what."""
    if isinstance(criterion.applies, Condition):
        yield f"有场合才评：{teller.whole(criterion.applies)}"
    yield from form_lines(criterion, teller)
    if criterion.branch:
        yield f"只在分支“{criterion.branch}”里评"
    if criterion.not_due == "full":
        yield "没有场合时默认满分"
    if isinstance(criterion.cancelled_by, Condition):
        yield f"出现了就不得分：{teller.whole(criterion.cancelled_by)}"
    if criterion.due == "closing":
        yield "收尾项：录音不完整时存疑，不扣分"
