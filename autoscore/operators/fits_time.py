"""The operator `fits_time`: does a greeting that names a time of day fit the clock."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import ClassVar, Literal

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Context, Needs, Operator
from autoscore.operators.evidence import NO_STAMPS, outermost
from autoscore.operators.select import hits, is_sure, searched
from autoscore.text.calendar import Fit, PartOfDay, fits, moment
from autoscore.text.characters import sound_form, squeeze

GREETING = "greeting_time"
LONGEST = 24 * 60 * 60
# What a greeting says of the time, by its words; the first that it holds counts, so that 早上 stands before 早.
_WORDS: dict[PartOfDay, str] = {
    "night": "晚安",
    "midday": "午安",
    "morning": "上午 头午 前晌 上昼 上半天 上半日",
    "noon": "中午 晌午 中晌",
    "afternoon": "下午 午后 过午 晌后 后晌 下昼 晏昼 下半天 下半日",
    "dusk": "傍晚 擦黑",
    "evening": "晚 夜 黑了 暗晡",
    "early": "早 晨",
}


class FitsTime(Operator, frozen=True, kw_only=True):
    """带时间的问候（早上好、上午好、中午好、下午好、晚上好、晚安）与通话的钟点合不合。

    fits_time: right 说了，而且每一句都合；wrong 有一句不合。没说这种问候，两样都不成立。
    早上好 4–11 点，上午好 5–12 点，中午好 11–14 点，午安 11–18 点，下午好 12–19 点，傍晚好 16–20 点，
    晚上好 17:30–次日 5 点，晚安 18–次日 5 点；两头都算合，交界处两种都合；差一刻钟以内看不出。
    钟点是通话时间（date）加该轮的开始时间；没有通话时间，或只有日期，看不出。
    """

    key: ClassVar[str] = "fits_time"
    primary: ClassVar[str] = "fits_time"
    sample: ClassVar[str] = "{fits_time: wrong}"

    fits_time: Literal["right", "wrong"]

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the hour at which each greeting was said."""
        found, where = hits(document, [GREETING], scope), searched(document, scope)
        if found is None:
            return Finding(Truth.UNSURE, because=NO_STAMPS)
        greetings = tuple(outermost(found))
        if not greetings:
            return Finding(Truth.NO, (), "没有说带时间的问候", where)
        begun = moment(document.transcript.date)
        if begun is None:
            return Finding(Truth.UNSURE, greetings, "没有通话的钟点，不知问候合不合时间", where)
        told = {hit: _fit(document, hit, begun) for hit in greetings}
        sure = tuple(hit for hit in greetings if is_sure(hit, scope, context))
        truth, shown = self._judged(told, sure)
        hour = _clock(document, shown[0] if shown else greetings[0], begun)
        return Finding(truth, shown, _because(told, shown, f"{hour:%H:%M}"), where)

    def _judged(self, told: dict[Hit, Fit], sure: tuple[Hit, ...]) -> tuple[Truth, tuple[Hit, ...]]:
        """Returns the answer with the greetings that it rests on; a doubtful one can only raise a doubt."""
        right = self.fits_time == "right"
        if wrong := _of(told, sure, "wrong"):
            return (Truth.NO if right else Truth.YES), wrong
        if odd := tuple(hit for hit, fit in told.items() if fit != "fits"):
            return Truth.UNSURE, odd
        if right:
            return (Truth.YES if sure else Truth.UNSURE), sure or tuple(told)
        return Truth.NO, ()

    def needs(self) -> Needs:
        """Asks for greetings that name a time of day."""
        return Needs(labels=(GREETING,))


def _of(told: dict[Hit, Fit], among: Iterable[Hit], fit: Fit) -> tuple[Hit, ...]:
    return tuple(hit for hit in among if told[hit] == fit)


def _fit(document: Document, hit: Hit, begun: datetime) -> Fit:
    part = part_of_day(document.quote(hit.turn, hit.start, hit.end))
    return "border" if part is None else fits(part, _clock(document, hit, begun).time())


def _clock(document: Document, hit: Hit, begun: datetime) -> datetime:
    start = document.transcript.turns[hit.turn].start or 0
    # No call lasts a day: such a stamp counts from somewhere else.
    return begun + timedelta(seconds=start if start < LONGEST else 0)


def _because(told: dict[Hit, Fit], shown: tuple[Hit, ...], hour: str) -> str:
    worst = {told[hit] for hit in shown}
    if "wrong" in worst:
        return f"问候与钟点（{hour}）不合"
    return f"问候与钟点（{hour}）差一点，定不了" if "border" in worst else f"问候与钟点（{hour}）相合"


def part_of_day(words: str) -> PartOfDay | None:
    """Returns the part of day that a greeting names, as written or by its sound; None where it names none."""
    plain = squeeze(words)
    for text, form in ((plain, str), (sound_form(plain), sound_form)):
        for part, names in _WORDS.items():
            if any(form(name) in text for name in names.split()):
                return part
    return None
