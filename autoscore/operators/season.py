"""The operator `season`: the days of the lunar calendar that a greeting belongs to."""

from datetime import date
from typing import ClassVar, Literal

from autoscore.model import Document, Finding, Scope, Truth
from autoscore.operators.base import Context, Operator
from autoscore.text.calendar import day_of, in_new_year, lantern_festival


class Season(Operator, frozen=True, kw_only=True):
    """通话那天在不在农历的某个时节。

    season: new_year 除夕到元宵节前一天（正月十四），该说“新年好”；lantern 元宵节当天（不要求说“新年好”）。
    按通话日期（date）算，只有日期、没有钟点也行；没有日期，或不在 1901–2099 年，看不出。
    """

    key: ClassVar[str] = "season"
    primary: ClassVar[str] = "season"
    sample: ClassVar[str] = "{season: new_year}"

    season: Literal["new_year", "lantern"]

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:  # noqa: ARG002
        """Answers by the day of the call."""
        day = day_of(document.transcript.date)
        if day is None:
            return Finding(Truth.UNSURE, because="没有通话日期，不知是什么时节")
        inside = self._inside(day)
        if inside is None:
            return Finding(Truth.UNSURE, because=f"{day} 不在能推算农历的年份里")
        name = "除夕到元宵节前" if self.season == "new_year" else "元宵节"
        return Finding(Truth.YES if inside else Truth.NO, because=f"{day} {'' if inside else '不'}是{name}")

    def _inside(self, day: date) -> bool | None:
        if self.season == "new_year":
            return in_new_year(day)
        festival = lantern_festival(day.year)
        return None if festival is None else day == festival
