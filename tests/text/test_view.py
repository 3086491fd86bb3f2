"""The squeezed view: what it leaves out, and the way back from it to the raw texts."""

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from text_kit import any_text, noisy_text, noisy_texts

from autoscore.text.characters import (
    FILLER,
    FILLERS,
    HARD,
    KEEP,
    STUTTERS,
    characters,
    normal_form,
    points,
    sound_form,
    squeeze,
    syllables,
)
from autoscore.text.view import View


def kind(char: str) -> int:
    return int(characters().kind[min(ord(char), 0xFFFD)])


def parts(view: View) -> list[tuple[int, int]]:
    """Returns where in `squeezed` the run of each text is, without its barrier."""
    return [(int(start), int(end) - 1) for start, end in pairwise(view.squeezed_starts)]


def between(view: View, start: int, end: int) -> str:
    """Returns what was left out between the first and last character of a run, in normal form."""
    inside = range(int(view.index[start]), int(view.index[end - 1]))
    kept = set(view.index.tolist())
    return "".join(view.normal[place] for place in inside if place not in kept)


def is_mark(char: str) -> bool:
    return kind(char) not in (KEEP, FILLER)


@st.composite
def runs(draw: st.DrawFn) -> tuple[View, int, int]:
    """Draws a view and a non-empty run of it that lies within one text."""
    view = View.of(draw(st.lists(noisy_text, min_size=1, max_size=4)))
    spans = [(start, end) for start, end in parts(view) if start < end]
    assume(spans)
    low, high = draw(st.sampled_from(spans))
    start = draw(st.integers(low, high - 1))
    return view, start, draw(st.integers(start + 1, high))


@given(noisy_texts)
@example([])
@example([""])
@example(["", "\n", "。"])
def test_each_squeezed_character_leads_back_to_its_raw_text(texts: list[str]) -> None:
    """A squeezed character stands for exactly one raw character, in order, whose normal form it is."""
    view = View.of(texts)
    places: list[tuple[int, int, int]] = []
    for text, (low, high) in enumerate(parts(view)):
        for place in range(low, high):
            turn, start, end = view.raw(place, place + 1)
            assert (turn, end) == (text, start + 1)
            assert normal_form(texts[turn][start:end]) == view.squeezed[place]
            places.append((turn, start, end))
    assert places == sorted(set(places))


@given(runs())
def test_a_run_leads_back_to_the_raw_words_from_its_first_to_its_last(run: tuple[View, int, int]) -> None:
    """The raw span of a run reaches from its first character to its last, with what was left out between them."""
    view, start, end = run
    first, last = view.raw(start, start + 1), view.raw(end - 1, end)
    assert view.raw(start, end) == (first[0], first[1], last[2])
    assert first[0] == last[0]
    assert view.text_at(start, end) == view.normal[int(view.index[start]) : int(view.index[end - 1]) + 1]


@given(noisy_texts)
def test_normal_text_is_the_texts_with_barriers(texts: list[str]) -> None:
    """`normal` is each text's normal form with a barrier behind it, and every place in it leads to its text."""
    view = View.of(texts)
    assert view.normal == "".join(f"{normal_form(text)}\n" for text in texts)
    for turn, (text, begin) in enumerate(zip(texts, view.starts.tolist(), strict=True)):
        assert view.raw_normal(begin, begin + len(text)) == (turn, 0, len(text))


@given(noisy_texts)
def test_only_fillers_stutters_and_marks_are_left_out(texts: list[str]) -> None:
    """Whatever is missing is a filler, a mark, or a pronoun said again; nothing else is lost."""
    view = View.of(texts)
    kept = set(view.index.tolist())
    last = ""
    for place, char in enumerate(view.normal):
        if place in kept:
            assert not (char == last and char in STUTTERS)
            last = char
        else:
            assert kind(char) != KEEP or (char == last and char in STUTTERS)


@given(noisy_texts)
def test_kept_marks_stand_between_digits(texts: list[str]) -> None:
    """A mark is kept exactly where it is '.', ':' or ',' between two digits: 98.5, 1,200, 12:30."""
    view = View.of(texts)
    inside = {match.start() + 1 for match in re.finditer("[0-9](?=[.:,][0-9])", view.normal)}
    kept = {place for place in view.index.tolist() if view.normal[place] != "\n" and kind(view.normal[place]) != KEEP}
    assert kept == inside


@given(noisy_texts)
@example(["1.2.3版", "1:2:3，4"])
def test_squeezing_one_text_equals_its_part_of_the_view(texts: list[str]) -> None:
    """`squeeze` gives each text as the view of all of them holds it, so phrases and turns are squeezed alike."""
    view = View.of(texts)
    assert [view.squeezed[start:end] for start, end in parts(view)] == [squeeze(text) for text in texts]


@given(noisy_texts, any_text)
def test_a_text_is_seen_alike_whatever_stands_beside_it(texts: list[str], text: str) -> None:
    """The squeezed form of a text is the same alone and among others: nothing reaches over a barrier."""
    alone = View.of([text])
    among = View.of([*texts, text, *texts])
    start, end = parts(among)[len(texts)]
    assert among.squeezed[start:end] == alone.squeezed.removesuffix("\n")
    assert [among.raw(place, place + 1)[1:] for place in range(start, end)] == [
        alone.raw(place, place + 1)[1:] for place in range(end - start)
    ]


@given(noisy_texts)
def test_sounds_stand_one_for_one_beside_squeezed(texts: list[str]) -> None:
    """`sound` and `syllables` have one entry for each squeezed character, and it is that character's own."""
    view = View.of(texts)
    assert len(view.sound) == len(view.squeezed) == len(view.syllables) == len(view.index)
    assert list(view.sound) == [sound_form(char) for char in view.squeezed]
    np.testing.assert_array_equal(view.syllables, syllables(points(view.squeezed)))


@given(noisy_texts)
def test_squeezed_starts_cut_the_view_at_its_texts(texts: list[str]) -> None:
    """The starts are those of the texts in order, and each text's run ends in its barrier."""
    view = View.of(texts)
    assert len(view.squeezed_starts) == len(texts) + 1
    pieces = [view.squeezed[start:end] for start, end in pairwise(view.squeezed_starts.tolist())]
    assert "".join(pieces) == view.squeezed
    assert all(piece.endswith("\n") and "\n" not in piece[:-1] for piece in pieces)


@given(runs())
def test_a_run_crosses_the_marks_left_out_inside_it(run: tuple[View, int, int]) -> None:
    """A run crosses a mark where one was left out inside it, and a hard one where that ends a sentence.

    Dots behind a filler end none: they belong to the hesitation.
    """
    view, start, end = run
    dropped = between(view, start, end)
    assert view.crosses_mark(start, end) == any(map(is_mark, dropped))
    trailing = {at for dots in re.finditer(f"(?<=[{FILLERS}])…+", view.normal) for at in range(*dots.span())}
    first, last = int(view.index[start]), int(view.index[end - 1])
    hard = [at for at in range(first, last + 1) if kind(view.normal[at]) == HARD and at not in trailing]
    assert view.crosses_hard(start, end) == bool(set(hard) - set(view.index.tolist()))


@given(runs())
def test_a_whole_clause_has_but_fillers_beside_it(run: tuple[View, int, int]) -> None:
    """A run is a whole clause where only what is no content stands between it and a mark or the text's end."""
    view, start, end = run
    kept = set(view.index.tolist())
    before, after = int(view.index[start]) - 1, int(view.index[end - 1]) + 1
    while before >= 0 and before not in kept and not is_mark(view.normal[before]):
        before -= 1
    while after not in kept and not is_mark(view.normal[after]):
        after += 1
    opens = before < 0 or view.normal[before] == "\n" or before not in kept
    closes = view.normal[after] == "\n" or after not in kept
    assert (view.clause_starts[start], view.clause_ends[end]) == (opens, closes)
    assert view.whole_clause(start, end) == (opens and closes)


@given(runs())
def test_turns_start_and_end_at_barriers(run: tuple[View, int, int]) -> None:
    """A run begins its text where it is the first that is left of it, and ends it where it is the last."""
    view, start, end = run
    low, high = next((low, high) for low, high in parts(view) if low <= start < high)
    assert (view.turn_starts[start], view.turn_ends[end]) == (start == low, end == high)


def test_marks_of_one_text() -> None:
    """In 嗯，您好。我查，啊，好的: 您好 and 好的 are clauses, 我查好的 crosses a comma, 好我 crosses a full stop."""
    view = View.of(["嗯，您好。我查，啊，好的"])
    assert view.squeezed == "您好我查好的\n"
    assert [(start, end) for start in range(6) for end in range(start + 1, 7) if view.whole_clause(start, end)] == [
        (0, 2),
        (0, 4),
        (0, 6),
        (2, 4),
        (2, 6),
        (4, 6),
    ]
    assert view.crosses_mark(2, 6)
    assert not view.crosses_hard(2, 6)
    assert view.crosses_hard(1, 3)
    assert view.raw(0, 2) == (0, 2, 4)
    assert view.raw(2, 6) == (0, 5, 12)


NUMBER_MARKS = (
    "the marks inside numbers are counted as punctuation by crosses_mark and clause_starts, though they are kept"
)


@pytest.mark.parametrize("number", ["9.8", "1,200", "12:30"])
def test_the_mark_inside_a_number_is_no_punctuation(number: str) -> None:
    """No punctuation stands inside a number: its own mark is part of it."""
    view = View.of([number])
    assert view.squeezed == f"{number}\n"
    assert not view.crosses_mark(0, len(number))


def test_half_a_number_is_no_clause() -> None:
    """Neither the 98 nor the 5元 of 98.5元 is a clause: something else stands beside each."""
    view = View.of(["98.5元"])
    assert [view.whole_clause(0, 2), view.whole_clause(3, 5), view.whole_clause(0, 5)] == [False, False, True]
