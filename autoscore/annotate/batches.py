"""How many calls are annotated together: so many that arrays pay, so few that they stay near and memory stays flat."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from autoscore.model import Transcript

Item = TypeVar("Item")
# Measured: twice as many gain nothing more, half as many cost a tenth (benchmarks/throughput.py).
CALLS = 128
# Some calls are an afternoon long.
CHARACTERS = 300_000


def characters(call: object) -> int:
    """Returns how many characters a call has; what is no call, but stands in its place, has none."""
    return sum(len(turn.text) for turn in call.turns) if isinstance(call, Transcript) else 0


def batches(items: Iterable[Item], size: Callable[[Item], int] = characters) -> Iterator[list[Item]]:
    """Yields items in order and in batches of at most `CALLS`; a batch ends with the item that fills it.

    `size` tells how many characters an item has.
    """
    batch: list[Item] = []
    total = 0
    for item in items:
        batch.append(item)
        total += size(item)
        if len(batch) == CALLS or total >= CHARACTERS:
            yield batch
            batch, total = [], 0
    if batch:
        yield batch
