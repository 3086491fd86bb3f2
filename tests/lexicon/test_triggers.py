"""What strings call for, in arrays, against plain searches; lexicon and texts are invented."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autoscore.lexicon.phrases import Phrases
from autoscore.lexicon.triggers import Calls, triggers
from autoscore.text.characters import points, syllables
from autoscore.text.view import View

word = st.text(alphabet="您我办套餐好", min_size=1, max_size=3)
turns = st.lists(st.text(alphabet="您我办套餐好看", min_size=1, max_size=8), min_size=1, max_size=4)
groups = st.lists(st.lists(word, min_size=1, max_size=3, unique=True).map(tuple), max_size=2).map(tuple)


def places(text: str, string: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(string, at)]


@given(st.lists(st.tuples(st.lists(word, min_size=1, max_size=3, unique=True), groups), min_size=1, max_size=4), turns)
def test_a_way_is_called_for_where_its_turn_holds_all_that_it_needs(
    ways: list[tuple[list[str], tuple[tuple[str, ...], ...]]], texts: list[str]
) -> None:
    """A way is called for at each of its strings where the turn holds one string of each group, and nowhere else."""
    rows = [(string, number) for number, (strings, _) in enumerate(ways) for string in strings]
    numbers = np.array([number for _, number in rows], dtype=np.int64)
    built = triggers(
        Calls([string for string, _ in rows], numbers, np.arange(len(rows))), [needed for _, needed in ways]
    )
    view = View.of(texts)
    called = built.called(view.codes, view.turns)
    found = list(
        zip(called.starts.tolist(), called.ends.tolist(), called.ways.tolist(), called.phrases.tolist(), strict=True)
    )
    parts = [view.squeezed[view.squeezed_starts[turn] : view.squeezed_starts[turn + 1]] for turn in range(len(texts))]
    plain = {
        (int(view.squeezed_starts[turn]) + at, int(view.squeezed_starts[turn]) + at + len(string), number, phrase)
        for turn, part in enumerate(parts)
        for phrase, (string, number) in enumerate(rows)
        for at in places(part, string)
        if all(any(member in part for member in group) for group in ways[number][1])
    }
    assert len(found) == len(set(found))
    assert set(found) == plain
    assert [one[:2] for one in found] == sorted(one[:2] for one in found)


@given(
    st.lists(word, min_size=1, max_size=5, unique=True), st.text(alphabet="您我办套餐好号耗", min_size=4, max_size=12)
)
def test_likeness_is_the_mean_over_characters(texts: list[str], spoken: str) -> None:
    """A character counts 100 where it stands as written, 80 where its syllable does, else 60: the mean of all."""
    view = View.of([spoken + "看看看"])
    phrases = Phrases.of(texts)
    pairs = [(number, start) for number in range(len(texts)) for start in range(3)]
    like = phrases.likeness(view, *(np.array(column) for column in zip(*pairs, strict=True)))
    for (number, start), found in zip(pairs, like.tolist(), strict=True):
        there = view.squeezed[start : start + len(texts[number])]
        exact = syllables(points(there)) == syllables(points(texts[number]))
        worth = [
            100 if one == two else 80 if same else 60
            for one, two, same in zip(there, texts[number], exact, strict=True)
        ]
        assert found == sum(worth) // len(worth)
