"""The form `profile`: what kind of person the customer seems to be, by cues at both ends of some axes; never points."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import product
from typing import ClassVar

from msgspec import Struct

from autoscore.forms.base import Form
from autoscore.model import Award, Document, Finding, Hit, Scope, Status, Truth
from autoscore.operators import Condition, Context
from autoscore.operators.evidence import outermost
from autoscore.operators.select import searched
from autoscore.text.characters import squeeze

CUSTOMER = Scope(by="customer")


class End(Struct, frozen=True, kw_only=True):
    """轴的一端：id 编号，title 名称，cues 哪些话是它的线索。"""

    id: str
    title: str
    cues: tuple[Condition, ...]


class Axis(Struct, frozen=True, kw_only=True):
    """一条轴：id 编号，title 名称，low 和 high 两端。"""

    id: str
    title: str
    low: End
    high: End

    @property
    def ends(self) -> tuple[End, End]:
        """Are both ends, in the order in which a tie would show them."""
        return self.low, self.high


class Style(Struct, frozen=True, kw_only=True):
    """一种类型：id 编号，title 名称，ends 是它在各轴上的那一端（写端的编号），do 宜，avoid 忌。"""

    id: str
    title: str
    ends: tuple[str, ...]
    do: str
    avoid: str


class Layout(Struct, frozen=True, kw_only=True):
    """类型的分法：axes 各轴，styles 各类型；每轴各取一端的每种组合恰有一个类型。"""

    axes: tuple[Axis, ...]
    styles: tuple[Style, ...]


class Told(Struct, frozen=True):
    """Is an end of an axis with the cues found for it: how many, and their words."""

    end: End
    count: int
    hits: tuple[Hit, ...]


class Reading(Struct, frozen=True):
    """Is an axis with the cues of both ends, and the end that leads, None where none does clearly."""

    axis: Axis
    told: tuple[Told, Told]
    leads: Told | None


class Profile(Form, frozen=True, kw_only=True):
    """客户像哪一类人：profile 写几条轴、轴两端的线索和各类型的宜与忌；只作提示，从不计分（mode 必须是 hint）。

    一轮里同样的话算一条线索；一端至少有 least 条、且至少是另一端的 lead 倍，这条轴才算看得出。
    各轴都看得出才说像哪一类，否则说缺什么。只看客户的话，线索里另写 by 的从其所写。
    """

    key: ClassVar[str] = "profile"
    primary: ClassVar[str] = "profile"
    sample: ClassVar[str] = (
        "mode: hint, profile: {axes: [{id: pace, title: 快慢,"
        " low: {id: slow, title: 慢, cues: [{phrase: 不着急}]}, high: {id: fast, title: 快, cues: [{phrase: 快点}]}}],"
        " styles: [{id: calm, title: 慢性子, ends: [slow], do: 慢慢讲, avoid: 催},"
        " {id: brisk, title: 急性子, ends: [fast], do: 先说结论, avoid: 绕}]}"
    )

    profile: Layout
    least: int = 2
    lead: Decimal = Decimal(2)

    def award(self, document: Document, context: Context, points: Decimal) -> Award:  # noqa: ARG002
        """Names the style that all axes point to, with its do and don't, or says what is missing; gives no points."""
        readings = [self._read(axis, document, context) for axis in self.profile.axes]
        fits = self._fits(readings)
        where = searched(document, CUSTOMER)
        if all(one.leads is not None for one in readings) and len(fits) == 1:
            words = _hits(told for one in readings if (told := one.leads) is not None)
            return Award(Status.MET, Decimal(0), Finding(Truth.YES, words, _advice(fits[0], readings), where))
        words = _hits(told for one in readings for told in one.told)
        because = _missing(readings, fits)
        return Award(Status.UNSURE, None, Finding(Truth.UNSURE, words, because, where), Decimal(0), Decimal(0))

    def _read(self, axis: Axis, document: Document, context: Context) -> Reading:
        low, high = (_told(end, document, context) for end in axis.ends)
        leads = next((one for one, other in ((low, high), (high, low)) if self._leads(one, other)), None)
        return Reading(axis, (low, high), leads)

    def _leads(self, one: Told, other: Told) -> bool:
        # The count must be the greater one: a lead of less than 1 is refused, and of 1 it would make a tie a lead.
        return one.count >= self.least and one.count > other.count and one.count >= self.lead * other.count

    def _fits(self, readings: Sequence[Reading]) -> list[Style]:
        """Returns the styles that no clear axis speaks against."""
        known = {told.end.id for one in readings if (told := one.leads) is not None}
        return [style for style in self.profile.styles if known <= set(style.ends)]

    def conditions(self) -> Iterable[Condition]:
        """Returns the cues of all ends."""
        return (cue for axis in self.profile.axes for end in axis.ends for cue in end.cues)

    def reachable(self, points: Decimal) -> Iterable[Decimal]:  # noqa: ARG002
        """Returns nothing but no points: a style is told, never judged."""
        return (Decimal(0),)

    def impossible(self) -> Iterable[str]:
        """Tells of ends without cues or named twice, and of styles that do not share the axes' ends out."""
        ends = [end for axis in self.profile.axes for end in axis.ends]
        if self.least < 1 or self.lead < 1:
            yield f"least 是 {self.least}、lead 是 {self.lead}，都要至少是 1"
        yield from (f"“{end.id}”这一端没有线索" for end in ends if not end.cues)
        yield from (f"端的编号“{name}”写了两次" for name in _twice(end.id for end in ends))
        yield from (f"类型的编号“{name}”写了两次" for name in _twice(style.id for style in self.profile.styles))
        yield from self._unshared()

    def _unshared(self) -> Iterator[str]:
        wanted = {frozenset(choice) for choice in product(*([end.id for end in one.ends] for one in self.profile.axes))}
        given = Counter(frozenset(style.ends) for style in self.profile.styles)
        for ends in sorted((wanted | set(given)), key=sorted):
            shown = "、".join(sorted(ends)) or "无"
            if ends not in wanted:
                yield f"类型的 ends（{shown}）不是每轴各取一端"
            elif given[ends] != 1:
                yield f"ends（{shown}）要恰有一个类型，现有 {given[ends]} 个"


def _told(end: End, document: Document, context: Context) -> Told:
    """Counts the sure cues of an end: words said again in one turn count once, and a cue without words once."""
    sure = [cue.find(document, context, CUSTOMER) for cue in end.cues if cue.surely(document, context, CUSTOMER)]
    if not sure:
        return Told(end, 0, ())
    hits = tuple(outermost({hit for one in sure for hit in one.hits}))
    words = {(hit.turn, squeeze(document.quote(hit.turn, hit.start, hit.end))) for hit in hits}
    return Told(end, len(words) + sum(not one.hits for one in sure), hits)


def _hits(told: Iterable[Told]) -> tuple[Hit, ...]:
    return tuple(outermost({hit for one in told for hit in one.hits}))


def _advice(style: Style, readings: Sequence[Reading]) -> str:
    ends = "、".join(told.end.title for one in readings if (told := one.leads) is not None)
    return f"像{style.title}（{ends}）：宜{style.do}；忌{style.avoid}"


def _missing(readings: Sequence[Reading], fits: Sequence[Style]) -> str:
    known = "、".join(f"偏{told.end.title}" for one in readings if (told := one.leads) is not None)
    open_ = "；".join(_open(one) for one in readings if one.leads is None)
    if not known:
        return f"看不出是哪一类：{open_}"
    return f"{known}，像{'或'.join(style.title for style in fits)}；{open_}"


def _open(reading: Reading) -> str:
    counts = "，".join(f"{told.end.title} {told.count} 条" for told in reading.told)
    return f"{reading.axis.title}看不出（{counts}）"


def _twice(names: Iterable[str]) -> list[str]:
    return sorted(name for name, count in Counter(names).items() if count > 1)
