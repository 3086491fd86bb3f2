"""The questions of calls: every sentence classified, many calls at once."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from autoscore.annotate.asking import traits
from autoscore.annotate.said import Said
from autoscore.classify import NONE, Classified, Turns, classify_spans, sentence_spans
from autoscore.model import CLEAN, LEANS_NONE, QUESTION, Hit, Role, Transcript

# How surely a question is heard: it is told by all of its words.
MOST = 100


def classified(transcripts: Sequence[Transcript]) -> list[tuple[Said, ...]]:
    """Returns the sentences of each call in order; those of all calls are classified together."""
    texts = [turn.text for transcript in transcripts for turn in transcript.turns]
    if not texts:
        return [()] * len(transcripts)
    turns = Turns.of(texts)
    found = sentence_spans(turns)
    counts = np.array([len(transcript.turns) for transcript in transcripts])
    first = np.cumsum(counts) - counts
    opens = np.zeros(len(texts), dtype=np.bool_)
    opens[first[counts > 0]] = True
    kinds = classify_spans(turns, found, opens)
    base, own = turns.bounds[found.turn], np.repeat(first, counts)[found.turn]
    places = [column.tolist() for column in (found.turn, found.start - base, found.end - base)]
    words = [texts[turn][start:end] for turn, start, end in zip(*places, strict=True)]
    said = list(map(Said, (found.turn - own).tolist(), *places[1:], words, kinds))
    cut = np.searchsorted(found.turn, np.append(first, len(texts))).tolist()
    return [tuple(said[low:high]) for low, high in pairwise(cut)]


def question_hits(said: Sequence[Said], roles: Sequence[Role]) -> Iterator[Hit]:
    """Yields the questions of a call, and the sentences that may be some, in order; these lean to none."""
    for one, more in zip(said, traits(said, roles), strict=True):
        kind = one.kind
        if kind.type != NONE or not kind.sure:
            doubt = "" if kind.sure else "weak"
            facts = _facts(kind, more)
            yield Hit(one.turn, one.start, one.end, QUESTION, roles[one.turn], CLEAN, MOST, doubt, facts)


def _facts(kind: Classified, more: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    ways = tuple([(name, "yes") for name in more]) if more else ()
    type_ = ("type", kind.asks)
    if kind.type == NONE:
        return type_, ("probability", f"{kind.asked:.3f}"), (LEANS_NONE, "yes"), *ways
    probability = ("probability", f"{kind.probability:.3f}")
    return (type_, probability, *ways) if kind.detail is None else (type_, ("detail", kind.detail), probability, *ways)
