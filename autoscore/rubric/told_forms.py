"""How a criterion gives its points, in lines: what earns them, what costs them, what leaves them open."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from autoscore.forms import Form
from autoscore.model import Criterion
from autoscore.rubric.told import WHO, Teller, plain

Lines: TypeAlias = Callable[[Any, Criterion, Teller], Iterable[str]]


def form_lines(criterion: Criterion, teller: Teller) -> Iterator[str]:
    """Yields the lines that tell how a criterion's form gives points; none for a form that this program lacks."""
    form = criterion.form
    if isinstance(form, Form):
        yield from _LINES.get(form.key, _any_form)(form, criterion, teller)


def _any_form(form: Any, _: Criterion, teller: Teller) -> Iterator[str]:
    for condition in form.conditions():
        yield f"看：{teller.whole(condition)}"


def _find(form: Any, criterion: Criterion, teller: Teller) -> Iterator[str]:
    full = "" if criterion.mode != "score" else f"，得 {plain(criterion.points)} 分"
    yield f"算做到{full}：{teller.whole(form.find)}"
    for tier in form.partial:
        yield f"没全做到，得 {plain(tier.points)} 分：{teller.whole(tier.when)}"
    if form.doubt is not None:
        yield f"没做到，但有这种情形就交人判断：{teller.whole(form.doubt)}"


def _deduct(form: Any, criterion: Criterion, teller: Teller) -> Iterator[str]:
    yield f"从 {plain(criterion.points)} 分扣起，扣到 {plain(form.floor)} 分为止；字面清楚的才扣"
    for fault in form.deduct:
        yield f"每有一处扣 {plain(fault.each)} 分：{teller.whole(fault.when)}"


def _bonus(form: Any, criterion: Criterion, teller: Teller) -> Iterator[str]:
    yield f"总分以外加分，至多 {plain(criterion.points)} 分"
    for gain in form.bonus:
        yield f"每有一处加 {plain(gain.each)} 分：{teller.whole(gain.when)}"


def _facts(form: Any, _: Criterion, teller: Teller) -> Iterator[str]:
    if form.met_at > 1:
        yield f"说到 {form.met_at} 件算做到"
    for fact in form.facts:
        yield f"“{fact.title}”{plain(fact.points)} 分：{teller.whole(fact.find)}"
        if fact.wrong is not None:
            yield f"“{fact.title}”讲错了不得分：{teller.whole(fact.wrong)}"


def _levels(form: Any, _: Criterion, teller: Teller) -> Iterator[str]:
    for level in form.levels:
        yield f"“{level.title}”{plain(level.points)} 分：{teller.whole(level.when)}"
    yield f"都不是：{form.otherwise}，0 分"


def _fatal(form: Any, _: Criterion, teller: Teller) -> Iterator[str]:
    what = "全表" if form.voids == "sheet" else "这一部分"
    yield f"一票否决，{what}记零分：{teller.whole(form.fatal)}"


def _range(form: Any, _: Criterion, teller: Teller) -> Iterator[str]:
    low, high = form.range
    yield f"在 {plain(low)} 到 {plain(high)} 分之间，由线索收窄，余下的交人定"
    for clue in form.clues:
        ends = [("不高于", clue.at_most), ("不低于", clue.at_least)]
        told = "、".join(f"{word} {plain(value)} 分" for word, value in ends if value is not None)
        yield f"{told}：{teller.whole(clue.when)}"


def _observer(form: Any, _: Criterion, __: Teller) -> Iterator[str]:
    yield f"文字里看不到，由在场的人看：{form.observer}"


def _questioning(form: Any, _: Criterion, __: Teller) -> Iterator[str]:
    yield f"看{WHO[form.questioning]}的问句各类多少、在开头中间还是收尾，不计分"


def _profile(form: Any, _: Criterion, teller: Teller) -> Iterator[str]:
    yield f"看客户像哪一类人，不计分；一端至少 {form.least} 条线索、且至少是另一端的 {plain(form.lead)} 倍才算看得出"
    for axis in form.profile.axes:
        for end in axis.ends:
            yield f"{axis.title}，偏“{end.title}”：{teller.parts(end.cues)}"


_LINES: Mapping[str, Lines] = MappingProxyType(
    {
        "bonus": _bonus,
        "deduct": _deduct,
        "facts": _facts,
        "fatal": _fatal,
        "find": _find,
        "levels": _levels,
        "observer": _observer,
        "profile": _profile,
        "questioning": _questioning,
        "range": _range,
    }
)
