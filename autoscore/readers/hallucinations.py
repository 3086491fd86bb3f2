"""Lines that nobody said: what recognisers write over silence, music and noise."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from autoscore import resources
from autoscore.model import Turn
from autoscore.readers.piece import Note
from autoscore.text.characters import squeeze

_ANYTHING = "*"
_MOST_MORE = 12
_SHORTEST = 4
_LONGEST = 4000  # no recogniser writes a segment as long as that
# People say 好的 five times over, and a recogniser that is caught in a loop goes on until the segment is full.
_LOOP = re.compile(r"(.{2,24}?)\1{9,}|(.)\2{29,}", re.DOTALL)
_LOOP_FROM = 20
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


@cache
def known() -> Known:
    """Loads the shipped list once a process; lines that begin with # are remarks."""
    text = (resources.folder("models") / "recognition" / "hallucinations.txt").read_text("utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    whole = frozenset(squeeze(line) for line in lines if not line.endswith(_ANYTHING))
    return Known(whole, tuple(squeeze(line[:-1]) for line in lines if line.endswith(_ANYTHING)))


def without_hallucinations(turns: Sequence[Turn]) -> tuple[tuple[Turn, ...], tuple[Note, ...]]:
    """Returns the turns that somebody said, and a notice that counts the others.

    A turn is left out where all of it is a listed line. With times, as recognisers give them, also where all of it is
    one phrase over and over, and where it only repeats what the same speaker said in many turns before it.
    """
    said = [turn for turn in turns if not _is_unsaid(turn)]
    kept = tuple(_once(said))
    lost = len(turns) - len(kept)
    return (kept, tuple(_notice(lost))) if lost else (tuple(turns), ())


def _is_unsaid(turn: Turn) -> bool:
    said = squeeze(turn.text) if _SHORTEST <= len(turn.text) <= _LONGEST else ""
    if len(said) < _SHORTEST:
        return False
    looped = turn.start is not None and len(said) >= _LOOP_FROM and _LOOP.fullmatch(said) is not None
    return looped or known().has(said)


def _once(turns: Sequence[Turn]) -> Iterator[Turn]:
    """Yields the turns, but one of a run of many that are alike."""
    for _, group in groupby(turns, lambda turn: (turn.role, turn.speaker, turn.text)):
        run = list(group)
        timed = all(turn.start is not None for turn in run)
        yield from run[:1] if timed and len(run) >= _REPEATS and len(run[0].text) >= _SHORTEST else run


def _notice(lost: int) -> Iterator[Note]:
    yield "hallucination", f"去掉了 {lost} 轮没有人说的话（识别模型在静音或噪音上写出的片尾语、字幕署名、成串重复）"
