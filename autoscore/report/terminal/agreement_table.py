"""People's decisions against the machine's, for a person at a terminal."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from autoscore.model.agreement import Agreement, Comparison, Estimate, Gate
from autoscore.report.terminal.screen import console, table, text
from autoscore.report.words import STATUS

_COLUMNS = (
    ("评分项", "whole"),
    ("比对", "right"),
    ("一致率", "figures"),
    ("κ", "figures"),
    ("分差", "right"),
    ("偏严", "right"),
    ("偏松", "right"),
    ("有答", "right"),
)
_LEGEND = (
    "比对：机器和人都给了结果（做到、部分、没做到、不适用）的通数；同一项判过几次的，以最后一次为准。",
    "κ：除去碰巧一致后的一致程度（Cohen）。分差：机器得分减人的得分的平均。偏严、偏松：机器比人给得低、给得高的通数。",
    "方括号里是 95% 区间：一致率用 Wilson 法，κ 按 Fleiss、Cohen、Everitt（1969），通数少时只供参考。",
    "有答：人判了的通数里机器给出结果的占比；机器存疑的不算不一致，只降低有答。",
)


@dataclass(frozen=True)
class AgreementReport:
    """Writes comparisons to a stream; `colour` None leaves it to the terminal."""

    stream: IO[str]
    colour: bool | None = None

    def write(self, comparison: Comparison) -> None:
        """Writes a comparison: the table of each rubric, what stands against what, and the gate."""
        screen = console(self.stream, colour=self.colour)
        for piece in _pieces(comparison):
            # Lines are left to the terminal to wrap; tables fit themselves to it.
            screen.print(piece, highlight=False, soft_wrap=hasattr(piece, "plain"))


def _pieces(comparison: Comparison) -> Iterator[Any]:
    head = f"{comparison.calls} 通里的 {comparison.decisions} 条判定，比对 {comparison.sheets} 张评分表"
    yield text(head, "bold")
    rubrics = dict.fromkeys(one.rubric for one in comparison.criteria)
    for rubric in rubrics:
        decided = [one for one in comparison.criteria if one.rubric == rubric and one.decided]
        if decided:
            yield text("")
            yield text(rubric, "bold")
            yield from _figures([one for one in decided if one.judges])
            yield from _notes(decided)
            yield from _confusion(decided)
    yield text("")
    yield from (text(line, "dim") for line in _LEGEND)
    if comparison.gate is not None:
        yield text("")
        yield from _gate(comparison.gate, len(rubrics) > 1)


def _figures(criteria: Sequence[Agreement]) -> Iterator[Any]:
    """Yields the table of the criteria that the machine judges."""
    made = table(_COLUMNS)
    for one in criteria:
        cells = (
            str(one.pairs),
            _percent(one.agreement),
            _kappa(one.kappa),
            "–" if one.bias is None else one.bias,
            str(one.stricter),
            str(one.laxer),
            "–" if one.coverage is None else f"{one.coverage:.0%}",
        )
        made.add_row(text(one.title), *map(text, cells))
    if criteria:
        yield made


def _percent(share: Estimate | None) -> str:
    return "–" if share is None else f"{share.value:.0%} [{100 * share.low:.0f}–{100 * share.high:.0f}%]"


def _kappa(kappa: Estimate | None) -> str:
    # A bound below zero would run into a dash.
    return "–" if kappa is None else f"{kappa.value:.2f} [{kappa.low:.2f}, {kappa.high:.2f}]"


def _notes(criteria: Sequence[Agreement]) -> Iterator[Any]:
    """Yields what the table has no column for, a line a criterion."""
    for one in criteria:
        unlike = [cell for cell in one.confusion if cell.machine != cell.person]
        often = sorted(unlike, key=lambda cell: -cell.count)
        parts = [f"机器{_word(cell.machine)}、人{_word(cell.person)} {cell.count}" for cell in often]
        parts += [one.because] if one.kappa is None else []
        parts += [f"只能由人判的 {one.observer}"] if one.observer else []
        parts += [f"人也没有定的 {one.undecided}"] if one.undecided else []
        if one.people is not None:
            people = one.people
            parts.append(f"人与人：{people.pairs} 对里一致 {people.agreed}，{_percent(people.agreement)}")
        if parts:
            yield text(f"{one.title}：{'；'.join(parts)}")


def _confusion(criteria: Sequence[Agreement]) -> Iterator[Any]:
    """Yields the table of the machine's statuses against people's, over all criteria."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in criteria:
        counts.update({(cell.machine, cell.person): cell.count for cell in one.confusion})
    machine, person = ({pair[side] for pair in counts} for side in (0, 1))
    people = [status for status in STATUS if status in person]
    if not counts:
        return
    yield text("")
    yield text("各项合计，横行是机器的结果，竖列是人的：")
    made = table((("机器 ＼ 人", "whole"), *((_word(status), "right") for status in people)))
    for status in STATUS:
        if status in machine:
            made.add_row(text(_word(status)), *(text(str(counts[status, other])) for other in people))
    yield made


def _word(status: str) -> str:
    return STATUS[status][0]


def _gate(gate: Gate, several: bool) -> Iterator[Any]:
    rule = f"κ 须达到 {gate.kappa:g}，可比的通话不少于 {gate.pairs} 通"
    if not gate.held:
        yield text(f"评分项都可以单独评分（{rule}）", "bold")
        return
    yield text(f"还不能单独评分的有 {len(gate.held)} 项（{rule}）：", "bold")
    for one in gate.held:
        name = f"{one.rubric} · {one.title}" if several else one.title
        yield text(f"  {name}（{one.id}）：{one.because}")
