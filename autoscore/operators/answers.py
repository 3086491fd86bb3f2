"""The operator `answers`: a hard question is followed by an answer that takes it up and gives something."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Condition, Context, Operator
from autoscore.operators.evidence import outermost
from autoscore.operators.moments import is_filler
from autoscore.operators.select import searched
from autoscore.operators.uptake import said_by, uptake
from autoscore.text.rarity import contents

LABEL = "answer"
FIGURE = 0.5
# What the words of an answer weigh that says something, and what a long one may score for that alone.
DETAIL, MOST_DETAIL = 8.0, 1.5
# Words that weigh less than this do not answer yet: 应该不会吧, 我看看系统.
SAYS_SOMETHING = 1.2
# So many turns after a brush-off it can still be put right.
SOON = 3


class Reply(Struct, frozen=True):
    """Is what was said to one matter: how much speaks for an answer, the words that show it, those that spoil it."""

    score: float
    hits: tuple[Hit, ...]
    spoiled: tuple[Hit, ...]


class Answers(Operator, frozen=True, kw_only=True):
    """客户提出难题（answers）以后，紧接着的回答对上了题、给了东西。

    隔了不到 follow_ups 轮客户话的追问算同一件事；within_turns: 最后一问之后再看坐席的几轮，
    没说什么的（如“我看看系统”）不占轮数。
    gives: 给的是什么（办法、依据、承诺自己的下一步……），每给一种得一分，同一种说了两处以上再加半分；
    回答里接住问话的词，按少见程度加分，至多 uptake 分；说出数字加半分；讲得具体，按内容词的多少加分，至多一分半；
    spoiled_by: 争辩、推诿这样的话，字面清楚的每轮扣 cost 分；说过以后有 mended_by 的话，算补上了，不扣。
    合计到 least 算答好，到 doubt 算看不出（不写就没有看不出）。
    every: 每一件都要答好（默认），false 表示答好一件即可；rest: 答好一件、其余各件不低于这么多分，也算都答好。
    """

    key: ClassVar[str] = "answers"
    primary: ClassVar[str] = "answers"
    sample: ClassVar[str] = "{answers: {act: complaint, by: customer}, gives: [{act: empathy}], least: 1.5}"
    of_words: ClassVar[bool] = True

    answers: Condition
    gives: tuple[Condition, ...]
    spoiled_by: Condition | None = None
    mended_by: Condition | None = None
    within_turns: int = 2
    follow_ups: int = 2
    least: float = 1.5
    doubt: float | None = None
    uptake: float = 1.0
    cost: float = 2.0
    every: bool = True
    rest: float | None = None

    def impossible(self) -> Iterable[str]:
        """Tells of a doubt that begins where the answer is good already."""
        if self.doubt is not None and self.doubt > self.least:
            yield f"doubt {self.doubt:g} 大于 least {self.least:g}"

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the worst reply, or by the best where one will do."""
        asked = self.answers.find(document, context, replace(scope, by=scope.by or "customer"))
        if asked.truth is Truth.NO or not asked.hits:
            return Finding(asked.truth, (), asked.because, asked.searched)
        groups = [self._said(condition, document, context) for condition in self.gives]
        spoils = self._unmended(document, context)
        matters = list(self._matters(document, asked.hits))
        replies = [self._reply(document, matter, groups, spoils) for matter in matters]
        good = [self._truth(one.score) for one in replies]
        truth = self._together(good, replies)
        if asked.truth is Truth.UNSURE:
            truth = Truth.NO if truth is Truth.NO else Truth.UNSURE
        return Finding(truth, self._shown(replies, truth), self._because(replies, good), searched(document, scope))

    def _together(self, good: Sequence[Truth], replies: Sequence[Reply]) -> Truth:
        """Returns the best where one will do, or where the others are passable; else the worst."""
        passable = self.rest is not None and all(one.score >= self.rest for one in replies)
        return (min if self.every and not passable else max)(good, key=lambda one: int(one.value))

    def _unmended(self, document: Document, context: Context) -> tuple[Hit, ...]:
        """Returns what spoils an answer, save what is put right in the same turn or the next."""
        if self.spoiled_by is None:
            return ()
        # As a fault, it must be there in so many words: a retort that is only heard costs nobody anything.
        spoils = self._said(self.spoiled_by, document, context.strictly)
        mends = () if self.mended_by is None else self._said(self.mended_by, document, context)
        return tuple(hit for hit in spoils if not _mended(hit, mends))

    def _said(self, condition: Condition, document: Document, context: Context) -> tuple[Hit, ...]:
        told = condition.find(document, context)
        return told.hits if told.truth is Truth.YES else ()

    def _matters(self, document: Document, asked: Sequence[Hit]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        """Yields each matter: the turns that ask, and the agent's turns that may answer."""
        turns = sorted({hit.turn for hit in asked})
        theirs = {turn: place for place, turn in enumerate(document.turns_of("customer"))}
        begun: list[int] = []
        for turn in turns:
            if begun and theirs.get(turn, turn) - theirs.get(begun[-1], turn) > self.follow_ups:
                yield self._matter(document, begun, turn)
                begun = []
            begun.append(turn)
        yield self._matter(document, begun, len(document.roles))

    def _matter(self, document: Document, asks: Sequence[int], until: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Takes what was said between the questions, and so many turns behind them that say something."""
        told = list(said_by(document, "agent", asks[0] + 1, asks[-1]))
        left = self.within_turns
        for turn in said_by(document, "agent", asks[-1] + 1, until - 1):
            if left > 0 and not is_filler(_text(document, turn)):
                told.append(turn)
                left -= _detail(document, turn) >= SAYS_SOMETHING and not _goes_on(document, turn)
        return tuple(asks), tuple(told)

    def _reply(
        self,
        document: Document,
        matter: tuple[tuple[int, ...], tuple[int, ...]],
        groups: Sequence[tuple[Hit, ...]],
        spoils: tuple[Hit, ...],
    ) -> Reply:
        asks, turns = matter
        given = [hits for group in groups if (hits := tuple(hit for hit in group if hit.turn in turns))]
        spoiled = tuple(hit for hit in spoils if hit.turn in turns)
        score = sum(1.5 if len(hits) > 1 else 1.0 for hits in given)
        score += self._words(document, asks, turns) - self.cost * len({hit.turn for hit in spoiled})
        return Reply(score, _sentences(document, turns, [hit for hits in given for hit in hits]), spoiled)

    def _words(self, document: Document, asks: tuple[int, ...], turns: Sequence[int]) -> float:
        """Returns what the words of an answer are worth: what they take up, how much they say, and figures."""
        said = [one for turn in turns for one in contents(_text(document, turn))]
        taken = sum(uptake(document, turn, 0, len(_text(document, turn)), asks).weight for turn in turns)
        figures = any(one.word.startswith("#") for one in said)
        detail = min(sum(_detail(document, turn) for turn in turns) / DETAIL, MOST_DETAIL)
        return min(taken, self.uptake) + detail + (FIGURE if figures else 0)

    def _truth(self, score: float) -> Truth:
        doubt = self.least if self.doubt is None else self.doubt
        return Truth.YES if score >= self.least else Truth.UNSURE if score >= doubt else Truth.NO

    def _shown(self, replies: Sequence[Reply], truth: Truth) -> tuple[Hit, ...]:
        """Shows the replies that carry the answer; those that spoil it where there is none."""
        if truth is Truth.NO:
            return tuple(outermost({hit for one in replies for hit in one.spoiled}))
        return tuple(outermost({hit for one in replies if self._truth(one.score) is not Truth.NO for hit in one.hits}))

    def _because(self, replies: Sequence[Reply], good: Sequence[Truth]) -> str:
        answered = sum(truth is Truth.YES for truth in good)
        spoiled = "，有的话把事情说僵了" if any(one.spoiled for one in replies) else ""
        return f"{len(replies)} 处难题，答好 {answered} 处{spoiled}"

    def children(self) -> Iterable[Condition]:
        """Returns the conditions."""
        others = (self.spoiled_by, self.mended_by)
        return (self.answers, *self.gives, *(one for one in others if one is not None))


def _goes_on(document: Document, turn: int) -> bool:
    """Tells whether the same side speaks again at once: he went to ask, and comes back with what he was told."""
    after = turn + 1
    return after < len(document.roles) and document.roles[after] == document.roles[turn]


def _mended(spoil: Hit, mends: Sequence[Hit]) -> bool:
    """Tells whether a brush-off is put right: in the same breath, or in the next turns on the matter."""
    return any((one.turn, one.start) >= (spoil.turn, spoil.end) and one.turn - spoil.turn <= SOON for one in mends)


def _detail(document: Document, turn: int) -> float:
    return sum(one.weight for one in contents(_text(document, turn)))


def _sentences(document: Document, turns: Sequence[int], given: Sequence[Hit]) -> tuple[Hit, ...]:
    """Returns the turns that give something as hits, or the first turn that answers where none does."""
    shown = sorted({*turns[:1], *(hit.turn for hit in given)})
    return tuple(Hit(turn, 0, len(text), LABEL, by="agent") for turn in shown if (text := _text(document, turn)))


def _text(document: Document, turn: int) -> str:
    return document.transcript.turns[turn].text
