"""Arrays of whole turns: what is cut, kept and looked up in them is what each text by itself has."""

from collections.abc import Iterator, Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autoscore.classify import PREVIOUS, Sentence, Turns, classify, classify_spans, sentence_spans, sentences_of
from autoscore.classify.act_features import _contained
from autoscore.classify.kept import Kept
from autoscore.text.characters import squeeze

TEXT = st.text("那个,，、…。？ \n您您对嗯啊呃3.5:1aB😀是不什么吗呢还是“查话费", max_size=60)
CALLS = st.lists(st.lists(TEXT, max_size=4), min_size=1, max_size=3)


@given(st.lists(TEXT, max_size=5))
def test_what_is_kept_is_the_squeezed_text(texts: list[str]) -> None:
    """Many texts at once are squeezed as each is by itself."""
    kept = Kept.of(texts)
    parts = [kept.codes[low : high - 1] for low, high in zip(kept.bounds, kept.bounds[1:], strict=False)]
    assert ["".join(map(chr, part)) for part in parts] == [squeeze(text) for text in texts]


def plainly(call: Sequence[str]) -> Iterator[Sentence]:
    """Yields the sentences of a call, each with the turn before and its own turn so far."""
    for turn, (text, spans) in enumerate(zip(call, sentences_of(call), strict=True)):
        before = call[turn - 1][-PREVIOUS:] if turn else ""
        for start, end in spans:
            yield Sentence(text[start:end], f"{before}。{text[max(0, start - PREVIOUS) : start]}" if start else before)


@given(CALLS)
def test_sentences_in_their_turns_are_those_by_themselves(calls: list[list[str]]) -> None:
    """A sentence is the same question whether it is taken out of its turns with what was said before, or left there."""
    turns = Turns.of([text for call in calls for text in call])
    opens = np.array([turn == 0 for call in calls for turn in range(len(call))], dtype=np.bool_)
    assert classify_spans(turns, sentence_spans(turns), opens) == classify(
        [one for call in calls for one in plainly(call)]
    )


@given(st.lists(st.integers(0, 2**63), max_size=30), st.lists(st.integers(0, 2**63), max_size=30), st.integers(0, 63))
def test_numbers_are_found_among_others(own: list[int], other: list[int], low: int) -> None:
    """A number is found where it stands among the others, also where two share a place in the table."""
    mine = np.array([*own, *other[::2]], dtype=np.uint64) >> np.uint64(low)
    others = np.array(other, dtype=np.uint64) >> np.uint64(low)
    found = _contained(mine, others)
    held = {0, *others.tolist()}
    assert found.tolist() == [number in held for number in mine.tolist()]
