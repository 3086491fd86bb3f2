"""Joins the parts of a run, in the order of the input, into the files of its folder."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autoscore.batch.block import Block, without
from autoscore.batch.choice import Counts
from autoscore.batch.ids import repeats
from autoscore.batch.notices import Notice, Notices
from autoscore.batch.part import Footer, blocks_of, footer_of
from autoscore.errors import UsageError

_REMEMBERED = 8


@dataclass(frozen=True)
class Overview:
    """Is what is known of all parts before they are joined.

    `starts` are the numbers of the first calls of the parts, and behind them the number of all.
    """

    criteria: tuple[str, ...]
    starts: tuple[int, ...]
    counts: Counts
    notices: tuple[Notice, ...]


def overview(parts: Sequence[Path]) -> Overview:
    """Looks at the sums of parts."""
    notices, counts, criteria, starts, told = Notices(), Counts(), dict[str, None](), [0], list[Notice]()
    for part in parts:
        footer = _footer(part)
        criteria.update(dict.fromkeys(footer.criteria))
        starts.append(starts[-1] + footer.calls)
        counts.before += footer.before
        counts.undated += footer.undated
        told.extend(notices.new(footer.notices))
    return Overview(tuple(criteria), tuple(starts), counts, tuple(told))


def joined(parts: Sequence[Path], found: Overview) -> Iterator[Block]:
    """Yields the blocks of all parts in order; a call whose id came before is a failure that names both places."""
    keys = (_footer(part).keys for part in parts)
    repeated = repeats(keys, found.starts[-1])
    origins = _Origins(parts, found.starts)
    at = left = 0
    for part in parts:
        for block in blocks_of(part):
            end = at + sum(mark.id is not None for mark in block.marks)
            here: dict[int, str] = {}
            while left < len(repeated) and repeated[left][0] < end:
                place, first = repeated[left]
                here[place - at] = origins.of(first)
                left += 1
            yield without(block, here) if here else block
            at = end


class _Origins:
    """Finds where calls were read, by their numbers in the run; it looks into parts and remembers a few of them."""

    def __init__(self, parts: Sequence[Path], starts: Sequence[int]) -> None:
        self._parts, self._starts = parts, starts
        self._known: OrderedDict[int, list[str]] = OrderedDict()

    def of(self, call: int) -> str:
        number = bisect_right(self._starts, call) - 1
        if number not in self._known:
            marks = (mark for block in blocks_of(self._parts[number]) for mark in block.marks)
            self._known[number] = [mark.origin for mark in marks if mark.id is not None]
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return self._known[number][call - self._starts[number]]


def _footer(part: Path) -> Footer:
    footer = footer_of(part)
    if footer is None:
        part.unlink()
        raise UsageError(f"临时文件 {part.name} 坏了，已删掉；再运行同一条命令就接着评")
    return footer
