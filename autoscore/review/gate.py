"""Which criteria may score alone, and the rubric in which the others are but hints."""

import json
from collections.abc import Collection, Iterator

from msgspec.structs import replace

from autoscore.model import Rubric, Scale
from autoscore.model.agreement import Agreement, Comparison, Gate, Held

# Below this many pairs kappa moves by a tenth or more with a single call.
FEW = 20


def gated(comparison: Comparison, kappa: float) -> Comparison:
    """Returns a comparison with its gate: which criteria may not score alone yet.

    A criterion may where kappa is known, reaches the gate, and comes from enough pairs.
    Kappa itself is held against the gate, not the lower bound of its interval, which would ask for hundreds of calls.
    Only criteria that score, and that the machine judges at all, are held.
    """
    reasons = ((one, _reason(one, kappa)) for one in comparison.criteria if one.mode == "score" and one.judges)
    held = (Held(one.rubric, one.id, one.title, *reason) for one, reason in reasons if reason is not None)
    return replace(comparison, gate=Gate(kappa, FEW, tuple(held)))


def _reason(one: Agreement, kappa: float) -> tuple[str, str] | None:
    if one.pairs < FEW:
        return "few", f"可比的通话只有 {one.pairs} 通，不到 {FEW} 通"
    if one.kappa is None:
        return "undefined", one.because
    if one.kappa.value < kappa:
        return "low", f"κ {one.kappa.value:.2f} 低于 {kappa:g}（{one.pairs} 通）"
    return None


def hint_rubric(rubric: Rubric, extends: str, gate: Gate, *, themed: bool = False) -> str:
    """Returns the text of a rubric file that lays `mode: hint` over the criteria held, each with its reason.

    `extends` is the id or path by which the file names the rubric. What the points of all criteria add up to is no
    longer checked; where totals are not normalised the pass mark and the bands, which meant the old sum, go too.
    The rubric gets an id of its own, unless it is `themed`: a theme fits one rubric by its id.
    """
    held = {one.id: one for one in gate.held}
    scale = tuple(_scale(rubric.scale, held))
    return "\n".join(
        (
            f"# κ 低于 {gate.kappa:g}、算不出，或可比的通话不到 {gate.pairs} 通的评分项，只提示、不计分。",
            f"extends: {_quoted(extends)}",
            f"rubric: {_quoted(rubric.id if themed else f'{rubric.id}-hints')}",
            *([f"scale: {{{', '.join(scale)}}}"] if scale else []),
            "criteria:" if held else "criteria: []",
            *(f"  - {{id: {_quoted(one.id)}, mode: hint}}  # {_line(one)}" for one in held.values()),
            "",
        )
    )


def _scale(scale: Scale, held: Collection[str]) -> Iterator[str]:
    """Yields what is no longer true of a scale once some points are gone."""
    if held and scale.points is not None:
        yield "points: null"
    if held and scale.normalise is None:
        yield from ["pass_mark: null"] * (scale.pass_mark is not None) + ["bands: []"] * bool(scale.bands)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _line(one: Held) -> str:
    return "".join(char if char.isprintable() else " " for char in f"{one.title}：{one.because}")
