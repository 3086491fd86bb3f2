"""The operator `like`: something was said that comes close to given sentences."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import ClassVar

from autoscore.model import CLEAN, GARBLED, Document, Finding, Hit, Scope
from autoscore.operators.base import Context, Operator
from autoscore.operators.evidence import answer
from autoscore.operators.select import searched, window
from autoscore.text.characters import sound_form, squeeze
from autoscore.text.likeness import closest
from autoscore.text.sentences import sentences
from autoscore.text.view import View

LABEL = "like"
LEAST = 80
# A run that leaves out more of a sentence than this is another sentence, however like its rest.
LEAST_SHARE = 0.8
# What is shorter is like everything.
SHORTEST = 4
# How far the ends of a run may lie from those of a run that is just as long as the sentence.
SLACK = 3
# By how much a run of the right ends may be more like a sentence than one of the sentence's length.
MARGIN = 15
# Stands behind a short clause, so that a sentence is never sought in less than its own length.
_PAD = "\n"


class Like(Operator, frozen=True, kw_only=True):
    """说的话与所给的句子差不多：like 写一句或几句，像其中一句就算；least: 至少多像（百分数，默认 80）。

    逐句比较，语气词和标点不算；字不同而音近的，算“音近”，要够 sure 才算数。
    只比字面，看不出“不”“没有”：意思相反而字句相近的话，用 phrase 或 pattern 加 unless。句子至少四个字。
    """

    key: ClassVar[str] = "like"
    primary: ClassVar[str] = "like"
    sample: ClassVar[str] = "{like: ['您的心情我非常理解', '给您带来不便非常抱歉'], least: 80}"

    like: tuple[str, ...]
    least: int = LEAST

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the run of each clause that is most like one of the sentences."""
        where, bounds = searched(document, scope), window(document, scope)
        if bounds is None:
            return answer(document, None, "", scope, context)
        turns = [] if where is None else [t for t in document.turns_of(where.by) if bounds[0] <= t <= bounds[1]]
        found = tuple(sorted(self._hits(document, turns)))
        return answer(document, found, f"与“{self.like[0]}”等相近的话", scope, context)

    def _hits(self, document: Document, turns: Sequence[int]) -> Iterator[Hit]:
        phrases = tuple(filter(None, map(squeeze, self.like)))
        sounds = tuple(map(sound_form, phrases))
        pieces = [
            (turn, start, end) for turn in turns for start, end in sentences(document.transcript.turns[turn].text)
        ]
        view = View.of([document.quote(*piece) for piece in pieces])
        for number, (first, last) in enumerate(pairwise(view.squeezed_starts.tolist())):
            found = _closest(sounds, view.sound[first : last - 1], self.least)
            if found is None:
                continue
            which, start, end, by_sound = found
            _, low, high = view.raw(first + start, first + end)
            turn, base, _ = pieces[number]
            written = _likeness(phrases[which], view.squeezed[first + start : first + end])
            form, strength = (CLEAN, written) if written >= self.least else (GARBLED, by_sound)
            yield Hit(turn, base + low, base + high, LABEL, document.roles[turn], form, strength)

    def impossible(self) -> Iterable[str]:
        """Tells where a sentence is too short to be like anything, or no likeness is asked for."""
        if not 50 <= self.least <= 100:
            yield f"least 是 {self.least}，要在 50 到 100 之间"
        for sentence in self.like:
            if len(squeeze(sentence)) < SHORTEST:
                yield f"“{sentence}”太短，和什么都像；用 phrase"


def _closest(phrases: Sequence[str], text: str, least: int) -> tuple[int, int, int, int] | None:
    """Returns (phrase number, start, end, strength) of the run of a text that is most like a phrase, or None."""
    longest = max(map(len, phrases), default=0)
    found = closest(phrases, text.ljust(longest, _PAD), least - MARGIN)
    if found is None:
        return None
    number, near, far, _ = found
    phrase = phrases[number]
    start, end, strength = _fitted(phrase, text, near, min(far, len(text)))
    long_enough = end - start >= LEAST_SHARE * len(phrase)
    return (number, start, end, strength) if long_enough and strength >= least else None


def _fitted(phrase: str, text: str, start: int, end: int) -> tuple[int, int, int]:
    """Returns the run most like a phrase near a run of its length: one word more or less moves both its ends."""
    runs = (
        (low, high, _likeness(phrase, text[low:high]))
        for low in range(max(0, start - SLACK), start + SLACK + 1)
        for high in range(max(low + 1, end - SLACK), min(len(text), end + SLACK) + 1)
    )
    return max(runs, key=lambda run: (run[2], run[0] - run[1]), default=(start, end, 0))


def _likeness(one: str, two: str) -> int:
    """Returns how like two texts are from 0 to 100: twice their longest common subsequence over both lengths."""
    row = [0] * (len(two) + 1)
    for char in one:
        before = 0
        for place, other in enumerate(two, 1):
            before, row[place] = row[place], before + 1 if char == other else max(row[place], row[place - 1])
    return 200 * row[-1] // (len(one) + len(two))
