"""The total as a list of steps: each says what it adds, and what the sum is by then."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeAlias

from autoscore.model import Rubric, Step
from autoscore.scoring.numbers import plain, tenth
from autoscore.scoring.parts import ZERO, Entry, Part, bonuses, voided

# What a step is called, and what it adds.
Move: TypeAlias = tuple[str, Decimal]


def steps(rubric: Rubric, made: Sequence[Part], counted: Sequence[Entry], high: Decimal | None) -> tuple[Step, ...]:
    """Returns the steps from nothing to the greatest total."""
    if high is None:
        return tuple(Step(label, "0", "0") for label, _ in _moves(rubric, made, counted, high))
    running, found = ZERO, []
    for label, points in _moves(rubric, made, counted, high):
        running += points
        found.append(Step(label, plain(points), plain(running)))
    return tuple(found)


def _moves(rubric: Rubric, made: Sequence[Part], counted: Sequence[Entry], high: Decimal | None) -> list[Move]:
    """Returns what each step is called, and what it adds."""
    moves = [move for part in made for move in _of_part(part)]
    reached = _sum(moves)
    if voided(counted, "sheet"):
        return [*moves, ("一票否决", -reached)]
    scaling = list(_scaling(rubric, made, reached))
    extra = [(one.label, one.high) for one in bonuses(counted)]
    reached += _sum(scaling) + _sum(extra)
    rounding = [("四舍五入", high - reached)] if high is not None and reached != high else []
    return [*moves, *scaling, *extra, *rounding]


def _sum(moves: Sequence[Move]) -> Decimal:
    return sum([points for _, points in moves], ZERO)


def _of_part(part: Part) -> list[Move]:
    moves = [(one.label, one.high) for one in part.entries]
    raw, high = _sum(moves), part.high
    if raw != high:
        moves.append(("一票否决" if voided(part.entries, "section") else "不低于零分", high - raw))
    scaled = part.scaled(high)
    if scaled != high:
        label = f"“{part.title}”折算：{plain(high)} ÷ {plain(part.most)} × {plain(_short(part.share))}"
        moves.append((label, scaled - high))
    return moves


def _scaling(rubric: Rubric, made: Sequence[Part], reached: Decimal) -> Iterator[Move]:
    top, most = rubric.scale.normalise, sum((part.most for part in made), ZERO)
    if top is None or not most or any(part.share is not None for part in made):
        return
    scaled = Decimal(tenth(reached * top / most))
    if scaled != reached:
        label = "四舍五入" if top == most else f"折算：{plain(reached)} ÷ {plain(most)} × {plain(top)}"
        yield label, scaled - reached


def _short(share: Decimal | None) -> Decimal:
    return ZERO if share is None else Decimal(tenth(share))
