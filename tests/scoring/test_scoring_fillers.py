"""Hesitation is nobody's fault: fillers between words change no status of a call."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scoring_kit import transcript

from autoscore.api import distinct, read_inputs
from autoscore.model import ScoreSheet, Transcript, Turn
from autoscore.scoring import Scorer, load_scorer
from autoscore.text.words import word_starts

ROOT = Path(__file__).resolve().parents[2]
# Of the examples and of the calls that lexicons were written by, those that each rubric is for.
CALLS = {"hotline": ("examples/phone",), "counter-17-steps": ("examples/counter", "tests/encounters/tuning")}
# The last test says what is known to go wrong in this one.
KNOWN = "h06-outage-garbled"
FILLERS = ["嗯", "呃", "啊", "嗯，", "呃、"]
MARKS = "，。？！、"
MOST_CALLS, MOST_FILLERS = 12, 6


@cache
def judge(rubric: str) -> Scorer:
    return load_scorer(rubric)


@cache
def calls(rubric: str) -> tuple[Transcript, ...]:
    """Returns the first calls of each folder of a rubric."""
    found = (list(read(ROOT / folder)) for folder in CALLS[rubric])
    return tuple(call for listed in found for call in listed[:MOST_CALLS])


def read(folder: Path) -> Iterable[Transcript]:
    inputs = sorted(str(path) for path in folder.iterdir() if path.suffix in (".txt", ".jsonl"))
    for call in distinct(read_inputs(inputs, roles={}, stdin=None)):
        if isinstance(call, Transcript) and not call.id.endswith(KNOWN):
            yield call


@cache
def plain(rubric: str, number: int) -> dict[str, str]:
    return statuses(judge(rubric).score([calls(rubric)[number]])[0])


def statuses(sheet: ScoreSheet) -> dict[str, str]:
    return {one.id: one.status for one in sheet.criteria}


def borders(text: str) -> list[int]:
    """Returns where a word ends between Han characters."""
    return [at for at in word_starts(text) if at and not (text[at - 1].isascii() or text[at].isascii())]


def clauses(text: str) -> list[int]:
    """Returns where a mark stands before the next word."""
    return [at for at in borders(text) if text[at - 1] in MARKS]


def hesitating(call: Transcript, put: dict[int, list[tuple[int, str]]]) -> Transcript:
    """Returns a call with fillers put into its turns, each at a place of the raw text."""
    turns = []
    for number, turn in enumerate(call.turns):
        text = turn.text
        for at, filler in sorted(put.get(number, ()), reverse=True):
            text = f"{text[:at]}{filler}{text[at:]}"
        turns.append(Turn(turn.role, text, turn.start, turn.end, turn.speaker))
    return Transcript(call.id, tuple(turns), call.channel, call.date, call.metadata)


def drawn(data: st.DataObject, call: Transcript, places: Callable[[str], list[int]], fillers: list[str]) -> Transcript:
    """Returns a call with some fillers at some of its places."""
    where = [(number, at) for number, turn in enumerate(call.turns) for at in places(turn.text)]
    assume(where)
    chosen = data.draw(st.lists(st.sampled_from(where), min_size=1, max_size=MOST_FILLERS, unique=True))
    put: dict[int, list[tuple[int, str]]] = {}
    for number, at in chosen:
        put.setdefault(number, []).append((at, data.draw(st.sampled_from(fillers))))
    return hesitating(call, put)


@pytest.mark.parametrize("rubric", CALLS)
@settings(deadline=None, max_examples=25, derandomize=True)
@given(data=st.data())
def test_a_filler_between_words_changes_no_status(rubric: str, data: st.DataObject) -> None:
    """With a few hesitations at borders of words a call gets the statuses that it gets without."""
    number = data.draw(st.integers(0, len(calls(rubric)) - 1))
    call = drawn(data, calls(rubric)[number], borders, FILLERS[:3])
    assert statuses(judge(rubric).score([call])[0]) == plain(rubric, number)


@pytest.mark.parametrize("rubric", CALLS)
@settings(deadline=None, max_examples=25, derandomize=True)
@given(data=st.data())
def test_a_filler_between_clauses_changes_no_status(rubric: str, data: st.DataObject) -> None:
    """Hesitations between clauses, with marks of their own or without, change no status."""
    number = data.draw(st.integers(0, len(calls(rubric)) - 1))
    call = drawn(data, calls(rubric)[number], clauses, FILLERS)
    assert statuses(judge(rubric).score([call])[0]) == plain(rubric, number)


# ------------------------------------------------------------------ what is easily upset

OPENING, CLOSE = ("客服：您好，清源燃气，请讲。", "客户：我查话费。"), "客户：再见"


def both(rubric: str, *lines: str, filler: str) -> tuple[dict[str, str], dict[str, str]]:
    """Returns the statuses of a call without a filler and with it, where its lines say `{}`."""
    made = [transcript(*(line.format(words) for line in lines)) for words in ("", filler)]
    without, with_ = judge(rubric).score(made)
    return statuses(without), statuses(with_)


@pytest.mark.parametrize(
    "filler",
    [
        *["嗯，", "呃", "啊", "那个，"],
        pytest.param(
            "就是，",
            marks=pytest.mark.xfail(strict=True, reason="就是 with a mark behind it is a word like any other"),
        ),
    ],
)
def test_a_filler_in_an_opening_changes_no_status(filler: str) -> None:
    """Sounds of hesitation, and words that only fill a pause, alone between marks, leave an opening as good."""
    without, with_ = both("hotline", "客服：您好，{}清源燃气，请讲。", *OPENING[1:], CLOSE, filler=filler)
    assert without == with_


def test_a_filler_that_trails_off_ends_no_sentence() -> None:
    """A hesitation is often written with dots behind it, and is no end of a sentence."""
    without, with_ = both("hotline", "客服：您好，{}清源燃气，请讲。", *OPENING[1:], CLOSE, filler="呃……")
    assert without == with_


@pytest.mark.parametrize("filler", ["呃", "呃，", "嗯嗯嗯，", "那个，"])
def test_a_filler_makes_no_formula_of_a_customers_words(filler: str) -> None:
    """What a customer says does not become the agent's because the customer hesitates."""
    lines = "客户：哎你等等，{}我没说要开啊。", "客服：开都开了。", CLOSE
    without, with_ = both("hotline", *OPENING, *lines, filler=filler)
    assert without == with_


@pytest.mark.xfail(strict=True, reason="a surname that was misheard is found only where it touches its honorific")
def test_a_filler_between_a_misheard_name_and_its_honorific() -> None:
    """A misheard surname with a hesitation before its honorific is as good an address as one without."""
    lines = "客服：您贵姓？", "客户：我姓聂。", "客服：好的捏{}女士给您登记上了。", CLOSE
    without, with_ = both("hotline", *OPENING, *lines, filler="嗯")
    assert without["surname"] == with_["surname"] == "met"
