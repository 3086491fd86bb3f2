"""A noise channel: what a recogniser of telephone speech would have written instead, with what was done.

Kinds of error and their shares follow what recognisers of 8 kHz Mandarin do: most errors are substitutions, most of
those by the same toneless syllable or one that differs by a lost feature (the language model picks the characters, so
neighbours make words); weak function syllables go missing; fast speech runs two syllables into one; little is
inserted. Errors come in bursts, as words are misheard whole. Beside the characters, punctuation is guessed, and turns
are cut at the wrong place or credited to the wrong side.

No turn is inserted or lost, so that turn numbers keep their meaning.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from operator import itemgetter
from types import MappingProxyType

from msgspec.structs import replace

from autoscore.model import Role, Transcript, Turn
from autoscore.text.characters import FILLERS
from benchmarks.noise_sounds import sounds

# Shares of the kinds among the errors of a syllable of content.
CONTENT = MappingProxyType(
    {"homophone": 0.38, "near": 0.28, "distant": 0.09, "deletion": 0.10, "merge": 0.07, "insertion": 0.08}
)
# Syllables that are said weakly, and lost more often than misheard.
WEAK = "的了吗呢吧嘛着过是个一就这那还也都给把在您你我请"
WEAK_DELETION = 3.0
# What a digit is taken for: 四 and 十, 六 and 九, 一 and 七 are like each other.
DIGITS = MappingProxyType(dict(zip("0123456789", ("6", "7", "1", "4", "10", "9", "9", "1", "7", "6"), strict=True)))
# What is heard where nothing was said; the sounds of hesitation among it are no character errors.
INSERTED = "的了是一个那就呢我不"
HESITATIONS = "嗯啊呃哦"
# How often a hesitation is heard behind a syllable, for each character error.
HESITATION_SHARE = 0.05
# The share of punctuation lost by character error rate, in between by straight lines; of the rest some is wrong.
LOST = ((0.0, 0.0), (0.05, 0.5), (0.10, 0.7), (0.20, 0.9), (1.0, 1.0))
WRONG = 0.1
WRONG_MARKS = MappingProxyType(dict(zip("，。？！、；,?", "。，。。，，..", strict=True)))
MARKS = "，。？！、；,?!;…"
# Turns with a wrong border or the wrong side, for each character error.
TURNS = 0.2
BORDERS = MappingProxyType({"last": 0.4, "first": 0.3, "side": 0.3})
EMPTY = "嗯"

_OTHER: Mapping[Role, Role] = MappingProxyType({"agent": "customer", "customer": "agent"})
_PLACEHOLDER = re.compile(r"\[[^\[\]]*\]|【[^【】]*】|\{[^{}]*\}")
_CLAUSE = re.compile(f"[^{MARKS}]+[{MARKS}]*")


@dataclass(frozen=True)
class Channel:
    """Is how noisy, and in which way: `rate` is the nominal character error rate, from 0 to about 0.5.

    `burst` is how likely an error follows an error; `kinds` are shares; `marks` and `borders` switch the noise beside
    the characters.
    """

    rate: float
    burst: float = 0.4
    kinds: Mapping[str, float] = field(default_factory=lambda: CONTENT)
    marks: bool = True
    borders: bool = True
    characters: bool = True

    @property
    def start(self) -> float:
        """Is how likely an error follows none, such that errors come to the rate."""
        return min(1.0, self.rate * (1 - self.burst) / max(1e-9, 1 - self.rate))


@dataclass(frozen=True)
class Edit:
    """Is one thing done to a turn: its kind, what stood there, what stands there now."""

    turn: int
    kind: str
    was: str
    now: str


@dataclass(frozen=True)
class Moved:
    """Is a run of a turn's text as it was, which now stands in turn `to`."""

    turn: int
    start: int
    end: int
    to: int


@dataclass(frozen=True)
class Noisy:
    """Holds a call as recognised, and what was done to it."""

    call: Transcript
    edits: tuple[Edit, ...] = ()
    moved: tuple[Moved, ...] = ()

    def turn_of(self, turn: int, place: int) -> int:
        """Returns in which turn now stands what stood at a place of a turn."""
        return next((one.to for one in self.moved if one.turn == turn and one.start <= place < one.end), turn)


def noisy(call: Transcript, channel: Channel, seed: int = 0) -> Noisy:
    """Sends a call through the channel; the same seed gives the same noise, another call other noise."""
    if channel.rate <= 0:
        return Noisy(call)
    chance = random.Random(f"{seed} {channel.rate} {call.id}")  # noqa: S311 - nothing is kept secret here
    edits: list[Edit] = []
    turns, moved = _borders(call.turns, channel, chance, edits) if channel.borders else (call.turns, ())
    heard = tuple(
        _heard(turn, "".join(_syllables(number, turn.text, channel, chance, edits)))
        for number, turn in enumerate(turns)
    )
    return Noisy(replace(call, turns=heard), tuple(edits), moved)


def _heard(turn: Turn, text: str) -> Turn:
    """Returns a turn with another text; the times of its words would stand at wrong places."""
    return turn if text == turn.text else replace(turn, text=text or EMPTY, words=())


# Borders of turns.


def _borders(
    turns: Sequence[Turn], channel: Channel, chance: random.Random, edits: list[Edit]
) -> tuple[tuple[Turn, ...], tuple[Moved, ...]]:
    """Moves clauses over borders and turns to the other side; a turn takes part once, so that places stay exact."""
    now, moved, busy = list(turns), [], set[int]()
    for number, turn in enumerate(turns):
        if turn.role not in _OTHER or number in busy or chance.random() >= channel.rate * TURNS:
            continue
        kind = chance.choices(tuple(BORDERS), tuple(BORDERS.values()))[0]
        if kind == "side":
            now[number] = _other_side(turn, turns, number)
            edits.append(Edit(number, kind, turn.role, now[number].role))
            busy.add(number)
            continue
        to = number + (1 if kind == "last" else -1)
        if 0 <= to < len(turns) and to not in busy and turns[to].role == _OTHER[turn.role]:
            now[number], now[to], run = _moved(number, to, now)
            moved.append(run)
            edits.append(Edit(number, kind, turn.text[run.start : run.end], str(to)))
            busy |= {number, to}
    return tuple(now), tuple(moved)


def _other_side(turn: Turn, turns: Sequence[Turn], number: int) -> Turn:
    role = _OTHER.get(turn.role, turn.role)
    others = [(abs(at - number), one.speaker) for at, one in enumerate(turns) if one.role == role]
    return replace(turn, role=role, speaker=min(others, key=itemgetter(0), default=(0, turn.speaker))[1])


def _moved(number: int, to: int, turns: Sequence[Turn]) -> tuple[Turn, Turn, Moved]:
    """Moves the last clause behind the border, or the first before it."""
    text, other = turns[number].text, turns[to].text
    clauses = [match.span() for match in _CLAUSE.finditer(text)] or [(0, len(text))]
    if to > number:
        start, end = clauses[-1][0], len(text)
        left, joined = text[:start], f"{text[start:]}{other}"
    else:
        start, end = 0, clauses[0][1]
        left, joined = text[end:], f"{other}{text[:end]}"
    return _heard(turns[number], left), _heard(turns[to], joined), Moved(number, start, end, to)


# Characters and marks of a turn.


def _syllables(number: int, text: str, channel: Channel, chance: random.Random, edits: list[Edit]) -> Iterator[str]:
    """Yields what is heard of a turn, piece by piece."""
    whole = _untouched(text)
    wrong, before, place = False, "", 0
    while place < len(text):
        char, used, now = text[place], 1, text[place]
        if place in whole:
            pass
        elif char in MARKS:
            now, kind = _mark(char, channel, chance) if channel.marks else (char, "mark")
            if now != char:
                edits.append(Edit(number, kind, char, now))
        elif channel.characters and _is_syllable(char):
            wrong = chance.random() < (channel.burst if wrong else channel.start)
            if wrong:
                after = text[place + 1 : place + 2] if place + 1 not in whole else ""
                kind, used, now = _error(before, char, after, channel, chance)
                edits.append(Edit(number, kind, text[place : place + used], now))
            elif chance.random() < channel.rate * HESITATION_SHARE:
                now = char + chance.choice(HESITATIONS)
                edits.append(Edit(number, "hesitation", char, now))
        yield now
        before, place = now[-1:] or before, place + used


def _untouched(text: str) -> frozenset[int]:
    """Returns the places of masked words, which the recogniser did not write."""
    return frozenset(place for match in _PLACEHOLDER.finditer(text) for place in range(*match.span()))


def _is_syllable(char: str) -> bool:
    return (char.isdigit() and char.isascii()) or ("一" <= char <= "鿿" and char not in FILLERS)


def _mark(char: str, channel: Channel, chance: random.Random) -> tuple[str, str]:
    if chance.random() < lost_share(channel.rate):
        return "", "mark lost"
    return (WRONG_MARKS.get(char, char), "mark wrong") if chance.random() < WRONG else (char, "mark")


def lost_share(rate: float) -> float:
    """Returns the share of punctuation that is lost at a character error rate."""
    for (low, least), (high, most) in pairwise(LOST):
        if low <= rate <= high:
            return least + (most - least) * (rate - low) / (high - low)
    return 1.0


def _error(before: str, char: str, after: str, channel: Channel, chance: random.Random) -> tuple[str, int, str]:
    """Returns the kind of an error at a syllable, how many characters it uses up, and what is written for them."""
    if char.isascii():
        return _digit_error(char, channel, chance)
    kinds = dict(channel.kinds)
    if char in WEAK or char == before:
        kinds["deletion"] = kinds.get("deletion", 0.0) * WEAK_DELETION
    kind = chance.choices(tuple(kinds), tuple(kinds.values()))[0]
    if kind == "deletion":
        return kind, 1, ""
    if kind == "insertion":
        return kind, 1, char + _picked(INSERTED, char, after, chance)
    if kind == "merge" and after and _is_syllable(after) and not after.isascii():
        found = [one for one in sounds().merged(char, after) if one not in FILLERS] or [char]
        return kind, 2, _picked(found, before, "", chance)
    return _substitution("homophone" if kind == "merge" else kind, before, char, after, chance)


def _digit_error(char: str, channel: Channel, chance: random.Random) -> tuple[str, int, str]:
    lost = chance.random() < channel.kinds.get("deletion", 0.0) * 2
    return ("deletion", 1, "") if lost else ("digit", 1, DIGITS[char])


def _substitution(kind: str, before: str, char: str, after: str, chance: random.Random) -> tuple[str, int, str]:
    """Takes another kind where a syllable has nothing of one: 给 has no common homophone."""
    for name in dict.fromkeys((kind, "near", "homophone", "distant")):
        found = _candidates(name, char)
        if found:
            return name, 1, _picked(found, before, after, chance)
    return "deletion", 1, ""


@cache
def _candidates(kind: str, char: str) -> tuple[str, ...]:
    table = sounds()
    found = {"homophone": table.homophones, "near": table.near, "distant": table.distant}[kind](char)
    return tuple(one for one in found if one not in FILLERS)


def _picked(found: Sequence[str], before: str, after: str, chance: random.Random) -> str:
    table = sounds()
    return chance.choices(found, [table.weight(before, one, after) for one in found])[0]
