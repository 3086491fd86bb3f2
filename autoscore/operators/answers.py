"""The operator `answers`: a hard question is followed by an answer that takes it up and gives something."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from msgspec import Struct

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Condition, Context, Operator
from autoscore.operators.evidence import outermost
from autoscore.operators.select import searched
from autoscore.operators.uptake import said_by, uptake
from autoscore.text.rarity import contents

LABEL = "answer"


class Reply(Struct, frozen=True):
    """Is what was said to one question: the turns, how much speaks for an answer, and the words that show it."""

    question: Hit
    hits: tuple[Hit, ...]
    score: float
    spoiled: tuple[Hit, ...]


class Answers(Operator, frozen=True, kw_only=True):
    """客户提出难题（answers）以后，紧接着的回答对上了题、给了东西。

    gives: 给的是什么（数字、办法、依据、承诺自己的下一步……），每给一种得一分；回答里接住问话的词，按少见程度加分，
    至多 uptake 分；说出数字再加半分；spoiled_by: 争辩、推诿这样的话，扣两分。合计到 least 算答好，到 doubt 算看不出。
    within_turns: 看问后坐席的几轮；every: 每一问都要答好（默认），false 表示答好一问即可。
    """

    key: ClassVar[str] = "answers"
    primary: ClassVar[str] = "answers"
    sample: ClassVar[str] = "{answers: {act: complaint, by: customer}, gives: [{act: empathy}], least: 1.5}"

    answers: Condition
    gives: tuple[Condition, ...]
    spoiled_by: Condition | None = None
    within_turns: int = 2
    least: float = 1.5
    doubt: float = 1.0
    uptake: float = 1.0
    every: bool = True

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the worst reply, or by the best where one will do."""
        asked = self.answers.find(document, context)
        if asked.truth is Truth.NO or not asked.hits:
            return Finding(asked.truth, (), asked.because, asked.searched)
        groups = [self._said(condition, document, context) for condition in self.gives]
        spoils = () if self.spoiled_by is None else self._said(self.spoiled_by, document, context)
        replies = [self._reply(document, hit, groups, spoils) for hit in _firsts(asked.hits)]
        good = [self._truth(one.score) for one in replies]
        truth = min(good, key=_order) if self.every else max(good, key=_order)
        return Finding(truth, self._shown(replies, truth), self._because(replies, good), searched(document, scope))

    def _said(self, condition: Condition, document: Document, context: Context) -> tuple[Hit, ...]:
        told = condition.find(document, context)
        return told.hits if told.truth is Truth.YES else ()

    def _reply(
        self, document: Document, question: Hit, groups: Sequence[tuple[Hit, ...]], spoils: tuple[Hit, ...]
    ) -> Reply:
        turns = said_by(document, "agent", question.turn + 1, len(document.roles))[: self.within_turns]
        given = [hits for group in groups if (hits := tuple(hit for hit in group if hit.turn in turns))]
        spoiled = tuple(hit for hit in spoils if hit.turn in turns)
        taken = sum(_taken(document, turn, question.turn) for turn in turns)
        figures = any(one.word.startswith("#") for turn in turns for one in contents(_text(document, turn)))
        score = len(given) + min(taken, self.uptake) + (0.5 if figures else 0) - (2 if spoiled else 0)
        hits = tuple(outermost({hit for group in given for hit in group})) or _whole(document, turns)
        return Reply(question, hits, score, spoiled)

    def _truth(self, score: float) -> Truth:
        return Truth.YES if score >= self.least else Truth.UNSURE if score >= self.doubt else Truth.NO

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
        return (self.answers, *self.gives, *(() if self.spoiled_by is None else (self.spoiled_by,)))


def _firsts(hits: Sequence[Hit]) -> list[Hit]:
    """Returns the first hit of each turn: a turn asks once."""
    return list({hit.turn: hit for hit in sorted(hits, reverse=True)}.values())[::-1]


def _order(truth: Truth) -> int:
    return int(truth.value)


def _taken(document: Document, turn: int, question: int) -> float:
    return uptake(document, turn, 0, len(_text(document, turn)), (question,)).weight


def _whole(document: Document, turns: Sequence[int]) -> tuple[Hit, ...]:
    return tuple(Hit(turn, 0, len(_text(document, turn)), LABEL) for turn in turns[:1] if _text(document, turn))


def _text(document: Document, turn: int) -> str:
    return document.transcript.turns[turn].text
