"""A sheet for a person at a terminal: the table, then the call with its evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from msgspec import UNSET

from autoscore.model import CriterionScore, Decision, Document, Evidence, ScoreSheet
from autoscore.report.clock import clock
from autoscore.report.language import Language
from autoscore.report.terminal import screen
from autoscore.report.words import COLOURS, ROLE, STATUS, passed

_WIDTH = 110
_CHINESE = Language()


@dataclass(frozen=True)
class TextReport:
    """Writes sheets to a stream; `colour` None leaves it to the terminal."""

    stream: IO[str]
    colour: bool | None = None
    say: Language = _CHINESE

    def write(self, sheet: ScoreSheet, document: Document) -> None:
        """Writes one sheet with its call."""
        console = screen.console(self.stream, colour=self.colour)
        for line in self._heading(sheet):
            console.print(line, highlight=False, soft_wrap=True)
        console.print(self._table(sheet))
        for line in self._turns(sheet, document):
            console.print(line, highlight=False, soft_wrap=True)
        for line in self._footer(sheet):
            console.print(line, highlight=False, soft_wrap=True)
        console.print()

    def _heading(self, sheet: ScoreSheet) -> Iterator[Any]:
        yield screen.text(f"{sheet.id} · {sheet.rubric.id} v{sheet.rubric.version}", "bold")
        yield screen.text(" · ".join(self._result(sheet)), "bold")
        if any(score.status == "observer" and not score.decisions for score in sheet.criteria):
            seen = self.say(
                "文字里看得见的分值：{seen} / {most}，其余须人到场看", seen=sheet.observable, most=sheet.max
            )
            yield screen.text(seen, "dim")

    def _result(self, sheet: ScoreSheet) -> Iterator[str]:
        if sheet.total is None:
            yield self.say("总分 无可评分项")
        else:
            doubt = self.say("（存疑 {low}–{high}，暂按高分）", low=sheet.low, high=sheet.high)
            yield f"{self.say('总分')} {sheet.total} / {sheet.max}{doubt if sheet.provisional else ''}"
        yield self.say(passed(sheet.passed))
        if sheet.band:
            yield sheet.band
        if sheet.needs_review:
            yield self.say("需人复核")

    def _table(self, sheet: ScoreSheet) -> Any:
        columns = (("项目", "whole"), ("状态", "whole"), ("得分", "right"), ("依据", "fold"))
        table = screen.table((self.say(title), kind) for title, kind in columns)
        for score in sheet.criteria:
            word, style = STATUS[score.status]
            cells = (screen.text(score.title), screen.text(self.say(word), style))
            table.add_row(*cells, screen.text(self._points(score)), screen.text(self._reason(score)))
        return table

    def _points(self, score: CriterionScore) -> str:
        if score.mode != "score":
            return self.say("提示")
        if score.points is not None:
            return f"{score.points}/{score.max}"
        return f"{score.low}–{score.high}/{score.max}" if score.status == "unsure" else f"–/{score.max}"

    def _reason(self, score: CriterionScore) -> str:
        quotes = "、".join(f"“{one.quote}”" for one in score.evidence[:3])
        parts = [score.because, quotes if score.evidence and len(quotes) < _WIDTH else ""]
        if score.searched is not None:
            first, last = score.searched.turns
            whose = self.say(ROLE.get(score.searched.by, "各方"))
            parts.append(self.say("找过{whose}第{first}–{last}轮", whose=whose, first=first + 1, last=last + 1))
        parts.extend(self._decided(decision) for decision in score.decisions)
        if score.nearest is not None:
            near = score.nearest
            facts = {"quote": near.quote, "phrase": near.phrase, "strength": near.strength}
            parts.append(self.say("最接近：“{quote}”像“{phrase}”（{strength}）", **facts))
        return "；".join(part for part in parts if part)

    def _decided(self, decision: Decision) -> str:
        points = "" if decision.points is None else self.say(" {points} 分", points=decision.points)
        note = f"，{decision.note}" if decision.note else ""
        return f"{decision.by or self.say('人工')}：{self.say(STATUS[decision.status][0])}{points}{note}"

    def _turns(self, sheet: ScoreSheet, document: Document) -> Iterator[Any]:
        marks: dict[int, list[tuple[Evidence, str]]] = {}
        for score in sheet.criteria:
            for evidence in score.evidence:
                marks.setdefault(evidence.turn, []).append((evidence, score.status))
        for number, turn in enumerate(document.transcript.turns):
            stamp = "" if turn.start is None else f"[{clock(turn.start)}] "
            head = screen.text(f"{number + 1:>3} {stamp}{self.say(ROLE[document.roles[number]])}：", "dim")
            body = screen.text(turn.text)
            for evidence, status in marks.get(number, ()):
                body.stylize(COLOURS.get(status, ""), evidence.start, evidence.end)
            yield screen.text("").append_text(head).append_text(body)

    def _footer(self, sheet: ScoreSheet) -> Iterator[Any]:
        for warning in sheet.warnings:
            yield screen.text(self.say("注意：{because}", because=warning.because), "yellow")
        if any(score.points_source is not UNSET for score in sheet.criteria):
            yield screen.text(self.say("分值为示例权重，须本单位确认"), "dim")
