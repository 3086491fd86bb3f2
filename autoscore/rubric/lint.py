"""Lint: what is allowed but cannot be meant."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from msgspec.structs import replace

from autoscore.errors import Place, Problem
from autoscore.forms import Form
from autoscore.model import Criterion, Rubric, Scope
from autoscore.operators import Condition
from autoscore.operators.base import within
from autoscore.rubric.points import criterion_place, points_findings

# A way of saying by its label, and where it is looked for.
Said: TypeAlias = tuple[str, Scope]

# What a person sees, or settles within a range, has no example that is plainly met.
_ASIDE = frozenset({"observer", "range"})
_MET, _LOST = frozenset({"met"}), frozenset({"not_met", "partial"})


def findings(rubric: Rubric) -> tuple[Problem, ...]:
    """Returns what a rubric's author should look at; errors have the code `error_…`, the rest is advice."""
    return tuple(found for check in _CHECKS for found in check(rubric))


def errors(rubric: Rubric) -> tuple[Problem, ...]:
    """Returns the findings that make a rubric unusable."""
    return tuple(found for found in findings(rubric) if found.code.startswith("error_"))


def _duplicate_ids(rubric: Rubric) -> Iterator[Problem]:
    seen: set[str] = set()
    for criterion in rubric.criteria:
        if criterion.id in seen:
            yield Problem(
                criterion_place(rubric, criterion), f"编号“{criterion.id}”写了两次", "改一个", code="error_duplicate_id"
            )
        seen.add(criterion.id)


def _never(rubric: Rubric) -> Iterator[Problem]:
    for criterion in rubric.criteria:
        if isinstance(criterion.form, Form) and getattr(criterion.form, criterion.form.primary) == ():
            yield Problem(
                criterion_place(rubric, criterion),
                f"“{criterion.id}”的 {criterion.form_key} 是空的",
                code="error_never",
            )
        for condition in conditions_of(criterion):
            for what in _impossible(condition):
                yield Problem(
                    criterion_place(rubric, criterion), f"“{criterion.id}”的条件永远不成立：{what}", code="error_never"
                )
    for branch in rubric.branches:
        for condition in branch.when.walk() if isinstance(branch.when, Condition) else ():
            for what in _impossible(condition):
                yield Problem(Place(rubric.shown), f"分支“{branch.id}”的条件永远不成立：{what}", code="error_never")


def _examples(rubric: Rubric) -> Iterator[Problem]:
    for criterion in rubric.criteria:
        if criterion.form_key in _ASIDE or criterion.mode != "score":
            continue
        gets = {_status(example.gets, criterion.points) for example in criterion.examples}
        for wanted, words in ((_MET, "做到"), (_LOST, "没做到")):
            if not gets & wanted:
                what = f"“{criterion.id}”缺少“{words}”的例子"
                yield Problem(
                    criterion_place(rubric, criterion), what, "补一个，rubric test 会跑它", code="advice_example"
                )


def _status(gets: str, points: Decimal) -> str:
    """Returns the status that an example's points stand for, or the status that it names."""
    try:
        return "met" if Decimal(gets) == points else "partial"
    except InvalidOperation:
        return gets


def _impossible(condition: Condition) -> Iterator[str]:
    yield from condition.operator.impossible()
    scope = condition.scope
    for name in ("first_turns", "last_turns", "first_seconds", "last_seconds"):
        value = getattr(scope, name)
        if value is not None and value <= 0:
            yield f"{name} 是 {value}"
    if scope.share is not None and not 0 <= scope.share[0] < scope.share[1] <= 100:
        yield f"share {list(scope.share)} 不是从小到大的百分比"
    if scope.min_strength is not None and not 0 <= scope.min_strength <= 100:
        yield f"min_strength {scope.min_strength} 不在 0 到 100 之间"
    if any(value == () for name, value in _fields(condition) if name == condition.operator.primary):
        yield f"{condition.operator.key} 是空的"


def _fields(condition: Condition) -> Iterable[tuple[str, object]]:
    operator = condition.operator
    return ((name, getattr(operator, name)) for name in operator.__struct_fields__)


def _required_and_taboo(rubric: Rubric) -> Iterator[Problem]:
    """Tells of words that alone earn points in one criterion and alone cost them in another."""
    judged = [one for one in rubric.criteria if one.mode != "off" and isinstance(one.form, Form)]
    wanted = [
        (said, criterion)
        for criterion in judged
        if criterion.form_key == "find"
        for said in _words(getattr(criterion.form, criterion.form_key), frozenset({"all", "any"}), Scope())
    ]
    for criterion in judged:
        for said in _forbidden(criterion):
            rival = next((other for words, other in wanted if _clash(words, said)), None)
            if rival is not None:
                what = f"“{said[0]}”在“{rival.id}”里得分，在“{criterion.id}”里扣分"
                yield Problem(criterion_place(rubric, criterion), what, "只留一处", code="error_conflict")


def _forbidden(criterion: Criterion) -> Iterator[Said]:
    if isinstance(criterion.cancelled_by, Condition):
        yield from _words(criterion.cancelled_by, frozenset({"any"}), Scope())
    if criterion.form_key in ("deduct", "fatal") and isinstance(criterion.form, Form):
        for condition in criterion.form.conditions():
            yield from _words(condition, frozenset({"any"}), Scope())


def _words(condition: Condition, through: frozenset[str], outer: Scope) -> Iterator[Said]:
    """Yields the acts and phrases that a condition asks for outright, with where it looks."""
    operator, scope = condition.operator, within(condition.scope, outer)
    if operator.key in through:
        for child in operator.children():
            yield from _words(child, through, scope)
    elif operator.key in ("act", "phrase"):
        yield from ((word, scope) for word in getattr(operator, operator.primary))


def _clash(wanted: Said, forbidden: Said) -> bool:
    """Tells whether whoever says what is wanted cannot but say what is forbidden."""
    sides = [scope.by or "agent" for _, scope in (wanted, forbidden)]
    anywhere = replace(forbidden[1], by=None) == Scope()
    return wanted[0] == forbidden[0] and sides[0] == sides[1] and (anywhere or wanted[1] == forbidden[1])


def conditions_of(criterion: Criterion) -> Iterator[Condition]:
    """Yields every condition of a criterion, those inside others too."""
    form = criterion.form.conditions() if isinstance(criterion.form, Form) else ()
    for top in (criterion.applies, criterion.cancelled_by, *form):
        if isinstance(top, Condition):
            yield from top.walk()


_CHECKS: tuple[Callable[[Rubric], Iterator[Problem]], ...] = (
    _duplicate_ids,
    points_findings,
    _never,
    _required_and_taboo,
    _examples,
)
