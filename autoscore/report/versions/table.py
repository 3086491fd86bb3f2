"""Two versions of a rubric over the same calls, for a person at a terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from autoscore.model.versions import Came, CriterionDiff, Flipped, Habits, Steady, Version, VersionsDiff
from autoscore.report.language import Language
from autoscore.report.terminal.screen import console, table, text
from autoscore.report.words import STATUS

_PASSES = {"pass": "合格", "fail": "不合格", "open": "待定"}
# So many ids and names stand in a line; a record for programs has more.
_LISTED, _QUOTED = 20, 3


@dataclass(frozen=True)
class VersionsReport:
    """Writes a comparison of two rubrics to a stream; `colour` None leaves it to the terminal."""

    stream: IO[str]
    say: Language
    colour: bool | None = None

    def write(self, diff: VersionsDiff) -> None:
        """Writes the totals, the criteria with a few calls each, and what the criteria always do."""
        screen = console(self.stream, colour=self.colour)
        for piece in self._pieces(diff):
            screen.print(piece, highlight=False, soft_wrap=hasattr(piece, "plain"))

    def _pieces(self, diff: VersionsDiff) -> Iterator[Any]:
        yield text(f"{_named('A', diff.a)} → {_named('B', diff.b)}", "bold")
        yield text(self.say("比了 {calls} 通，只比机器的评分，人工判定不算", calls=diff.calls))
        if diff.left_out:
            yield text(self.say("另有 {count} 通是别的评分表评的，没有比", count=diff.left_out))
        if not diff.masked:
            yield text(self.say("个人信息没有遮"), "bold red")
        yield text("")
        if diff.same:
            yield text(self.say("没有变化：每一通的总分、每一项的结果都一样"), "bold")
        else:
            yield from self._totals(diff)
            yield from self._criteria(diff.criteria)
            yield from self._examples(diff.criteria)
        for name, habits in (("A", diff.habits_a), ("B", diff.habits_b)):
            if name == "B" or habits != diff.habits_b:
                yield from self._habits(name, habits)

    def _totals(self, diff: VersionsDiff) -> Iterator[Any]:
        found = diff.totals
        told = {"count": found.changed, "up": found.higher, "down": found.lower, "mean": _signed(found.mean or "0")}
        yield text(self.say("总分变了的 {count} 通：升 {up}，降 {down}；全部平均变 {mean} 分", **told))
        for switch in found.passes:
            before, after = (self.say(_PASSES[one]) for one in (switch.before, switch.after))
            told = {"before": before, "after": after, "count": switch.count}
            calls = {("pass", "fail"): found.to_fail, ("fail", "pass"): found.to_pass}.get(
                (switch.before, switch.after)
            )
            yield text(self.say("{before} → {after} 的 {count} 通", **told) + (self._listed(calls) if calls else ""))

    def _listed(self, flipped: Flipped) -> str:
        more = self.say("等") if flipped.count > _LISTED else ""
        return f"：{'、'.join(flipped.calls[:_LISTED])}{more}"

    def _criteria(self, criteria: Sequence[CriterionDiff]) -> Iterator[Any]:
        rows = [one for one in criteria if one.inside != "both" or one.changed or one.points_changed]
        if not rows:
            return
        titles = (
            ("评分项", "fold"),
            ("分值", "right"),
            ("状态变了", "right"),
            ("得分变了", "right"),
            ("合计", "right"),
            ("怎么变", "fold"),
        )
        made = table(tuple((self.say(title), kind) for title, kind in titles))
        for one in rows:
            cells = (
                one.title,
                _most(one),
                str(one.changed),
                str(one.points_changed),
                _signed(one.points),
                self._how(one),
            )
            made.add_row(*map(text, cells))
        yield from (text(""), made)

    def _how(self, one: CriterionDiff) -> str:
        if one.inside != "both":
            return self.say("只有 {which} 有", which=one.inside.upper())
        told = (f"{self._status(two.before)}→{self._status(two.after)} {two.count}" for two in one.switches)
        return "，".join(told) or self.say("只是分数变了")

    def _status(self, status: str) -> str:
        return self.say(STATUS[status][0])

    def _examples(self, criteria: Sequence[CriterionDiff]) -> Iterator[Any]:
        for one in criteria:
            if one.examples:
                yield from (text(""), text(one.title, "bold"))
            for call in one.examples:
                yield text(f"  {call.call}")
                yield text(f"    A {self._came(call.before)}")
                yield text(f"    B {self._came(call.after)}")

    def _came(self, came: Came) -> str:
        points = "" if came.points is None else self.say(" {points} 分", points=came.points)
        quotes = "、".join(
            self.say("第 {turn} 轮", turn=one.turn + 1) + f"“{one.quote}”" for one in came.words[:_QUOTED]
        )
        return f"{self._status(came.status)}{points}：{came.because}{f'（{quotes}）' if quotes else ''}"

    def _habits(self, name: str, habits: Habits) -> Iterator[Any]:
        groups = (
            ("{name} 里一次也没有评到的项：", None),
            ("{name} 里每次都做到的项（通数）：", "met"),
            ("{name} 里每次都没做到的项（通数）：", "not_met"),
            ("{name} 里每次都只做到一部分的项（通数）：", "partial"),
        )
        for title, status in groups:
            found = [one for one in habits.steady if one.status == status]
            if found:
                yield from (text(""), text(self.say(title, name=name), "bold"), text(f"  {_steady(found)}"))
        if habits.together:
            yield from (text(""), text(self.say("{name} 里总是一起做到、一起没做到的项（通数）：", name=name), "bold"))
            yield from (text(f"  {one.first_title} ＝ {one.second_title} {one.calls}") for one in habits.together)


def _steady(found: Sequence[Steady]) -> str:
    ordered = sorted(found, key=lambda one: -one.calls)
    return "、".join(f"{one.title} {one.calls}" if one.calls else one.title for one in ordered)


def _named(name: str, version: Version) -> str:
    theme = f" + {version.theme}" if version.theme else ""
    return f"{name} {version.id} v{version.version}{theme}（{version.digest.removeprefix('sha256:')[:12]}）"


def _most(one: CriterionDiff) -> str:
    before, after = one.max_a or "–", one.max_b or "–"
    return before if before == after else f"{before}→{after}"


def _signed(points: str) -> str:
    return points if points.startswith("-") or points == "0" else f"+{points}"
