"""The cues of sentences in order: start and end around them, commas among them, how far the next one is."""

from pathlib import Path

import pytest
from classify_kit import any_text, table
from hypothesis import given
from hypothesis import strategies as st

from autoscore.classify.cues import Cues, cues
from autoscore.classify.kept import Kept
from autoscore.classify.sequence import COMMA, END, START, CueSequence, cue_sequence

NAMES = {START: "start", END: "end", COMMA: "comma"}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Cues:
    return table(tmp_path_factory.mktemp("cues"), "ma: 吗", "or: 还是", "what: 什么")


def sequence(known: Cues, *texts: str) -> CueSequence:
    return cue_sequence(Kept.of(texts), known)


def shown(known: Cues, *texts: str) -> list[tuple[int, str, int]]:
    """Returns row, name and gap of each cue."""
    held = sequence(known, *texts)
    rows = zip(held.row.tolist(), held.cue.tolist(), held.gap.tolist(), strict=True)
    return [(row, NAMES.get(cue) or known.classes[cue], gap) for row, cue, gap in rows]


def names(known: Cues, text: str) -> list[str]:
    return [name for _, name, _ in shown(known, text)]


def test_cues_stand_in_order_between_start_and_end(small: Cues) -> None:
    """Start, cues and commas stand by place; a comma stands ahead of the cue behind it; sentences follow each other."""
    assert shown(small, "查话费，还是办套餐吗？", "什么") == [
        (0, "start", 2),
        (0, "comma", 0),
        (0, "or", 2),
        (0, "ma", 0),
        (0, "end", 0),
        (1, "start", 0),
        (1, "what", 0),
        (1, "end", 0),
    ]


@pytest.mark.parametrize(("between", "gap"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (30, 3)])
def test_a_gap_tells_how_far_the_next_cue_is(small: Cues, between: int, gap: int) -> None:
    """A gap is 0 next to it, 1 and 2 for one and for two or three characters, 3 for more; at the edges too."""
    words = "天地人山"[:between] if between < 5 else "天地" * 15
    assert shown(small, f"{words}什么{words}吗{words}") == [
        (0, "start", gap),
        (0, "what", gap),
        (0, "ma", gap),
        (0, "end", 0),
    ]


@pytest.mark.parametrize("text", ["", "？", "嗯，啊。", " \n"])
def test_a_sentence_with_nothing_in_it_is_a_start_and_an_end(small: Cues, text: str) -> None:
    """Where nothing is left without fillers and marks, the end follows the start; the next sentence is no other."""
    assert shown(small, text, "吗") == [(0, "start", 0), (0, "end", 0), (1, "start", 0), (1, "ma", 0), (1, "end", 0)]


@pytest.mark.parametrize(
    ("text", "commas"),
    [
        ("天地，人山", 1),
        ("天、地。人", 2),
        ("天，，。地", 1),
        ("，天地？", 0),
        ("天嗯地", 0),
        ("98.5块", 0),
        ("天，嗯，地", 1),
    ],
)
def test_a_comma_is_a_mark_between_words(small: Cues, text: str, commas: int) -> None:
    """Marks between two characters are one comma, whatever they are; none at the edges, within numbers, at fillers."""
    assert names(small, text) == ["start", *["comma"] * commas, "end"]


@given(st.lists(any_text, max_size=5))
def test_every_sentence_has_one_start_and_one_end(texts: list[str]) -> None:
    """Rows ascend; each begins with its only start and closes with its only end; all gaps are 0 to 3."""
    held = sequence(cues(), *texts)
    assert held.row.tolist() == sorted(held.row.tolist())
    assert ((held.gap >= 0) & (held.gap <= 3)).all()
    for row in range(len(texts)):
        own = held.cue[held.row == row].tolist()
        assert (own[0], own[-1], own.count(START), own.count(END)) == (START, END, 1, 1)


@given(st.lists(any_text, max_size=5))
def test_sentences_together_are_as_one_by_one(texts: list[str]) -> None:
    """The cues of a sentence and their gaps do not depend on its neighbours."""
    alone = [(row, name, gap) for row, text in enumerate(texts) for _, name, gap in shown(cues(), text)]
    assert shown(cues(), *texts) == alone


@given(st.lists(any_text, min_size=1, max_size=4), st.integers(1, 9))
def test_what_is_ahead_is_told_within_a_sentence(texts: list[str], by: int) -> None:
    """`ahead` is the cue so many places on, 0 behind the last; `same` is true where it is of the same sentence."""
    held = sequence(cues(), *texts)
    count = len(held.cue)
    assert held.ahead(by).tolist() == [int(held.cue[at + by]) if at + by < count else 0 for at in range(count)]
    assert held.same(by).tolist() == [at + by < count and held.row[at] == held.row[at + by] for at in range(count)]


@given(st.lists(any_text, min_size=1, max_size=5))
def test_the_last_cue_is_the_one_ahead_of_the_end(texts: list[str]) -> None:
    """For each sentence it is its last cue but the end, the start where there is none, with its gap."""
    held = sequence(cues(), *texts)
    cue, gap = held.last()
    own = [
        [*zip(held.cue[held.row == at].tolist(), held.gap[held.row == at].tolist(), strict=True)]
        for at in range(len(texts))
    ]
    assert [*zip(cue.tolist(), gap.tolist(), strict=True)] == [one[-2] for one in own]


def test_no_sentence_at_all(tmp_path: Path) -> None:
    """Of no texts there are no cues."""
    assert shown(table(tmp_path, "x: 甲")) == []
