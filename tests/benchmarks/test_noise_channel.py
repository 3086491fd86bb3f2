"""The noise channel: what it may change, what it must keep, and how much it changes."""

import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from autoscore.api import Transcript, read_inputs
from autoscore.model import Role, Turn
from autoscore.text.characters import squeeze

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.noise_channel import (  # noqa: E402 - the benchmarks are no package of the wheel
    CONTENT,
    DIGITS,
    EMPTY,
    MARKS,
    Channel,
    Moved,
    Noisy,
    lost_share,
    noisy,
)
from benchmarks.noise_sounds import near_syllables, parted, sounds  # noqa: E402

SAID = "您好请问有什么可以帮您稍等我查一下谢谢再见不客气四十元工号3027话费套餐，。？！嗯啊"
PIECES = st.sampled_from([*SAID, "[手机号]", "[姓名]"])
ROLES: tuple[Role, ...] = ("agent", "customer", "other", "ivr")


@st.composite
def calls(draw: st.DrawFn) -> Transcript:
    """Draws calls of a few turns with masked words in them."""
    texts = draw(st.lists(st.lists(PIECES, max_size=25).map("".join), min_size=1, max_size=8))
    roles = draw(st.lists(st.sampled_from(ROLES), min_size=len(texts), max_size=len(texts)))
    turns = tuple(Turn(role, text, speaker=role) for role, text in zip(roles, texts, strict=True))
    return Transcript("call", turns)


RATES = st.sampled_from([0.05, 0.1, 0.2, 0.5, 1.0])


@pytest.fixture(scope="module")
def corpus() -> list[Transcript]:
    readings = read_inputs([str(ROOT / "tests/calls/tuning/calls.jsonl")], roles={}, stdin=None)
    return [reading for reading in readings if isinstance(reading, Transcript)]


def all_text(call: Transcript) -> str:
    return "".join(turn.text for turn in call.turns)


@settings(max_examples=30, deadline=None)
@given(calls(), st.integers(0, 9))
def test_no_noise_changes_nothing(call: Transcript, seed: int) -> None:
    """At 0 % the call itself comes back, and nothing is reported as done."""
    assert noisy(call, Channel(0.0), seed) == Noisy(call)


@settings(max_examples=60, deadline=None)
@given(calls(), RATES, st.integers(0, 9))
def test_the_same_seed_gives_the_same_noise(call: Transcript, rate: float, seed: int) -> None:
    """What comes out depends on the call, the channel and the seed only."""
    assert noisy(call, Channel(rate), seed) == noisy(call, Channel(rate), seed)


def test_another_seed_gives_other_noise(corpus: list[Transcript]) -> None:
    """Seeds differ, and so do calls of the same words under other names."""
    call = corpus[0]
    assert noisy(call, Channel(0.1), 0).call != noisy(call, Channel(0.1), 1).call
    renamed = Transcript("another", call.turns)
    assert noisy(call, Channel(0.1), 0).call.turns != noisy(renamed, Channel(0.1), 0).call.turns


@settings(max_examples=100, deadline=None)
@given(calls(), RATES, st.integers(0, 9))
def test_turns_keep_their_numbers(call: Transcript, rate: float, seed: int) -> None:
    """No turn comes or goes; only agents and customers change sides, and each change is told."""
    found = noisy(call, Channel(rate), seed)
    assert len(found.call.turns) == len(call.turns)
    other = {"agent": "customer", "customer": "agent"}
    sides = {edit.turn for edit in found.edits if edit.kind == "side"}
    for number, (before, after) in enumerate(zip(call.turns, found.call.turns, strict=True)):
        assert after.role == (other[before.role] if number in sides else before.role)


@settings(max_examples=100, deadline=None)
@given(calls(), RATES, st.integers(0, 9))
def test_masked_words_stay(call: Transcript, rate: float, seed: int) -> None:
    """Words masked after recognition are never misheard."""
    masked = re.findall(r"\[\w+\]", all_text(call))
    assert re.findall(r"\[\w+\]", all_text(noisy(call, Channel(rate), seed).call)) == masked


@settings(max_examples=100, deadline=None)
@given(calls(), RATES, st.integers(0, 9))
def test_moved_clauses_are_told(call: Transcript, rate: float, seed: int) -> None:
    """A moved run stands at the border of the next turn, is gone from its own, and is found by its old place."""
    found = noisy(call, Channel(rate, marks=False, characters=False), seed)
    for run in found.moved:
        words = call.turns[run.turn].text[run.start : run.end]
        there, left = found.call.turns[run.to].text, found.call.turns[run.turn].text
        assert abs(run.to - run.turn) == 1
        assert there.startswith(words) if run.to > run.turn else there.endswith(words)
        rest = call.turns[run.turn].text[: run.start] + call.turns[run.turn].text[run.end :]
        assert left == (rest or EMPTY if words else call.turns[run.turn].text)
        assert all(found.turn_of(run.turn, place) == run.to for place in range(run.start, run.end))


def test_places_of_words_that_stayed_are_their_own() -> None:
    """What was not moved is where it was."""
    call = Transcript("call", (Turn("agent", "您好，请稍等。"), Turn("customer", "好的。")))
    moved = [found for seed in range(40) if (found := noisy(call, Channel(1.0), seed)).moved == (Moved(0, 3, 7, 1),)]
    assert moved
    for one in moved:
        assert [one.turn_of(0, place) for place in range(7)] == [0, 0, 0, 1, 1, 1, 1]
        assert one.turn_of(1, 0) == 1


@pytest.mark.parametrize("rate", [0.05, 0.1, 0.2])
def test_the_error_rate_is_the_nominal_one(corpus: list[Transcript], rate: float) -> None:
    """The edit distance of the kept characters lies within a fifth of the rate, on all seeds together."""
    distance = total = 0
    for seed in range(2):
        for call in corpus:
            clean, heard = squeeze(all_text(call)), squeeze(all_text(noisy(call, Channel(rate), seed).call))
            distance += Levenshtein.distance(clean, heard)
            total += len(clean)
    assert 0.8 * rate <= distance / total <= 1.2 * rate


def test_punctuation_is_lost_by_the_rate(corpus: list[Transcript]) -> None:
    """At 10 % about seven of ten marks are gone, at 5 % half, and where marks are left alone none."""
    marks = [sum(char in MARKS for char in all_text(call)) for call in corpus]
    for rate, most in ((0.05, 0.5), (0.1, 0.7)):
        heard = [noisy(call, Channel(rate), 3).call for call in corpus]
        left = sum(sum(char in MARKS for char in all_text(call)) for call in heard) / sum(marks)
        assert 1 - most - 0.06 <= left <= 1 - most + 0.06
    still = [noisy(call, Channel(0.1, marks=False, characters=False), 3).call for call in corpus]
    assert [sum(char in MARKS for char in all_text(call)) for call in still] == marks


def test_lost_shares_lie_on_the_line() -> None:
    """Between the given rates the share is straight, and never beyond 1."""
    assert [lost_share(rate) for rate in (0.0, 0.05, 0.1, 0.2, 1.0)] == [0.0, 0.5, 0.7, 0.9, 1.0]
    assert lost_share(0.075) == pytest.approx(0.6)


@pytest.mark.parametrize("kind", sorted(CONTENT))
def test_each_kind_does_what_it_says(corpus: list[Transcript], kind: str) -> None:
    """The edits of each kind replace, drop, add or join the syllables that the kind names."""
    channel = Channel(0.2, kinds={kind: 1.0}, marks=False, borders=False)
    edits = [edit for call in corpus[:6] for edit in noisy(call, channel).edits if edit.kind == kind]
    table, lengths = sounds(), {"deletion": (1, 0), "insertion": (1, 2), "merge": (2, 1)}
    assert len(edits) > 20
    for edit in edits:
        assert (len(edit.was), len(edit.now)) == lengths.get(kind, (1, 1))
        was, now = (table.syllable.get(text[:1]) for text in (edit.was, edit.now))
        if kind == "homophone":
            assert was == now
            assert edit.was != edit.now
        elif kind == "near":
            assert now in near_syllables(was or "")
        elif kind == "distant":
            assert (parted(was or "")[0] == parted(now or "")[0]) != (parted(was or "")[1] == parted(now or "")[1])
        elif kind == "insertion":
            assert edit.now[0] == edit.was


def test_words_are_misheard_whole(corpus: list[Transcript]) -> None:
    """Errors follow errors more often than not errors do, and digits become digits."""
    heard = [noisy(call, Channel(0.1, marks=False, borders=False, kinds={"homophone": 1.0}), 1) for call in corpus]
    errors = [edit for one in heard for edit in one.edits if edit.kind in ("homophone", "near", "distant", "digit")]
    pairs = [_wrong(one.call, call) for one, call in zip(heard, corpus, strict=True)]
    after_wrong = [second for flags in pairs for first, second in pairwise(flags) if first]
    after_right = [second for flags in pairs for first, second in pairwise(flags) if not first]
    assert sum(after_wrong) / len(after_wrong) > 3 * sum(after_right) / len(after_right)
    digits = [edit for edit in errors if edit.kind == "digit"]
    assert digits
    assert all(DIGITS[edit.was] == edit.now for edit in digits)


def _wrong(heard: Transcript, said: Transcript) -> list[bool]:
    """Tells for each character of the turns that kept their length whether it is another."""
    return [
        one != two
        for before, after in zip(said.turns, heard.turns, strict=True)
        if len(before.text) == len(after.text)
        for one, two in zip(before.text, after.text, strict=True)
    ]


def test_substitutes_prefer_words() -> None:
    """Among homophones the one that makes a word with its neighbour is likelier, others being equally common."""
    table = sounds()
    assert parted("zhang")[0] == "zh"
    assert set(near_syllables("zhang")) >= {"zang", "zan", "zhan"}
    assert "服" in table.homophones("福") or "服" in table.homophones("扶")
    assert table.weight("", "服", "务") > 10 * table.weight("", "服", "苹")
