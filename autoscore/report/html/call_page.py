"""One call as its page shows it: the sheet line by line, the words with what points at them, the steps of the total."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from itertools import groupby

from msgspec import UNSET, Struct

from autoscore.model import CriterionScore, ScoreSheet, Status, Step
from autoscore.model.card import CriterionCard
from autoscore.report.figures import sides_of
from autoscore.report.html.highlight import Mark, Piece, pieces
from autoscore.report.html.listing import is_loss, standing
from autoscore.report.html.recording import source_of
from autoscore.runs.stored import StoredCall

# Lines that are open when the page is, as there is something to see to.
_OPEN = (Status.NOT_MET, Status.PARTIAL, Status.UNSURE, Status.ERROR)
_FULL = Decimal(100)


class Line(Struct, frozen=True):
    """Is a criterion in the sheet: its place there, its status and points as they stand, and what its rubric says."""

    at: int
    score: CriterionScore
    card: CriterionCard | None
    status: str
    points: str
    loss: bool

    @property
    def open(self) -> bool:
        """Tells whether there is something to see to."""
        return self.score.mode == "score" and self.status in _OPEN


class Part(Struct, frozen=True):
    """Is a part of the sheet with its lines; without a title where the sheet has no parts."""

    title: str
    lines: tuple[Line, ...]


class Spoken(Struct, frozen=True):
    """Is a turn: its place, whose it is held to be, when it begins in seconds, and its pieces."""

    at: int
    role: str
    start: float | None
    pieces: tuple[Piece, ...]


class Bar(Struct, frozen=True):
    """Is a step of the total with its bar: where it begins and how wide it is, in hundredths of the whole."""

    step: Step
    left: str
    width: str
    minus: bool


class CallPage(Struct, frozen=True):
    """Is a call as its page shows it; `turns` is None where the words were not kept.

    `source` is the address of the recording where it can be played, `before` and `after` lead to the neighbours.
    """

    number: int
    one: StoredCall
    lines: tuple[Line, ...]
    parts: tuple[Part, ...]
    turns: tuple[Spoken, ...] | None
    bars: tuple[Bar, ...]
    source: str | None
    before: str | None
    after: str | None


def call_page(number: int, one: StoredCall, up: str, before: str | None, after: str | None) -> CallPage:
    """Returns a call as its page shows it; `up` leads from the page to the report's folder."""
    recording = one.sheet.metadata.get("recording", "")
    bars = tuple(_bars(one.sheet.steps))
    cards = {card.id: card for card in one.card.criteria}
    lines = tuple(_line(at, score, cards.get(score.id)) for at, score in enumerate(one.sheet.criteria))
    parts = tuple(_parts(one, lines))
    return CallPage(number, one, lines, parts, _turns(one), bars, source_of(recording, up), before, after)


def _parts(one: StoredCall, lines: Iterable[Line]) -> Iterator[Part]:
    titled = [("" if line.card is None else one.card.section(line.card), line) for line in lines]
    for title, group in groupby(titled, key=lambda pair: pair[0]):
        yield Part(title, tuple(line for _, line in group))


def _line(at: int, score: CriterionScore, card: CriterionCard | None) -> Line:
    return Line(at, score, card, standing(score), _points(score), is_loss(score))


def _points(score: CriterionScore) -> str:
    points = score.decisions[-1].points if score.decisions else score.points
    if points is None and standing(score) == Status.UNSURE and score.low is not UNSET and score.high is not UNSET:
        return f"{score.low}–{score.high}"
    return "–" if points is None else points


def marks_of(sheet: ScoreSheet) -> dict[int, list[Mark]]:
    """Returns the marks of each turn that has some; the closest thing said is marked where there is no evidence."""
    found: defaultdict[int, list[Mark]] = defaultdict(list)
    for at, score in enumerate(sheet.criteria):
        for words in score.evidence:
            found[words.turn].append(Mark(words.start, words.end, at))
        if score.nearest is not None:
            found[score.nearest.turn].append(Mark(score.nearest.start, score.nearest.end, at, near=True))
    return found


def _turns(one: StoredCall) -> tuple[Spoken, ...] | None:
    if one.call is None:
        return None
    marks = marks_of(one.sheet)
    return tuple(
        Spoken(at, side, turn.start, tuple(pieces(turn.text, marks.get(at, ()))))
        for at, (turn, side) in enumerate(zip(one.call.turns, sides_of(one), strict=True))
    )


def _bars(steps: Iterable[Step]) -> Iterator[Bar]:
    known = list(steps)
    ends = [_number(step.running) for step in known]
    starts = [end - _number(step.points) for step, end in zip(known, ends, strict=True)]
    low = min([Decimal(0), *starts, *ends])
    whole = max([Decimal(0), *starts, *ends]) - low or _FULL
    for step, start, end in zip(known, starts, ends, strict=True):
        left, width = min(start, end) - low, abs(end - start)
        yield Bar(step, f"{left * _FULL / whole:.1f}", f"{width * _FULL / whole:.1f}", end < start)


def _number(points: str) -> Decimal:
    try:
        found = Decimal(points)
    except InvalidOperation:
        return Decimal(0)
    return found if found.is_finite() else Decimal(0)
