"""The operator `reply`: does the agent react within so many seconds."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from msgspec.structs import replace

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Condition, Context, Needs, Operator
from autoscore.operators.evidence import NO_STAMPS
from autoscore.operators.moments import FAST, SLOW, Clock, Gap, is_filler, opening, pace_faults
from autoscore.text.characters import squeeze

LABEL = "reply"
HOLD = "hold_notice"
# A customer who goes on within this time has not ended his question.
GOES_ON = 2.0
# What stands around a mere 稍等: 好的您先稍等一下哈.
_AROUND = re.compile("[您你请先就再一下会儿片刻哈吧好的行啦嘛了麻烦等我这边那]*")
_WORST = {Truth.NO: 0, Truth.UNSURE: 1, Truth.YES: 2}


@dataclass(frozen=True)
class Reaction:
    """Is what followed one question: how surely in time, the words to show, and why."""

    truth: Truth
    hit: Hit
    because: str


class Reply(Operator, frozen=True, kw_only=True):
    """客户说了某事（reply，默认看客户的话）之后，坐席在 within_seconds 秒内有反应。

    从客户那一轮说完算到坐席开口；只有“嗯……”“呃那个”不算反应，只说了 skip 里的话（默认只一句“稍等”）也不算，
    “我帮您看一下”算。every: true 每一次都要及时，默认有一次及时即可。
    没有结束时间的，按每秒 pace_slow 到 pace_fast 个字估计客户说完的时刻，估计跨过时限就看不出；没有时间戳看不出。
    """

    key: ClassVar[str] = "reply"
    primary: ClassVar[str] = "reply"
    sample: ClassVar[str] = "{reply: {act: complaint}, within_seconds: 5, every: true}"

    reply: Condition
    within_seconds: float = 5
    every: bool = False
    skip: tuple[str, ...] = (HOLD,)
    pace_slow: float = SLOW
    pace_fast: float = FAST

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the seconds from the end of the customer's words to the agent's."""
        asked = self.reply.find(document, context, replace(scope, by=scope.by or "customer"))
        if asked.truth is Truth.NO or not asked.hits:
            return Finding(asked.truth, (), asked.because, asked.searched)
        clock = Clock(document, self.pace_slow, self.pace_fast)
        sure = self._judged([self._reaction(clock, hit) for hit in _questions(asked.hits)])
        possible = self._judged([self._reaction(clock, hit) for hit in _questions((*asked.hits, *asked.doubtful))])
        if asked.truth is Truth.YES and sure.truth is possible.truth:
            return replace(sure, searched=asked.searched)
        # It hangs on words that may not be a question at all; where even they change nothing, it is none.
        truth = Truth.NO if sure.truth is possible.truth is Truth.NO else Truth.UNSURE
        return replace(possible, truth=truth, searched=asked.searched)

    def _judged(self, told: list[Reaction]) -> Finding:
        """Answers for some questions: by the worst reaction where every one counts, else by the best."""
        choose = min if self.every else max
        decides = choose((one.truth for one in told), key=_WORST.__getitem__)
        shown = [one for one in told if one.truth is decides]
        return Finding(decides, tuple(sorted({one.hit for one in shown})), shown[0].because)

    def _reaction(self, clock: Clock, asked: Hit) -> Reaction:
        document = clock.document
        turn = next((turn for turn in self._answers(document, asked.turn)), None)
        if turn is None:
            return Reaction(Truth.UNSURE if document.truncated else Truth.NO, asked, "问完没有回应")
        gap, said = _waited(clock, asked.turn, turn), _answer(document, turn) or asked
        if gap is None:
            return Reaction(Truth.UNSURE, said, NO_STAMPS)
        if gap.most <= self.within_seconds:
            return Reaction(Truth.YES, said, f"问完 {gap} 秒就回应")
        if gap.least > self.within_seconds:
            return Reaction(Truth.NO, said, f"问完 {gap} 秒后才回应")
        return Reaction(Truth.UNSURE, said, f"问完约 {gap} 秒回应，定不了在不在 {self.within_seconds:g} 秒内")

    def _answers(self, document: Document, asked: int) -> Iterator[int]:
        """Yields the agent's turns behind a turn that are more than a filler or a mere 稍等."""
        for turn in range(asked + 1, len(document.roles)):
            if document.roles[turn] == "agent" and not self._is_empty(document, turn):
                yield turn

    def _is_empty(self, document: Document, turn: int) -> bool:
        text = document.transcript.turns[turn].text
        if is_filler(text):
            return True
        said = [hit for label in self.skip for hit in document.labelled(label) if hit.turn == turn]
        left = "".join(char for place, char in enumerate(text) if not any(hit.start <= place < hit.end for hit in said))
        return bool(said) and _AROUND.fullmatch(squeeze(left)) is not None

    def impossible(self) -> Iterable[str]:
        """Tells where the paces are no bounds."""
        return pace_faults(self.pace_slow, self.pace_fast)

    def needs(self) -> Needs:
        """Asks for the words that are no reaction."""
        return Needs(labels=self.skip)

    def children(self) -> Iterable[Condition]:
        """Returns the condition."""
        return (self.reply,)


def _answer(document: Document, turn: int) -> Hit | None:
    """Returns what a turn says from its first sentence that is more than a filler: the reaction with the answer."""
    first = opening(document, turn, LABEL)
    return None if first is None else replace(first, end=len(document.transcript.turns[turn].text.rstrip()))


def _questions(found: Iterable[Hit]) -> list[Hit]:
    """Returns the last hit of each turn: one turn is answered once."""
    return list({hit.turn: hit for hit in sorted(found)}.values())


def _waited(clock: Clock, asked: int, answered: int) -> Gap | None:
    """Returns how long the customer waited: at least his longest pause, at most from where his words first end."""
    roles = clock.document.roles
    said = [asked, *(turn for turn in range(asked + 1, answered) if roles[turn] == "customer"), answered]
    pauses = [clock.between(first, then) for first, then in pairwise(said)]
    ended = 0
    while (pause := pauses[ended]) is not None and ended + 1 < len(pauses) and pause.most <= GOES_ON:
        ended += 1
    whole = clock.between(said[ended], answered)
    known = [pause.least for pause in pauses if pause is not None]
    return None if whole is None else Gap(min(max(known), whole.most), whole.most)
