"""Lines that nobody said: what recognisers write over silence, music and noise."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import groupby

import numpy as np

from autoscore import resources
from autoscore.model import Turn
from autoscore.readers.piece import Note
from autoscore.text.characters import KEEP, STUTTERS, characters, squeeze

_ANYTHING = "*"
_MOST_MORE = 12
_SHORTEST = 4
_LONGEST = 4000  # no recogniser writes a segment as long as that
# People say 好的 five times over, and a recogniser that is caught in a loop goes on until the segment is full.
_LOOP = re.compile(r"(.{2,24}?)\1{9,}|(.)\2{29,}", re.DOTALL)
_LOOP_FROM = 20
# How often anything that is said in a loop is said at least.
_LOOPS = 10
# What may be left out of squeezed words though it is no mark: 那个 before a mark, doubled pronouns.
_MAY_GO = frozenset(f"那个{STUTTERS}")
# Characters of listed lines that are in everybody's mouth: as signs of such a line they are worth little.
_EVERYDAY = frozenset("谢感大家您你的看下再见我们请多到需要")
# The same words from the same speaker, segment after segment, with nobody else in between.
_REPEATS = 8


@dataclass(frozen=True)
class Known:
    """Holds the listed lines, squeezed: those that are whole, and beginnings after which little more may come."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def has(self, said: str) -> bool:
        """Tells whether squeezed words are a listed line and nothing else."""
        if said in self.whole:
            return True
        # Most turns begin like none of them.
        return said.startswith(self.beginnings) and any(
            said.startswith(line) and len(said) <= len(line) + _MOST_MORE for line in self.beginnings
        )

    @cached_property
    def signs(self) -> re.Pattern[str]:
        """Is what finds a character, in any way to write it, of which each listed line holds at least one."""
        return re.compile(_any_way("".join(_covering({*self.whole, *self.beginnings}))))

    @cached_property
    def begins(self) -> re.Pattern[str]:
        """Is what a turn begins with that is a listed line: the first two characters, with all that squeezing drops."""
        table = characters()
        gone = "".join(map(chr, np.flatnonzero(table.kind[np.minimum(table.normal, 0xFFFD)] != KEEP).tolist()))
        between = f"(?:[{re.escape(gone)}]|{_any_way('那')}{_any_way('个')})*"
        lines = (*self.whole, *self.beginnings)
        first, second = (_any_way("".join(sorted({line[at] for line in lines}))) for at in (0, 1))
        return re.compile(f"{between}(?:{first}{between})+{second}")


def _any_way(chars: str) -> str:
    """Returns what matches one of some normal characters, however it is written."""
    return f"[{re.escape(''.join(map(_written, chars)))}]"


def _written(char: str) -> str:
    """Returns all characters that have this one as their normal form."""
    ways = np.flatnonzero(characters().normal == ord(char)).tolist()
    return "".join(map(chr, sorted({*ways, ord(char)})))


def _covering(lines: set[str]) -> Iterator[str]:
    """Yields characters of which each line holds at least one: few, and such as are seldom said."""
    while lines:
        counts = Counter(char for line in lines for char in {*line}.difference(_EVERYDAY) or line)
        sign = max(sorted(counts), key=counts.__getitem__)
        lines = {line for line in lines if sign not in line}
        yield sign


@cache
def known() -> Known:
    """Loads the shipped list once a process; lines that begin with # are remarks."""
    text = (resources.folder("models") / "recognition" / "hallucinations.txt").read_text("utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    whole = frozenset(squeeze(line) for line in lines if not line.endswith(_ANYTHING))
    return Known(whole, tuple(squeeze(line[:-1]) for line in lines if line.endswith(_ANYTHING)))


def without_hallucinations(turns: tuple[Turn, ...]) -> tuple[tuple[Turn, ...], tuple[Note, ...]]:
    """Returns the turns that somebody said, and a notice that counts the others.

    A turn is left out where all of it is a listed line. With times, as recognisers give them, also where all of it is
    one phrase over and over, and where it only repeats what the same speaker said in many turns before it.
    """
    texts = [turn.text for turn in turns]
    # Most calls hold nothing of the kind, and a look at the characters tells so.
    suspects = [at for at, text in enumerate(texts) if len(text) >= _LOOP_FROM and _may_loop(text)]
    signs = known().signs
    if signs.search("\n".join(texts)):
        begins = known().begins
        suspects += [at for at, text in enumerate(texts) if signs.search(text) and begins.match(text)]
    unsaid = {at for at in suspects if _is_unsaid(turns[at])}
    again = len(texts) - len(set(texts)) >= _REPEATS - 1
    if not unsaid and not again:
        return turns, ()
    kept = tuple(_once([turn for at, turn in enumerate(turns) if at not in unsaid]))
    lost = len(turns) - len(kept)
    return (kept, tuple(_notice(lost))) if lost else (turns, ())


def _is_unsaid(turn: Turn) -> bool:
    said = squeeze(turn.text) if _SHORTEST <= len(turn.text) <= _LONGEST else ""
    if len(said) < _SHORTEST:
        return False
    looped = turn.start is not None and len(said) >= _LOOP_FROM and _LOOP.fullmatch(said) is not None
    return looped or known().has(said)


def _may_loop(text: str) -> bool:
    """Tells whether the first character that is always kept, and written in no other way, stands there often enough."""
    for char in text:
        if _stays(char):
            return text.count(char) >= _LOOPS
    return True


@lru_cache(maxsize=4096)
def _stays(char: str) -> bool:
    return char > "\u2fff" and char not in _MAY_GO and squeeze(char) == char and _written(char) == char


def _once(turns: Sequence[Turn]) -> Iterator[Turn]:
    """Yields the turns, but one of a run of many that are alike."""
    for _, group in groupby(turns, lambda turn: (turn.role, turn.speaker, turn.text)):
        run = list(group)
        timed = all(turn.start is not None for turn in run)
        yield from run[:1] if timed and len(run) >= _REPEATS and len(run[0].text) >= _SHORTEST else run


def _notice(lost: int) -> Iterator[Note]:
    yield "hallucination", f"去掉了 {lost} 轮没有人说的话（识别模型在静音或噪音上写出的片尾语、字幕署名、成串重复）"
