"""Makes a corpus of phone calls of any size from the project's own sentences: the same seed gives the same bytes.

    python benchmarks/corpus.py --calls 3000 [--fresh] [--seed 0] [--turns 60] > calls.jsonl

A call a line, in the native JSON. Agents say their scripts in every call and customers 嗯, 对, 好的, so about half of
the turns have been said before, as in real calls. With `--fresh` no sentence longer than four characters comes twice: a
program that keeps what it has worked out gains nothing. What the corpus is like is told on standard error.
"""

import sys
from collections.abc import Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import IO

import click
import msgspec

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from autoscore.api import Transcript  # noqa: E402 - the benchmarks are no package of the wheel
from autoscore.model import Call  # noqa: E402
from benchmarks.corpus_call import Director  # noqa: E402
from benchmarks.corpus_fresh import Fresh  # noqa: E402
from benchmarks.corpus_pool import pool  # noqa: E402


class Shape:
    """Counts what a corpus is like while it goes by."""

    def __init__(self) -> None:
        self.calls = self.turns = self.characters = self.by_agents = self.bytes = 0
        self._texts: set[str] = set()

    def add(self, call: Transcript) -> None:
        """Counts a call."""
        self.calls += 1
        self.turns += len(call.turns)
        for turn in call.turns:
            self.characters += len(turn.text)
            self.by_agents += len(turn.text) * (turn.role == "agent")
            self._texts.add(turn.text)

    @property
    def unique_turns(self) -> float:
        """Is how many turns there would be if each text counted once, as a share of all."""
        return len(self._texts) / max(1, self.turns)

    @property
    def unique_characters(self) -> float:
        """Is how many characters there would be if each text counted once, as a share of all."""
        return sum(map(len, self._texts)) / max(1, self.characters)

    @property
    def agents(self) -> float:
        """Is the share of characters that agents say."""
        return self.by_agents / max(1, self.characters)

    def __str__(self) -> str:
        calls = max(1, self.calls)
        return (
            f"{self.calls:,} calls, mean {self.turns / calls:.0f} turns, {self.characters / calls:,.0f} characters, "
            f"{self.bytes / calls / 1000:.1f} kB; agents say {self.agents:.0%} of the characters; "
            f"unique texts: {self.unique_turns:.0%} of the turns, {self.unique_characters:.0%} by characters"
        )


def corpus(*, seed: int = 0, fresh: bool = False, turns: int | None = None) -> Iterator[Transcript]:
    """Yields calls without end; the first of them are the same however many are taken."""
    director = Director(pool(), seed)
    calls = (director.call(number, turns) for number in count())
    return map(Fresh(seed).call, calls) if fresh else calls


def line_of(call: Transcript) -> bytes:
    """Returns a call as a line of native JSON."""
    native = Call(call.turns, call.id, call.channel, call.date, dict(call.metadata))
    return msgspec.json.encode(native) + b"\n"


def write(calls: Iterable[Transcript], out: IO[bytes]) -> Shape:
    """Writes calls one by one, and returns what they are like."""
    shape = Shape()
    for call in calls:
        shape.add(call)
        shape.bytes += out.write(line_of(call))
    return shape


@click.command()
@click.option("--calls", default=3000, show_default=True)
@click.option("--seed", default=0, show_default=True)
@click.option("--turns", type=click.IntRange(6), help="Every call of so many turns.")
@click.option("--fresh", is_flag=True, help="No sentence longer than four characters comes twice.")
@click.option("-o", "--output", type=click.File("wb"), default="-")
def main(calls: int, seed: int, turns: int | None, fresh: bool, output: IO[bytes]) -> None:
    """Write a corpus as lines of JSON."""
    made = islice(corpus(seed=seed, fresh=fresh, turns=turns), calls)
    click.echo(str(write(made, output)), err=True)


if __name__ == "__main__":
    main()
