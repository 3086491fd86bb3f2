"""Alignment by sound: as a plain slow search finds it, within one turn, at exactly the place of what was planted."""

from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autoscore.text.characters import BARRIER, characters, points
from autoscore.text.sounding import ADDED, BARRED, HOMOPHONE, LOST, NEVER, Spoken, Swaps, align, costs, readings, unlike

# Homophones, near sounds, second readings, letters, and the end of a turn.
CHARS = "您宁林好号请情稍烧等灯再在见还环行航ab" + BARRIER
PHRASE_CHARS = "您好请稍等再见还行"
# Phrases whose syllables are far from one another and from the letters around them.
PLANTED = ["感谢耐心等待", "祝您生活愉快", "稍等片刻", "还有其他问题", "很高兴为您服务"]
PAD = "xyzxyz"
OTHERS = "拼嘛卡图不六"
# A character, and two that are only read as it may be read.
READ = {
    "还": "孩环",
    "行": "型航",
    "重": "众虫",
    "便": "变片",
    "乐": "泐月",
    "度": "杜夺",
    "了": "乐辽",
    "降": "匠翔",
} | {"长": "掌常", "都": "兜读", "地": "第得", "调": "掉条", "校": "笑叫", "率": "绿帅", "薄": "宝博"}

# What lies outside a turn stands before and behind it, never in between.
texts = st.builds(
    "{}{}{}".format,
    st.text(BARRIER, max_size=3),
    st.text(st.sampled_from(CHARS.replace(BARRIER, "")), max_size=9),
    st.text(BARRIER, max_size=3),
).filter(bool)
phrases = st.text(st.sampled_from(PHRASE_CHARS), min_size=1, max_size=5)


def spoken(text: str) -> Spoken:
    return Spoken.of(points(text))


def aligned(pairs: list[tuple[str, str]]) -> list[tuple[int, int, int]]:
    """Returns the cost and the run of each phrase in its text, all aligned at once."""
    wide, long = (max(len(pair[side]) for pair in pairs) for side in (0, 1))
    order = sorted(range(len(pairs)), key=lambda place: -len(pairs[place][0]))
    said = points("".join(pairs[place][0].ljust(wide, "\0") for place in order)).reshape(len(pairs), wide)
    # What pads a text is no part of it.
    heard = points("".join(pairs[place][1].ljust(long, BARRIER) for place in order)).reshape(len(pairs), long)
    lengths = np.array([len(pairs[place][0]) for place in order], dtype=np.int64)
    swaps = Swaps.of(said)
    found = align(swaps, swaps.rows(said).T, lengths, swaps.columns(heard).T)
    runs = zip(found.cost.tolist(), found.start.tolist(), found.end.tolist(), strict=True)
    return [run for _, run in sorted(zip(order, runs, strict=True))]


@cache
def swap(one: str, other: str) -> int:
    """Returns what it costs to take one character for another, by the rule as it is told."""
    if one == other:
        return 0
    if other == BARRIER:
        return NEVER
    tables = characters()
    readings = [(int(tables.syllable[ord(char)]), int(tables.second[ord(char)])) for char in (one, other)]
    return max(HOMOPHONE, min(int(unlike()[a, b]) for a in readings[0] for b in readings[1]))


def first_traced(phrase: str, text: str) -> tuple[int, int, int]:
    """Returns the cost and the run of the alignment that a plain table of costs and starts leads to.

    Where costs are equal a syllable is taken rather than lost, lost rather than added, and the first to end is best.
    """
    line = [(0, start) for start in range(len(text) + 1)]
    for char in phrase:
        new = [(line[0][0] + LOST, 0)]
        for place, other in enumerate(text, 1):
            taken, lost = line[place - 1], line[place]
            ways = [(taken[0] + swap(char, other), 0, taken[1]), (lost[0] + LOST, 1, lost[1])]
            ways.append((new[-1][0] + (NEVER if other == BARRIER else ADDED), 2, new[-1][1]))
            cost, _, start = min(ways)
            new.append((cost, start))
        line = new
    end = min(range(len(line)), key=lambda place: line[place][0])
    return (*line[end], end)


@cache
def plainly(phrase: str, run: str) -> int:
    """Returns what it costs to take the whole of a run for the whole of a phrase, tried in every way."""
    if not phrase or not run:
        return len(phrase) * LOST + sum(NEVER if char == BARRIER else ADDED for char in run)
    return min(
        plainly(phrase[1:], run[1:]) + swap(phrase[0], run[0]),
        plainly(phrase[1:], run) + LOST,
        plainly(phrase, run[1:]) + (NEVER if run[0] == BARRIER else ADDED),
    )


def runs(text: str) -> Iterator[str]:
    yield from (text[start:end] for start in range(len(text) + 1) for end in range(start, len(text) + 1))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(phrases, texts), min_size=1, max_size=4))
def test_alignment_is_that_of_a_plain_search(pairs: list[tuple[str, str]]) -> None:
    """The cost of each pair is the least of all runs of its text, and its own run is one that costs so."""
    for (phrase, text), (cost, start, end) in zip(pairs, aligned(pairs), strict=True):
        assert cost == min(plainly(phrase, run) for run in runs(text))
        assert plainly(phrase, text[start:end]) == cost


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(phrases, texts), min_size=1, max_size=6))
def test_equal_alignments_are_told_apart_as_in_a_plain_table(pairs: list[tuple[str, str]]) -> None:
    """Cost, start and end are those of a table filled cell by cell, also where several alignments cost the same."""
    assert aligned(pairs) == [first_traced(*pair) for pair in pairs]


@settings(deadline=None)
@given(st.lists(st.tuples(phrases, texts), min_size=1, max_size=6))
def test_alignment_crosses_no_barrier(pairs: list[tuple[str, str]]) -> None:
    """No run holds the end of a turn, however much is lost for it, and a pair is the same alone and among others."""
    together = aligned(pairs)
    for pair, (cost, start, end) in zip(pairs, together, strict=True):
        assert 0 <= start <= end <= len(pair[1])
        assert BARRIER not in pair[1][start:end]
        assert cost <= LOST * len(pair[0])
    assert together == [aligned([pair])[0] for pair in pairs]


@given(phrases, st.text(st.sampled_from(CHARS), max_size=4), st.text(st.sampled_from(CHARS), max_size=4))
def test_an_exact_copy_costs_nothing(phrase: str, before: str, behind: str) -> None:
    """A text that holds the phrase as it is written costs nothing, and the run is the phrase."""
    text = before + phrase + behind
    [(cost, start, end)] = aligned([(phrase, text)])
    assert cost == 0
    assert text[start:end] == phrase


@st.composite
def mangled(draw: st.DrawFn) -> tuple[str, str, int]:
    """Draws a phrase, what became of it, and what that costs at most: one inner syllable is other."""
    phrase = draw(st.sampled_from(PLANTED))
    # What is like the first or the last syllable may be taken for it instead.
    other = draw(st.sampled_from([one for one in OTHERS if min(swap(phrase[0], one), swap(phrase[-1], one)) > ADDED]))
    place = draw(st.integers(1, len(phrase) - 2))
    kind = draw(st.sampled_from(["lost", "added", "changed"]))
    if kind == "lost":
        return phrase, phrase[:place] + phrase[place + 1 :], LOST
    if kind == "added":
        return phrase, phrase[:place] + other + phrase[place:], ADDED
    return phrase, phrase[:place] + other + phrase[place + 1 :], 100


@given(mangled(), st.integers(0, 6), st.integers(0, 6))
def test_a_planted_phrase_is_found_at_exactly_its_place(
    planted: tuple[str, str, int], before: int, behind: int
) -> None:
    """With one inner syllable lost, added or changed the run is what was planted, no more and no less."""
    phrase, said, most = planted
    [(cost, start, end)] = aligned([(phrase, PAD[:before] + said + PAD[:behind])])
    assert (start, end) == (before, before + len(said))
    assert 0 < cost <= most


@pytest.mark.parametrize("phrase", PLANTED)
def test_what_is_lost_at_an_end_leaves_the_rest(phrase: str) -> None:
    """Where the first or the last syllable is gone, the run is what is left, at the cost of one lost."""
    for said in (phrase[1:], phrase[:-1]):
        assert aligned([(phrase, PAD + said + PAD)]) == [(LOST, len(PAD), len(PAD) + len(said))]


@pytest.mark.parametrize(("char", "others"), READ.items())
def test_second_readings_are_heard(char: str, others: str) -> None:
    """A character with two readings that matter is a homophone of those of either, in the phrase and in the text."""
    found = [
        costs(spoken(char), spoken(other)).tolist() + costs(spoken(other), spoken(char)).tolist() for other in others
    ]
    assert found == [[HOMOPHONE] * 2] * 2


@given(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5))
def test_either_reading_is_a_homophone(char: str) -> None:
    """Whatever a character is read as first or second, one that is only read so is as near as a homophone can be."""
    tables = characters()
    for reading in {int(tables.syllable[ord(char)]), int(tables.second[ord(char)])} - {0}:
        other = chr(int(np.flatnonzero(tables.syllable == reading)[-1]))
        assert costs(spoken(char), spoken(other)).tolist() == ([0] if other == char else [HOMOPHONE])


@given(st.sampled_from(CHARS), st.sampled_from(CHARS))
def test_costs_are_those_of_the_table(one: str, other: str) -> None:
    """The same character costs nothing, a homophone little, the end of a turn more than anything, others as unlike."""
    assert costs(spoken(one), spoken(other)).tolist() == [swap(one, other)]


codes = st.text(st.characters(exclude_categories=[], exclude_characters="\n\0"), min_size=1, max_size=8)


@settings(deadline=None, max_examples=50)
@given(codes | phrases, codes | texts)
def test_the_table_holds_what_it_costs(phrase: str, text: str) -> None:
    """Each look into the table gives the cost of a character for one of a phrase, whatever the characters."""
    swaps = Swaps.of(points(phrase))
    found = swaps.cost(swaps.rows(points(phrase))[:, None], swaps.columns(points(text)))
    told = spoken(phrase)
    wanted = costs(Spoken(told.codes[:, None], told.first[:, None], told.second[:, None]), spoken(text))
    assert found.tolist() == np.where(wanted == NEVER, BARRED, wanted).tolist()


@given(st.integers(0, 0xFFFC))
def test_every_character_has_its_readings(point: int) -> None:
    """The number of a character's readings leads to the two syllables that it may be read as."""
    numbers, told = readings().numbers, readings().spoken
    tables = characters()
    assert (told.first[numbers[point]], told.second[numbers[point]]) == (tables.syllable[point], tables.second[point])


def test_costs_keep_their_order() -> None:
    """A homophone costs less than a syllable added, that less than one lost, that less than all that is not alike."""
    assert 0 < HOMOPHONE < ADDED < LOST < 100 < NEVER
