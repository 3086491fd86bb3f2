"""The search for all that is private in the turns of a call."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from msgspec.structs import replace

from autoscore.model import Turn
from autoscore.privacy.addresses import addresses
from autoscore.privacy.digits import says_number
from autoscore.privacy.name_cues import announced
from autoscore.privacy.names import names
from autoscore.privacy.numbers import numbers
from autoscore.privacy.records import Find, Name, Private, Run, hide
from autoscore.privacy.strip import Strip
from autoscore.privacy.written import mails, plates

# A shorter thing, as a part of a number said in parts, is hidden where it stands and nowhere else.
_LEAST_SECRET = {"name": 2, "address": 3}
_LEAST_NUMBER = 6
# The reasons of a rubric come again on sheet after sheet; so many are kept in mind.
_REMEMBERED = 4096


@dataclass(frozen=True)
class Found:
    """Holds the turns that were searched, the spans to be hidden, and the private things as wholes, names included."""

    turns: tuple[Turn, ...]
    spans: tuple[Private, ...]
    wholes: tuple[Private, ...]

    def hidden(self) -> tuple[Turn, ...]:
        """Returns the turns with their private characters hidden."""
        by_turn: dict[int, list[Run]] = {}
        for span in self.spans:
            by_turn.setdefault(span.turn, []).append((span.start, span.end))
        shown = list(self.turns)
        for turn, runs in by_turn.items():
            shown[turn] = replace(shown[turn], text=hide(shown[turn].text, runs))
        return tuple(shown)

    def secrets(self, shown: Sequence[Turn]) -> tuple[tuple[str, str], ...]:
        """Returns each private thing as it was said with what the hidden turns show for it, the longest first."""
        pairs = {
            (self.turns[one.turn].text[one.start : one.end], shown[one.turn].text[one.start : one.end])
            for one in self.wholes
            if one.end - one.start >= _LEAST_SECRET.get(one.kind, _LEAST_NUMBER)
        }
        return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def search(turns: Sequence[Turn], known: tuple[str, ...] = ()) -> Found:
    """Finds what is private in the turns of one call; `known` are names that its facts give, in normal form.

    It looks again at what it has hidden until nothing is left, so that masking what is masked changes nothing.
    """
    strip = first = Strip.of(turns, known)
    finds: list[Find] = []
    while True:
        named = announced(strip)
        new = _once(strip, named)
        if not new:
            break
        strip = strip.without(_joined(run for find in new for run in find.hidden), named)
        finds += new
    spans = _spans(first, finds)
    wholes = sorted({_private(first, (find.start, find.end), find) for find in finds})
    return Found(tuple(turns), spans, tuple(wholes))


@lru_cache(maxsize=_REMEMBERED)
def is_plain(text: str) -> bool:
    """Tells whether a text, a turn that nobody answers, holds nothing private, whatever stands in others like it.

    A name or digits could be part of what others make private, so that a text with such is none.
    """
    strip = Strip.of((Turn("unknown", ""), Turn("unknown", text), Turn("unknown", "")))
    finds = chain(mails(strip), plates(strip), addresses(strip))
    return not says_number(strip) and not announced(strip) and next(finds, None) is None


def _once(strip: Strip, named: Sequence[Name]) -> list[Find]:
    finds = chain(numbers(strip), mails(strip), plates(strip), names(strip, named), addresses(strip))
    return [find for find in _lasting(finds) if any(strip.text[start:end].strip("*") for start, end in find.hidden)]


def _lasting(finds: Iterable[Find]) -> Iterable[Find]:
    """Yields finds in order of place, leaving out those of another kind that lie inside a longer one."""
    ends, kind = -1, ""
    for find in sorted(finds, key=lambda find: (find.start, -find.end)):
        if find.end > ends or find.kind == kind:
            yield find
            ends, kind = (find.end, find.kind) if find.end > ends else (ends, kind)


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Returns runs in order of place; those that overlap or touch are one."""
    joined: list[Run] = []
    for start, end in sorted(runs):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _private(strip: Strip, run: Run, find: Find) -> Private:
    turn = strip.turn(find.start)
    return Private(turn, run[0] - strip.starts[turn], run[1] - strip.starts[turn], find.kind)


def _spans(strip: Strip, finds: Iterable[Find]) -> tuple[Private, ...]:
    """Returns the hidden runs of finds in order; those that overlap or touch are one, of the kind that began it."""
    joined: list[Private] = []
    for span in sorted(_private(strip, run, find) for find in finds for run in find.hidden):
        last = joined[-1] if joined else None
        if last is not None and last.turn == span.turn and span.start <= last.end:
            joined[-1] = replace(last, end=max(last.end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
