"""Formulas heard although a syllable was lost, added or mistaken: found at their raw place, turn by turn."""

from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from lexicon_kit import book

from autoscore.lexicon import called, compile_book, load
from autoscore.lexicon import heard as hearing
from autoscore.lexicon.called import SHIFT
from autoscore.lexicon.heard import LEAST_LIKE, hear
from autoscore.lexicon.references import LEAST, References
from autoscore.text.characters import BARRIER, FILLERS, KEEP, STUTTERS, characters, near_sounds, points
from autoscore.text.sounding import ADDED, LOST, Spoken, Swaps, align, costs
from autoscore.text.view import View

PAD = "xyzxyz"
OTHERS = "拼嘛卡图不六"
BETWEEN = ["，", "嗯", "、嗯", " ", "，啊，"]
BATCH = "您好请稍候再见客气不心等待感谢的耐ab"

Found = tuple[str, int, int, int]


@cache
def known() -> References:
    """Returns all formulas of the bundled lexicons."""
    return compile_book(load()).references


@cache
def homophones(char: str) -> tuple[str, ...]:
    tables = characters()
    same = np.flatnonzero(tables.syllable == tables.syllable[ord(char)]).tolist()
    kept = [chr(one) for one in same if one >= 0x4E00 and tables.kind[one] == KEEP and tables.normal[one] == one]
    return tuple(one for one in kept if one != char and one not in STUTTERS + FILLERS)


def unlike(phrase: str) -> list[str]:
    """Returns characters that are like none of some others, and so are taken for none of them."""
    return [one for one in OTHERS if int(costs(Spoken.of(points(phrase)), Spoken.of(points(one))).min()) > ADDED]


def heard(of: References, *texts: str) -> list[Found]:
    """Returns the formula, text number and raw span of all that is heard in some texts, and how like it is."""
    view = View.of(texts)
    found = [(of.texts[one.row], view.raw(one.start, one.end), one.likeness) for one in hear(of, view)]
    return [(text, turn, *span, likeness) for text, (turn, *span), likeness in found]


def formulas() -> st.SearchStrategy[str]:
    return st.deferred(lambda: st.sampled_from(sorted({*known().texts})))


@st.composite
def planted(draw: st.DrawFn) -> tuple[str, str]:
    """Draws a formula, and what became of it: a homophone, a syllable lost, or one added inside."""
    phrase = draw(formulas())
    assume(all(map(homophones, phrase)))
    kind = draw(st.sampled_from(["homophone", "lost", "added"]))
    place = draw(st.integers(0 if kind != "added" else 1, len(phrase) - 1))
    if kind == "homophone":
        other = draw(st.sampled_from(homophones(phrase[place])))
        return phrase, phrase[:place] + other + phrase[place + 1 :]
    if kind == "lost":
        return phrase, phrase[:place] + phrase[place + 1 :]
    return phrase, phrase[:place] + draw(st.sampled_from(unlike(phrase[0] + phrase[-1]))) + phrase[place:]


def spread(draw: st.DrawFn, said: str) -> str:
    """Returns words with a filler or a mark put somewhere inside."""
    places = draw(st.sets(st.integers(1, len(said) - 1), max_size=2)) if len(said) > 1 else set()
    parts = [(draw(st.sampled_from(BETWEEN)) if at in places else "") + char for at, char in enumerate(said)]
    return "".join(parts)


@settings(deadline=None, max_examples=200)
@given(planted(), st.data())
def test_every_mangled_formula_is_heard_at_its_raw_place(case: tuple[str, str], data: st.DataObject) -> None:
    """Each formula with one syllable off is heard as exactly the words it was planted as, marks and fillers inside.

    Short ones are planted at the start or the end of their turn, others anywhere.
    """
    phrase, said = case
    words = spread(data.draw, said)
    before, behind = data.draw(st.sampled_from([("", PAD), (PAD, "")] if len(phrase) < LEAST else [(PAD, PAD)]))
    turn = f"{before}，{words}{behind}"
    texts = (PAD, "再说，嗯，xy", turn, PAD)
    found = [(start, end) for text, number, start, end, _ in heard(known(), *texts) if (text, number) == (phrase, 2)]
    assert turn.index(words) == len(before) + 1
    assert (len(before) + 1, len(before) + 1 + len(words)) in found


@settings(deadline=None, max_examples=50)
@given(formulas())
def test_a_formula_as_written_is_fully_like_itself(phrase: str) -> None:
    """A formula that is there as it is written has likeness 100, and none has more."""
    found = heard(known(), phrase + PAD)
    assert (phrase, 0, 0, len(phrase), 100) in found
    assert all(LEAST_LIKE <= likeness <= 100 for *_, likeness in found)


@settings(deadline=None, max_examples=100)
@given(formulas(), st.data())
def test_nothing_is_heard_across_turns(phrase: str, data: st.DataObject) -> None:
    """A formula of which part stands in one turn and part in the next is no run of both."""
    place = data.draw(st.integers(1, len(phrase) - 1))
    view = View.of([PAD + phrase[:place], phrase[place:] + PAD])
    for one in hear(known(), view):
        assert "\n" not in view.squeezed[one.start : one.end]
        assert one.likeness < 100 or known().texts[one.row] != phrase


@pytest.mark.parametrize("text", ["在建", "请烧后", "补客气"])
def test_short_formulas_are_heard_only_at_edges(text: str) -> None:
    """Two or three syllables are heard within two of the start or the end of a turn, and nowhere else."""
    of = book("* 再见", "* 请稍候", "* 不客气").references
    at_edge = [heard(of, turn) for turn in (text + PAD, PAD + text, "x" * SHIFT + text + PAD)]
    assert [[found[1:4] for found in one] for one in at_edge[:2]] == [
        [(0, 0, len(text))],
        [(0, len(PAD), len(PAD) + len(text))],
    ]
    middle = "x" * (len(text) + SHIFT)
    assert heard(of, middle + text + middle) == []


def test_one_syllable_is_no_turn_to_hear_in() -> None:
    """In a turn of one syllable, or of none, nothing is heard."""
    of = book("* 再见", "* 您好").references
    assert heard(of, "见", "", "，", "您") == []


def test_likeness_falls_with_what_is_off() -> None:
    """A homophone takes less away than an added syllable, that less than a lost one, and two more than one."""
    of = book("* 感谢耐心等待").references
    likeness = [heard(of, text)[0][-1] for text in ("感谢奶心等待", "感谢耐心拼等待", "感谢耐等待", "感谢耐待")]
    assert likeness == sorted({*likeness}, reverse=True)


texts = st.lists(st.text(st.sampled_from(BATCH), max_size=9), max_size=5)
SMALL = book("* 您好", "* 再见", "* 不客气", "* 请您稍候", "* 感谢您的耐心等待", kind="expected", label="it").references


@settings(deadline=None, max_examples=200)
@given(texts)
@example(["再", "aa"])
def test_what_is_heard_does_not_depend_on_the_batch(batch: list[str]) -> None:
    """In each text is heard what is heard in it alone, whatever stands before and behind."""
    together = sorted(heard(SMALL, *batch))
    alone = [(text, turn, *rest) for turn, one in enumerate(batch) for text, _, *rest in heard(SMALL, one)]
    assert together == sorted(alone)


def plainly(of: References, turn: str) -> list[tuple[int, int, int, int]]:
    """Returns the row, start, end and likeness of all that is heard in one squeezed turn, by the rule as it is told."""
    found = []
    for row, phrase in enumerate(of.texts):
        for start in sorted(called_by(phrase, turn)):
            best = (min([LOST, *(swap(char, turn, start + place + by) for by in range(-SHIFT, SHIFT + 1))])
                    for place, char in enumerate(phrase))  # fmt: skip
            if sum(best) > (100 - LEAST_LIKE) * len(phrase):
                continue
            cost, first, last = aligned(phrase, turn, start - SHIFT, start + len(phrase) + SHIFT + 1)
            if 100 - cost // len(phrase) >= LEAST_LIKE:
                found.append((row, first, last, 100 - cost // len(phrase)))
    return found


def called_by(phrase: str, turn: str) -> set[int]:
    """Returns where a phrase would start for each pair of near-sounds that it shares with a turn, or at its edges."""
    if len(phrase) < LEAST:
        return {0, len(turn) - len(phrase)} if len(turn) > 1 else set()
    near, said = near_sounds(points(phrase)).tolist(), near_sounds(points(turn)).tolist()
    return {
        place - offset
        for offset, one in enumerate(pairwise(near))
        for place, other in enumerate(pairwise(said))
        if one == other and all(one)
    }


def swap(char: str, turn: str, place: int) -> int:
    if not 0 <= place < len(turn):
        return LOST
    return int(costs(Spoken.of(points(char)), Spoken.of(points(turn[place])))[0])


def aligned(phrase: str, turn: str, low: int, high: int) -> tuple[int, int, int]:
    """Returns what the best alignment to the part of a turn between two places costs, and its run in the turn."""
    low, high = max(low, 0), min(high, len(turn))
    swaps = Swaps.of(points(phrase))
    windows = swaps.columns(points(turn[low:high] or BARRIER))[:, None]
    best = align(swaps, swaps.rows(points(phrase))[:, None], np.array([len(phrase)]), windows)
    return int(best.cost[0]), low + int(best.start[0]), low + int(best.end[0])


@settings(deadline=None, max_examples=300)
@given(texts, st.data())
def test_what_is_heard_is_what_the_plain_rule_gives(batch: list[str], data: st.DataObject) -> None:
    """All turns at once, and only the phrases wanted in each, come to what the rule says of each turn and phrase."""
    view, count = View.of(batch), len(SMALL.texts)
    wanted = np.array(data.draw(st.lists(st.booleans(), min_size=len(batch) * count, max_size=len(batch) * count)))
    flags = wanted.reshape(len(batch), count).astype(np.bool_)
    turns = view.squeezed.split(BARRIER)[:-1]
    offsets = view.squeezed_starts.tolist()
    expected = [
        (turn, row, offsets[turn] + start, offsets[turn] + end, likeness)
        for turn, text in enumerate(turns)
        for row, start, end, likeness in plainly(SMALL, text)
    ]
    for only in (None, lambda turn, row: flags[turn, row]):
        runs = hear(SMALL, view, only)
        columns = (runs.turns, runs.rows, runs.starts, runs.ends, runs.likeness)
        found = list(zip(*(column.tolist() for column in columns), strict=True))
        assert found == [one for one in expected if only is None or flags[one[0], one[1]]]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(formulas(), max_size=4).map("".join), max_size=6), st.integers(1, 40))
def test_pieces_change_nothing(batch: list[str], size: int) -> None:
    """However few candidates are looked at in one go, the same is heard, in the same order."""
    view = View.of(batch)
    whole = list(hear(known(), view))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(called, "AT_ONCE", size)
        for name in ("WEIGHED_AT_ONCE", "ALIGNED_AT_ONCE", "ALIGNED_AT_LEAST"):
            patch.setattr(hearing, name, size)
        assert list(hear(known(), view)) == whole


@settings(deadline=None)
@given(texts)
def test_runs_lie_in_their_text(batch: list[str]) -> None:
    """Every run is some words of one text, and its likeness is that of an alignment: no row is heard there twice."""
    view = View.of(batch)
    found = list(hear(SMALL, view))
    for one in found:
        turn, start, end = view.raw(one.start, one.end)
        assert 0 <= start < end <= len(batch[turn])
    keys = sorted((one.row, one.start, one.end, one.likeness) for one in found)
    assert all(one[:3] != two[:3] or one[3] == two[3] for one, two in pairwise(keys))
