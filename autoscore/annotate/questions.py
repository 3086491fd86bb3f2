"""The questions of calls: every sentence classified, many calls at once."""

from collections.abc import Iterable, Iterator, Sequence

from autoscore.annotate.asking import traits
from autoscore.annotate.said import Said
from autoscore.classify import NONE, PREVIOUS, Classified, Sentence, classify, sentences_of
from autoscore.model import LEANS_NONE, QUESTION, Hit, Role, Transcript


def classified(transcripts: Sequence[Transcript]) -> list[tuple[Said, ...]]:
    """Returns the sentences of each call in order; those of all calls are classified together."""
    texts = [turn.text for transcript in transcripts for turn in transcript.turns]
    spans = iter(sentences_of(texts))
    cut = [
        [(number, start, end) for number, _ in enumerate(transcript.turns) for start, end in next(spans)]
        for transcript in transcripts
    ]
    asked = [_sentence(one, *place) for one, places in zip(transcripts, cut, strict=True) for place in places]
    kinds = iter(classify(asked))
    return [
        tuple(Said(*place, transcript.turns[place[0]].text[place[1] : place[2]], next(kinds)) for place in places)
        for transcript, places in zip(transcripts, cut, strict=True)
    ]


def _sentence(transcript: Transcript, turn: int, start: int, end: int) -> Sentence:
    """Returns a sentence with what was said before it: the turn before, and its own turn so far."""
    text = transcript.turns[turn].text
    before = transcript.turns[turn - 1].text[-PREVIOUS:] if turn else ""
    return Sentence(text[start:end], f"{before}。{text[max(0, start - PREVIOUS) : start]}" if start else before)


def question_hits(said: Sequence[Said], roles: Sequence[Role]) -> Iterator[Hit]:
    """Yields the questions of a call, and the sentences that may be some, in order; these lean to none."""
    facts = traits(said, roles)
    for one, more in zip(said, facts, strict=True):
        kind = one.kind
        if kind.type == NONE and kind.sure:
            continue
        yield Hit(
            one.turn,
            one.start,
            one.end,
            QUESTION,
            by=roles[one.turn],
            doubt="" if kind.sure else "weak",
            facts=tuple(_facts(kind, more)),
        )


def _facts(kind: Classified, more: Iterable[str]) -> Iterator[tuple[str, str]]:
    leaning = kind.type == NONE
    yield "type", kind.asks
    if kind.detail is not None:
        yield "detail", kind.detail
    yield "probability", f"{kind.asked if leaning else kind.probability:.3f}"
    if leaning:
        yield LEANS_NONE, "yes"
    yield from ((name, "yes") for name in more)
