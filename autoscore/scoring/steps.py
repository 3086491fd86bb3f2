"""The total as a list of steps: each says what it adds, and what the sum is by then."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from autoscore.model import Rubric, Status, Step
from autoscore.scoring.judgement import Judgement
from autoscore.scoring.numbers import plain, tenth
from autoscore.scoring.parts import ZERO, Part, bonuses, bounds_of, voided


def steps(rubric: Rubric, made: Sequence[Part], counted: Sequence[Judgement], high: Decimal | None) -> Iterator[Step]:
    """Yields the steps from nothing to the greatest total."""
    running = ZERO
    for label, points in _moves(rubric, made, counted, high):
        shown = points if high is not None else ZERO
        running += shown
        yield Step(label, plain(shown), plain(running))


def _moves(
    rubric: Rubric, made: Sequence[Part], counted: Sequence[Judgement], high: Decimal | None
) -> Iterator[tuple[str, Decimal]]:
    """Yields what each step is called, and what it adds."""
    reached = ZERO
    for part in made:
        for label, points in _of_part(part):
            reached += points
            yield label, points
    if voided(counted, "sheet"):
        yield "一票否决", -reached
        return
    for label, points in _scaling(rubric, made, reached):
        reached += points
        yield label, points
    for one in bonuses(counted):
        points = bounds_of(one)[1]
        reached += points
        yield f"加分：{one.criterion.title}{_doubt(one)}", points
    if high is not None and reached != high:
        yield "四舍五入", high - reached


def _of_part(part: Part) -> Iterator[tuple[str, Decimal]]:
    raw = ZERO
    for one in part.judgements:
        points = bounds_of(one)[1]
        raw += points
        times = "" if one.criterion.weight == 1 else f"（乘 {plain(one.criterion.weight)}）"
        yield f"{one.criterion.title}{times}{_doubt(one)}", points
    high = part.sums[1]
    if raw != high:
        yield ("一票否决" if voided(part.judgements, "section") else "不低于零分"), high - raw
    scaled = part.scaled(high)
    if scaled != high:
        yield f"“{part.title}”折算：{plain(high)} ÷ {plain(part.most)} × {plain(_short(part.share))}", scaled - high


def _scaling(rubric: Rubric, made: Sequence[Part], reached: Decimal) -> Iterator[tuple[str, Decimal]]:
    top, most = rubric.scale.normalise, sum((part.most for part in made), ZERO)
    if top is None or not most or any(part.share is not None for part in made):
        return
    scaled = Decimal(tenth(reached * top / most))
    if scaled != reached:
        label = "四舍五入" if top == most else f"折算：{plain(reached)} ÷ {plain(most)} × {plain(top)}"
        yield label, scaled - reached


def _short(share: Decimal | None) -> Decimal:
    return ZERO if share is None else Decimal(tenth(share))


def _doubt(judgement: Judgement) -> str:
    if judgement.settled.status is Status.UNSURE:
        return "（存疑，暂按满分）"
    return "" if judgement.decided is None else "（人工判定）"
