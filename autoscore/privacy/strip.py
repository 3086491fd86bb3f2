"""The strip: the turns of a call as one text in normal form, a line each, with the way back to each turn."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain

from autoscore.model import Role, Turn
from autoscore.privacy.records import Name, Run, hide
from autoscore.text.characters import normal_form, normalise, points, to_text
from autoscore.text.words import word_starts

# Said between the parts of a number, by who says it and by who takes it down; of words that begin alike the longer is
# first.
_FILL_MARKS = " ,。、.;…·~/-—_?!嗯啊呃额哦噢喔唉诶欸哎呀哈呐"
_FILL_WORDS = (
    *("那个", "这个", "然后呢", "然后", "接下来", "前面呢", "前面是", "前面", "后面呢", "后面是", "后面", "中间是"),
    *("中间", "最后是", "最后", "末尾是", "末尾", "开头的是", "开头的", "开头是", "开头", "再来", "再", "就是"),
    *("是", "还有呢", "还有", "等等", "等一下", "等会儿", "等会", "我看看", "我想想", "继续", "横杠", "杠"),
)
FILLED = f"(?:[{re.escape(_FILL_MARKS)}]|{'|'.join(_FILL_WORDS)})"
FILL_CHARACTERS = frozenset(_FILL_MARKS).union(*_FILL_WORDS)
# What they begin with, and what they end with.
FILL_HEADS = frozenset(_FILL_MARKS) | {word[0] for word in _FILL_WORDS}
FILL_TAILS = frozenset(_FILL_MARKS) | {word[-1] for word in _FILL_WORDS}
# A turn of so few other characters only takes a number down.
SHORT = 4
TAKEN = (
    "(?:是的?|对的?|好的?|行|可以|您说|你说|请说|请讲|您讲|记一?下了?|记着呢|收到|慢点|慢慢说|没错|"
    "嗯嗯|吗|吧|呢|了|您|你)"
)
# Of more characters the normal form is quicker made all at once.
_FEW = 200


def _joined(texts: Iterable[str]) -> str:
    """Returns the normal form of texts; a line break inside one becomes a blank."""
    return "\n".join([normal_form(text) for text in texts])


def _joined_at_once(texts: Iterable[str], starts: Sequence[int]) -> str:
    codes = normalise(points("\n".join(texts)))
    codes[[start - 1 for start in starts[1:-1]]] = ord("\n")
    return to_text(codes)


@dataclass(frozen=True, slots=True)
class Strip:
    """Holds the normal form of all texts, one for one, a line break behind each, and where each turn begins.

    `known` are names of customers that the call's facts give. `fresh` are the turns that nobody has looked at as they
    are now, None for all, and `regions` where they lie; `named` are the names that were announced in the others.
    """

    text: str
    starts: tuple[int, ...]
    voices: tuple[str, ...]
    roles: tuple[Role, ...]
    known: tuple[str, ...] = ()
    fresh: tuple[int, ...] | None = None
    regions: tuple[Run, ...] = ()
    named: tuple[Name, ...] = ()

    @classmethod
    def of(cls, turns: Sequence[Turn], known: tuple[str, ...] = ()) -> "Strip":
        """Lays turns out; whose voice a turn is, its speaker tells, or else its role."""
        starts = tuple(accumulate((len(turn.text) + 1 for turn in turns), initial=0))
        texts = [turn.text for turn in turns]
        text = _joined(texts) if starts[-1] < _FEW else _joined_at_once(texts, starts)
        voices = tuple([turn.speaker or turn.role for turn in turns])
        return cls(text, starts, voices, tuple([turn.role for turn in turns]), known)

    def without(self, runs: Sequence[Run], named: Iterable[Name]) -> "Strip":
        """Returns the strip with runs hidden, which are in order and apart; `named` are the names announced in it.

        What stands in a turn depends on no other but on the one before it, which may have asked for it.
        """
        changed = {self.turn(start) for start, _ in runs}
        fresh = tuple(sorted(changed | {turn + 1 for turn in changed if turn + 1 < len(self.roles)}))
        kept = tuple([name for name in named if self.turn(name.start) not in fresh])
        text = hide(self.text, runs).replace("＊", "*")
        return replace(self, text=text, fresh=fresh, regions=self._regions(fresh), named=kept)

    def _regions(self, turns: Iterable[int]) -> tuple[Run, ...]:
        """Returns where turns lie, each with the line breaks around it; turns that touch lie in one region."""
        regions: list[Run] = []
        for turn in turns:
            start, end = max(0, self.starts[turn] - 1), self.starts[turn + 1]
            if regions and start < regions[-1][1]:
                start = regions.pop()[0]
            regions.append((start, end))
        return tuple(regions)

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yields what a pattern finds in the fresh turns; it crosses no line, though it may begin with a line break."""
        if self.fresh is None:
            return pattern.finditer(self.text)
        if len(self.regions) == 1:
            return pattern.finditer(self.text, *self.regions[0])
        return chain.from_iterable([pattern.finditer(self.text, start, end) for start, end in self.regions])

    def turn(self, place: int) -> int:
        """Returns the turn in which a place lies."""
        return bisect_right(self.starts, place) - 1

    def line(self, turn: int) -> str:
        """Returns the text of a turn."""
        start, end = self.place(turn)
        return self.text[start:end]

    def place(self, turn: int) -> Run:
        """Returns where the text of a turn lies."""
        return self.starts[turn], self.starts[turn + 1] - 1

    def word_starts(self, turn: int) -> frozenset[int]:
        """Returns the places on the strip where the words of a turn begin, and where the last one ends."""
        offset, end = self.starts[turn], self.starts[turn + 1] - 1
        return frozenset([*(offset + start for start in word_starts(self.line(turn))), end])

    def asked(self, turn: int) -> str:
        """Returns what another voice said just before a turn, empty where nobody did."""
        before = turn - 1
        return self.line(before) if before >= 0 and self._other(before, turn) else ""

    def _other(self, one: int, two: int) -> bool:
        return self.voices[one] != self.voices[two] or self.voices[two] == "unknown"
