"""Lint of points: what they add up to, and what names a section or a branch that is not there."""

from collections.abc import Iterator

from autoscore.errors import Place, Problem
from autoscore.forms import Form
from autoscore.model import Criterion, Rubric
from autoscore.rubric.bind import guess
from autoscore.rubric.bounds import BEYOND, ZERO, cases, reach, worth

# These forms may take points away.
_BELOW = frozenset({"deduct", "range"})
_ASIDE = frozenset({"observer"})
# These forms tell something and never judge.
_TOLD = frozenset({"profile"})


def criterion_place(rubric: Rubric, criterion: Criterion) -> Place:
    """Returns where a criterion is written."""
    return Place(criterion.file or rubric.shown, criterion.line or None, 1 if criterion.line else None)


def points_findings(rubric: Rubric) -> Iterator[Problem]:
    """Yields what is wrong with the points of a rubric."""
    yield from _sums(rubric)
    yield from _scale(rubric)
    yield from _parts(rubric)
    for criterion in rubric.criteria:
        for what, todo, code in (*_reach(criterion), *_form(criterion), *_names(rubric, criterion)):
            yield Problem(criterion_place(rubric, criterion), f"“{criterion.id}”{what}", todo, code=code)


def _sums(rubric: Rubric) -> Iterator[Problem]:
    wanted = rubric.scale.points
    for branch, criteria in cases(rubric):
        total = worth(criteria)
        if wanted is not None and wanted != total:
            case = f"（分支 {branch}）" if branch else ""
            what = f"各项分值相加{case}是 {total}，scale.points 写的是 {wanted}"
            yield Problem(Place(rubric.shown), what, "改分值，或改 scale.points", code="error_points")


def _scale(rubric: Rubric) -> Iterator[Problem]:
    top = rubric.scale.normalise
    if top is not None and top <= 0:
        yield Problem(Place(rubric.shown), f"normalise 是 {top}，不能折算", "写大于零的数", code="error_points")
    mark, most = rubric.scale.pass_mark, top or max(worth(criteria) for _, criteria in cases(rubric))
    if mark is not None and mark > most:
        yield Problem(Place(rubric.shown), f"及格线 {mark} 高于满分 {most}", "改 pass_mark", code="error_pass_mark")


def _parts(rubric: Rubric) -> Iterator[Problem]:
    weighted = [one.weight for one in rubric.sections if one.weight is not None]
    if weighted and (len(weighted) < len(rubric.sections) or any(one <= 0 for one in weighted)):
        what = "各部分的比重要么都写，要么都不写，都大于零"
        yield Problem(Place(rubric.shown), what, "补上 weight", code="error_section")
    if weighted and rubric.scale.normalise is None:
        yield Problem(
            Place(rubric.shown), "各部分有比重，却没有写折算成多少分", "写 scale.normalise", code="error_section"
        )
    for kind, named in (("部分", rubric.sections), ("分支", rubric.branches)):
        ids = [one.id for one in named]
        if len(set(ids)) < len(ids):
            yield Problem(Place(rubric.shown), f"{kind}的编号写了两次", "改一个", code="error_duplicate_id")
    for section in rubric.sections if weighted else ():
        if not worth(one for one in rubric.criteria if one.section == section.id):
            what = f"部分“{section.id}”有比重，却没有有分值的评分项"
            yield Problem(Place(rubric.shown), what, "补上评分项，或删去这一部分", code="error_section")
    for branch in rubric.branches:
        if not any(one.branch == branch.id for one in rubric.criteria):
            yield Problem(
                Place(rubric.shown), f"分支“{branch.id}”没有评分项", "给评分项写 branch", code="advice_branch"
            )
    if len(rubric.branches) == 1:
        yield Problem(Place(rubric.shown), "只有一个分支", "至少写两种情形", code="error_branch")


def _reach(criterion: Criterion) -> Iterator[tuple[str, str, str]]:
    """Yields where what a criterion can come to does not fit its points: what, what to do, code."""
    if criterion.points < 0 or criterion.weight <= 0:
        yield "的分值或倍数不是正数", "扣分用 deduct", "error_points"
        return
    if not isinstance(criterion.form, Form) or criterion.form_key in _ASIDE:
        return
    least, most = reach(criterion)
    if most != criterion.points and (criterion.mode == "score" or criterion.points):
        yield f"最多得 {most} 分，points 写的是 {criterion.points}", "改分值，或改各档、各事项的分", "error_tier"
    if least < ZERO and criterion.form_key not in _BELOW:
        yield f"有一档 {least} 分，低于零分", "倒扣用 deduct，负分用 range", "error_tier"


def _form(criterion: Criterion) -> Iterator[tuple[str, str, str]]:
    if criterion.form_key in _TOLD and (criterion.mode == "score" or criterion.points):
        yield "只作提示，从不计分", "写 mode: hint，不写 points", "error_form"
    for what in criterion.form.impossible() if isinstance(criterion.form, Form) else ():
        yield f"：{what}", "", "error_form"


def _names(rubric: Rubric, criterion: Criterion) -> Iterator[tuple[str, str, str]]:
    sections, branches = ([one.id for one in named] for named in (rubric.sections, rubric.branches))
    if rubric.sections and criterion.section not in sections:
        yield f"的部分“{criterion.section}”没有列在 sections 里", guess(criterion.section, sections), "error_section"
    if criterion.branch and criterion.branch not in branches:
        yield f"的分支“{criterion.branch}”没有列在 branches 里", guess(criterion.branch, branches), "error_branch"
    if criterion.not_due == "full" and criterion.applies is None:
        yield "写了 not_due: full，却没有写 applies", "写明什么时候该做", "advice_not_due"
    if criterion.form_key in BEYOND and criterion.not_due == "full":
        yield "是加分项，不能默认满分", "删去 not_due", "error_points"
    if criterion.form_key in BEYOND and not criterion.points:
        yield "是加分项，却没有分值", "写 points", "error_points"
    if getattr(criterion.form, "voids", "") == "section" and not rubric.sections:
        yield "要否决一个部分，评分表却没有分部分", "写 sections，或 voids: sheet", "error_section"
