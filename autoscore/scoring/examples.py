"""Runs the examples inside a rubric: each must give what it says, on exactly the words that it marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from autoscore.errors import Place
from autoscore.model import Criterion, CriterionScore, Example, Role, Rubric, Span, Transcript, Turn
from autoscore.scoring.compile import Scorer

_TURN = re.compile(r"(?:\[(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?\])?\s*(客服|客户|旁人|系统)[：:](.*)", re.DOTALL)
_ROLES: dict[str, Role] = {"客服": "agent", "客户": "customer", "旁人": "other", "系统": "ivr"}
# An example is a piece of a call; its end is a close unless it says otherwise.
CUT_OFF = "cut_off"


@dataclass(frozen=True)
class ExampleFault:
    """Tells how an example differs from what the rubric gives."""

    place: Place
    criterion: str
    what: str


def run_examples(scorer: Scorer) -> Iterator[ExampleFault]:
    """Yields the faults of all examples of a rubric."""
    for criterion in (one for one in scorer.rubric.criteria if one.mode != "off"):
        for number, example in enumerate(criterion.examples, 1):
            yield from _run(scorer, criterion, example, number)


def _run(scorer: Scorer, criterion: Criterion, example: Example, number: int) -> Iterator[ExampleFault]:
    place = Place(example.file or criterion.file or scorer.rubric.shown, example.line or criterion.line)
    parsed = parse(example, scorer.rubric)
    if parsed is None:
        yield ExampleFault(place, criterion.id, f"例 {number}：每轮要写成“客服：话”或“[秒-秒] 客户：话”")
        return
    transcript, marked = parsed
    (sheet,) = scorer.score([transcript])
    score = next(one for one in sheet.criteria if one.id == criterion.id)
    if not gives(score, example.gets):
        yield ExampleFault(place, criterion.id, f"例 {number}：应得 {example.gets}，实得 {_shown(score)}")
    found = {Span(one.turn, one.start, one.end) for one in score.evidence}
    if marked and found != marked:
        yield ExampleFault(place, criterion.id, f"例 {number}：标出的证据与找到的不同：{_quotes(found, transcript)}")


def _shown(score: CriterionScore) -> str:
    points = "" if score.points is None else f"（{score.points} 分）"
    return f"{score.status}{points}：{score.because}"


def _quotes(found: set[Span], transcript: Transcript) -> str:
    return (
        "、".join(f"第{one.turn}轮“{transcript.turns[one.turn].text[one.start : one.end]}”" for one in sorted(found))
        or "无"
    )


def gives(score: CriterionScore, wanted: str) -> bool:
    """Tells whether a criterion's outcome is a wanted status, or a wanted number of points."""
    try:
        points = Decimal(wanted)
    except InvalidOperation:
        return score.status == wanted
    return score.points is not None and Decimal(score.points) == points


def parse(example: Example, rubric: Rubric) -> tuple[Transcript, set[Span]] | None:
    """Returns an example's call and the spans it marks; None where a turn is not written as it should be."""
    turns: list[Turn] = []
    marked: set[Span] = set()
    for number, line in enumerate(example.turns):
        match = _TURN.fullmatch(line.strip())
        if match is None:
            return None
        text, spans = _unmarked(match[4].strip())
        start, end = (None if stamp is None else float(stamp) for stamp in match.group(1, 2))
        turns.append(Turn(_ROLES[match[3]], text, start, end))
        marked.update(Span(number, *span) for span in spans)
    channel = example.channel or (rubric.channel if rubric.channel != "any" else "phone")
    if CUT_OFF not in example.metadata:
        last = turns[-1].end if turns else None
        turns.append(Turn("customer", "再见", last, None if last is None else last + 1))
    return Transcript("example", tuple(turns), channel, example.date, dict(example.metadata)), marked  # type: ignore[arg-type]


def _unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    plain, spans = "", []
    for place, piece in enumerate(re.split(r"\[\[|\]\]", text)):
        if place % 2:
            spans.append((len(plain), len(plain) + len(piece)))
        plain += piece
    return plain, spans
