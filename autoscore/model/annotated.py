"""An annotated call as `annotate` writes it; the names are the contract's."""

from msgspec import UNSET, Struct, UnsetType

from autoscore.model.document import Document
from autoscore.model.hit import FAINTLY, Form, Hit, Metrics, Notice
from autoscore.model.question import LEANS_NONE, QUESTION
from autoscore.model.transcript import Role


class AnnotatedAct(Struct, frozen=True):
    """Is a service act at a span."""

    act: str
    start: int
    end: int
    quote: str
    form: Form
    strength: int


class AnnotatedUtterance(Struct, frozen=True):
    """Is a question at a span: type, detail and probability."""

    start: int
    end: int
    text: str
    type: str
    detail: str | None
    probability: float


class AnnotatedAmount(Struct, frozen=True):
    """Is an amount of money at a span, in yuan."""

    start: int
    end: int
    quote: str
    yuan: str


class AnnotatedName(Struct, frozen=True):
    """Is a name at a span."""

    start: int
    end: int
    quote: str
    surname: str


class AnnotatedTurn(Struct, frozen=True):
    """Is a turn with what was found in it."""

    index: int
    role: Role
    text: str
    start: float | None
    end: float | None
    acts: tuple[AnnotatedAct, ...]
    questions: tuple[AnnotatedUtterance, ...]
    amounts: tuple[AnnotatedAmount, ...]
    names: tuple[AnnotatedName, ...]
    speaker: str | UnsetType = UNSET


class AnnotatedCall(Struct, frozen=True):
    """Is a call with what was found in it, and nothing judged."""

    id: str
    turns: tuple[AnnotatedTurn, ...]
    metrics: Metrics
    warnings: tuple[Notice, ...]


def annotated(document: Document, acts: frozenset[str]) -> AnnotatedCall:
    """Writes a document down; `acts` are the labels that are service acts."""
    by_turn: dict[int, list[Hit]] = {}
    for hit in document.hits:
        by_turn.setdefault(hit.turn, []).append(hit)
    turns = tuple(_turn(document, index, by_turn.get(index, []), acts) for index in range(len(document.roles)))
    return AnnotatedCall(document.transcript.id, turns, document.metrics, document.notices)


def _turn(document: Document, index: int, hits: list[Hit], acts: frozenset[str]) -> AnnotatedTurn:
    turn = document.transcript.turns[index]

    def quote(hit: Hit) -> str:
        return turn.text[hit.start : hit.end]

    return AnnotatedTurn(
        index=index,
        role=document.roles[index],
        text=turn.text,
        start=turn.start,
        end=turn.end,
        acts=tuple(
            AnnotatedAct(hit.label, hit.start, hit.end, quote(hit), hit.form, hit.strength)
            for hit in hits
            if hit.label in acts and hit.by == "agent" and hit.doubt not in ("weak", FAINTLY)
        ),
        questions=tuple(
            AnnotatedUtterance(
                hit.start,
                hit.end,
                quote(hit),
                hit.fact("type") or "",
                hit.fact("detail"),
                float(hit.fact("probability") or 0),
            )
            for hit in hits
            if hit.label == QUESTION and not hit.fact(LEANS_NONE)
        ),
        amounts=tuple(
            AnnotatedAmount(hit.start, hit.end, quote(hit), hit.fact("yuan") or "")
            for hit in hits
            if hit.label == "amount"
        ),
        names=tuple(
            AnnotatedName(hit.start, hit.end, quote(hit), hit.fact("surname") or "")
            for hit in hits
            if hit.fact("surname")
        ),
        speaker=turn.speaker if turn.speaker is not None else UNSET,
    )
